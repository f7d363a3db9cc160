"""Word sequences that come back in a text and stand, at least once, like a sentence of their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline import tables
from pipeline.facts.keyphrase_index import Index, Run, Words
from pipeline.facts.keyphrase_places import word_list

_GRAM = 3
"""Words in the sequences whose repetition is counted."""
_ODD_PLACE = 10
"""How many repetitions one place counts for in which a careful writer would put no sentence."""


def find_candidates(index: Index) -> list[Words]:
    """Word sequences that may be a stuffed phrase, the most promising first.

    Linear in the text: a run of words yields at most as many candidates as a phrase may have words.
    """
    size = tables.settings("stuffing/model.toml")["size"]
    lengths = range(size["fewest_words"], size["most_words"] + 1)
    grams = Counter(gram for run in index.runs for gram in _grams(_words(index, run.first, run.last)))
    alone: Counter[Words] = Counter()
    stretches: dict[Words, list[tuple[int, int]]] = defaultdict(list)
    for run in index.runs:
        for first, last in _ranges(index, run, size["most_words"]):
            if last - first in lengths and _comes_back(index, first, last, grams):
                alone[_words(index, first, last)] += _ODD_PLACE if _is_odd(index, run, first) else 2
        for first, whole in _stretches(index, run, grams):
            last = _before_sentence(index, first, whole)
            if last - first in lengths:
                stretches[_words(index, first, last)].append((first, last))
    for words, places in stretches.items():
        alone[words] += len(places)
        if healed := _fused(index, words, places):
            alone[healed] += len(places)
    return sorted(alone, key=lambda words: (-alone[words], -len(words), words))[: size["most_candidates"]]


def _before_sentence(index: Index, first: int, last: int) -> int:
    """Where the words end, if not earlier than ``last``: before a capitalized word that opens the next sentence.

    Two mentions may be followed by "The" each, which is no part of the phrase.
    """
    text, tokens = index.text, index.tokens
    for number in range(first + 1, last):
        ends = text[tokens[number - 1].start].islower() or number == last - 1
        if ends and text[tokens[number].start].isupper() and tokens[number].lower in word_list("sentence_openers"):
            return number
    return last


def _is_odd(index: Index, run: Run, first: int) -> bool:
    """Whether a lower-case word starts a sentence of running text, or the end of a heading."""
    block, start = index.blocks[run.block], index.tokens[first].start
    listed = block.kind in ("li", "td") and start == block.span.start
    return index.text[start].islower() and not listed and (first > run.first or index.starts_sentence(start, block))


def _stretches(index: Index, run: Run, grams: Counter[Words]) -> Iterator[tuple[int, int]]:
    """The longest parts of a run in which every three words come back."""
    first = None
    words = _words(index, run.first, run.last)
    for number, gram in enumerate(_grams(words), start=run.first):
        if grams[gram] > 1:
            first = number if first is None else first
        elif first is not None:
            yield first, number + _GRAM - 1
            first = None
    if first is not None:
        yield first, run.last


def _fused(index: Index, words: Words, places: list[tuple[int, int]]) -> Words | None:
    """The words with the word before and after them, where these are fused with other words in one place at least."""
    inside = [(first - 1, last) for first, last in places if _has_neighbors(index, first, last)]
    before = {index.tokens[first].lower for first, _ in inside}
    after = {index.tokens[last].lower for _, last in inside}
    if len(inside) < 2 or len(before) + len(after) < 3:
        return None
    head = _common_start([word[::-1] for word in before])[::-1]
    tail = _common_start(list(after))
    # One mention must show the whole words: letters that outer words share by accident are not the phrase's.
    return (head, *words, tail) if head in before and tail in after else None


def _has_neighbors(index: Index, first: int, last: int) -> bool:
    runs = index.run_of
    return first > 0 and last < len(runs) and runs[first - 1] == runs[first] == runs[last]


def _common_start(words: list[str]) -> str:
    """The letters that all words start with: those that the least and the greatest of them share."""
    least, greatest = min(words), max(words)
    length = next((n for n, (a, b) in enumerate(zip(least, greatest, strict=False)) if a != b), len(least))
    return least[:length]


def _words(index: Index, first: int, last: int) -> Words:
    return tuple(token.lower for token in index.tokens[first:last])


def _grams(words: Words) -> Iterator[Words]:
    return zip(words, words[1:], words[2:], strict=False)


def _ranges(index: Index, run: Run, most_words: int) -> Iterator[tuple[int, int]]:
    """Parts of a run that stand alone: all of it, its start up to a capital, its lower-case end in a heading."""
    if run.last - run.first <= most_words and _before_sentence(index, run.first, run.last) == run.last:
        yield run.first, run.last
    text, tokens = index.text, index.tokens
    for last in range(run.first + 1, min(run.last, run.first + most_words + 1)):
        if text[tokens[last].start].isupper() and text[tokens[last - 1].start].islower():
            yield run.first, last
    if index.blocks[run.block].kind == "h" or run.block == 0:
        first = run.last
        while first > run.first and run.last - first < most_words and text[tokens[first - 1].start].islower():
            first -= 1
        if run.first < first < run.last:
            yield first, run.last


def _comes_back(index: Index, first: int, last: int, grams: Counter[Words]) -> bool:
    """Whether the words may stand elsewhere too; the first and the last may be fused with another word there."""
    inner = _words(index, first + 1, last - 1)
    if len(inner) < _GRAM:
        return all(len(index.places[word]) > 1 for word in inner)
    return all(grams[gram] > 1 for gram in _grams(inner))
