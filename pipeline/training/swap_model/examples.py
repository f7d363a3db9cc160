"""Training windows of the swap model: word pieces with their labels, in batches of similar length."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pipeline.facts.swaps.model_words import ModelWord, cut_windows
from pipeline.training.spinners.spinner import DELETE

WINDOW = 64
"""Words of a window."""

LEAST_WORDS = 3
"""Words of a window that is worth training on."""

MOST_PIECES = 160
"""Word pieces of a window; more are cut off."""

HEALTH_SOURCES = frozenset(
    {"medquad", "openstax-anatomy-physiology", "openstax-nursing-external-bundle", "recipes", "vagov", "web_prose"}
)
HEALTH_WEIGHT = 4

IGNORED = -100
KEEP_TAG, DELETE_TAG = 0, 1


class LabeledText(NamedTuple):
    """A section of a training set.

    Attributes:
        source: the corpus that it is from.
        words: words, marks and line breaks.
        originals: what stood in the place of each swapped word, by the word's place; None where it has no name.
    """

    source: str
    words: tuple[str, ...]
    originals: dict[int, str | None]


class Window(NamedTuple):
    """A stretch of text as numbers.

    Attributes:
        pieces: word pieces, with the marks for begin and end.
        swapped: 0, 1 or ``IGNORED`` for each piece; only the first piece of a word counts.
        tags: the number of the original for each piece, or ``IGNORED``.
    """

    pieces: NDArray[np.int32]
    swapped: NDArray[np.int8]
    tags: NDArray[np.int16]


class Batch(NamedTuple):
    """Windows of one length, padded: see ``Window``; ``mask`` is 1 where there is no padding."""

    pieces: NDArray[np.int64]
    mask: NDArray[np.int64]
    swapped: NDArray[np.int64]
    tags: NDArray[np.int64]


class WordPieces:
    """The word pieces of words, looked up once for each word.

    Args:
        path: ``tokenizer.json``.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[int, ...]] = {}
        self._begin, self._end = self._tokenizer.encode("").ids

    def encode(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """The pieces of a window with its begin and end, and the place of the first piece of each word.

        The place is -1 for a word that is cut off or that leaves no piece.
        """
        pieces, firsts = [self._begin], []
        for word in words:
            found = self._known.get(word)
            if found is None:
                found = self._known[word] = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids)
            fits = found and len(pieces) + len(found) < MOST_PIECES
            firsts.append(len(pieces) if fits else -1)
            if fits:
                pieces.extend(found)
        return [*pieces, self._end], firsts


def read_set(path: Path, most_words: int) -> Iterator[LabeledText]:
    """The sections of a training set, up to ``most_words``."""
    seen = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            originals = {int(place): original for place, original in row["originals"].items()}
            yield LabeledText(row["source"], tuple(row["words"]), originals)
            seen += len(row["words"])
            if seen >= most_words:
                return


def choose_tags(path: Path, count: int, most_words: int) -> list[str]:
    """The originals that the model learns to name: those swapped most often, after KEEP and DELETE.

    A swap in a health text counts several times, since health articles are what the model is for.
    """
    found: Counter[str] = Counter()
    for text in read_set(path, most_words):
        weight = HEALTH_WEIGHT if text.source in HEALTH_SOURCES else 1
        for original in text.originals.values():
            if original and original != DELETE:
                found[original] += weight
    return ["KEEP", DELETE, *(original for original, _ in found.most_common(count - 2))]


def read_windows(path: Path, pieces: WordPieces, tags: Sequence[str], most_words: int) -> list[Window]:
    """The windows of a training set."""
    numbers = number_tags(tags)
    return [window for text in read_set(path, most_words) for window in cut_text(text, pieces, numbers)]


def number_tags(tags: Sequence[str]) -> dict[str, int]:
    """The number of each original that the model can name."""
    return {tag: number for number, tag in enumerate(tags)}


def cut_text(text: LabeledText, pieces: WordPieces, numbers: Mapping[str, int]) -> Iterator[Window]:
    """The windows of a section, without those of less than three words; ``numbers`` as of ``number_tags``."""
    words = [ModelWord(0, 0, word, word[:1].isalnum()) for word in text.words]
    for start, end in cut_windows(words, WINDOW):
        ids, firsts = pieces.encode(text.words[start:end])
        swapped = np.full(len(ids), IGNORED, np.int8)
        numbered = np.full(len(ids), IGNORED, np.int16)
        for place, first in enumerate(firsts, start):
            if first < 0 or not words[place].is_word:
                continue
            swapped[first] = place in text.originals
            numbered[first] = _number(text, place, numbers)
        if (swapped != IGNORED).sum() >= LEAST_WORDS:
            yield Window(np.array(ids, np.int32), swapped, numbered)


def _number(text: LabeledText, place: int, numbers: Mapping[str, int]) -> int:
    """The number of the tag of a word, or ``IGNORED`` where there is no tag for what stood there."""
    return numbers.get(text.originals[place] or "", IGNORED) if place in text.originals else KEEP_TAG


def batches(windows: Sequence[Window], size: int, rng: random.Random) -> Iterator[Batch]:
    """All windows once, in batches of about ``size`` pieces that hold windows of similar length, in random order."""
    order = sorted(range(len(windows)), key=lambda place: (len(windows[place].pieces) // 4, rng.random()))
    groups: list[list[Window]] = [[]]
    for place in order:
        window = windows[place]
        if (len(groups[-1]) + 1) * len(window.pieces) > size and groups[-1]:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    for group in groups:
        yield pad(group)


def pad(group: Sequence[Window]) -> Batch:
    """The windows as arrays of one length."""
    shape = (len(group), max(len(window.pieces) for window in group))
    batch = Batch(
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.full(shape, IGNORED, np.int64),
        np.full(shape, IGNORED, np.int64),
    )
    for row, window in enumerate(group):
        length = len(window.pieces)
        batch.pieces[row, :length] = window.pieces
        batch.mask[row, :length] = 1
        batch.swapped[row, :length] = window.swapped
        batch.tags[row, :length] = window.tags
    return batch
