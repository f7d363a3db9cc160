"""What a person reads at the end of a run, and the counts behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.report.cells import format_cell
from pipeline.report.columns import SPUN_FROM, Cell, counts_as_spun
from pipeline.report.quality import latest_quality

_SEVERITIES = (("error", "error"), ("warning", "warning"), ("info", "remark"))
_LISTS = ("quality_basis", "ignores")
_NOT_LOOKED_FOR = "not looked for (--select, --ignore)"
_MOST_LISTED = 5
"""Idle ignores, and files that are left over, named one by one; the rest is in ``run.json``."""
_MOST_NAMES = 20
"""Articles named one by one; the rest is in ``report.csv``."""


@dataclass(slots=True)
class Tally:
    """Counts of a run, gathered row by row.

    Attributes:
        articles: by status.
        found: findings by source (``stuffing``, ``swap``, ``lt``, ``encoding``).
        fixed: findings that were fixed, by source.
        from_cache: articles taken from an earlier run.
        grammar_checked: articles whose grammar was checked from end to end.
        grammar_unchecked: cleaned articles of which it was not.
        suggestions: findings that are open and have a replacement.
        clinical: findings that someone with clinical knowledge must look at.
        clinical_articles: articles with such findings.
        spun: cleaned articles that count as spun.
        gate_failed: articles that fail the run.
        failing: path of the first of them, and what is left in it.
        stage_seconds: time by stage, of the articles that were not taken from an earlier run.
        not_cleaned: path, status and reason of the first articles that failed or were skipped.
        ignores: names of the entries of the user's list of ignores that a finding had.
        looked_for: the stages that looked at all cleaned articles, as ``quality_basis`` names them; None before one.
        stages: those that looked at an article, or of which some rules did.
        idle_ignores: names of the entries that no finding had.
        leftovers: cleaned files of earlier runs whose originals are gone.
        old_extracted: the folder of articles that an earlier run freed from their files, where this run freed none.
    """

    articles: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    fixed: Counter[str] = field(default_factory=Counter)
    from_cache: int = 0
    grammar_checked: int = 0
    grammar_unchecked: int = 0
    suggestions: int = 0
    clinical: int = 0
    clinical_articles: int = 0
    spun: int = 0
    gate_failed: int = 0
    failing: list[tuple[str, str]] = field(default_factory=list)
    stage_seconds: dict[str, float] = field(default_factory=dict)
    not_cleaned: list[tuple[str, str, str]] = field(default_factory=list)
    ignores: set[str] = field(default_factory=set)
    looked_for: set[str] | None = None
    stages: set[str] = field(default_factory=set)
    idle_ignores: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    old_extracted: str = ""

    def add(self, row: Mapping[str, Cell]) -> None:
        """Count a row of the master copy."""
        if row["record"] == "article":
            self._add_article(row)
        elif row["record"] == "finding":
            self.found[str(row["rule_source"])] += 1
            self.fixed[str(row["rule_source"])] += row["state"] == "fixed"
            self.suggestions += row["state"] == "open" and row["replacement"] is not None

    def _add_article(self, row: Mapping[str, Cell]) -> None:
        status = str(row["status"])
        self.articles[status] += 1
        if status in ("failed", "skipped"):
            # Failures first, however late they come: a skipped file is seldom news.
            self.not_cleaned.append((str(row["path"]), status, f"{row['error_message']} ({row['error_code']})"))
            self.not_cleaned.sort(key=lambda entry: (entry[1], entry[0]))
            del self.not_cleaned[_MOST_NAMES:]
            return
        self.from_cache += row["from_cache"] is True
        self.grammar_checked += row["grammar_checked"] is True
        reviews = row["needs_clinical_review"]
        if isinstance(reviews, int) and reviews:
            self.clinical += reviews
            self.clinical_articles += 1
        self.spun += counts_as_spun(row["spin_score"])
        if row["gate"] == "fail":
            self.gate_failed += 1
            if len(self.failing) < _MOST_NAMES:
                self.failing.append((str(row["path"]), _what_is_left(row)))
        looked_for, ignores = (value if isinstance(value := row.get(name), list) else [] for name in _LISTS)
        stages = {str(one).partition(" ")[0] for one in looked_for}
        self.grammar_unchecked += row["grammar_checked"] is False and "grammar" in stages
        self.stages |= stages
        self.ignores.update(map(str, ignores))
        self.looked_for = {str(one) for one in looked_for if self.looked_for is None or one in self.looked_for}
        all_seconds = row.get("stage_seconds")
        if isinstance(all_seconds, dict) and not row["from_cache"]:
            for name, seconds in all_seconds.items():
                self.stage_seconds[name] = round(self.stage_seconds.get(name, 0.0) + seconds, 4)

    @property
    def cleaned(self) -> int:
        """Articles that went through all stages."""
        return self.articles["ok"] + self.articles["unchanged"]

    @property
    def total(self) -> int:
        """All articles, skipped and failed ones too."""
        return self.articles.total()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended, beside its counts.

    Attributes:
        command: ``clean`` or ``check``.
        output: the folder of the articles, as the user named it.
        reports: the folder of the reports, as the user named it.
        is_dry: nothing was written.
        grammar: the grammar was to be checked.
        seconds: wall time.
    """

    command: str
    output: str
    reports: str
    is_dry: bool
    grammar: bool
    seconds: float


