"""Phrases that hang in sentence after sentence with nothing that leads to them.

"The joint is hot and shiny gout foods to avoid. ... To your white cells it looks like an invasion gout foods to avoid.
... Ice helps, 20 minutes at a time gout foods to avoid." A writer's term stands behind "of", "the" or "with" more often
than not, and fits its sentences where it does not: 653 clean articles have 200 phrases that do not lead, and one of
them reads as foreign as what was put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.cuts.gaps import Gaps
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.mention import Mention, find_mentions
from pipeline.facts.keyphrases.weighing.features import edge_words
from pipeline.facts.keyphrases.weighing.fit import FOREIGN_BOUND, read_in_context
from pipeline.facts.keyphrases.weighing.model import model
from pipeline.facts.keyphrases.weighing.patched import is_in_sentence, may_be_typed

_FEWEST = 3
"""Mentions behind words that lead to none, each behind another one."""
_LEAD_SHARE = 0.5
"""Share of the mentions in sentences that they are."""


def find_hung(
    index: Index, phrases: Mapping[Words, Sequence[int]], gaps: Gaps, insertion_model: InsertionModel
) -> Iterator[Words]:
    """The phrases that hang in the sentences of a text.

    Args:
        index: the text.
        phrases: in lower case, each with the numbers of the tokens that it starts at.
        gaps: the gaps of the text; those of few phrases are looked at.
        insertion_model: reads a few mentions of few phrases.
    """
    threshold = float(model()["threshold"]["hung"])

    def may_count(_: int, foreign: Sequence[float], unread: int) -> bool:
        return sum(foreign) + FOREIGN_BOUND * unread >= threshold * (len(foreign) + unread)

    for words, starts in phrases.items():
        if len(starts) < _FEWEST or not may_be_typed(words) or not _have_no_lead(index, starts):
            continue
        mentions = [mention for mention in find_mentions(index, words) if is_in_sentence(mention)]
        if _have_no_lead(index, [mention.tokens[0] for mention in mentions]):
            foreign = read_in_context(index, [mentions], insertion_model, may_count)[0]
            if len(foreign) >= _FEWEST and sum(foreign) / len(foreign) >= threshold and _are_spared(mentions, gaps):
                yield words


def _have_no_lead(index: Index, starts: Sequence[int]) -> bool:
    """Whether words that lead to nothing stand before most of some tokens, each another one."""
    bare = [word for start in starts if start and (word := index.words[start - 1]) not in edge_words()]
    return len(set(bare)) >= _FEWEST and len(bare) >= _LEAD_SHARE * len(starts)


def _are_spared(mentions: Sequence[Mention], gaps: Gaps) -> bool:
    """Whether the sentences do without mentions, all in all; a spinner's words are foreign too, but needed there."""
    found = [mention.gap for mention in gaps.add_to(mentions) if mention.gap is not None]
    return bool(found) and sum(found) / len(found) <= -float(model()["threshold"]["gap_bound"])
