"""Sentences in the passive voice: a form of "be" or "get", adverbs, and a past participle behind them.

No parser is asked, so what is told is the form: of "was closed" nobody knows whether somebody did it. Participles that
are adjectives for the most part, as in "is interested", do not count unless "by" follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline import tables
from pipeline.facts.language.tokens import Tokens
from pipeline.model import Span

_MOST_ADVERBS = 3
_BETWEEN_WORDS = " \t\r\n\xa0*_"
"""White space, and the marks of emphasis in Markdown."""


def count_passives(text: str, tokens: Tokens, sentences: Sequence[Span]) -> int:
    """The sentences with a passive, of those given, which are sorted and apart."""
    be, get = _words("be"), _words("get")
    auxiliaries = be | get
    starts = [sentence.start for sentence in sentences]
    found = set()
    for place in [place for place, word in enumerate(tokens.lower) if word in auxiliaries]:
        number = bisect_right(starts, tokens.starts[place]) - 1
        if number >= 0 and number not in found and _is_passive(text, tokens, place, sentences[number].end):
            found.add(number)
    return len(found)


def _is_passive(text: str, tokens: Tokens, place: int, end: int) -> bool:
    """Whether a participle belongs to the auxiliary at a place, before the end of its sentence."""
    words = tokens.lower
    is_get = words[place] in _words("get")
    first = place + 1
    most = min(len(words), first + _MOST_ADVERBS + 1)
    for at in range(first, most):
        if tokens.ends[at] > end or text[tokens.ends[at - 1] : tokens.starts[at]].strip(_BETWEEN_WORDS):
            return False
        word = words[at]
        if is_participle(word):
            following = words[at + 1] if at + 1 < len(words) and tokens.ends[at + 1] <= end else ""
            return _is_verb(word, following, words[place - 1] if place else "", is_get=is_get)
        if not (_is_adverb(word) or (at == first and not is_get and word in _words("pronouns"))):
            return False
    return False


def _is_verb(word: str, following: str, before: str, *, is_get: bool) -> bool:
    """Whether a participle behind an auxiliary is a verb and not an adjective."""
    if is_get and (word in _words("not_behind_get") or (following and following not in tables.function_words())):
        # "Get added sugar": what follows is a noun.
        return False
    if before == "there" and following and following not in tables.function_words():
        return False
    if word == "used":
        return following != "to" or not is_get
    return word not in _words("adjectives") or following == "by"


@lru_cache(maxsize=50_000)
def is_participle(word: str) -> bool:
    """Whether a word in lower case may be a past participle."""
    if word in _words("irregular_participles"):
        return True
    is_regular = len(word) > 3 and word.endswith("ed") and word.isalpha() and not word.endswith("eed")
    return is_regular and not (word.startswith("un") and not word.startswith("under"))


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") or word in _words("adverbs")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables.settings("readability/passive.toml")[name])
