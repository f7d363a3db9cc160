"""What front matter is made of, in whatever language it is written; all positions count in the file."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is no list and no mapping.

    Attributes:
        span: all of it, with its quotation marks or the sign of its block.
        inner: what of it is text, without white space at either end of a block.
        text: what it says; None where it is no text, as a number or a date.
    """

    span: Span
    inner: Span
    text: str | None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list.

    Attributes:
        span: all of it.
        entries: in order.
        has_lines: whether each entry stands on a line of its own, behind a hyphen.
        key_end: where the key that it stands for ends.
    """

    span: Span
    entries: tuple[Node, ...]
    has_lines: bool
    key_end: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and what stands for them.

    Attributes:
        span: all of it.
        pairs: in order; only those whose key is text.
    """

    span: Span
    pairs: tuple[tuple[str, Node], ...]


Node = Scalar | Sequence | Mapping


class FrontMatterError(ValueError):
    """What stands between the fences is not what it should be written in."""
