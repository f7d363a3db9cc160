"""Search phrases and the wordings around them, for the stuffing generator; read from ``phrases.toml``."""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

SPLITS = ("fit", "develop", "report")
"""Parts of the table that share no phrase and no wording: to fit on, to look at, to report on."""

_TABLE = Path(__file__).with_suffix(".toml")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_NOT_A_TOPIC = re.compile(
    r".*(?:ly|ed|['’].*)$|.{1,3}$|(?:many|more|also|such|like|make|made|said|says|help|used|using|including|people|years?)$"
)
_NOT_A_NOUN = re.compile(r".*(?:al|ive|ble|ic|ous|ary|ing|ant|ent|ful)$")
"""Endings of a last word that is likely an adjective or a verb; nouns that are lost so are not missed."""
_TOPIC_MENTIONS = 3
"""How often a word must stand in an article to be its topic."""
_TEMPLATE_SHARE = 0.2
"""Share of the phrases drawn that are made from a template and the article's topic."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """What one split writes.

    Attributes:
        phrases: complete search phrases, in lower case.
        templates: phrases with ``{topic}``.
        services: noun phrases that go before "in" and a city.
        cities: names of places.
        calls_to_action: lines with ``{p}``, the phrase.
        closings: last lines of an article, with ``{p}`` and other fields of ``writer``.
        heading_leads: ends of a heading, with ``{p}``.
    """

    phrases: tuple[str, ...]
    templates: tuple[str, ...]
    services: tuple[str, ...]
    cities: tuple[str, ...]
    calls_to_action: tuple[str, ...]
    closings: tuple[str, ...]
    heading_leads: tuple[str, ...]


@cache
def load_wordings(split: str) -> Wordings:
    """The wordings of one of ``SPLITS``."""
    table = {name: tuple(rows) for name, rows in tomllib.loads(_TABLE.read_text(encoding="utf-8"))[split].items()}
    phrases = table.pop("health") + table.pop("misspelt") + table.pop("foreign")
    return Wordings(phrases=phrases, **table)


def choose_phrases(text: str, split: str, count: int, rng: random.Random) -> tuple[str, ...]:
    """``count`` different phrases to stuff into ``text``; some are about the article's own topic.

    Args:
        text: the clean article.
        split: one of ``SPLITS``.
        count: how many phrases.
        rng: source of chance.

    Returns:
        Phrases in lower case, none of which stands in the article already.
    """
    wordings, topic, lower = load_wordings(split), find_topic(text), text.lower()
    chosen: list[str] = []
    while len(chosen) < count:
        phrase = rng.choice(wordings.phrases)
        if topic and rng.random() < _TEMPLATE_SHARE:
            phrase = rng.choice(wordings.templates).format(topic=topic)
        if phrase not in chosen and phrase not in lower:
            chosen.append(phrase)
    return tuple(chosen)


def find_topic(text: str) -> str:
    """The one or two words that the article is about, in lower case, or an empty string where no word comes back.

    The commonest noun-like word or pair of words; what stands in the first line counts double, and so does a pair.
    """
    counts: Counter[str] = Counter()
    title: Counter[str] = Counter()
    for line in text.splitlines():
        words = [match.group().lower() for match in _WORD.finditer(line)]
        counts.update(word for word in words if _may_be_topic(word))
        counts.update(f"{one} {two}" for one, two in pairwise(words) if _may_be_topic(one) and _may_be_topic(two))
        title = title or counts.copy()
    scores = {
        topic: count * (1 + (topic in title)) * (1 + (" " in topic))
        for topic, count in counts.items()
        if count >= _TOPIC_MENTIONS and not _NOT_A_NOUN.match(topic)
    }
    return max(scores, key=lambda topic: (scores[topic], topic), default="")


def _may_be_topic(word: str) -> bool:
    return word not in STOP_WORDS and not _NOT_A_TOPIC.match(word)
