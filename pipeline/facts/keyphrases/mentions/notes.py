"""The marks of notes, and those that stand glued to a word, as in "knee1" or "knee¹": they are no part of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline import tables
from pipeline.facts.language.tokens import Tokens, tokenize
from pipeline.facts.language.vocabulary import is_word
from pipeline.model import Span

NOTE = r"\[(?:\^[^\[\]\s]{1,20}|\d[\d,–-]{0,20})\]"
"""The mark of a note in brackets: "[^1]", "[3]", "[2, 4]"; a pattern, as the next three are."""
LINKED_NOTE = rf"{NOTE}(?:\([^()\s]{{0,300}}\))?"
"""The same, with the target of a link where it is one."""
GLUED = "↉"
"""What stands for each digit of a plain number that may be the mark of a note; no text has this number."""
RAISED = f"[⁰¹²³⁴-⁹{GLUED}]"
"""A raised digit, as the mark of a note."""
SUPERSCRIPT = r"<sup\b[^<>]{0,300}>(?:<[^<>]{1,300}>)?[^<>]{1,20}(?:</\w+>)?</sup>"
"""The mark of a note in tags."""
_MARKS = re.compile(rf"(?:{LINKED_NOTE}|{SUPERSCRIPT}|{RAISED})*")
_LETTER = r"[A-Za-z\u00c0-\u024f]"
_RAISED = re.compile(rf"(?<!{_LETTER})({_LETTER}{{2,40}})([.,;:?!]?)({RAISED}{{1,10}})(?!\w)")
"""A word with raised digits behind it: the mark of a note, unless the word is a unit."""
_GLUED = re.compile(r"(?<![^\W_])([A-Za-z][a-z]{1,39})([.?!]?)((\d{1,2})(?:[,–-]\d{1,2}){0,5})(?![\w%]|\.\d)")
"""A word, a stop, and the number of a note, which was raised: a text does not show that."""

_SENTENCE = re.compile(r"\s+[\"“‘'(]?[A-Z](?:[a-z’']|\s)|\s*(?:\n|\Z)|<")
"""What follows such a number behind a stop: another sentence, or the end of a line."""
_NEXT_WORD = re.compile(r"\s+([a-z]+)\b")
_NEXT_MARK = re.compile(r"[^\w\s%/-]|\s*(?:\n|\Z)")


def end_of_notes(text: str, position: int, limit: int) -> int:
    """Where the marks of notes end that stand right behind a position; the position itself where none does."""
    found = _MARKS.match(text, position, limit)
    return found.end() if found else position


def part_notes(text: str, tokens: Tokens, raised: Sequence[Span]) -> tuple[str, Tokens]:
    """A text with other characters for the digits of such numbers, and its words without them; no place changes.

    For those that the file raises these are raised digits, for the others ``GLUED``.

    A name with a number in it ("omega3") comes back in its text, and the mark of a note does not. Behind a stop a dose
    may have lost its space ("online.5 mg a day"), so that a new sentence has to follow there.

    Args:
        text: the text.
        tokens: its words.
        raised: the ranges of the text that stand raised, sorted.
    """
    counts = Counter(tokens.lower)

    def parted(found: re.Match[str]) -> str:
        word, stop, digits, number = found.groups()
        is_once = stop or counts[word.lower() + number] == 1
        is_note = is_once and is_word(word.lower()) and _goes_on(text, found.end(), is_stopped=bool(stop))
        mark = "¹" if _is_raised(raised, found.start(3)) else GLUED
        return word + stop + mark * len(digits) if is_note else found[0]

    def blank(found: re.Match[str]) -> str:
        is_note = found[1].lower() not in tables.units()
        return found[1] + found[2] + " " * len(found[3]) if is_note else found[0]

    noted = _GLUED.sub(parted, text)
    bare = _RAISED.sub(blank, noted)
    return (noted, tokenize(bare)) if bare != text else (text, tokens)


def _is_raised(raised: Sequence[Span], position: int) -> bool:
    number = bisect_right(raised, position, key=lambda span: span.start) - 1
    return number >= 0 and position < raised[number].end


def _goes_on(text: str, position: int, *, is_stopped: bool) -> bool:
    """Whether a text goes on behind a number as behind the mark of a note, and not as behind one that is counted by."""
    if is_stopped:
        return bool(_SENTENCE.match(text, position))
    following = _NEXT_WORD.match(text, position)
    return following[1] in tables.function_words() if following else bool(_NEXT_MARK.match(text, position))
