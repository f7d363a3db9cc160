"""Search queries that stand but once in a text, where no sentence has a place for them.

"Cold packs usually help why do my knees click on stairs." Where a phrase comes back, that alone tells much; here the
sentence has to. The insertion model reads the words that may be a query; of the last words of sentences and of those
between two marks, which are many, those that boosted trees let pass. Where a small letter shows that words stand apart,
much less has to speak for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from math import inf

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.finding.foreign_phrases import foreign_phrase
from pipeline.facts.keyphrases.finding.query_borders import may_begin_later
from pipeline.facts.keyphrases.finding.query_decisions import (
    LOWERCASE,
    is_certain,
    is_marked,
    is_reported,
    report_from,
    words_of,
)
from pipeline.facts.keyphrases.finding.query_edges import ReadQuery, read_queries, settle, span_of
from pipeline.facts.keyphrases.finding.query_features import inside_features, query_features
from pipeline.facts.keyphrases.finding.query_insides import find_insides, find_titles
from pipeline.facts.keyphrases.finding.query_places import Kind, Stretch, find_stretches
from pipeline.facts.keyphrases.finding.query_proposals import propose_edges
from pipeline.facts.keyphrases.finding.query_wholes import find_wholes
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, Position, classify
from pipeline.facts.keyphrases.mentions.occurrences import starts_of
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.keyphrases.weighing.look import sum_of_trees
from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.tables.trees import boosted_trees

_OFTEN = 2
"""How often the words of a query stand in the text; what comes back more often is found by that."""
_START = 2
"""Words by which the start of a phrase is known."""
_MOST_ADDED = 2
"""Words that people add to a search, as in "... free shipping"."""
_MOST = 200
"""Words that are read, so that a text without end takes no time without end; an article of 10,000 words has 20."""
_MOST_INSIDES = 8_000
"""Places inside of sentences that are weighed, for the same reason; an article of 10,000 words has 4,000."""
_WEIGHED: tuple[Kind, ...] = ("tail", "segment")
"""What is told by the trees."""
_POSITIONS: dict[Kind, tuple[Position, ...]] = {
    "tail": ("appended", "inside"),
    "segment": ("appended", "inside"),
    "middle": ("inside",),
    "aside": ("appended", "inside"),
    "title_case": ("appended", "inside"),
    "capitalized_sentence": ("detached",),
    "lowercase_sentence": ("detached",),
    "lowercase_start": ("detached",),
    "lowercase_line": ("own-block",),
}
"""Where a mention of each kind may stand, or it is none."""


def find_queries(index: Index, likely: Sequence[Stretch], insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """The queries that stand once in a text.

    Args:
        index: the text.
        likely: see ``likely_queries``.
        insertion_model: reads them in their sentences.
    """
    for query, margin in _read(index, likely, insertion_model):
        clear = _threshold()["clear_marked" if is_marked(words_of(index, query)) else "clear"]
        mention = _mention(index, query)
        if mention is not None:
            is_sure = margin >= clear and is_certain(index, query, mention) and not _comes_back(index, query, likely)
            if is_sure and not may_begin_later(index, query, insertion_model):
                yield _keyphrase(index, query, mention, is_sure=True)
            else:
                yield _proposed(index, query, mention, insertion_model)


def find_more_queries(index: Index, known: Sequence[Stretch], insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """What else may be a query in a text that something was stuffed into; none is cut without asking.

    Args:
        index: the text.
        known: what was read already; see ``likely_queries``.
        insertion_model: reads them in their sentences.
    """
    more = [stretch for stretch in _likely_in_stuffed(index) if stretch not in known]
    for query, _ in _read(index, more, insertion_model, with_gaps=False):
        mention = _mention(index, query)
        if mention is not None:
            yield _proposed(index, query, mention, insertion_model)


def _comes_back(index: Index, query: ReadQuery, likely: Sequence[Stretch]) -> bool:
    """Whether the words stand elsewhere too, where they are no likely query: the author has a place for them."""
    places = set(starts_of(index, words_of(index, query)))
    return not places <= {one.first for one in likely} | {query.stretch.first}


def _proposed(index: Index, query: ReadQuery, mention: Mention, insertion_model: InsertionModel) -> Keyphrase:
    """A query that is not cut without asking, with the edges for which most speaks; without a cut where none are."""
    settled, is_plain = propose_edges(index, query, insertion_model)
    moved = _mention(index, settled)
    if moved is None:
        return _keyphrase(index, query, replace(mention, is_vague=True), is_sure=False)
    return _keyphrase(index, settled, replace(moved, is_vague=not is_plain), is_sure=False)


def _read(
    index: Index, likely: Sequence[Stretch], insertion_model: InsertionModel, *, with_gaps: bool = True
) -> Iterator[tuple[ReadQuery, float]]:
    """The queries among some words, no two of which overlap, and how far they are ahead of other edges."""
    read = read_queries(index, likely, insertion_model, partial(_least_of_interest, index), with_gaps=with_gaps)
    for found, lead in _apart(index, _without_parts(index, read)):
        query, margin = settle(index, found, insertion_model, with_gaps=with_gaps)
        yield query, min(lead, margin)


def _least_of_interest(index: Index, stretch: Stretch) -> float:
    """Log-odds from which words are reported, or may leave the edges of others in doubt."""
    return min(_threshold()["rival"], report_from(index, stretch))


def _keyphrase(index: Index, query: ReadQuery, mention: Mention, *, is_sure: bool) -> Keyphrase:
    return foreign_phrase(words_of(index, query), mention, query.foreign, is_sure=is_sure)


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
    # One that stands twice on the spot is whole.
    return is_wider and (own.count > 1 or all(not one.is_sure or _only_adds(index, own, one) for one in touched))


def _only_adds(index: Index, own: Mention, known: Mention) -> bool:
    """Whether a query holds a mention and up to two content words behind it, as people add them to a search.

    With a function word among them they may be the author's: "after walks".
    """
    added = index.words[known.tokens[1] : own.tokens[1]]
    starts = own.tokens[0] == known.tokens[0] and own.position == "appended"
    return starts and 0 < len(added) <= _MOST_ADDED and tables.function_words().isdisjoint(added)


def likely_queries(index: Index) -> list[Stretch]:
    """The words of a text that are worth reading."""
    found = [*find_wholes(index), *find_titles(index), *find_stretches(index)]
    return _likely(index, found, _threshold()["trees"])[:_MOST]


def _likely_in_stuffed(index: Index) -> list[Stretch]:
    """The words that are worth reading in a text that something was stuffed into."""
    around = find_stretches(index, with_all_asides=True)
    insides = [(stretch, inside_features(index, stretch)) for stretch in islice(find_insides(index), _MOST_INSIDES)]
    inside = _passed("stuffing/inside_trees.tsv", insides, _threshold()["inside_trees"])
    return [*_likely(index, list(around), _threshold()["trees_of_stuffed"]), *inside][:_MOST]


def _likely(index: Index, found: Sequence[Stretch], least: float) -> list[Stretch]:
    counts = Counter(index.words[first:last] for first, last in {(one.first, one.last) for one in found})
    stretches = [one for one in found if counts[index.words[one.first : one.last]] <= _OFTEN]
    weighed = [(one, query_features(index, one)) for one in stretches if one.kind in _WEIGHED]
    passed = set(_passed("stuffing/query_trees.tsv", weighed, least))
    return [one for one in stretches if one.kind not in _WEIGHED or one in passed]


def _passed(trees: str, described: Sequence[tuple[Stretch, Features]], least: float) -> list[Stretch]:
    """The words that boosted trees let pass, those that most speaks for first."""
    logits = sum_of_trees(boosted_trees(trees), (features for _, features in described))
    pairs = [(logit, stretch) for (stretch, _), logit in zip(described, logits, strict=True) if logit >= least]
    return [stretch for _, stretch in sorted(pairs, key=lambda pair: -pair[0])]


def _without_parts(index: Index, queries: Sequence[ReadQuery]) -> list[ReadQuery]:
    """The queries without those inside of what a small letter sets apart, or without that where one inside says more.

    "drink water and rest [how to treat gout fast]" is a sentence of the author's with a query at its end.
    """
    left, part_ahead = list(queries), _threshold()["part"]
    for whole in queries:
        if whole.stretch.kind in LOWERCASE:
            parts = [one for one in left if one is not whole and _is_inside(one.stretch, whole.stretch)]
            is_whole = is_reported(index, whole) and all(
                part.foreign < whole.foreign + (0 if part.stretch.kind == "lowercase_start" else part_ahead)
                for part in parts
            )
            left = [one for one in left if (one not in parts if is_whole else one is not whole)]
    return left


def _apart(index: Index, queries: Iterable[ReadQuery]) -> Iterator[tuple[ReadQuery, float]]:
    """The queries that most speaks for, no two of which overlap, and their lead over those that reach beyond."""
    left = sorted(queries, key=lambda query: (-query.strength, query.stretch))
    while left:
        best, *left = left
        if not is_reported(index, best):
            continue
        rivals = [query for query in left if query.overlaps(best)]
        wider = (query.strength for query in rivals if not _is_inside(query.stretch, best.stretch))
        yield best, best.strength - max(wider, default=-inf)
        left = [query for query in left if not query.overlaps(best)]


def _is_inside(one: Stretch, other: Stretch) -> bool:
    return other.first <= one.first and one.last <= other.last


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
