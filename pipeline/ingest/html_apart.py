"""Which parts of a page stand apart from its article however long they are: menus, footers, comments and the like.

A name is taken at its word only where something is left that can be the article: what a page calls comments may be
all that it has to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline import tables
from pipeline.ingest.html_lines import Line, begins_beside, heading_level
from pipeline.ingest.html_naming import COMMENT, COMMENTS, naming_of
from pipeline.ingest.html_tree import Element, Tree

_NEVER_READ = frozenset({"nav", "footer"})
"""Elements that hold no article where anything else on the page reads like one."""


class Parts:
    """The parts of a page that are named as what stands beside an article."""

    def __init__(self, tree: Tree, lines: Sequence[Line]) -> None:
        """Find them.

        Args:
            tree: the page.
            lines: those of the page that have words.
        """
        self._tree = tree
        self._lines = lines
        self._limits: dict[str, Any] = tables.settings("html/page.toml")["region"]
        self._prose = sum_prose(tree, lines)
        self._around = self._find_around()
        self._apart: set[int] = set()
        if self._around:
            self._apart = self._choose()

    def is_apart(self, line: Line) -> bool:
        """Whether a line stands in a part that holds no article."""
        return bool(self._apart) and id(self._around.get(id(line.element))) in self._apart

    def name_of(self, element: Element | None) -> str:
        """What the page calls the part that an element stands in; empty where it stands in none."""
        around = self._around.get(id(element))
        return naming_of(around).part if around is not None else ""

    def _find_around(self) -> dict[int, Element]:
        """By element, the outermost part around it, or itself."""
        named = [element for element in self._tree.elements if naming_of(element).part]
        if not named:
            return {}
        has_several = sum(naming_of(element).part == COMMENT for element in named) > 1
        holding = self._holding()
        parts = {
            id(element)
            for element in named
            if id(element) not in holding and (has_several or naming_of(element).part != COMMENT)
        }
        found: dict[int, Element] = {}
        for element in self._tree.elements:
            outer = found.get(id(element.parent))
            if outer is not None or id(element) in parts:
                found[id(element)] = outer or element
        return found

    def _holding(self) -> set[int]:
        """The elements with the main heading, or with most of their prose in what is named as an article."""
        heading = next((line.element for line in self._lines if heading_level(line.element) == 1), None)
        found = {id(element) for element in upwards(heading)}
        headings = (line.element for line in self._lines if heading_level(line.element))
        headed = {id(one) for element in headings for one in upwards(element)}
        for element in self._tree.elements:
            naming = naming_of(element)
            words = self._prose.get(id(element), 0)
            if words and naming.rank is not None and not naming.part:
                may_be_comment = naming.rank == 1 and id(element) not in headed
                found |= {
                    id(one)
                    for one in upwards(element.parent)
                    if 2 * words > self._prose[id(one)] and not (may_be_comment and naming_of(one).part == COMMENTS)
                }
        return found

    def _choose(self) -> set[int]:
        """The parts to leave out: all but lists of questions where an article is left, else menus and footers."""
        faqs = self._question_lists()
        parts = {id(part): part for part in self._around.values() if id(part) not in faqs}
        if self._leaves_article(parts):
            return set(parts)
        plain = {key for key, part in parts.items() if part.name in _NEVER_READ}
        return plain if any(line.is_prose and self._key(line) not in plain for line in self._lines) else set()

    def _key(self, line: Line) -> int:
        return id(self._around.get(id(line.element)))

    def _question_lists(self) -> set[int]:
        """The parts named as comments with questions for headings."""
        counts: dict[int, int] = {}
        for line in self._lines:
            is_question = line.text.endswith("?") and heading_level(line.element)
            if is_question and self.name_of(line.element) in (COMMENT, COMMENTS):
                counts[self._key(line)] = counts.get(self._key(line), 0) + 1
        return {key for key, count in counts.items() if count >= self._limits["questions"]}

    def _leaves_article(self, parts: dict[int, Element]) -> bool:
        """Whether what stands outside ``parts`` has enough prose to be an article.

        It has where the page names it as one, where comments are told by what stands beside each, or where a heading
        has some prose behind it before the next part with prose; headings of sections need twice as much.
        """
        outside = [line for line in self._lines if self._key(line) not in parts]
        if not any(line.is_prose for line in outside):
            return False
        if self._has_bylines(parts) or self._has_named_article(parts):
            return True
        fewest = self._limits["fewest_words"]
        return any(self._longest_run(parts, level) >= fewest * (1 if level == 1 else 2) for level in range(7))

    def _has_bylines(self, parts: dict[int, Element]) -> bool:
        bylines = (element for element in self._tree.elements if naming_of(element).is_byline)
        return any(id(self._around.get(id(element))) in parts for element in bylines)

    def _has_named_article(self, parts: dict[int, Element]) -> bool:
        """Whether an element outside ``parts`` is named as an article and holds none of them with prose.

        Where there are several, one must have a heading of the first level or enough prose: they may be teasers.
        """
        holding = {id(one) for part in parts.values() if self._prose.get(id(part)) for one in upwards(part.parent)}
        found: dict[int, Element] = {}
        for element in self._tree.elements:
            naming = naming_of(element)
            if (naming.rank is None and not naming.is_post) or id(element) in holding:
                continue
            is_outermost = not any(id(one) in found for one in upwards(element.parent))
            if is_outermost and self._prose.get(id(element)) and id(self._around.get(id(element))) not in parts:
                found[id(element)] = element
        headed = {id(one) for line in self._lines if heading_level(line.element) == 1 for one in upwards(line.element)}
        return len(found) == 1 or any(
            key in headed or self._prose[key] >= self._limits["fewest_words"] for key in found
        )

    def _longest_run(self, parts: dict[int, Element], level: int) -> int:
        """Words of the prose behind a heading of ``level``, as far as neither a part with prose nor a heading follows.

        For level 0, on a page without headings, behind any line.
        """
        longest = run = 0
        is_open = has_none = level == 0 and not any(heading_level(line.element) for line in self._lines)
        for line in self._lines:
            found = heading_level(line.element)
            if self._key(line) in parts:
                if line.is_prose:
                    is_open, run = has_none, 0
            elif 0 < found <= level:
                is_open, run = found == level, 0
            elif is_open and line.is_prose and not begins_beside(line):
                run += line.words
                longest = max(longest, run)
        return longest


def sum_prose(tree: Tree, lines: Sequence[Line]) -> dict[int, int]:
    """Words of the prose in each element, by its identity."""
    found: dict[int, int] = {}
    for line in lines:
        if line.is_prose and line.element is not None:
            found[id(line.element)] = found.get(id(line.element), 0) + line.words
    for element in reversed(tree.elements):
        if element.parent is not None and id(element) in found:
            found[id(element.parent)] = found.get(id(element.parent), 0) + found[id(element)]
    return found


def upwards(element: Element | None) -> Iterator[Element]:
    """An element and all around it."""
    while element is not None:
        yield element
        element = element.parent
