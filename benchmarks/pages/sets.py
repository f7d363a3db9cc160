"""The pages that the benchmark looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from benchmarks.pages.pour import blocks_of_text, decorated, plain
from benchmarks.pages.templates import POURS, Filled, fill


def pages(articles: Mapping[str, str], seed: int, *, is_decorated: bool = True) -> Iterator[tuple[str, str, Filled]]:
    """Each article in each template: the names of the template and the article, and the page.

    Args:
        articles: texts by name.
        seed: of everything that is drawn by chance.
        is_decorated: whether tags and entities are put into the text.
    """
    for name, text in articles.items():
        title, blocks = blocks_of_text(text)
        for template in POURS:
            rng = Random(f"{seed}/{name}/{template}")
            write = decorated(rng) if is_decorated else plain
            yield template, name, fill(template, title, blocks, write, rng)
