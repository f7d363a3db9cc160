"""One article with what a person decided on its findings: nothing is found anew, and nothing else is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.draft import Draft
from pipeline.errors import ArticleError
from pipeline.facts.clinical import clinical_difference
from pipeline.model import Article, Decision, Finding
from pipeline.redraft import Loss, redraft
from pipeline.verify import verify

_LONGEST_MATCH = 40
"""Code points of a finding's text that a message shows."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided on a finding.

    Attributes:
        decision: whether the change is wanted.
        wording: what is to stand there; None for the first suggestion.
        place: where the person wrote it, such as ``row 12``.
    """

    decision: Decision
    wording: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Redecided:
    """An article with its decisions.

    Attributes:
        draft: the article with the changes that are left.
        findings: all of them, with their last states; spans in the article's text.
        notices: what could not be kept apart from the changes that were refused, in words.
    """

    draft: Draft
    findings: tuple[Finding, ...]
    notices: tuple[str, ...]


def redecide(article: Article, findings: Sequence[Finding], rulings: Mapping[int, Ruling]) -> Redecided:
    """Put back what was refused, and make what was accepted.

    A change that was made in the text of a refused one goes with it, and so does a grammar fix right beside it that
    nobody accepted: both are told. An accepted finding takes the place of what the run changed there.

    Args:
        article: as it was read.
        findings: of the run, with their states after it and with the places where they were read.
        rulings: by the number of the finding.

    Raises:
        ArticleError: ``conflict``, where two accepted findings exclude each other, or an accepted one cannot be made.
    """
    accepted = {number: ruling for number, ruling in rulings.items() if ruling.decision == "accept"}
    wanted = {n: f.suggestions[0] for n, f in enumerate(findings) if f.state == "fixed" and n not in rulings}
    wanted |= {n: _new_text(findings[n], ruling) for n, ruling in accepted.items()}
    redrafted = redraft(article, findings, wanted, frozenset(accepted))
    names = _Names(findings, rulings)
    for number, loss in redrafted.losses.items():
        if number in accepted and (findings[number].state != "fixed" or loss.finding in accepted):
            raise _conflict(number, loss, names, is_exclusive=loss.finding in accepted)
    made = {number: new for number, new in wanted.items() if number not in redrafted.losses}
    placed = [replace(finding, span=span) for finding, span in zip(findings, redrafted.spans, strict=True)]
    states = [_with_decision(n, finding, rulings, made, redrafted.losses) for n, finding in enumerate(placed)]
    settled = _settle(states, [placed[n] for n in accepted if n in made and findings[n].state != "fixed"], rulings)
    verdict = verify(redrafted.draft, settled, [placed[number].span for number in accepted if number in made])
    for number, (before, after) in enumerate(zip(settled, verdict.findings, strict=True)):
        if number in accepted and after.state != before.state:
            raise ArticleError(
                "conflict", f"{names.of(number)} cannot be applied: it would change the layout of the article."
            )
    notices = [_notice(number, loss, names) for number, loss in redrafted.losses.items()]
    undone = [n for n in made if verdict.findings[n].state != settled[n].state]
    notices += (f"{names.of(n)} was put back too: it makes no sound text without what was refused." for n in undone)
    return Redecided(verdict.draft, verdict.findings, tuple(notices))


def _new_text(finding: Finding, ruling: Ruling) -> str:
    return finding.suggestions[0] if ruling.wording is None else ruling.wording


def _with_decision(
    number: int,
    finding: Finding,
    rulings: Mapping[int, Ruling],
    made: Mapping[int, str],
    losses: Mapping[int, Loss],
) -> Finding:
    if number in losses:
        return finding.with_state("open" if losses[number].reason == "beside" else "overlapped")
    ruling = rulings.get(number)
    if ruling is None:
        return finding
    if ruling.decision == "reject":
        return finding.with_state("ignored")
    return _worded(finding, made[number]).with_state("fixed")


def _worded(finding: Finding, new: str) -> Finding:
    """The finding with the wording that was chosen as its first suggestion."""
    if finding.suggestions[:1] == (new,):
        return finding
    others = tuple(suggestion for suggestion in finding.suggestions if suggestion != new)
    changed = {} if finding.removes_mention or new in finding.suggestions else clinical_difference(finding.match, new)
    flag = ", ".join(sorted(changed)) or finding.clinical_flag
    return replace(finding, suggestions=(new, *others), clinical_flag=flag)


def _settle(findings: Sequence[Finding], applied: Sequence[Finding], rulings: Mapping[int, Ruling]) -> list[Finding]:
    """The findings, those overlapped that nobody decided on and that stand where one was applied."""
    settled = []
    for number, finding in enumerate(findings):
        winner = next((one for one in applied if one.span.overlaps(finding.span)), None)
        if winner and finding.state == "open" and number not in rulings:
            finding = finding.with_state("overlapped", ("overlapped_by", winner.rule_id))
        settled.append(finding)
    return settled


class _Names:
    """What a message calls a finding."""

    def __init__(self, findings: Sequence[Finding], rulings: Mapping[int, Ruling]) -> None:
        self._findings = findings
        self._rulings = rulings

    def of(self, number: int) -> str:
        """The finding, and where the decision on it stands, if there is one."""
        finding, ruling = self._findings[number], self._rulings.get(number)
        match = " ".join(finding.match.split())
        shown = match if len(match) <= _LONGEST_MATCH else f"{match[:_LONGEST_MATCH]}..."
        return f'{finding.rule_id} "{shown}"' + (f" ({ruling.place})" if ruling else "")


def _conflict(number: int, loss: Loss, names: _Names, *, is_exclusive: bool) -> ArticleError:
    finding, other = names.of(number), names.of(loss.finding) if loss.finding is not None else ""
    reason = f"{finding} and {other} exclude each other. Accept only one of them."
    if not is_exclusive:
        cause = f"{other} had left, which is refused" if other else "a change had left that is not made"
        reason = f"{finding} cannot be applied: it was found in what {cause}. Accept both or none."
    return ArticleError("conflict", reason)


def _notice(number: int, loss: Loss, names: _Names) -> str:
    other = "a change that is not made" if loss.finding is None else names.of(loss.finding)
    if loss.reason == "overlap":
        return f"{names.of(number)} gave way to {other}."
    if loss.reason == "beside":
        return f"{names.of(number)} was made right beside {other}, and was put back too. Accept it to keep it."
    return f"{names.of(number)} stands or falls with {other}, and was put back too."