def summarize(tally: Tally, ending: Ending) -> str:
    """The summary, several lines of plain text."""
    sections = (
        _articles(tally, ending),
        _work(tally, ending),
        not_cleaned(tally),
        _gate(tally),
        _idle_ignores(tally),
        _old_extracted(tally),
        _leftovers(tally, ending),
        _files(tally, ending),
        _next_steps(tally, ending),
    )
    return "\n".join(line for section in sections for line in section)


def _articles(tally: Tally, ending: Ending) -> list[str]:
    verb = "checked" if ending.command == "check" else "cleaned"
    cached = f" ({count_of(tally.from_cache, 'article')} taken from the last run)" if tally.from_cache else ""
    lines = [f"{count_of(tally.cleaned, 'article')} {verb} in {ending.seconds:.1f} s{cached}."]
    parts = [
        (tally.articles["ok"], "with findings to fix" if ending.command == "check" else "changed"),
        (tally.articles["unchanged"], "unchanged"),
        (tally.articles["skipped"], "skipped"),
        (tally.articles["failed"], "failed"),
    ]
    return [*lines, "  " + ", ".join(f"{count} {name}" for count, name in parts if count), ""]


def _work(tally: Tally, ending: Ending) -> list[str]:
    if not tally.cleaned:
        return []
    is_check = ending.command == "check"
    rows = [
        ("Stuffed phrases", "stuffing", "removed"),
        ("Mangled words", "swap", "repaired"),
        ("Grammar", "lt", "fixed"),
        ("Faults in files", "encoding", "repaired"),
    ]
    lines = [
        f"  {label + ':':<19}{_NOT_LOOKED_FOR}"
        if source not in tally.stages
        else f"  {label + ':':<19}{tally.found[source]} found" + ("" if is_check else f", {tally.fixed[source]} {verb}")
        for label, source, verb in rows
        if source != "lt" and (source != "encoding" or tally.found[source])
    ]
    lines.insert(2, _grammar(tally, ending))
    if tally.spun:
        lines.insert(0, f"  {'Spun articles:':<19}{tally.spun} (spin score from {SPUN_FROM} on)")
    if tally.clinical:
        lines.append(
            f"  {'Clinical review:':<19}{count_of(tally.clinical, 'finding')} in "
            f"{count_of(tally.clinical_articles, 'article')} would change a number, a unit, a drug or a negation, "
            "or say something else to a reader who acts on it"
        )
    return [*lines, ""]


def _grammar(tally: Tally, ending: Ending) -> str:
    label = f"  {'Grammar:':<19}"
    if not ending.grammar:
        return f"{label}not checked (--no-grammar)"
    if "grammar" not in tally.stages:
        return f"{label}{_NOT_LOOKED_FOR}"
    text = f"{label}{tally.found['lt']} found"
    text += "" if ending.command == "check" else f", {tally.fixed['lt']} fixed"
    if tally.grammar_unchecked:
        text += f"; {count_of(tally.grammar_unchecked, 'article')} not checked from end to end"
    return text


