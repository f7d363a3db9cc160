"""Paragraphs that are nothing but searches for one thing: "hers weight loss, weight loss drink, weight loss fruits"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.facts.keyphrases.finding.list_items import Items
from pipeline.facts.keyphrases.finding.variant_lists import as_keyphrase
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.model import Span

_FEWEST = 6
"""Items of such a list."""
_FEWEST_SHARED = 2
"""Words that they share: an author's list of pains shares one."""
_MOST_CAPITALS = 0.2
"""Share of the items that begin with a capital, as names do; an author's paragraph begins with one."""


def find_filled_lists(index: Index, chains: Sequence[Items]) -> Iterator[Keyphrase]:
    """The paragraphs that seem to be a list of searches: six items and more, in small letters, without a stop.

    None is cut without asking: a list of an author's may be "low fat milk, low fat cheese, ...".

    Args:
        index: the text.
        chains: of the text, see ``find_chains``.

    Yields:
        Each list as a phrase of one mention, with the first item as its text.
    """
    for items in chains:
        if (
            len(items) >= _FEWEST
            and items.mark == ","
            and _fills_paragraph(index, items)
            and _are_searches(index, items)
        ):
            span = Span(index.starts[items.runs[0].first], index.ends[items.runs[-1].last - 1])
            found = as_keyphrase(index, items, span, is_sure=False)
            if found is not None:
                yield found


def _fills_paragraph(index: Index, items: Items) -> bool:
    block = index.blocks[items.runs[0].block]
    start, end = index.starts[items.runs[0].first], index.ends[items.runs[-1].last - 1]
    return block.kind in ("p", "h") and not block.level and (start, end) == (block.span.start, block.span.end)


def _are_searches(index: Index, items: Items) -> bool:
    capitals = sum(index.text[index.starts[run.first]].isupper() for run in items.runs)
    return not items.is_joined and capitals <= _MOST_CAPITALS * len(items) and len(items.core) >= _FEWEST_SHARED
