"""What the rules may ask of an engine, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pipeline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


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


class GapModel(Protocol):
    """Sees where a text misses a noun phrase."""

    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        """How likely a noun phrase is missing between two pieces of text, for each pair, as log-odds.

        "signs of" and "begin early" miss one; "he went" and "home" do not. Only the ends of the two pieces that face
        each other are read.
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
