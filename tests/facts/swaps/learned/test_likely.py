"""Which learned swaps whoever asks for all fixes gets."""

from __future__ import annotations

import pytest

from pipeline.facts.swaps.learned.swaps import LearnedSwap
from pipeline.model import Span


@pytest.mark.parametrize(
    ("probability", "replacements", "is_likely"),
    [(0.95, ("hair growth",), True), (0.7, ("hair growth",), True), (0.69, ("hair growth",), False), (0.95, (), False)],
)
def test_only_what_is_likely_and_has_a_replacement(
    probability: float, replacements: tuple[str, ...], is_likely: bool
) -> None:
    assert LearnedSwap(Span(0, 13), probability, replacements, None).is_likely is is_likely
