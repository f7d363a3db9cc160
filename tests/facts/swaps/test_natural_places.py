"""Where a phrase of spinners is none."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.listed import find_listed_swaps
from pipeline.facts.swaps.natural_places import is_natural
from pipeline.facts.swaps.spin import find_fingerprints


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("clogged pores and skin", True),
        ("Dirt clogs the pores and skin turns dull.", True),
        ("It refines your pores and skin tone.", True),
        ("your pores and skin", False),
        ("Pores and skin need water.", False),
        ("They are clogged. Pores and skin need water.", False),
        ("Pores and skin were drawn on the board.", True),
        ("Rest when the pores and skin are dry.", True),
        ("The pores and skin is dry.", False),
        ("Creams for the pores and skin are cheap.", False),
        ("Wash your pores and skin. Are they dry?", False),
        ("The shop is open, pores and skin care is free.", False),
    ],
)
def test_the_words_around_settle_it(text: str, expected: bool) -> None:
    tokens = tokenize(text)
    first = tokens.lower.index("pores")
    assert is_natural(text, tokens, first, first + 3) is expected
    assert bool(find_listed_swaps(text, tokens)) is not expected
    assert bool(find_fingerprints(text, tokens)) is not expected
