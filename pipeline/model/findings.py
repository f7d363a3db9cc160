"""What the rules find, what a person says of it, and the edits that are made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from pipeline.model.spans import Span

FixClass = Literal["safe", "unsafe", "none"]
"""``safe`` is applied by default, ``unsafe`` is a suggestion, ``none`` has nothing to apply."""

State = Literal["open", "fixed", "ignored", "baseline", "overlapped", "protected", "reverted"]
REMAINING: frozenset[State] = frozenset({"open", "protected", "reverted"})
"""States of a finding that still stands in the text after the run."""

Decision = Literal["accept", "reject", "never"]
"""What a person says of a finding; ``never`` rejects it, in all later runs too."""

IN_SOURCE = "in_source"
"""The first evidence of a finding about what is no part of the text: the range of the author's file, as ``7-12``."""

Evidence = tuple[tuple[str, str], ...]
"""(name, value) pairs that say why a rule fired."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says about a range of the text that it read.

    Attributes:
        rule_id: id of the rule, such as ``S200``.
        span: in the text that the rule read; in ``Cleaned.findings``, in ``Article.text``.
        match: the text in ``span`` when the rule read it.
        suggestions: replacements for ``span``, best first; an empty string is a removal.
        confidence: 0 to 1.
        fix_class: whether the first suggestion may be applied.
        message: one sentence for an editor.
        evidence: why the rule fired.
        category: what kind of trouble it is, in an editor's words.
        state: what became of the finding.
        clinical_flag: the number, drug, unit, negation or other term at stake, or empty.
        read_in: number of the reading that it was found in; later ones read what earlier ones left.
        read_at: where it stood in the text of that reading; None as long as ``span`` says so.
    """

    rule_id: str
    span: Span
    match: str
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    fix_class: FixClass = "none"
    message: str = ""
    evidence: Evidence = ()
    category: str = ""
    state: State = "open"
    clinical_flag: str = ""
    read_in: int = 0
    read_at: Span | None = None

    @property
    def removes_mention(self) -> bool:
        """Whether it takes a stuffed mention away, and with it whatever number or name the mention holds."""
        return self.rule_id.startswith("K")

    @property
    def is_of_field(self) -> bool:
        """Whether it is about a field: the text of a picture may be edited, though nothing else in its markup may."""
        return self.evidence[:1] != () and self.evidence[0][0] == "field"

    @property
    def in_source(self) -> Span | None:
        """Where it stands in the author's file, if it is about what is no part of the text, as a comment on a page."""
        name, place = self.evidence[0] if self.evidence else ("", "")
        return Span(*map(int, place.split("-"))) if name == IN_SOURCE else None

    @property
    def restores_encoding(self) -> bool:
        """Whether it repairs characters and leaves what a reader sees or meant, and may so bring a negation back.

        So does "isn’t" for "isnâ€™t", and "not" in Latin letters for one with a Cyrillic letter that looks the same.
        """
        return self.rule_id.startswith("E")

    def with_state(self, state: State, *evidence: tuple[str, str]) -> Finding:
        """The same finding in another state, with more evidence."""
        return replace(self, state=state, evidence=self.evidence + evidence)


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of ``Article.text[start:end]`` by ``new``, and the rules that asked for it."""

    start: int
    end: int
    new: str
    rule_ids: tuple[str, ...]

    @property
    def span(self) -> Span:
        """The range that is replaced."""
        return Span(self.start, self.end)
