"""Print the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from benchmarks.stuffing.score import Score

_COLUMNS = ("removed", "exact", "flagged")


def share(count: int, whole: int) -> str:
    """A share with its counts, such as ``0.912 (31/34)``."""
    return f"{count / whole:.4f} ({count:,}/{whole:,})" if whole else "- (0/0)"


def print_score(title: str, score: Score, show: int) -> None:
    """A line for each shape, one for all, and the counts over whole articles.

    Args:
        title: what was stuffed how.
        score: the counts.
        show: injections that were not undone to show for each shape.
    """
    print(f"\n## {title}\n\n{'shape':27} spans removed   exact flagged  letters removed")
    everything: Counter[str] = Counter()
    for shape, counts in sorted(score.shapes.items()):
        print(_row(shape, counts))
        everything.update(counts)
        for miss in score.misses.get(shape, [])[:show]:
            print("   ", miss)
    print(_row("all", everything))
    total = score.total
    removed, wrong = total["letters removed"], total["wrongly removed"]
    print(f"\narticles restored exactly          {share(total['restored'], total['articles'])}")
    print(f"injected letters removed           {share(removed, total['letters'])}")
    print(f"injected share of letters removed  {share(removed, removed + wrong)}, wrongly removed {wrong:,}")
    for kind in ("touched sentences", "untouched sentences", "touched lines", "untouched lines"):
        print(f"{kind + ' exact':34} {share(total[f'{kind} exact'], total[kind])}")
    if score.integrated:
        mentions = score.integrated.total()
        fates = ("restored", "replaced by another", "flagged", "hole", "missed")
        print("integrated mentions: " + ", ".join(f"{f} {share(score.integrated[f], mentions)}" for f in fates))


def _row(name: str, counts: Mapping[str, int]) -> str:
    shares = "".join(f"{counts[column] / max(1, counts['spans']):8.3f}" for column in _COLUMNS)
    letters = counts["letters removed"] / max(1, counts["letters"])
    return f"{name:27} {counts['spans']:5}{shares}  {letters:.3f}"


def print_controls(title: str, changed: Mapping[str, str], reported: Mapping[str, str], texts: int) -> None:
    """How many texts without stuffing were changed, and how many only reported upon.

    Args:
        title: which texts.
        changed: what was cut, by the name of the text.
        reported: what was reported, by the name of the text.
        texts: how many there are.
    """
    print(f"{title}: changed {len(changed)} of {texts}, only reported {len(reported)}")
    for name, what in changed.items():
        print(f"    changed  {name}: {what}")


def print_reported(reported: Mapping[str, str], show: int) -> None:
    """The first ``show`` texts that were only reported upon."""
    for name, what in list(reported.items())[:show]:
        print(f"    reported {name}: {what}")
