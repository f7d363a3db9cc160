"""Sentences in the passive voice: a form of "be" or "get", adverbs, and a past participle behind them.

No parser is asked, so what is told is the form: of "was closed" nobody knows whether somebody did it. Participles that
are adjectives for the most part, as in "is interested", do not count unless "by" follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline import tables
from pipeline.facts.language.memo import Memo
from pipeline.facts.language.tokens import Tokens
from pipeline.model import Span

_MOST_ADVERBS = 3
_MOST_OF_SUBJECT = 5
"""Words that a question may have between "is" and the participle."""
_BETWEEN_WORDS = " \t\r\n\xa0*_["
"""White space, and what opens emphasis or a link in Markdown."""


def count_passives(text: str, tokens: Tokens, sentences: Sequence[Span]) -> int:
    """The sentences with a passive, of those given, which are sorted and apart."""
    be, get = _words("be"), _words("get")
    auxiliaries = be | get
    starts = [sentence.start for sentence in sentences]
    found = set()
    for place in [place for place, word in enumerate(tokens.lower) if word in auxiliaries]:
        number = bisect_right(starts, tokens.starts[place]) - 1
        if number < 0 or number in found:
            continue
        sentence = sentences[number]
        if _is_passive(text, tokens, place, sentence.end) or (
            text[sentence.end - 1] == "?" and _asks(text, tokens, place, sentence)
        ):
            found.add(number)
    return len(found)


def _is_passive(text: str, tokens: Tokens, place: int, end: int) -> bool:
    """Whether a participle belongs to the auxiliary at a place, before the end of its sentence."""
    words = tokens.lower
    first = place + 1
    commas = 0
    for at in range(first, min(len(words), first + _MOST_ADVERBS + 1)):
        mark = text[tokens.ends[at - 1] : tokens.starts[at]].strip(_BETWEEN_WORDS)
        if tokens.ends[at] > end or mark not in ("", ","):
            return False
        commas += mark == ","
        word = words[at]
        if _PARTICIPLES[word]:
            # "Was, however, delayed" has its commas in pairs, "is not, needed or not" has not.
            return commas % 2 == 0 and _is_verb(text, tokens, place, at, end)
        is_asked = at == first and word in _words("pronouns") and words[place] not in _words("get")
        is_linked = at > first and word in ("and", "or") and at + 1 < len(words) and _is_adverb(words[at + 1])
        if not (_is_adverb(word) or is_asked or is_linked):
            return False
    return False


def _asks(text: str, tokens: Tokens, place: int, sentence: Span) -> bool:
    """Whether a question names who or what by a noun before the participle: "How is the wound cleaned?"."""
    words = tokens.lower
    is_first = place == 0 or tokens.ends[place - 1] <= sentence.start
    if words[place] in _words("get") or not (is_first or words[place - 1] in _words("question_words")):
        return False
    if place + 1 < len(words) and (words[place + 1] == "there" or words[place + 1] in _words("pronouns")):
        return False
    for at in range(place + 2, min(len(words), place + 2 + _MOST_OF_SUBJECT)):
        if tokens.ends[at] > sentence.end or text[tokens.ends[at - 1] : tokens.starts[at]].strip(_BETWEEN_WORDS):
            return False
        if _PARTICIPLES[words[at]] and words[at - 1] not in _words("determiners"):
            following = _following(text, tokens, at, sentence.end)
            # "Is the infected wound cleaned?": the first belongs to the noun behind it.
            if not following or following in tables.function_words():
                return _is_verb(text, tokens, place, at, sentence.end)
    return False


def _is_verb(text: str, tokens: Tokens, place: int, at: int, end: int) -> bool:
    """Whether the participle at a place behind an auxiliary is a verb in the passive."""
    auxiliary, word, following = tokens.lower[place], tokens.lower[at], _following(text, tokens, at, end)
    is_get = auxiliary in _words("get")
    if following == "by":
        return True
    is_before_noun = following != "" and following not in tables.function_words()
    if is_before_noun and (is_get or (place > 0 and tokens.lower[place - 1] == "there")):
        # "Get added sugar", "there are increased risks".
        return False
    if is_get and word in _words("not_behind_get"):
        return False
    if auxiliary.endswith("'s"):
        # "It's helped", "it's changed my life": nothing but "has" goes with these.
        is_before_object = following in _words("determiners") or following in _words("objects")
        if word in _words("behind_has") or (is_before_object and word not in _words("two_objects")):
            return False
    if word == "used":
        return following != "to" or not is_get
    return word not in _words("adjectives")


def _following(text: str, tokens: Tokens, at: int, end: int) -> str:
    """The word behind a place with no mark between, in the same sentence, if there is one."""
    if at + 1 == len(tokens) or tokens.ends[at + 1] > end:
        return ""
    return "" if text[tokens.ends[at] : tokens.starts[at + 1]].strip(_BETWEEN_WORDS) else tokens.lower[at + 1]


def _is_participle(word: str) -> bool:
    """Whether a word in lower case may be a past participle."""
    first, hyphen, last = word.partition("-")
    if hyphen:
        return first in _words("verb_beginnings") and _is_participle(last)
    if word in _words("irregular_participles"):
        return True
    is_regular = len(word) > 3 and word.endswith("ed") and word.isalpha() and not word.endswith("eed")
    return is_regular and not (word.startswith("un") and not word.startswith("under"))


_PARTICIPLES = Memo(_is_participle)


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") or word in _words("adverbs")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables.settings("readability/passive.toml")[name])
