"""Words of a text, fast: one regular expression, no model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple, overload

# The letters of English by themselves first, since a test of a category takes longer. The group is not possessive: in
# Python 3.11.2, what a repeated possessive group began in vain stays in the match ("disc’" before a space).
_WORD = re.compile(r"([^\W_][0-9A-Za-z]*+[^\W_]*+(?:['’‘\-‐‑][^\W_]++)*)")


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


class Tokens(Sequence[Token]):
    """The words of a text in columns, of which a token is put together when it is asked for; see ``tokenize``.

    Attributes:
        starts: where each word starts, in code points.
        ends: where it ends, half-open.
        texts: the words as they stand.
        lower: the words in lower case, see ``Token``.
    """

    __slots__ = ("_gaps", "_rows", "_text", "ends", "lower", "starts", "texts")

    def __init__(self, text: str) -> None:
        self._text = text
        # Gaps and words in turn, a gap first and last.
        parts = _WORD.split(text)
        ends = list(accumulate(map(len, parts)))
        self.starts = tuple(ends[:-1:2])
        self.ends = tuple(ends[1::2])
        self.texts = tuple(parts[1::2])
        self.lower = tuple(lower_all(self.texts))
        self._gaps = parts[2:-1:2]
        self._rows: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._all())

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, place: int | slice) -> Token | tuple[Token, ...]:
        if self._rows is not None:
            return self._rows[place]
        if isinstance(place, slice):
            columns = self.starts[place], self.ends[place], self.texts[place], self.lower[place]
            return tuple(map(_token, zip(*columns, strict=True)))
        return _token((self.starts[place], self.ends[place], self.texts[place], self.lower[place]))

    def gaps(self, text: str) -> Sequence[str]:
        """What stands between each two words in a text that has them in the same places."""
        if text == self._text:
            return self._gaps
        return [text[end:start] for end, start in zip(self.ends, self.starts[1:], strict=False)]

    def _all(self) -> tuple[Token, ...]:
        if self._rows is None:
            self._rows = tuple(map(_token, zip(self.starts, self.ends, self.texts, self.lower, strict=True)))
        return self._rows


def lower_all(words: Sequence[str]) -> list[str]:
    """The words in lower case, with plain apostrophes; none may hold a line feed."""
    # All in one go, since a call for each word takes longer.
    return "\n".join(words).lower().replace("’", "'").split("\n") if words else []


def tokenize(text: str) -> Tokens:
    """The words of ``text``: runs of letters and digits, with apostrophes and hyphens inside."""
    return Tokens(text)
