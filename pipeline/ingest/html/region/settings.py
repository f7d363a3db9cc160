"""What ``data/html/page.toml`` says: the names and words that tell the parts of a page, and the limits."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline import tables


@cache
def limits() -> dict[str, Any]:
    """The numbers by which the article of a page is found."""
    region: dict[str, Any] = tables.settings("html/page.toml")["region"]
    return region


@cache
def listed(group: str, name: str) -> frozenset[str]:
    """The entries of a list."""
    return frozenset(tables.settings("html/page.toml")[group][name])


@cache
def beginnings() -> tuple[str, ...]:
    """What short lines begin with that belong to the page."""
    return tuple(tables.settings("html/page.toml")["lines"]["begin"])
