"""Which of the grammar checker's remarks are told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.engines.protocols import GrammarCheck, GrammarMatch
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Span


@dataclass
class RemarkingEngine:
    """A grammar checker that remarks on all that a pattern finds."""

    pattern: str
    version: str = "none"

    def check(self, text: str, language: str) -> GrammarCheck:
        found = (Span(*one.span()) for one in re.finditer(self.pattern, text))
        return GrammarCheck(
            tuple(GrammarMatch(one, "COMMA_PARENTHESIS_WHITESPACE", "TYPOGRAPHY", "", ("x",)) for one in found)
        )

    def close(self) -> None:
        pass


def remarked(source: str, name: str, pattern: str = r"\w+") -> list[str]:
    """What stands at the places of all remarks that are told."""
    article = article_from_bytes(source.encode(), Path(name), name, Config())
    engines = replace(local_engines(), grammar=RemarkingEngine(pattern))
    cleaned = clean_article(article, Config(fix="none", swap_model=False), engines)
    return [finding.match for finding in cleaned.findings if finding.rule_id.startswith("G")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            'import { Cup } from "cups";\n\n<div className="warm">\n  <p>Hot{" "}\n  <b>mint</b> tea</p>\n</div>\n',
            "Hot mint tea",
        ),
        (
            'Hot <Cup of="x">mint</Cup> `tea` [now](/a "b") <Cup at={(x) => 1} /> {days} &amp; ever\n',
            "Hot mint now ever",
        ),
        ("Hot mint\n\n```\nlet tea\n```\n\n<!-- not this -->\n\n{/* nor that */}\n", "Hot mint"),
    ],
)
def test_nothing_is_remarked_on_code_and_tags_in_markdown(source: str, words: str) -> None:
    assert remarked(source, "a.mdx") == words.split()


def test_a_remark_on_the_words_around_a_tag_is_told_and_one_on_its_edge_is_not() -> None:
    source = "Hot <b>mint</b> tea, <i>now</i>\n"
    assert remarked(source, "a.md", "Hot.*tea") == ["Hot <b>mint</b> tea"]
    assert remarked(source, "a.md", ", <") == []


def test_all_words_of_a_text_are_remarked_on() -> None:
    assert remarked("Hot mint tea\n", "a.txt") == ["Hot", "mint", "tea"]
