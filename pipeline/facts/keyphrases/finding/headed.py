"""Mentions that are what a heading of the text names or asks: its author writes of that, and answers it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention, word_behind
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import is_adjective, is_noun
from pipeline.model import Block, Span


def headed_by_author(index: Index, mentions: Sequence[Mention]) -> frozenset[Span]:
    """The spans of the mentions of a phrase that say in a sentence of the author's what a heading says.

    Under "Peanut Free Trail Mix" that is "This [peanut free trail mix] recipe is easy", where the phrase describes a
    noun, and under "Why does my cast smell?" "[Why does my cast smell?] It is mostly sweat", where the next sentence
    needs the question.

    Args:
        index: the text.
        mentions: all of the phrase.
    """
    return frozenset(
        mention.span
        for mention in mentions
        if (_describes_noun(index, mention) and any(_is_heading_of(index, block, mention) for block in index.blocks))
        or (_is_answered(index, mention) and _heads_section(index, mention))
    )


def _describes_noun(index: Index, mention: Mention) -> bool:
    if mention.position != "inside" or mention.place.left != "word":
        return False
    before = index.words[mention.tokens[0] - 1]
    is_led = before in word_list("determiners") or is_adjective(before)
    return is_led and is_noun(word_behind(index, mention))


def _is_answered(index: Index, mention: Mention) -> bool:
    """Whether a mention is a question of its own, and the next sentence begins with a word for what it asks after."""
    last = mention.tokens[1]
    asks = mention.position == "detached" and "?" in mention.place.stops
    return asks and last < len(index.words) and index.words[last] in word_list("answer_openers")


def _heads_section(index: Index, mention: Mention) -> bool:
    """Whether the last heading before a mention is just that."""
    headings = (block for block in reversed(index.blocks[: mention.block]) if block.kind == "h")
    heading = next(headings, None)
    return heading is not None and _is_heading_of(index, heading, mention)


def _is_heading_of(index: Index, block: Block, mention: Mention) -> bool:
    words = index.words[slice(*mention.tokens)]
    return block.kind == "h" and index.words[slice(*index.tokens_in(block.span))] == words
