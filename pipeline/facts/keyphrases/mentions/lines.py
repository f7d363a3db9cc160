"""Phrases over line breaks: where a break in the file is but white space, and where it cuts a phrase in two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.places import Place
from pipeline.facts.keyphrases.mentions.seams import NO_SEAM
from pipeline.facts.keyphrases.mentions.wrapping import join_wrapped
from pipeline.facts.language.blocks import PROSE
from pipeline.facts.language.tokens import Tokens
from pipeline.model import Block, Span

_BREAK = re.compile(r"(\r\n?|\n)([ \t>]*)")
"""A line break in a block, with the marks of its quotation or list that begin the next line in Markdown."""
_PICTURE = re.compile(r"!(?=\[(?!\^))")
"""The mark of a picture in Markdown, which ends no sentence."""
_ONE_LINE_END = re.compile(r"[ \t\u00a0\\]*(?:\r\n?|\n)[ \t\u00a0>]*")
_LINK_MARKS = re.compile(r"(?=[^\[\]]*[\[\]])(?:[ \t\u00a0*_~]|\[|\](?:\([^()\s]{0,500}\)|\[[^\[\]]{0,100}\]))+")
"""Where a link in Markdown begins or ends between two words."""
_LINK_MARK = re.compile(r"[\[\]]")
_SPLIT = r"(?:\]\([^()\s]{0,500}\)|\]\[[^\[\]]{0,100}\]|[*_~]|</?[a-zA-Z][^<>]{0,500}>|\[)"
_SPLIT_BEFORE = re.compile(rf"\w{_SPLIT}+\Z")
_SPLIT_BEHIND = re.compile(rf"{_SPLIT}+\w")
"""Markup inside a word."""
_LONGEST_SPLIT = 600
"""Characters of markup that are looked at, and words of the targets of links."""
_MOST_BROKEN = 200
"""Mentions of one phrase over line breaks that are reported."""


@dataclass(frozen=True, slots=True)
class JoinedLines:
    """A text in which phrases may be found over line breaks.

    Attributes:
        text: with spaces for the breaks inside of blocks, and for the marks behind them; as long as the text itself.
        blocks: of the text, with the lines of each paragraph of hard-wrapped plain text as one.
        breaks: where the breaks are that spaces stand for, sorted.
    """

    text: str
    blocks: Sequence[Block]
    breaks: Sequence[int] = ()

    def line_starts(self, tokens: Tokens) -> frozenset[int]:
        """The numbers of the tokens that such a break stands before."""
        numbers = (bisect_left(tokens.starts, place) for place in self.breaks)
        return frozenset(number for number in numbers if number < len(tokens))


def join_lines(text: str, blocks: Sequence[Block], format: str) -> JoinedLines:
    """A text with spaces for the line breaks that are but white space.

    In Markdown these are all inside of blocks, but for hard breaks, behind two spaces or a backslash, which part the
    lines of poems and addresses. In plain text they are those of hard-wrapped paragraphs.
    Source: CommonMark 0.31, sections 6.7 and 6.8.

    Args:
        text: the text.
        blocks: its blocks.
        format: ``markdown``, ``text`` or another, in which no block has breaks that are but white space.
    """
    if format == "text":
        wrapped = join_wrapped(text, blocks)
        return JoinedLines(text, blocks) if wrapped is blocks else _joined(text, wrapped)
    return _joined(text, blocks, has_pictures=True) if format == "markdown" else JoinedLines(text, blocks)


def _joined(text: str, blocks: Sequence[Block], *, has_pictures: bool = False) -> JoinedLines:
    pieces: list[str] = []
    breaks: list[int] = []
    position = 0
    for block in blocks:
        for found in _BREAK.finditer(text, block.span.start, block.span.end) if block.kind in PROSE else ():
            before = text[max(block.span.start, found.start() - 2) : found.start()]
            is_hard = before == "  " or before.endswith("\\")
            end = found[1] if is_hard else " " * len(found[1])
            content = text[position : found.start()]
            pieces += (content.removesuffix("\\"), " " * content.endswith("\\"), end, " " * len(found[2]))
            position = found.end()
            if not is_hard:
                breaks.append(found.start())
    joined = "".join((*pieces, text[position:])) if pieces else text
    return JoinedLines(_PICTURE.sub("[", joined) if has_pictures else joined, blocks, breaks)


def find_pieces(index: Index, mentions: Sequence[Mention]) -> set[Span]:
    """The spans of those mentions of a phrase that are but pieces of a longer one.

    A line break, or markup inside a word, parts such a mention from a word that belongs to it: where the phrase stands
    again, it goes on with that word.

    Args:
        index: the text; in plain text each line is a block.
        mentions: all of one phrase.
    """
    words = index.words
    wholes: set[Words] = set()
    pieces: set[Span] = set()
    for mention in mentions:
        whole = _whole_of(index, mention)
        if whole:
            wholes.add(words[slice(*whole)])
        if whole or _has_split_neighbor(index, *mention.tokens):
            pieces.add(mention.span)
    for mention in mentions if wholes else ():
        first, last = mention.tokens
        if not wholes.isdisjoint((words[max(0, first - 1) : last], words[first : last + 1])):
            pieces.add(mention.span)
    return pieces


def find_linked(index: Index, words: Words) -> Iterator[Span]:
    """The places of a phrase in which a link begins or ends: what stands on one side of that is but a piece of it."""
    has_links = any(mark in index.text for mark in ("](", "]["))
    for first, last, is_broken in islice(_places_over_marks(index, words), _MOST_BROKEN) if has_links else ():
        span = Span(index.starts[first], index.ends[last - 1])
        if is_broken and _LINK_MARK.search(index.text, span.start, span.end):
            yield span


def _whole_of(index: Index, mention: Mention) -> tuple[int, int] | None:
    """The tokens of a mention with the word that a line break parts from it; None where no such word belongs to it."""
    first, last = mention.tokens
    alone = mention.position == "own-block"
    if last < len(index.words) and _is_parted(index, last - 1, last):
        is_new = not index.text[index.starts[last]].islower()
        start = max(first, index.runs[index.run_of[last - 1]].first)
        if _stands_again(index, start, last + 1, alone or is_new):
            return first, last + 1
        if not is_new:
            return None
    if first > 0 and _is_parted(index, first - 1, first):
        end = min(last, index.runs[index.run_of[first]].last)
        if _stands_again(index, first - 1, end, alone):
            return first - 1, last
    return None


def _has_split_neighbor(index: Index, first: int, last: int) -> bool:
    """Whether markup stands inside a word beside ``tokens[first:last]``: "[fall che](/a)ap magnesium pills"."""
    text, tokens = index.text, index.tokens
    if first > 0 and text[tokens[first - 1].end : tokens[first].start].isspace():
        start = tokens[first - 1].start
        if _SPLIT_BEFORE.search(text, max(0, start - _LONGEST_SPLIT), start):
            return True
    if last < len(tokens) and text[tokens[last - 1].end : tokens[last].start].isspace():
        return _SPLIT_BEHIND.match(text, tokens[last].end) is not None
    return False


def _is_parted(index: Index, number: int, following: int) -> bool:
    """Whether nothing but one line break, or the marks of links, stand between two words of prose."""
    if index.run_of[number] < 0 or index.run_of[following] < 0:
        return False
    gap = index.text[index.ends[number] : index.starts[following]]
    return bool(_ONE_LINE_END.fullmatch(gap) or _LINK_MARKS.fullmatch(gap))


def _stands_again(index: Index, first: int, last: int, in_one_line: bool) -> bool:
    """Whether ``tokens[first:last]`` stand in another place too, side by side in a line or, unless barred, over two."""
    found = islice(_places_over_marks(index, index.words[first:last]), _MOST_BROKEN)
    return any(start != first and not (in_one_line and is_broken) for start, _, is_broken in found)


def _places_over_marks(index: Index, sought: Words) -> Iterator[tuple[int, int, bool]]:
    """Where some words stand side by side: first token, token behind, and whether a line or a link breaks them."""
    rarest = index.rarest(sought)
    for place in index.places_of(sought[rarest]):
        numbers: Sequence[int] = range(place - rarest, place - rarest + len(sought))
        if numbers[0] < 0 or index.words[numbers[0] : numbers[-1] + 1] != sought:
            if min(index.run_of[max(0, numbers[0]) : numbers[-1] + 1]) >= 0:
                continue
            numbers = _in_prose(index, place, rarest, len(sought))
            if tuple(index.words[number] for number in numbers) != sought:
                continue
        breaks = [pair for pair in pairwise(numbers) if index.run_of[pair[0]] != index.run_of[pair[1]]]
        if all(_is_parted(index, *pair) for pair in breaks):
            yield numbers[0], numbers[-1] + 1, bool(breaks)


def _in_prose(index: Index, place: int, before: int, length: int) -> Sequence[int]:
    """Some tokens around one of them, but for those of the targets of links.

    Args:
        index: the text.
        place: number of the token.
        before: how many stand before it.
        length: how many there are.
    """
    left, right = max(0, place - _LONGEST_SPLIT), min(len(index.words), place + _LONGEST_SPLIT)
    earlier = (number for number in range(place - 1, left - 1, -1) if index.run_of[number] >= 0)
    later = (number for number in range(place + 1, right) if index.run_of[number] >= 0)
    return [*reversed(list(islice(earlier, before))), place, *islice(later, length - before - 1)]


def with_broken(index: Index, phrases: Sequence[Keyphrase]) -> tuple[Keyphrase, ...]:
    """The phrases, those cut somewhere with the mentions that a line break or a link parts, instead of pieces of them.

    These stay where they are, since nobody can tell what of the lines would have to go with them.

    Args:
        index: the text; where its lines go on in the next one, they are one block.
        phrases: the phrases, with what is cut for their mentions.
    """
    cuts = [mention.span for phrase in phrases for mention in phrase.mentions if mention.cut]
    done: list[Keyphrase] = []
    for phrase in phrases:
        is_cut = any(mention.fix_class == "safe" and mention.cut for mention in phrase.mentions)
        found = _find_broken(index, tuple(phrase.text.split())) if is_cut else ()
        new = [
            mention for mention in islice(found, _MOST_BROKEN) if not any(mention.span.overlaps(cut) for cut in cuts)
        ]
        others = [m for m in phrase.mentions if m.cut or not any(one.span.overlaps(m.span) for one in new)]
        done.append(replace(phrase, mentions=tuple(sorted([*others, *new], key=lambda mention: mention.span))))
    return tuple(done)


def _find_broken(index: Index, words: Words) -> Iterator[Mention]:
    """The mentions of a phrase that a line break or a link parts, apart from each other."""
    last = 0
    for first, end, is_broken in _places_over_marks(index, words):
        if is_broken and first >= last:
            last = end
            span = Span(index.starts[first], index.ends[last - 1])
            number = index.block_of(first)
            place = Place(number, index.blocks[number], "word", "word", "", span)
            yield Mention(span, "prose", place, NO_SEAM, tokens=(first, last))
