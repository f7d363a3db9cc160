"""Numbers beside a cut: none may go with it, lose a mark of its own, or be glued to what it did not belong to."""

from __future__ import annotations

import re

from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.notes import GLUED
from pipeline.facts.language.vocabulary import is_word
from pipeline.model import Block, Span

_NUMBER = rf"(?:[\d¼-¾⅐-⅞]|{GLUED})"
_NUMBER_BEHIND = re.compile(rf"(?:[.,]|[-–−]\s?)?{_NUMBER}")
"""A number right behind something; a point or dash before it may be its own."""
_NUMBER_BEHIND_GAP = re.compile(rf"\s{{0,9}}{_NUMBER_BEHIND.pattern}")
_NUMBER_BEFORE = re.compile(rf"{_NUMBER}\Z")
_NUMBER_BEFORE_GAP = re.compile(rf"{_NUMBER}\s{{0,9}}\Z")
_PARTED_BEFORE = re.compile(r"(?:\A|[\s(\[“‘*_>])\Z")
"""What a number may stand behind as by itself."""
_PARTED_BEHIND = re.compile(r"\Z|\s|[.?!…,;:)\]”’*_<](?!\d)")
"""What may stand behind a number and be no part of it."""
_WORD_WITH_NUMBER = re.compile(rf"([a-z]{{3,}}){_NUMBER}+[\w–‐‑-]*|{_NUMBER}+([a-z]{{3,}})")
"""As in ``Tokens``, with a dash between two numbers."""
_LOOKED_AT = 12
"""Characters before a cut that are looked at."""


def moves_number(index: Index, mention: Mention, cut: Span) -> bool:
    """Whether a number in or beside a mention would go, or not stand by itself just as it is written, after a cut.

    "One tablet.[phrase]5 mg" may have been "one tablet. 5 mg", and "vitamin d [phrase]3" may be the mark of a note.

    Args:
        index: the text, with ``GLUED`` for each digit that may be the mark of a note.
        mention: the mention.
        cut: what would go with it.
    """
    block = mention.place.block
    beside = any(_touches_number(index.text, block, mention.span, taken) for taken in {mention.span, cut})
    first, last = mention.tokens
    # Of a word that the phrase makes up in part, the rest stays.
    first += index.starts[first] < cut.start
    last -= index.ends[last - 1] > cut.end
    return beside or any(_is_glued(index, word) for word in index.words[first:last])


def _is_glued(index: Index, word: str) -> bool:
    """Whether a word and a number are written as one only once, and as no name: "online5 mg"."""
    found = _WORD_WITH_NUMBER.fullmatch(word)
    if not found or index.count_of(word) > 1 or is_word(word):
        return False
    return is_word(found[1] or found[2])


def _touches_number(text: str, block: Block, span: Span, taken: Span) -> bool:
    start, end = block.span.start, block.span.end
    before = text[max(start, taken.start - _LOOKED_AT) : taken.start]
    if _NUMBER_BEFORE_GAP.search(before) and _NUMBER_BEHIND_GAP.match(text, taken.end, end):
        return True
    if _NUMBER_BEFORE.search(before):
        return not _PARTED_BEHIND.match(text, taken.end, end)
    if not _NUMBER_BEHIND.match(text, taken.end, end):
        return False
    loses_point = taken.end > span.end and text[taken.end - 1] in ".,"
    return loses_point or not _PARTED_BEFORE.search(before)
