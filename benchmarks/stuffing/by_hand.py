"""How much stuffing is found that a person wrote, and not the generator: the articles of ``articles`` beside this file.

    python -m benchmarks.stuffing.by_hand [--half develop|report] [--show]

Written for this project, without looking at the program, after what spammers, clinics and article directories do.
Beside each article stands what was put in, ``NAME.gold.json``: ranges of the file in code points, half-open, what
should stand there instead, and whether a careful editor would take it out without being asked. Nobody should read the
half "report". An insertion counts as cut where nine tenths of its letters go, as reported where a finding names it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.ingest.articles import read_article
from pipeline.model import Cleaned, Edit

ARTICLES = Path(__file__).with_name("articles")
_CONFIG = Config(grammar=False, swap_model=False, select=("K",))
_CUT, _PART = 0.9, 0.3
"""Shares of the letters of an insertion from which it counts as cut, and as cut in part."""
_MARKS = " ,.;:|()[]#*-\r\n"
_MOST_LOST = 2
"""Letters of the author that may go with an insertion, such as "a" or "in"."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """What was put in.

    Attributes:
        start: in the file, in code points.
        end: half-open.
        text: what stands there.
        kind: of stuffing.
        is_clear: whether a careful editor would take it out without being asked.
    """

    start: int
    end: int
    text: str
    kind: str
    is_clear: bool


def insertions(article: Path) -> list[Insertion]:
    """What was put into an article."""
    gold = json.loads(article.with_name(f"{article.stem}.gold.json").read_text(encoding="utf-8"))
    return [Insertion(one["start"], one["end"], one["text"], one["kind"], one["clear"]) for one in gold["insertions"]]


def articles(folder: Path) -> Iterator[Path]:
    """The articles of a folder."""
    yield from (path for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md", ".html"))


def clean(path: Path) -> Cleaned:
    """An article cleaned of stuffing alone."""
    return clean_article(read_article(path, path.name, _CONFIG), _CONFIG, local_engines(0))


def fate(one: Insertion, cleaned: Cleaned) -> str:
    """What became of an insertion: ``cut``, ``part``, ``reported`` or ``missed``."""
    letters = _letters(one.text)
    gone = sum(_letters(_common(cleaned.article.source, one, edit)) for edit in cleaned.source_edits)
    if gone >= _PART * letters:
        return "cut" if gone >= _CUT * letters else "part"
    core = one.text.strip(_MARKS).lower()
    named = (found.match.strip(_MARKS).lower() for found in cleaned.findings)
    return "reported" if any(name and (name in core or core in name) for name in named) else "missed"


def lost(cleaned: Cleaned, put_in: Iterable[Insertion]) -> list[str]:
    """The cuts that take more than a short word of the author's own text."""
    source, put_in = cleaned.article.source, list(put_in)
    cuts = []
    for edit in cleaned.source_edits:
        inside = sum(_letters(_common(source, one, edit)) for one in put_in)
        if _letters(source[edit.start : edit.end]) - inside - _letters(edit.new) > _MOST_LOST:
            cuts.append(source[edit.start : edit.end])
    return cuts


def _common(source: str, one: Insertion, edit: Edit) -> str:
    return source[max(one.start, edit.start) : max(one.start, edit.start, min(one.end, edit.end))]


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def main() -> None:
    """Clean the articles of a half and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("develop", "report"), default="report")
    parser.add_argument("--show", action="store_true", help="print what was not cut, and what was lost")
    options = parser.parse_args()
    folder = ARTICLES / options.half
    fates: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    cuts_of_author = 0
    for path in articles(folder):
        cleaned, put_in = clean(path), insertions(path)
        for one in put_in:
            found = fate(one, cleaned)
            fates["clear" if one.is_clear else "debatable"][found] += 1
            kinds[one.kind][found] += 1
            if options.show and found != "cut":
                print(f"{path.name} {one.kind} {found}: {one.text!r}")
        for text in lost(cleaned, put_in):
            cuts_of_author += 1
            if options.show:
                print(f"{path.name} LOST: {text!r}")
    for name, counts in [*sorted(kinds.items()), *fates.items()]:
        told = ", ".join(f"{counts[what]} {what}" for what in ("cut", "part", "reported", "missed"))
        print(f"{name:16} {counts.total():4}: {told}")
    changed = [path.name for path in articles(folder / "clean") if clean(path).source_edits]
    print(f"cuts with the author's own words: {cuts_of_author}; clean articles changed: {len(changed)} {changed}")


if __name__ == "__main__":
    main()
