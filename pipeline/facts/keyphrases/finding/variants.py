"""Other forms of a stuffed phrase: misspelt, reordered, a word dropped, or with a place, a year or "near me" added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from pipeline import tables
from pipeline.facts.keyphrases.mentions.ends import ends_search
from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Words
from pipeline.facts.keyphrases.mentions.mention import Mention, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import has_verb
from pipeline.facts.language.vocabulary import is_word, stem
from pipeline.model import Span

_WIDEST_GAP = 3
"""Function words that may stand between two words of a variant."""
_SHORTEST_MISSPELT = 4
"""Letters in the shortest word that is compared letter by letter."""
_FEWEST_KEYS = 2
"""Content words by which the variants of a phrase are told; where there are fewer, all of its words count."""
_FEWEST_TO_DROP = 3
"""Content words in the shortest phrase of which one may be missing."""
_LEAST_SHARE = 0.6
"""Of the words of its phrase that a variant must have."""
_LONGEST_TAIL = 4
"""Words in the longest addition behind a phrase, "in" and the name of a city."""
_MOST_TAILS = 3
"""Additions behind a phrase: "near me", "in Austin", "2024"."""
_STATE_CODE = 2
"""Letters in the code of a state."""


YEAR = re.compile(r"(?:19|20)\d\ds?")
"""A year as searchers add it."""


def find_variants(index: Index, words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """The variants of a phrase; where one is a mention with something added, it stands for that mention.

    Args:
        index: the text.
        words: the phrase in lower case.
        mentions: its mentions, word by word.
    """
    keys = _keys(index, words)
    if not keys:
        return []
    found = [_extended(index, words, mention) for mention in mentions if mention.position != "quoted"]
    owner = {number: mention for mention in mentions for number in range(*mention.tokens)}
    closed_up = list(_closed_up(index, words))
    found += (
        classify(index, words, ends, Span(index.starts[ends[0]], index.ends[ends[1] - 1]), 1, ("respelt",))
        for ends in closed_up
    )
    for first, last, form in _clusters(index, words, keys):
        if any(start < last and first < end for start, end in closed_up):
            continue
        whole = {owner[number].tokens for number in range(first, last) if number in owner}
        # What takes up a mention in part is made of it and of words that happen to stand beside it.
        if any(start < first or last < end or (start, end) == (first, last) for start, end in whole):
            continue
        if last - first < _LEAST_SHARE * len(words):
            continue
        if not form and last - first < len(words):
            form = ("word_dropped",)
        if form == ("word_dropped",):
            first, last, form = _with_slip(index, words, first, last)
        end, tail = _tails(index, first, last)
        span = Span(index.starts[first], index.ends[end - 1])
        found.append(classify(index, words, (first, end), span, 1, (*form, *tail) if form or tail else ("respelt",)))
    return [variant for variant in found if variant is not None]


def _closed_up(index: Index, words: Words) -> Iterator[tuple[int, int]]:
    """First token, and token behind the last, of each place of the phrase where the space between two words is lost."""
    for place, (left, right) in enumerate(pairwise(words)):
        written = (*words[:place], left + right, *words[place + 2 :])
        if len(written) < _FEWEST_KEYS or is_word(left + right):
            continue
        for number in index.places_of(left + right):
            first, last = number - place, number - place + len(written)
            if first >= 0 and index.words[first:last] == written and index.run_of[first] == index.run_of[last - 1]:
                yield first, last


def _with_slip(index: Index, words: Words, first: int, last: int) -> tuple[int, int, tuple[str, ...]]:
    """A variant that lacks a word, with the token in its place, where that differs from the word by one slip.

    Beside all other words of the phrase, even a known word is a slip: "paly poker online".
    """
    own = index.words[first:last]
    missing = [word for word in words if stem(word) not in set(map(stem, own))]
    if len(missing) != 1 or len(missing[0]) < _SHORTEST_MISSPELT:
        return first, last, ("word_dropped",)
    run, place = index.runs[index.run_of[first]], words.index(missing[0])
    start, end = (first - 1, last) if place == 0 else (first, last + 1) if place == len(words) - 1 else (first, last)
    is_whole = run.first <= start and end <= run.last and end - start == len(words)
    if not is_whole or _figures(index.words[start + place]) != _figures(missing[0]):
        return first, last, ("word_dropped",)
    if DamerauLevenshtein.distance(index.words[start + place], missing[0], score_cutoff=1) <= 1:
        return start, end, ()
    return first, last, ("word_dropped",)


def _extended(index: Index, words: Words, mention: Mention) -> Mention | None:
    """A mention with what searchers add before and behind it; None where nothing of that stands there."""
    first, last = mention.tokens
    head = _head(index, first)
    end, tail = _tails(index, first, last)
    if head == first and end == last:
        return None
    span = Span(index.starts[head] if head < first else mention.span.start, index.ends[end - 1])
    return classify(index, words, (head, end), span, mention.count, tail or ("query_head",))


def _head(index: Index, first: int) -> int:
    """Where a mention starts with a word before it that searchers add ("best") and that belongs to no sentence."""
    before = first - 1
    if before < 0 or index.run_of[before] != index.run_of[first] or index.words[before] not in word_list("query_heads"):
        return first
    if first in index.line_starts:
        return first
    token, run = index.tokens[before], index.runs[index.run_of[first]]
    opens = index.starts_sentence(token.start, index.blocks[run.block])
    return before if opens or (token.text[0].isupper() and index.tokens[before - 1].text.islower()) else first


def _keys(index: Index, words: Words) -> dict[str, str]:
    """Which content word of the phrase each word of the text stands for: the same, another number, or misspelt."""
    content = [word for word in words if word not in tables.function_words()]
    if len(content) < _FEWEST_KEYS:
        content = list(words)
    keys = {word: stem(word) for word in content}
    for word in content:
        keys |= dict.fromkeys(index.by_stem.get(stem(word), ()), stem(word))
        if len(word) >= _SHORTEST_MISSPELT and len(words) >= _FEWEST_TO_DROP:
            alike = (other for size in (-1, 0, 1) for other in index.by_shape.get((word[0], len(word) + size), ()))
            keys |= {other: stem(word) for other in alike if other not in keys and _is_misspelling(other, word)}
    return keys


def _is_misspelling(word: str, other: str) -> bool:
    """Whether two words of about one length differ by one slip, or two in a long word, and one exists at most.

    A number glued to a word is no slip: "pills5 mg".
    """
    if _figures(word) != _figures(other):
        return False
    most = 1 + (len(other) > 2 * _SHORTEST_MISSPELT)
    return DamerauLevenshtein.distance(word, other, score_cutoff=most) <= most and not (
        is_word(word) and is_word(other)
    )


def _figures(word: str) -> list[str]:
    return [character for character in word if character.isnumeric()]


def _clusters(index: Index, words: Words, keys: dict[str, str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """First token, token behind the last, and form of each group of the phrase's content words that is whole enough."""
    wanted = len(set(keys.values()))
    fewest = wanted - (wanted >= _FEWEST_TO_DROP)
    places = sorted(number for word in keys for number in index.places_of(word))
    group: dict[str, int] = {}
    last = -1
    for number in [*places, -1]:
        key = keys[index.words[number]] if number >= 0 else ""
        if group and (key in group or not _joins(index, words, last, number)):
            if len(group) >= fewest:
                yield _widened(index, words, list(group.values()), ("word_dropped",) * (len(group) < wanted))
            group = {}
        group[key] = last = number


