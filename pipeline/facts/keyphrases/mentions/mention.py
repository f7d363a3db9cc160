"""The places where a phrase stands in a text, what kind of place each is, and what is odd about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal

from pipeline.facts.keyphrases.mentions.calls import call_to_action
from pipeline.facts.keyphrases.mentions.fused import span_in_word
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.occurrences import group_occurrences, precedes_sentence
from pipeline.facts.keyphrases.mentions.places import (
    Place,
    find_oddities,
    is_doubled,
    is_heading,
    is_quoted,
    look_around,
    word_list,
)
from pipeline.facts.keyphrases.mentions.seams import NO_SEAM, Seam, find_seam
from pipeline.facts.keyphrases.mentions.speech import is_spoken
from pipeline.facts.language.bibliography import is_entry
from pipeline.facts.language.vocabulary import is_word
from pipeline.model import FixClass, Span

Position = Literal[
    "in-word", "own-block", "detached", "appended", "inside", "call-to-action", "filler", "quoted", "prose"
]

_ENOUGH = 200
"""Mentions that are enough to judge a phrase by that makes up most of a text."""
_CLOSE_BY = 4
"""Words between two mentions that no writer would leave so few."""


_PARTIAL = frozenset({"word_dropped", "reordered"})
_LONGEST_NAME = 4
"""Words of a name that are looked at behind a mention."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a keyphrase, or several with nothing but stops and spaces between them.

    Attributes:
        span: the phrase itself, in code points, half-open; with the call-to-action words around it, if any.
        position: where it stands; ``inside`` is in mid-sentence, ``prose`` is part of its sentence and stays;
            ``filler`` is a whole sentence that says nothing but the phrase.
        place: what is around it.
        seam: how well the text reads at its edges and without it.
        oddities: what about it no careful writer would write, by the names of ``stuffing/model.toml``.
        count: how many times the phrase stands in ``span``.
        tokens: numbers of its first token and of the token behind it.
        form: how it differs from the phrase, by the names of ``stuffing/model.toml``; nothing where it does not.
        crowded: on how many sides the phrase stands again, a few words away.
        weight: log-odds that it was injected, seen by itself.
        gap: log-odds that a noun phrase would be missing in its place; None where that was not asked.
        confidence: how sure it is that this mention was injected, 0 to 1.
        is_sure: whether that is enough to cut it without asking.
        is_vague: whether it is not plain where it begins and ends, so that no cut is proposed.
        cut: what has to go for the text around to read as before; None for what stays.
        leaves: what stands in the place of ``cut``: nothing, or a line break that was in it.
        replacements: what may stand in its place, best first; for a mention that stays.
        fix_class: ``safe`` to cut without asking, ``unsafe`` to propose that, ``none`` for what stays.
    """

    span: Span
    position: Position
    place: Place
    seam: Seam
    oddities: tuple[str, ...] = ()
    count: int = 1
    tokens: tuple[int, int] = (0, 0)
    form: tuple[str, ...] = ()
    crowded: int = 0
    weight: float = 0.0
    gap: float | None = None
    confidence: float = 0.0
    is_sure: bool = False
    is_vague: bool = False
    cut: Span | None = None
    leaves: str = ""
    replacements: tuple[str, ...] = ()
    fix_class: FixClass = "none"

    @property
    def shape(self) -> str:
        """Its position, ``keyword-list`` or ``city-list`` where it is a list of mentions, or ``question``."""
        if "asked_again" in self.form:
            return "question"
        if "listed" not in self.form:
            return self.position
        return "city-list" if "place" in self.form else "keyword-list"

    @property
    def is_partial(self) -> bool:
        """Whether its form holds other phrases as well as its own."""
        return not _PARTIAL.isdisjoint(self.form)

    @property
    def stands_alone(self) -> bool:
        """Whether it is a block or a sentence of its own."""
        return self.position in ("own-block", "detached")

    @property
    def hangs(self) -> bool:
        """Whether it ends its sentence with a word before it, as an object would, and no mark between."""
        return self.position == "appended" and self.place.left in ("word", "connector")

    @property
    def block(self) -> int:
        """Number of its block in the text's blocks."""
        return self.place.number


