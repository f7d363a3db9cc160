"""What is around a span: how the text goes on to its left and right, and what no careful writer would write there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import CLOSERS, STOPS, STOPS_AND_PAUSES, Index
from pipeline.facts.keyphrases.mentions.notes import LINKED_NOTE, RAISED, SUPERSCRIPT, end_of_notes
from pipeline.model import Block, Span

_MARKS = ",;:–—-|/•…"
ARROWS = ">»›→⇒➔►▶"
"""Marks that lead a reader on, or from one page to the next."""
_LEADS = _MARKS + ARROWS
_PAIRS = (("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("(", ")"), ("[", "]"))
_LINK_END = re.compile(
    rf"[{STOPS}]{{0,3}}\](?:\((?:[^\s()]|\([^\s()]{{0,200}}\)){{0,2000}}(?:\s{{1,3}}\"[^\"]{{0,500}}\")?\)|\[[^\[\]]{{1,200}}\])"
)
"""The end of a link in Markdown: a stop of its label, and its target or the name of that."""
_LONGEST_TITLE = 240
"""Characters of the longest title with a phrase hung on it."""
_LOOKED_AT = 400
"""Characters behind a span that are looked at: a block may be as long as the text."""
_OPENED = re.compile(r"(?:^|[\s(])['‘][^'’‘]*\Z")
_CLOSED = re.compile(r"[^'’‘]*['’](?!\w)")
_QUOTED_AROUND = 24
"""Characters between a span and the marks of a quotation that is about the span."""
TAG = r"</?[A-Za-z][^<>]{0,300}>"
"""A tag of HTML; a pattern."""
_BEHIND_STOP = re.compile(
    rf"(?:[*_~]{{1,3}}|\d{{1,2}}(?=\s|\Z)|\s*(?:{LINKED_NOTE}|\^[^\s^]{{1,8}}\^|{RAISED}"
    rf"|{SUPERSCRIPT}|{TAG}"
    r"|\{[{%<][^{}]{0,200}\}{1,2}|\[/\w{1,20}\]|:{3,}))+"
)
"""What may stand behind a stop and is not read as words: emphasis, notes, tags, the marks of templates."""
_MOST_LEADING = 6
"""Words, such as "and tips on", that only lead up to a phrase."""
_QUOTES = "\"'“”‘’«»„"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands: its block's number, its block, and what is to its left and right.

    ``left`` is one of start, sentence, mark, connector, word, fused; ``right`` is one of end, sentence, lower (a stop,
    and the sentence goes on in lower case), capital, lead (a mark, and a capital), mark, word, fused. ``stops`` is the
    punctuation that follows the span directly. ``outer`` is the span with the marks that enclose just it, and at the
    end of a heading with what leads to it. ``is_led`` says that nothing but words such as "tips on" stand between the
    span and a mark before it.
    """

    number: int
    block: Block
    left: str
    right: str
    stops: str
    outer: Span
    is_led: bool = False


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``stuffing/words.toml``."""
    return frozenset(tables.settings("stuffing/words.toml")[name])


def enclosing(text: str, span: Span, block: Block) -> Span:
    """The span with the marks that enclose just it, or in brackets its stop as well: emphasis, brackets, a link."""
    inner = _in_pairs(text, span, block)
    target = _LINK_END.match(text, inner.end, block.span.end)
    is_link = inner.start > block.span.start and text[inner.start - 1] == "["
    is_image = text.endswith("!", block.span.start, max(block.span.start, inner.start - 1))
    if target is None or not is_link or is_image:
        return inner
    return _in_pairs(text, Span(inner.start - 1, target.end()), block)


def _in_pairs(text: str, span: Span, block: Block) -> Span:
    start, end = span.start, span.end
    for opening, closing in _PAIRS:
        close = end
        while closing in (")", "]") and close < block.span.end and text[close] in STOPS:
            close += 1
        is_link = closing == "]" and text.startswith(("](", "]["), close)
        inside = start - len(opening) >= block.span.start
        if (
            inside
            and not is_link
            and text.startswith(opening, start - len(opening))
            and text.startswith(closing, close)
        ):
            start, end = start - len(opening), close + len(closing)
    return Span(start, end)


def look_around(index: Index, span: Span, number: int) -> Place:
    """What stands to the left and right of a span of a block, given by its number."""
    block = index.blocks[number]
    outer = enclosing(index.text, span, block)
    led = before_lead(index.text, block, outer.start) if is_heading(index.text, block, number) else outer.start
    if led < outer.start and index.text[led - 1] == "(":
        closed = index.text.startswith(")", outer.end, block.span.end)
        led, outer = (led - 1, Span(led - 1, outer.end + 1)) if closed else (outer.start, outer)
    # A note belongs to the words before the span as well, and so does the stop behind its mark.
    noted = end_of_notes(index.text, outer.end, block.span.end)
    after = index.text[noted : min(block.span.end, noted + _LOOKED_AT)]
    stops = after[: len(after) - len(after.lstrip(STOPS_AND_PAUSES))]
    last = index.text[span.start : span.end].split()[-1].lower()
    abbreviated = stops[:1] == "." and (last in word_list("abbreviations") or len(last) == 1)
    right = "mark" if abbreviated else _right(after, stops)
    stops = "" if noted > outer.end else stops
    is_led = led < span.start - 1
    if not is_led or right != "end":
        return Place(number, block, _left(index, outer, block), right, stops, outer, is_led)
    left = _left(index, Span(led, outer.end), block)
    start = block.span.start + len(index.text[block.span.start : led].rstrip(_MARKS + " \t\u00a0"))
    return Place(number, block, left, right, stops, Span(start, outer.end), is_led)


def is_heading(text: str, block: Block, number: int) -> bool:
    """Whether a block is a heading, or a first block without a stop that a phrase has made too long for a heading."""
    if block.kind == "h":
        return True
    size = block.span.end - block.span.start
    return number == 0 and block.kind == "p" and size <= _LONGEST_TITLE and text[block.span.end - 1] not in ".!…"


def before_lead(text: str, block: Block, end: int) -> int:
    """Where the words start that only lead up to ``end``: from a mark ("Tips On") or with "and"; else ``end``."""
    kept = before_words(text, block, end, word_list("connectors") | word_list("lead_words"))
    lead = text[kept:end].lower().split()
    if lead[-1:] == ["you"]:
        # "Sleep and you" is whole.
        return end
    joins = lead[:1] in (["and"], ["plus"], ["including"])
    return kept if kept > block.span.start and (joins or text[kept - 1] in _MARKS + "(") else end


def before_words(text: str, block: Block, end: int, words: frozenset[str]) -> int:
    """Where some words of a list start that stand one behind the other up to ``end``; never the start of the block."""
    end = len(text[block.span.start : end].rstrip()) + block.span.start
    for _ in range(_MOST_LEADING):
        bare = len(text[block.span.start : end].rstrip("…")) + block.span.start
        word = last_word(text, bare, block.span.start)
        if word.lower() not in words or bare - len(word) <= block.span.start:
            break
        end = len(text[block.span.start : bare - len(word)].rstrip()) + block.span.start
    return end


def last_word(text: str, end: int, limit: int) -> str:
    """The word that ends at ``end`` and does not start before ``limit``, with plain apostrophes; or an empty string."""
    start = end
    while start > limit and (text[start - 1].isalnum() or text[start - 1] in "'’"):
        start -= 1
    return text[start:end].replace("’", "'")


def _left(index: Index, span: Span, block: Block) -> str:
    before = index.text[max(block.span.start, span.start - 60) : span.start]
    bare = before.rstrip()
    if not bare.strip(CLOSERS + "*_"):
        return "start" if span.start - block.span.start < 8 else "mark"
    if bare[-1].isalnum():
        if len(bare) == len(before):
            return "fused"
        word = bare.split()[-1]
        for mark in "…–—|/":
            word = word.rsplit(mark, 1)[-1]
        return "connector" if word.lower() in word_list("connectors") else "word"
    if len(bare) == len(before) and _is_dotted(index.text, span):
        return "mark"
    return "sentence" if index.starts_sentence(span.start, block) else "mark"


def _is_dotted(text: str, span: Span) -> bool:
    """Whether the span goes on a number or a name with a dot in it, such as "Health.gov"."""
    first = text[span.start : span.start + 20].replace("’", "'").split("'")[0].split()[0].strip(_MARKS).lower()
    return not first[:1].isalpha() or first in word_list("dotted_endings")


def _right(after: str, stops: str) -> str:
    rest = after[len(stops) :]
    has_stop = any(stop in STOPS for stop in stops)
    if has_stop and (unspoken := _BEHIND_STOP.match(rest)):
        rest = rest[unspoken.end() :]
    bare = rest.lstrip().lstrip("*_")
    if not bare:
        return "mark" if stops and not has_stop else "end"
    glued = len(bare) == len(rest)
    first = bare.lstrip(_QUOTES + "([")[:1]
    if has_stop:
        if glued and not first.isupper():
            return "mark"
        return "lower" if first.islower() else "sentence" if first.isalnum() else "mark"
    if first.isupper() and not stops:
        return "capital"
    if stops or not bare[0].isalnum():
        after_mark = bare.lstrip(_LEADS + " ")[:1]
        return "lead" if after_mark.isupper() and (stops or bare[0] in _LEADS) else "mark"
    return "fused" if glued else "word"


def is_quoted(text: str, span: Span, block: Block) -> bool:
    """Whether quotation marks enclose the span and hardly more: words that somebody quotes, such as a search query."""
    before = text[max(block.span.start, span.start - _QUOTED_AROUND) : span.start]
    after = text[span.end : min(block.span.end, span.end + _QUOTED_AROUND)]
    opens = max(before.rfind(mark) for mark in '"“«') >= 0 and not any(mark in before for mark in "”»")
    closes = any(mark in after for mark in '"”»') and not any(mark in after for mark in "“«")
    if opens and closes:
        return True
    return bool(_OPENED.search(before) and _CLOSED.match(after))


def find_oddities(index: Index, span: Span, place: Place) -> Iterator[str]:
    """What is odd about a span in its place, by the names of ``stuffing/model.toml``."""
    text, block, outer = index.text, place.block, place.outer
    opens = place.left in ("start", "sentence")
    runs_on = place.right == "capital" and _next_word(text, outer.end) in word_list("sentence_openers")
    listed = place.left == "start" and (block.kind in ("li", "td") or index.continues(place.number))
    continues = text[max(block.span.start, outer.start - 60) : outer.start].rstrip()[-1:] in tuple(_QUOTES)
    if opens and not listed and not continues and text[span.start].islower():
        yield "lower_case_start"
    if opens and runs_on and block.kind != "h":
        yield "run_on"
    if place.left == "sentence" and place.right == "end" and not any(stop in STOPS for stop in place.stops):
        yield "no_full_stop"
    before = text[max(block.span.start, span.start - 60) : span.start].split()
    tied = place.left == "connector" and "…" in before[-1].lstrip("…")
    if tied or (place.left == "sentence" and not text[outer.start - 1].isspace()) or place.left == "fused":
        yield "glued"
    if place.right == "fused" or (
        place.right in ("sentence", "capital") and text[outer.end + len(place.stops)].isalpha()
    ):
        yield "glued"
    if opens and (runs_on or place.right in ("end", "sentence")) and _is_titled(text, span, block):
        yield "title_case"
    if is_doubled(place.stops):
        yield "doubled_stop"
    if place.right == "end" and place.left not in ("start", "sentence") and _clashes(text, span, block):
        yield "case_clash"


def _is_titled(text: str, span: Span, block: Block) -> bool:
    """Whether every word of a span in running text is capitalized, three of them words that prose would not."""
    words = text[span.start : span.end].split()
    whole = span.start == block.span.start and block.span.end - span.end <= 1
    return not whole and len(words) > 2 and all(word[0].isupper() and word[1:].islower() for word in words)


def is_doubled(stops: str) -> bool:
    """Whether there is a stop too many."""
    return len(stops) > 1 and stops not in ("...", "?!", "!?", "!!", "!!!")


def _next_word(text: str, position: int) -> str:
    return text[position : position + 40].split()[0].strip(_QUOTES + _MARKS).lower()


def _clashes(text: str, span: Span, block: Block) -> bool:
    """Whether the span is in lower case, but for its first letter, and the block before it in title case."""
    words = [word for word in text[block.span.start : span.start].split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    own = [word for word in text[span.start : span.end].split()[1:] if len(word) > 3]
    return bool(own) and all(word.islower() for word in own) and len(words) > 1 and capitals * 4 >= len(words) * 3
