"""Headings that may need the phrase that stands in them: it may be the topic that their author named there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, is_misspelt
from pipeline.facts.keyphrases.mentions.places import is_heading, word_list


def spare_headings(index: Index, words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those no longer sure that their headings may need.

    A heading can do without the phrase where it says something without it, and where something about the phrase, there
    or in the sure mentions outside headings, is what no careful writer would write.

    Args:
        index: the text.
        words: the phrase in lower case.
        mentions: all of it, settled.
    """
    in_heading = [_is_in_heading(mention) for mention in mentions]
    pairs = list(zip(mentions, in_heading, strict=True))
    told = any(not heads and mention.is_sure and _is_odd(mention) for mention, heads in pairs)
    is_put_in = told or is_misspelt(words)
    return [
        replace(mention, is_sure=False) if heads and mention.is_sure and _needs(index, mention, is_put_in) else mention
        for mention, heads in pairs
    ]


def _is_in_heading(mention: Mention) -> bool:
    """Whether a mention stands in a marked heading or the title; other short lines only look like headings."""
    block = mention.place.block
    return block.kind == "h" and (block.level > 0 or mention.block == 0)


def _is_odd(mention: Mention) -> bool:
    return bool(mention.oddities) or mention.count > 1 or "listed" in mention.form


def _needs(index: Index, mention: Mention, is_put_in: bool) -> bool:
    """Whether a heading may need a mention."""
    if mention.position == "in-word" or (mention.position == "detached" and mention.place.left == "sentence"):
        return False
    left = _words_left(index, mention)
    if not left and mention.position in ("own-block", "call-to-action"):
        # Below the title, a line that is the phrase alone is a heading by its looks, and many a stuffed line is one.
        return mention.place.block.level == 1 and index.text[mention.span.start].isupper()
    return not (_says_something(left) and (is_put_in or _is_odd(mention)))


def _says_something(words: Sequence[str]) -> bool:
    """Whether the words of a heading name a topic: "By the Numbers", but not "Guide" or "How to Choose".

    Args:
        words: in lower case.
    """
    content = sum(word not in tables.function_words() for word in words)
    return content > 1 or (content == 1 and len(words) > 1 and words[-1] not in word_list("needs_object"))


def _words_left(index: Index, mention: Mention) -> list[str]:
    """The words that the block of a mention has beside it."""
    block, span, outer = mention.place.block.span, mention.span, mention.place.outer
    start, end = min(span.start, outer.start), max(span.end, outer.end)
    inside = range(*index.tokens_in(block))
    return [index.words[number] for number in inside if not start <= index.starts[number] < end]


def without_title(index: Index, phrases: Sequence[Keyphrase]) -> list[Keyphrase]:
    """The phrases without the mention that is the whole title: without it the article has none."""
    title = _title(index)
    kept = (
        replace(phrase, mentions=tuple(m for m in phrase.mentions if m.block != title or _words_left(index, m)))
        for phrase in phrases
    )
    return [phrase for phrase in kept if phrase.mentions]


def _title(index: Index) -> int | None:
    """Number of the block that is the article's title: its first heading of the first level, or its first line.

    A first line in lower case over another heading may be what was put in above the title.
    """
    marked = next((number for number, block in enumerate(index.blocks) if block.level == 1), None)
    if marked is not None or not index.blocks or not is_heading(index.text, index.blocks[0], 0):
        return marked
    is_next = len(index.blocks) > 1 and index.blocks[1].kind == "h"
    return None if is_next and index.text[index.blocks[0].span.start].islower() else 0
