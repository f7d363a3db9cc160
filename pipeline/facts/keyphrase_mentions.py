"""The places where a phrase stands in a text, what kind of place each is, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from pipeline.facts.blocks import Block
from pipeline.facts.keyphrase_index import STOPS, Index, Words
from pipeline.facts.keyphrase_places import Place, find_oddities, is_doubled, is_quoted, look_around, word_list
from pipeline.facts.vocabulary import frequency, is_word
from pipeline.model import FixClass, Span

Position = Literal["in-word", "own-block", "detached", "appended", "inserted", "call-to-action", "prose", "quoted"]

_LONGEST_LEAD = 8
"""Words in the longest call-to-action wording."""
_SHORTEST_HEALED = 4
"""Letters in the shortest word that a mention is cut out of."""

_RARER_PART = 1.0
"""By how much, on the Zipf scale, a part of a divided word is rarer than the word."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a keyphrase, or several with nothing but stops and spaces between them.

    Attributes:
        span: the phrase itself, in code points, half-open; with the call-to-action words around it, if any.
        position: where it stands.
        oddities: what about it no careful writer would write, by the names of ``stuffing/model.toml``.
        count: how many times the phrase stands in ``span``.
        block: number of its block in the text's blocks.
        stopped: whether a stop follows.
        attached: whether it stands at the end of a heading, and a word leads up to it.
        may_belong: whether it stands where a part of the sentence or heading may stand.
        confidence: how sure it is that this mention was injected, 0 to 1.
        cut: what has to go for the text around to read as before; None for what stays.
        fix_class: ``safe`` to cut without asking, ``unsafe`` to propose the cut, ``none`` for what stays.
    """

    span: Span
    position: Position
    oddities: tuple[str, ...] = ()
    count: int = 1
    block: int = 0
    stopped: bool = False
    may_belong: bool = False
    attached: bool = False
    confidence: float = 0.0
    cut: Span | None = None
    fix_class: FixClass = "none"


def find_mentions(index: Index, words: Words) -> list[Mention]:
    """Every mention of a phrase, in reading order.

    Args:
        index: the text.
        words: the phrase in lower case, three words or more.
    """
    mentions: list[Mention] = []
    followers: list[tuple[int, str]] = []
    for first, last, span, count in _groups(index, words):
        mention, right = classify(index, words, (first, last), span, count)
        if right == "capital" and last < len(index.tokens):
            followers.append((len(mentions), index.tokens[last].lower))
        mentions.append(mention)
    names = {word for _, word in followers}
    if len(followers) > 1 and len(names) == 1 and names.isdisjoint(word_list("sentence_openers")):
        # The same name follows every time: the phrase goes on with it.
        for number, _ in followers:
            mentions[number] = replace(mentions[number], position="prose", oddities=())
    return mentions


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


def _asks(words: Words) -> bool:
    """Whether the words ask directly, as no part of a sentence does."""
    return is_question(words) or words[0] in word_list("asking_verbs")


def is_misspelt(words: Words) -> bool:
    """Whether one of the words is unknown."""
    return any(word.isalpha() and not is_word(word) for word in words)


def occurrences(index: Index, words: Words) -> Iterator[tuple[int, int, Span]]:
    """First token, token after the last, and span of each place where the words stand side by side.

    The first and the last word may be fused with another word ("fuwhy ... massageture"), if that makes no known word.
    """
    inner = range(1, len(words) - 1) if len(words) > 2 else range(len(words))
    offset = min(inner, key=lambda number: len(index.places.get(words[number], ())))
    end = 0
    for place in index.places.get(words[offset], ()):
        first = place - offset
        last = first + len(words)
        if first < end or last > len(index.tokens) or index.run_of[first] != index.run_of[last - 1]:
            continue
        if all(index.tokens[first + number].lower == words[number] for number in inner):
            span = _span(index, first, last, words)
            if span is not None:
                yield first, last, span
                end = last


def _span(index: Index, first: int, last: int, words: Words) -> Span | None:
    head, tail = index.tokens[first], index.tokens[last - 1]
    if not (head.lower.endswith(words[0]) and tail.lower.startswith(words[-1])):
        return None
    for token, word in ((head, words[0]), (tail, words[-1])):
        if token.lower != word and (len(token.lower) != len(token.text) or is_word(token.lower)):
            return None
    return Span(head.end - len(words[0]), tail.start + len(words[-1]))


def _groups(index: Index, words: Words) -> Iterator[tuple[int, int, Span, int]]:
    """Occurrences, those with only stops, commas and spaces between them taken as one."""
    group: tuple[int, int, Span, int] | None = None
    for first, last, span in occurrences(index, words):
        if group is not None and _adjoins(index, group, first, span):
            group = (group[0], last, Span(group[2].start, span.end), group[3] + 1)
            continue
        if group is not None:
            yield group
        group = (first, last, span, 1)
    if group is not None:
        yield group


def _adjoins(index: Index, group: tuple[int, int, Span, int], first: int, span: Span) -> bool:
    between = index.text[group[2].end : span.start]
    return (
        group[1] == first
        and index.block_of(group[0]) == index.block_of(first)
        and not between.strip(STOPS + ",;|–—- \t\u00a0")
    )


def classify(index: Index, words: Words, ends: tuple[int, int], span: Span, count: int) -> tuple[Mention, str]:
    """The mention between two token numbers, and what is to its right.

    Args:
        index: the text.
        words: the phrase in lower case.
        ends: number of the first token, and of the token after the last.
        span: of the mention.
        count: how many times the phrase stands in ``span``.
    """
    number = index.block_of(ends[0])
    block = index.blocks[number]
    place = look_around(index, span, number)
    if is_quoted(index.text, span, block):
        return Mention(span, "quoted", (), count, number), place.right
    if healed := _split_word(index, *ends, span, place):
        return Mention(healed, "in-word", ("in_word",), count, number), place.right
    wider = _call_to_action(index, *ends, span, block)
    if wider is not None:
        stops = ("doubled_stop",) if is_doubled(place.stops) else ()
        return Mention(wider, "call-to-action", ("call_to_action", *stops), count, number), place.right
    oddities = tuple(find_oddities(index, span, place))
    if place.left in ("start", "sentence") and place.right in ("sentence", "end") and _lacks_mark(words, place):
        oddities += ("unmarked_question",)
    position = _position(place, number == 0)
    belongs = position == "appended" and not {"case_clash", "glued"} & {*oddities} and not _asks(words)
    if position == "prose" and _asks(words) and place.left == "word" and place.right == "word":
        position = "inserted"
    attached = belongs and place.left in ("word", "connector", "fused")
    if attached and number > 0 and block.kind != "h":
        position = "prose"
    return Mention(span, position, oddities, count, number, bool(place.stops), belongs, attached), place.right


def _position(place: Place, is_title: bool) -> Position:
    if place.left == "start" and place.right == "end":
        return "own-block"
    is_heading = (is_title and place.left != "sentence") or place.block.kind == "h"
    ends = ("end", "sentence") if place.block.kind == "h" else ("end", "sentence", "capital")
    if place.left in ("start", "sentence") and place.right in ends:
        return "detached"
    if place.right == "end" and place.left != "start":
        return "appended"
    if place.right == "sentence" and not is_heading:
        return "appended"
    return "prose"


def _split_word(index: Index, first: int, last: int, span: Span, place: Place) -> Span | None:
    """The range to take out of a word that the span divides, or None where it divides none."""
    text = index.text
    head, tail = index.tokens[first], index.tokens[last - 1]
    if span.start > head.start and span.end < tail.end:
        return span if _heals(text[head.start : span.start] + text[span.end : tail.end]) else None
    if place.left not in ("word", "connector") or place.right != "word" or place.stops:
        return None
    if index.run_of[first - 1] != index.run_of[first] or index.run_of[first] != index.run_of[last]:
        return None
    left, right = index.tokens[first - 1], index.tokens[last]
    gaps = text[left.end : span.start] + text[span.end : right.start]
    whole = frequency(left.lower + right.lower)
    broken = min(frequency(left.lower), frequency(right.lower)) < whole - _RARER_PART
    return Span(left.end, right.start) if broken and not gaps.strip() and _heals(left.lower + right.lower) else None


def _heals(word: str) -> bool:
    """Whether the two parts of a word make a word that is long enough for that to be no accident."""
    return len(word) >= _SHORTEST_HEALED and is_word(word.lower())


@cache
def _lead_ends() -> frozenset[str]:
    """The last words of the call-to-action wordings."""
    return frozenset(lead.split()[-1] for lead in word_list("call_to_action_before"))


def _call_to_action(index: Index, first: int, last: int, span: Span, block: Block) -> Span | None:
    """The span with the call-to-action words of its sentence, or None where these are other words, or none at all."""
    text, tokens = index.text, index.tokens
    if first == 0 or tokens[first - 1].lower not in _lead_ends():
        return None
    start, end = first, last
    while start > 0 and first - start <= _LONGEST_LEAD and tokens[start - 1].start >= block.span.start:
        if any(stop in text[tokens[start - 1].end : tokens[start].start] for stop in STOPS):
            break
        start -= 1
    while end < len(tokens) and end - last <= _LONGEST_LEAD and tokens[end].end <= block.span.end:
        if any(stop in text[tokens[end - 1].end : tokens[end].start] for stop in STOPS):
            break
        end += 1
    before = " ".join(token.lower for token in tokens[start:first])
    after = " ".join(token.lower for token in tokens[last:end])
    if before not in word_list("call_to_action_before") or after not in word_list("call_to_action_after"):
        return None
    return Span(tokens[start].start, max(span.end, tokens[end - 1].end))


def _lacks_mark(words: Words, place: Place) -> bool:
    return is_question(words) and bool(place.stops) and "?" not in place.stops