def not_cleaned(tally: Tally) -> list[str]:
    """The articles that failed or were skipped, a line each, with the reason."""
    if not tally.not_cleaned:
        return []
    lines = [f"  {status}: {printable(path)}: {printable(reason)}" for path, status, reason in tally.not_cleaned]
    more = tally.articles["failed"] + tally.articles["skipped"] - len(lines)
    return ["Not cleaned:", *lines, *([f"  and {more} more; see report.csv"] if more else []), ""]


def _gate(tally: Tally) -> list[str]:
    if not tally.gate_failed:
        return []
    lines = [f"  {printable(path)}: {left}" for path, left in tally.failing]
    more = tally.gate_failed - len(lines)
    heading = f"{count_of(tally.gate_failed, 'article')} failed the gate (--fail-on, --fail-under):"
    return [heading, *lines, *([f"  and {more} more; see report.csv"] if more else []), ""]


def _idle_ignores(tally: Tally) -> list[str]:
    if not tally.idle_ignores:
        return []
    names = _some_of(tally.idle_ignores, ", ...")
    return [f"{count_of(len(tally.idle_ignores), 'ignore')} of your list ignored nothing: {names}", ""]


def _old_extracted(tally: Tally) -> list[str]:
    if not tally.old_extracted:
        return []
    cure = "Run with --to again, or remove it."
    return [f"{tally.old_extracted} is of an earlier run with --to, and was not made anew. {cure}", ""]


def _leftovers(tally: Tally, ending: Ending) -> list[str]:
    if not tally.leftovers:
        return []
    names = _some_of(tally.leftovers, ", ... (all in run.json)")
    reason = "of articles that are no longer among the originals"
    cure = f"Remove what you do not need from {ending.output}/articles."
    return [f"{count_of(len(tally.leftovers), 'cleaned file')} {reason}: {names}. {cure}", ""]


def _some_of(names: Sequence[str], more: str) -> str:
    """The first few of some names, with what stands for the others where there are any."""
    return ", ".join(map(printable, names[:_MOST_LISTED])) + (more if len(names) > _MOST_LISTED else "")


def _what_is_left(row: Mapping[str, Cell]) -> str:
    """What an article may have failed by: the findings that are left in it, and its quality."""
    left = [(row[f"findings_{severity}"], noun) for severity, noun in _SEVERITIES]
    counts = [count_of(number, noun) for number, noun in left if isinstance(number, int) and number]
    quality = latest_quality(row)
    return ", ".join([*counts, "no quality score" if quality is None else f"quality {format_cell(quality)}"])


def _files(tally: Tally, ending: Ending) -> list[str]:
    if ending.is_dry:
        return ["Nothing was written (--dry-run)."]
    lines = []
    if ending.command == "clean" and tally.cleaned:
        lines.append(f"Cleaned articles: {ending.output}/articles")
    return [
        *lines,
        f"One row per article: {ending.reports}/report.csv",
        f"One row per finding: {ending.reports}/findings.csv",
    ]


def _next_steps(tally: Tally, ending: Ending) -> list[str]:
    steps = []
    if tally.clinical and not ending.is_dry:
        steps.append("let someone with clinical knowledge look at the findings with a clinical_flag in findings.csv")
    if tally.suggestions and ending.command == "clean" and not ending.is_dry:
        suggestions = "suggestion" if tally.suggestions == 1 else count_of(tally.suggestions, "suggestion")
        steps.append(f"read the {suggestions} in findings.csv (state open)")
    if tally.found.total() and ending.command == "clean" and not ending.is_dry:
        table = f"{ending.reports}/findings.csv"
        steps.append(f"look through the changes in a browser: `unspin report {ending.reports}` makes the page")
        steps.append(f"refuse or accept single changes there, or in the column decision: `unspin apply {table}`")
    if ending.command == "check" and tally.articles["ok"]:
        steps.append("run `unspin clean` on the same files to fix what is safe to fix")
    if tally.articles["failed"]:
        steps.append("mend the failed articles and run the same command again; the others are taken from this run")
    return ["", "Next:", *(f"  - {step}" for step in steps)] if steps else []


def count_of(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def printable(text: str) -> str:
    """``text`` in a form that cannot break the line, nor the terminal."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
