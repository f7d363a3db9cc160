"""What has to go with a mention, and what has to stay, so that the text around reads as it did before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.keyphrases.cuts.blocks import cut_blocks, divide
from pipeline.facts.keyphrases.cuts.gaps import is_closed, is_open
from pipeline.facts.keyphrases.cuts.joins import Cut, cut_inside
from pipeline.facts.keyphrases.cuts.marks import (
    LEAD_MARK,
    SPACES,
    before_arrow,
    follows_sentence,
    leaves_marks,
    opens_enclosed,
    precedes_closing,
    precedes_note,
    stands_between_dashes,
)
from pipeline.facts.keyphrases.cuts.noted import before_note
from pipeline.facts.keyphrases.cuts.numbers import moves_number
from pipeline.facts.keyphrases.mentions.index import STOPS, STOPS_AND_PAUSES, Index
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.notes import end_of_notes
from pipeline.facts.keyphrases.mentions.places import (
    before_lead,
    before_words,
    enclosing,
    is_heading,
    last_word,
    word_list,
)
from pipeline.facts.language.fluency import has_verb, is_adjective
from pipeline.model import Block, Span

_MARKS = ",;:–—-|/•…"
_CONJUNCTIONS = frozenset({"and", "or", "plus"})
_BULLET = re.compile(r"\(?(?:[A-Za-z]|[ivx]{1,5}|\d{1,3})[.)][ \t\u00a0]+")
"""The letter or number of an item."""
_CRUMB = re.compile(r"(?<=\w)[ \t\u00a0]+[>›→]\Z")
"""A mark between a page and the one below it."""
_LONGEST_CRUMB = 20
"""Characters of such a mark, with the gap before it."""
_LABEL = re.compile(r"\w+[ \t]*:[*_]{0,3}\s*\Z")
"""A line that begins with one word and a colon, such as "Source:"."""
_LINE_ENDS = "\r\n"
"""Between two lines of a block."""
_LONGEST_SMALL_WORD = 3
"""Letters of the words that a title may write small."""


def find_cuts(index: Index, mentions: Sequence[Mention]) -> list[Cut]:
    """The range to take out for each mention; no two ranges overlap.

    Args:
        index: the text that the mentions count in.
        mentions: mentions in reading order, in any position but ``prose`` and ``quoted``.
    """
    text, blocks = index.text, index.blocks
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(mention.block, []).append(mention)
    emptied = [number for number, inside in by_block.items() if _empties(text, blocks[number], inside)]
    pieces = cut_blocks(text, blocks, emptied)
    cuts: list[Cut] = []
    for number, inside in by_block.items():
        if number in pieces:
            cuts += divide(pieces[number], inside)
        else:
            cuts += (_cut_checked(index, blocks[number], mention) for mention in inside)
    return _apart(cuts)


def _apart(cuts: list[Cut]) -> list[Cut]:
    """The cuts, each starting where the one before ends, if not later."""
    reach = 0
    apart: list[Cut] = []
    for cut in cuts:
        if cut.leaves_marks:
            apart.append(cut)
            continue
        start = max(reach, cut.span.start)
        reach = max(reach, cut.span.end)
        apart.append(Cut(Span(start, reach), cut.leaves_hole))
    return apart


def _empties(text: str, block: Block, mentions: Sequence[Mention]) -> bool:
    """Whether nothing but punctuation is left of the block without the mentions, which all go or are all proposed."""
    if len({mention.is_sure for mention in mentions}) > 1:
        return False
    bullet = _BULLET.match(text, block.span.start, block.span.end)
    position = bullet.end() if bullet and bullet.end() <= mentions[0].span.start else block.span.start
    for mention in mentions:
        outer = enclosing(text, mention.span, block)
        if any(character.isalnum() for character in text[position : outer.start]):
            return False
        position = outer.end
    return not any(character.isalnum() for character in text[position : block.span.end])


def _cut_checked(index: Index, block: Block, mention: Mention) -> Cut:
    """The range to take out of a block; it leaves no gap before a closing bracket, a stop or the mark of a note.

    Where it would leave marks that are not known to be the author's, or move a number, nothing is to be cut.
    """
    cut = _cut_part(index, block, mention)
    if mention.position != "in-word" and precedes_closing(index.text, block, cut.span.end):
        closes = index.text[cut.span.end] in ")]"
        # No mark that led to the mention is left before the end of brackets.
        start = _skip_back(index.text, cut.span.start, block.span.start, SPACES + (",;:" if closes else ""))
        cut = replace(cut, span=Span(start, cut.span.end))
    if (noted := end_of_notes(index.text, cut.span.end, block.span.end)) > cut.span.end:
        cut = before_note(index.text, block, cut, noted)
    is_between = mention.position == "inside" and stands_between_dashes(index.text, mention.place)
    is_left = cut.leaves_marks or is_between or leaves_marks(index.text, block, cut.span)
    return replace(cut, leaves_marks=is_left or moves_number(index, mention, cut.span))


def _cut_part(index: Index, block: Block, mention: Mention) -> Cut:
    text = index.text
    if mention.position == "in-word":
        return Cut(mention.span)
    outer = enclosing(text, mention.span, block)
    if mention.place.is_led:
        outer = Span(min(outer.start, mention.place.outer.start), max(outer.end, mention.place.outer.end))
    if mention.position == "inside" and _ends_sentence_of_line(index, mention):
        return _cut_end(text, block, outer, heading=False)
    if mention.position == "inside" and not _stands_alone(text, mention):
        # What is fused with a word of the sentence was put there, and took nobody's place.
        closed = is_closed(mention) or ("glued" in mention.oddities and not is_open(mention))
        return cut_inside(index, block, outer, is_closed=closed)
    if mention.place.right == "sentence" and opens_enclosed(index, block, outer.start):
        end = _skip(text, outer.end, block.span.end, STOPS_AND_PAUSES)
        return Cut(Span(outer.start, _skip(text, end, block.span.end, SPACES)))
    if mention.position == "appended":
        is_title = is_heading(text, block, mention.block) and not _is_labeled(text, mention, outer.start)
        cut = _cut_end(text, block, outer, is_title)
        return Cut(cut.span, cut.leaves_hole or _orphans_label(index, mention, cut))
    return _without_stop(text, block, mention.block, _cut_sentence(index, block, outer.start, outer.end))


def _ends_sentence_of_line(index: Index, mention: Mention) -> bool:
    """Whether a mention ends a sentence in a line of a paragraph that only looks like a heading."""
    place, block = mention.place, mention.place.block
    if block.kind != "h" or block.stated or block.level or place.left != "word" or place.right != "sentence":
        return False
    is_last = mention.block + 1 >= len(index.blocks) or not index.continues(mention.block + 1)
    return not is_last and not _is_title_case(index.text[block.span.start : place.outer.start])


def _stands_alone(text: str, mention: Mention) -> bool:
    """Whether a mention is a sentence with a stop of its own, before a dash, a note or the end of brackets."""
    stops = mention.place.stops
    if mention.place.left != "sentence" or not stops or stops[-1] not in STOPS:
        return False
    end = mention.place.outer.end + len(stops)
    if precedes_note(text, mention.place.block, end):
        return True
    return text.startswith((")", "]"), end) or bool(LEAD_MARK.match(text, end))


def _skip(text: str, position: int, limit: int, characters: str) -> int:
    while position < limit and text[position] in characters:
        position += 1
    return position


def _skip_back(text: str, position: int, limit: int, characters: str) -> int:
    while position > limit and text[position - 1] in characters:
        position -= 1
    return position


def _is_labeled(text: str, mention: Mention, start: int) -> bool:
    """Whether a mention is all that follows one word and a colon, in a line that no markup calls a heading."""
    block = mention.place.block
    if mention.block == 0 or block.level or block.stated == "h":
        return False
    return _LABEL.fullmatch(text, block.span.start, start) is not None


def _orphans_label(index: Index, mention: Mention, cut: Cut) -> bool:
    """Whether a cut to the end of its block leaves a label such as "Sites:" that leads to nothing."""
    block = mention.place.block
    rest = index.text[block.span.start : cut.span.start].rstrip(SPACES + _LINE_ENDS + "*_")
    follows = mention.block + 1 < len(index.blocks) and index.blocks[mention.block + 1].kind in ("li", "td")
    return cut.span.end >= block.span.end and rest.endswith(":") and not follows


def _cut_sentence(index: Index, block: Block, start: int, end: int) -> Cut:
    """A mention that stands between sentences: it goes with its stops and one of the two gaps around it."""
    text = index.text
    end = _skip(text, end, block.span.end, STOPS_AND_PAUSES)
    if text[end - 1] not in STOPS and (led := LEAD_MARK.match(text, end, block.span.end)):
        end = led.end()
    gap_start = _skip_back(text, start, block.span.start, SPACES)
    gap_end = _skip(text, end, block.span.end, SPACES)
    if gap_start > block.span.start and text[gap_start - 1] in _LINE_ENDS:
        return Cut(Span(start, gap_end))
    if gap_end >= block.span.end or text.startswith((")", "]"), end):
        return Cut(Span(gap_start, end))
    if gap_start <= block.span.start:
        return Cut(Span(block.span.start, gap_end))
    if precedes_note(text, block, end):
        return Cut(Span(gap_start, end))
    if text[gap_end] in _LINE_ENDS:
        return Cut(Span(gap_start, end))
    left, right = text[gap_start:start], text[end:gap_end]
    usual = index.sentence_gap
    if left == usual:
        return Cut(Span(start, gap_end))
    if right == usual or (left != usual and right.endswith(usual)):
        return Cut(Span(gap_start, gap_end - len(usual)))
    if left.startswith(usual):
        return Cut(Span(gap_start + len(usual), gap_end))
    # One of the gaps came with the phrase; the plainer one is more likely to be the writer's.
    keeps_right = bool(right) and (not left or left != " ")
    return Cut(Span(gap_start, end)) if keeps_right else Cut(Span(start, gap_end))


def _without_stop(text: str, block: Block, number: int, cut: Cut) -> Cut:
    """The cut at the end of a heading with the stop before it, which only came to set the phrase off.

    A short line that does not look like a title may be a paragraph ("Tea & milk."), and keeps its stop.
    """
    rest = text[block.span.start : cut.span.start]
    if block.stated == "p" or not (number == 0 or block.level or _is_title_case(rest)):
        return cut
    bare = rest.rstrip(".…:,; ")
    if cut.span.end < block.span.end or not is_heading(text, block, number) or rest.count(".") > len(rest) - len(bare):
        return cut
    words = tuple(word.strip(".,:;?!…").lower() for word in rest.split())
    asks = words[:1] != () and words[0] in word_list("query_starts") and words[:2] != ("how", "to")
    if rest.endswith("?") and not asks:
        bare = rest[:-1]
    elif bare == rest or has_verb(words):
        return cut
    return Cut(Span(block.span.start + len(bare), cut.span.end), cut.leaves_hole)


def _is_title_case(text: str) -> bool:
    """Whether all words begin with a capital but for short ones, and not just the first."""
    words = [word for word in text.split() if len(word) > _LONGEST_SMALL_WORD and word[0].isalpha()]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _cut_end(text: str, block: Block, outer: Span, heading: bool) -> Cut:
    """A mention at the end of a sentence, heading or title: what only led up to it goes too."""
    direct = _skip_back(text, outer.start, block.span.start, SPACES)
    kept = before_arrow(text, block, _before_lead(text, block, direct, heading))
    if outer.end == block.span.end and (
        crumb := _CRUMB.search(text, max(block.span.start, kept - _LONGEST_CRUMB), kept)
    ):
        kept = crumb.start()
    if heading and text[kept - 1] == "." and text[kept - 3 : kept] == "...":
        return Cut(Span(kept - 3, _skip(text, outer.end, block.span.end, STOPS_AND_PAUSES)))
    if follows_sentence(text, block, kept):
        # The mention follows a whole sentence or what announces a list, so the stops behind it are its own.
        end = _skip(text, outer.end, block.span.end, STOPS_AND_PAUSES)
        if text[kept - 1] in ":;" and _opens_sentence(text, block, end):
            # The stop of the mention ends what the mark would have gone on from; a colon may announce what follows.
            is_open = text[kept - 1] == ":" or text[outer.end : end] != "."
            return Cut(Span(kept - 1, outer.end), leaves_hole=is_open)
        is_item = block.kind == "li" and end >= block.span.end and text[kept - 1] in ":;"
        return Cut(Span(_skip_back(text, kept, block.span.start, ":;" + SPACES) if is_item else kept, end))
    end = outer.end
    stopped = _skip(text, end, block.span.end, STOPS_AND_PAUSES)
    if heading and kept != direct and stopped >= block.span.end:
        end = stopped
    needs = word_list("needs_noun") | word_list("needs_verb")
    wants = not heading and kept == direct and last_word(text, kept, block.span.start).lower() in needs
    return Cut(Span(kept, end), leaves_hole=wants or _asks_for_more(text, kept, block.span.start))


def _opens_sentence(text: str, block: Block, position: int) -> bool:
    """Whether a stop stands before a position, and a capitalized word behind it."""
    return text[position - 1] in STOPS and text[position : block.span.end].lstrip()[:1].isupper()


def _asks_for_more(text: str, end: int, limit: int) -> bool:
    """Whether the text up to ``end`` waits for more: "How to Treat", but not "the Usual Cause"."""
    word = last_word(text, end, limit)
    before = last_word(text, _skip_back(text, end - len(word), limit, SPACES), limit).lower()
    described = before in word_list("determiners") or is_adjective(before)
    return word.lower() in word_list("needs_object") and not described


def _before_lead(text: str, block: Block, end: int, heading: bool) -> int:
    """Where the words and marks start that only lead up to what stands at ``end``: "and", ": Tips On"."""
    kept = before_words(text, block, end, word_list("connectors") if heading else _CONJUNCTIONS)
    if heading:
        kept = min(kept, before_lead(text, block, end))
    bare = _skip_back(text, kept, block.span.start, _MARKS + SPACES)
    # A colon or semicolon in running text announces what comes next, and stays.
    return kept if not heading and {":", ";"} & {*text[bare:kept]} else bare
