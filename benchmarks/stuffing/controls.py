"""Hard controls: texts that repeat themselves for a good reason, written by hand or built from clean articles."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from pipeline.training.stuffing.phrases import find_topic
from pipeline.training.stuffing.repetitive_texts import BUILDERS, FRAMES

_FOLDER = Path(__file__).parent / "controls"
_OF_EACH_KIND = 9
"""Controls of each kind that are built."""


def hard_controls(articles: Mapping[str, str], half: str, seed: int) -> dict[str, str]:
    """Texts that must come out as they are, by name.

    Args:
        articles: clean articles of the half, to build on.
        half: ``develop`` or ``report``.
        seed: which articles are built on.
    """
    controls = {path.stem: path.read_text(encoding="utf-8") for path in sorted((_FOLDER / half).glob("*.txt"))}
    rng = random.Random(f"{seed} {half} controls")
    for kind, build in BUILDERS.items():
        fit = [name for name, text in articles.items() if find_topic(text) and build(text, FRAMES[half], rng) != text]
        for name in rng.sample(fit, min(_OF_EACH_KIND, len(fit))):
            controls[f"{kind}: {name}"] = build(articles[name], FRAMES[half], rng)
    return controls
