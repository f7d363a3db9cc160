"""What LanguageTool said of sentences, kept for all runs of a user on this machine; see ``engines/answers.py``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from pipeline.engines.answers import AnswerCache
from pipeline.engines.protocols import GrammarMatch
from pipeline.model import Span

FILE_NAME = "grammar.sqlite"

MOST_BYTES = 256_000_000
"""Size above which the sentences that were not asked for the longest go; about three million of them fit."""

_KEPT = "2"
"""What is kept of a match; answers that were kept otherwise are asked for anew."""

Matches = tuple[GrammarMatch, ...]


def sentence_key(text: str, scope: str) -> bytes:
    """What the matches in a sentence depend on.

    Args:
        text: the sentence.
        scope: name and version of the checker, language and rules.
    """
    return sha256(f"{scope}\0{text}".encode("utf-8", "surrogatepass")).digest()[:16]


def sentence_keys(texts: Iterable[str], scope: Iterable[str]) -> dict[str, bytes]:
    """The key of each text; see ``sentence_key``.

    Args:
        texts: the sentences.
        scope: version of the checker, language, and the rules that are left out.
    """
    joined = "\0".join((_KEPT, *scope))
    return {text: sentence_key(text, joined) for text in texts}


class SentenceCache:
    """Matches by key. Safe to use from several threads and processes; opened when it is first asked."""

    def __init__(self, path: Path) -> None:
        self._answers = AnswerCache(path, MOST_BYTES)

    def find(self, keys: Iterable[bytes]) -> dict[bytes, Matches]:
        """The matches of the keys that are known."""
        return {key: _unpack(packed) for key, packed in self._answers.find(keys).items()}

    def record(self, matches: Mapping[bytes, Matches]) -> None:
        """Keep the matches of sentences that were checked from end to end."""
        self._answers.record({key: _pack(found) for key, found in matches.items()})

    def close(self) -> None:
        """Close the file."""
        self._answers.close()


def _pack(matches: Matches) -> bytes:
    rows = [[m.span.start, m.span.end, m.rule_id, m.category, m.message, *m.suggestions] for m in matches]
    return json.dumps(rows).encode("ascii") if rows else b""


def _unpack(packed: bytes) -> Matches:
    rows = json.loads(packed) if packed else ()
    return tuple(
        GrammarMatch(Span(start, end), rule_id, category, message, tuple(suggestions))
        for start, end, rule_id, category, message, *suggestions in rows
    )
