"""Search queries that stand but once in a text, where no sentence has a place for them.

"Cold packs usually help why do my knees click on stairs." Where a phrase comes back, that alone tells much; here the
sentence has to. The insertion model reads the words that may be a query; of the last words of sentences and of those
between two marks, which are many, those that boosted trees let pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.finding.query_edges import ReadQuery, read_queries, settle, span_of
from pipeline.facts.keyphrases.finding.query_features import query_features
from pipeline.facts.keyphrases.finding.query_places import (
    Kind,
    Stretch,
    count_marks,
    ends_as_query,
    find_stretches,
    is_unknown,
    is_year,
    starts_as_query,
)
from pipeline.facts.keyphrases.mentions.ends import ends_search, may_be_the_authors
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, Position, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.keyphrases.weighing.look import sum_of_trees
from pipeline.facts.language.fluency import expects_noun, has_verb, is_adjective
from pipeline.facts.language.realization import ALL_ARTICLES
from pipeline.tables.trees import boosted_trees

_OFTEN = 2
"""How often the words of a query stand in the text; what comes back more often is found by that."""
_WORDS_BEFORE = 6
"""Words before a query among which somebody may ask or tell it."""
_PRICES = frozenset({"cost", "price", "prices"})
_BE = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})
_START = 2
"""Words by which the start of a phrase is known."""
_MOST_ADDED = 2
"""Words that people add to a search, as in "... free shipping"."""
_MOST = 200
"""Words that are read, so that a text without end takes no time without end; an article of 10,000 words has 20."""
_WEIGHED: tuple[Kind, ...] = ("tail", "segment")
"""What is told by the trees."""
_POSITIONS: dict[Kind, tuple[Position, ...]] = {
    "tail": ("appended", "inside"),
    "segment": ("appended", "inside"),
    "head": ("detached",),
    "sentence": ("detached",),
    "middle": ("inside",),
    "aside": ("appended", "inside"),
}
"""Where a mention of each kind may stand, or it is none."""


def find_queries(index: Index, insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """The queries that stand once in a text.

    Args:
        index: the text.
        insertion_model: reads them in their sentences.
    """
    read = read_queries(index, likely_queries(index), insertion_model, _threshold()["rival"])
    for found, lead in _apart(read):
        query, margin = settle(index, found, insertion_model)
        mention = _mention(index, query)
        if mention is not None:
            words = index.words[query.stretch.first : query.stretch.last]
            clear = _threshold()["clear_marked" if _is_marked(words) else "clear"]
            sure = min(lead, margin) >= clear and _may_be_cut(index, query, mention)
            evidence = (("out_of_context", f"{query.foreign:.2f}"),)
            confidence = mention.confidence if sure else min(mention.confidence, _threshold()["unsure_most"])
            mentions = (replace(mention, is_sure=sure, confidence=confidence),)
            yield Keyphrase(" ".join(words), mentions, confidence, evidence, is_foreign=True)


def _may_be_cut(index: Index, query: ReadQuery, mention: Mention) -> bool:
    """Whether a query whose edges are clear is cut without asking."""
    first, last, kind = query.stretch
    # A paragraph may begin with its heading.
    if kind in ("sentence", "head") and (mention.place.left == "start" or _is_one_of_several(index, first)):
        return False
    # A verb before it may end the sentence: "what costly sports drinks do dog friendly hotel".
    if kind == "tail" and index.words[first] in word_list("question_verbs"):
        return False
    words, before = index.words[first:last], index.words[max(0, first - _WORDS_BEFORE) : first]
    # An item of the author's: "Related: How to sleep, Why hips hurt at night".
    if kind == "segment" and (index.text[index.starts[first]].isupper() or mention.place.right == "lower"):
        return False
    # The colon would be left.
    gap = index.text[index.ends[first - 1] : index.starts[first]]
    if mention.position == "appended" and gap.rstrip().endswith(":"):
        return False
    if _goes_on(words):
        return False
    if kind == "tail" and _may_be_predicate(index, first, words):
        return False
    return _is_sure(query, words, before) and not may_be_the_authors(index, first, last)


def _goes_on(words: Words) -> bool:
    """Whether a sentence may go on where a query has ended: "best sleeping pills 2022 [for more than a week]"."""
    joints = (place for place in range(2, len(words)) if words[place] in word_list("query_joints"))
    return any(_ends_alone(words[:place]) and not ends_search(words[place:]) for place in joints)


def _ends_alone(words: Words) -> bool:
    """Whether a query ends with the last word, and seldom goes on as in "cost without insurance"."""
    return is_year(words[-1]) or (ends_as_query(words) and words[-1] not in _PRICES)


def _is_one_of_several(index: Index, first: int) -> bool:
    """Whether a sentence before or behind begins with the same word: "Free tea for donors. Free beds for donors."."""
    number = index.run_of[first]
    near = (index.runs[other] for other in (number - 1, number + 1) if 0 <= other < len(index.runs))
    return any(run.block == index.block_of(first) and index.words[run.first] == index.words[first] for run in near)


def _may_be_predicate(index: Index, first: int, words: Words) -> bool:
    """Whether the last words of a sentence may hold its verb: "old people here [order heart pills online]"."""
    start = index.runs[index.run_of[first]].first
    opens = has_verb(words) or words[0] in word_list("shopping_verbs")
    return opens and not has_verb(index.words[start:first])


def with_queries(index: Index, phrases: Sequence[Keyphrase], queries: Sequence[Keyphrase]) -> list[Keyphrase]:
    """Phrases and queries, no two mentions of which overlap.

    A query that is cut without asking goes before the mentions inside it that are not, and before one that is cut
    but lacks what people add to a search; other mentions go before a query.

    Args:
        index: the text.
        phrases: stuffed phrases that come back in the text.
        queries: the queries that stand in it once.
    """
    kept = list(phrases)
    added: list[Keyphrase] = []
    for query in (_unsure_behind_start(index, query, phrases) for query in queries):
        known = [mention for phrase in (*kept, *added) for mention in phrase.mentions]
        fitting = [own for own in query.mentions if _takes_place(index, own, known)]
        replaced = {one.span for one in known if any(one.span.overlaps(own.span) for own in fitting)}
        kept = [replace(one, mentions=tuple(m for m in one.mentions if m.span not in replaced)) for one in kept]
        if fitting:
            added.append(replace(query, mentions=tuple(fitting)))
    return [*(phrase for phrase in kept if phrase.mentions), *added]


def _unsure_behind_start(index: Index, query: Keyphrase, phrases: Sequence[Keyphrase]) -> Keyphrase:
    """The query, not sure where the words before it are those that a stuffed phrase starts with: it may start there.

    "Have it measured hair loss [blood test ferritin cost]", in an article stuffed with "hair loss treatment".
    """
    starts = {tuple(phrase.text.split()[:_START]) for phrase in phrases}
    mentions = tuple(
        replace(one, is_sure=one.is_sure and index.words[max(0, one.tokens[0] - _START) : one.tokens[0]] not in starts)
        for one in query.mentions
    )
    return replace(query, mentions=mentions)


def _takes_place(index: Index, own: Mention, known: Sequence[Mention]) -> bool:
    """Whether a mention of a query goes before those that it overlaps."""
    touched = [mention for mention in known if mention.span.overlaps(own.span)]
    if not touched:
        return True
    is_wider = own.is_sure and all(own.span.contains(one.span) for one in touched)
    return is_wider and all(not one.is_sure or _only_adds(index, own, one) for one in touched)


def _only_adds(index: Index, own: Mention, known: Mention) -> bool:
    """Whether a query holds a mention and up to two content words behind it, as people add them to a search.

    With a function word among them they may be the author's: "after walks".
    """
    added = index.words[known.tokens[1] : own.tokens[1]]
    starts = own.tokens[0] == known.tokens[0] and own.position == "appended"
    return starts and 0 < len(added) <= _MOST_ADDED and tables.function_words().isdisjoint(added)


def likely_queries(index: Index) -> list[Stretch]:
    """The words of a text that are worth reading."""
    found = list(find_stretches(index))
    counts = Counter(index.words[first:last] for first, last, _ in found)
    stretches = [one for one in found if counts[index.words[one.first : one.last]] <= _OFTEN]
    weighed = [stretch for stretch in stretches if stretch.kind in _WEIGHED]
    logits = sum_of_trees(boosted_trees("stuffing/query_trees.tsv"), (query_features(index, one) for one in weighed))
    passed = {one for one, logit in zip(weighed, logits, strict=True) if logit >= _threshold()["trees"]}
    return [one for one in stretches if one.kind not in _WEIGHED or one in passed][:_MOST]


def _apart(queries: Iterable[ReadQuery]) -> Iterator[tuple[ReadQuery, float]]:
    """The queries that most speaks for, no two of which overlap, and their lead over those that reach beyond."""
    threshold = _threshold()
    left = sorted(queries, key=lambda query: (-query.strength, query.stretch))
    while left:
        best, *left = left
        if best.foreign < threshold["report"]:
            continue
        rivals = [query for query in left if query.overlaps(best)]
        wider = (query.strength for query in rivals if not _is_inside(query.stretch, best.stretch))
        yield best, best.strength - max(wider, default=-inf)
        left = [query for query in left if not query.overlaps(best)]


def _is_inside(one: Stretch, other: Stretch) -> bool:
    return other.first <= one.first and one.last <= other.last


def _is_sure(query: ReadQuery, words: Words, before: Words) -> bool:
    """Whether words are cut without asking, as long as it is clear where they begin and end.

    Never between other words of a sentence, nor with a number, which may be a dose; nor behind somebody who asks or
    tells something.

    Args:
        query: what was found out of them.
        words: the words.
        before: the words before them.
    """
    has_number = any(word[0].isdigit() and not is_year(word) for word in (*before[-1:], *words))
    if query.stretch.kind == "middle" or has_number:
        return False
    if ("me" in words[:-1] and not ends_as_query(words)) or not word_list("telling_words").isdisjoint(before):
        return False
    threshold = _threshold()
    if _tells_or_buys(words) and (not starts_as_query(words) or _goes_on_with_verb(words)):
        return False
    if query.foreign < threshold[_kind_of_threshold(query.stretch.kind, is_marked=_is_marked(words))]:
        return False
    if query.stretch.kind == "aside":
        return count_marks(words) > 1 and ALL_ARTICLES.isdisjoint(words)
    if query.stretch.kind in ("head", "sentence"):
        return True
    plain = query.stretch.kind == "tail" and query.foreign >= threshold["plain"] and starts_as_query(words)
    is_object = (
        query.stretch.kind == "tail"
        and bool(before)
        and expects_noun(before[-1]) >= threshold["object"]
        and not _is_predicate(before)
    )
    return query.gap < threshold["plain_gap" if plain else "sure_gap"] and (plain or not is_object)


def _kind_of_threshold(kind: Kind, *, is_marked: bool) -> str:
    if kind == "segment":
        return "sure" if is_marked else "sure_segment"
    return "sure_marked" if is_marked else "sure"


def _is_marked(words: Words) -> bool:
    """Whether something about the words is as only queries have it."""
    return count_marks(words) > 0 or any(map(is_unknown, words))


def _goes_on_with_verb(words: Words) -> bool:
    """Whether a verb follows a noun that a query opens with: "best allergy medicine otc makes most sleepy"."""
    verbs = (after for before, after in pairwise(words) if before != "to" and has_verb([after]))
    return words[0] in word_list("query_heads") and any(verbs)


def _tells_or_buys(words: Words) -> bool:
    """Whether a verb is among the words, or one of shopping stands behind the first of them, and not "to"."""
    buys = (after for before, after in pairwise(words) if before != "to" and after in word_list("shopping_verbs"))
    return has_verb(words) or any(buys)


def _is_predicate(words: Words) -> bool:
    """Whether words end in an adjective that no noun has to follow: "some of them are toxic"."""
    return len(words) > 1 and is_adjective(words[-1]) and words[-2] in _BE


def _mention(index: Index, query: ReadQuery) -> Mention | None:
    """The query as a mention; None where it is quoted, or turns out to be a part of its sentence."""
    first, last, kind = query.stretch
    mention = classify(index, index.words[first:last], (first, last), span_of(index, query.stretch))
    if mention.position not in _POSITIONS[kind]:
        return None
    return replace(mention, gap=query.gap, confidence=logistic(query.foreign - max(0.0, query.gap)))


def _threshold() -> dict[str, float]:
    found: dict[str, float] = tables.settings("stuffing/queries.toml")["threshold"]
    return found
