"""A second run over its own output edits nothing, in whatever format the articles come."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from command import SPUN

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import Engines, local_engines
from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.facts.language.blocks import find_blocks
from pipeline.ingest.articles import article_from_bytes, file_content
from pipeline.model import Cleaned
from pipeline.training.stuffing.generator import stuff
from pipeline.training.stuffing.phrases import choose_phrases
from pipeline.training.stuffing.shapes import INTEGRATED, draw_shapes

TEXTS = Path(__file__).parent / "texts" / "clean"
SHARED = Path(os.environ.get("UNSPIN_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
ARTICLES = SHARED / "clean" / "articles"
Stuffer = Callable[[str, random.Random], str]
FORMATS = ("txt", "md", "html")
OFFLINE = Config(grammar=False, swap_model=False)

PHRASES = ("cheap knee sleeves near me", "natural sleep tea", "buy zinc drops online", "best hair growth serum")
WAYS = (
    "{paragraph} {Phrase}.",
    "{phrase} {paragraph}",
    "{first} {phrase}. {rest}",
    "{first} {phrase}. - {rest}",
    "{open}, {phrase}.",
    "{start} {phrase} {end}",
    "{paragraph}\n\n{phrase}",
    "{paragraph} If you look for {phrase}, {phrase} is what you need.",
)
"""Ways to put a phrase into a paragraph, some of which leave a doubt whether the sentence would miss it."""


def stuffed_by_hand(text: str, rng: random.Random) -> str:
    """A text with one phrase in some of its paragraphs, each in one of ``WAYS``."""
    phrase = rng.choice(PHRASES)
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    long = [number for number, paragraph in enumerate(paragraphs) if len(paragraph.split()) > 15]
    for number in rng.sample(long, min(len(long), rng.randint(3, 9))):
        paragraphs[number] = written(rng.choice(WAYS), paragraphs[number].strip(), phrase, rng)
    return "\n\n".join(paragraphs) + "\n"


def written(way: str, paragraph: str, phrase: str, rng: random.Random) -> str:
    words, (first, _, rest) = paragraph.split(" "), paragraph.partition(". ")
    middle = rng.randint(3, len(words) - 3)
    return way.format(
        paragraph=paragraph,
        phrase=phrase,
        Phrase=phrase.capitalize(),
        first=f"{first}." if rest else first,
        rest=rest,
        open=paragraph.rstrip("."),
        start=" ".join(words[:middle]),
        end=" ".join(words[middle:]),
    )


def stuffed_by_shapes(text: str, rng: random.Random) -> str:
    """A text with one or two phrases in all shapes of the project's own generator, in the place of nouns too."""
    count = rng.randint(3, 9)
    shapes = (INTEGRATED,) * rng.randint(0, 2) + draw_shapes(rng) * count
    return stuff(text, choose_phrases(text, "fit", rng.randint(1, 2), rng), count, rng, shapes).text


def as_file(text: str, suffix: str) -> bytes:
    if suffix != "html":
        return text.encode()
    blocks = [(block.kind, escape(text[block.span.start : block.span.end])) for block in find_blocks(text, "text")]
    tags = "\n".join(f"<h2>{content}</h2>" if kind == "h" else f"<p>{content}</p>" for kind, content in blocks)
    return f"<!DOCTYPE html>\n<title>Notes</title>\n<article>\n{tags}\n</article>\n".encode()


def run(content: bytes, suffix: str, config: Config, engines: Engines | None) -> Cleaned:
    return clean_article(article_from_bytes(content, Path(f"article.{suffix}"), "article", config), config, engines)


def edited_again(
    contents: Sequence[tuple[str, bytes]], suffix: str, config: Config = OFFLINE, engines: Engines | None = None
) -> list[tuple[str, str]]:
    """The articles that a second run edits, each with a text that it takes out."""
    found = []
    for name, content in contents:
        first = run(content, suffix, config, engines)
        second = run(file_content(content, first), suffix, config, engines) if first.edits else first
        found += [(name, second.article.text[edit.start : edit.end]) for edit in second.edits if first.edits]
    return found


both_ways = pytest.mark.parametrize("stuffed", [stuffed_by_hand, stuffed_by_shapes], ids=["by hand", "by shapes"])


@both_ways
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_second_run_over_stuffed_articles_edits_nothing(suffix: str, stuffed: Stuffer) -> None:
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(TEXTS.iterdir())]
    contents = [
        (f"{name}, seed {seed}", as_file(stuffed(text, random.Random(f"{seed} {name}")), suffix))
        for seed in range(6)
        for name, text in texts
    ]
    assert edited_again(contents, suffix) == []


@both_ways
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is not here; set UNSPIN_SHARED_DATA")
def test_a_second_run_over_the_shared_articles_edits_nothing(suffix: str, stuffed: Stuffer) -> None:
    paths = sorted(ARTICLES.glob("*.txt"))[::8]
    contents = [
        (path.name, as_file(stuffed(path.read_text(encoding="utf-8"), random.Random(path.name)), suffix))
        for path in paths
    ]
    assert edited_again(contents, suffix) == []


def test_a_second_run_with_grammar_and_swap_model_edits_nothing(languagetool_server: LanguageToolServer) -> None:
    engines = replace(local_engines(), grammar=LanguageToolEngine(languagetool_server.address))
    texts = [*sorted(TEXTS.iterdir()), SPUN]
    contents = [
        (path.name, as_file(stuffed_by_hand(path.read_text(encoding="utf-8"), random.Random(path.name)), "txt"))
        for path in texts
    ]
    assert edited_again(contents, "txt", Config(), engines) == []


def test_what_a_later_reading_fixes_is_reported_once_as_fixed() -> None:
    name = "heat-exhaustion-how-to.md"
    text = stuffed_by_hand((TEXTS / name).read_text(encoding="utf-8"), random.Random(f"17 {name}"))
    cleaned = run(as_file(text, "txt"), "txt", OFFLINE, None)
    fixed = [finding.span for finding in cleaned.findings if finding.state == "fixed"]
    left = [finding for finding in cleaned.findings if finding.state == "open"]
    assert "fainting cheap knee sleeves near me" in text
    assert "fainting cheap knee sleeves near me" not in cleaned.text
    assert not any(span.overlaps(finding.span) for span in fixed for finding in left)


def test_a_dash_that_begins_the_next_sentence_stays() -> None:
    paragraphs = [
        "Sleep is good for you, and a short nap helps most people.",
        "natural sleep tea",
        "Will this help in winter? natural sleep tea. - Will it cost more than it saves? - Will it last?",
        "Natural sleep tea. A warm bath before bed helps as well.",
        "natural sleep tea The room should be cool and dark at night.",
    ]
    text = "\n\n".join(paragraphs) + "\n"
    cleaned = run(text.encode(), "txt", OFFLINE, None).text
    assert "natural sleep tea" not in cleaned
    assert "Will this help in winter? - Will it cost more than it saves? - Will it last?" in cleaned


@pytest.mark.parametrize("disguised", ["doc\u200btоr", "рa\u200bin", "docâ€‹tor", "fоod аnd рa\u200bin"])
def test_a_word_disguised_in_two_ways_is_repaired_at_once(disguised: str) -> None:
    engines = local_engines()
    first = clean_article(f"The {disguised} and thе knee.", OFFLINE, engines).source
    assert first.isascii()
    assert clean_article(first, OFFLINE, engines).source == first
