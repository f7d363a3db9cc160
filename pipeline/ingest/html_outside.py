"""What of an article stands outside the element that holds most of it: a first paragraph, a last one, a second part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.ingest.html_lines import Line, Prose, ends_sentence, upwards
from pipeline.ingest.html_naming import Named, words_in_names
from pipeline.ingest.html_settings import limits, listed
from pipeline.ingest.html_tree import Element


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

    def with_others(self, body: Element, heading: int | None, is_beside: Sequence[bool]) -> list[int]:
        """The numbers of the lines of the body, of other parts with its name, and of the prose around them.

        That is the prose in the same ``article``, and the prose between the main heading and the body, but not what
        stands beside the article by its name.

        Args:
            body: the element.
            heading: number of the article's heading where it stands before the body, else None.
            is_beside: for each line whether it stands beside the article.
        """
        parts = self._parts(body)
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

    def _parts(self, body: Element) -> list[Element]:
        """The body and the elements beside it, with the same parent, that are named as the article in the same way.

        A heading between two of them may be that of another article.
        """
        named = body.attributes.get("class", "") if body.has_attributes else ""
        same = [
            one
            for one, naming in self._named
            if naming.rank == 0 and one.parent is body.parent and one.attributes.get("class", "") == named
        ]
        if not named or len(same) < 2 or body not in same:
            return [body]
        within = [self._prose.lines_of(one) for one in same]
        for before, behind in pairwise(within):
            if any(self._lines[number].level for number in range(before.stop, behind.start)):
                return [body]
        return same

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

    def _block(self, number: int, holder: Element) -> Element | None:
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