def _joins(index: Index, words: Words, left: int, right: int) -> bool:
    """Whether two tokens stand in one run, with nothing between them but small words or words of the phrase."""
    if right < 0 or right - left > _WIDEST_GAP + 1 or index.run_of[left] != index.run_of[right]:
        return False
    text = index.text[index.ends[left] : index.starts[right]]
    between = index.words[left + 1 : right]
    small = tables.function_words() if len(words) >= _FEWEST_TO_DROP else frozenset()
    return "," not in text and all(word in small or word in words for word in between)


def _widened(index: Index, words: Words, group: list[int], form: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    """The group with the small words of the phrase to its left and right."""
    first, last = group[0], group[-1] + 1
    run = index.runs[index.run_of[first]]
    small = {word for word in words if word in tables.function_words()}
    held = set(index.words[first:last])
    while first > run.first and index.words[first - 1] in small - held:
        first -= 1
        held.add(index.words[first])
    while last < run.last and index.words[last] in small - held:
        held.add(index.words[last])
        last += 1
    own = [stem(word) for word in index.words[first:last]]
    in_order = [word for word in map(stem, words) if word in own]
    reordered = [word for word in own if word in in_order] != in_order
    return first, last, (*form, *(("reordered",) * reordered))


def _tails(index: Index, first: int, last: int) -> tuple[int, tuple[str, ...]]:
    """Where a variant ends with all that is added behind it ("near me 2024"), and the names of the additions."""
    names: dict[str, None] = {}
    for _ in range(_MOST_TAILS):
        end, name = _tail(index, last)
        if end == last:
            end, name = _end_of_search(index, first, last)
        if end == last or _begins_sentence(index, first, last, end) or _begins_line(index, last, end):
            break
        last = end
        names |= dict.fromkeys(name)
    return last, tuple(names)


def _end_of_search(index: Index, first: int, last: int) -> tuple[int, tuple[str, ...]]:
    """Where a variant ends that makes a sentence or line with what ends a search, and the addition's name."""
    run, block = index.runs[index.run_of[last - 1]], index.blocks[index.block_of(first)]
    end = index.ends[run.last - 1]
    is_whole = run.first == first and index.starts_sentence(index.starts[first], block)
    is_ended = end >= block.span.end or index.text[end] in STOPS
    fits = is_whole and is_ended and 0 < run.last - last <= _LONGEST_TAIL and ends_search(index.words[last : run.last])
    return (run.last, ("query_tail",)) if fits else (last, ())


def _begins_sentence(index: Index, first: int, last: int, end: int) -> bool:
    """Whether ``tokens[last:end]`` behind a variant rather begin the sentence that goes on behind them.

    "Today" does behind words in small letters, and a number behind words that stand as a sentence; a name does not.
    """
    before, opener = index.tokens[last - 1], index.tokens[last]
    if end >= len(index.words) or not before.text.islower():
        return False
    gap, following = index.text[index.ends[end - 1] : index.starts[end]], index.tokens[end]
    is_list = following.lower == index.words[first]
    if gap.strip(" \t\u00a0") not in ("", ",") or is_list or not following.text[0].islower():
        return False
    if opener.text[0].isdigit():
        return gap.isspace() and index.starts_sentence(index.starts[first], index.blocks[index.block_of(first)])
    return opener.text[0].isupper() and opener.lower not in word_list("cities")


def _begins_line(index: Index, last: int, end: int) -> bool:
    """Whether ``tokens[last:end]`` behind a variant begin a line that goes on behind them, and so are its own."""
    if last not in index.line_starts:
        return False
    block = index.blocks[index.block_of(last)].span
    behind = index.text[index.ends[end - 1] : block.end].lstrip()
    return behind[:1] not in ("", *STOPS)


def _tail(index: Index, last: int) -> tuple[int, tuple[str, ...]]:
    """Where a variant ends that goes on with what searchers add, and the name of that addition."""
    run = index.runs[index.run_of[last - 1]]
    lower = index.words[last : min(run.last, last + _LONGEST_TAIL)]
    text = index.text
    for length in (2, 1):
        end = index.ends[last + length - 1] if len(lower) >= length else 0
        if length == 1 and text[end : end + 1] == ",":
            continue
        if " ".join(lower[:length]) in word_list("query_tails") and len(lower) >= length:
            return last + length, ("query_tail",)
    if lower and YEAR.fullmatch(lower[0]):
        return last + 1, ("year",)
    skipped = int(lower[:1] == ("in",))
    for length in (3, 2, 1):
        name = " ".join(lower[skipped : skipped + length])
        if len(lower) >= skipped + length and name in word_list("cities"):
            end = last + skipped + length
            if not skipped and end < run.last and _is_surname(index, end):
                return last, ()
            return end + (end < run.last and is_state(index, end)), ("place",)
    names = [text[start].isupper() for start in index.starts[last + 1 : last + len(lower)]]
    if skipped and names and all(names) and last + len(lower) == run.last and index.tokens.texts[last] == "in":
        return run.last, ("place",)
    return last, ()


def _is_surname(index: Index, number: int) -> bool:
    """Whether a token goes on a name that begins like a city: "Austin Aaron"."""
    text = index.tokens.texts[number]
    opens = index.words[number] in word_list("sentence_openers") or has_verb([index.words[number]])
    return text[0].isupper() and not opens and len(text) != _STATE_CODE


def is_state(index: Index, number: int) -> bool:
    """Whether a token is the code of a state behind a city, such as "TX", with a comma between or none."""
    if not 0 < number < len(index.words):
        return False
    token = index.tokens[number]
    gap = index.text[index.ends[number - 1] : token.start]
    return gap.strip() in ("", ",") and len(token.text) == _STATE_CODE and token.text.isupper() and token.text.isalpha()
