"""Print the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def print_spun(sources: Mapping[str, Counter[str]]) -> None:
    """A line for each source: how much is found, how much of it is right, how well it is repaired, and the gate."""
    print(
        "source    swaps finds |    P     R    F1   R of mangled | repair@1 repair@3 (of found) | "
        "applied in swap as annotated | gated spun"
    )
    for source, counts in sources.items():
        precision = _share(counts["findings_right"], counts["findings"])
        recall = _share(counts["found"], counts["annotated"])
        harmonic = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        mangled = _share(counts["mangled_found"], counts["mangled"])
        first, three = (_share(counts[f"repaired_{most}"], counts["found"]) for most in (1, 3))
        print(
            f"{source:9} {counts['annotated']:5} {counts['findings']:5} | {precision:.3f} {recall:.3f} {harmonic:.3f}  "
            f"{mangled:.3f}       | {first:.3f}    {three:.3f}            | "
            f"{counts['applied']:7} {counts['applied_in_swap']:7} {counts['applied_right']:12} | "
            f"{counts['long_articles_spun']} of {counts['long_articles']}"
        )


def print_clean(registers: Mapping[str, Counter[str]]) -> None:
    """A line for each register and one for all: false alarms, wrong repairs, and the gate."""
    everything: Counter[str] = sum(registers.values(), Counter())
    print("\nregister        words  alarms per 1,000  repairs per 10,000  gated clean (spun)")
    for register, counts in [*sorted(registers.items()), ("all", everything)]:
        print(
            f"{register:12} {counts['words']:8}  {1000 * _share(counts['alarms'], counts['words']):.3f} "
            f"({counts['alarms']})  {10_000 * _share(counts['applied'], counts['words']):8.3f}          "
            f"{counts['articles_clean']} of {counts['articles']} ({counts['articles_spun']})"
        )


def print_between(sources: Mapping[str, Counter[str]]) -> None:
    """A line for each source and one for all: false alarms and wrong repairs in clean paragraphs between spun ones."""
    everything: Counter[str] = sum(sources.values(), Counter())
    print("\nclean paragraphs between those of   words  alarms per 1,000  repairs")
    for source, counts in [*sorted(sources.items()), ("all", everything)]:
        alarms = 1000 * _share(counts["alarms"], counts["words"])
        print(f"{source:33} {counts['words']:7}  {alarms:.1f} ({counts['alarms']})  {counts['applied']:8}")


def _share(count: int, whole: int) -> float:
    return count / whole if whole else 0.0
