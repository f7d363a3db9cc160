"""Names and acronyms, which no learned swap replaces."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.proper_words import find_proper_words
from pipeline.model import Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ask your bank about the EMIs of a loan.", ["EMIs"]),
        ("People with OCD wash their hands.", ["OCD"]),
        ("LIGHT PEELS: these last a day or two.", ["LIGHT", "PEELS"]),
        ("Never EVERYTHING at once.", []),
        ("The calming of Pitta takes time.", []),
        ("The court asked the Indian Banks Association to look at it.", ["Indian", "Banks", "Association"]),
        ("This diet, Royal Canin says, is for cats.", ["Royal", "Canin"]),
        ("Rest well. Sleep helps, too.", []),
        ("Rest well: Sleep helps; Water helps, too.", []),
        ("“Rest,” she said. I did. (Then I slept.)", []),
        ("How To Rest Well", []),
        ("Vitamin A is what you need.", ["A"]),
    ],
)
def test_names_inside_sentences_and_acronyms(text: str, words: list[str]) -> None:
    """A capital at the start of a sentence, or in a heading, names nothing."""
    found = [text[span.start : span.end] for span in find_proper_words(text, tokenize(text), [Span(0, len(text))])]
    assert found == words


def test_each_line_is_read_by_itself() -> None:
    text = "Drink water\nSleep at night"
    assert list(find_proper_words(text, tokenize(text), [Span(0, 11), Span(12, len(text))])) == []
