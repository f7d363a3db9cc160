"""What the program looks at in clean, repetitive and stuffed texts, labeled by what was injected there."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pipeline import tables
from pipeline.facts.keyphrases.finding.candidates import find_candidates
from pipeline.facts.keyphrases.finding.keyphrases import gather_mentions
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.weighing.mention_features import Features, mention_features
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Span
from pipeline.training.corpus import read_rows
from pipeline.training.stuffing.build_fluency import FIT_SOURCES
from pipeline.training.stuffing.generator import Injection, Stuffed, stuff
from pipeline.training.stuffing.phrases import choose_phrases, find_topic
from pipeline.training.stuffing.repetitive_texts import BUILDERS, FRAMES
from pipeline.training.stuffing.shapes import INTEGRATED, draw_shapes

_WORDS = range(200, 2501)
"""Lengths of the texts that are used."""
_PHRASES = (1, 1, 1, 2, 3)
_MENTIONS = (2, 3, 3, 4, 6, 8, 10, 14)
"""A text gets one of these numbers of phrases, and of mentions of all of them together."""
_FEWEST_OF_EACH = 3
"""Mentions of each phrase where there are several."""
_OWN_SHARE, _MOST_OWN = 0.12, 5
"""How often the phrase is one that stands in the article already; out of so many that come back there."""
_OWN_WORDS = range(2, 5)
_INTEGRATED_SHARE, _OTHER_SHAPES = 0.3, 3
"""How often a phrase replaces noun phrases too, and how many shapes it takes apart from that."""
_REPETITIVE = ("overuse", "overuse", "overuse", *BUILDERS)
"""What makes a clean text repetitive is one of these."""


class Label(Enum):
    """What a mention is, as the injections of its text tell."""

    AUTHOR = "not injected"
    INJECTED = "injected, and the whole phrase"
    INTEGRATED = "injected in place of words of the author"
    PART = "part of an injected phrase"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase of a text that the program looks at.

    Attributes:
        index: its text.
        words: the phrase in lower case.
        starts: numbers of the tokens that it was found at.
        mentions: its mentions, their ``weight`` set.
        labels: what each mention is.
        is_given: whether exactly this phrase was injected.
    """

    index: Index
    words: Words
    starts: list[int]
    mentions: list[Mention]
    labels: list[Label]
    is_given: bool

    def features(self, mention: Mention) -> Features:
        """What the program says of a mention by itself."""
        return mention_features(self.index.text, self.words, mention)

    def labeled(self) -> list[tuple[Mention, Label]]:
        """The mentions with their labels, but for parts of a longer phrase: these are neither injected nor not."""
        pairs = zip(self.mentions, self.labels, strict=True)
        return [(mention, label) for mention, label in pairs if label is not Label.PART]


def fit_options(description: str | None) -> argparse.Namespace:
    """The command line of a fit on such texts: ``corpus``, ``model``, ``texts`` and ``seed``."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--texts", type=int, default=1260)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def read_fit_texts(corpus: Path, count: int, seed: int) -> list[str]:
    """``count`` texts to fit on, in the order that the seed gives.

    Args:
        corpus: gzipped JSON lines with ``source`` and ``text``.
        count: how many; fewer where the corpus has no more.
        seed: for the order.
    """
    fit_rows = (row for row in read_rows(corpus) if row["source"] in FIT_SOURCES)
    texts = [row["text"] for row in fit_rows if len(row["text"].split()) in _WORDS]
    random.Random(seed).shuffle(texts)
    return texts[:count]


def candidates(texts: Sequence[str], seed: int) -> Iterator[tuple[int, Candidate]]:
    """The candidates of each text in all its versions, with the number of the text; the same at every call."""
    for number, text in enumerate(texts):
        for version in _versions(text, random.Random(f"{seed} {number}")):
            for candidate in _candidates_of(version):
                yield number, candidate


def _versions(text: str, rng: random.Random) -> Iterator[Stuffed]:
    """The text clean, clean but repetitive where it has a topic, and stuffed twice."""
    yield Stuffed(text, text, ())
    if find_topic(text):
        repetitive = BUILDERS[rng.choice(_REPETITIVE)](text, FRAMES["fit"], rng)
        yield Stuffed(repetitive, repetitive, ())
    yield stuff_text(text, rng)
    yield stuff_text(text, rng, (INTEGRATED, INTEGRATED, INTEGRATED))


def _candidates_of(version: Stuffed) -> Iterator[Candidate]:
    index = _index(version.text)
    given = {injection.phrase for injection in version.injections}
    for words, starts in find_candidates(index).items():
        mentions, _ = gather_mentions(index, words)
        if mentions:
            labels = [label_mention(version, words, mention.span) for mention in mentions]
            yield Candidate(index, words, starts, mentions, labels, " ".join(words) in given)


def _index(text: str) -> Index:
    return Index(text, tokenize(text), find_blocks(text, "text"))


def stuff_text(text: str, rng: random.Random, integrated: tuple[str, ...] = (INTEGRATED,)) -> Stuffed:
    """The text with injections of all kinds, from the split "fit".

    Args:
        text: the clean text.
        rng: source of chance; the same state gives the same result.
        integrated: shapes of mentions that replace noun phrases, where the text is to get some.
    """
    phrases = choose_phrases(text, "fit", rng.choice(_PHRASES), rng)
    if rng.random() < _OWN_SHARE and (own := _own_phrases(text)):
        phrases = (rng.choice(own),)
    count = rng.choice(_MENTIONS)
    if len(phrases) > 1:
        count = max(count, _FEWEST_OF_EACH * len(phrases))
    shapes = draw_shapes(rng)
    if rng.random() < _INTEGRATED_SHARE:
        shapes = (*integrated, *shapes[:_OTHER_SHAPES])
    return stuff(text, phrases, count, rng, shapes)


def _own_phrases(text: str) -> list[str]:
    """Phrases that come back in the text and look like a search phrase."""
    function_words = tables.function_words()
    candidates = (words for words in find_candidates(_index(text)) if len(words) in _OWN_WORDS)
    named = (words for words in candidates if function_words.isdisjoint((words[0], words[-1])))
    return [" ".join(words) for words in named if all(word.isalpha() for word in words)][:_MOST_OWN]


def label_mention(version: Stuffed, words: Words, span: Span) -> Label:
    """What a mention is.

    Args:
        version: the text that it stands in.
        words: its phrase in lower case.
        span: where it stands.
    """
    for injection in version.injections:
        if span.overlaps(Span(injection.start, injection.end)):
            return _label_injected(version.text, words, span, injection)
    return Label.AUTHOR


def _label_injected(text: str, words: Words, span: Span, injection: Injection) -> Label:
    """What a mention that overlaps an injection is; one that takes in letters of the author is the author's."""
    injected = Span(injection.start, injection.end)
    if _goes_beyond(text, span, injected):
        return Label.AUTHOR
    is_phrase = words == tuple(injection.phrase.split()) or injection.shape.startswith("city")
    if not is_phrase and _goes_beyond(text, injected, span):
        return Label.PART
    return Label.INTEGRATED if injection.shape == INTEGRATED else Label.INJECTED


def _goes_beyond(text: str, span: Span, other: Span) -> bool:
    """Whether letters of ``span`` stand outside ``other``, which it overlaps."""
    outside = text[span.start : max(span.start, other.start)] + text[min(span.end, other.end) : span.end]
    return any(character.isalnum() for character in outside)
