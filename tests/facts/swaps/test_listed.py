"""Where a row of the table of known swaps stands, and how much of it is replaced."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.listed import find_listed_swaps


@pytest.mark.parametrize(
    ("text", "replaced", "new"),
    [
        ("Gently extend your back.", "extend", "stretch"),
        ("Obtain enough sleep.", "Obtain", "Get"),
        ("It is brought on by age.", "brought on", "caused"),
    ],
)
def test_context_that_a_row_asks_for_is_not_replaced(text: str, replaced: str, new: str) -> None:
    [match] = find_listed_swaps(text, tokenize(text))
    assert (text[match.span.start : match.span.end], match.replacements[0]) == (replaced, new)
    assert text[match.phrase.start : match.phrase.end].lower() == match.swap.spun


@pytest.mark.parametrize(
    ("text", "replaced", "new"),
    [
        ("The reduced back aches.", "reduced back", "lower back"),
        ("It has the exact same use.", "the exact same", "the same"),
        ("You need to not lift it.", "need to not", "should not"),
    ],
)
def test_a_noun_or_what_only_grew_longer_is_replaced_as_a_whole(text: str, replaced: str, new: str) -> None:
    [match] = find_listed_swaps(text, tokenize(text))
    assert (text[match.span.start : match.span.end], match.replacements[0]) == (replaced, new)
    assert match.phrase == match.span


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gently extend your back.", "“extend” in “extend your back”"),
        ("The reduced back aches.", "“reduced back”"),
        ("It lies behind a climbing colon.", "“a climbing colon”"),
    ],
)
def test_context_that_a_row_asks_for_is_shown_beside_what_is_replaced(text: str, shown: str) -> None:
    [match] = find_listed_swaps(text, tokenize(text))
    assert match.shown == shown
