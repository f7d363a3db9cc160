"""Where on a page the article stands: not in its menus, footers, comments and lists of links.

Own code rather than trafilatura, which takes six times as long, and says what the text is, not where;
``python -m benchmarks.pages speed`` and ``regions`` compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from pipeline import tables
from pipeline.ingest.html_lines import Line, find_lines
from pipeline.ingest.html_tree import Element, Tree

_NEVER_WITHIN = frozenset({"nav", "footer"})
"""Elements that hold no article on a page that has an element for it."""
_BESIDE = frozenset({"nav", "footer", "aside", "dialog", "menu"})
_NEVER_READ = _NEVER_WITHIN | {"aside"}
"""Elements that hold no article where nothing else tells where it is."""
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*\s*$")
_WORD = re.compile(r"\w+")
_ARTICLE_BODY = re.compile("articlebody", re.IGNORECASE)
_COUNT = re.compile(r"^\W*\d*\W*|\W*\(?\d*\)?\W*$")


@dataclass(frozen=True, slots=True)
class Region:
    """The article on a page.

    Attributes:
        ranges: of the numbers of its pieces, half-open, in order.
        title: of the article, or empty.
        url: where the page says that it stands, or empty.
        ratio: share of the page's words that are the article's; None where the file is no whole page.
    """

    ranges: tuple[tuple[int, int], ...]
    title: str = ""
    url: str = ""
    ratio: float | None = None


def find_region(tree: Tree) -> Region:
    """The article on a page; all of the file where it is no whole page."""
    if not tree.is_page:
        return Region(((0, len(tree.pieces)),), _first_heading(tree))
    return _Finder(tree).find()


def _first_heading(tree: Tree) -> str:
    heading = next((one for one in tree.elements if one.name in ("h1", "h2") and one.hidden is None), None)
    return _shown(tree, heading.first, heading.last) if heading else ""


def _shown(tree: Tree, first: int, last: int) -> str:
    parts = (tree.source[p.start : p.end] if p.kind in ("text", "raw") else " " for p in tree.pieces[first:last])
    return " ".join(unescape("".join(parts)).split())


def _shown_title(tree: Tree) -> str:
    title = tree.title
    return " ".join(unescape(tree.source[title.start : title.end]).split()) if title else ""


@cache
def _settings() -> dict[str, Any]:
    return tables.settings("html/page.toml")


@cache
def _words(group: str, name: str) -> frozenset[str]:
    return frozenset(_settings()[group][name])


class _Finder:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._limits = _settings()["region"]
        self._lines = [line for line in find_lines(tree) if line.words]
        self._prose: dict[int, int] = {}
        self._total = 0
        # A page that says where its article stands may say more in its footer or comments than in a short article.
        self._says_where = any(_article_rank(element) is not None for element in tree.elements)
        self._is_apart_known: dict[int, bool] = {}
        for line in self._lines:
            line.is_prose = self._reads_like_prose(line) and not self._is_apart(line.element)
            if line.is_prose:
                self._count(line)
        self._is_beside_known: dict[int, bool] = {}

    def find(self) -> Region:
        """The region, with the heading before it.

        Where the page has hardly any prose, or most of it stands in parts beside the article such as comments, it is
        the body without its menus, footers, asides and comments.
        """
        lines = self._lines
        chosen: list[int] = []
        if self._total >= self._limits["fewest_words"]:
            around = self._container()
            chosen = [n for n, line in enumerate(lines) if _is_in(line.element, around) and not self._is_beside(line)]
            chosen = self._without_links(self._up_to_end(chosen))
            chosen = self._with_heading([*chosen, *self._notes(chosen, around)])
        if not any(lines[number].is_prose for number in chosen):
            chosen = self._rest() or list(range(len(lines)))
        total = sum(line.words for line in lines)
        kept = sum(lines[number].words for number in chosen)
        title = self._title(chosen)
        return Region(self._ranges(chosen), title, _canonical(self._tree), kept / total if total else None)

    def _is_apart(self, element: Element | None) -> bool:
        """Whether an element lies where no article stands on a page that says where its article is."""
        if element is None or not self._says_where:
            return False
        known = self._is_apart_known.get(id(element))
        if known is None:
            known = element.name in _NEVER_WITHIN or _names_comments(element) or self._is_apart(element.parent)
            self._is_apart_known[id(element)] = known
        return known

    def _rest(self) -> list[int]:
        """The lines outside menus, footers, asides and comments; none where they hold no prose."""
        rest: list[int] = []
        has_prose = False
        for number, line in enumerate(self._lines):
            around = line.element
            while around is not None and not (around.name in _NEVER_READ or _names_comments(around)):
                around = around.parent
            if around is None:
                rest.append(number)
                has_prose |= self._reads_like_prose(line)
        return rest if has_prose else []

    def _reads_like_prose(self, line: Line) -> bool:
        free = line.words - line.linked
        if line.linked > self._limits["link_share"] * line.words:
            return False
        ends = _SENTENCE_END.search(line.text) is not None
        return bool(free >= self._limits["prose_words"] or (ends and free >= self._limits["sentence_words"]))

    def _count(self, line: Line) -> None:
        self._total += line.words
        around = line.element
        while around is not None:
            self._prose[id(around)] = self._prose.get(id(around), 0) + line.words
            around = around.parent

    def _container(self) -> Element | None:
        """The element that holds the article: one that is named so, else the innermost with most of the prose."""
        named: list[tuple[int, int, Element]] = []
        innermost: Element | None = None
        stated: list[Element] = []
        if _ARTICLE_BODY.search(self._tree.source):
            stated = [element for element in self._tree.elements if _is_stated(element)]
        if len(stated) == 1 and self._prose.get(id(stated[0]), 0) >= self._limits["stated"] * self._total:
            return stated[0]
        for element in self._tree.elements:
            prose = self._prose.get(id(element), 0)
            if prose >= self._limits["descend"] * self._total:
                innermost = element
            if prose >= self._limits["named"] * self._total and (rank := _article_rank(element)) is not None:
                named.append((rank, -prose, element))
        if not named:
            return innermost
        return min(named, key=lambda one: one[:2])[2]

    def _is_beside(self, line: Line) -> bool:
        """Whether a line belongs to a part beside the article, by its words or by an element around it."""
        if self._is_named_beside(line.element):
            return True
        lines = _settings()["lines"]
        return line.words <= lines["longest"] and line.text.lower().startswith(tuple(lines["begin"]))

    def _is_named_beside(self, element: Element | None) -> bool:
        if element is None:
            return False
        known = self._is_beside_known.get(id(element))
        if known is None:
            known = self._names_beside(element) or self._is_named_beside(element.parent)
            self._is_beside_known[id(element)] = known
        return known

    def _names_beside(self, element: Element) -> bool:
        if self._prose.get(id(element), 0) > self._limits["too_large"] * self._total:
            return False
        if element.name in _BESIDE:
            return True
        if not element.has_attributes or _article_rank(element) == 0:
            return False
        attributes = element.attributes
        if attributes.get("role", "").lower() in _words("names", "roles"):
            return True
        written = f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
        if any(name.lower() in _words("names", "beside_whole") for name in written):
            return True
        return any(part.lower() in _words("names", "beside") for name in written for part in _NAME_PARTS.findall(name))

    def _up_to_end(self, chosen: list[int]) -> list[int]:
        """The lines up to a heading such as "Related posts" behind which the page goes on."""
        prose = 0
        whole = sum(self._lines[number].words for number in chosen if self._lines[number].is_prose)
        for place, number in enumerate(chosen):
            line = self._lines[number]
            prose += line.words if line.is_prose else 0
            if line.words <= 6 and 2 * prose > whole and _COUNT.sub("", line.text.lower()) in _words("lines", "end"):
                return chosen[:place]
        return chosen

    def _without_links(self, chosen: list[int]) -> list[int]:
        """The lines without those that are nothing but links, two or more in a row, or at either end."""
        is_link = [self._lines[number].linked >= 0.9 * self._lines[number].words for number in chosen]
        kept = []
        for place, number in enumerate(chosen):
            before = place == 0 or is_link[place - 1]
            behind = place + 1 == len(chosen) or is_link[place + 1]
            if not is_link[place] or not (before or behind):
                kept.append(number)
        return kept

    def _notes(self, chosen: list[int], around: Element | None) -> Iterator[int]:
        """The lines of the notes that stand beside the element that holds the article, behind the last of its lines."""
        if around is None or around.parent is None or not chosen:
            return
        for number in range(chosen[-1] + 1, len(self._lines)):
            element = self._lines[number].element
            while element is not None and element.parent is not around.parent:
                element = element.parent
            if element is not None and element.has_attributes:
                attributes = element.attributes
                written = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}"
                if not _words("names", "notes").isdisjoint(written.lower().split()):
                    yield number

    def _with_heading(self, chosen: list[int]) -> list[int]:
        """The lines with the article's heading, which may stand before the element that holds the article.

        It is a heading that says what the page's title says, else the last one of the first level.
        """
        lines = self._lines
        if not chosen or any(_level(lines[number].element) == 1 for number in chosen):
            return chosen
        before = [number for number in range(chosen[0] - 1, -1, -1) if _level(lines[number].element)]
        wanted = set(_WORD.findall(_shown_title(self._tree).lower()))
        for number in before:
            words = set(_WORD.findall(lines[number].text.lower()))
            if words and len(words & wanted) > 0.8 * len(words) and 2 * len(words) > len(wanted):
                return [number, *chosen]
        for number in before:
            if _level(lines[number].element) == 1 and not self._is_named_beside(lines[number].element):
                return [number, *chosen]
        return chosen

    def _title(self, chosen: list[int]) -> str:
        for level in (1, 2):
            for number in chosen:
                if _level(self._lines[number].element) == level:
                    return self._lines[number].text
        return _shown_title(self._tree)

    def _ranges(self, chosen: list[int]) -> tuple[tuple[int, int], ...]:
        ranges: list[tuple[int, int]] = []
        previous = -2
        for number in chosen:
            line = self._lines[number]
            if number == previous + 1:
                ranges[-1] = (ranges[-1][0], line.last)
            else:
                ranges.append((line.first, line.last))
            previous = number
        return tuple(ranges)


def _is_in(element: Element | None, around: Element | None) -> bool:
    while element is not None and element is not around:
        element = element.parent
    return element is around


def _level(element: Element | None) -> int:
    return element.level if element is not None and element.kind == "h" else 0


def _article_rank(element: Element) -> int | None:
    """How plainly an element is named as the article, from 0; None where it is not."""
    if element.name not in ("div", "article", "main", "section", "td", "span", "form", "body"):
        return None
    if element.has_attributes:
        attributes = element.attributes
        if _is_stated(element):
            return 0
        if any(name.lower() in _words("names", "article") for name in attributes.get("class", "").split()):
            return 0
        if any(name.lower() in _words("names", "article") for name in attributes.get("id", "").split()):
            return 0
        if attributes.get("role", "").lower() in ("main", "article"):
            return 2
    return 1 if element.name == "article" else 2 if element.name == "main" else None


def _names_comments(element: Element) -> bool:
    """Whether an element is named as what readers wrote."""
    if not element.has_attributes or element.name == "body":
        return False
    written = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}".lower().split()
    return not _words("names", "comments").isdisjoint(written)


def _is_stated(element: Element) -> bool:
    """Whether an element is marked as the body of an article in the vocabulary of schema.org."""
    return element.has_attributes and "articlebody" in element.attributes.get("itemprop", "").lower()


def _canonical(tree: Tree) -> str:
    """The address that the page gives for itself."""
    for element in tree.elements:
        if element.name == "link" and element.attributes.get("rel", "").lower() == "canonical":
            return unescape(element.attributes.get("href", "").strip())
        if element.name == "body":
            break
    return ""