def word_behind(index: Index, mention: Mention) -> str:
    """The word in small letters right behind a mention; empty where a mark, a capital or nothing is."""
    last = mention.tokens[1]
    is_followed = mention.place.right == "word" and last < len(index.words) and index.is_lowercase(last)
    return index.words[last] if is_followed else ""


def find_mentions(index: Index, words: Words) -> list[Mention]:
    """Every mention of a phrase, in reading order.

    Args:
        index: the text.
        words: the phrase in lower case, three words or more.
    """
    mentions: list[Mention] = []
    followers: list[tuple[int, str]] = []
    for first, last, span, count in islice(group_occurrences(index, words), _most_mentions(index, words)):
        mention = classify(index, words, (first, last), span, count)
        if mention.place.right == "capital" and last < len(index.words):
            followers.append((len(mentions), index.words[last]))
        mentions.append(mention)
    names = {word for _, word in followers}
    if len(followers) > 1 and len(names) == 1 and names.isdisjoint(word_list("sentence_openers")):
        # The same name follows every time: the phrase goes on with it.
        for number, _ in followers:
            mentions[number] = replace(mentions[number], position="prose", oddities=())
    return crowd(_parted(index, mentions)) if len(mentions) > 1 else mentions


def _parted(index: Index, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those that end their sentence right before another one known to do so.

    A small letter behind a stop tells that the sentence goes on, but not where the phrase itself stands there.
    """
    return [
        _at_end_of_sentence(index, one)
        if one.position == "inside"
        and (one.place.left, one.place.right) == ("word", "lower")
        and one.tokens[1] == other.tokens[0]
        and precedes_sentence(index, other.span.end, other.place.block)
        else one
        for one, other in pairwise([*mentions, mentions[-1]])
    ]


def _at_end_of_sentence(index: Index, mention: Mention) -> Mention:
    place = replace(mention.place, right="sentence")
    return replace(mention, place=place, position=_position(index, place))


def _most_mentions(index: Index, words: Words) -> int | None:
    """How many mentions are looked at: all, unless they make up the text, which is then not cut anyway."""
    rarest = min(index.count_of(word) for word in words)
    return _ENOUGH if rarest > _ENOUGH and 2 * rarest * len(words) > len(index.words) else None


def crowd(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, in reading order, each with the number of its sides on which another one is close by."""
    ordered = sorted(mentions, key=lambda mention: mention.span)
    near = [
        one.block == other.block and other.tokens[0] - one.tokens[1] <= _CLOSE_BY for one, other in pairwise(ordered)
    ]
    sides = (left + right for left, right in zip([False, *near], [*near, False], strict=True))
    return [
        mention if mention.crowded == count else replace(mention, crowded=count)
        for mention, count in zip(ordered, sides, strict=True)
    ]


_SUBJECTS = frozenset({"i", "you", "we", "my", "your"})
_LONGEST_OBJECT = 6
"""Words of a query looked at for its verb, after "how much water" and the like."""


def is_question(words: Words) -> bool:
    """Whether the words start with a question word and a verb before its subject ("how much water should i drink")."""
    if words[0] not in word_list("query_starts"):
        return False
    verbs = word_list("question_verbs")
    inverted = (verb in verbs and subject in _SUBJECTS for verb, subject in pairwise(words[1:_LONGEST_OBJECT]))
    return words[1] in verbs or any(inverted)


def asks(words: Words) -> bool:
    """Whether the words ask directly, as no part of a sentence does."""
    return is_question(words) or words[0] in word_list("asking_verbs")


def is_misspelt(words: Words) -> bool:
    """Whether one of the words is unknown."""
    return any(word.isalpha() and not is_word(word) for word in words)


def classify(
    index: Index, words: Words, ends: tuple[int, int], span: Span, count: int = 1, form: tuple[str, ...] = ()
) -> Mention:
    """The mention between two token numbers.

    Args:
        index: the text.
        words: the phrase in lower case.
        ends: number of the first token, and of the token after the last.
        span: of the mention.
        count: how many times the phrase stands in ``span``.
        form: how it differs from the phrase.
    """
    number = index.block_of(ends[0])
    block = index.blocks[number]
    place = look_around(index, span, number)
    if is_quoted(index.text, span, block) or is_spoken(index, ends[1]) or is_entry(index.text, block):
        return Mention(span, "quoted", place, NO_SEAM, (), count, ends, form)
    if healed := span_in_word(index, *ends, span, place):
        return Mention(healed, "in-word", place, NO_SEAM, ("in_word",), count, ends, form)
    wider = call_to_action(index, *ends, span, block)
    if wider is not None:
        stops = ("doubled_stop",) if is_doubled(place.stops) else ()
        return Mention(wider, "call-to-action", place, NO_SEAM, ("call_to_action", *stops), count, ends, form)
    oddities = tuple(find_oddities(index, span, place))
    if place.left in ("start", "sentence") and place.right in ("sentence", "end") and _lacks_mark(words, place):
        oddities += ("unmarked_question",)
    position = _position(index, place)
    if position == "detached" and (_opens_name(index, *ends, place) or _is_subject(index, *ends, place)):
        position = "prose"
    # The next line of a verse, or of a paragraph broken into lines, goes on with the line before it.
    if position == "own-block" and block.kind in ("p", "h") and index.continues(number):
        position = "own-block" if _is_repeated_line(index, number, words) else "prose"
    seam = NO_SEAM if position == "own-block" else find_seam(index, *ends, place)
    if position == "inside" and index.text[place.outer.start] == "(" and index.text[span.start] != "(":
        oddities += ("in_brackets",)
    return Mention(span, position, place, seam, oddities, count, ends, form)


def _is_repeated_line(index: Index, number: int, words: Words) -> bool:
    """Whether a paragraph that is broken into lines consists of a phrase, line by line, down to a block."""
    for _ in range(_ENOUGH):
        if not index.continues(number):
            break
        number -= 1
        line = index.blocks[number].span
        first = bisect_left(index.starts, line.start)
        if index.words[first : first + len(words)] != words or index.ends[first + len(words) - 1] < line.end:
            return False
    return True


def _opens_name(index: Index, first: int, last: int, place: Place) -> bool:
    """Whether a mention opens a name that fills a line, as in an address: "Sleep Clinic York", and "12 High Street"."""
    if place.left != "start" or place.right != "capital":
        return False
    run = index.runs[index.run_of[first]]
    ends = (number for number in range(last, min(run.last, last + _LONGEST_NAME) + 1) if index.begins_line(number))
    end = next(ends, last)
    names = all(index.text[start].isupper() for start in index.starts[first:end])
    return names and end > last and not index.text[index.starts[end]].islower()


def _is_subject(index: Index, first: int, last: int, place: Place) -> bool:
    """Whether a capitalized mention goes on with a name that a verb follows: "Yoga Classes In Leeds are"."""
    if place.right != "capital" or not all(index.text[start].isupper() for start in index.starts[first:last]):
        return False
    run = index.runs[index.run_of[first]]
    name = last + (index.words[last] in word_list("connectors"))
    if name + 1 >= run.last or not index.text[index.starts[name]].isupper():
        return False
    return index.words[name + 1] in word_list("question_verbs")


def _position(index: Index, place: Place) -> Position:
    is_title = place.number == 0 and is_heading(index.text, place.block, place.number)
    if is_title and place.left == "start":
        # A title opens with what the article is about.
        return "own-block" if place.right == "end" else "prose"
    if place.left == "start" and place.right == "end":
        return "own-block"
    heads = (is_title and place.left != "sentence") or place.block.kind == "h"
    ends = ("end", "sentence", "lower") if place.block.kind == "h" else ("end", "sentence", "lower", "capital", "lead")
    if place.left in ("start", "sentence") and place.right in ends:
        return "detached"
    if place.right == "end" and place.left != "start":
        return "appended"
    if place.right == "sentence" and not heads:
        return "appended"
    return "inside"


def _lacks_mark(words: Words, place: Place) -> bool:
    return is_question(words) and bool(place.stops) and "?" not in place.stops
