"""The shapes that stuffing takes: where each stands in a clean text, and what is written there."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.training.stuffing import places

INTEGRATED = "integrated"
"""The shape that replaces a noun phrase; the only one that takes clean text away, and the only one that needs spaCy."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to put a phrase into a text.

    Attributes:
        places: gives the positions where it may stand.
        templates: what is written there; fields as in ``writer``.
        variant: how the mention differs from its phrase, one of ``writer.VARIANTS``, or empty.
    """

    places: Callable[[str], list[int]]
    templates: tuple[str, ...]
    variant: str = ""


_AFTER = places.sentence_ends
_GAP = places.word_gaps
_HEADING = places.heading_ends
_PARAGRAPH = places.paragraph_ends

_DETACHED: dict[str, Shape] = {
    "after, own stop": Shape(_AFTER, (" {p}.",)),
    "after, no stop": Shape(_AFTER, (" {p}",)),
    "after, doubled stop": Shape(_AFTER, (" {p}..", " {p}. .", " {p} ..", " {p}?.")),
    "after, question mark": Shape(_AFTER, (" {p}?", " {p} ?", " {p}??")),
    "after, exclamation mark": Shape(_AFTER, (" {p}!",)),
    "after, wide gap": Shape(_AFTER, ("\u00a0 {p}.", "  {p}.", "  {p} ")),
    "after, glued": Shape(_AFTER, ("{p}.", "{p}", "{p}!")),
    "before, no stop": Shape(places.sentence_starts, ("{p} ",)),
    "before, comma or colon": Shape(places.sentence_starts, ("{p}, ", "{p}: ", "{p} - ")),
    "before, glued": Shape(places.sentence_starts, ("{p}", "{p}.")),
    "before the stop": Shape(places.sentence_stops, (" {p}", ", {p}", " - {p}")),
    "line end, own stop": Shape(places.line_ends, (" {p}.", " {p}.", " {p}?", " {p}!", " {p}..")),
    "line end, no stop": Shape(places.line_ends, (" {p}",)),
    "line end, glued": Shape(places.line_ends, ("{p}.", "{p}")),
    "line start, own stop": Shape(places.line_starts, ("{p}. ", "{p}. ", "{p}? ", "{p}! ", "{p}: ")),
    "line start, no stop": Shape(places.line_starts, ("{p} ", "{p}  ", "{p}")),
    "doubled": Shape(_AFTER, (" {p} {p}.", " {p}. {p}.", " {p}, {p}.", " {p} {p}")),
    "doubled, own paragraph": Shape(_PARAGRAPH, ("\n\n{p} {p}", "\n\n{p}\n\n{p}", "\n\n{p}\n{p}")),
    "tripled": Shape(_AFTER, (" {p} {p} {p}.", " {p}. {p}. {p}.", " {p}, {p}, {p}.")),
}
_BLOCKS: dict[str, Shape] = {
    "own paragraph": Shape(_PARAGRAPH, ("\n\n{p}",)),
    "own paragraph, stop": Shape(_PARAGRAPH, ("\n\n{p}.", "\n\n{p}?", "\n\n{p}!", "\n\n{p}:")),
    "own line": Shape(places.line_ends, ("\n{p}", "\n{p}.")),
    "own list item": Shape(places.list_item_ends, ("\n- {p}", "\n- {p}", "\n- {p}.")),
    "list item end": Shape(places.list_item_ends, (" {p}", ", {p}", " - {p}", ". {p}")),
    "title": Shape(places.title_end, (": {p}", " - {p}", " | {p}", "…and {p}", " For {p}", " {p}", "{lead}")),
    "heading, colon": Shape(_HEADING, (": {p}",)),
    "heading, dash or pipe": Shape(_HEADING, (" - {p}", " – {p}", " | {p}")),
    "heading, and": Shape(_HEADING, ("…and {p}", " and {p}", "... and {p}")),
    "heading, for": Shape(_HEADING, (" For {p}", " for {p}")),
    "heading, lead": Shape(_HEADING, ("{lead}",)),
    "heading, bare": Shape(_HEADING, (" {p}", "? {p}", ". {p}")),
    "call to action, paragraph": Shape(_PARAGRAPH, ("\n\n{call}",)),
    "call to action, line end": Shape(places.line_ends, (" {call}",)),
    "call to action, mid-line": Shape(_AFTER, (" {call}",)),
    "closing lines": Shape(places.text_end, ("\n\n{closing}",)),
}
_INSIDE: dict[str, Shape] = {
    "mid-sentence, any gap": Shape(_GAP, (" {p}",)),
    "mid-sentence, preposition": Shape(places.preposition_gaps, (" {p}",)),
    "mid-sentence, comma": Shape(places.comma_gaps, (" {p}", " {p},", "{p}")),
    "mid-sentence, set off": Shape(_GAP, (", {p},", " ({p})", " - {p} -", " {p}.", " {p}?")),
    "mid-sentence, glued left": Shape(_GAP, ("{p}",)),
    "mid-sentence, glued right": Shape(places.gap_ends, ("{p}",)),
    "in a word": Shape(places.word_insides, ("{p}",)),
    "in a word, spaced": Shape(places.word_insides, (" {p} ", " {p}", "{p} ", " {p}. ", "{p}.")),
}
_LISTS: dict[str, Shape] = {
    "keyword list, own line": Shape(_PARAGRAPH, ("\n\n{list}", "\n\n{list}.", "\n{list}")),
    "keyword list, line end": Shape(places.line_ends, (" {list}", " {list}.")),
    "keyword list, line start": Shape(places.line_starts, ("{list} ", "{list}. ")),
    "keyword list, bullets": Shape(_PARAGRAPH, ("\n\n{bullets}",)),
    "city list, own line": Shape(_PARAGRAPH, ("\n\n{cities}", "\n\n{cities}.")),
    "city list, line end": Shape(places.line_ends, (" {cities}.", " {cities}")),
    "city list, bullets": Shape(_PARAGRAPH, ("\n\n{city_bullets}",)),
}
_VARIANTS: dict[str, Shape] = {
    f"variant, {variant}": Shape(where, templates, variant)
    for variant, where, templates in (
        ("plural", _AFTER, (" {v}.", " {v}", " {v}..")),
        ("reordered", _AFTER, (" {v}.", " {v}", "{v}.")),
        ("word dropped", places.line_ends, (" {v}.", " {v}", "\n\n{v}")),
        ("city", _PARAGRAPH, ("\n\n{v}", " {v}.", " {v}")),
        ("year", places.line_ends, (" {v}.", " {v}", "\n\n{v}")),
        ("near me", _AFTER, (" {v}.", " {v}", " {v}?")),
        ("respelt", _AFTER, (" {v}.", " {v}", "{v}.")),
    )
}
_VARIANTS |= {
    "variant, mid-sentence": Shape(places.preposition_gaps, (" {v}",), "any"),
    "variant, heading": Shape(_HEADING, (": {v}", " - {v}", " for {v}", "…and {v}"), "any"),
    "variant, call to action": Shape(_PARAGRAPH, ("\n\nMore on {v}", "\n\n{v}: read on"), "any"),
}

SHAPES: dict[str, Shape] = _DETACHED | _BLOCKS | _INSIDE | _LISTS | _VARIANTS
"""Every shape that only adds text, by name."""

_PALETTE_SIZES = (3, 6, 12, 60, 60)
"""How many shapes one article draws from: a tool that stuffs uses few, a person any."""


def draw_shapes(rng: random.Random) -> tuple[str, ...]:
    """The shapes that one article uses, in the order in which they are tried; without ``INTEGRATED``."""
    names = sorted(SHAPES)
    # The first can stand in nearly every text and holds the phrase itself, so that something is always placed.
    first = rng.choice([name for name in sorted(_DETACHED) if SHAPES[name].places is _AFTER])
    drawn = [first, *rng.sample(names, min(len(names), rng.choice(_PALETTE_SIZES)))]
    return tuple(rng.sample(drawn, len(drawn)))
