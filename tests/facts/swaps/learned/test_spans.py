"""Suspected words joined to phrases."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.learned.spans import Limits, find_spans
from pipeline.facts.swaps.model_words import split_for_model

SMALL = frozenset(["of", "the", "and"])


def _spans(text: str, beside: float = 0.0, **swapped: float) -> list[str]:
    words = split_for_model(text, tokenize(text))
    likely = [swapped.get(word.text.lower(), 0.2 if word.text.lower() in SMALL else 0.0) for word in words]
    limits = Limits(lambda word: 2.0 if word.text == "Ibuprofen" else 0.5, 0.15, beside, SMALL)
    return [text[one.span.start : one.span.end] for one in find_spans(text, words, likely, limits)]


def test_neighbors_become_a_phrase() -> None:
    assert _spans("A poor sleep placement hurts.", sleep=0.6, placement=0.9) == ["sleep placement"]


def test_a_function_word_joins_two_suspected_words() -> None:
    assert _spans("The mix of elements works.", mix=0.9, elements=0.9) == ["mix of elements"]
    assert _spans("The mix with elements works.", mix=0.9, elements=0.9) == ["mix", "elements"]
    assert _spans("The mix of it works.", mix=0.9) == ["mix"]


@pytest.mark.parametrize("between", [". ", ", ", "\n\n", " – ", "\r\n", ": ", " (", " **"])
def test_no_phrase_crosses_a_mark_or_a_line_end(between: str) -> None:
    assert _spans(f"It is a pose{between}placement it is.", pose=0.9, placement=0.9) == ["pose", "placement"]


def test_a_word_that_must_stay_divides_a_phrase() -> None:
    assert _spans("Pose Ibuprofen placement", pose=0.9, placement=0.9, ibuprofen=0.9) == ["Pose", "placement"]


def test_a_word_far_less_likely_than_its_neighbor_is_left_outside() -> None:
    swapped = {"hair": 0.55, "increase": 0.99, "cycle": 0.6}
    assert _spans("The hair increase cycle.", 0.0, **swapped) == ["hair increase cycle"]
    assert _spans("The hair increase cycle.", 0.8, **swapped) == ["increase"]
    assert _spans("It is an end to the lively boom.", 0.8, lively=0.9, boom=0.8) == ["lively boom"]


def test_an_endless_phrase_is_divided() -> None:
    assert {len(phrase.split()) for phrase in _spans("pose " * 120, pose=0.9)} == {12}


def test_the_probability_is_that_of_the_likeliest_word() -> None:
    text = "sleep placement"
    words = split_for_model(text, tokenize(text))
    [one] = find_spans(text, words, [0.6, 0.9], Limits(lambda _: 0.5, 2.0, 0.0, SMALL))
    assert one.probability == 0.9 and (one.first, one.after) == (0, 2)
