"""The marks of notes, and those that stand glued to a word, as in "knee1" or "knee¹": they are no part of it."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.facts.language.tokens import Tokens, tokenize
from pipeline.facts.language.vocabulary import is_word

NOTE = r"\[(?:\^[^\[\]\s]{1,20}|\d[\d,–-]{0,20})\]"
"""The mark of a note in brackets: "[^1]", "[3]", "[2, 4]"; a pattern, as the next two are."""
RAISED = "[⁰¹²³⁴-⁹]"
"""A raised digit, as the mark of a note."""
SUPERSCRIPT = r"<sup\b[^<>]{0,300}>(?:<[^<>]{1,300}>)?[^<>]{1,20}(?:</\w+>)?</sup>"
"""The mark of a note in tags."""
_MARKS = re.compile(rf"(?:{NOTE}(?:\([^()\s]{{0,300}}\))?|{SUPERSCRIPT}|{RAISED})*")
_RAISED = re.compile(RAISED)
_GLUED = re.compile(r"(?<![^\W_])([a-z]{2,40})([.?!]?)((\d{1,2})(?:[,–-]\d{1,2}){0,5})(?![\w%]|\.\d)")
"""A word, a stop, and the number of a note, which was raised: a text does not show that."""


def end_of_notes(text: str, position: int, limit: int) -> int:
    """Where the marks of notes end that stand right behind a position; the position itself where none does."""
    found = _MARKS.match(text, position, limit)
    return found.end() if found else position


def part_notes(text: str, tokens: Tokens) -> tuple[str, Tokens]:
    """A text in which such numbers are raised digits, and its words without them; all places are the same.

    A name with a number in it ("omega3") comes back in its text, and the mark of a note does not.

    Args:
        text: the text.
        tokens: its words.
    """
    counts = Counter(tokens.lower)

    def raised(found: re.Match[str]) -> str:
        is_note = (found[2] or counts[found[1] + found[4]] == 1) and is_word(found[1])
        return found[1] + found[2] + "¹" * len(found[3]) if is_note else found[0]

    text = _GLUED.sub(raised, text)
    return (text, tokenize(_RAISED.sub(" ", text))) if _RAISED.search(text) else (text, tokens)
