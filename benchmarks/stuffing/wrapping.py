"""How well hard-wrapped plain text is told from text whose lines stand by themselves.

    python -m benchmarks.stuffing.wrapping CLEAN_FOLDER [--half develop|report]

Articles of a half, clean and stuffed, are wrapped at several widths; the share of the breaks that are found is printed,
and how many line ends of the articles and the hard controls as they are were taken for such breaks.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable
from pathlib import Path

from benchmarks.stuffing.__main__ import half_of, read_articles
from benchmarks.stuffing.controls import hard_controls
from benchmarks.stuffing.sets import stuffed_articles
from pipeline.facts.keyphrases.mentions.wrapping import join_wrapped
from pipeline.facts.language.blocks import find_blocks

_WIDTHS = (45, 60, 72, 80, 100)
_EVERY = 2
"""Of the articles, and of the stuffed ones, every second is wrapped."""


def wrapped(text: str, width: int) -> str:
    """A text with its paragraphs, but no lists, broken at a width."""
    is_item = (line.lstrip().startswith(("-", "*")) for line in text.split("\n"))
    lines = zip(text.split("\n"), is_item, strict=True)
    return "\n".join(line if item else "\n".join(textwrap.wrap(line, width)) for line, item in lines)


def joined_lines(text: str) -> int:
    """How many lines of a text are taken to go on the line before them."""
    blocks = find_blocks(text, "text")
    return len(blocks) - len(join_wrapped(text, blocks))


def share_found(texts: Iterable[str], width: int) -> tuple[int, int]:
    """How many of the breaks at a width are found, and how many there are."""
    found = every = 0
    for text in texts:
        broken = wrapped(text, width)
        breaks = broken.count("\n") - text.count("\n")
        found, every = found + min(breaks, joined_lines(broken)), every + breaks
    return found, every


def main() -> None:
    """Count on one half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="clean articles, *.txt")
    parser.add_argument("--half", choices=("develop", "report"), default="develop")
    options = parser.parse_args()
    articles = half_of(read_articles(options.folder), options.half)
    stuffed = [one.text for _, one in stuffed_articles("full", articles, options.half, 1)]
    texts = [*list(articles.values())[::_EVERY], *stuffed[::_EVERY]]
    for width in _WIDTHS:
        found, every = share_found(texts, width)
        print(f"width {width}: {found:,} of {every:,} breaks found, {found / every:.4f}")
    others = [*articles.values(), *hard_controls(articles, options.half, 1).values()]
    wrong = list(filter(None, map(joined_lines, others)))
    print(f"not wrapped: {sum(wrong)} line ends of {len(wrong)} of {len(others)} texts taken for breaks")


if __name__ == "__main__":
    main()
