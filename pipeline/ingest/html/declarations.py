"""What declarations of CSS take out of a reader's sight, and which others may bring it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

EFFECTS = frozenset(
    {"display", "visibility", "opacity", "font-size", "text-indent", "offset", "margin", "clip", "size", "color"}
)
"""The ways to hide text, each named for what it is done with."""

INHERITED = frozenset({"visibility", "font-size", "text-indent", "color"})
"""Those that an element within may undo for itself."""

_STILL = EFFECTS - {"display"}
_SET_BY: dict[str, frozenset[str]] = {
    "all": EFFECTS | {"background"},
    "font": frozenset({"font-size"}),
    "position": frozenset({"offset", "clip"}),
    "clip-path": frozenset({"clip"}),
    "text-shadow": frozenset({"color"}),
    **{name: frozenset({name}) for name in ("display", "visibility", "opacity", "font-size", "text-indent", "color")},
    **dict.fromkeys(("left", "right", "top", "transform", "translate"), frozenset({"offset"})),
}
_SET_BY_FIRST_WORD: dict[str, frozenset[str]] = {
    "animation": _STILL,
    "transition": _STILL,
    "background": frozenset({"color", "background"}),
    "clip": frozenset({"clip"}),
    "inset": frozenset({"offset"}),
    "margin": frozenset({"margin"}),
    "padding": frozenset({"margin", "size", "text-indent"}),
    **dict.fromkeys(("height", "width", "max", "min", "overflow"), frozenset({"size"})),
}
_NUMBER = re.compile(r"(-?(?:\d+(?:\.\d*)?|\.\d+))([a-z%]*)")
_LONGEST_NUMBER = 20
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "em": 16, "rem": 16, "ch": 8, "in": 96, "cm": 38, "%": 10, "vw": 10, "vh": 10}
"""About how many pixels a unit has on a screen."""
_FAR = -500
"""Pixels to the left or the top from which text is off the screen and not just set a little aside."""
_SIDES = ("left", "right", "top")
_COLORS = {"white": "ffffff", "black": "000000"}
_PLAIN_COLOR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_VENDOR = re.compile(r"-(?:webkit|moz|ms|o)-")


class Declarations(NamedTuple):
    """The declarations of one rule or one attribute.

    Attributes:
        values: in lower case, by property; of two of one property, the one that counts.
        important: properties whose value is marked so.
    """

    values: Mapping[str, str]
    important: frozenset[str]


NOTHING = Declarations({}, frozenset())


def read_declarations(written: str) -> Declarations:
    """The declarations in ``written``, which may be anything."""
    values: dict[str, str] = {}
    important: set[str] = set()
    for declaration in written.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        value, _, mark = value.partition("!")
        is_important = mark.strip().lower() == "important"
        if value.strip() and (is_important or name not in important):
            values[name] = value.strip().lower()
            if is_important:
                important.add(name)
    return Declarations(values, frozenset(important)) if values else NOTHING


def find_hiding(declarations: Declarations) -> frozenset[str]:
    """The effects by which declarations hide text; none where they move it too, as what is shown in a moment does."""
    values = declarations.values
    found = frozenset(effect for effect, hides in _HIDES.items() if hides(values)) if values else frozenset()
    if found and any(_VENDOR.sub("", name).startswith(("animation", "transition")) for name in values):
        return found - _STILL
    return found


def find_set(declarations: Declarations) -> dict[str, bool]:
    """The effects, and ``background``, that declarations decide on, each with whether one that does is important."""
    found: dict[str, bool] = {}
    for name in declarations.values:
        plain = _VENDOR.sub("", name, count=1) if name.startswith("-") else name
        for effect in _SET_BY.get(plain, _SET_BY_FIRST_WORD.get(plain.partition("-")[0], frozenset())):
            found[effect] = found.get(effect, False) or name in declarations.important
    return found


def plain_color(written: str) -> str:
    """Six hexadecimal digits, or empty where the color is written in another way."""
    color = written.strip().lower()
    color = f"#{_COLORS[color]}" if color in _COLORS else color
    if not _PLAIN_COLOR.fullmatch(color if color.startswith("#") else f"#{color}"):
        return ""
    color = color.removeprefix("#")
    return color if len(color) == 6 else "".join(2 * digit for digit in color)


def background_of(values: Mapping[str, str]) -> str | None:
    """The one plain color behind the text, empty where it is stated in another way, None where it is not stated."""
    stated = [name for name in values if name.startswith("background")]
    if not stated:
        return None
    return plain_color(values[stated[0]]) if stated in (["background"], ["background-color"]) else ""


def _pixels(value: str) -> float | None:
    number = _NUMBER.fullmatch(value) if len(value) <= _LONGEST_NUMBER else None
    return float(number[1]) * _PIXELS[number[2]] if number and number[2] in _PIXELS else None


def _is_far(values: Mapping[str, str], *names: str) -> bool:
    return any((_pixels(values.get(name, "")) or 0) <= _FAR for name in names)


def _is_zero(value: str) -> bool:
    return _pixels(value) == 0


def _has_padding(values: Mapping[str, str]) -> bool:
    return any(name.startswith("padding") and not _is_zero(value) for name, value in values.items())


def _is_lifted(values: Mapping[str, str]) -> bool:
    return values.get("position") in ("absolute", "fixed")


def _hides_by_clip(values: Mapping[str, str]) -> bool:
    clip = values.get("clip", "").replace(" ", "")
    if _is_lifted(values) and clip.startswith(("rect(0,", "rect(0px,", "rect(1px,")):
        return True
    return values.get("clip-path", "").replace(" ", "").startswith(("inset(50%)", "inset(100%)"))


def _hides_by_size(values: Mapping[str, str]) -> bool:
    sizes = (values.get(name, "") for name in ("height", "width", "max-height", "max-width"))
    if not any(size in ("0", "1", "0px", "1px") for size in sizes) or values.get("overflow") != "hidden":
        return False
    return not _has_padding(values) and not any(name.startswith("min-") for name in values)


def _hides_by_color(values: Mapping[str, str]) -> bool:
    color = plain_color(values.get("color", ""))
    return bool(color) and color == background_of(values) and "text-shadow" not in values


_HIDES: dict[str, Callable[[Mapping[str, str]], bool]] = {
    "display": lambda values: values.get("display") == "none",
    "visibility": lambda values: values.get("visibility") in ("hidden", "collapse"),
    "opacity": lambda values: _is_zero(values.get("opacity", "")),
    "font-size": lambda values: _is_zero(values.get("font-size", "")) or values.get("font-size") == "1px",
    "text-indent": lambda values: _is_far(values, "text-indent") and not _has_padding(values),
    "offset": lambda values: _is_lifted(values) and "transform" not in values and _is_far(values, *_SIDES),
    "margin": lambda values: (
        _is_far(values, "margin-left", "margin-top")
        and not _has_padding(values)
        and not any(side in values for side in _SIDES)
    ),
    "clip": _hides_by_clip,
    "size": _hides_by_size,
    "color": _hides_by_color,
}
