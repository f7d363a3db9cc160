"""Whether the first or the last words of a query may be the author's, so that it is not cut without asking.

"Three sets of 15 with the knee bent [Achilles stretches pdf].", "It holds an artery [best diet for heart health] open."
The insertion model is as sure of these words as of the query, and a sentence does without them, with another meaning.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.finding.query_edges import ReadQuery, read_queries
from pipeline.facts.keyphrases.finding.query_places import Stretch, ends_as_query, starts_as_query
from pipeline.facts.keyphrases.mentions.ends import ends_search
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import is_noun
from pipeline.facts.swaps.web_attraction import web_attraction
from pipeline.tables.word_forms import lemmas

_MOST_SKIPPED = 3
"""First words that may be the author's."""
_FEWEST_LEFT = 2
"""Words of the query that is left then."""
_FEWEST_CAPITALS = 2
"""Words with a capital behind one without, which show where a query begins."""
_COHERENT = 1.0
"""Attraction, by pairs of words on the web, of a first word that belongs to the second: "back pain"."""
_LONGEST_SENTENCE = 7
"""Words of a query that is a sentence of its own and does not begin as one."""


def may_begin_later(index: Index, query: ReadQuery, insertion_model: InsertionModel) -> bool:
    """Whether more speaks for fewer words at the end of a sentence, or of what a comma sets off, than for all of them.

    "Big ones [eliquis cost]." stands between two stops, as a query may.

    Args:
        index: the text.
        query: the query; of last words of a sentence nothing is asked here.
        insertion_model: reads the words in their sentence.
    """
    first, last, kind = query.stretch
    if kind not in ("capitalized_sentence", "segment") or starts_as_query(index.words[first:last]):
        return False
    begins = range(first + 1, min(first + _MOST_SKIPPED, last - _FEWEST_LEFT) + 1)
    shorter = read_queries(index, [Stretch(begin, last, "tail") for begin in begins], insertion_model)
    return any(other.strength > query.strength for other in shorter)


def may_hold_the_authors(index: Index, query: ReadQuery, words: Words) -> bool:
    """Whether the first or the last words of a query may be the author's.

    Args:
        index: the text.
        query: the query.
        words: those of the query, in lower case.
    """
    first, last, kind = query.stretch
    if kind == "capitalized_sentence":
        return len(words) > _LONGEST_SENTENCE and not starts_as_query(words)
    if kind not in ("tail", "segment"):
        return False
    if kind == "segment" and (words[0] in word_list("question_verbs") or _is_one_of_several(index, first)):
        return True
    is_question = words[0] in word_list("query_starts") - word_list("query_heads")
    return (
        _begins_later(index, first, last)
        or not tables.number_words().isdisjoint(words)
        or _is_known_elsewhere(index, first)
        or (_is_rather(words[0], "VERB") and not starts_as_query(words) and web_attraction(*words[:2]) < _COHERENT)
        or (not is_question and _ends_a_clause(words))
    )


def _begins_later(index: Index, first: int, last: int) -> bool:
    """Whether a capital behind a small letter shows that a query begins there: "is fine [Warfarin Diet List]"."""
    capitals = [index.text[start].isupper() for start in index.starts[first:last]]
    return not capitals[0] and sum(capitals) >= _FEWEST_CAPITALS


def _is_known_elsewhere(index: Index, first: int) -> bool:
    """Whether the first word stands behind the word before it in another place too: "Achilles tendinopathy"."""
    before, word = index.words[first - 1], index.words[first]
    if first == index.runs[index.run_of[first]].first or before in tables.function_words():
        return False
    return list(pairwise(index.words)).count((before, word)) > 1


def _is_one_of_several(index: Index, first: int) -> bool:
    """Whether the words before a mark begin with the same word: "sleep too little, [sleep too much botox cost]"."""
    number = index.run_of[first]
    return number > 0 and index.words[index.runs[number - 1].first] == index.words[first]


def _is_rather(word: str, *parts: str) -> bool:
    """Whether a word is of one of some parts of speech, and mostly no noun."""
    return not is_noun(word) and not lemmas(word).keys().isdisjoint(parts)


def _ends_a_clause(words: Words) -> bool:
    """Whether the last word ends a clause rather than a search: "beats either", "holds it open"."""
    if ends_as_query(words) or any(ends_search(words[-length:]) for length in (1, 2)):
        return False
    return words[-1] in tables.function_words() or _is_rather(words[-1], "VERB", "ADJ")
