"""Lists of terms with their definitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.ingest.html.tree import Element

TERMS = frozenset({"dt", "dd"})
"""A term, and a definition."""


def term_groups(elements: Iterable[Element]) -> list[list[Element]]:
    """The terms of a page that share their definitions, each group with these.

    Args:
        elements: of the page, in the order of their start tags.
    """
    groups: dict[Element | None, list[list[Element]]] = defaultdict(list)
    for element in elements:
        if element.name in TERMS:
            inside = groups[element.parent]
            if not inside or (element.name == "dt" and inside[-1][-1].name == "dd"):
                inside.append([])
            inside[-1].append(element)
    return [group for inside in groups.values() for group in inside]
