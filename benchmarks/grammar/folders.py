"""The articles that the contestants run over."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from pipeline import tables

SPUN_SHARE = 5
"""Every so many articles one is spun."""

_BLANK_LINES = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\S+")


def spin(text: str, seed: int) -> str:
    """``text`` as a simple spinner would write it: words in place of which the shipped table knows a spun form."""
    rng = random.Random(seed)
    forms: dict[str, list[str]] = {}
    for swap in tables.listed_swaps():
        for original in swap.originals:
            forms.setdefault(original, []).append(swap.spun)
    phrases = sorted((one for one in forms if one in text), key=len, reverse=True)
    if not phrases:
        return text
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
    return pattern.sub(lambda found: rng.choice(forms[found[0]]) if rng.random() < 0.9 else found[0], text)


def write_folder(folder: Path, texts: Sequence[str]) -> Path:
    """A folder with the texts as files."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def choose(clean: Sequence[str], spun: Sequence[str], count: int) -> tuple[list[str], list[str]]:
    """So many articles, four fifths clean; real spun ones first, then simulated ones."""
    wanted = count // SPUN_SHARE
    chosen = list(clean[: count - wanted])
    rest = clean[count - wanted :] or clean
    simulated = [spin(rest[number % len(rest)], number) for number in range(max(0, wanted - len(spun)))]
    return chosen, [*spun[:wanted], *simulated]


def edited(texts: Sequence[str], share: float, *, in_few: bool) -> list[str]:
    """The texts with a share of their paragraphs edited.

    Args:
        texts: the articles.
        share: of the paragraphs.
        in_few: all in as few articles as can be; otherwise spread evenly.
    """
    changed: list[str] = []
    due = 0.0
    for number, text in enumerate(texts):
        paragraphs = _BLANK_LINES.split(text)
        for at in range(len(paragraphs)):
            due += share
            here = number < share * len(texts) if in_few else due >= 1
            if here:
                due -= 1
                paragraphs[at] = _edited(paragraphs[at])
        changed.append("\n\n".join(paragraphs))
    return changed


def _edited(paragraph: str) -> str:
    """A paragraph with one more word in its middle, so that no two edits make the same sentence."""
    words = list(_WORD.finditer(paragraph))
    place = words[len(words) // 2].start() if words else 0
    return f"{paragraph[:place]}also {paragraph[place:]}"


def templated(texts: Sequence[str], share: float) -> list[str]:
    """The texts with so many paragraphs of the first one put in that they make up a share of each."""
    template = _BLANK_LINES.split(texts[0])
    made = []
    for text in texts:
        own = _BLANK_LINES.split(text)
        length = len(text) * share / (1 - share)
        shared: list[str] = []
        for paragraph in template * (int(length // max(1, len(texts[0]))) + 1):
            if sum(map(len, shared)) < length:
                shared.append(paragraph)
        made.append("\n\n".join([*shared, *own]))
    return made
