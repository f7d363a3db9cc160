"""What one article tells of itself to the others of its folder."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import tables

Sketch = tuple[int, ...]
"""The least of each of 32 hash functions over the word shingles of a text (MinHash; Broder 1997, "On the resemblance
and containment of documents"); empty for a text without words."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What one article tells of itself to the others of its folder.

    Attributes:
        phrases: those that stand alone in it, as ``standalone_phrases.standalone_phrases`` finds them.
        sketch: of all its words; near-copies have nearly the same.
    """

    phrases: frozenset[str] = frozenset()
    sketch: Sketch = ()


def fewest_articles() -> int:
    """Articles that must share a phrase before it is evidence."""
    return int(tables.settings("stuffing/folder.toml")["folder"]["fewest_articles"])
