"""Score the swap stage on annotated spun articles, and count its false alarms on clean text.

usage: python benchmarks/swaps.py --spun FOLDER [--clean FOLDER]

An annotated article is ``NAME.txt`` with ``NAME.gold.json``: ``swaps`` with ``start``, ``end``, ``fixes`` and
``severity``, ``keyphrase_spans``. A finding counts as right if it overlaps an annotated span; a repair, if every word
that it puts in is a word of an annotated fix at the same place.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Cleaned, Finding, Span

SWAPS = Config(select=("S",), grammar=False)


def annotated(folder: Path) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Source, text and annotation of each article; the source is the name up to the first hyphen."""
    for path in sorted(folder.glob("*.txt")):
        gold = json.loads(path.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
        with path.open(encoding="utf-8", newline="") as file:
            yield path.stem.split("-")[0], file.read(), gold


def is_right_repair(finding: Finding, gold: Iterable[dict[str, object]]) -> bool:
    """Whether every word that the repair puts in is a word of an annotated fix at the same place."""
    fixes = [
        " ".join(map(str, swap["fixes"])).lower()  # type: ignore[call-overload]
        for swap in gold
        if finding.span.overlaps(Span(swap["start"], swap["end"]))  # type: ignore[arg-type]
    ]
    new = set(finding.suggestions[0].lower().split()) - set(finding.match.lower().split())
    return bool(fixes) and new <= set(" ".join(fixes).split())


def score(cleaned: Cleaned, gold: dict[str, object]) -> Counter[str]:
    """Counts of one article."""
    swaps: list[dict[str, object]] = gold["swaps"]  # type: ignore[assignment]
    spans = [Span(swap["start"], swap["end"]) for swap in swaps]  # type: ignore[arg-type]
    findings = [finding for finding in cleaned.findings if finding.rule_id.startswith("S")]
    fixed = [finding for finding in findings if finding.state == "fixed"]
    found = [any(f.span.overlaps(span) for f in findings) for span in spans]
    mangled = [hit for hit, swap in zip(found, swaps, strict=True) if swap["severity"] == "mangled"]
    return Counter(
        annotated=len(spans),
        annotated_found=sum(found),
        mangled=len(mangled),
        mangled_found=sum(mangled),
        flagged=len(findings),
        flagged_right=sum(any(f.span.overlaps(span) for span in spans) for f in findings),
        applied=len(fixed),
        applied_in_annotated=sum(any(f.span.overlaps(span) for span in spans) for f in fixed),
        applied_right=sum(is_right_repair(f, swaps) for f in fixed),
        suggested=sum(bool(f.suggestions) and f.state == "open" for f in findings),
    )


def report(source: str, counts: Counter[str]) -> str:
    """One line of the report."""
    precision = counts["flagged_right"] / max(1, counts["flagged"])
    recall = counts["annotated_found"] / max(1, counts["annotated"])
    return (
        f"{source:8} annotated {counts['annotated']:4} found {recall:.2f} "
        f"(mangled {counts['mangled_found'] / max(1, counts['mangled']):.2f}) | flagged {counts['flagged']:4} "
        f"right {precision:.2f} | applied {counts['applied']:3}, "
        f"in an annotated span {counts['applied_in_annotated']:3}, "
        f"as annotated {counts['applied_right']:3} | suggested {counts['suggested']:3}"
    )


def main() -> None:
    """Print a line for each source, and the false alarms on clean text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spun", type=Path, required=True)
    parser.add_argument("--clean", type=Path)
    options = parser.parse_args()
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for source, text, gold in annotated(options.spun):
        sources[source].update(score(clean_article(text, SWAPS), gold))
    for source, counts in sources.items():
        print(report(source, counts))
    if options.clean:
        texts = [path.read_text(encoding="utf-8") for path in sorted(options.clean.glob("*.txt"))]
        cleaned = [clean_article(text, SWAPS) for text in texts]
        words = sum(len(text.split()) for text in texts)
        findings = sum(len(one.findings) for one in cleaned)
        print(
            f"clean: {words} words, {1000 * findings / words:.3f} findings per 1,000 words, "
            f"{sum(bool(one.edits) for one in cleaned)} of {len(texts)} articles changed"
        )


if __name__ == "__main__":
    main()
