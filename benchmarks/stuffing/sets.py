"""The stuffed articles that are scored."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from pipeline.training.stuffing.generator import Stuffed, stuff
from pipeline.training.stuffing.phrases import choose_phrases
from pipeline.training.stuffing.shapes import INTEGRATED, draw_shapes

SETS = {
    "full": "full: 5 to 14 mentions of 1 to 3 phrases",
    "sparse": "sparse: 2 or 3 mentions of one phrase",
    "integrated": "integrated: 3 to 6 mentions of one phrase, 1 to 3 of them where a noun phrase stood",
}
"""Name and title of each set."""


def stuffed_articles(name: str, articles: Mapping[str, str], half: str, seed: int) -> Iterator[tuple[str, Stuffed]]:
    """Each article of a half, stuffed as the set asks; an article that has no room for two mentions is left out.

    Args:
        name: one of ``SETS``.
        articles: clean texts by name.
        half: the split whose phrases and wordings are used.
        seed: the same seed gives the same articles, whatever other articles there are.
    """
    for article, text in articles.items():
        rng = random.Random(f"{seed} {half} {name} {article}")
        stuffed = _STUFFERS[name](text, half, rng)
        if len(stuffed.injections) >= 2:
            yield article, stuffed


def _full(text: str, half: str, rng: random.Random) -> Stuffed:
    count = rng.randint(5, 14)
    # Three mentions of each phrase at least: what stands less often is in the sparse set.
    phrases = choose_phrases(text, half, rng.randint(1, min(3, count // 3)), rng)
    return stuff(text, phrases, count, rng, split=half)


def _sparse(text: str, half: str, rng: random.Random) -> Stuffed:
    phrases = choose_phrases(text, half, 1, rng)
    return stuff(text, phrases, rng.randint(2, 3), rng, split=half)


def _integrated(text: str, half: str, rng: random.Random) -> Stuffed:
    phrases = choose_phrases(text, half, 1, rng)
    count, integrated = rng.randint(3, 6), rng.randint(1, 3)
    integrated = min(integrated, count - 1)
    # The other shapes so often that all mentions are placed before the integrated ones would come again.
    shapes = (INTEGRATED,) * integrated + draw_shapes(rng) * count
    return stuff(text, phrases, count, rng, shapes, half)


_STUFFERS = {"full": _full, "sparse": _sparse, "integrated": _integrated}
