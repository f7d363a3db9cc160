"""Many phrases found in one pass over the words: a trie, longest match, no overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from pipeline.facts.language.tokens import Tokens, tokenize

Value = TypeVar("Value")

_BETWEEN_WORDS = re.compile(r"[ \t\u00a0\u2009\u202f]*(?:\r\n|\r|\n)?[ \t\u00a0]*|-")


class _Node(Generic[Value]):
    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[Value]] = {}
        self.value: Value | None = None


class PhraseMatcher(Generic[Value]):
    """A set of phrases, each with a value.

    Args:
        phrases: phrase and value; of equal phrases the first counts. Case does not matter.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        for phrase, value in phrases:
            node = self._root
            for word in tokenize(phrase).lower:
                node = node.children.setdefault(word, _Node())
            if node is not self._root and node.value is None:
                node.value = value

    def find(self, text: str, tokens: Tokens) -> Iterator[tuple[int, int, Value]]:
        """The matches in ``text``: index of the first token, index after the last, value.

        From left to right, the longest at each place, without overlaps; a phrase may run over a single line end, but
        not over punctuation.
        """
        first_words = self._root.children
        after = 0
        # Few words begin a phrase, and this runs for each word of a text.
        for index in [place for place, word in enumerate(tokens.lower) if word in first_words]:
            if index < after:
                continue
            match = self._longest(text, tokens, index)
            if match is not None:
                yield index, *match
                after = match[0]

    def _longest(self, text: str, tokens: Tokens, first: int) -> tuple[int, Value] | None:
        lower = tokens.lower
        node = self._root.children[lower[first]]
        best: tuple[int, Value] | None = None
        index = first + 1
        while True:
            if node.value is not None:
                best = index, node.value
            following = node.children.get(lower[index]) if index < len(lower) else None
            if following is None or not _BETWEEN_WORDS.fullmatch(text, tokens.ends[index - 1], tokens.starts[index]):
                return best
            node = following
            index += 1
