"""Elements whose text a reader does not see; in doubt, a reader does."""

from __future__ import annotations

from functools import cached_property

from pipeline.ingest.html.declarations import (
    INHERITED,
    NOTHING,
    Declarations,
    background_of,
    find_hiding,
    find_set,
    plain_color,
    read_declarations,
)
from pipeline.ingest.html.sheets import BY_NAME, IMPORTANT, read_sheets
from pipeline.ingest.html.tree import Element, Tree

_UNSEEN = frozenset({"head", "noscript", "noframes", "rp"})
"""Elements that a browser does not show."""
_WHITE = "ffffff"


def mark_hidden(tree: Tree) -> None:
    """Set ``hidden`` of each element in a hidden one, and of that one, to the outermost.

    What scripts and style sheets in other files do is not known. A style sheet in the file hides what it names by a
    class or an id alone, on every screen, as long as no other rule, no attribute and no element within may show it.
    """
    page = _Page(tree)
    for element in tree.elements:
        parent = element.parent
        if parent is not None and parent.hidden is not None:
            element.hidden = parent.hidden
        elif element.name in _UNSEEN or (element.has_attributes and page.is_hidden(element)):
            element.hidden = element


class _Page:
    """What a page says about what is seen of it."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._sheets = read_sheets(tree)
        self._grounds: dict[int, str | None] = {}

    @cached_property
    def _page_ground(self) -> str | None:
        """The color behind the page: white, or None where a style sheet may say otherwise."""
        if self._sheets.has_other_files or self._sheets.strength("background", ("html", "body", "main")):
            return None
        return _WHITE

    def _ground_of(self, element: Element | None) -> str | None:
        """The color behind an element, or None where it is not known."""
        unknown: list[Element] = []
        while element is not None and id(element) not in self._grounds:
            unknown.append(element)
            element = element.parent
        ground = self._page_ground if element is None else self._grounds[id(element)]
        for inner in reversed(unknown):
            ground = self._grounds[id(inner)] = self._ground_within(ground, inner)
        return ground

    def _ground_within(self, around: str | None, element: Element) -> str | None:
        """The color behind an element on a given color."""
        style = _style(element)
        stated = background_of(style.values)
        if stated is not None:
            is_sure = self._sheets.strength("background", _keys(element)) < IMPORTANT
            return stated or None if is_sure else None
        if self._sheets.strength("background", _keys(element)):
            return None
        if not element.has_attributes:
            return around
        attributes = element.attributes
        if "background" in attributes:
            return None
        if "bgcolor" in attributes:
            return plain_color(attributes["bgcolor"]) or None
        is_lifted = any(name in style.values for name in ("position", "float", "transform", "inset"))
        is_drawn_over = is_lifted or any("margin" in name and "-" in value for name, value in style.values.items())
        return None if is_drawn_over or "class" in attributes or "id" in attributes else around

    def is_hidden(self, element: Element) -> bool:
        """Whether a reader sees nothing of an element, and of none within it."""
        style = _style(element)
        effects = self._hidden_by_itself(element, style) | self._hidden_by_name(element, style)
        return any(effect not in INHERITED or id(element) not in self._shown_within[effect] for effect in effects)

    def _hidden_by_itself(self, element: Element, style: Declarations) -> set[str]:
        attributes = element.attributes
        found: set[str] = set()
        if not style.values and "hidden" not in attributes and element.name != "font":
            return found
        keys = _keys(element)
        for effect in find_hiding(style):
            # What fades in starts with an opacity of 0, and scripts that count on the style sheet write it here.
            least = BY_NAME if effect == "opacity" else IMPORTANT
            if effect in style.important or self._sheets.strength(effect, keys) < least:
                found.add(effect)
        is_marked = "hidden" in attributes and attributes["hidden"].lower() != "until-found"
        if is_marked and "display" not in style.values and not self._sheets.strength("display", keys):
            found.add("display")
        color = style.values.get("color", "")
        strength = self._sheets.strength("color", keys)
        if not color and element.name == "font" and not strength:
            color = attributes.get("color", "")
        is_stated = color and strength < IMPORTANT and "text-shadow" not in style.values
        if is_stated and plain_color(color) == self._ground_of(element):
            found.add("color")
        return found

    def _hidden_by_name(self, element: Element, style: Declarations) -> set[str]:
        if not self._sheets.hiding:
            return set()
        keys = _keys(element)
        found = {effect for key in keys for effect in self._sheets.hiding.get(key, ())}
        if not found:
            return found
        return {effect for effect in found.difference(find_set(style)) if self._sheets.strength(effect, keys) < BY_NAME}

    @cached_property
    def _shown_within(self) -> dict[str, set[int]]:
        """By effect, the elements with one within that decides on it for itself."""
        found: dict[str, set[int]] = {effect: set() for effect in INHERITED}
        for element in self._tree.elements:
            for effect in self._set_for_itself(element):
                above = element.parent
                while above is not None and id(above) not in found[effect]:
                    found[effect].add(id(above))
                    above = above.parent
        return found

    def _set_for_itself(self, element: Element) -> set[str]:
        keys, style = _keys(element), _style(element)
        found = {effect for effect in INHERITED if self._sheets.strength(effect, keys)}
        if element.has_attributes:
            found |= INHERITED & find_set(style).keys()
            if any(name in element.attributes for name in ("bgcolor", "background", "color")):
                found.add("color")
        return found - find_hiding(style)


def _style(element: Element) -> Declarations:
    written = element.attributes.get("style", "") if element.has_attributes else ""
    return read_declarations(written) if written else NOTHING


def _keys(element: Element) -> list[str]:
    """What a style sheet may name an element by."""
    if not element.has_attributes:
        return [element.name]
    keys = [element.name, *(f".{name}" for name in element.attributes.get("class", "").split())]
    return [*keys, f"#{element.attributes['id']}"] if "id" in element.attributes else keys
