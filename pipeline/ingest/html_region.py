"""Where on a page the article stands: not in its menus, footers, comments and lists of links.

Own code rather than trafilatura, which takes six times as long, and says what the text is, not where;
``python -m benchmarks.pages speed`` and ``regions`` compare the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from pipeline import tables
from pipeline.ingest.html_apart import Parts, sum_prose, upwards
from pipeline.ingest.html_lines import Line, begins_beside, find_lines, heading_level, reads_like_prose
from pipeline.ingest.html_naming import naming_of
from pipeline.ingest.html_tree import Element, Tree

_BESIDE = frozenset({"nav", "footer", "aside", "dialog", "menu"})
"""Elements that stand beside an article unless most of a page is in them."""
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
        taken_in: what the page calls parts that usually stand beside an article, such as comments, and that were taken
            for the article, since little else stands on the page.
    """

    ranges: tuple[tuple[int, int], ...]
    title: str = ""
    url: str = ""
    ratio: float | None = None
    taken_in: tuple[str, ...] = ()


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
        for line in self._lines:
            line.is_prose = reads_like_prose(line)
        self._parts = Parts(tree, self._lines)
        for line in self._lines:
            line.is_prose = line.is_prose and not self._parts.is_apart(line)
        self._prose = sum_prose(tree, self._lines)
        self._total = sum(line.words for line in self._lines if line.is_prose)
        named = sum(line.words for line in self._lines if line.is_prose and self._parts.name_of(line.element))
        self._is_mostly_named = named > self._limits["too_large"] * self._total
        self._beside = self._find_beside()

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
            chosen = self._rest()
        total = sum(line.words for line in lines)
        kept = sum(lines[number].words for number in chosen)
        ratio = kept / total if total else None
        taken_in = sorted({self._parts.name_of(lines[number].element) for number in chosen} - {""})
        return Region(self._ranges(chosen), self._title(chosen), _canonical(self._tree), ratio, tuple(taken_in))

    def _rest(self) -> list[int]:
        """The lines outside menus, footers, asides and comments; with them where most of the prose is in them."""
        rest = [number for number, line in enumerate(self._lines) if not self._parts.is_apart(line)]
        if not self._is_mostly_named:
            rest = [number for number in rest if not self._parts.name_of(self._lines[number].element)]
        return rest if self._total else list(range(len(self._lines)))

    def _container(self) -> Element | None:
        """The element that holds the article: one that is named so, else the innermost with most of the prose.

        None, for the whole page, where that is what the page names as comments or the like.
        """
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
            if prose >= self._limits["named"] * self._total and (rank := naming_of(element).rank) is not None:
                named.append((rank, -prose, element))
        if not named:
            return None if self._is_mostly_named else innermost
        return min(named, key=lambda one: one[:2])[2]

    def _is_beside(self, line: Line) -> bool:
        """Whether a line belongs to a part beside the article, by its words or by an element around it."""
        return id(line.element) in self._beside or self._parts.is_apart(line) or begins_beside(line)

    def _find_beside(self) -> set[int]:
        """The elements that are named as parts beside the article, and all in them.

        A name counts where less than half of the page's prose is in the element, and in all that have it in common,
        and where the element does not hold the main heading and some prose.
        """
        largest = self._limits["too_large"] * self._total
        common = self._common_words(largest)
        heading = next((line.element for line in self._lines if heading_level(line.element) == 1), None)
        headed = {id(element) for element in upwards(heading)}
        found: set[int] = set()
        for element in self._tree.elements:
            if id(element.parent) in found:
                found.add(id(element))
            elif element.name in _BESIDE or not naming_of(element).words <= common:
                words = self._prose.get(id(element), 0)
                if words <= (min(largest, self._limits["fewest_words"]) if id(element) in headed else largest):
                    found.add(id(element))
        return found

    def _common_words(self, largest: float) -> frozenset[str]:
        """The words that name elements with more than ``largest`` words of prose in them."""
        words: dict[int, frozenset[str]] = {}
        for element in self._tree.elements:
            above = words.get(id(element.parent), frozenset())
            words[id(element)] = above | naming_of(element).words if naming_of(element).words else above
        counts: Counter[str] = Counter()
        for line in self._lines:
            if line.is_prose:
                counts.update(dict.fromkeys(words.get(id(line.element), ()), line.words))
        return frozenset(word for word, count in counts.items() if count > largest)

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
        if not chosen or any(heading_level(lines[number].element) == 1 for number in chosen):
            return chosen
        before = [number for number in range(chosen[0] - 1, -1, -1) if heading_level(lines[number].element)]
        wanted = set(_WORD.findall(_shown_title(self._tree).lower()))
        for number in before:
            words = set(_WORD.findall(lines[number].text.lower()))
            if words and len(words & wanted) > 0.8 * len(words) and 2 * len(words) > len(wanted):
                return [number, *chosen]
        for number in before:
            if heading_level(lines[number].element) == 1 and not self._is_beside(lines[number]):
                return [number, *chosen]
        return chosen

    def _title(self, chosen: list[int]) -> str:
        for level in (1, 2):
            for number in chosen:
                if heading_level(self._lines[number].element) == level:
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
    return around is None or any(one is around for one in upwards(element))


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
