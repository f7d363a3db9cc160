"""Texts in which letter case tells nothing: all in capitals, every word capitalized, or no capitals at all."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain, islice

from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.mentions.speech import is_reported

_CAPITALS = 0.08
"""Share of capitals among the letters of a text from which it may be written in them; careful prose has 2 to 4 %."""
_FEW_CAPITALS = 0.01
"""Share up to which its author may use none; one a sentence is more."""
_MOST = 0.8
"""Share of words, or of sentences, that makes a habit."""
_HALF = 0.5
"""Share of a text in capitals from which each block in capitals is the author's, not a shout."""
_PARAGRAPH = 12
"""Words of a block that is too long for a shout, if it has several sentences."""
_LONG_WORD = 4
"""Letters from which a word is in lower case inside of sentences, and in a title is not."""
_FEWEST_SENTENCES = 6
"""Sentences that show a habit."""
_OPENING = 3
"""Words by which sentences are told from each other: one that comes back may be stuffed."""


def with_usual_case(index: Index) -> Index:
    """The text as an author with the usual habits writes it, where its letter case tells nothing.

    There a capital is no start of a sentence, no name and no shout, and a small letter is no trace of pasting. The text
    of what is given back is as long as the other, letter by letter; where the case tells something it is the same.
    """
    letters = sum(map(str.isalpha, index.text))
    capitals = sum(map(str.isupper, index.text))
    if capitals > _CAPITALS * letters:
        small = _in_capitals(index) or _capitalized(index)
        return _rewritten(index, small) if small else index
    if letters and capitals <= _FEW_CAPITALS * letters and _has_no_capitals(index):
        return _rewritten(index, dict.fromkeys(range(len(index.blocks)), ()))
    return index


def _in_capitals(index: Index) -> dict[int, Sequence[int]]:
    """The words of each block that its author writes in capitals, by the number of the block."""
    found: dict[int, Sequence[int]] = {}
    total = shouted = 0
    for number, words in _words_of_blocks(index).items():
        wide = [word for word in words if index.ends[word] - index.starts[word] > 1 and index.words[word].isalpha()]
        total += len(wide)
        if wide and sum(_is_shouted(index, word) for word in wide) >= _MOST * len(wide):
            shouted += len(wide)
            found[number] = words
    if shouted >= _HALF * total:
        return found
    return {number: words for number, words in found.items() if _is_paragraph(index, number, words)}


def _capitalized(index: Index) -> dict[int, Sequence[int]]:
    """The words of all blocks but for acronyms, by the numbers of the blocks, where nearly each word is capitalized."""
    blocks = _words_of_blocks(index)
    long = [
        word
        for number, words in blocks.items()
        if index.blocks[number].kind != "h" and _is_paragraph(index, number, words)
        for word in words
        if len(index.words[word]) >= _LONG_WORD and index.words[word].isalpha()
    ]
    if not long or sum(index.text[index.starts[word]].isupper() for word in long) < _MOST * len(long):
        return {}
    return {number: [word for word in words if not _is_acronym(index, word)] for number, words in blocks.items()}


def _is_shouted(index: Index, word: int) -> bool:
    return index.text[index.starts[word] : index.ends[word]].isupper()


def _is_acronym(index: Index, word: int) -> bool:
    return len(index.words[word]) > 1 and _is_shouted(index, word)


def _is_paragraph(index: Index, number: int, words: Sequence[int]) -> bool:
    """Whether a block is long enough, and has sentences enough, to show how its author writes."""
    return len(words) >= _PARAGRAPH and len(list(islice(_sentence_starts(index, (number,)), 2))) > 1


def _has_no_capitals(index: Index) -> bool:
    """Whether the sentences of a text begin with small letters, and more of them than stuffing would make."""
    openings = {
        index.words[first : first + _OPENING]: index.text[index.starts[first]].islower()
        for first in _sentence_starts(index, range(len(index.blocks)))
        if index.text[index.starts[first]].isalpha()
    }
    return len(openings) >= _FEWEST_SENTENCES and sum(openings.values()) >= _MOST * len(openings)


def _words_of_blocks(index: Index) -> dict[int, Sequence[int]]:
    """The numbers of the words of each block of prose, by the number of the block."""
    found: dict[int, Sequence[int]] = {}
    for run in index.runs:
        first = found[run.block][0] if run.block in found else run.first
        found[run.block] = range(first, run.last)
    return found


def _sentence_starts(index: Index, blocks: Container[int]) -> Iterator[int]:
    """Numbers of the words that start a sentence in some blocks; not of those that tell who said a question."""
    for run in index.runs:
        if run.block not in blocks or not index.starts_sentence(index.starts[run.first], index.blocks[run.block]):
            continue
        if not is_reported(index, run.first):
            yield run.first


def _rewritten(index: Index, small: Mapping[int, Sequence[int]]) -> Index:
    """The index with another letter case in some blocks.

    Args:
        index: the text.
        small: the words to be written in small letters, by the numbers of their blocks, whose sentences begin with a
            capital.
    """
    letters = list(index.text)
    for word in chain.from_iterable(small.values()):
        for place in range(index.starts[word], index.ends[word]):
            letters[place] = _one_letter(letters[place], letters[place].lower())
    names = (word for word, written in enumerate(index.words) if written in word_list("always_capitalized"))
    for word in chain(names, _sentence_starts(index, small)):
        start = index.starts[word]
        letters[start] = _one_letter(letters[start], letters[start].upper())
    return index.with_text("".join(letters))


def _one_letter(letter: str, other: str) -> str:
    """A letter in another case, or as it is where that takes more letters."""
    return other if len(other) == 1 else letter
