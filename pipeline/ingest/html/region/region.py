"""Where on a page the article stands: not in its menus, footers, comments and lists of links.

Own code rather than trafilatura, which takes six times as long, and says what the text is, not where;
``python -m benchmarks.pages speed`` and ``regions`` compare the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice

from pipeline.ingest.html.region.apart import Parts
from pipeline.ingest.html.region.endings import ends_article, up_to_end
from pipeline.ingest.html.region.lines import Prose, begins_beside, find_lines, upwards
from pipeline.ingest.html.region.naming import find_named
from pipeline.ingest.html.region.outside import Outside
from pipeline.ingest.html.region.settings import limits, listed
from pipeline.ingest.html.tree import Element, Tree
from pipeline.ingest.titles import stands_before_title

_WORD = re.compile(r"\w+")
_MAIN_HEADINGS = 3
"""Headings of the first level, from the top, of which one may be the article's title: others are of other articles."""
_ARTICLE_BODY = re.compile("articlebody", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """The article on a page.

    Attributes:
        ranges: of the numbers of its pieces, half-open, in order.
        title: of the article, or empty.
        url: where the page says that it stands, or empty.
        ratio: share of the page's words that are the article's; None where the file is no whole page.
        prose_ratio: the same share of the lines that read like running text; None where none does.
        taken_in: what the page calls parts that usually stand beside an article, such as comments, and that were taken
            for the article, since little else stands on the page.
    """

    ranges: tuple[tuple[int, int], ...]
    title: str = ""
    url: str = ""
    ratio: float | None = None
    prose_ratio: float | None = None
    taken_in: tuple[str, ...] = ()


def find_region(tree: Tree) -> Region:
    """The article on a page; all of the file where it is no whole page."""
    if not tree.is_page:
        return Region(((0, len(tree.pieces)),), _first_heading(tree))
    return _Finder(tree).find()


def _first_heading(tree: Tree) -> str:
    headings = (one for one in tree.elements if one.name in ("h1", "h2") and one.hidden is None)
    shown = (_shown(tree, heading.first, heading.last) for heading in headings)
    return next((heading for heading in shown if not stands_before_title(heading)), "")


def _shown(tree: Tree, first: int, last: int) -> str:
    parts = (tree.source[p.start : p.end] if p.kind in ("text", "raw") else " " for p in tree.pieces[first:last])
    return " ".join(unescape("".join(parts)).split())


def _shown_title(tree: Tree) -> str:
    title = tree.title
    return " ".join(unescape(tree.source[title.start : title.end]).split()) if title else ""


def _share(kept: Sequence[int], all_words: Sequence[int]) -> float | None:
    total = sum(all_words)
    return sum(kept) / total if total else None


class _Finder:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._lines = find_lines(tree)
        self._named = find_named(tree)
        title = _shown_title(tree)
        self._title_words = set(_WORD.findall(title.lower()))
        self._saying_title: dict[int, bool] = {}
        headings = (line.text for line in self._lines if line.level == 1)
        self._titles = [title, *islice(headings, _MAIN_HEADINGS)]
        self._parts = Parts(self._lines, self._named, self._titles)
        self._prose = Prose(self._lines, self._parts.are_apart)
        self._total = self._prose.words
        self._is_beside = self._find_beside()
        in_parts = self._total - Prose(self._lines, [name != "" for name in self._parts.names]).words
        self._is_mostly_named = in_parts > limits()["too_large"] * self._total

    def find(self) -> Region:
        """The region, with the heading before it.

        Where the page has hardly any prose, or most of it stands in parts beside the article such as comments, it is
        the body without its menus, footers, asides and comments.
        """
        lines = self._lines
        chosen: list[int] = []
        if self._total >= limits()["fewest_words"]:
            around = self._container()
            chosen = [number for number in self._inside(around) if not self._is_beside[number]]
            chosen = [number for number in up_to_end(lines, chosen, self._titles) if not begins_beside(lines[number])]
            body = self._prose.lines_of(around) if around else range(len(lines))
            chosen = self._without_links(chosen, body)
            chosen = self._with_heading([*chosen, *self._notes(chosen, around)])
        if not any(lines[number].is_prose and not self._parts.are_apart[number] for number in chosen):
            chosen = self._rest()
        ratio = _share([lines[number].words for number in chosen], [line.words for line in lines])
        kept = [lines[number].words for number in chosen if lines[number].is_prose]
        prose_ratio = _share(kept, [line.words for line in lines if line.is_prose])
        taken_in = sorted({self._parts.names[number] for number in chosen} - {""})
        return Region(
            self._ranges(chosen), self._title(chosen), _canonical(self._tree), ratio, prose_ratio, tuple(taken_in)
        )

    def _inside(self, around: Element | None) -> Sequence[int]:
        """The lines of the element that holds the article, and of the article around it."""
        if around is None:
            return range(len(self._lines))
        first = self._prose.lines_of(around).start
        heading = self._heading_before(first)
        if heading is not None and not self._says_title(heading):
            # The name of the site, where the article has a heading of a lower level.
            heading = None if any(line.level for line in self._lines[heading + 1 : first]) else heading
        outside = Outside(self._lines, self._prose, self._named)
        return outside.with_others(around, heading, self._is_beside, self._series(heading))

    def _series(self, heading: int | None) -> float | None:
        """Words of prose from which on articles behind another belong to the same page; None where they do not.

        All do below the page's heading; where no heading says the page's title, those do that are as long.
        """
        if heading is not None and self._says_title(heading):
            return 0
        is_told = any(line.level and self._says_title(number) for number, line in enumerate(self._lines))
        return None if is_told else float(limits()["named"] * self._total)

    def _rest(self) -> list[int]:
        """The lines outside menus, footers, asides and comments; with them where most of the prose is in them."""
        if not self._total:
            return list(range(len(self._lines)))
        rest = [number for number in range(len(self._lines)) if not self._parts.are_apart[number]]
        return rest if self._is_mostly_named else [number for number in rest if not self._parts.names[number]]

    def _container(self) -> Element | None:
        """The element that holds the article: one that is named so, else the innermost with most of the prose.

        None, for the whole page, where that is what the page names as comments or the like.
        """
        prose, total = self._prose, self._total
        if _ARTICLE_BODY.search(self._tree.source):
            stated = [element for element in self._tree.elements if _is_stated(element)]
            if len(stated) == 1 and prose.words_of(stated[0]) >= limits()["stated"] * total:
                return stated[0]
        articles = [(naming.rank, -prose.words_of(one), one) for one, naming in self._named if naming.rank is not None]
        titled = [one for rank, words, one in articles if rank == 1 and words and self._is_titled(one)]
        large = [article for article in articles if -article[1] >= limits()["named"] * total]
        if titled and all(rank for rank, _, _ in large):
            large = [article for article in large if article[2] in titled]
        if large:
            rank, _, best = min(large, key=lambda article: article[:2])
            same = (one for other, _, one in large if other == rank and one.parent is best.parent)
            return best if rank == 0 else next(same)
        if self._is_mostly_named:
            return None
        # What holds most of the prose holds its middle.
        middle = upwards(self._lines[prose.middle()].element)
        holding = (one for one in middle if prose.words_of(one) >= limits()["descend"] * total)
        return next((one for one in holding if all(one.start <= article.start < one.end for article in titled)), None)

    def _is_titled(self, element: Element) -> bool:
        """Whether a heading in an element says what the page's title says."""
        inside = self._prose.lines_of(element)
        return any(self._lines[number].level and self._says_title(number) for number in inside)

    def _find_beside(self) -> list[bool]:
        """For each line whether it belongs to a part beside the article, by its words or by an element around it.

        A name counts where less than half of the page's prose is in the element, and in all that have it in common,
        and where the element does not hold the main heading and some prose.
        """
        largest = limits()["too_large"] * self._total
        common = self._common_words(largest)
        heading = next((line.element for line in self._lines if line.level == 1), None)
        headed = {id(element) for element in upwards(heading)}
        found = [
            apart or (begins_beside(line) and not (line.level and ends_article(line, self._titles)))
            for apart, line in zip(self._parts.are_apart, self._lines, strict=True)
        ]
        for element, naming in self._named:
            if naming.is_beside or not naming.words <= common:
                most = min(largest, limits()["fewest_words"]) if id(element) in headed else largest
                if self._prose.words_of(element) <= most:
                    inside = self._prose.lines_of(element)
                    found[inside.start : inside.stop] = [True] * len(inside)
        return found

    def _common_words(self, largest: float) -> frozenset[str]:
        """The words that name elements with more than ``largest`` words of prose in them."""
        counts: Counter[str] = Counter()
        ends: dict[str, int] = {}
        for element, naming in self._named:
            words = self._prose.words_of(element) if naming.words else 0
            for word in naming.words if words else ():
                if element.start >= ends.get(word, 0):
                    ends[word] = element.end
                    counts[word] += words
        return frozenset(word for word, count in counts.items() if count > largest)

    def _without_links(self, chosen: list[int], body: range) -> list[int]:
        """The lines without those that are nothing but links, two or more in a row, or at either end.

        The ends are those of what was chosen, and those of its lines in ``body``.
        """
        lines = self._lines
        is_link = [lines[number].linked >= 0.9 * lines[number].words for number in chosen]
        return [
            number
            for place, number in enumerate(chosen)
            if not is_link[place]
            or not any(
                is_end or is_link[other] or (chosen[other] in body) != (number in body)
                for other, is_end in ((place - 1, place == 0), (place + 1, place + 1 == len(chosen)))
            )
        ]

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
                if not listed("names", "notes").isdisjoint(written.lower().split()):
                    yield number

    def _with_heading(self, chosen: list[int]) -> list[int]:
        """The lines with the article's heading, which may stand before the element that holds the article."""
        if not chosen or any(self._lines[number].level == 1 for number in chosen):
            return chosen
        heading = self._heading_before(chosen[0])
        return chosen if heading is None else [heading, *chosen]

    def _heading_before(self, first: int) -> int | None:
        """The number of the heading before a line that says what the page's title says, else the last of level 1."""
        before = [number for number in range(first - 1, -1, -1) if self._lines[number].level]
        same = (number for number in before if self._says_title(number))
        main = (number for number in before if self._lines[number].level == 1 and not self._is_beside[number])
        return next(same, next(main, None))

    def _says_title(self, number: int) -> bool:
        if number not in self._saying_title:
            self._saying_title[number] = self._compare_title(number)
        return self._saying_title[number]

    def _compare_title(self, number: int) -> bool:
        words = set(_WORD.findall(self._lines[number].text.lower()))
        wanted = self._title_words
        return bool(words) and len(words & wanted) > 0.8 * len(words) and 2 * len(words) > len(wanted)

    def _title(self, chosen: list[int]) -> str:
        for level in (1, 2):
            for number in chosen:
                line = self._lines[number]
                if line.level == level and not stands_before_title(line.text):
                    return line.text
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
