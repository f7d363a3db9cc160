"""What the rules may ask of an engine, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from pipeline.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

MOST_THREADS = 2
"""Of a swap model: more gain little on its batches, and the other articles of a run need the processors too."""

CHARACTERS_READ = 200
"""The most that an insertion model reads of each piece of text that it is given."""


@dataclass(frozen=True, slots=True)
class GrammarMatch:
    """One remark of the grammar checker.

    Attributes:
        span: in the checked text, in code points.
        rule_id: the checker's own rule id, such as ``MORFOLOGIK_RULE_EN_US``.
        category: the checker's category id, such as ``TYPOS``.
        message: the checker's explanation.
        suggestions: at most five replacements, best first.
    """

    span: Span
    rule_id: str
    category: str
    message: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GrammarCheck:
    """The outcome of one check: what was found, and the parts that could not be checked.

    A text with ``unchecked`` parts is never to be counted as free of errors.
    """

    matches: tuple[GrammarMatch, ...]
    unchecked: tuple[Span, ...] = ()


class GrammarEngine(Protocol):
    """A grammar checker."""

    @property
    def version(self) -> str:
        """Name and version, such as ``LanguageTool 6.8``."""
        ...

    def check(self, text: str, language: str) -> GrammarCheck:
        """Check ``text`` in ``language`` (a tag such as ``en-US``).

        Raises:
            EngineError: the checker cannot be reached at all.
        """
        ...

    def close(self) -> None:
        """Give back connections. The checker is not usable afterwards."""
        ...


class InsertionModel(Protocol):
    """Sees where words were put into a text, and where a noun phrase was taken out."""

    @property
    def version(self) -> str:
        """Name and version of the model."""
        ...

    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        """How likely a noun phrase is missing between two pieces of text, for each pair, as log-odds.

        "signs of" and "begin early" miss one; "he went" and "home" do not. Only the ends of the two pieces that face
        each other are read.
        """
        ...

    def foreign(self, places: Sequence[tuple[str, str, str]]) -> list[float]:
        """How likely some words were not written by the author of the text around them, as log-odds.

        Args:
            places: the text to the left, the words, and the text to the right; only the ends that face the words are
                read, and of the words only the first.
        """
        ...


class Tagger(Protocol):
    """A part-of-speech tagger, lemmatizer and sentence splitter."""

    @property
    def version(self) -> str:
        """Name and version of the model."""
        ...

    def __call__(self, text: str) -> Doc:
        """Analyze ``text``."""
        ...


SENTENCE_START, SENTENCE_END = "<s>", "</s>"
"""What an n-gram model has for the edges of a sentence."""


class NgramModel(Protocol):
    """How often words of general English follow each other."""

    @property
    def version(self) -> str:
        """Name and version of the model."""
        ...

    def log_probability(self, word: str, before: tuple[str, ...] = ()) -> float | None:
        """How likely a word is behind others, as a natural logarithm; None for a word that the model does not know.

        Args:
            word: in lower case, or ``SENTENCE_END``.
            before: the words before it, the nearest last, or ``SENTENCE_START``; two at most count.

        Raises:
            EngineError: the model is not usable.
        """
        ...


State: TypeAlias = "NDArray[np.float32]"


class Original(NamedTuple):
    """What may have stood in place of a word.

    Attributes:
        text: in lower case; empty where the word is to go, being the rest of a phrase that its first word replaces.
        probability: 0 to 1.
    """

    text: str
    probability: float


class EarlyExit(NamedTuple):
    """When a window is clean by the first layers of a swap model, so that the others are spared.

    Attributes:
        mean: the mean probability of its words by these layers, under which it may be.
        most: the highest probability of a word by these layers, under which it may be.
    """

    mean: float
    most: float


@dataclass(frozen=True, slots=True)
class WindowVerdict:
    """What the swap model says of the words of one window.

    Attributes:
        swapped: the probability of each word that a spinner put it there.
        states: what the model keeps in mind of the words whose probability reaches what was asked for, to name their
            originals from; by the word's index in the window.
        is_early: whether the model's first layers sufficed to see that the window is clean; the probabilities are
            rough then, and there are no states.
    """

    swapped: tuple[float, ...]
    states: Mapping[int, State]
    is_early: bool = False


class SwapModel(Protocol):
    """A model that tells which words a spinner put in, and what stood there before."""

    @property
    def version(self) -> str:
        """Name and version of the model."""
        ...

    @property
    def words_in_window(self) -> int:
        """The most words that it reads at a time."""
        ...

    def read(
        self, windows: Sequence[Sequence[str]], least: float, early_exit: EarlyExit | None = None
    ) -> tuple[WindowVerdict, ...]:
        """Judge the words of windows that belong to one text.

        Args:
            windows: words and marks as ``pipeline.facts.swaps.model_words`` cuts them.
            least: the probability from which the state of a word is kept.
            early_exit: when a window need not go through all layers; None where it always does.

        Raises:
            EngineError: the model is not usable.
        """
        ...

    def name(self, states: Sequence[State]) -> tuple[tuple[Original, ...], ...]:
        """The likeliest originals of each word, best first, given the words' states."""
        ...
