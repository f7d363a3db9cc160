"""What the swap model says of the words of a text; only of the most suspect of them where these look clean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline import tables
from pipeline.engines.protocols import EarlyExit, State, SwapModel, WindowVerdict
from pipeline.facts.language.blocks import PROSE
from pipeline.facts.language.tokens import Tokens
from pipeline.facts.swaps.learned.first_look import (
    WindowMean,
    beside_suspects,
    by_suspicion,
    in_doubt,
    is_clean,
    is_marked,
    is_unsuspected,
    steps,
    suspicions,
)
from pipeline.facts.swaps.learned.ranges import Ranges
from pipeline.facts.swaps.model_words import ModelWord, cut_windows, split_for_model
from pipeline.model import Block, Span

_NEVER = 2.0
"""A probability that no word has."""


@dataclass(frozen=True, slots=True)
class SwapScores:
    """The swap model's view of a text.

    Attributes:
        words: words and marks of the prose, in reading order.
        swapped: the probability of each that a spinner put it there; None where it was not read.
        states: what the model keeps in mind of words that may be swaps, by index.
        is_whole: whether the text was not taken for clean before its end, so that all words were read.
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

    @property
    def highest(self) -> float:
        """The probability of the likeliest word; 0 where none was read."""
        return max((found for found in self.swapped if found is not None), default=0.0)

    def read_words(self, fragments: Sequence[Span] = ()) -> list[tuple[int, float]]:
        """Place and probability of each word that was read, marks left out.

        The model learned from sentences, and finds the words of a bare list odd; none of them counts for more than a
        clean word.

        Args:
            fragments: parts of the text that are no sentences.
        """
        most, parts = tables.gate_settings().model_prior, Ranges(fragments)
        return [
            (word.start, min(found, most) if parts.touch(word.start, word.start + 1) else found)
            for word, found in zip(self.words, self.swapped, strict=True)
            if word.is_word and found is not None
        ]


def score_words(words: tuple[ModelWord, ...], model: SwapModel, fingerprints: int) -> SwapScores:
    """Let the model read a text; of one that is clean by its fingerprints and its most suspect windows, only these.

    A longer text that nothing speaks against is not read at all.

    Args:
        words: of the prose, see ``prose_words``.
        model: the swap model.
        fingerprints: how many the text has.
    """
    settings = tables.settings("swaps/gate.toml")
    least = settings["findings"]["named"]
    windows = list(cut_windows(words, model.words_in_window))
    suspected = suspicions(words, windows)
    count = sum(word.is_word for word in words)
    if not fingerprints and is_unsuspected(suspected, count):
        return _scores(words, windows, {}, is_whole=False)
    order = by_suspicion(suspected)
    read: dict[int, WindowVerdict] = {}
    means: dict[int, WindowMean] = {}

    def read_more(numbers: Sequence[int], early_exit: EarlyExit | None) -> None:
        more = _read(words, windows, numbers, model, least, early_exit)
        read.update(more)
        means.update(_means(words, windows, more))

    early_exit = EarlyExit(**settings["first_look"]["early_exit"])
    for step in steps(len(windows), is_marked=fingerprints > 0 and is_marked(fingerprints, count)):
        read_more([number for number in order[: step.windows] if number not in read], early_exit)
        read_more(beside_suspects(means, len(windows)), early_exit)
        if is_clean(means, len(windows), step.clean_mean):
            return _scores(words, windows, read, is_whole=False)
    read_more([number for number in in_doubt(means) if read[number].is_early], None)
    return _scores(words, windows, read, is_whole=True)


def prose_words(text: str, tokens: Tokens, blocks: Sequence[Block]) -> tuple[ModelWord, ...]:
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
    read = _read(words, windows, list(range(len(windows))), model, _NEVER, None)
    return [probability for number in range(len(windows)) for probability in read[number].swapped]


def _read(
    words: tuple[ModelWord, ...],
    windows: list[tuple[int, int]],
    wanted: Sequence[int],
    model: SwapModel,
    least: float,
    early_exit: EarlyExit | None,
) -> dict[int, WindowVerdict]:
    texts = [tuple(word.text for word in words[slice(*windows[number])]) for number in wanted]
    # A text that says the same over and over is read once.
    different = list(dict.fromkeys(texts))
    verdicts = dict(zip(different, model.read(different, least, early_exit), strict=True))
    return {number: verdicts[text] for number, text in zip(wanted, texts, strict=True)}


def _means(
    words: tuple[ModelWord, ...], windows: list[tuple[int, int]], read: Mapping[int, WindowVerdict]
) -> dict[int, WindowMean]:
    """The mean probability of each window that was read, marks left out."""
    means = {}
    for number, verdict in read.items():
        pairs = zip(words[slice(*windows[number])], verdict.swapped, strict=True)
        swapped = [probability for word, probability in pairs if word.is_word]
        means[number] = WindowMean(len(swapped), sum(swapped) / max(1, len(swapped)))
    return means


def _scores(
    words: tuple[ModelWord, ...], windows: list[tuple[int, int]], read: Mapping[int, WindowVerdict], *, is_whole: bool
) -> SwapScores:
    swapped: list[float | None] = []
    states: dict[int, State] = {}
    for number, (first, after) in enumerate(windows):
        verdict = read.get(number)
        swapped += verdict.swapped if verdict else [None] * (after - first)
        states |= {first + index: state for index, state in (verdict.states.items() if verdict else ())}
    return SwapScores(words, tuple(swapped), states, is_whole)
