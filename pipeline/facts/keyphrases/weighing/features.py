"""What speaks for and against a phrase having been injected: named numbers for the model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, log

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.mention import Mention, is_misspelt, is_question
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.mention_features import Features, is_well_formed
from pipeline.facts.language.fluency import BLOCK_EDGE, has_verb, pair_attraction
from pipeline.facts.language.vocabulary import SHORT_WORD, stem

_LONG_PHRASE = 6
"""Words above which a phrase being longer says no more."""
_ALONE = frozenset({"detached", "own-block", "in-word", "call-to-action"})
_WEIGHT_BOUNDS = (-5.0, 10.0)
"""Beyond these, a mention's weight says no more about its phrase."""
_EVIDENCE_BOUNDS = (-3.0, 6.0)
"""The same for what a mention tells beyond its position."""
_MOST_SHARED = 1.5
"""Logarithm of the number of articles that share a phrase, beyond which more tell nothing: all may share a heading."""
_ON_TOPIC = 0.2
"""Cosine of a phrase and a text from which the phrase may belong there."""
_SURE = 3.0
"""Weight from which a mention speaks for its phrase by itself."""
_SUM_BOUND = 20.0
"""Beyond this, more of the same mentions say no more."""


def topic_features(index: Index, words: Words, count: int) -> Features:
    """How well the phrase fits the topic of the rest of the text."""
    # In the order of the phrase, so that the same text gives the same digits in every process.
    content = dict.fromkeys(stem(word) for word in words if word not in tables.function_words())
    fit = index.topic.fit(content, count)
    return {} if fit is None else {"off_topic": max(0.0, _ON_TOPIC - fit), "on_topic": max(0.0, fit - _ON_TOPIC)}


def _evidence(index: Index, mentions: Sequence[Mention]) -> list[float]:
    """By how much each mention is likelier injected than most in its position; of those in the same words, the best."""
    usual = tables.settings("stuffing/model.toml")["usual_weight"]
    found: dict[tuple[str, str], float] = {}
    for mention in mentions:
        weight = max(_EVIDENCE_BOUNDS[0], min(_EVIDENCE_BOUNDS[1], mention.weight - usual[mention.position]))
        context = _context(index, mention)
        found[context] = max(weight, found.get(context, weight))
    return list(found.values())


def _context(index: Index, mention: Mention) -> tuple[str, str]:
    """The words before and behind a mention in its block; at an edge of the block, the edge and the block's number."""
    (first, last), block = mention.tokens, mention.place.block.span
    edge = f"{BLOCK_EDGE}{mention.block}"
    before = index.words[first - 1] if first and index.starts[first - 1] >= block.start else edge
    after = index.words[last] if last < len(index.words) and index.ends[last] <= block.end else edge
    return before, after


def _case_form(text: str, mention: Mention) -> str:
    surface = text[mention.span.start : mention.span.end]
    forms = {"lower": surface.islower(), "upper": surface.isupper(), "title": surface.istitle()}
    return next((name for name, fits in forms.items() if fits), "other")


