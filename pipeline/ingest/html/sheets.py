"""The style sheets inside a page: what they hide by a class or an id, and what may show it again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.ingest.html.declarations import find_hiding, find_set, read_declarations
from pipeline.ingest.html.tree import Element, Tree

BY_TAG, BY_NAME, IMPORTANT = 1, 2, 3
"""How strong a rule is: weaker than a class, at least as strong as one, or marked as important."""

_LARGEST = 1_000_000
"""Code points in the style sheets of a page that are looked at; of a page with more, no class hides anything."""

# Each alternative ends at the end of the sheet at the latest, so that no character is looked at twice.
_COMMENT_OR_STRING = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\n\\]|\\.)*+\"?|'(?:[^'\n\\]|\\.)*+'?|<!--|-->", re.DOTALL)
_BRACE = re.compile("[{}]")
_NAME = re.compile(r"[.#](?:[\w-]|\\.)++")
_ARGUMENTS = re.compile(r"\([^()]*+\)")
_COMBINATOR = re.compile(r"[\s>+~]++")
_TAG = re.compile(r"[a-z][\w-]*+", re.IGNORECASE)
_NOT_ITSELF = re.compile(r"::|:(?:before|after|first-line|first-letter)\b|:focus(?![\w-])")
"""Selectors of a part made by the style sheet, or of what a reader has gone to with the keyboard."""
_ANYTHING = "*"


class Rule(NamedTuple):
    """A rule of a style sheet.

    Attributes:
        selectors: as they are written.
        declarations: as they are written.
        is_nested: whether it stands in another rule, such as one for some screens only.
    """

    selectors: str
    declarations: str
    is_nested: bool


class Sheets:
    """What the style sheets of a page do to the elements that they name."""

    def __init__(self) -> None:
        self.hiding: dict[str, frozenset[str]] = {}
        self.has_other_files = False
        self._setting: dict[str, dict[str, int]] = {}

    def add(self, rule: Rule, *, is_conditional: bool) -> None:
        """Take in a rule; one that is conditional hides nothing, and may show what another hides."""
        declarations = read_declarations(rule.declarations)
        if not declarations.values:
            return
        hiding, setting = find_hiding(declarations), find_set(declarations)
        if not hiding and not setting:
            return
        for selector in map(str.strip, rule.selectors.split(",")):
            if _NOT_ITSELF.search(selector):
                continue
            if hiding and not is_conditional and _NAME.fullmatch(selector):
                name = selector.replace("\\", "")
                self.hiding[name] = self.hiding.get(name, frozenset()) | hiding
            self._note(selector, {effect: mark for effect, mark in setting.items() if effect not in hiding})

    def _note(self, selector: str, setting: dict[str, bool]) -> None:
        strength = BY_NAME if any(mark in selector for mark in ".#:[") else BY_TAG
        keys = list(_keys(selector))
        for effect, is_important in setting.items():
            strengths = self._setting.setdefault(effect, {})
            for key in keys:
                strengths[key] = max(strengths.get(key, 0), IMPORTANT if is_important else strength)

    def strength(self, effect: str, keys: Iterable[str]) -> int:
        """How strong the strongest rule is that decides on an effect, other than to hide; 0 where there is none.

        Args:
            effect: such as ``display``.
            keys: the name of an element and its classes and ids, as ``.name`` and ``#name``.
        """
        strengths = self._setting.get(effect)
        return max((strengths.get(key, 0) for key in (*keys, _ANYTHING)), default=0) if strengths else 0


def _keys(selector: str) -> Iterator[str]:
    """What an element must have one of for a selector to take it in: more than it does, and never less."""
    names = [name.replace("\\", "") for name in _NAME.findall(selector)]
    yield from names
    last = _COMBINATOR.split(_ARGUMENTS.sub("", selector).strip())[-1]
    if not _NAME.search(last):
        tag = _TAG.match(last)
        yield tag[0].lower() if tag else _ANYTHING


def read_sheets(tree: Tree) -> Sheets:
    """What the style sheets of a page do; those in other files are not known."""
    sheets = Sheets()
    left = _LARGEST
    for element in tree.elements:
        if element.name == "link" and "stylesheet" in element.attributes.get("rel", "").lower():
            sheets.has_other_files = True
        elif element.name == "style":
            left -= element.end - element.content
            if left < 0:
                sheets.hiding.clear()
                sheets.has_other_files = True
                break
            _read_sheet(sheets, element, tree.source[element.content : element.end])
    return sheets


def _read_sheet(sheets: Sheets, element: Element, sheet: str) -> None:
    is_conditional = element.attributes.get("media", "").strip().lower() not in ("", "all", "screen")
    is_conditional |= element.parent is not None and element.parent.name == "noscript"
    end = sheet.lower().rfind("</style")
    sheet = _COMMENT_OR_STRING.sub(_blank, sheet if end < 0 else sheet[:end])
    sheets.has_other_files |= "@import" in sheet
    for rule in read_rules(sheet):
        sheets.add(rule, is_conditional=is_conditional or rule.is_nested)


def _blank(found: re.Match[str]) -> str:
    return '""' if found[0][0] in "\"'" else " "


def read_rules(sheet: str) -> Iterator[Rule]:
    """The rules of a style sheet without comments and strings; of a rule with others in it, what follows the last."""
    start = 0
    open_rules: list[str] = []
    for brace in _BRACE.finditer(sheet):
        between = sheet[start : brace.start()]
        if brace[0] == "{":
            open_rules.append(between.rpartition(";")[2])
        elif open_rules:
            selectors = open_rules.pop()
            is_step = bool(open_rules) and "keyframes" in open_rules[-1]
            if not is_step and not selectors.lstrip().startswith("@"):
                yield Rule(selectors, between, bool(open_rules))
        start = brace.end()
