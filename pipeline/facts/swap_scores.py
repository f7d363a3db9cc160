"""What the swap model says of the words of a text; only of a sample of them where that looks clean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline import tables
from pipeline.engines.protocols import State, SwapModel, WindowVerdict
from pipeline.facts.blocks import PROSE
from pipeline.facts.model_words import ModelWord, cut_windows, split_for_model
from pipeline.facts.tokens import Token
from pipeline.model import Block, Span

_NEVER = 2.0
"""A probability that no word has."""

_FEWEST_WORDS = 20
"""Words of a window whose mean counts by itself."""


@dataclass(frozen=True, slots=True)
class SwapScores:
    """The swap model's view of a text.

    Attributes:
        words: words and marks of the prose, in reading order.
        swapped: the probability of each that a spinner put it there; None where it was not read.
        states: what the model keeps in mind of words that may be swaps, by index.
        is_whole: whether all words were read.
    """

    words: tuple[ModelWord, ...]
    swapped: tuple[float | None, ...]
    states: Mapping[int, State]
    is_whole: bool

    def likeliest(self, span: Span) -> float | None:
        """The highest probability of the words that begin inside a span; None where none was read."""
        first = bisect_left(self.words, span.start, key=lambda word: word.start)
        after = bisect_left(self.words, span.end, lo=first, key=lambda word: word.start)
        return max((found for found in self.swapped[first:after] if found is not None), default=None)

    def read_words(self) -> list[tuple[int, float]]:
        """Place and probability of each word that was read, marks left out."""
        pairs = zip(self.words, self.swapped, strict=True)
        return [(word.start, found) for word, found in pairs if word.is_word and found is not None]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """How much of a text is read before it is judged clean; see ``swaps/gate.toml``.

    Attributes:
        every: of so many windows one is read,
        least_windows: but at least so many.
        clean_mean: a sample with a lower mean probability is clean,
        clean_window: if no window of it has a higher mean than this,
        clean_rate: and the whole text no more fingerprints in 1,000 words than this.
    """

    every: int
    least_windows: int
    clean_mean: float
    clean_window: float
    clean_rate: float


def score_words(words: tuple[ModelWord, ...], model: SwapModel, fingerprints: int) -> SwapScores:
    """Let the model read a text, or a sample of its windows where that and the fingerprints say that it is clean.

    Args:
        words: of the prose, see ``prose_words``.
        model: the swap model.
        fingerprints: how many the text has.
    """
    settings = tables.settings("swaps/gate.toml")
    look = FirstLook(**settings["first_look"])
    least = settings["findings"]["named"]
    windows = list(cut_windows(words, model.words_in_window))
    is_marked = 1000 * fingerprints > look.clean_rate * sum(word.is_word for word in words)
    sample = sample_windows(len(windows), 1 if is_marked else look.every, look.least_windows)
    read = _read(words, windows, sample, model, least)
    rest = sorted(set(range(len(windows))) - set(sample))
    if rest and not _is_clean(words, windows, read, look):
        read |= _read(words, windows, rest, model, least)
    return _scores(words, windows, read)


def prose_words(text: str, tokens: tuple[Token, ...], blocks: Sequence[Block]) -> tuple[ModelWord, ...]:
    """The words and marks of the prose of a text, as the model reads them."""
    words = split_for_model(text, tokens)
    others = [block.span for block in blocks if block.kind not in PROSE]
    if not others:
        return words
    kept = []
    place = 0
    for word in words:
        while place < len(others) and others[place].end <= word.start:
            place += 1
        if place == len(others) or word.end <= others[place].start:
            kept.append(word)
    return tuple(kept)


def read_all(words: tuple[ModelWord, ...], model: SwapModel) -> list[float]:
    """The probability of each word and mark that a spinner put it there."""
    windows = list(cut_windows(words, model.words_in_window))
    read = _read(words, windows, list(range(len(windows))), model, _NEVER)
    return [probability for number in range(len(windows)) for probability in read[number].swapped]


def sample_windows(count: int, every: int, least: int = 1) -> list[int]:
    """Numbers of windows spread evenly over a text.

    Args:
        count: windows of the text.
        every: of so many windows one is taken,
        least: but at least so many.
    """
    wanted = max(least, -(-count // every))
    if wanted >= count:
        return list(range(count))
    return [(2 * number + 1) * count // (2 * wanted) for number in range(wanted)]


def _read(
    words: tuple[ModelWord, ...], windows: list[tuple[int, int]], wanted: list[int], model: SwapModel, least: float
) -> dict[int, WindowVerdict]:
    texts = [tuple(word.text for word in words[slice(*windows[number])]) for number in wanted]
    # A text that says the same over and over is read once.
    different = list(dict.fromkeys(texts))
    verdicts = dict(zip(different, model.read(different, least), strict=True))
    return {number: verdicts[text] for number, text in zip(wanted, texts, strict=True)}


def _is_clean(
    words: tuple[ModelWord, ...], windows: list[tuple[int, int]], read: Mapping[int, WindowVerdict], look: FirstLook
) -> bool:
    """Whether a sample says that the whole text is clean."""
    sums, counts = [], []
    for number, verdict in read.items():
        first, after = windows[number]
        pairs = zip(words[first:after], verdict.swapped, strict=True)
        likely = [probability for word, probability in pairs if word.is_word]
        if len(likely) >= _FEWEST_WORDS and sum(likely) > look.clean_window * len(likely):
            return False
        sums.append(sum(likely))
        counts.append(len(likely))
    return sum(sums) < look.clean_mean * sum(counts)


def _scores(
    words: tuple[ModelWord, ...], windows: list[tuple[int, int]], read: Mapping[int, WindowVerdict]
) -> SwapScores:
    swapped: list[float | None] = []
    states: dict[int, State] = {}
    for number, (first, after) in enumerate(windows):
        verdict = read.get(number)
        swapped += verdict.swapped if verdict else [None] * (after - first)
        states |= {first + index: state for index, state in (verdict.states.items() if verdict else ())}
    return SwapScores(words, tuple(swapped), states, is_whole=len(read) == len(windows))
