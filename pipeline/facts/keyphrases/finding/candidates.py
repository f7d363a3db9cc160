"""Word sequences of a text that may be stuffed phrases: those that come back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from pipeline import tables
from pipeline.facts.keyphrases.mentions.calls import calls, longest_lead
from pipeline.facts.keyphrases.mentions.index import Coded, Index, Pairs, Run, Words, order_pairs
from pipeline.facts.keyphrases.mentions.occurrences import starts_of
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.repeats import is_in_copies, is_in_initials
from pipeline.facts.language.vocabulary import is_word

_LONE_PAIR = range(2, 7)
"""Words of a run that is a pair of words, or a pair, "in", and the name of a city."""
_CAPITAL_INSIDE = re.compile(r"[A-Z](?<=[^\W\d_A-Z].)")
Places = dict[Words, list[int]]
"""Sequences, each with the numbers of the tokens that it starts at."""


def find_candidates(index: Index) -> Places:
    """Word sequences that may be a stuffed phrase, with their places; those with the most words in all places first.

    A sequence is a candidate where it stands twice or more and no longer one stands in all of its places; and where it
    is a sentence in lower case, whose first and last word may be fused with others in another place. Linear in the
    text, since a place belongs to at most as many sequences as a phrase may have words.
    """
    size = tables.settings("stuffing/model.toml")["size"]
    closed = _closed_sequences(index, size["most_repeated_words"])
    found: Places = {}
    for words, starts in closed.items():
        for candidate, places in _forms(index, words, starts):
            enough = len(candidate) >= size["fewest_words"] or (len(candidate) == 2 and _stands_alone(index, places))
            if enough and len(candidate) <= size["most_words"] and len(places) > len(found.get(candidate, ())):
                found[candidate] = places
    for words, starts in list(found.items()):
        if is_in_copies(index, words, starts) or is_in_initials(index, words, starts):
            del found[words]
    for words in [words for words in found if _is_called(words, found)]:
        del found[words]
    fewest, most = size["fewest_words"], size["most_words"]
    for run in index.runs:
        if fewest <= run.last - run.first <= most and _may_be_fused(index, run):
            found.setdefault(index.words[run.first : run.last], [run.first])
    ranked = sorted(found, key=lambda words: (-len(words) * len(found[words]), words))
    return _within(ranked, found, index, size)


def _may_be_fused(index: Index, run: Run) -> bool:
    """Whether a run is a sentence in lower case of which all but the first and last word come back side by side.

    The first and last word may be fused with other words in the other place. A capitalized last word may begin the
    author's next sentence, which goes on behind a comma or in the next line.
    """
    block, start = index.blocks[run.block], index.starts[run.first]
    if not index.text[start].islower() or start == block.span.start or not index.starts_sentence(start, block):
        return False
    if _opens_behind(index, run.last - 1):
        return False
    inner = index.words[run.first + 1 : run.last - 1]
    return any(start != run.first + 1 for start in starts_of(index, inner))


def _is_called(words: Words, found: Places) -> bool:
    """Whether the words are a call to action and, behind it, a candidate that also stands without the call."""
    return any(
        len(found.get(words[length:], ())) > len(found[words]) and calls(words[:length])
        for length in range(1, len(words) - 1)
    )


def _within(ranked: list[Words], found: Places, index: Index, size: dict[str, float]) -> Places:
    """The first candidates, as many as keep the number of mentions to look at in proportion to the text."""
    budget = size["least_mentions"] + size["mentions_per_word"] * len(index.words)
    kept: Places = {}
    for words in ranked:
        budget -= len(found[words])
        if budget < 0:
            break
        kept[words] = found[words]
    return kept


def _closed_sequences(index: Index, most_words: int) -> Places:
    """Sequences that stand twice or more, without those that only stand inside a longer one; pairs that stand alone."""
    words, tokens, coded = _laid_out(index)
    starts = _starts_of_repeated_pairs(index.pairs if coded is index.coded else order_pairs(coded))
    shorter = _grouped(words, starts, 2)
    # Most pairs are of no use, so they are left out before anything else is asked of them.
    openers = _openers(index, tokens)
    closed = {
        pair: places
        for pair, places in shorter.items()
        if not openers.isdisjoint(places) and _stands_alone(index, _whole(places, tokens, 2))
    }
    for length in range(3, most_words + 1):
        known = set(starts)
        longer = _grouped(words, [n for n in starts if n + 1 in known], length)
        for sequence, places in longer.items():
            for part in (sequence[1:], sequence[:-1]):
                if len(shorter[part]) == len(places):
                    closed.pop(part, None)
        closed |= longer
        starts = sorted(chain.from_iterable(longer.values()))
        shorter = longer
        if not starts:
            break
    whole = {sequence: _whole(places, tokens, len(sequence)) for sequence, places in closed.items()}
    return {sequence: places for sequence, places in whole.items() if len(places) > 1}


def _whole(places: list[int], tokens: Sequence[int], length: int) -> list[int]:
    """The tokens in some places of the words that are laid out, but for those that divide a token.

    Where both halves of a fused token are part of a sequence, its words are not the tokens that follow its first one.
    """
    if isinstance(tokens, range):
        return places
    return [tokens[n] for n in places if tokens[n + length - 1] - tokens[n] == length - 1]


def _openers(index: Index, tokens: Sequence[int]) -> set[int]:
    """Which of the words that are laid out open a run that may be a pair of words, with a city or without."""
    firsts = (run.first for run in index.runs if run.last - run.first in _LONE_PAIR)
    return set(firsts) if isinstance(tokens, range) else {bisect_right(tokens, first) - 1 for first in firsts}


def _starts_of_repeated_pairs(pairs: Pairs) -> list[int]:
    """Where two words stand side by side in a run that stand so again elsewhere."""
    repeated = np.zeros(len(pairs.starts), dtype=bool)
    repeated[:-1] = pairs.equals_next
    repeated[1:] |= pairs.equals_next
    starts: list[int] = np.sort(pairs.starts[repeated]).tolist()
    return starts


def _laid_out(index: Index) -> tuple[Sequence[str], Sequence[int], Coded]:
    """All words, the number of each one's token, and the words as numbers.

    A token with a capital inside, "supplementsEven", is two words.
    """
    parts = _parts(index)
    if not parts:
        return index.words, range(len(index.words)), index.coded
    divided = sorted(parts)
    words: list[str] = []
    first = 0
    for number in divided:
        words += (*index.words[first:number], *parts[number])
        first = number + 1
    words += index.words[first:]
    known = index.coded
    vocabulary = dict(known.vocabulary)
    numbers = np.sort(np.concatenate((np.arange(len(index.words)), divided)))
    coded = known.words[numbers]
    for place, number in enumerate(divided):
        # Each divided token before this one has made room for one word more.
        coded[[number + place, number + place + 1]] = [
            vocabulary.setdefault(word, len(known.words) + len(vocabulary)) for word in parts[number]
        ]
    return words, numbers.tolist(), Coded(vocabulary, coded, known.runs[numbers])


def _parts(index: Index) -> dict[int, tuple[str, str]]:
    """The two words of each token with a small letter and a capital behind it inside, by the token's number.

    What comes back as it is, and falls apart into something that is no word, is a name: "HealtheVet".
    """
    found: dict[int, tuple[str, str]] = {}
    for match in _CAPITAL_INSIDE.finditer(index.text):
        middle = match.start()
        if not index.text[middle - 1 : middle].islower():
            continue
        number = bisect_right(index.starts, middle) - 1
        token = index.tokens[number]
        if token.start < middle < token.end and len(token.lower) == len(token.text):
            found[number] = token.lower[: middle - token.start], token.lower[middle - token.start :]
    return {
        number: parts
        for number, parts in found.items()
        if all(map(is_word, parts)) or index.count_of(index.words[number]) <= 1
    }


def _grouped(words: Sequence[str], starts: Iterable[int], length: int) -> Places:
    places: Places = defaultdict(list)
    for start in starts:
        places[tuple(words[start : start + length])].append(start)
    return {sequence: found for sequence, found in places.items() if len(found) > 1}


def _forms(index: Index, words: Words, starts: list[int]) -> Iterator[tuple[Words, list[int]]]:
    """The sequence, and what is left of it without words around that are no part of the phrase.

    Two mentions may be followed by "The" each, or both stand behind "see more on".
    """
    yield from _fused(index, words, starts)
    connectors, openers = word_list("connectors"), word_list("sentence_openers")
    ends = len(words)
    while ends > 2 and words[ends - 1] in openers:
        if not all(_opens_behind(index, start + ends - 1) for start in starts):
            break
        ends -= 1
    lead = longest_lead(words[: ends - 2])
    if lead < ends - 2 and words[lead] in connectors and not _begins(index, starts):
        while lead < ends - 2 and words[lead] in connectors:
            lead += 1
    while lead < ends - 2 and words[ends - 1] in connectors:
        ends -= 1
    core = words[lead:ends]
    period = next((n for n in range(2, len(core) // 2 + 1) if core[:-n] == core[n:]), len(core))
    yield core[:period], [start + lead for start in starts]


def _begins(index: Index, starts: list[int]) -> bool:
    """Whether a run of words begins in one of the places."""
    return any(index.runs[index.run_of[start]].first == start for start in starts)


def _opens_behind(index: Index, number: int) -> bool:
    """Whether a capitalized word stands behind a word that does not end in a capitalized phrase itself."""
    text, starts = index.text, index.starts
    return text[starts[number]].isupper() and text[starts[number - 1]].islower()


def _stands_alone(index: Index, starts: list[int]) -> bool:
    """Whether a pair of words makes up a whole run of words somewhere, or one with a city behind."""
    for start in starts:
        run = index.runs[index.run_of[start]]
        if run.first != start or run.last - start not in _LONE_PAIR:
            continue
        rest = index.words[start + 2 : run.last]
        if not rest or " ".join(rest[rest[0] == "in" :]) in word_list("cities"):
            return True
    return False


def _fused(index: Index, words: Words, starts: list[int]) -> Iterator[tuple[Words, list[int]]]:
    """The words with the word before, behind or around them, where that is fused with another word in one place."""
    length, run_of, text = len(words), index.run_of, index.words
    led = [start for start in starts if start and run_of[start - 1] == run_of[start]]
    followed = [s for s in starts if s + length < len(text) and run_of[s + length] == run_of[s]]
    before = {text[start - 1] for start in led}
    after = {text[start + length] for start in followed}
    head = _shared_word(before, _common_start([word[::-1] for word in before])[::-1]) if _are_alike(before, -1) else ""
    tail = _shared_word(after, _common_start(list(after))) if _are_alike(after, 0) else ""
    if head and tail:
        yield (head, *words, tail), [start - 1 for start in sorted({*led}.intersection(followed))]
    elif head:
        yield (head, *words), [start - 1 for start in led]
    elif tail:
        yield (*words, tail), followed


def _are_alike(words: set[str], place: int) -> bool:
    """Whether there are several words, all with the same first or last letter, by its place."""
    return len(words) > 1 and len({word[place] for word in words}) == 1


def _shared_word(words: set[str], part: str) -> str:
    """The part that all words share, where one of them shows that it is a word, and another that it was fused."""
    # Letters that outer words share by accident are no part of the phrase.
    shown = len(part) > 1 and part in words
    return part if shown and any(word != part and not is_word(word) for word in words) else ""


def _common_start(words: list[str]) -> str:
    """The letters that all words start with: those that the least and the greatest of them share."""
    least, greatest = min(words), max(words)
    length = next((n for n, (a, b) in enumerate(zip(least, greatest, strict=False)) if a != b), len(least))
    return least[:length]
