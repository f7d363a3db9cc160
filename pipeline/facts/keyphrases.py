"""Search phrases stuffed into a text, found without being told."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.facts.blocks import Block
from pipeline.facts.tokens import Token
from pipeline.model import Evidence, Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a keyphrase.

    Attributes:
        span: the phrase itself.
        position: where it stands: ``in-word``, ``own-block``, ``detached``, ``appended``, ``call-to-action`` or ``prose``.
    """

    span: Span
    position: str


@dataclass(frozen=True, slots=True)
class Keyphrase:
    """A stuffed search phrase: its commonest form, its mentions in reading order, and why it is taken for one."""

    text: str
    mentions: tuple[Mention, ...]
    confidence: float
    evidence: Evidence


def find_keyphrases(
    text: str, tokens: tuple[Token, ...], blocks: tuple[Block, ...], given: str | None = None
) -> tuple[Keyphrase, ...]:
    """The stuffed phrases of ``text``."""
    return ()
