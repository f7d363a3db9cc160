"""Marks around a mention: which of them end the sentence before it, and which would be left without it."""

from __future__ import annotations

import re

from pipeline.facts.keyphrases.mentions.index import STOPS, STOPS_AND_PAUSES, Index
from pipeline.facts.keyphrases.mentions.notes import NOTE, RAISED, SUPERSCRIPT
from pipeline.facts.keyphrases.mentions.places import ARROWS, TAG, Place
from pipeline.model import Block, Span

SPACES = " \t\u00a0\u2002\u2003\u2009"
"""What stands between two words of a line."""
LEAD_MARK = re.compile(rf"[ \t\u00a0]*(?:[-–—|/•]|[{ARROWS}]{{1,3}})(?=[ \t\u00a0])")
"""A mark that only led from a mention to the sentence behind it."""
_ARROW_BEFORE = re.compile(rf"(?<=[{STOPS}])[ \t\u00a0]{{1,8}}[{ARROWS}]{{1,3}}\Z")
"""The same before a mention; behind anything but a sentence, ">" may compare or lead from page to page."""
_ANGLE_QUOTES = ("«»", "‹›")
_LONGEST_ARROW = 12
"""Characters of such arrows, with the gap and the stop before them."""
_DASH_BEFORE = re.compile(rf"[-–—][{SPACES}]{{0,8}}\Z")
_NOTE_NUMBER = re.compile(r"[a-z][.?!]\d{1,2}\Z")
"""The end of a sentence with the number of a note."""
_LONGEST_NUMBER = 6
_UNSPOKEN = (
    r"[!\[]\[[^\[\]]{0,200}\]\([^()]{0,300}\)"  # a picture, whose first mark may be masked by a bracket
    rf"|<!--[^<>]{{0,300}}-->|{TAG}"
)
"""Pictures, comments and tags."""
_SENTENCE_END = re.compile(
    rf"[{STOPS}:;](?:[*_~]|\]\([^()\s]*\)|\]\[[^\[\]]*\]"
    rf"|[{SPACES}]*(?:\[(?:\d[\d,; –-]{{0,20}}|\^[^\[\]\s]{{1,20}}|[^\[\]\s\d^][^\[\]\s]{{0,20}})\]|{RAISED}"
    rf"|{SUPERSCRIPT}|{_UNSPOKEN}))*\Z"
)
"""The end of a sentence, or of what announces a list, with what may stand between it and the next sentence: marks of
Markdown, notes, pictures, comments and tags."""
_NOTE = rf"{NOTE}(?!\()|<sup\b"
_NOTE_MARK = re.compile(rf"{_NOTE}|{RAISED}|\d{{1,2}}(?=[ \t]|\Z)")
"""The mark of a note, or the number that is left of it without its markup."""
_CLOSING = re.compile(rf"[)\]]|[*_~]{{1,3}}(?=[.,;:?!…)])|[.,;:?!…]+(?=[\s*_)\]]|\Z)|{_NOTE}|{RAISED}")
"""A closing bracket, a stop, with the end of emphasis before it, or the mark of a note."""
_OPENING = re.compile(r"(?:[(\[]|(?:(?<=\s)|(?<![\s\S]))(?:[*_]{1,3}|~~|<[A-Za-z][^<>]*>))\Z")
"""A bracket, marks of emphasis, or a tag that something begins behind."""
_ENDS_UNSPOKEN = re.compile(rf"(?:{_UNSPOKEN})[{SPACES}]*\Z")
_PAIRED_TAG = re.compile(rf"</\w+>[{SPACES}]*\Z")
_LONGEST_MARK = 500
"""Characters of the marks before a mention that are looked at."""


def follows_sentence(text: str, block: Block, position: int) -> bool:
    """Whether a whole sentence, or what announces a list, ends at a position, with the notes and the like behind it."""
    start = block.span.start
    return bool(
        _SENTENCE_END.search(text, max(start, position - _LONGEST_MARK), position)
        or _NOTE_NUMBER.search(text, max(start, position - _LONGEST_NUMBER), position)
    )


def before_arrow(text: str, block: Block, position: int) -> int:
    """Where the sentence ends that an arrow such as ">" leads from, up to ``position``; else ``position``.

    What may close a quotation ("« Il faut. »", and in Swedish "» Stop it. »") is no arrow.
    """
    found = _ARROW_BEFORE.search(text, max(block.span.start, position - _LONGEST_ARROW), position)
    if found is None:
        return position
    quotes = next((pair for pair in _ANGLE_QUOTES if pair[1] in found[0]), "")
    is_quotation = any(quote in text[block.span.start : found.start()] for quote in quotes)
    return position if is_quotation else found.start()


def precedes_note(text: str, block: Block, position: int) -> bool:
    """Whether the mark of a note stands right behind a position: it belongs to the sentence before."""
    return _NOTE_MARK.match(text, position, block.span.end) is not None


def precedes_closing(text: str, block: Block, position: int) -> bool:
    """Whether what stands right behind a position is a bracket, a stop or the like that no space stands before."""
    return _CLOSING.match(text, position, block.span.end) is not None


def opens_enclosed(index: Index, block: Block, position: int) -> bool:
    """Whether a position is the first behind a bracket, or behind emphasis or a tag that a sentence begins with."""
    opening = _opening(index.text, block, position)
    return opening is not None and (index.text[position - 1] in "([" or index.starts_sentence(opening, block))


def stands_between_dashes(text: str, place: Place) -> bool:
    """Whether a span with a stop of its own stands between two dashes or the like, of which one may be its own."""
    behind = place.outer.end + len(place.stops)
    return bool(
        place.stops
        and _DASH_BEFORE.search(text, max(place.block.span.start, place.outer.start - _LONGEST_MARK), place.outer.start)
        and LEAD_MARK.match(text, behind)
    )


def leaves_marks(text: str, block: Block, cut: Span) -> bool:
    """Whether a cut leaves marks that only stood there for what goes: one of two brackets, or a stop behind no word."""
    gone = text[cut.start : cut.end]
    if any(gone.count(opening) != gone.count(closing) for opening, closing in ("()", "[]")):
        return True
    next_mark = text[cut.end : min(block.span.end, cut.end + 1)]
    if next_mark in (")", "]"):
        # Of a stop before the bracket and one behind it, one came with what goes.
        has_stop = text[max(block.span.start, cut.start - 1) : cut.start] in tuple(STOPS)
        return has_stop and text[cut.end + 1 : min(block.span.end, cut.end + 2)] in tuple(STOPS)
    if not next_mark or next_mark not in STOPS_AND_PAUSES:
        return False
    before = max(block.span.start, cut.start - _LONGEST_MARK)
    is_unspoken = _ENDS_UNSPOKEN.search(text, before, cut.start) and not _PAIRED_TAG.search(text, before, cut.start)
    return bool(is_unspoken) or _opening(text, block, cut.start) is not None


def _opening(text: str, block: Block, position: int) -> int | None:
    """Where the mark starts that opens what begins at a position, if one does."""
    found = _OPENING.search(text[max(block.span.start, position - _LONGEST_MARK) : position])
    return position - len(found[0]) if found else None
