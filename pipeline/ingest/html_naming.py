"""What a page calls its parts: its article, what stands beside it, and what readers wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline import tables
from pipeline.ingest.html_tree import Element

_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MAY_BE_ARTICLE = frozenset({"div", "article", "main", "section", "td", "span", "form", "body"})
_WHOLE_PAGE = frozenset({"html", "body", "main"})
"""Elements whose class speaks of all that stands on the page, and so names no part of it."""

COMMENTS, COMMENT = "comments", "comment"
"""What readers wrote: all of it, and a single piece, whose name may as well mean an opinion of the editors."""

_PARTS_BY_TAG = {"nav": "navigation", "footer": "footer", "aside": "sidebar"}
_PARTS_BY_ROLE = {"navigation": "navigation", "contentinfo": "footer", "complementary": "sidebar"}
_RANKS_BY_TAG = {"article": 1, "main": 2}


class Naming(NamedTuple):
    """What the name of an element and its attributes say of what is in it.

    Attributes:
        rank: how plainly it is the article, from 0; None where it is not said to be.
        part: what it plainly is beside an article, such as ``comments``, or empty.
        words: those in its names that often stand for a part beside an article.
        is_post: whether it is one of the things that a site publishes, perhaps the article.
        is_byline: whether it is what stands beside each comment, such as the name of its author.
    """

    rank: int | None = None
    part: str = ""
    words: frozenset[str] = frozenset()
    is_post: bool = False
    is_byline: bool = False


def naming_of(element: Element) -> Naming:
    """What an element is named as."""
    if not element.has_attributes:
        return _naming(element.name, "", "", "", "")
    attributes = element.attributes
    return _naming(element.name, *(attributes.get(name, "") for name in ("class", "id", "role", "itemprop")))


@cache
def _listed(group: str, name: str) -> frozenset[str]:
    return frozenset(tables.settings("html/page.toml")[group][name])


@lru_cache(maxsize=4096)
def _naming(tag: str, classes: str, id: str, role: str, itemprop: str) -> Naming:
    names = [*classes.split(), *id.split()]
    lower = [name.lower() for name in names]
    rank = _rank(tag, lower, role.lower(), itemprop.lower())
    part = _PARTS_BY_TAG.get(tag, "")
    is_post = not _listed("names", "post").isdisjoint(lower)
    if tag in _WHOLE_PAGE or rank == 0:
        return Naming(rank, part, is_post=is_post)
    divided = [_divide(name) for name in names]
    words = {word for parts in divided for word in parts} & _listed("names", "beside")
    words |= _listed("names", "beside_whole").intersection(lower)
    words |= {role.lower()} & _listed("names", "roles")
    if not part and not is_post:
        part = _PARTS_BY_ROLE.get(role.lower()) or next(_parts(lower, divided), "")
    is_byline = not _listed("comments", "bylines").isdisjoint(lower)
    return Naming(rank, part, frozenset(words), is_post, is_byline)


def _divide(name: str) -> list[str]:
    """The words of a name, which are told apart by capitals, hyphens, underscores and digits; ``#`` for digits behind.

    They end before one that says what an element has or lacks, and there are none where the last says what is done
    with it: ``has-comments`` and ``comments-open`` name no comments.
    """
    parts = [part.lower() for part in _NAME_PARTS.findall(name)]
    if len(parts) > 1:
        if parts[-1] in _listed("names", "states"):
            return []
        end = next((n for n, part in enumerate(parts) if part in _listed("names", "having")), len(parts))
        parts = parts[:end]
    return [*parts, "#"] if parts and name[-1].isdigit() else parts


def _rank(tag: str, names: Sequence[str], role: str, itemprop: str) -> int | None:
    if tag not in _MAY_BE_ARTICLE:
        return None
    if "articlebody" in itemprop or not _listed("names", "article").isdisjoint(names):
        return 0
    return 2 if role in ("main", "article") else _RANKS_BY_TAG.get(tag)


def _parts(names: Sequence[str], divided: Sequence[Sequence[str]]) -> Iterator[str]:
    for part in ("related", "sidebar", "footer", "navigation"):
        if not _listed("parts", part).isdisjoint(names):
            yield part
    yield from sorted({_comments(parts) for parts in divided} - {""}, reverse=True)


def _comments(parts: Sequence[str]) -> str:
    """``comments`` where a name says so by all its words, ``comment`` where it may be of a single one."""
    first = next((number for number, part in enumerate(parts) if part in _listed("comments", "words")), None)
    if first is None or not _listed("comments", "owners").issuperset(parts[:first]):
        return ""
    said = set(parts[first:])
    if said - {"comment"} <= _listed("comments", "of_one"):
        return COMMENT
    others = said - _listed("comments", "words") - _listed("comments", "of_one")
    return COMMENTS if others <= _listed("comments", "of_all") else ""
