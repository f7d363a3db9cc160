"""Flesch's formula, as Yoast applies it."""

from __future__ import annotations

import pytest

from pipeline.facts.readability.flesch import readability_band, reading_ease


def test_the_formula_is_the_published_one() -> None:
    words = ["cat", "table"] * 6
    assert reading_ease(words, 2) == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 1.5)


def test_it_stays_between_0_and_100() -> None:
    assert reading_ease(["cat"] * 20, 10) == 100
    assert reading_ease(["individual"] * 60, 1) == 0


def test_numbers_do_not_count_and_short_texts_are_not_measured() -> None:
    words = ["cat"] * 10 + ["2020"] * 5
    assert reading_ease(words, 1) is None
    assert reading_ease([*words, "cat"], 1) == reading_ease(["cat"] * 11, 1) is not None
    assert reading_ease(["cat"] * 11, 0) is None


@pytest.mark.parametrize(
    ("ease", "band"),
    [(100, "very easy"), (90, "very easy"), (89.9, "easy"), (60, "standard"), (30, "difficult"), (0, "very difficult")],
)
def test_the_bands_are_those_that_flesch_names(ease: float, band: str) -> None:
    assert readability_band(ease) == band
