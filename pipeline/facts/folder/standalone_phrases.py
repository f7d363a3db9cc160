"""Phrases that fill a line or a sentence of an article, or stand behind a call to action, as injected ones do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline import tables
from pipeline.facts.keyphrases.mentions.calls import longest_lead
from pipeline.facts.keyphrases.mentions.index import CLOSERS, STOPS, Index, Run
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.records import is_searched
from pipeline.facts.language.tokens import Tokens
from pipeline.model import Block

_OPENERS = "([*_\"“‘'"
"""Marks that a sentence may begin with."""
_MOST_MARKS = 8
"""Code points looked at; a text may hold any number of brackets in a row."""
_LONGEST_ADDRESS = 2_000
"""Code points of the address of a link."""


def standalone_phrases(text: str, tokens: Tokens, blocks: tuple[Block, ...]) -> frozenset[str]:
    """The phrases that fill a line, a paragraph, a list item or a sentence, and what stands behind a call to action.

    In "See more on knee pain relief." both the sentence and "knee pain relief" stand alone. A line that ends in a colon
    or a comma leads over to the next one and does not. One of several items of a list does not either, unless it is
    written as only searches are: articles on health share symptoms, such as "shortness of breath".

    Args:
        text: the article's text.
        tokens: its words.
        blocks: its blocks; those that are no prose are passed over.

    Returns:
        Each phrase once, in lower case with one space between its words; ``stuffing/folder.toml`` limits its length.
    """
    limits = tables.settings("stuffing/folder.toml")["phrase"]
    fewest, most = int(limits["fewest_words"]), int(limits["most_words"])
    sizes = range(fewest, most + 1)
    found: set[str] = set()
    for run, lead in _standalone_runs(Index(text, tokens, blocks), fewest, most + _longest_lead()):
        words = tokens.lower[run.first : run.last]
        for part in (words, words[lead:]):
            if len(part) in sizes:
                found.add(" ".join(part))
    return frozenset(found)


def _standalone_runs(index: Index, fewest: int, most: int) -> Iterator[tuple[Run, int]]:
    """The runs of ``fewest`` to ``most`` words that stand alone, and how many words at their start call to action."""
    runs = index.runs
    for number, run in enumerate(runs):
        if not fewest <= run.last - run.first <= most:
            continue
        if (_begins(index, number) or _is_called_for(index, number)) and _ends(index, number):
            lead = _lead(index, run)
            if lead or is_searched(index.words[run.first : run.last]) or not _is_item(index, number):
                yield run, lead


def _is_item(index: Index, number: int) -> bool:
    """Whether a run is a whole item of a list of several."""
    block = index.runs[number].block
    if index.blocks[block].kind != "li" or _is_in(index, number - 1, block) or _is_in(index, number + 1, block):
        return False
    neighbors = (*index.blocks[max(0, block - 1) : block], *index.blocks[block + 1 : block + 2])
    return any(neighbor.kind == "li" for neighbor in neighbors)


def _begins(index: Index, number: int) -> bool:
    """Whether a run begins a block or a sentence."""
    run = index.runs[number]
    if not _is_in(index, number - 1, run.block):
        return True
    # Behind the dot of a web address nothing begins.
    is_glued = index.ends[run.first - 1] == index.starts[run.first] - 1
    if is_glued and index.words[run.first] in word_list("dotted_endings"):
        return False
    return _starts_sentence(index, run)


def _starts_sentence(index: Index, run: Run) -> bool:
    start, block = index.starts[run.first], index.blocks[run.block]
    if start > 0 and index.text[start - 1] in _OPENERS:
        before = index.text[max(block.span.start, start - _MOST_MARKS) : start]
        start -= len(before) - len(before.rstrip(_OPENERS))
    return index.starts_sentence(start, block)


def _is_called_for(index: Index, number: int) -> bool:
    """Whether a run stands behind a call to action and a mark, as in "Related: knee pain relief"."""
    if not _is_in(index, number - 1, index.runs[number].block):
        return False
    before = index.runs[number - 1]
    if before.last - before.first > _longest_lead():
        return False
    words = " ".join(index.words[before.first : before.last])
    return words in word_list("call_to_action_before") and _begins(index, number - 1)


def _ends(index: Index, number: int) -> bool:
    """Whether a run ends a block or a sentence; the address of a link may stand between."""
    run, text = index.runs[number], index.text
    block = index.blocks[run.block]
    word_end = index.ends[run.last - 1]
    end = _behind_link(text, word_end, block.span.end)
    following = number + 1
    if end > word_end:
        if text[end : end + _MOST_MARKS].lstrip(CLOSERS + "*_")[:1] in tuple(STOPS):
            return True
        while _is_in(index, following, run.block) and index.starts[index.runs[following].first] < end:
            following += 1
    if _is_in(index, following, run.block):
        return _starts_sentence(index, index.runs[following])
    return text[end : block.span.end].rstrip("*_ ")[-1:] not in (":", ",", ";")


def _behind_link(text: str, position: int, block_end: int) -> int:
    """The end of the address of the Markdown link whose text ends at ``position``; ``position`` where there is none."""
    if not text.startswith("](", position):
        return position
    return text.find(")", position, min(block_end, position + _LONGEST_ADDRESS)) + 1 or position


def _is_in(index: Index, number: int, block: int) -> bool:
    return 0 <= number < len(index.runs) and index.runs[number].block == block


def _lead(index: Index, run: Run) -> int:
    """How many words of a call to action a run begins with; one word alone, such as "related", calls for nothing."""
    lead = longest_lead(index.words[run.first : min(run.last, run.first + _longest_lead())])
    return lead if lead > 1 else 0


@cache
def _longest_lead() -> int:
    return max(len(lead.split()) for lead in word_list("call_to_action_before"))
