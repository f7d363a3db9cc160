"""The texts that are measured: annotated spun articles, and clean ones by register."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Span
from pipeline.training.corpus import read_rows


@dataclass(frozen=True, slots=True)
class AnnotatedSwap:
    """A swap as a person marked it.

    Attributes:
        span: in the article.
        fixes: what should stand there, each as good as the others.
        is_mangled: no native writer would write that in this sense.
    """

    span: Span
    fixes: tuple[str, ...]
    is_mangled: bool


@dataclass(frozen=True, slots=True)
class SpunArticle:
    """An annotated article; its source is what stands before the first hyphen of its name."""

    name: str
    source: str
    text: str
    swaps: tuple[AnnotatedSwap, ...]


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text by a person."""

    register: str
    text: str


def spun_articles(folder: Path, sources: Collection[str]) -> Iterator[SpunArticle]:
    """The annotated articles, ``NAME.txt`` with ``NAME.gold.json``, of the named sources; of all if none is named."""
    for path in sorted(folder.glob("*.txt")):
        source = path.stem.split("-")[0]
        if not sources or source in sources:
            gold = json.loads(path.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
            swaps = tuple(
                AnnotatedSwap(Span(swap["start"], swap["end"]), tuple(swap["fixes"]), swap["severity"] == "mangled")
                for swap in gold["swaps"]
            )
            with path.open(encoding="utf-8", newline="") as file:
                yield SpunArticle(path.stem, source, file.read(), swaps)


def clean_texts(path: Path) -> Iterator[CleanText]:
    """Texts of a folder, whose names say the register (``012-blog-....txt``), or of a corpus, see ``read_rows``."""
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield CleanText([*file.stem.split("-"), "", ""][1], file.read_bytes().decode("utf-8"))
    else:
        for row in read_rows(path):
            yield CleanText(row["register"], row["text"])
