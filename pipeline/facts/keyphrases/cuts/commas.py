"""Commas on one or both sides of a mention: which of them the sentence around it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import STOPS
from pipeline.facts.language.fluency import has_verb, is_adjective, is_noun

_AS_INTRODUCED = 7.0
"""Behind an introducing clause of a sentence without another comma: of 170 commas there in clean articles all would
stay, of 23 gaps 8 would get one."""
_AS_LISTED = 3.0
"""Between members of a list: of 431 commas there in clean articles 420 would stay, of 80 gaps 23 would get one."""
_INTRODUCING = frozenset({
    "after", "although", "as", "because", "before", "if", "once", "since", "though", "unless", "until", "when",
    "whenever", "while",
})  # fmt: skip
_LABELED = re.compile(r"[^\s:,.][^:,.]{0,30}:[^\w:]+([^:]*)\Z")
"""A line that begins with a label such as "Tags:"."""
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,/]*(?:[ \u00a0]?(?:%|°[CF]?|[^\W\d_]{1,4}))?\Z")
"""A figure, which a unit may follow."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_WORD = r"[^\s,;:()]+"
_LAST_MEMBER = re.compile(rf"(?:,|:|\band|\bor)\s+({_WORD}(?:\s+{_WORD}){{0,2}})\Z")
_NEXT_MEMBER = re.compile(rf"({_WORD}(?:\s+{_WORD}){{0,2}}?)(?:,?\s+(?:and|or)\s+|,\s+)")
_CLOSING_MEMBER = re.compile(rf"(?:and|or)\s+({_WORD}(?:\s+{_WORD}){{0,2}})[{STOPS}]*\Z")


def comma_bonus(before: str, after: str) -> float:
    """How much more than elsewhere a comma is to be expected between two parts of a sentence, as a natural logarithm.

    Args:
        before: the sentence up to the place.
        after: the sentence behind it.
    """
    before, after = _TAG.sub("", before).rstrip(), _TAG.sub("", after).lstrip()
    if _is_between_figures(before, after) or _is_in_tag_line(before, after):
        return inf
    if _words(before)[:1] and _words(before)[0] in _INTRODUCING and "," not in before + after:
        return _AS_INTRODUCED
    return _AS_LISTED if _is_between_members(before, after) else 0.0


def takes_comma_along(before: str, after: str, *, is_left: bool) -> bool:
    """Whether a comma on one side alone came with a mention that was put into a list as its first or last but one.

    Args:
        before: the sentence up to the mention and its comma.
        after: the sentence behind them.
        is_left: whether the comma stands before the mention.
    """
    words = _words(before)
    member = (_CLOSING_MEMBER if is_left else _NEXT_MEMBER).match(after)
    if member is None or not _is_member(_words(member[1])):
        return False
    if is_left:
        return "," not in before and _is_member(words[-1:])
    return len(words) == 1 and has_verb(words)


def _is_between_figures(before: str, after: str) -> bool:
    """Whether a figure ends before the place, with its unit if it has one, and another begins behind it."""
    figure = _FIGURE.search(before)
    return figure is not None and after[:1].isdigit() and not set(_words(figure[0])) & tables.function_words()


def _is_in_tag_line(before: str, after: str) -> bool:
    """Whether the text is a list of a few words each behind a label."""
    listed = _LABELED.match(before)
    if listed is None or any(stop in STOPS for stop in after.strip()):
        return False
    members = [_words(member) for member in f"{listed[1]}, {after}".split(",")]
    return all(0 < len(words) <= 3 and not set(words) & tables.function_words() for words in members)


def _is_between_members(before: str, after: str) -> bool:
    """Whether a noun or adjective stands on both sides, and the list goes on behind, or has begun before."""
    word, next_member = _words(before)[-1:], _NEXT_MEMBER.match(after)
    following = _words(next_member[1]) if next_member else _words(after)
    if not word or not _is_member(following) or not _are_alike(word[0], following):
        return False
    last = _LAST_MEMBER.search(before)
    if next_member is None:
        return last is not None and _is_member(_words(last[1]))
    beyond = _words(after[next_member.end() :])[:1]
    return bool(beyond) and _is_member(beyond)


def _are_alike(word: str, member: Sequence[str]) -> bool:
    """Whether a word and a member of a list are both nouns, or both begin with adjectives."""
    return (is_noun(word) and is_noun(member[-1])) or (is_adjective(word) and is_adjective(member[0]))


def _is_member(words: Sequence[str]) -> bool:
    """Whether some words may be a member of a list of nouns or adjectives."""
    return 0 < len(words) <= 3 and not has_verb(words) and not set(words) & tables.function_words()


def _words(text: str) -> list[str]:
    words = (word.strip("\"'“”‘’()[]*_`.,;:?!…").lower() for word in text.split())
    return [word for word in words if word]
