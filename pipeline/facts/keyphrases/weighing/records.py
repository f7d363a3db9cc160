"""What comes back in a text though nobody stuffed it: doses, dates, telephone numbers, labels, remarks in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.facts.clinical import find_clinical_items
from pipeline.facts.keyphrases.cuts.gaps import is_open
from pipeline.facts.keyphrases.mentions.index import Words
from pipeline.facts.keyphrases.mentions.mention import Mention, is_misspelt, is_question
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import is_noun
from pipeline.facts.language.tokens import tokenize

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_DIGITS = 7
"""Digits of the shortest telephone number."""
_MONTHS_THAT_ARE_WORDS = frozenset({"march", "may"})
_TIMES = frozenset({"day", "hour", "minute", "month", "second", "week", "year"})
_LONGEST_LABEL = 3
"""Words of a label before a colon."""
_FEWEST_LINES = 2
"""Lines of a refrain."""
_LONGEST_COUNT = 3
"""Words of a number and what is repeated: "3 gentle rounds"."""
_LONGEST_FIRST_PART = 200
"""Letters looked at for the first part of a title."""
_TITLE_MARKS = (":", "|", "–", "—")
"""What stands between the parts of a title."""
_FIRST_PART = re.compile(r"(?:(?P<sentence>\b[a-z]+)\s+)?(?:[A-Z][\w'’]*\s+)*(?P<last>[A-Z][\w'’]*)\s*[:|–—]\Z")
"""What stands before the second part of a title: its first part, and the word of a sentence that names the title."""


@lru_cache(maxsize=4096)
def states_figures(words: Words) -> bool:
    """Whether a phrase is likelier a dose, a date, a rating, a count or a telephone number than what people search for.

    A number alone does not tell ("omega 3 foods", "7 diet pills"), nor does a year, nor a time before a noun ("2
    minute workouts"). Several do, and one with its unit or with what is repeated ("3 gentle rounds"), where no word of
    a search stands with them ("lose 10 pounds fast").

    Args:
        words: the phrase in lower case.
    """
    figures = [word for word in words if word[0].isdigit() and not _YEAR.fullmatch(word)]
    if sum(character.isdigit() for figure in figures for character in figure) >= _FEWEST_DIGITS:
        return True
    if not figures or is_searched(words):
        return False
    if any(_is_month(word) and not {before, after}.isdisjoint(figures) for before, word, after in _threes(words)):
        return True
    has_measure = states_measure(words)
    counts = words[0].isdigit() and len(words) <= _LONGEST_COUNT and words[-1] in word_list("counted")
    return (has_measure and not _names_duration(words)) or counts or len(figures) > 1 or not figures[0].isdigit()


def states_measure(words: Words) -> bool:
    """Whether there is a number with its unit among some words, as in a dose."""
    phrase = " ".join(words)
    return any(item.kind == "measure" for item in find_clinical_items(phrase, tokenize(phrase)))


def _names_duration(words: Words) -> bool:
    """Whether a number with a time in the singular begins a phrase, and a noun ends it: "3 day diets"."""
    is_time = len(words) > 2 and words[0].isdigit() and words[0] != "1" and words[1] in _TIMES
    return is_time and is_noun(words[-1])


def _is_month(word: str) -> bool:
    """Whether a word names a month, or a day of the week."""
    return word in _MONTHS_THAT_ARE_WORDS or (word in word_list("always_capitalized") and len(word) > 1)


def _threes(words: Words) -> Iterator[tuple[str, str, str]]:
    """Each word between its neighbors."""
    return zip(("", *words), words, (*words[1:], ""), strict=False)


def is_searched(words: Words) -> bool:
    """Whether a phrase, given in lower case, has words with which only searches begin or end."""
    if words[0] in word_list("query_starts") or not word_list("query_heads").isdisjoint(words):
        return True
    return any(" ".join(words[-length:]) in word_list("query_tails") for length in (1, 2))


def is_label(text: str, mention: Mention) -> bool:
    """Whether a mention begins a line with a capital, and a colon divides it from what it is the label of.

    So do the names of those who speak in a record ("DR LEE: ...").

    Args:
        text: the text that it counts in.
        mention: the mention.
    """
    outer = mention.place.outer
    if mention.position != "detached" or not mention.place.stops.startswith(":"):
        return False
    begins = outer.start == mention.place.block.span.start or text[outer.start - 1] in "\r\n"
    if not begins or not text[mention.span.start].isupper():
        return False
    behind = text[outer.end + len(mention.place.stops) : mention.place.block.span.end]
    return any(character.isalnum() for character in behind.partition("\n")[0])


def may_be_labels(text: str, mentions: Sequence[Mention], *, is_shared: bool) -> bool:
    """Whether those mentions of a phrase that are sure may be lines that their author repeats.

    Such are the labels of sections, lines of navigation, refrains, subjects of letters, and the items of two lists. A
    phrase that stands in no other place, and is no search, is not known to be stuffed.

    Args:
        text: the text that they count in.
        mentions: all of the phrase.
        is_shared: whether other articles of the folder share the phrase; then only lines with a capital may be labels.
    """
    sure = [mention for mention in mentions if mention.is_sure]
    if is_shared and any(text[mention.span.start].islower() for mention in sure):
        return False
    return not any(_tells(text, mention) or _is_plain_search(text, mention) for mention in sure)


def is_subtitle(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a phrase is the second part of a title that a sentence names too: "about Calm Nights: Tea for Parents".

    Args:
        text: the text that they count in.
        mentions: all of the phrase.
    """
    if not all(text[mention.span.start].isupper() for mention in mentions):
        return False
    found = [first for mention in mentions if (first := _first_part(text, mention))]
    lasts = {first["last"] for first in found}
    return len(found) == len(mentions) and len(lasts) == 1 and any(first["sentence"] for first in found)


def _first_part(text: str, mention: Mention) -> re.Match[str] | None:
    """The first part of the title whose second part a mention may be, in the text directly before it."""
    start = max(mention.place.block.span.start, mention.span.start - _LONGEST_FIRST_PART)
    before = text[start : mention.span.start].rstrip()
    return _FIRST_PART.search(text, start, start + len(before)) if before.endswith(_TITLE_MARKS) else None


def is_refrain(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a phrase is a refrain that its author takes up in a sentence too: "In and out." and "breathe in and out."

    By itself it begins with a capital and ends with a stop, and in a sentence it goes on in lower case from the word
    before, as what was pasted does not; a search may look so by chance.

    Args:
        text: the text that they count in.
        mentions: all of the phrase.
    """
    lines = [mention for mention in mentions if mention.stands_alone]
    taken_up = [mention for mention in mentions if not mention.stands_alone]
    first = text[mentions[0].span.start : mentions[0].span.end] if mentions else ""
    return (
        len(lines) >= _FEWEST_LINES
        and bool(taken_up)
        and all(text[mention.span.start].isupper() and mention.place.stops.startswith(".") for mention in lines)
        and all(text[mention.span.start].islower() and mention.place.left == "word" for mention in taken_up)
        and not is_searched(tuple(token.lower for token in tokenize(first)))
    )


def _tells(text: str, mention: Mention) -> bool:
    """Whether the place of a mention tells that it was stuffed there, as its author's lines and sentences do not."""
    if not {"listed", "place"}.isdisjoint(mention.form):
        return True
    if _fills_line(text, mention):
        # A label that begins in lower case is short, and has no full stop.
        words = text[mention.span.start : mention.span.end].split()
        is_long = mention.place.block.kind == "p" and len(words) > _LONGEST_LABEL
        # So do many refrains ("and the night train rolls along"), but with a word that no search begins with.
        is_long = is_long and words[0] not in word_list("connectors")
        return "lower_case_start" in mention.oddities and (is_long or mention.place.stops == ".")
    if _is_labeled(text, mention):
        return False
    may_be_written = mention.is_partial or (mention.position == "inside" and is_open(mention))
    return bool(mention.oddities) or mention.crowded > 0 or not may_be_written


def _fills_line(text: str, mention: Mention) -> bool:
    """Whether nothing but marks stands in the line of a mention beside it."""
    if mention.position == "own-block":
        return True
    block, outer = mention.place.block.span, mention.place.outer
    start = max(block.start, text.rfind("\n", 0, outer.start) + 1)
    end = text.find("\n", outer.end, block.end)
    rest = text[start : outer.start] + text[outer.end : end if end >= 0 else block.end]
    return not any(character.isalnum() for character in rest)


def _is_labeled(text: str, mention: Mention) -> bool:
    """Whether a mention is what a short label stands before, as in "Subject: Re: white noise machine"."""
    if mention.position != "appended" or mention.place.left != "mark":
        return False
    label, colon, _ = text[mention.place.block.span.start : mention.span.start].rpartition(":")
    return bool(colon) and len(label.split()) <= _LONGEST_LABEL


def _is_plain_search(text: str, mention: Mention) -> bool:
    """Whether a mention is what only searchers write: "cheap yoga mats online", "why do my knees click on stairs".

    So is one with "near me", and one with a slip that opens as searches do.
    """
    written = text[mention.span.start : mention.span.end]
    words = tuple(token.lower for token in tokenize(written))
    ends = {" ".join(words[-length:]) for length in (1, 2)}
    opens = words[0] in word_list("query_heads")
    if "near me" in ends or (opens and not ends.isdisjoint(word_list("query_tails"))):
        return True
    if words[0] not in word_list("query_starts"):
        return False
    is_careless = written[0].islower() or "i" in written.split()
    return is_misspelt(words) or (is_question(words) and is_careless and "?" not in mention.place.stops)


def is_aside(text: str, words: Words, mention: Mention) -> bool:
    """Whether a mention is a sentence or a line in brackets, as "(laughs out loud)" in a record, and no search.

    Args:
        text: the text that it counts in.
        words: the phrase in lower case.
        mention: the mention.
    """
    outer, span = mention.place.outer, mention.span
    is_link = text.startswith(("](", "]["), span.end) and text[span.start - 1] == "["
    is_bracketed = mention.stands_alone and text[outer.start] in "([" and not is_link
    return is_bracketed and not is_searched(words)
