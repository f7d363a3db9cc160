"""One article with what a person decided on its findings: nothing is found anew, and nothing else is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.draft import Draft
from pipeline.errors import ArticleError
from pipeline.facts.clinical import clinical_difference
from pipeline.model import Article, Decision, Finding, Span
from pipeline.redraft import Loss, Reason, Redraft, redraft
from pipeline.verify import verify

_MOST_TOLD = 20
"""Conflicts in an article that are told at once."""

_LONGEST_MATCH = 40
"""Code points of a finding's text that a message shows."""

_OF_LINES = ("text", "markdown")
"""Formats in which a line break ends a paragraph."""

_NOTICES: dict[Reason, str] = {
    "overlap": "gave way to {}.",
    "beside": "was made right beside {}, and was put back too. Accept it to keep it.",
    "other text": "stands or falls with {}, and was put back too.",
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided on a finding.

    Attributes:
        decision: whether the change is wanted.
        wording: what is to stand there; None for the first suggestion.
        place: where the person wrote it, such as ``row 12``.
        decided_at: when, in UTC, as ``time_name`` writes it; empty where nobody knows, or where nobody decided on it.
    """

    decision: Decision
    wording: str | None
    place: str
    decided_at: str = ""

    @property
    def is_spread(self) -> bool:
        """Whether nobody decided on just this finding: it has the words of one that is never to be flagged again."""
        return self.decision == "never" and not self.decided_at


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
    case = _Case(findings, rulings)
    if article.format not in _OF_LINES:
        case.refuse_words_for_blocks()
    redrafted = redraft(article, findings, case.wanted, case.accepted)
    case.refuse_conflicts(redrafted)
    settled = case.settled(redrafted)
    made = [settled[number].span for number in case.accepted if number not in redrafted.losses]
    verdict = verify(redrafted.draft, settled, made)
    undone = [n for n, (a, b) in enumerate(zip(settled, verdict.findings, strict=True)) if a.state != b.state]
    case.refuse_undone(undone)
    return Redecided(verdict.draft, verdict.findings, tuple(case.notices(redrafted, settled, undone)))


class _Case:
    """The findings of an article and what is decided on them.

    Args:
        findings: of the run.
        rulings: by the number of the finding.
    """

    def __init__(self, findings: Sequence[Finding], rulings: Mapping[int, Ruling]) -> None:
        self._findings = findings
        self._rulings = rulings
        self.accepted = frozenset(number for number, ruling in rulings.items() if ruling.decision == "accept")
        self.wanted = {n: f.suggestions[0] for n, f in enumerate(findings) if f.state == "fixed" and n not in rulings}
        for number in self.accepted:
            wording = rulings[number].wording
            self.wanted[number] = findings[number].suggestions[0] if wording is None else wording

    def refuse_words_for_blocks(self) -> None:
        """Refuse words of one's own in place of a whole block, whose tags go with it."""
        for number in sorted(self.accepted):
            new, finding = self.wanted[number], self._findings[number]
            if "\n" in finding.match and new.strip() and new not in finding.suggestions:
                reason = "is a whole paragraph: accept that it goes, or reject it and write your words into the file."
                raise ArticleError("conflict", f"{self._name(number)} {reason}")

    def refuse_conflicts(self, redrafted: Redraft) -> None:
        """Refuse accepted changes that cannot be made; one that the run had made may go with one that is refused."""
        conflicts = []
        for number, loss in redrafted.losses.items():
            is_exclusive = loss.finding in self.accepted
            if number in self.accepted and (self._findings[number].state != "fixed" or is_exclusive):
                conflicts.append(self._conflict(number, loss.finding, is_exclusive=is_exclusive))
        if conflicts:
            more = f" And {len(conflicts) - _MOST_TOLD} more." if len(conflicts) > _MOST_TOLD else ""
            raise ArticleError("conflict", " ".join(conflicts[:_MOST_TOLD]) + more)

    def _conflict(self, number: int, other: int | None, *, is_exclusive: bool) -> str:
        reason = "and {} exclude each other. Accept only one of them."
        if not is_exclusive:
            cause = "a change had left that is not made" if other is None else "{} had left, which is refused"
            reason = f"cannot be applied: it was found in what {cause}. Accept both or none."
        return f"{self._name(number)} {reason.format(self._name(other))}"

    def refuse_undone(self, undone: Sequence[int]) -> None:
        """Refuse accepted changes that the last look undid."""
        broken = min(self.accepted.intersection(undone), default=None)
        if broken is not None:
            reason = f"{self._name(broken)} cannot be applied: it would change the layout of the article."
            raise ArticleError("conflict", reason)

    def settled(self, redrafted: Redraft) -> list[Finding]:
        """The findings with their new states and places."""
        decided = [self._decided(number, span, redrafted.losses) for number, span in enumerate(redrafted.spans)]
        applied = [decided[n] for n in self.accepted - redrafted.losses.keys() if self._findings[n].state != "fixed"]
        for number, finding in enumerate(decided):
            winner = next((one for one in applied if one.span.overlaps(finding.span)), None)
            if winner and finding.state == "open" and number not in self._rulings:
                decided[number] = finding.with_state("overlapped", ("overlapped_by", winner.rule_id))
        return decided

    def _decided(self, number: int, span: Span, losses: Mapping[int, Loss]) -> Finding:
        finding = replace(self._findings[number], span=span)
        if number in losses:
            loss = losses[number]
            other = () if loss.finding is None else (("overlapped_by", self._findings[loss.finding].rule_id),)
            return finding.with_state("open") if loss.reason == "beside" else finding.with_state("overlapped", *other)
        if number in self.accepted:
            return _worded(finding, self.wanted[number]).with_state("fixed")
        return finding.with_state("ignored") if number in self._rulings else finding

    def notices(self, redrafted: Redraft, settled: Sequence[Finding], undone: Sequence[int]) -> Iterator[str]:
        """What a person should know."""
        for number, loss in redrafted.losses.items():
            yield f"{self._name(number)} {_NOTICES[loss.reason].format(self._name(loss.finding))}"
        for number in undone:
            yield f"{self._name(number)} was put back too: it makes no sound text without what was refused."
        for number in sorted(self.accepted):
            flag = settled[number].clinical_flag
            if flag != self._findings[number].clinical_flag:
                yield f"{self._name(number)}: your words change {flag}. See whether this is meant."
        flagged = [number for number in sorted(self.accepted) if self._is_flagged_suggestion(number)]
        if flagged:
            names = ", ".join(self._name(number) for number in flagged[:_MOST_TOLD])
            more = f", and {len(flagged) - _MOST_TOLD} more" if len(flagged) > _MOST_TOLD else ""
            verb = "suggestion needs" if len(flagged) == 1 else "suggestions need"
            yield f"{len(flagged)} accepted {verb} a clinical review: {names}{more}."

    def _is_flagged_suggestion(self, number: int) -> bool:
        """Whether what is accepted is a suggestion that changes a clinical item, not words of the person's own."""
        before = self._findings[number]
        return bool(before.clinical_flag) and self.wanted[number] in before.suggestions

    def _name(self, number: int | None) -> str:
        """What a message calls a finding, and where the decision on it stands, if there is one."""
        if number is None:
            return "a change that is not made"
        match = " ".join(self._findings[number].match.split())
        shown = match if len(match) <= _LONGEST_MATCH else f"{match[:_LONGEST_MATCH]}..."
        ruling = self._rulings.get(number)
        return f'{self._findings[number].rule_id} "{shown}"' + (f" ({ruling.place})" if ruling else "")


def _worded(finding: Finding, new: str) -> Finding:
    """The finding with the wording that was chosen as its first suggestion."""
    if finding.suggestions[:1] == (new,):
        return finding
    others = tuple(suggestion for suggestion in finding.suggestions if suggestion != new)
    is_own = new not in finding.suggestions
    # What goes with a stuffed phrase may go; what comes in its place is told.
    old = "" if finding.removes_mention else finding.match
    changed = clinical_difference(old, new) if is_own else {}
    flag = ", ".join(sorted(changed)) or finding.clinical_flag
    return replace(finding, suggestions=(new, *others), clinical_flag=flag)