def phrase_features(
    index: Index, words: Words, mentions: Sequence[Mention], *, given: bool = False, articles: int = 1
) -> Features:
    """What is to be said of a phrase and all of its mentions.

    Args:
        index: the text.
        words: the phrase in lower case.
        mentions: its mentions, their ``weight`` set.
        given: whether the user named the phrase.
        articles: how many articles of the folder the phrase stands in.
    """
    varied = [mention.weight for mention in mentions if mention.form]
    mentions = [mention for mention in mentions if not mention.form] or mentions
    weights = sorted((max(_WEIGHT_BOUNDS[0], min(_WEIGHT_BOUNDS[1], m.weight)) for m in mentions), reverse=True)
    count = sum(mention.count for mention in mentions)
    surface = index.text[mentions[0].span.start : mentions[0].span.end]
    by_context = _evidence(index, mentions)
    return (
        static_features(index, words, count)
        | topic_features(index, words, count)
        | {
            "evidence": min(_SUM_BOUND, sum(by_context)),
            "evidence_mean": sum(by_context) / len(by_context),
            "contexts": len(by_context) / len(mentions),
            "weight_mean": sum(weights) / len(weights),
            "weight_first": weights[0],
            "weight_first_sure": max(0.0, weights[0] - _SURE),
            "weight_second": weights[1] if len(weights) > 1 else 0.0,
            "weight_second_sure": max(0.0, weights[1] - _SURE) if len(weights) > 1 else 0.0,
            "weight_third": weights[2] if len(weights) > 2 else 0.0,
            "weight_last": weights[-1],
            "weight_sum": min(_SUM_BOUND, sum(max(0.0, weight) for weight in weights)),
            "stays_share": sum(weight < 0 for weight in weights) / len(weights),
            "sure_mentions": log(1 + sum(weight > _SURE - 1 for weight in weights)),
            "case_forms": float(len({_case_form(index.text, m) for m in mentions if m.position == "inside"}) > 1),
            "variant_first": max(0.0, min(_WEIGHT_BOUNDS[1], max(varied, default=0.0))),
            "crowded": log(1 + sum(mention.crowded for mention in mentions)),
            "places": len({mention.position for mention in mentions}) - 1.0,
            "uncapitalized": float(not word_list("always_capitalized").isdisjoint(surface.split())),
            "fluent": _fluency(words, "classes"),
            "fluent_words": _fluency(words, "words"),
            "misspelt": float(is_misspelt(words)),
            "well_formed": sum(is_well_formed(index.text, words, mention) for mention in mentions) / len(mentions),
            "alone": log(1 + sum(m.position in _ALONE for m in mentions)),
            "own_blocks": log(1 + sum(m.position == "own-block" for m in mentions)),
            "given": float(given),
            "articles": min(_MOST_SHARED, log(articles)),
        }
    )


def static_features(index: Index, words: Words, count: int) -> Features:
    """What is to be said of a phrase without a look at its mentions.

    Args:
        index: the text.
        words: the phrase in lower case.
        count: how often it stands in the text.
    """
    return word_features(words) | count_features(index, words, count)


@lru_cache(maxsize=50_000)
def word_features(words: Words) -> Features:
    """What is to be said of a phrase, given in lower case, whatever text it stands in; not to be changed."""
    edges, ends = edge_words(), word_list("query_ends")
    small, asked, determiners, verbs = map(sum, zip(*map(_signs, words), strict=True))
    return {
        "query_start": float(words[0] in word_list("query_starts")),
        "query_end": float(words[-1] in ends or " ".join(words[-2:]) in ends),
        "question": float(is_question(words)),
        "loose_edge": float(words[0] in edges and words[0] not in word_list("query_starts")) + (words[-1] in edges),
        "words": float(min(len(words), _LONG_PHRASE)),
        "query_words": float(min(2, asked)),
        "function_words": small / len(words),
        "verbless": float(not verbs),
        "determiners": float(determiners),
    }


def count_features(index: Index, words: Words, count: int) -> Features:
    """What the number of its mentions tells of a phrase."""
    foreign = _foreign(index, words, count)
    return {"mentions": log(count), "foreign": foreign, "foreign_mentions": foreign * log(count)}


@lru_cache(maxsize=65_536)
def _signs(word: str) -> tuple[bool, bool, bool, bool]:
    """Whether a word is a function word, one of queries, a determiner, a verb."""
    is_small, is_asked = word in tables.function_words(), word in word_list("query_words")
    return is_small, is_asked, word in word_list("determiners"), has_verb([word])


@cache
def edge_words() -> frozenset[str]:
    """Words that a phrase hardly starts or ends with."""
    return word_list("connectors") | word_list("determiners")


def _foreign(index: Index, words: Words, count: int) -> float:
    """Share of the phrase's longer words that stand in no other place of the text than its mentions."""
    telling = {word for word in words if len(word) > SHORT_WORD}
    return sum(index.count_of(word) <= count for word in telling) / max(1, len(telling))


def _fluency(words: Words, kind: str) -> float:
    """How well each two words follow each other, on average; searchers leave out the small words of prose."""
    seams = [pair_attraction(left, right, kind) for left, right in pairwise(words)]
    return sum(seams) / max(1, len(seams))


def logistic(logit: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, logit))))
