"""What is left between two words when what stood between them is taken out: the space or mark that reads best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from pipeline import tables
from pipeline.facts.keyphrases.cuts.commas import comma_bonus, takes_comma_along
from pipeline.facts.keyphrases.mentions.index import STOPS, Index
from pipeline.facts.keyphrases.mentions.places import last_word, word_list
from pipeline.facts.language.fluency import (
    BLOCK_EDGE,
    is_adjective,
    mark_of,
    opens_noun_phrase,
    opens_verb_phrase,
    total_attraction,
)
from pipeline.model import Block, Span
from pipeline.tables import word_counts

_RELATIVE = frozenset({"how", "that", "what", "when", "where", "which", "who", "whom", "whose", "why"})
"""Words that may stand where a noun phrase is asked for: "under which", "treat what"."""
_AROUND = " \t\u00a0,;:–—-|/•("
"""Characters of a gap between two words, beside stops."""
_SPACE_BEFORE_STOP = re.compile(rf"\s+(?=[{STOPS}])")
_CLOSE = (",", ";", ":")
"""Marks that no space stands before."""
_SEPARATOR_BEFORE = re.compile(r"(?<=\S)\s+([|/•·>›→])\s+\Z")
_SEPARATOR_BEHIND = re.compile(r"\s+([|/•·>›→])\s+(?=\S)")
"""Marks between the members of a list, which hardly set off anything in a sentence."""
_DASH = re.compile(r"(?<=\S)\s+([-–—])\s+(?=\S)")
_FEWEST_DASHES = 3
"""Dashes in a line without a stop that part the members of a list; two may set off what stands between them."""
_STOP = re.compile(rf"(?<=[{STOPS}])\s+")
_LOOKED_AT = 300
"""Characters of a sentence to each side of a gap that are looked at."""
_OWN_MARK = {(True, True): 1.5, (False, True): 5.0, (True, False): 5.0, (False, False): 0.0}
"""By how much the text must read better without a mark, as a natural logarithm, for the mark to go with the mention:
where marks stand on both sides, or on one alone, where it is mostly the writer's."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A range to take out, half-open, in code points.

    ``leaves_hole`` says that the text around the cut seems to wait for what was cut; ``leaves_marks``, that marks are
    left that may belong to it, so that nothing should be cut.
    """

    span: Span
    leaves_hole: bool = False
    leaves_marks: bool = False


def cut_inside(index: Index, block: Block, outer: Span, *, is_closed: bool = False) -> Cut:
    """The range to take out for a mention in mid-sentence, such that the gap that is left reads best.

    A sentence that would begin in lower case without the mention began with something that the mention replaced.

    Args:
        index: the text.
        block: the block of the mention.
        outer: the mention with what encloses just it.
        is_closed: whether it is known that the text around misses nothing.
    """
    text = index.text
    left = len(text[block.span.start : outer.start].rstrip(_AROUND)) + block.span.start
    right = block.span.end - len(text[outer.end : block.span.end].lstrip(_AROUND + ".?!…"))
    headless = index.starts_sentence(outer.start, block) and _goes_on(index, block, right)
    if left == block.span.start:
        return Cut(Span(left, right), headless)
    if (space := _SPACE_BEFORE_STOP.match(text, outer.end, block.span.end)) and text[left - 1] not in STOPS:
        # The stop is the author's: the mention has one right behind it or none.
        return Cut(Span(left, space.end()), headless)
    if (end := _separator_end(text, block, outer)) is not None:
        return Cut(Span(outer.start, end))
    sides = [mark_of(text[left : outer.start]), mark_of(text[outer.end : right])]
    marks = [mark if mark != "." else None for mark in sides]
    announces = {":", ";"} & {*text[left : outer.start], *text[outer.end : right]}
    own = announces or (marks[0] is not None and not text[outer.start - 1].isspace())
    keeps = bool(own) or _keeps_mark(index, block, Span(left, right), marks)
    choices = (Span(start, end) for start in range(left, outer.start + 1) for end in range(outer.end, right + 1))
    best = max(choices, key=lambda span: _rank(text[left : span.start], text[span.end : right], keeps))
    glues = not text[left : best.start] + text[best.end : right]
    waits = not is_closed and _leaves_hole(index, block, left, right, keeps and marks[0] is None)
    return Cut(best, glues or headless or waits)


def _separator_end(text: str, block: Block, outer: Span) -> int | None:
    """Where a bar or the like ends behind a mention, if it parts the members of a list and stands before it as well."""
    before = _SEPARATOR_BEFORE.search(text, max(block.span.start, outer.start - _LOOKED_AT), outer.start)
    behind = _SEPARATOR_BEHIND.match(text, outer.end, block.span.end)
    if not before and not behind:
        dashes = list(_DASH.finditer(text, block.span.start, min(block.span.end, block.span.start + _LOOKED_AT)))
        is_listed = len(dashes) >= _FEWEST_DASHES and len({dash[1] for dash in dashes}) == 1
        near = text[max(block.span.start, outer.start - _LOOKED_AT) : min(block.span.end, outer.end + _LOOKED_AT)]
        if is_listed and not any(stop in near for stop in STOPS):
            before = next((dash for dash in dashes if dash.end() == outer.start), None)
            behind = next((dash for dash in dashes if dash.start() == outer.end), None)
    return behind.end() if before and behind and before[1] == behind[1] else None


def _keeps_mark(index: Index, block: Block, gap: Span, marks: Sequence[str | None]) -> bool:
    """Whether a mark has to stay between the words around a gap, of the marks to the left and right of the mention."""
    before, after = _sentence_around(index.text, block, gap)
    if marks in ([",", None], [None, ","]) and takes_comma_along(before, after, is_left=marks[0] is not None):
        return False
    bonus = _OWN_MARK[marks[0] is not None, marks[1] is not None]
    if marks == [",", ","]:
        bonus = max(bonus, comma_bonus(before, after))
    return any(_reads_better_with(index, block, gap.start, gap.end, mark, bonus) for mark in marks if mark)


def _sentence_around(text: str, block: Block, gap: Span) -> tuple[str, str]:
    """What stands before and behind a gap in its sentence, as far as it is looked at."""
    before = text[max(block.span.start, gap.start - _LOOKED_AT) : gap.start]
    after = text[gap.end : min(block.span.end, gap.end + _LOOKED_AT)]
    return _STOP.split(before)[-1], _STOP.split(after)[0]


def _goes_on(index: Index, block: Block, position: int) -> bool:
    """Whether what follows cannot begin a sentence: a verb without its subject, or lower case where few others do."""
    following = _words(index.text[position : min(block.span.end, position + 60)])[:1]
    is_verb = bool(following) and following[0] in word_list("question_verbs") and not index.text[position].isupper()
    return is_verb or (index.text[position : position + 1].islower() and not index.is_sloppy())


def _leaves_hole(index: Index, block: Block, left: int, right: int, is_marked: bool) -> bool:
    """Whether the word before the gap asks for words that do not follow: "women with may", "how to and why"."""
    before = last_word(index.text, left, block.span.start).lower()
    if before in word_list("asking_words"):
        return True
    after = _words(index.text[right : min(block.span.end, right + 60)])[:1]
    if before in word_list("needs_verb"):
        # "To" may be a preposition as well.
        leads = bool(after) and before == "to" and after[0] in word_list("determiners")
        return not after or not (leads or opens_verb_phrase(after[0]) or _asks(index.text, block, left))
    start = left - len(before)
    if before in word_list("question_verbs") and index.text[start].isupper() and index.starts_sentence(start, block):
        return not after or not opens_noun_phrase(after[0])
    if before not in word_list("needs_noun") or (
        before not in word_list("connectors") and _is_named(index, block, start)
    ):
        return False
    if is_marked or not after:
        return True
    if after[0] in _RELATIVE:
        return False
    determined = before in word_list("determiners")
    return after[0] in tables.function_words() if determined else not opens_noun_phrase(after[0])


def _asks(text: str, block: Block, end: int) -> bool:
    """Whether the sentence before ``end`` begins as a question does, in which a verb may stand before its subject."""
    first = _words(_sentence_around(text, block, Span(end, end))[0])[:1]
    return bool(first) and first[0] in word_list("query_starts") | word_list("question_verbs")


def _is_named(index: Index, block: Block, start: int) -> bool:
    """Whether the word that starts at ``start`` is a noun behind an article or adjective: "the commercial use"."""
    end = len(index.text[block.span.start : start].rstrip()) + block.span.start
    word = last_word(index.text, end, block.span.start).lower()
    return word in word_list("determiners") or is_adjective(word)


def _rank(before: str, after: str, keeps: bool) -> tuple[bool, bool, bool, int, int]:
    """How well what is left of a gap looks: a mark where one is wanted, one space, and most of it from the left."""
    gap = before + after
    stripped = gap.strip()
    is_marked = len(stripped) == 1 and stripped not in ".?!…(" if keeps else not stripped
    dashed = bool(stripped) and stripped not in _CLOSE
    wanted = (f" {stripped} ", "—", "–") if dashed else (f"{stripped} ",)
    spaced = gap in (" ", "\u00a0") or (is_marked and gap in wanted)
    is_parted = stripped in _CLOSE and gap[:1].isspace()
    return is_marked, not is_parted, spaced, -abs(len(gap) - len(stripped) - (2 if dashed else 1)), len(before)


def _reads_better_with(index: Index, block: Block, left: int, right: int, mark: str, bonus: float) -> bool:
    """Whether the words before ``left`` and behind ``right`` go together better with a mark between them."""
    before = _words(index.text[max(block.span.start, left - 60) : left])[-2:]
    after = _words(index.text[right : min(block.span.end, right + 60)])[:2]
    edge = (BLOCK_EDGE, *before)[-2:]
    if len(edge) < 2 or not after:
        return True
    table = word_counts.fluency("words")
    prior = log(table.singles[table.numbers[mark]] / table.total)
    without = total_attraction((edge[0], edge[1]), tuple(after)) / 2
    left_part = total_attraction((edge[0], edge[1]), (mark, after[0])) / 2
    right_part = total_attraction((edge[1], mark), tuple(after)) / 2
    return left_part + right_part + prior + bonus > without


def _words(text: str) -> list[str]:
    return [word.strip("\"'“”‘’()[]*_.,;:?!…").lower().replace("’", "'") for word in text.split()]
