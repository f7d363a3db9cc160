"""What LanguageTool said of paragraphs, kept for all runs of a user on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from pipeline.engines.cache_file import CacheFile
from pipeline.engines.protocols import GrammarMatch
from pipeline.model import Span

Matches = tuple[GrammarMatch, ...]


def paragraph_key(text: str, scope: str) -> bytes:
    """What the matches in a paragraph depend on.

    Args:
        text: the paragraph as it is sent.
        scope: name and version of the checker, language and rules.
    """
    return sha256(f"{scope}\0{text}".encode("utf-8", "surrogatepass")).digest()


def paragraph_keys(texts: Iterable[str], scope: Iterable[str]) -> dict[str, bytes]:
    """The key of each text; see ``paragraph_key``.

    Args:
        texts: paragraphs as they are sent.
        scope: version of the checker, language, and the rules that are left out.
    """
    joined = "\0".join(scope)
    return {text: paragraph_key(text, joined) for text in texts}


class ParagraphCache:
    """Matches by key. Safe to use from several threads and processes; opened when it is first asked.

    Args:
        path: its file.
    """

    def __init__(self, path: Path) -> None:
        self._file = CacheFile(path)

    def find(self, keys: Iterable[bytes]) -> dict[bytes, Matches]:
        """The matches of the keys that are known."""
        return {key: _unpack(packed) for key, packed in self._file.find(keys).items()}

    def record(self, matches: Mapping[bytes, Matches]) -> None:
        """Keep the matches of paragraphs that were checked from end to end."""
        self._file.record({key: _pack(found) for key, found in matches.items()})

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _pack(matches: Matches) -> bytes:
    rows = [[m.span.start, m.span.end, m.rule_id, m.category, m.message, *m.suggestions] for m in matches]
    return json.dumps(rows).encode("ascii") if rows else b""


def _unpack(packed: bytes) -> Matches:
    rows = json.loads(packed) if packed else ()
    return tuple(
        GrammarMatch(Span(start, end), rule_id, category, message, tuple(suggestions))
        for start, end, rule_id, category, message, *suggestions in rows
    )
