"""Reading and counting text for the hand-run table scripts; the program itself never imports this module."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

TOKEN = re.compile(r"\n[^\S\n]*\n|[^\W_]+(?:['-][^\W_]+)*|[^\w\s]")
"""A paragraph break, a word (inner hyphens and apostrophes belong to it) or one punctuation mark.

Punctuation and paragraph breaks are tokens so that a phrase never matches across them.
"""

_FOLD = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"})


def fold(text: str) -> str:
    """Lower-case ``text`` and give it plain apostrophes and hyphens."""
    return text.translate(_FOLD).lower()


def tokens(text: str) -> list[str]:
    """The folded tokens of ``text``, see ``TOKEN``."""
    return TOKEN.findall(fold(text))


def word_count(tokens_of_text: Iterable[str]) -> int:
    """How many of the tokens are words."""
    return sum(token[0].isalnum() for token in tokens_of_text)


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The texts of a corpus, each with its ``id``, ``source``, ``register`` and ``text``.

    Args:
        path: gzipped JSON lines, or plain text (``.txt``) with a blank line between two articles.
    """
    if path.suffix == ".txt":
        for number, article in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
            yield {"id": f"{path.stem}/{number}", "source": path.stem, "register": "web", "text": article}
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_texts(path: Path) -> Iterator[str]:
    """The texts of a corpus alone, see ``read_rows``."""
    for row in read_rows(path):
        yield row["text"]


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class PhraseTrie:
    """Phrases as a trie over tokens, to find all of them in one pass over a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root: dict[str, object] = {}
        for phrase in phrases:
            node = self._root
            for token in tokens(phrase):
                child = node.setdefault(token, {})
                assert isinstance(child, dict)
                node = child
            # The empty string is no token, so it can mark the end of a phrase.
            node[""] = phrase

    def count(self, text: Sequence[str]) -> Counter[str]:
        """How often each phrase stands in ``text``: every occurrence counts, overlapping ones too."""
        found: Counter[str] = Counter()
        for start in range(len(text)):
            if text[start] in self._root:
                found.update(phrase for phrase, _ in self._from(text, start))
        return found

    def longest(self, text: Sequence[str]) -> Counter[str]:
        """How often each phrase stands in ``text``, the longest match from the left; matches do not overlap."""
        found: Counter[str] = Counter()
        start = 0
        while start < len(text):
            matches = list(self._from(text, start)) if text[start] in self._root else []
            if matches:
                phrase, start = matches[-1]
                found[phrase] += 1
            else:
                start += 1
        return found

    def _from(self, text: Sequence[str], start: int) -> Iterator[tuple[str, int]]:
        """Each phrase that begins at ``start``, shortest first, with the position after it."""
        node: object = self._root
        for position in range(start, len(text)):
            assert isinstance(node, dict)
            node = node.get(text[position])
            if not isinstance(node, dict):
                return
            if "" in node:
                yield str(node[""]), position + 1


def count_in_corpus(phrases: Iterable[str], corpus: Path) -> tuple[Counter[str], int]:
    """How often each phrase stands in the corpus, and the number of words there."""
    trie = PhraseTrie(phrases)
    found: Counter[str] = Counter()
    words = 0
    for text in read_texts(corpus):
        text_tokens = tokens(text)
        words += word_count(text_tokens)
        found.update(trie.count(text_tokens))
    return found, words


def per_million(count: int, words: int) -> str:
    """A rate per million words, as the tables write it."""
    return f"{1_000_000 * count / words:.2f}"


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header and no quoting."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write rows sorted by their first column; refuses a key that stands twice and a cell that breaks the format."""
    lines = ["\t".join(columns)]
    key = columns[0]
    previous = ""
    for row in sorted(rows, key=lambda row: row[key]):
        cells = [row[column] for column in columns]
        if row[key] <= previous or any(cell != cell.strip() or not cell.isprintable() for cell in cells):
            raise ValueError(f"{path.name}: {row[key]!r} stands twice or holds a blank or control character at an edge")
        previous = row[key]
        lines.append("\t".join(cells))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
