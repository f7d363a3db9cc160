"""Words of a text, fast: one regular expression, no model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple, overload

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


class Tokens(Sequence[Token]):
    """The words of a text in columns, of which a token is put together when it is asked for.

    Attributes:
        starts: where each word starts, in code points.
        ends: where it ends, half-open.
        texts: the words as they stand.
        lower: the words in lower case, see ``Token``.
    """

    __slots__ = ("_rows", "ends", "lower", "starts", "texts")

    def __init__(
        self, starts: tuple[int, ...], ends: tuple[int, ...], texts: tuple[str, ...], lower: tuple[str, ...]
    ) -> None:
        self.starts = starts
        self.ends = ends
        self.texts = texts
        self.lower = lower
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
        if self._rows is not None or isinstance(place, slice):
            return self._all()[place]
        return _token((self.starts[place], self.ends[place], self.texts[place], self.lower[place]))

    def _all(self) -> tuple[Token, ...]:
        if self._rows is None:
            self._rows = tuple(map(_token, zip(self.starts, self.ends, self.texts, self.lower, strict=True)))
        return self._rows


def tokenize(text: str) -> Tokens:
    """The words of ``text``: runs of letters and digits, with apostrophes and hyphens inside."""
    matches = list(_WORD.finditer(text))
    words = list(map(re.Match.group, matches))
    # All in one go, since a call for each word takes longer; no word holds a line feed.
    lower = "\n".join(words).lower().replace("’", "'").split("\n") if words else []
    return Tokens(tuple(map(re.Match.start, matches)), tuple(map(re.Match.end, matches)), tuple(words), tuple(lower))
