"""Calls to action: sentences and lines that only send the reader to a search phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import STOPS, Index
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import is_noun
from pipeline.facts.language.inflection import is_base
from pipeline.model import Block, Span

_LONGEST_CALL = 9
"""Words of a call to action on one side of the phrase."""
_LONGEST_LABEL = 3
"""Words before a colon that only announce a phrase: "Next up:"."""
_ENDS = frozenset(STOPS + ">»→|")
"""Characters that a call to action does not run across."""
_TRAIL = re.compile(r"[\s>»→!:.…]*[>»→][\s>»→!]*")
_NEXT_CALL = re.compile(r"[.?!…]+[ \t\u00a0]+([^.?!…\r\n]{2,60}[.!…]+)")


def call_to_action(index: Index, first: int, last: int, span: Span, block: Block) -> Span | None:
    """The span with the words of its sentence, where these only call the reader to it; None where they say more.

    Args:
        index: the text.
        first: number of the phrase's first token.
        last: number of the token behind it.
        span: the phrase.
        block: its block.
    """
    if _is_told_of(index, first, last):
        return None
    text, tokens = index.text, index.tokens
    start = _reach(index, first, block, -1)
    capital = last < len(tokens) and tokens[last].text[0].isupper() and tokens[last - 1].text.islower()
    end = last if capital else _reach(index, last, block, 1)
    if start is None or end is None:
        return None
    before, after = index.words[start:first], index.words[last:end]
    labeled = bool(before) and not after and ":" in text[tokens[first - 1].end : span.start]
    if not (labeled and announces(before)) and not calls(before + after):
        return None
    if _is_whole(before, after) and not text[tokens[first - 1].end : span.start].strip(" ,\u00a0"):
        return None
    stop = max(span.end, tokens[end - 1].end)
    following = _NEXT_CALL.match(text, stop, block.span.end)
    if following and _is_spoken(following[1].lower().strip(STOPS).replace("’", "'").split()):
        stop = following.end(1) - (len(following[1]) - len(following[1].rstrip(STOPS)))
    trail = _TRAIL.match(text, stop, block.span.end)
    if trail and (trail.end() == block.span.end or text[trail.end()].isupper()):
        stop = trail.start() + len(trail.group().rstrip())
    return Span(tokens[start].start, stop)


def _is_told_of(index: Index, first: int, last: int) -> bool:
    """Whether a neighboring word shows at once that the sentence does more than call."""
    run = index.run_of[first]
    if first and index.run_of[first - 1] == run and index.words[first - 1] not in _spoken():
        return True
    follows = last < len(index.words) and index.run_of[last] == run
    return follows and index.words[last] not in _spoken() and index.text[index.starts[last]].islower()


def _is_whole(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words of a call say all by themselves: "find more information", but not "learn more about"."""
    if len(before) <= 1 or not is_base(before[0], "VERB"):
        return False
    goes_on = bool(after) and after[0] not in tables.function_words()
    return not goes_on and (is_noun(before[-1]) or before[-1] in ("here", "us"))


def calls(words: Sequence[str]) -> bool:
    """Whether words make up a call to action with nothing else in it: an opener, function words and stock phrases."""
    if not words or len(words) > _LONGEST_CALL or words[0] not in word_list("call_openers"):
        return " ".join(words) in word_list("call_to_action_before")
    return _is_spoken(words)


def longest_lead(words: Sequence[str]) -> int:
    """How many of the first words are a stock phrase of calls to action, such as "read more about"; 0 for none."""
    leads = word_list("call_to_action_before")
    if not words or words[0] not in _first_words_of_leads():
        return 0
    return next((size for size in range(len(words), 0, -1) if " ".join(words[:size]) in leads), 0)


@cache
def _first_words_of_leads() -> frozenset[str]:
    return frozenset(lead.split()[0] for lead in word_list("call_to_action_before"))


def _is_spoken(words: Sequence[str]) -> bool:
    """Whether no word says anything but to call."""
    return _spoken().issuperset(words)


@cache
def _spoken() -> frozenset[str]:
    return word_list("call_words") | word_list("call_openers") | tables.function_words()


def announces(words: Sequence[str]) -> bool:
    """Whether words before a colon only announce a phrase: "Next up", "Tags"."""
    called = word_list("call_words") | word_list("call_openers")
    return 0 < len(words) <= _LONGEST_LABEL and words[0] != "to" and _is_spoken(words) and not called.isdisjoint(words)


def _reach(index: Index, token: int, block: Block, step: int) -> int | None:
    """The boundary of the sentence on one side of a token boundary, at most ``_LONGEST_CALL`` words away.

    None where a word on that side is none of a call to action.
    """
    starts, ends, text = index.starts, index.ends, index.text
    place = token
    for _ in range(_LONGEST_CALL + 1):
        inner, outer = (place, place - 1) if step < 0 else (place - 1, place)
        if not 0 <= outer < len(starts):
            break
        if not (block.span.start <= starts[outer] and ends[outer] <= block.span.end):
            break
        low, high = min(inner, outer), max(inner, outer)
        if not _ENDS.isdisjoint(text[ends[low] : starts[high]]):
            break
        if step > 0 and _starts_sentence(index, outer):
            break
        if index.words[outer] not in _called():
            return None
        place += step
        if step < 0 and _starts_call(index, place):
            break
    return place


@cache
def _called() -> frozenset[str]:
    """The words that calls to action are made of."""
    return _spoken().union(*(lead.split() for lead in word_list("call_to_action_before")))


def _starts_sentence(index: Index, number: int) -> bool:
    """Whether a capitalized word that opens sentences stands behind a word in lower case, or behind the phrase."""
    return index.text[index.starts[number]].isupper() and index.words[number] in word_list("sentence_openers")


def _starts_call(index: Index, number: int) -> bool:
    """Whether a capitalized verb of a call to action stands behind a word in lower case."""
    text, starts = index.text, index.starts
    is_verb = text[starts[number]].isupper() and index.words[number] in word_list("call_openers")
    return is_verb and number > 0 and text[starts[number - 1]].islower()
