"""What a page calls its parts: its article, what stands beside it, and what readers wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.ingest.html.region.settings import listed
from pipeline.ingest.html.tree import Element, Tree

_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SCHEMA = frozenset({"itemprop", "itemtype"})
_NAME = re.compile(r"[a-zA-Z][\w-]*")
_MAY_BE_ARTICLE = frozenset({"div", "article", "main", "section", "td", "span", "form", "body"})
_WHOLE_PAGE = frozenset({"html", "body", "main"})
"""Elements whose class speaks of all that stands on the page, and so names no part of it."""

COMMENTS, COMMENT = "comments", "comment"
"""What readers wrote: all of it, and a single piece, whose name may as well mean an opinion of the editors."""

_PARTS_BY_TAG = {"nav": "navigation", "footer": "footer", "aside": "sidebar"}
_PARTS_BY_ROLE = {"navigation": "navigation", "contentinfo": "footer", "complementary": "sidebar"}
_RANKS_BY_TAG = {"article": 1, "main": 2}
_BESIDE = frozenset({"nav", "footer", "aside", "dialog", "menu"})
"""Elements that stand beside an article unless most of a page is in them."""
_TELLING_TAGS = _BESIDE | _RANKS_BY_TAG.keys()


class Naming(NamedTuple):
    """What the name of an element and its attributes say of what is in it.

    Attributes:
        rank: how plainly it is the article, from 0; None where it is not said to be.
        part: what it plainly is beside an article, such as ``comments``, or empty.
        words: those in its names that often stand for a part beside an article.
        is_post: whether it is one of the things that a site publishes, perhaps the article.
        is_byline: whether it tells a comment, as the name of its author does, or a number in its own.
        is_beside: whether it stands beside an article by its tag alone.
        may_be_comments: whether it is called as comments are, and as parts of articles are too.
    """

    rank: int | None = None
    part: str = ""
    words: frozenset[str] = frozenset()
    is_post: bool = False
    is_byline: bool = False
    is_beside: bool = False
    may_be_comments: bool = False


class Named(NamedTuple):
    """An element whose name says something of what is in it."""

    element: Element
    naming: Naming


def find_named(tree: Tree) -> list[Named]:
    """The elements of a page whose names say something, in the order of their start tags."""
    found = []
    more = listed("comments", "attributes")
    for element in tree.elements:
        if element.has_attributes:
            told = element.attributes
            naming = _naming(
                element.name, told.get("class", ""), told.get("id", ""), told.get("role", ""), told.get("itemprop", "")
            )
            if not more.isdisjoint(told):
                naming = _with_more(naming, element)
        elif element.name in _TELLING_TAGS:
            naming = _naming(element.name, "", "", "", "")
        else:
            continue
        if naming is not _NOTHING:
            found.append(Named(element, naming))
    return found


_NOTHING = Naming()


@lru_cache(maxsize=4096)
def _naming(tag: str, classes: str, id: str, role: str, itemprop: str) -> Naming:
    names = [*classes.split(), *id.split()]
    lower = [name.lower() for name in names]
    rank = _rank(tag, lower, role.lower(), itemprop.lower())
    part, words, is_byline = _PARTS_BY_TAG.get(tag, ""), frozenset[str](), False
    divided: list[list[str]] = []
    is_post = not listed("names", "post").isdisjoint(lower)
    if tag not in _WHOLE_PAGE and rank != 0:
        divided = [_divide(name) for name in names]
        words = listed("names", "beside").intersection(word for parts in divided for word in parts)
        words |= listed("names", "beside_whole").intersection(lower)
        words |= listed("names", "roles").intersection([role.lower()])
        if not part and not is_post:
            part = _PARTS_BY_ROLE.get(role.lower()) or next(_parts(lower, divided), "")
        is_byline = not listed("comments", "bylines").isdisjoint(lower) or _divide(id)[-2:] == ["comment", "#"]
    may_be_comments = not part and not is_post and any(_are_doubtful(parts) for parts in divided)
    naming = Naming(rank, part, words, is_post, is_byline, tag in _BESIDE, may_be_comments)
    return _NOTHING if naming == _NOTHING else naming


def _with_more(naming: Naming, element: Element) -> Naming:
    """What an element is called, with what the attributes beside class and id say of comments."""
    if naming.part or naming.rank == 0 or element.name in _WHOLE_PAGE:
        return naming
    told = element.attributes
    terms = {term.rpartition("/")[2].lower() for name in _SCHEMA for term in told.get(name, "").split()}
    names = [
        name for attribute in listed("comments", "attributes") - _SCHEMA for name in told.get(attribute, "").split()
    ]
    divided = [_divide(name) for name in names if _NAME.fullmatch(name)]
    part = max(map(_comments, divided), default="")
    is_stated = not terms.isdisjoint(listed("comments", "schema"))
    part = COMMENTS if is_stated else part
    is_doubtful = not terms.isdisjoint(listed("comments", "doubtful_schema")) or any(map(_are_doubtful, divided))
    return naming._replace(
        part=part,
        is_byline=naming.is_byline or is_stated,
        may_be_comments=not part and (naming.may_be_comments or is_doubtful),
    )


def words_in_names(element: Element) -> frozenset[str]:
    """The words in the class and the id of an element, in lower case."""
    if not element.has_attributes:
        return frozenset()
    told = element.attributes
    names = f"{told.get('class', '')} {told.get('id', '')}".split()
    return frozenset(word for name in names for word in _divide(name))


def _divide(name: str) -> list[str]:
    """The words of a name, which are told apart by capitals, hyphens, underscores and digits; ``#`` for digits behind.

    They end before one that says what an element has or lacks, and there are none where the last says what is done
    with it: ``has-comments`` and ``comments-open`` name no comments.
    """
    parts = [part.lower() for part in _NAME_PARTS.findall(name)]
    if len(parts) > 1:
        if parts[-1] in listed("names", "states"):
            return []
        end = next((n for n, part in enumerate(parts) if part in listed("names", "having")), len(parts))
        parts = parts[:end]
    return [*parts, "#"] if parts and name[-1].isdigit() else parts


def _rank(tag: str, names: Sequence[str], role: str, itemprop: str) -> int | None:
    if tag not in _MAY_BE_ARTICLE:
        return None
    if "articlebody" in itemprop or not listed("names", "article").isdisjoint(names):
        return 0
    return 2 if role in ("main", "article") else _RANKS_BY_TAG.get(tag)


def _parts(names: Sequence[str], divided: Sequence[Sequence[str]]) -> Iterator[str]:
    for part in ("related", "sidebar", "footer", "navigation"):
        if not listed("parts", part).isdisjoint(names):
            yield part
    yield from sorted({_comments(parts) for parts in divided} - {""}, reverse=True)


def _comments(parts: Sequence[str]) -> str:
    """``comments`` where a name says so by all its words, ``comment`` where it may be of a single one."""
    said = _from_word(listed("comments", "words"), parts)
    if not said:
        return ""
    if said - {"comment"} <= listed("comments", "of_one"):
        return COMMENT
    others = said - listed("comments", "words") - listed("comments", "of_one")
    return COMMENTS if others <= listed("comments", "of_all") else ""


def _are_doubtful(parts: Sequence[str]) -> bool:
    """Whether a name says by all its words what comments are called, and parts of articles too."""
    said = _from_word(listed("comments", "doubtful_words"), parts)
    others = said - listed("comments", "doubtful_words") - listed("comments", "of_one")
    return bool(said) and others <= listed("comments", "of_all")


def _from_word(words: frozenset[str], parts: Sequence[str]) -> frozenset[str]:
    """The words of a name from the first of ``words`` on; none where others than owners stand before it."""
    first = next((number for number, part in enumerate(parts) if part in words), len(parts))
    return frozenset(parts[first:] if listed("comments", "owners").issuperset(parts[:first]) else ())
