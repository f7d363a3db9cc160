"""What readers wrote below an article, told by headings that announce it and by bylines rather than by names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import takewhile
from operator import or_

from pipeline.ingest.html.region.bylines import Byline, byline
from pipeline.ingest.html.region.endings import Announced, announced
from pipeline.ingest.html.region.lines import Line, Prose, upwards
from pipeline.ingest.html.region.naming import Named
from pipeline.ingest.html.region.settings import limits
from pipeline.ingest.html.tree import Element

_LOOKS = 12
"""How often, on average, a line of a page is looked at for comments at most, so that time is linear in the page."""


@dataclass(slots=True)
class _Entry:
    """What may be one comment: the block with its byline, and those behind it.

    Attributes:
        blocks: the elements.
        told: by its bylines.
        prose: how many lines of prose it has.
        has_title: whether it has a heading that is no byline.
    """

    blocks: list[Element]
    told: Byline = Byline.NOTHING
    prose: int = 0
    has_title: bool = False

    def add(self, told: Byline, others: Sequence[Line]) -> None:
        """Add what a block says: by its bylines, and the other lines in it."""
        self.told |= told
        self.prose += sum(line.is_prose for line in others)
        self.has_title |= any(line.level for line in others)


class Comments:
    """The comments on a page that are told by what stands in them."""

    def __init__(self, lines: Sequence[Line], prose: Prose, named: Sequence[Named], titles: Sequence[str]) -> None:
        """Take what is known of the page.

        Args:
            lines: of the page.
            prose: how much of it is in which element.
            named: its elements with telling names.
            titles: of the page and of its article, as they are written.
        """
        self._lines = lines
        self._prose = prose
        self._named = named
        self._announced = [announced(line, titles) for line in lines]
        self._bylines: dict[int, Byline] = {}
        self._looks_left = _LOOKS * len(lines)
        self._first_prose: int | None = None

    def below_headings(self) -> Iterator[Element]:
        """The elements with comments behind headings that announce them, and those of the headings."""
        for number, said in enumerate(self._announced):
            if said and self._is_behind_prose(number):
                yield from self._behind(number, is_plain=said is Announced.PLAINLY)

    def with_doubtful_names(self) -> Iterator[Element]:
        """The elements whose names are those of comments and of parts of articles, and that hold comments."""
        groups: dict[tuple[int, str], list[Element]] = {}
        for element, naming in self._named:
            if naming.may_be_comments:
                groups.setdefault((id(element.parent), element.name), []).append(element)
        for group in groups.values():
            inside = [self._prose.lines_of(one) for one in group]
            if len(group) == 1:
                entries = self._inside(group[0], inside[0])
            else:
                entries = self._entries([number for one in inside for number in one], group[0].parent)
            if _are_comments(entries, is_plain=False):
                yield from group

    def are_in(self, element: Element) -> bool:
        """Whether what is named as comments holds comments, by a heading or by its bylines."""
        inside = self._prose.lines_of(element)
        headings = (number for number in range(max(0, inside.start - 1), inside.stop) if self._lines[number].level)
        plainly = (number for number in headings if self._announced[number] is Announced.PLAINLY)
        if any(self._is_behind_prose(number) for number in plainly):
            return True
        return _are_comments(self._inside(element, inside), is_plain=True)

    def _is_behind_prose(self, number: int) -> bool:
        """Whether there is prose before a line, behind the main heading where there is one."""
        if self._first_prose is None:
            headings = (n for n, line in enumerate(self._lines) if line.level == 1 and not self._announced[n])
            heading = next(headings, -1)
            prose = (n for n in range(heading + 1, len(self._lines)) if self._lines[n].is_prose)
            self._first_prose = next(prose, len(self._lines))
        return self._first_prose < number

    def _behind(self, number: int, *, is_plain: bool) -> list[Element]:
        """The elements with comments behind a heading, and that of the heading; none where there are no comments."""
        line = self._lines[number]
        top = line.element
        if top is None:
            return []
        is_plain = is_plain and line.level > 0
        while top.parent is not None and self._prose.lines_of(top.parent).start == number and not _is_page(top.parent):
            top = top.parent
        within = self._prose.lines_of(top)
        if any(self._lines[other].is_prose for other in within):
            entries = self._inside(top, range(number + 1, within.stop))
            return [top] if _are_comments(entries, is_plain=is_plain) else []
        if top.parent is None:
            return []
        behind = range(within.stop, self._prose.lines_of(top.parent).stop)
        numbers = list(takewhile(lambda other: not self._ends(other, line.level), behind))
        entries = self._up_to_byline(self._entries(numbers, top.parent))
        if _are_comments(entries, is_plain=is_plain):
            return [top, *(block for entry in entries for block in entry.blocks)]
        first = self._first_block(numbers, top.parent)
        if first is not None and _are_comments(self._inside(first, self._prose.lines_of(first)), is_plain=is_plain):
            return [top, first]
        return []

    def _ends(self, number: int, level: int) -> bool:
        """Whether a line is a heading behind which other things stand than comments."""
        own = self._lines[number].level
        is_heading = 0 < own <= (level or 6) and not self._byline(number)
        return is_heading or self._announced[number] is not Announced.NOTHING

    def _first_block(self, numbers: Sequence[int], holder: Element) -> Element | None:
        first = next((number for number in numbers if self._lines[number].is_prose), None)
        return None if first is None else self._block(first, holder)

    def _block(self, number: int, holder: Element) -> Element | None:
        """The element around a line that stands right in ``holder``; None for text in no other, and in a form."""
        block = None
        for element in upwards(self._lines[number].element):
            if element is holder:
                return block
            if element.name == "form":
                return None
            block = element
        return None

    def _inside(self, element: Element, numbers: Sequence[int]) -> list[_Entry]:
        """What stands in an element, or in the innermost that holds all of it."""
        while True:
            last = self._lines[numbers[-1]].place if numbers else 0
            around = upwards(self._lines[numbers[0]].element if numbers else None)
            holder = next((one for one in around if last < one.last), element)
            entries = self._entries(numbers, holder)
            blocks = {id(block): block for entry in entries for block in entry.blocks}
            if len(blocks) != 1:
                return entries
            inside = self._prose.lines_of(next(iter(blocks.values())))
            if len(inside) == len(numbers):
                return entries
            numbers = inside

    def _entries(self, numbers: Sequence[int], holder: Element | None) -> list[_Entry]:
        """What stands in some lines of an element, divided at its elements; those behind a byline belong to it."""
        self._looks_left -= len(numbers)
        if holder is None or self._looks_left < 0:
            return []
        entries: list[_Entry] = []
        is_open = False
        for block, inside in self._blocks(numbers, holder):
            has_prose = any(self._lines[number].is_prose and not self._byline(number) for number in inside)
            told = reduce(or_, map(self._byline, inside))
            is_byline = bool(told) and not has_prose
            belongs = is_open and (not is_byline or not entries[-1].prose)
            if entries and (belongs or (is_byline and told is Byline.ACTION)):
                entries[-1].blocks.append(block)
            else:
                entries.append(_Entry([block]))
                is_open = is_byline
            entries[-1].add(told, [self._lines[number] for number in inside if not self._byline(number)])
        return entries

    def _blocks(self, numbers: Sequence[int], holder: Element) -> Iterator[tuple[Element, Sequence[int]]]:
        """The elements right in ``holder``, each with the numbers of its lines; not forms."""
        place = 0
        while place < len(numbers):
            block = self._block(numbers[place], holder)
            stop = self._prose.lines_of(block).stop if block is not None else 0
            behind = max(place + 1, bisect_left(numbers, stop, place))
            if block is not None:
                yield block, numbers[place:behind]
            place = behind

    def _byline(self, number: int) -> Byline:
        if number not in self._bylines:
            self._bylines[number] = byline(self._lines[number])
        return self._bylines[number]

    @staticmethod
    def _up_to_byline(entries: list[_Entry]) -> list[_Entry]:
        last = max((place for place, entry in enumerate(entries) if entry.told), default=-1)
        return entries[: last + 1]


def _is_page(element: Element) -> bool:
    return element.name in ("html", "body", "main", "article")


def _are_comments(entries: Sequence[_Entry], *, is_plain: bool) -> bool:
    """Whether enough of what stands in a list has bylines as comments have them.

    Args:
        entries: the list.
        is_plain: whether a heading or a name says that it is comments; else each must have a name with a time, or
            something that readers can do with it, and there must be several.
    """
    saying = [entry for entry in entries if entry.prose]
    if is_plain:
        told = [entry for entry in saying if entry.told]
        is_enough = len(told) > 1 or (len(told) == len(saying) == 1 and _is_comment(told[0]))
    else:
        told = [entry for entry in saying if not entry.has_title and _is_of_reader(entry.told)]
        is_enough = len(told) > 1
    return is_enough and len(told) >= limits()["with_bylines"] * len(saying)


def _is_comment(entry: _Entry) -> bool:
    """Whether what stands alone is a comment: an article may follow a byline too."""
    return entry.told is not Byline.NAME and not entry.has_title and entry.prose <= limits()["lone_comment"]


def _is_of_reader(told: Byline) -> bool:
    return Byline.ACTION in told or (Byline.TIME in told and Byline.NAME in told)
