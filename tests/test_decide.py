"""What becomes of a finding: applied, kept back, overlapped or undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.config import make_config
from pipeline.decide import decide
from pipeline.draft import Draft
from pipeline.engines.bundle import local_engines
from pipeline.facts.clinical import clinical_difference
from pipeline.model import Article, Edit, Finding, FixClass, Span
from pipeline.reading import Reading
from pipeline.spelling import american
from pipeline.tables import drugs
from pipeline.verify import verify


def _finding(text: str, match: str, new: str, fix_class: FixClass = "safe") -> Finding:
    start = text.index(match)
    span = Span(start, start + len(match))
    return Finding("S200", span, match, suggestions=(new,), confidence=0.9, fix_class=fix_class)


def _states(text: str, *findings: Finding, fix: str = "safe") -> list[tuple[str, str]]:
    config = make_config({"fix": fix}, "test")
    reading = Reading(text, "text", config, local_engines())
    return [(finding.match, finding.state) for finding in decide(findings, reading, config).findings]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("She said “reduced back” twice.", "reduced back"),
        ("See www.example.org/reduced-back for more.", "reduced"),
        ("See /guides/back?topic=reduced&page=2 for more.", "reduced"),
        ("Write to reduced.back@example.org today.", "back"),
        ("Take 500 mg at night.", "mg"),
        ("Take ibuprofen at night.", "ibuprofen"),
        ("Ask the American Heart Association first.", "Heart"),
        ("Type <b class='reduced'>this</b> now.", "reduced"),
    ],
)
def test_a_protected_span_is_kept(text: str, match: str) -> None:
    assert _states(text, _finding(text, match, "other"), fix="all") == [(match, "protected")]


@pytest.mark.parametrize("text", ["Walk and/or swim? reduced=well.", "Is it 1/2?reduced=well in all."])
def test_a_slash_and_a_question_are_no_address(text: str) -> None:
    assert _states(text, _finding(text, "reduced", "other"), fix="all") == [("reduced", "fixed")]


@pytest.mark.parametrize(("fix", "state"), [("safe", "open"), ("all", "fixed"), ("none", "open")])
def test_a_suggestion_is_applied_only_on_demand(fix: str, state: str) -> None:
    text = "The reduced back aches."
    assert _states(text, _finding(text, "reduced back", "lower back", "unsafe"), fix=fix) == [("reduced back", state)]


@pytest.mark.parametrize(
    ("match", "new"), [("never", "always"), ("two", "three"), ("not rest", "rest"), ("½", "¼"), ("12", "21")]
)
def test_a_change_of_clinical_meaning_is_never_safe(match: str, new: str) -> None:
    text = "You must never take two; do not rest 12 times or ½ of them."
    assert _states(text, _finding(text, match, new)) == [(match, "open")]


@pytest.mark.parametrize(
    ("match", "new", "is_other"),
    [
        ("anaesthetic", "anesthetic", False),
        ("Oestrogens", "Estrogens", False),
        ("an antidiarrhoeal for it", "an antidiarrheal for it", False),
        ("sulphonamide", "sulfonamide", False),
        ("two litres", "two liters", False),
        ("3 litres", "3 liters", False),
        ("anaesthetic", "antibiotic", True),
        ("the oestrogen", "no estrogen", True),
        ("two litres", "three liters", True),
        ("3 litres", "3 milliliters", True),
        ("sulphonamide", "sulfonylurea", True),
        ("5 mg", "5 Mg", True),
        ("haemorrhage", "estrogen", True),
    ],
)
def test_another_spelling_of_a_word_is_no_change_of_clinical_meaning(match: str, new: str, is_other: bool) -> None:
    assert bool(clinical_difference(match, new)) == bool(clinical_difference(new, match)) == is_other


@pytest.mark.parametrize(
    ("before", "after", "is_other"),
    [
        ("add a minute a day", "add an hour a day", True),
        ("two times a day", "two hours a day", True),
        ("inside a month", "within a week", True),
        ("by five points", "by five minutes", True),
        ("one tablet daily", "one tablet weekly", True),
        ("a two-week rest", "a three-week rest", True),
        ("twenty-five drops", "twenty-six drops", True),
        ("if you can not eat", "if you may not eat", True),
        ("a couple of mins", "a couple of minutes", False),
        ("two day of rest", "two days of rest", False),
        ("one tablet daily", "one tablet per day", False),
        ("an evening", "a night", False),
        ("in a moment", "in a minute", False),
        ("for a month time", "for a time", False),
        ("days days of rest", "days of rest", False),
        ("ten litres", "ten liters", False),
        ("as you may", "as you can", False),
        ("he didnt eat", "he didn't eat", False),
        ("he didnt eat", "he did eat", True),
        ("with out food", "without food", False),
        ("with out food", "with food", True),
        ("it can not wait", "it cannot wait", False),
        ("it cannot wait", "it may not wait", True),
        ("it cannot wait", "it can wait", True),
        ("forty eight hours", "forty-eight hours", False),
        ("forty eight hours", "forty-nine hours", True),
        ("forty eight hours", "forty hours", True),
        ("he do not eat", "he does not eat", False),
    ],
)
def test_a_unit_or_an_auxiliary_may_go_but_not_become_another(before: str, after: str, is_other: bool) -> None:
    assert bool(clinical_difference(before, after)) == bool(clinical_difference(after, before)) == is_other


def test_words_around_a_change_tell_what_it_changes() -> None:
    text = "Call if you can not eat."
    reading = Reading(text, "text", make_config({}, "test"), local_engines())
    (finding,) = decide([_finding(text, "can", "may")], reading, reading.config).findings
    assert (finding.state, finding.fix_class, finding.clinical_flag) == ("open", "unsafe", "can not, may not")


@pytest.mark.parametrize(("match", "new"), [("a minute", "an hour"), ("can", "may")])
def test_another_unit_or_auxiliary_is_undone_whatever_was_asked_for(match: str, new: str) -> None:
    text = "Add a minute a day, or stop if you can not."
    finding = _finding(text, match, new, "unsafe").with_state("fixed")
    edit = Edit(finding.span.start, finding.span.end, new, ("S210",))
    verdict = verify(Draft(Article.from_text(text), (edit,)), [finding])
    assert verdict.draft.text == text
    assert verdict.findings[0].state == "reverted" and verdict.findings[0].clinical_flag


@pytest.mark.parametrize(
    ("rule_id", "match", "new", "flag"),
    [
        ("S210", "skirt", "see", "skirt"),
        ("S201", "skirt", "take", "skirt, take"),
        ("S234", "womb", "stomach", "stomach, womb"),
        ("S210", "executioner", "valve", "valve"),
        ("G310", "womb", "bowel", "bowel, womb"),
    ],
)
def test_a_swap_that_says_something_else_is_never_applied_unasked(
    rule_id: str, match: str, new: str, flag: str
) -> None:
    text = "Never mind: skirt a dose. Cancer of the womb is a silent executioner."
    finding = replace(_finding(text, match, new, "unsafe"), rule_id=rule_id)
    reading = Reading(text, "text", make_config({"fix": "all"}, "test"), local_engines())
    decision = decide([finding], reading, reading.config)
    assert [(one.state, one.clinical_flag) for one in decision.findings] == [("reverted", flag)]
    assert decision.changes == ()
    draft = Draft(Article.from_text(text), (Edit(finding.span.start, finding.span.end, new, (rule_id,)),))
    made = [replace(one, state="fixed") for one in decision.findings]
    assert verify(draft, made).draft.text == text
    assert verify(draft, made, [finding.span]).draft.text != text, "a person accepted it"


@pytest.mark.parametrize(
    ("rule_id", "match", "new"),
    [("S210", "womb", "uterus"), ("S200", "silent executioner", "heart attack"), ("G310", "executioner", "valve")],
)
def test_a_swap_that_says_the_same_or_that_a_table_names_is_applied(rule_id: str, match: str, new: str) -> None:
    text = "Cancer of the womb is a silent executioner."
    finding = replace(_finding(text, match, new, "unsafe"), rule_id=rule_id)
    reading = Reading(text, "text", make_config({"fix": "all"}, "test"), local_engines())
    decision = decide([finding], reading, reading.config)
    verdict = verify(Draft(Article.from_text(text), decision.changes), decision.findings)
    assert [(one.state, one.clinical_flag) for one in verdict.findings] == [("fixed", "")]


@pytest.mark.parametrize(
    ("text", "match", "state"),
    [
        ("Take spironolaccheap tea onlinetone today.", "cheap tea online", "fixed"),
        ("Two are better than tencheap tea online.", "cheap tea online", "fixed"),
        ("Take sixcheap tea online teen boys on a walk.", "cheap tea online ", "reverted"),
        ("There is nocheap tea online body part.", "cheap tea online ", "reverted"),
    ],
)
def test_a_word_that_a_mention_tore_apart_may_be_a_drug_or_a_number(text: str, match: str, state: str) -> None:
    finding = replace(_finding(text, match, "").with_state("fixed"), rule_id="K101")
    edit = Edit(finding.span.start, finding.span.end, "", ("K101",))
    assert verify(Draft(Article.from_text(text), (edit,)), [finding]).findings[0].state == state


def test_no_two_drugs_are_one_word_in_american_spelling() -> None:
    own = {drug for drug in drugs() if american(drug) == drug or american(drug) not in drugs()}
    assert len(set(map(american, own))) == len(own)


def test_the_surer_of_two_overlapping_findings_wins() -> None:
    text = "The reduced back aches."
    weak = replace(_finding(text, "back aches", "spine aches"), confidence=0.8, rule_id="S201")
    strong = _finding(text, "reduced back", "lower back")
    assert _states(text, weak, strong) == [("reduced back", "fixed"), ("back aches", "overlapped")]


def test_a_change_that_would_be_undone_takes_no_later_change_with_it() -> None:
    text = "She rests. womb pain goes."
    article, config, engines = Article.from_text(text), make_config({"fix": "all"}, "test"), local_engines()
    swap = replace(_finding(text, "womb", "bowel", "unsafe"), rule_id="S210")
    swaps = decide([swap], Reading(text, "text", config, engines), config)
    draft = Draft(article).revise(swaps.changes)
    capital = replace(_finding(draft.text, "womb", "Womb"), rule_id="G302")
    grammar = decide([capital], Reading(draft.text, "text", config, engines), config)
    verdict = verify(draft.revise(grammar.changes), [*swaps.findings, *grammar.findings])
    assert verdict.draft.text == "She rests. Womb pain goes."
    assert [finding.state for finding in verdict.findings] == ["reverted", "fixed"]


def test_what_mends_a_whole_name_wins_over_what_mends_a_word_of_it() -> None:
    text = "It is approved by the Meals and Drug Management."
    word = replace(_finding(text, "the Meals and", "the food and", "unsafe"), rule_id="S210", confidence=0.95)
    name = replace(
        _finding(text, "Meals and Drug Management", "Food and Drug Administration", "unsafe"),
        rule_id="S231",
        confidence=0.75,
    )
    assert _states(text, word, name, fix="all") == [
        ("the Meals and", "overlapped"),
        ("Meals and Drug Management", "fixed"),
    ]


def test_an_edit_that_changes_a_dose_is_undone_and_says_so() -> None:
    text = "Take 10 mg at night."
    finding = _finding(text, "10", "20").with_state("fixed")
    verdict = verify(Draft(Article.from_text(text), (Edit(5, 7, "20", ("S200",)),)), [finding])
    assert verdict.draft.text == text
    assert [(f.state, f.clinical_flag) for f in verdict.findings] == [("reverted", "10mg, 20mg")]


def test_a_number_may_go_with_the_stuffed_phrase_that_holds_it() -> None:
    text = "Rest well. lose 10 pounds fast. Sleep well."
    finding = replace(_finding(text, " lose 10 pounds fast.", ""), rule_id="K100").with_state("fixed")
    draft = Draft(Article.from_text(text), (Edit(finding.span.start, finding.span.end, "", ("K100",)),))
    assert verify(draft, [finding]).draft.text == "Rest well. Sleep well."
