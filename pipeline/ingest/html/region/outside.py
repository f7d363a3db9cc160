"""What of an article stands outside the element that holds most of it: a first paragraph, a last one, a second part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.ingest.html.region.bylines import byline
from pipeline.ingest.html.region.lines import Line, Prose, ends_sentence, upwards
from pipeline.ingest.html.region.naming import Named, words_in_names
from pipeline.ingest.html.region.settings import limits, listed
from pipeline.ingest.html.tree import Element

_WORD = re.compile(r"[a-z0-9]+")
_NO_PARTS = frozenset({"html", "body", "main", "tbody", "tr", "td", "th", "table", "p"})
"""Elements beside which nothing of the same text stands in another of their kind."""


class Outside:
    """The lines of an article around the element that holds most of it, called its body here."""

    def __init__(self, lines: Sequence[Line], prose: Prose, named: Sequence[Named]) -> None:
        """Take what is known of the page.

        Args:
            lines: of the page.
            prose: how much of it is in which element.
            named: its elements with telling names.
        """
        self._lines = lines
        self._prose = prose
        self._named = named

    def with_others(
        self, body: Element, heading: int | None, is_beside: Sequence[bool], series: float | None
    ) -> list[int]:
        """The numbers of the lines of the body, of other parts with its name, and of the prose around them.

        That is the prose in the same ``article``, and the prose between the main heading and the body, but not what
        stands beside the article by its name.

        Args:
            body: the element.
            heading: number of the article's heading where it stands before the body, else None.
            is_beside: for each line whether it stands beside the article.
            series: words of prose from which on articles beside the body that begin with a heading of the same level
                are read too; None where they are others.
        """
        parts = self._parts(body, is_beside, series)
        found = {number for part in parts for number in self._prose.lines_of(part)}
        held = sum(self._prose.words_of(part) for part in parts)
        first = self._prose.lines_of(body).start
        article = _article(body)
        if article is not None and held >= limits()["named"] * self._prose.words_of(article):
            around = [number for number in self._prose.lines_of(article) if number not in found]
            found.update(self._prose_of([number for number in around if number < first], article, is_beside))
            found.update(self._prose_of([number for number in around if number > first], article, is_beside))
        if heading is not None and heading < first and article is None:
            element = self._lines[heading].element
            holders = {id(one) for one in upwards(element)}
            holder = next((one for one in upwards(body.parent) if id(one) in holders), None)
            if holder is not None:
                between = [number for number in range(heading + 1, first) if number not in found]
                found.update(self._prose_of(between, holder, is_beside))
        return sorted(found)

    def _parts(self, body: Element, is_beside: Sequence[bool], series: float | None) -> list[Element]:
        """The body and the elements beside it, with the same parent, that go on with the text in the same way.

        Those are what is named as the article by the same class, where no heading stands between, and what is written
        in the same way behind the body without a heading and a byline of its own.
        """
        named = body.attributes.get("class", "") if body.has_attributes else ""
        same = [
            one
            for one, naming in self._named
            if naming.rank == 0 and one.parent is body.parent and one.attributes.get("class", "") == named
        ]
        if named and len(same) > 1 and body in same:
            within = [self._prose.lines_of(one) for one in same]
            between = (range(before.stop, behind.start) for before, behind in pairwise(within))
            if any(self._lines[number].level for numbers in between for number in numbers):
                return [body]
            return same
        return [body, *self._like(body, is_beside, series)]

    def _like(self, body: Element, is_beside: Sequence[bool], series: float | None) -> Iterator[Element]:
        """The elements behind the body that are like it, and those before it where they are articles of a series."""
        inside = self._prose.lines_of(body)
        outer = body
        while outer.parent is not None and self._prose.lines_of(outer.parent) == inside:
            outer = outer.parent
        holder = outer.parent
        if holder is None or outer.name in _NO_PARTS:
            return
        level = self._lines[inside.start].level if series is not None and outer.name == "article" else 0
        around = self._prose.lines_of(holder)
        yield from self._alike(outer, range(inside.stop, around.stop), level, series or 0, is_beside)
        if level:
            yield from self._alike(outer, range(inside.start - 1, around.start - 1, -1), level, series or 0, is_beside)

    def _alike(
        self, outer: Element, numbers: range, level: int, least: float, is_beside: Sequence[bool]
    ) -> Iterator[Element]:
        """The elements that are like ``outer`` and have no byline, as far as there are no others between.

        Args:
            outer: the element.
            numbers: of the lines to look for them.
            level: of the heading that they begin with; 0 where they have none.
            least: words of prose in one with a heading.
            is_beside: for each line whether it stands beside the article.
        """
        seen = outer
        for number in numbers:
            block = self._block(number, outer.parent)
            if block is None or block is seen or is_beside[number]:
                continue
            seen = block
            lines = [self._lines[one] for one in self._prose.lines_of(block) if not is_beside[one]]
            is_other = lines[0].level != level if level else any(line.level for line in lines)
            if is_other or _shape(block) != _shape(outer) or any(map(byline, lines)):
                return
            is_long = not level or self._prose.words_of(block) >= least
            if is_long and any(map(self._is_text, lines)) and not self._is_set_apart(number, block):
                yield block

    def _prose_of(self, numbers: Sequence[int], holder: Element, is_beside: Sequence[bool]) -> Iterator[int]:
        """The prose among lines in ``holder``, with its headings and the items of its lists.

        A line that does not end like a sentence may as well be a date and an author.
        """
        free = [number for number in numbers if not is_beside[number] and not self._is_set_apart(number, holder)]
        wanted: set[int] = set()
        for _, block in groupby(free, lambda number: id(self._block(number, holder))):
            block_lines = list(block)
            if any(self._is_text(self._lines[number]) for number in block_lines):
                wanted.update(number for number in block_lines if self._is_item(self._lines[number]))
                wanted.update(number for number in block_lines if self._is_text(self._lines[number]))
        is_headed = False
        for number in reversed(free):
            is_headed = number in wanted or (is_headed and self._lines[number].level > 0)
            if is_headed:
                yield number

    def _is_text(self, line: Line) -> bool:
        return line.is_prose and ends_sentence(line)

    def _is_item(self, line: Line) -> bool:
        is_free = line.linked <= limits()["link_share"] * line.words
        return is_free and any(one.name == "li" for one in upwards(line.element))

    def _block(self, number: int, holder: Element | None) -> Element | None:
        inner = (one for one in upwards(self._lines[number].element) if one.parent is holder)
        return next(inner, None)

    def _is_set_apart(self, number: int, holder: Element) -> bool:
        """Whether a line in ``holder`` stands in another article or in what is named as no part of the text."""
        for element in upwards(self._lines[number].element):
            if element is holder:
                return False
            if element.name in ("article", "form", "figure", "button"):
                return True
            if not listed("names", "outside").isdisjoint(words_in_names(element)):
                return True
        return False


def _article(body: Element) -> Element | None:
    if body.name == "article":
        return None
    return next((one for one in upwards(body.parent) if one.name == "article"), None)


def _shape(element: Element) -> tuple[str, frozenset[str]]:
    """The tag of an element and the words of its class, by which alike boxes of a page are told."""
    named = element.attributes.get("class", "") if element.has_attributes else ""
    words = (word.rstrip("0123456789") for word in _WORD.findall(named.lower()))
    return element.name, frozenset(word for word in words if word.isalpha())
