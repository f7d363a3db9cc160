"""Words of a text, fast: one regular expression, no model."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]++(?:['’‘\-‐‑][^\W_]++)*+")


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
    matches = list(_WORD.finditer(text))
    words = list(map(re.Match.group, matches))
    # All in one go, since a call for each word takes longer; no word holds a line feed.
    lower = "\n".join(words).lower().replace("’", "'").split("\n")
    starts, ends = map(re.Match.start, matches), map(re.Match.end, matches)
    return tuple(map(_token, zip(starts, ends, words, lower, strict=False)))
