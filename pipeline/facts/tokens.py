"""Words of a text, fast: one regular expression, no model."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’‘\-‐‑][^\W_]+)*")


class Token(NamedTuple):
    """A word and its place.

    Attributes:
        start: of the word, in code points.
        end: of the word, half-open.
        text: the word as it stands.
        lower: the word in lower case with a plain apostrophe, for look-ups.
    """

    start: int
    end: int
    text: str
    lower: str


# ``Token._make`` without its check of the length, which takes longer than all the rest.
_token = partial(tuple.__new__, Token)


def tokenize(text: str) -> tuple[Token, ...]:
    """The words of ``text``: runs of letters and digits, with apostrophes and hyphens inside."""
    spans = [match.span() for match in _WORD.finditer(text)]
    lower = text.lower().replace("’", "'")
    if len(lower) == len(text):
        parts = [(start, end, text[start:end], lower[start:end]) for start, end in spans]
    else:
        # A few letters become two in lower case; then each word has to be lowered by itself.
        words = ((start, end, text[start:end]) for start, end in spans)
        parts = [(start, end, word, word.lower().replace("’", "'")) for start, end, word in words]
    return tuple(map(_token, parts))
