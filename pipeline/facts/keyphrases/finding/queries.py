"""Search queries that stand but once in a text, where no sentence has a place for them.

"Cold packs usually help why do my knees click on stairs." Where a phrase comes back, that alone tells much; here the
sentence has to. The insertion model reads the words that may be a query; of the last words of sentences, which are
many, those that boosted trees let pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.cuts.gaps import text_around
from pipeline.facts.keyphrases.finding.query_features import tail_features
from pipeline.facts.keyphrases.finding.query_places import (
    Kind,
    Stretch,
    begins_here,
    count_marks,
    ends_as_query,
    find_stretches,
    is_unknown,
    is_year,
    starts_as_query,
)
from pipeline.facts.keyphrases.mentions.ends import may_be_the_authors
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, Position, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.keyphrases.weighing.look import sum_of_trees
from pipeline.facts.language.fluency import expects_noun, has_verb, is_adjective, is_noun, total_attraction
from pipeline.model import Span
from pipeline.tables.trees import boosted_trees

_OFTEN = 2
"""How often the words of a query stand in the text; what comes back more often is found by that."""
_WORDS_BEFORE = 6
"""Words before a query among which somebody may ask or tell it."""
_BE = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})
_START = 2
"""Words by which the start of a phrase is known."""
_MOST_ADDED = 2
"""Words that people add to a search, as in "... free shipping"."""
_MOST = 200
"""Words that are read, so that a text without end takes no time without end; an article of 10,000 words has 20."""
_POSITIONS: dict[Kind, tuple[Position, ...]] = {
    "tail": ("appended",),
    "head": ("detached",),
    "sentence": ("detached",),
    "middle": ("inside",),
    "aside": ("appended", "inside"),
}
"""Where a mention of each kind may stand, or it is none."""


class LikelyQuery(NamedTuple):
    """Words that may be a query, and the log-odds by the trees, 0 where these are not asked."""

    stretch: Stretch
    look: float


@dataclass(frozen=True, slots=True)
class _Query:
    """Words that may be a query, with what was found out of them.

    Attributes:
        stretch: the words.
        look: log-odds by the trees.
        foreign: log-odds that the author of the text did not write them.
        gap: log-odds that the sentence misses a noun phrase without them.
        begins: whether the first word goes with the others rather than with those before it.
    """

    stretch: Stretch
    look: float
    foreign: float
    gap: float
    begins: bool

    @property
    def strength(self) -> float:
        """How much speaks for these words rather than for others that overlap them."""
        threshold = _threshold()
        against = threshold["gap_weight"] * max(0.0, self.gap) + threshold["begins_weight"] * (not self.begins)
        against += threshold["middle_weight"] * (self.stretch.kind == "middle")
        return self.foreign + threshold["look_weight"] * self.look - against

    def overlaps(self, other: _Query) -> bool:
        """Whether two have a word in common."""
        return self.stretch.first < other.stretch.last and other.stretch.first < self.stretch.last


def find_queries(index: Index, insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """The queries that stand once in a text.

    Args:
        index: the text.
        insertion_model: reads them in their sentences.
    """
    for query, is_clear in _apart(_read(index, likely_queries(index), insertion_model)):
        words = index.words[query.stretch.first : query.stretch.last]
        mention = _mention(index, query)
        if mention is not None:
            # A paragraph may begin with its heading.
            is_heading = query.stretch.kind in ("sentence", "head") and mention.place.left == "start"
            is_clear = is_clear and query.begins and not is_heading
            before = index.words[max(0, query.stretch.first - _WORDS_BEFORE) : query.stretch.first]
            sure = is_clear and _is_sure(query, words, before) and _begins_surely(index, query, insertion_model)
            sure = sure and not may_be_the_authors(index, query.stretch.first, query.stretch.last)
            evidence = (("out_of_context", f"{query.foreign:.2f}"),)
            confidence = mention.confidence if sure else min(mention.confidence, _threshold()["unsure_most"])
            mentions = (replace(mention, is_sure=sure, confidence=confidence),)
            yield Keyphrase(" ".join(words), mentions, confidence, evidence, is_foreign=True)


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


def likely_queries(index: Index) -> list[LikelyQuery]:
    """The words of a text that are worth reading."""
    found = list(find_stretches(index))
    counts = Counter(index.words[first:last] for first, last, _ in found)
    stretches = [one for one in found if counts[index.words[one.first : one.last]] <= _OFTEN]
    tails = [stretch for stretch in stretches if stretch.kind == "tail"]
    logits = sum_of_trees(boosted_trees("stuffing/query_trees.tsv"), (tail_features(index, tail) for tail in tails))
    looks = dict(zip(tails, logits, strict=True))
    looked_at = (LikelyQuery(stretch, looks.get(stretch, 0.0)) for stretch in stretches)
    likely = [one for one in looked_at if one.stretch.kind != "tail" or one.look >= _threshold()["trees"]]
    return likely[:_MOST]


def _read(index: Index, likely: Sequence[LikelyQuery], insertion_model: InsertionModel) -> Iterator[_Query]:
    """What the insertion model holds to be foreign."""
    if not likely:
        return
    around = [context_of(index, stretch) for stretch, _ in likely]
    foreign = insertion_model.foreign(around)
    chosen = [number for number, logit in enumerate(foreign) if logit >= _threshold()["rival"]]
    gaps = insertion_model.missing([(around[number][0], around[number][2]) for number in chosen]) if chosen else []
    for number, gap in zip(chosen, gaps, strict=True):
        stretch, look = likely[number]
        yield _Query(stretch, look, foreign[number], gap, begins_here(index, stretch))


def context_of(index: Index, stretch: Stretch) -> tuple[str, str, str]:
    """The text of their block before some words, the words, and the text behind them."""
    span = _span(index, stretch)
    # The model reads an aside without its brackets.
    outer = Span(span.start - 1, span.end + 1) if stretch.kind == "aside" else span
    left, right = text_around(index, index.blocks[index.block_of(stretch.first)], outer)
    return left, index.text[span.start : span.end], right


def _span(index: Index, stretch: Stretch) -> Span:
    return Span(index.starts[stretch.first], index.ends[stretch.last - 1])


def _apart(queries: Iterable[_Query]) -> Iterator[tuple[_Query, bool]]:
    """The queries that most speaks for, no two of which overlap, and whether it is clear where each begins and ends."""
    threshold = _threshold()
    left = sorted(queries, key=lambda query: (-query.strength, query.stretch))
    while left:
        best, *left = left
        if best.foreign < threshold["report"]:
            continue
        rivals = [query for query in left if query.overlaps(best)]
        wider = (query.strength for query in rivals if not _is_inside(query.stretch, best.stretch))
        yield best, best.strength - max(wider, default=-inf) >= threshold["clear"]
        left = [query for query in left if not query.overlaps(best)]


def _is_inside(one: Stretch, other: Stretch) -> bool:
    return other.first <= one.first and one.last <= other.last


def _is_sure(query: _Query, words: Words, before: Words) -> bool:
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
    if has_verb(words) and not starts_as_query(words):
        return False
    is_marked = count_marks(words) > 0 or any(map(is_unknown, words))
    if query.foreign < threshold["sure_marked" if is_marked else "sure"]:
        return False
    if query.stretch.kind == "aside":
        return count_marks(words) > 1
    if query.stretch.kind in ("head", "sentence"):
        return True
    plain = query.stretch.kind == "tail" and query.foreign >= threshold["plain"] and starts_as_query(words)
    is_object = bool(before) and expects_noun(before[-1]) >= threshold["object"] and not _is_predicate(before)
    return query.gap < threshold["plain_gap" if plain else "sure_gap"] and (plain or not is_object)


def _begins_surely(index: Index, query: _Query, insertion_model: InsertionModel) -> bool:
    """Whether it is sure that the last words of a sentence are a query from their first word on.

    A verb before it may end the sentence ("what costly sports drinks do dog friendly hotel"), and a noun before it may
    begin the query ("collagen powder benefits"), if the sentence reads as well without that.
    """
    first, last, kind = query.stretch
    words = index.words[first:last]
    if kind != "tail":
        return True
    if words[0] in word_list("question_verbs"):
        return False
    *before, noun = index.words[first - 3 : first]
    if starts_as_query(words) or not (is_noun(noun) or is_unknown(noun)):
        return True
    threshold = _threshold()
    if total_attraction((before[0], before[1]), (noun, words[0])) > threshold["seam"]:
        return True
    around = context_of(index, Stretch(first - 1, last, kind))
    (foreign,), (gap,) = insertion_model.foreign([around]), insertion_model.missing([(around[0], around[2])])
    return foreign < query.foreign - threshold["near"] or gap > threshold["no_gap"]


def _is_predicate(words: Words) -> bool:
    """Whether words end in an adjective that no noun has to follow: "some of them are toxic"."""
    return len(words) > 1 and is_adjective(words[-1]) and words[-2] in _BE


def _mention(index: Index, query: _Query) -> Mention | None:
    """The query as a mention; None where it is quoted, or turns out to be a part of its sentence."""
    first, last, kind = query.stretch
    mention = classify(index, index.words[first:last], (first, last), _span(index, query.stretch))
    if mention.position not in _POSITIONS[kind]:
        return None
    return replace(mention, gap=query.gap, confidence=logistic(query.foreign - max(0.0, query.gap)))


def _threshold() -> dict[str, float]:
    found: dict[str, float] = tables.settings("stuffing/queries.toml")["threshold"]
    return found
