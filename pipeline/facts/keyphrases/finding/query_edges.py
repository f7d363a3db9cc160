"""Where a search query begins and ends: how much speaks for some words rather than for a few more or fewer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.cuts.gaps import text_around, texts_beside
from pipeline.facts.keyphrases.finding.query_places import (
    PARTING,
    SHORTEST,
    Stretch,
    bare_words_before,
    starts_as_query,
    words_before,
)
from pipeline.facts.keyphrases.mentions.index import Index, Run
from pipeline.facts.keyphrases.mentions.seams import bounded_attraction
from pipeline.facts.language.fluency import mark_of
from pipeline.facts.swaps.web_attraction import web_attraction
from pipeline.model import Span

_SHIFTS = (-2, -1, 1)
"""How many words later a query may begin instead."""
_SHORTER = (1, 2, 3)
"""How many words earlier it may end instead."""
_SHIFTS_INSIDE = (-1, 1)
"""How many words later it may begin or end instead inside of a sentence, where there are many to be read."""
_MOST_STEPS = 3
_STOP = (".",)


class EdgeSigns(NamedTuple):
    """What speaks for some words being a query as they are; weighed by ``[edges]`` of ``stuffing/queries.toml``.

    Attributes:
        foreign: log-odds that the author of the text did not write them.
        gap: log-odds that the sentence misses a noun phrase without them.
        seam: how well the first of them goes with the words before, by counts of words in clean text.
        seam_on_web: the same by pairs of words on the web.
        leave: how well what is behind them goes with the last of them.
        leave_on_web: the same by pairs of words on the web.
        close: how well what is behind them goes with the words before, were they not there.
        close_on_web: the same by pairs of words on the web.
        whole: whether they reach to the end of the sentence or to a mark.
        starts_as_query: whether queries begin with the first of them.
    """

    foreign: float
    gap: float
    seam: float
    seam_on_web: float
    leave: float
    leave_on_web: float
    close: float
    close_on_web: float
    whole: float
    starts_as_query: float


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """Words that may be a query, as the insertion model reads them.

    Attributes:
        stretch: the words.
        signs: what speaks for them.
    """

    stretch: Stretch
    signs: EdgeSigns

    @property
    def foreign(self) -> float:
        """Log-odds that the author of the text did not write them."""
        return self.signs.foreign

    @property
    def gap(self) -> float:
        """Log-odds that the sentence misses a noun phrase without them."""
        return self.signs.gap

    @property
    def strength(self) -> float:
        """How much speaks for these words rather than for others that overlap them."""
        weights: dict[str, float] = tables.settings("stuffing/queries.toml")["edges"]
        total = sum(weights[name] * sign for name, sign in zip(EdgeSigns._fields, self.signs, strict=True))
        return total - weights["middle"] * (self.stretch.kind == "middle")

    def overlaps(self, other: ReadQuery) -> bool:
        """Whether two have a word in common."""
        return self.stretch.first < other.stretch.last and other.stretch.first < self.stretch.last


def read_queries(
    index: Index,
    stretches: Sequence[Stretch],
    insertion_model: InsertionModel,
    least: Callable[[Stretch], float] | None = None,
    *,
    with_gaps: bool = True,
) -> list[ReadQuery]:
    """Words that may be queries, with what speaks for them.

    Args:
        index: the text.
        stretches: the words.
        insertion_model: reads them in their sentences.
        least: log-odds from which words are foreign enough to be of interest; all are where it is not given.
        with_gaps: whether it is asked what the sentence misses without them, which tells what may be cut.
    """
    if not stretches:
        return []
    around = [context_of(index, stretch) for stretch in stretches]
    foreign = insertion_model.foreign(around)
    chosen = [number for number, logit in enumerate(foreign) if least is None or logit >= least(stretches[number])]
    gaps = [0.0] * len(chosen)
    if with_gaps and chosen:
        gaps = insertion_model.missing([_without(around[number]) for number in chosen])
    return [
        ReadQuery(stretches[number], _signs(index, stretches[number], foreign[number], gap))
        for number, gap in zip(chosen, gaps, strict=True)
    ]


def settle(
    index: Index, query: ReadQuery, insertion_model: InsertionModel, *, with_gaps: bool = True
) -> tuple[ReadQuery, float]:
    """The query with the edges near by for which most speaks, and by how much that is more than for other edges.

    Args:
        index: the text.
        query: the last words of a sentence, those between two marks, or some inside; of all others the edges are as
            they are, and of the first two the end is.
        insertion_model: reads the words in their sentence.
        with_gaps: see ``read_queries``.
    """
    margin = inf
    for _ in range(_MOST_STEPS):
        edges = list(_with_other_edges(index, query.stretch))
        others = read_queries(index, edges, insertion_model, with_gaps=with_gaps)
        if not others:
            return query, inf
        best = max(others, key=lambda other: other.strength)
        margin = query.strength - best.strength
        kind = query.stretch.kind
        begins_elsewhere = kind == "middle" or (kind == "tail" and best.stretch.last == query.stretch.last)
        if margin >= 0 or not begins_elsewhere:
            break
        query = best
    return query, margin


def _with_other_edges(index: Index, stretch: Stretch) -> Iterator[Stretch]:
    """The words with a few more or fewer at their beginning, or fewer at their end; inside of a sentence, or more."""
    first, last, kind = stretch
    run = index.runs[index.run_of[first]]
    if kind == "middle":
        begins = (first + shift for shift in _SHIFTS_INSIDE if run.first < first + shift <= last - SHORTEST)
        ends = (last + shift for shift in _SHIFTS_INSIDE if first + SHORTEST <= last + shift < run.last)
        yield from (Stretch(begin, last, kind) for begin in begins)
        yield from (Stretch(first, end, kind) for end in ends)
    elif kind in ("tail", "segment"):
        begins = (first + shift for shift in _SHIFTS if run.first < first + shift <= last - SHORTEST)
        ends = (last - shorter for shorter in _SHORTER if last - shorter - first >= SHORTEST - 1)
        yield from (Stretch(begin, last, "tail") for begin in begins)
        yield from (Stretch(first, end, "middle") for end in ends)


def context_of(index: Index, stretch: Stretch) -> tuple[str, str, str]:
    """The text of their block before some words, the words, and the text behind; beside a line, other blocks."""
    span = span_of(index, stretch)
    if stretch.kind == "lowercase_line":
        before, behind = texts_beside(index, index.block_of(stretch.first))
        return f"{before} ", index.text[span.start : span.end], f" {behind}"
    # The model reads an aside without its brackets.
    outer = Span(span.start - 1, span.end + 1) if stretch.kind == "aside" else span
    left, right = text_around(index, index.blocks[index.block_of(stretch.first)], outer)
    return left, index.text[span.start : span.end], right


def span_of(index: Index, stretch: Stretch) -> Span:
    """Where some words stand in the text."""
    return Span(index.starts[stretch.first], index.ends[stretch.last - 1])


def _without(around: tuple[str, str, str]) -> tuple[str, str]:
    """What is around some words, as if neither they nor the mark that parts them from the words before stood there."""
    left, _, right = around
    bare = left.rstrip()
    return (f"{bare.rstrip(PARTING).rstrip()} " if bare.endswith(tuple(PARTING)) else left), right


def _signs(index: Index, stretch: Stretch, foreign: float, gap: float) -> EdgeSigns:
    first, last, kind = stretch
    run = index.runs[index.run_of[first]]
    before, own, after = words_before(index, first), index.words[first:last], _after(index, run, last)
    bare = bare_words_before(index, first) if kind == "segment" else before
    ends_it = kind != "middle" or last == run.last
    return EdgeSigns(
        foreign=foreign,
        gap=gap,
        seam=bounded_attraction(before, own[:2]),
        seam_on_web=web_attraction(before[1], own[0]),
        leave=bounded_attraction((own[-2], own[-1]), after),
        leave_on_web=web_attraction(own[-1], after[0]),
        close=bounded_attraction(bare, after),
        close_on_web=web_attraction(bare[1], after[0]),
        whole=float(ends_it),
        starts_as_query=float(starts_as_query(own)),
    )


def _after(index: Index, run: Run, last: int) -> tuple[str, ...]:
    """The one or two words or marks behind some words of a run; a stop where a capital shows that one was lost."""
    if last >= run.last:
        return (mark_of(index.text[index.ends[last - 1] : index.ends[last - 1] + 2]) or ".",)
    if index.text[index.starts[last]].isupper():
        return _STOP
    return index.words[last : min(last + 2, run.last)]
