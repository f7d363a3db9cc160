"""Mentions that are names, of bodies, people and exercises: they come back in a text as search phrases do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Span

_BEHIND_QUOTATION = re.compile(r"(?:[,.?!][\"”»'’]|[\"”»'’],)\s+\Z")
_LONGEST_GAP = 8
"""Letters looked at before a mention for the end of a quotation."""

_NUMBER_OF_HEADING = re.compile(r"[\s>#*_]*\(?(\d{1,3})[.)\]:]?\s")


def named_by_author(index: Index, mentions: Sequence[Mention]) -> frozenset[Span]:
    """The spans of the mentions of a phrase that are a name, or tell who said something.

    A phrase is a name where it is that of a known body ("World Health Organization", "Getty Images"), or where a
    numbered heading is just the phrase ("7. Supine spinal twist"). What stands right behind a quotation says whose it
    is: ""It fades," [consultant dermatologist Dr Mallory] told us".

    Args:
        index: the text; where letter case tells nothing in it, it is as an author with the usual habits writes it.
        mentions: all of the phrase.
    """
    if _is_body(index, mentions) or any(_is_numbered_heading(index, mention) for mention in mentions):
        return frozenset(mention.span for mention in mentions)
    return frozenset(mention.span for mention in mentions if _is_speaker(index, mention))


def _is_body(index: Index, mentions: Sequence[Mention]) -> bool:
    """Whether all mentions are, or are part of, the name of a health organization or of an agency of pictures."""
    return all(" ".join(index.words[slice(*mention.tokens)]) in _names_of_bodies() for mention in mentions)


@cache
def _names_of_bodies() -> frozenset[str]:
    """The names in lower case, and their parts of three words and more."""
    names = [organization.name for organization in tables.organizations()]
    words = [tuple(token.lower for token in tokenize(name)) for name in (*names, *word_list("picture_agencies"))]
    parts = (one[first:last] for one in words for last in range(len(one) + 1) for first in range(last - 2))
    return frozenset(" ".join(part) for part in (*words, *parts))


def _is_speaker(index: Index, mention: Mention) -> bool:
    before = index.text[max(mention.place.block.span.start, mention.span.start - _LONGEST_GAP) : mention.span.start]
    return _BEHIND_QUOTATION.search(before) is not None


def _is_numbered_heading(index: Index, mention: Mention) -> bool:
    """Whether a heading is nothing but a number and a mention, and the number counts it among other headings."""
    block = mention.place.block
    if not mention.stands_alone or block.kind != "h" or mention.place.right != "end":
        return False
    own = _number(index, mention.block)
    if own is None:
        return False
    before = next((n for n in range(mention.block - 1, -1, -1) if index.blocks[n].kind == "h"), None)
    behind = next((n for n in range(mention.block + 1, len(index.blocks)) if index.blocks[n].kind == "h"), None)
    beside = [_number(index, number) for number in (before, behind) if number is not None]
    return any(number is not None and abs(number - own) == 1 for number in beside)


def _number(index: Index, heading: int) -> int | None:
    block = index.blocks[heading]
    found = _NUMBER_OF_HEADING.match(index.text, block.line.start, block.span.end)
    return int(found[1]) if found else None
