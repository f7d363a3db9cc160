"""Names and acronyms, which no learned swap replaces."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.proper_words import find_proper_words, name_around
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He runs the Center for Bosom Peril in Tokyo with two others.", "Center for Bosom Peril"),
        ("The Springfield Bosom Peril Society met in May for a day.", "Springfield Bosom Peril Society"),
        ("Bosom Peril Society members met in May for a day.", "Bosom Peril Society"),
        ("The Country wide Bosom Peril Day is in May this year.", "Country wide Bosom Peril Day"),
        ("The Bosom Peril was what they all spoke of on that day.", None),
        ("They say that Bosom Peril is rare in men of that age.", None),
        ("The Society met. Bosom Peril was what they spoke of.", None),
        ("In May, Bosom Peril was what they all spoke of.", None),
        ("The Center For Bosom Peril", None),
        ("See the Video of Our Ten Best Talks on Bosom Peril Of This Year Now for more on it, and then tell us.", None),
        ("What Triggers Bosom Peril In Men?", None),
    ],
)
def test_the_name_around_words(text: str, name: str | None) -> None:
    """A name has one more word with a capital; that of the first word of a sentence says nothing where it is small."""
    start = text.index("Bosom Peril")
    found = name_around(text, tokenize(text), Span(start, start + len("Bosom Peril")), 0)
    assert (text[found.start : found.end] if found else None) == name
