"""What was found in sentences is kept, and spares asking for it; see ``tests/engines/test_answers.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.languagetool.access import GrammarAccess
from pipeline.engines.languagetool.cache import SentenceCache, sentence_key
from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.engines.languagetool.install import find_installation
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.engines.protocols import GrammarMatch
from pipeline.model import Span

MATCH = GrammarMatch(Span(3, 5), "HE_VERB_AGR", "GRAMMAR", "Use “goes”.", ("goes", "went"))
KEY, OTHER = sentence_key("He go.", "LanguageTool 6.8"), sentence_key("All is well.", "LanguageTool 6.8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "grammar.sqlite"


def filled(path: Path) -> SentenceCache:
    cache = SentenceCache(path)
    cache.record({KEY: (MATCH,), OTHER: ()})
    return cache


def test_what_is_recorded_is_found_by_another_process(path: Path) -> None:
    filled(path).close()
    assert SentenceCache(path).find([KEY, OTHER, b"unknown"]) == {KEY: (MATCH,), OTHER: ()}


def test_text_and_scope_make_the_key() -> None:
    assert len({KEY, OTHER, sentence_key("He go.", "LanguageTool 6.9")}) == 3


def test_a_server_is_started_for_unknown_sentences_only(path: Path) -> None:
    text = "He go to school.\n\nAll is well here.\n\nThis is importnat."
    installation = find_installation(announce=print)
    with LanguageToolServer(installation, on_demand=True) as server:
        access = GrammarAccess(server.address, "6.8", path)
        first = access.engine(60.0)
        assert server.address.endpoint() is None
        assert access.unknown_length([(text, "en-US")]) == len(text.replace("\n", ""))
        found = first.check(text, "en-US")
        first.close()
        assert [text[m.span.start : m.span.end] for m in found.matches] == ["go", "importnat"]
        assert server.cpu_seconds() is None or server.cpu_seconds()
    with LanguageToolServer(installation, on_demand=True) as server:
        access = GrammarAccess(server.address, "6.8", path)
        second = access.engine(60.0)
        assert access.unknown_length([(text, "en-US")]) == 0
        assert access.unknown_length([(f"{text}\n\nOne more.", "en-US")]) == len("One more.")
        assert second.check(text, "en-US") == found
        # Paragraphs are known by themselves, wherever they stand.
        assert len(second.check("This is importnat.\n\nAll is well here.", "en-US").matches) == 1
        assert server.address.endpoint() is None
        second.close()


def test_units_find_what_the_whole_text_does(languagetool_server: LanguageToolServer) -> None:
    paragraphs = [
        "A title",
        "He go to school. i went too.",
        "- first,\n- second",
        "It is the the end. some more.",
        "“Ok.”",
    ]
    text = "\n\n".join(paragraphs * 2)
    engine = LanguageToolEngine(languagetool_server.address)
    whole = engine.check_whole(text, "en-US").matches
    assert len(whole) >= 8
    assert engine.check(text, "en-US").matches == whole
    engine.close()
