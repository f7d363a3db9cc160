"""Which parts of a page stand apart from its article however long they are: menus, footers, comments and the like.

A name is taken at its word only where something is left that can be the article: what a page calls comments may be
all that it has to say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.ingest.html.region.comments import Comments
from pipeline.ingest.html.region.endings import ends_article
from pipeline.ingest.html.region.lines import Line, Prose, begins_beside, upwards
from pipeline.ingest.html.region.naming import COMMENT, COMMENTS, Named, Naming
from pipeline.ingest.html.region.settings import limits
from pipeline.ingest.html.tree import Element

_NEVER_READ = frozenset({"nav", "footer"})
"""Elements that hold no article where anything else on the page reads like one."""


class Parts:
    """The parts of a page that are named as what stands beside an article.

    Attributes:
        names: for each line what the page calls the part that it stands in, or empty.
        are_apart: for each line whether it stands in a part that holds no article.
    """

    def __init__(self, lines: Sequence[Line], named: Sequence[Named], titles: Sequence[str]) -> None:
        """Find them.

        Args:
            lines: of the page.
            named: its elements with telling names.
            titles: of the page and of its article, as they are written.
        """
        self._lines = lines
        self._named = named
        self._titles = titles
        self._prose = Prose(lines)
        self._comments = Comments(lines, self._prose, named, titles)
        self._doubtful = {id(element) for element in self._comments.with_doubtful_names()}
        self._below_headings = {id(element): element for element in self._comments.below_headings()}
        self._parts = self._find()
        self._starts = [part.element.start for part in self._parts]
        self.names = [""] * len(lines)
        self._part_of = [-1] * len(lines)
        for number, part in enumerate(self._parts):
            for line in self._prose.lines_of(part.element):
                self.names[line], self._part_of[line] = part.naming.part, number
        apart = self._choose() if self._parts else frozenset()
        self.are_apart = [number in apart for number in self._part_of]

    def _find(self) -> list[Named]:
        """The parts, none in another, in order."""
        parts = self._candidates()
        has_several = sum(part.naming.part == COMMENT for part in parts) > 1
        holding = self._holding(parts) if parts else frozenset()
        found: list[Named] = []
        for part in parts:
            is_outermost = not found or part.element.start >= found[-1].element.end
            is_told = part.naming.part != COMMENT or has_several
            if is_outermost and is_told and id(part.element) not in holding and self._prose.lines_of(part.element):
                found.append(part)
        return found

    def _candidates(self) -> list[Named]:
        """The elements that are named as such parts, and the comments that are told otherwise, in order."""
        named = [one for one in self._named if one.naming.part and id(one.element) not in self._below_headings]
        doubtful = [one.element for one in self._named if id(one.element) in self._doubtful]
        told = {id(element): element for element in (*doubtful, *self._below_headings.values())}
        if not told:
            return named
        comments = [Named(element, Naming(part=COMMENTS)) for element in told.values()]
        return sorted([*named, *comments], key=lambda one: (one.element.start, -one.element.end))

    def _holding(self, parts: Sequence[Named]) -> frozenset[int]:
        """The elements with the main heading, or with most of their prose in what is named as an article."""
        headings = (line for line in self._lines if line.level == 1 and not ends_article(line, self._titles))
        heading = next((line.element for line in headings), None)
        found = {id(element) for element in upwards(heading)}
        comments = {id(one.element) for one in parts if one.naming.part == COMMENTS}
        for element, naming in self._named:
            words = self._prose.words_of(element)
            if words and naming.rank is not None and not naming.part:
                may_be_comment = naming.rank == 1 and not any(
                    self._lines[number].level for number in self._prose.lines_of(element)
                )
                for around in upwards(element.parent):
                    if 2 * words <= self._prose.words_of(around):
                        break
                    if not (may_be_comment and id(around) in comments):
                        found.add(id(around))
        return frozenset(found)

    def _choose(self) -> frozenset[int]:
        """The numbers of the parts to leave out: all but lists of questions, else menus and footers, else none.

        Where too little would be left, comments with doubtful names are kept first.
        """
        wanted = frozenset(range(len(self._parts))) - self._question_lists()
        doubtful = {number for number, part in enumerate(self._parts) if id(part.element) in self._doubtful}
        for parts in (wanted, wanted - doubtful) if wanted & doubtful else (wanted,):
            if self._leaves_article(parts):
                return parts
        plain = frozenset(number for number in wanted if self._parts[number].element.name in _NEVER_READ)
        return plain if self._leaves_prose(plain) else frozenset()

    def _leaves_prose(self, parts: frozenset[int]) -> bool:
        lines = zip(self._lines, self._part_of, strict=True)
        return any(line.is_prose and number not in parts for line, number in lines)

    def _question_lists(self) -> frozenset[int]:
        """The parts named as comments with questions for headings."""
        counts = [0] * len(self._parts)
        for line, number in zip(self._lines, self._part_of, strict=True):
            if line.level and number >= 0 and line.text.endswith("?"):
                counts[number] += self._parts[number].naming.part in (COMMENT, COMMENTS)
        return frozenset(number for number, count in enumerate(counts) if count >= limits()["questions"])

    def _leaves_article(self, parts: frozenset[int]) -> bool:
        """Whether what stands outside ``parts`` has enough prose to be an article.

        It has where the page names it as one, where comments are told by what stands beside each, or where a heading
        has some prose behind it before the next part with prose; headings of sections need twice as much.
        """
        if not self._leaves_prose(parts):
            return False
        if self._has_bylines(parts) or self._has_named_article(parts):
            return True
        fewest = limits()["fewest_words"]
        if any(self._longest_run(parts, level) >= fewest * (1 if level == 1 else 2) for level in range(7)):
            return True
        comments = [self._parts[number] for number in parts if self._parts[number].naming.part == COMMENTS]
        elements = [part.element for part in comments if id(part.element) not in self._doubtful]
        return any(id(one) in self._below_headings or self._comments.are_in(one) for one in elements)

    def _is_within(self, element: Element, parts: frozenset[int]) -> bool:
        number = bisect_right(self._starts, element.start) - 1
        return number in parts and element.start < self._parts[number].element.end

    def _has_bylines(self, parts: frozenset[int]) -> bool:
        comments = frozenset(number for number in parts if self._parts[number].naming.part in (COMMENT, COMMENTS))
        return any(naming.is_byline and self._is_within(element, comments) for element, naming in self._named)

    def _has_named_article(self, parts: frozenset[int]) -> bool:
        """Whether an element outside ``parts`` is named as an article and holds none of them with prose.

        Where there are several, one must have a heading of the first level or enough prose: they may be teasers.
        """
        holding: set[int] = set()
        for number in parts:
            if self._prose.words_of(self._parts[number].element):
                holding.update(id(around) for around in upwards(self._parts[number].element.parent))
        found: list[Element] = []
        for element, naming in self._named:
            is_named = (naming.rank is not None or naming.is_post) and id(element) not in holding
            is_outside = (not found or element.start >= found[-1].end) and not self._is_within(element, parts)
            if is_named and is_outside and self._prose.words_of(element):
                found.append(element)
        return len(found) == 1 or any(self._is_main(element) for element in found)

    def _is_main(self, element: Element) -> bool:
        if self._prose.words_of(element) >= limits()["fewest_words"]:
            return True
        return any(self._lines[number].level == 1 for number in self._prose.lines_of(element))

    def _longest_run(self, parts: frozenset[int], level: int) -> int:
        """Words of the prose behind a heading of ``level``, as far as no part with prose follows and no other text.

        Another text is told by a heading of the same level in another element, or by one above. For level 0, where
        there are no headings, behind any line.
        """
        outside = [number not in parts for number in self._part_of]
        longest = run = 0
        holder: Element | None = None
        is_open = has_none = level == 0 and not any(
            line.level for line, is_outside in zip(self._lines, outside, strict=True) if is_outside
        )
        for line, is_outside in zip(self._lines, outside, strict=True):
            if not is_outside:
                if line.is_prose:
                    is_open, run = has_none, 0
            elif 0 < line.level <= level:
                around = next((one for one in upwards(line.element) if one.kind != "h"), None)
                if not is_open or line.level < level or around is not holder:
                    run = 0
                is_open, holder = line.level == level, around
            elif is_open and line.is_prose and not begins_beside(line):
                run += line.words
                longest = max(longest, run)
        return longest
