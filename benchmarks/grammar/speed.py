"""Time ``unspin clean`` beside the user's loop, in rotating order; the ratios count, not the seconds."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grammar.contestants import Contestants, Run
from benchmarks.grammar.folders import choose, edited, templated, write_folder

EDITED_SHARE = 0.05
TEMPLATED_SHARE = 0.4
"""Of a folder like those of two measured health sites, on which 38 and 46 % of the sentences come again."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Where the runs of one round take place."""

    contestants: Contestants
    scratch: Path
    number: int

    def folder(self, name: str, texts: Sequence[str]) -> Path:
        """The texts as files."""
        return write_folder(self.scratch / f"{name}-{self.number}", texts)

    def both(self, name: str, folder: Path, *options: str) -> tuple[float, Run]:
        """The loop's seconds and our first run, the loop first in every other round."""
        cache = self.contestants.new_cache()
        output = self.scratch / f"{name}-out-{self.number}"
        if self.number % 2:
            ours = self.contestants.unspin(folder, output, cache, *options)
            return self.contestants.loop(folder), ours
        seconds = self.contestants.loop(folder)
        return seconds, self.contestants.unspin(folder, output, cache, *options)

    def alone(self, name: str, folder: Path, *options: str) -> Run:
        """Our first run."""
        output = self.scratch / f"{name}-out-{self.number}"
        return self.contestants.unspin(folder, output, self.contestants.new_cache(), *options)


def _share_beside_server(run: Run) -> float:
    cpu = run.told["cpu_seconds"]
    return (cpu["workers"] + cpu["main"]) / sum(cpu.values())


def _first(ring: Ring, clean: Sequence[str], spun: Sequence[str]) -> dict[str, float]:
    folder = ring.folder("all", [*clean, *spun])
    loop, ours = ring.both("all", folder)
    return {
        "first run / loop": ours.seconds / loop,
        "seconds of the loop": loop,
        "seconds of the first run": ours.seconds,
    }


def _spun(ring: Ring, _clean: Sequence[str], spun: Sequence[str]) -> dict[str, float]:
    loop, ours = ring.both("spun", ring.folder("spun", spun))
    return {"spun only, first run / loop": ours.seconds / loop}


def _shares(ring: Ring, clean: Sequence[str], _spun: Sequence[str]) -> dict[str, float]:
    folder = ring.folder("clean", clean)
    return {
        "CPU beside the server, clean": _share_beside_server(ring.alone("clean", folder)),
        "the same without the swap model": _share_beside_server(ring.alone("clean-tables", folder, "--no-swap-model")),
    }


def _again(ring: Ring, clean: Sequence[str], spun: Sequence[str]) -> dict[str, float]:
    texts = [*clean, *spun]
    unspin, cache, output = ring.contestants.unspin, ring.contestants.new_cache(), ring.scratch / f"again-{ring.number}"
    first = unspin(ring.folder("before", texts), output, cache)
    again = unspin(ring.scratch / f"before-{ring.number}", output, cache)
    found = {"first run / second run": first.seconds / again.seconds, "seconds of the second run": again.seconds}
    for name, in_few in (("in few articles", True), ("in all", False)):
        folder = ring.folder(name.replace(" ", "-"), edited(texts, EDITED_SHARE, in_few=in_few))
        target = ring.scratch / f"edited-{in_few}-{ring.number}"
        unspin(ring.scratch / f"before-{ring.number}", target, cache)
        for path in folder.iterdir():
            path.replace(ring.scratch / f"before-{ring.number}" / path.name)
        run = unspin(ring.scratch / f"before-{ring.number}", target, cache)
        found[f"first run / 5 % edited, {name}"] = first.seconds / run.seconds
        for path, text in zip(sorted((ring.scratch / f"before-{ring.number}").iterdir()), texts, strict=True):
            path.write_text(text, encoding="utf-8")
    return found


def _templated(ring: Ring, clean: Sequence[str], _spun: Sequence[str]) -> dict[str, float]:
    loop, ours = ring.both("templated", ring.folder("templated", templated(clean, TEMPLATED_SHARE)))
    return {"templated folder, first run / loop": ours.seconds / loop}


def _cores(ring: Ring, clean: Sequence[str], spun: Sequence[str]) -> dict[str, float]:
    folder = ring.folder("cores", [*clean, *spun])
    one, two = (ring.alone(f"jobs-{jobs}", folder, "--jobs", str(jobs)) for jobs in (1, 2))
    return {"one core / two": one.seconds / two.seconds}


def _one(ring: Ring, clean: Sequence[str], _spun: Sequence[str]) -> dict[str, float]:
    loop, ours = ring.both("one", ring.folder("one", [min(clean, key=lambda text: abs(len(text) - 2_000))]))
    return {"one short article / loop": ours.seconds / loop, "seconds for it": ours.seconds}


MEASURES: dict[str, Callable[[Ring, Sequence[str], Sequence[str]], dict[str, float]]] = {
    "first": _first,
    "spun": _spun,
    "shares": _shares,
    "again": _again,
    "templated": _templated,
    "cores": _cores,
    "one": _one,
}
"""What can be timed."""


def time_all(clean: Sequence[str], spun: Sequence[str], count: int, rounds: int, wanted: Iterable[str]) -> None:
    """Time what is wanted and print the medians.

    Args:
        clean: clean articles.
        spun: spun articles.
        count: articles in the folder.
        rounds: how often all is timed.
        wanted: names of ``MEASURES``.
    """
    chosen, swapped = choose(clean, spun, count)
    words = sum(len(text.split()) for text in (*chosen, *swapped))
    print(f"# {len(chosen)} clean and {len(swapped)} spun articles, {words:,} words, {rounds} rounds; medians")
    for name in wanted:
        results: dict[str, list[float]] = {}
        for number in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                scratch = Path(folder)
                (scratch / "tools").mkdir()
                ring = Ring(Contestants(scratch / "tools"), scratch, number)
                for measure, value in MEASURES[name](ring, chosen, swapped).items():
                    results.setdefault(measure, []).append(value)
        for measure, values in results.items():
            print(
                f"{measure:40} {statistics.median(values):8.2f}   ({', '.join(f'{one:.2f}' for one in values)})",
                flush=True,
            )
