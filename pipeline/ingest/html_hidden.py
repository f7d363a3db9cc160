"""Elements whose text a reader does not see."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.html_tree import Element, Tree

_UNSEEN = frozenset({"head", "noscript", "noframes", "rp"})
"""Elements that a browser does not show."""

_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|opacity\s*:\s*0(?:\.0+)?(?![.\d])|font-size\s*:\s*(?:0(?:\.0+)?(?![.\d])|1px)"
    r"|(?:text-indent|left|right|top|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%)",
    re.IGNORECASE,
)
"""Declarations that take text off the screen: not shown, of no size, or placed or clipped out of sight."""

_NO_SIZE = re.compile(
    r"(?:^|;)\s*(?:height|width|max-height|max-width)\s*:\s*[01](?:px)?\s*(?:!important)?\s*(?=;|$)", re.I
)
_CLIPPED = re.compile(r"(?:^|;)\s*overflow\s*:\s*hidden", re.IGNORECASE)
_COLOR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_SIMPLE_RULE = re.compile(r"(?:^|[}\s])\s*([.#][\w-]+(?:\s*,\s*[.#][\w-]+)*)\s*\{([^{}]*)\}")
_AT_RULE = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_COLORS = {"white": "ffffff", "black": "000000"}
_LARGEST_STYLE = 100_000
"""Code points of style sheets looked at."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """The color behind an element: as its style says, or white as long as no style sheet may say otherwise."""

    color: str = "ffffff"


def mark_hidden(tree: Tree) -> None:
    """Set ``hidden`` of each element in a hidden one, and of that one, to the outermost.

    What scripts and style sheets in other files do is not known. A style sheet in the file counts where it names a
    class or an id alone; what it says for some screens only does not.
    """
    hiding = _hiding_names(tree.source)
    grounds: dict[int, str | None] = {}
    for element in tree.elements:
        parent = element.parent
        ground = grounds.get(id(parent), "ffffff") if parent is not None else "ffffff"
        if parent is not None and parent.hidden is not None:
            element.hidden = parent.hidden
        elif element.name in _UNSEEN:
            element.hidden = element
        elif element.has_attributes:
            style = _style(element)
            ground = _ground(element, style, ground)
            if _is_hidden(element, style, ground, hiding):
                element.hidden = element
        grounds[id(element)] = ground


def _style(element: Element) -> str:
    return element.attributes.get("style", "")


def _is_hidden(element: Element, style: str, ground: str | None, hiding: frozenset[str]) -> bool:
    attributes = element.attributes
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    if style and (_HIDING.search(style) or (_NO_SIZE.search(style) and _CLIPPED.search(style))):
        return True
    if hiding and any(name in hiding for name in _names(element)):
        return True
    if ground is None:
        return False
    color = _COLOR.search(style)
    written = color[1] if color else attributes.get("color", "") if element.name == "font" else ""
    return bool(written) and _plain_color(written) == ground


def _ground(element: Element, style: str, around: str | None) -> str | None:
    """The color behind an element, or None where it is not known."""
    background = _BACKGROUND.search(style)
    if background or "bgcolor" in element.attributes:
        return _plain_color(background[1] if background else element.attributes["bgcolor"]) or None
    return None if "class" in element.attributes or "id" in element.attributes else around


def _plain_color(written: str) -> str:
    """Six hexadecimal digits, or empty where the color is written in another way."""
    color = written.strip().lower()
    color = _COLORS.get(color, color).lstrip("#")
    if len(color) == 3:
        color = "".join(2 * digit for digit in color)
    return color if re.fullmatch("[0-9a-f]{6}", color) else ""


def _names(element: Element) -> list[str]:
    names = [f".{name}" for name in element.attributes.get("class", "").split()]
    return [*names, f"#{element.attributes['id']}"] if "id" in element.attributes else names


def _hiding_names(source: str) -> frozenset[str]:
    """The classes and ids, as ``.name`` and ``#name``, that a style sheet in the file hides on every screen."""
    names: set[str] = set()
    for sheet in _STYLE.findall(source):
        if len(sheet) > _LARGEST_STYLE or not _HIDING.search(sheet.replace("{", ";")):
            continue
        for selectors, declarations in _SIMPLE_RULE.findall(_AT_RULE.sub(" ", sheet)):
            if _HIDING.search(declarations):
                names.update(one.strip() for one in selectors.split(","))
    return frozenset(names)
