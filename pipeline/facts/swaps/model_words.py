"""A text as the swap model reads it: words, marks and line breaks, in windows of a few sentences.

Training and run time both read text through here, since a model only knows the words that it was trained on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from pipeline.facts.language.tokens import Tokens

LINE_BREAK = "|"
"""What the model reads where a line ends: one sign of its vocabulary, so that a heading does not run into its text."""

LONGEST_WORD = 40
"""Letters of a word that the model reads; addresses and glued text beyond that say nothing and cost time."""

_MARK = re.compile(r"(?P<line>[\r\n]\s*)|(?P<mark>(?P<sign>[^\w\s]|_)(?P=sign)*)")
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"})
_SENTENCE_END = frozenset(".!?:;") | {LINE_BREAK}


class ModelWord(NamedTuple):
    """A word, a run of one mark, or a line break.

    Attributes:
        start: where it begins, in code points.
        end: where it ends, half-open.
        text: as the model reads it: plain quotes and dashes, a run of marks as one mark, a break as ``LINE_BREAK``.
        is_word: whether it is a word, so that it may have been swapped.
    """

    start: int
    end: int
    text: str
    is_word: bool


# ``ModelWord._make`` without its check of the length.
_word = partial(tuple.__new__, ModelWord)


def split_for_model(text: str, tokens: Tokens) -> tuple[ModelWord, ...]:
    """The words of ``text``, with the marks and line breaks between them as words of their own.

    Args:
        text: any text, or a part of one.
        tokens: its words, as ``pipeline.facts.language.tokens.tokenize`` finds them.
    """
    words: list[ModelWord] = []
    position = 0
    for start, end, form in zip(tokens.starts, tokens.ends, _forms(tokens), strict=True):
        # Most words have a single space between them, in which no mark is to be looked for.
        if start != position + 1 or text[position] != " ":
            words += _marks(text, position, start)
        words.append(_word((start, end, form, True)))
        position = end
    words += _marks(text, position, len(text))
    return tuple(words)


def _forms(tokens: Tokens) -> Sequence[str]:
    """The words as the model reads them."""
    forms: Sequence[str] = tokens.texts
    # All in one go, since a call for each word takes longer; no word holds a line feed.
    joined = "\n".join(forms)
    if not joined.isascii():
        forms = joined.translate(_FOLD).split("\n")
    if max(map(len, forms), default=0) > LONGEST_WORD:
        forms = [form[:LONGEST_WORD] for form in forms]
    return forms


def cut_windows(words: Sequence[ModelWord], most: int) -> Iterator[tuple[int, int]]:
    """Ranges of ``words`` that cover all of them without overlap, each at most ``most`` long.

    A window ends where a sentence or line ends, the last such place that fits; in the middle of a sentence only where
    there is no such place in its latter half.
    """
    start = 0
    while start < len(words):
        end = min(start + most, len(words))
        if end < len(words):
            middle = start + most // 2
            ends = (place for place in range(end, middle, -1) if words[place - 1].text in _SENTENCE_END)
            end = next(ends, end)
        yield start, end
        start = end


def _marks(text: str, start: int, end: int) -> Iterator[ModelWord]:
    """The marks and line breaks between two words."""
    for match in _MARK.finditer(text, start, end):
        if match["line"] is not None:
            yield ModelWord(*match.span("line"), LINE_BREAK, False)
        else:
            yield ModelWord(*match.span("mark"), match["sign"].translate(_FOLD), False)
