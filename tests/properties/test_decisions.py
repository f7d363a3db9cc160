"""What a person decides on findings changes the places of these findings, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.batch.worker import labels
from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.engines.protocols import GrammarCheck, GrammarMatch
from pipeline.errors import ArticleError
from pipeline.model import Article, Cleaned, Edit, Finding, Span
from pipeline.redecide import Redecided, Ruling, redecide
from pipeline.report.reread import finding_of, of_kind
from pipeline.report.rows import Files, article_rows


@dataclass
class Spaces:
    """A grammar checker that knows white space alone."""

    version: str = "none"

    def check(self, text: str, language: str) -> GrammarCheck:
        found = re.finditer(r"(?P<doubled>  +)| +(?P<mark>[,.])", text)
        matches = (
            GrammarMatch(Span(*one.span()), "COMMA_PARENTHESIS_WHITESPACE", "TYPOGRAPHY", "", (one["mark"] or " ",))
            for one in found
        )
        return GrammarCheck(tuple(matches))

    def close(self) -> None:
        pass


SENTENCES = (
    "A warm bath will certainly relax you, and also it is a lot more pleasant than a pill.",
    "Likewise, various other people have pins and also needles , too.",
    "You will certainly feel it in your immune machine.",
    "High blood strain will additionally harm the heart.",
    "how can i fix my snorring noze fast",
    "how can i fix my snorring noze fast.",
    "Rest in the fuhow can i fix my snorring noze fastture.",
    "Take 500 mg every 6 hours; never more than 4 g a day.",
    "Sleep on your side, how can i fix my snorring noze fast , or sit.",
    "It isnâ€™t safe in the  bed.",
    "“I have pins and also needles,” she said.",
)
SPACES = (" ", "\n", "\n\n", "  ", "\n- ")

texts = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(SPACES)), min_size=1, max_size=20).map(
    lambda parts: "".join(sentence + space for sentence, space in parts)
)


def clean(text: str, fix: str) -> tuple[Cleaned, list[Finding]]:
    """An article after a run, and its findings as they are read back from the report."""
    engines = replace(local_engines(0), grammar=Spaces())
    cleaned = clean_article(Article.from_text(text), Config(fix=fix, swap_model=False), engines)  # type: ignore[arg-type]
    rows = article_rows(cleaned, labels(Config()), Files("before", "after"))
    return cleaned, [finding_of(row) for row in of_kind(rows, "finding")]


def touches(edit: Edit, spans: Iterable[Span]) -> bool:
    return any(edit.start <= span.end and span.start <= edit.end for span in spans)


@settings(deadline=None, max_examples=60)
@given(texts, st.sampled_from(["safe", "all"]))
def test_without_decisions_all_is_as_the_run_left_it(text: str, fix: str) -> None:
    cleaned, findings = clean(text, fix)
    again = redecide(cleaned.article, findings, {})
    assert again.draft.edits == cleaned.edits
    assert again.notices == ()
    assert [finding.span for finding in again.findings] == [finding.span for finding in cleaned.findings]
    assert [finding.state for finding in again.findings] == [finding.state for finding in cleaned.findings]


@settings(deadline=None, max_examples=60)
@given(texts, st.sampled_from(["safe", "all"]))
def test_with_all_changes_refused_the_article_is_the_author_s(text: str, fix: str) -> None:
    cleaned, findings = clean(text, fix)
    rulings = {n: Ruling("reject", None, "") for n, finding in enumerate(findings) if finding.state == "fixed"}
    refused = redecide(cleaned.article, findings, rulings)
    assert refused.draft.text == text
    assert "fixed" not in {finding.state for finding in refused.findings}


@settings(deadline=None, max_examples=200)
@given(texts, st.sampled_from(["safe", "all"]), st.data())
def test_decisions_change_the_places_of_their_findings_alone(text: str, fix: str, data: st.DataObject) -> None:
    cleaned, findings = clean(text, fix)
    rulings = data.draw(_rulings(findings))
    try:
        decided = redecide(cleaned.article, findings, rulings)
    except ArticleError as error:
        assert error.code == "conflict"
        # To confirm what the run did, or to refuse it, is never a contradiction.
        assert any(
            one.wording or (one.decision == "accept" and findings[n].state != "fixed") for n, one in rulings.items()
        )
        return
    moved = [n for n, f in enumerate(decided.findings) if n in rulings or f.state != cleaned.findings[n].state]
    spans = [decided.findings[number].span for number in moved]
    untold = set(cleaned.edits) ^ set(decided.draft.edits)
    assert all(touches(edit, spans) for edit in untold)
    _assert_states_fit(decided, rulings, findings)


def _assert_states_fit(decided: Redecided, rulings: dict[int, Ruling], findings: list[Finding]) -> None:
    for number, (before, after) in enumerate(zip(findings, decided.findings, strict=True)):
        ruling = rulings.get(number)
        if ruling and ruling.decision == "reject":
            assert after.state == "ignored"
        elif ruling and before.state != "fixed":
            assert after.state == "fixed"
        elif before.state == "fixed" and after.state != "fixed":
            assert decided.notices
    inside = [finding.span for finding in decided.findings if finding.state == "fixed"]
    assert all(any(edit.span.contains(span) for span in inside) for edit in decided.draft.edits)


@st.composite
def _rulings(draw: st.DrawFn, findings: list[Finding]) -> dict[int, Ruling]:
    rulings = {}
    for number, finding in enumerate(findings):
        choice = draw(st.sampled_from(["none", "none", "reject", "accept", "wording"]))
        if choice == "reject":
            rulings[number] = Ruling("reject", None, f"row {number}")
        elif choice == "wording" or (choice == "accept" and finding.suggestions):
            rulings[number] = Ruling("accept", "words" if choice == "wording" else None, f"row {number}")
    return rulings


@pytest.mark.parametrize("fix", ["safe", "all"])
def test_what_the_property_is_tried_on_has_all_kinds_of_findings(fix: str) -> None:
    _, findings = clean("\n\n".join(SENTENCES * 2), fix)
    assert {finding.rule_id[0] for finding in findings if finding.state == "fixed"} == set("EKSG")
    assert {"protected", "fixed"} <= {finding.state for finding in findings}
