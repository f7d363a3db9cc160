"""What is to be said of words that may be a search query: at the end of a sentence, between two marks, or inside."""

from __future__ import annotations

from pipeline import tables
from pipeline.facts.keyphrases.finding.query_places import (
    Stretch,
    ends_as_query,
    is_unknown,
    is_year,
    names_state,
    repeats_word,
    starts_as_query,
    words_before,
)
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.mentions.seams import bounded_attraction
from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.facts.language.fluency import has_verb, is_noun
from pipeline.facts.language.realization import ALL_ARTICLES
from pipeline.facts.swaps.web_attraction import web_attraction

_STOP = (".",)
"""What would end the sentence before the words, and what ends it behind them."""
_LONG = 10
"""Words from which the length of a query says no more."""


def query_features(index: Index, stretch: Stretch) -> Features:
    """What is to be said of the last words of a sentence, or of words between two of its marks."""
    own = index.words[stretch.first : stretch.last]
    before = words_before(index, stretch.first)
    size, small = len(own), tables.function_words()
    triples = zip((before[1], *own[:-2]), own[:-1], own[1:], strict=True)
    return {
        "segment": float(stretch.kind == "segment"),
        "enter": bounded_attraction(before, own[:2]),
        "close": bounded_attraction(before, _STOP),
        "end": bounded_attraction(own[-2:], _STOP),
        "pair_on_web": web_attraction(before[1], own[0]),
        "inner": sum(bounded_attraction((one, two), (three,)) for one, two, three in triples) / size,
        "length": min(size, _LONG) / _LONG,
        "starts_as_query": float(starts_as_query(own)),
        "ends_as_query": float(ends_as_query(own)),
        "query_words": sum(word in word_list("query_words") for word in own) / size,
        "small_words": 1 - sum(word not in small for word in own) / size,
        "article": float(not ALL_ARTICLES.isdisjoint(own)),
        "joined": float("and" in own or "or" in own),
        "repeats": float(repeats_word(own)),
        "unknown_word": float(any(map(is_unknown, own))),
        "place": float(names_state(own)),
        "year": float(any(map(is_year, own))),
        "noun_first": float(is_noun(own[0])),
        "verb": float(has_verb(own)),
        "object_before": float(before[1] in word_list("needs_object") or before[1] in word_list("needs_noun")),
    }


def inside_features(index: Index, stretch: Stretch) -> Features:
    """What is to be said of words between other words of their sentence."""
    first, last, _ = stretch
    before, own, after = words_before(index, first), index.words[first:last], index.words[last : last + 2]
    capitals = [index.text[start].isupper() for start in index.starts[first:last]]
    small = [is_capital and word in tables.function_words() for is_capital, word in zip(capitals, own, strict=True)]
    is_mixed = index.text[index.starts[first - 1]].islower() and index.text[index.starts[last]].islower()
    return query_features(index, stretch) | {
        "leave": bounded_attraction(own[-2:], after),
        "leave_on_web": web_attraction(own[-1], after[0]),
        "rejoins": bounded_attraction(before, after),
        "rejoins_on_web": web_attraction(before[1], after[0]),
        "capitals": sum(capitals) / len(own),
        "capital_small_words": sum(small) / len(own),
        "all_capitals": float(is_mixed and all(capitals)),
    }
