"""Changes on or beside one that a person refuses, and accepted findings that exclude each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Article, Decision, Finding, Span, State
from pipeline.redecide import Redecided, Ruling, redecide

TEXT = "Rest well. In Ohio best knee doctor , the knee heals. Take 10 mg daily."


def finding(
    rule_id: str, read_in: int, text: str, match: str, *suggestions: str, state: State = "fixed", behind: int = 0
) -> Finding:
    """A finding of ``match`` in the text of a reading."""
    start = text.index(match, behind)
    span = Span(start, start + len(match))
    return Finding(rule_id, span, match, suggestions, state=state, read_in=read_in, read_at=span)


def decide(findings: list[Finding], text: str = TEXT, **decisions: Decision | tuple[Decision, str]) -> Redecided:
    """Decisions by the rule of the finding; the row of each is the number in its rule."""
    rulings = {}
    for number, one in enumerate(findings):
        if one.rule_id in decisions:
            given = decisions[one.rule_id]
            decision, wording = (given, None) if isinstance(given, str) else given
            rulings[number] = Ruling(decision, wording, f"row {one.rule_id[1:]}")
    return redecide(Article.from_text(text), findings, rulings)


def states(decided: Redecided) -> dict[str, str]:
    return {one.rule_id: one.state for one in decided.findings}


CUT = finding("K1", 0, TEXT, "best knee doctor", "")
AFTER_CUT = TEXT.replace("best knee doctor", "")
HEALED = finding("G302", 1, AFTER_CUT, "Ohio  ,", "Ohio,")
SWAPPED = finding("S3", 1, AFTER_CUT, "heals", "mends")
ON_HOLE = [CUT, HEALED, SWAPPED]


def test_what_healed_the_hole_of_a_cut_goes_with_the_cut() -> None:
    assert decide(ON_HOLE).draft.text == "Rest well. In Ohio, the knee mends. Take 10 mg daily."
    refused = decide(ON_HOLE, K1="reject")
    assert refused.draft.text == TEXT.replace("heals", "mends")
    assert states(refused) == {"K1": "ignored", "G302": "overlapped", "S3": "fixed"}
    assert refused.notices == (
        'G302 "Ohio ," stands or falls with K1 "best knee doctor" (row 1), and was put back too.',
    )
    # To accept all but one row is no contradiction.
    assert decide(ON_HOLE, K1="reject", G302="accept").draft.text == refused.draft.text


def test_what_healed_a_hole_can_be_refused_alone() -> None:
    refused = decide(ON_HOLE, G302="reject")
    assert refused.draft.text == "Rest well. In Ohio  , the knee mends. Take 10 mg daily."
    assert refused.notices == ()


def test_a_grammar_fix_right_beside_a_refused_cut_goes_too_unless_it_is_accepted() -> None:
    text = "Rest well. best knee doctor the knee heals."
    cut = finding("K1", 0, text, "best knee doctor ", "")
    capital = finding("G302", 1, "Rest well. the knee heals.", "the", "The")
    swap = finding("S3", 1, "Rest well. the knee heals.", "heals", "mends")
    assert decide([cut, capital, swap], text).draft.text == "Rest well. The knee mends."
    refused = decide([cut, capital, swap], text, K1="reject")
    assert refused.draft.text == "Rest well. best knee doctor the knee mends."
    assert states(refused) == {"K1": "ignored", "G302": "open", "S3": "fixed"}
    assert "Accept it to keep it." in refused.notices[0]
    kept = decide([cut, capital, swap], text, K1="reject", G302="accept")
    assert kept.draft.text == "Rest well. best knee doctor The knee mends."


WINNER = finding("S1", 0, TEXT, "knee doctor", "physician")
LOSER = finding("S2", 0, TEXT, "best knee", "good knee", state="overlapped")


def test_what_is_accepted_takes_the_place_of_what_the_run_changed() -> None:
    decided = decide([WINNER, LOSER], S2="accept")
    assert decided.draft.text == TEXT.replace("best knee", "good knee")
    assert states(decided) == {"S1": "overlapped", "S2": "fixed"}
    assert decided.notices == ('S1 "knee doctor" gave way to S2 "best knee" (row 2).',)


def test_two_accepted_findings_that_overlap_are_refused_by_their_rows() -> None:
    with pytest.raises(ArticleError, match=r"\(row 1\) and .*\(row 2\) exclude|\(row 2\) and .*\(row 1\) exclude"):
        decide([WINNER, LOSER], S1="accept", S2="accept")
    later = finding("G303", 1, TEXT.replace("knee doctor", "physician"), "physician , the", "doctor, the", state="open")
    assert decide([WINNER, later], G303="accept").draft.text == TEXT.replace("knee doctor , the", "doctor, the")
    with pytest.raises(ArticleError, match=r"G303 .*\(row 303\) cannot be applied: .* S1 .*\(row 1\) had left"):
        decide([WINNER, later], S1="reject", G303="accept")
    with pytest.raises(ArticleError, match="exclude each other"):
        decide([WINNER, later], S1=("accept", "nurse"), G303="accept")


def test_findings_that_do_not_fit_the_text_are_refused() -> None:
    with pytest.raises(ArticleError, match="could not be done again"):
        decide([CUT], TEXT.upper())


def test_open_findings_in_the_place_of_an_accepted_one_are_overlapped() -> None:
    first = finding("S1", 0, TEXT, "knee doctor", "physician", state="open")
    second = finding("S2", 0, TEXT, "doctor", "nurse", state="open")
    assert states(decide([first, second], S1="accept")) == {"S1": "fixed", "S2": "overlapped"}
    assert states(decide([first, second], S1="reject")) == {"S1": "ignored", "S2": "open"}


@pytest.mark.parametrize("state", ["open", "reverted", "protected", "ignored"])
def test_a_person_may_change_a_dose(state: State) -> None:
    dose = finding("S1", 0, TEXT, "10 mg", "20 mg", state=state)
    assert decide([dose]).draft.text == TEXT
    decided = decide([dose], S1="accept")
    assert decided.draft.text == TEXT.replace("10 mg", "20 mg")
    assert states(decided) == {"S1": "fixed"}


def test_words_of_one_s_own_stand_in_the_report_and_what_they_change_is_flagged() -> None:
    decided = decide([WINNER], S1=("accept", "no 5 doctors"))
    assert decided.draft.text == TEXT.replace("knee doctor", "no 5 doctors")
    assert decided.findings[0].suggestions == ("no 5 doctors", "physician")
    assert "5" in decided.findings[0].clinical_flag
    assert "your words change" in decided.notices[0]
    assert decide([WINNER], S1=("accept", "")).draft.text == TEXT.replace(" knee doctor", "")


def test_accepted_suggestions_that_need_a_clinical_review_are_counted() -> None:
    dose = replace(finding("S1", 0, TEXT, "10 mg", "20 mg", state="reverted"), clinical_flag="10, 20")
    decided = decide([dose, WINNER], S1="accept")
    assert decided.notices == ('1 accepted suggestion needs a clinical review: S1 "10 mg" (row 1).',)
    assert decide([dose, WINNER]).notices == ()
    assert decide([WINNER], S1="accept").notices == ()


def test_what_would_break_the_markup_is_refused() -> None:
    text = "Some words.\n\nA knee doctor is here.\n"
    article = article_from_bytes(text.encode(), Path("a.md"), "a.md", Config())
    one = finding("S1", 0, text, "A knee", "# A knee", state="open")
    with pytest.raises(ArticleError, match=r"\(row 1\) cannot be applied: it would change the layout"):
        redecide(article, [one], {0: Ruling("accept", "# A knee", "row 1")})


def test_marks_are_mended_beside_a_cut_and_not_beside_other_words() -> None:
    text = "The osteo joint,. It aches best doctor. Rest."
    swap = finding("S1", 0, text, "osteo joint", "joint")
    cut = finding("K2", 0, text, " best doctor", "")
    after = "The joint,. It aches. Rest."
    mark = finding("G303", 1, after, ",.", ".")
    refused = decide([swap, cut, mark], text, S1="reject")
    assert refused.draft.text == "The osteo joint. It aches. Rest."
    assert refused.notices == ()


def test_a_dose_in_place_of_a_stuffed_phrase_is_told() -> None:
    decided = decide([CUT], K1=("accept", "take 900 mg of warfarin"))
    assert "take 900 mg of warfarin" in decided.draft.text
    assert len(decided.notices) == 1 and "your words change" in decided.notices[0] and "900" in decided.notices[0]
    assert decide([CUT], K1=("accept", "a doctor")).notices == ()


def test_words_of_ones_own_in_place_of_a_paragraph_of_a_page_are_refused() -> None:
    page = b"<p>Rest well and often.</p>\n<p>best knee doctor</p>\n<p>Take 10 mg daily with food.</p>\n"
    article = article_from_bytes(page, Path("a.html"), "a.html", Config())
    cut = finding("K102", 0, article.text, "best knee doctor\n\n", "")
    ruling = {0: Ruling("accept", "Drink water often.\n\n", "row 2")}
    with pytest.raises(
        ArticleError, match=r'K102 "best knee doctor" \(row 2\) is a whole paragraph: accept that it goes'
    ):
        redecide(article, [cut], ruling)
    assert redecide(article, [cut], {0: Ruling("accept", None, "row 2")}).findings[0].state == "fixed"


@pytest.mark.parametrize(
    ("text", "match", "after"),
    [
        ("Drink water often and rest.", "often", "Drink water and rest."),
        ("Call a doctor often.", "often", "Call a doctor."),
        ("Often it is an emergency.", "Often", "it is an emergency."),
        ("One line\nOften two lines.", "Often", "One line\ntwo lines."),
        ("A pre-often case.", "often", "A pre- case."),
    ],
)
def test_words_that_are_taken_out_leave_no_hole(text: str, match: str, after: str) -> None:
    word = finding("S1", 0, text, match, "seldom", state="open")
    assert decide([word], text, S1=("accept", "")).draft.text == after


def test_two_findings_that_ask_for_the_same_can_both_be_accepted() -> None:
    text = "It is a pelvic inflammatory condition."
    both = [finding(rule, 0, text, "condition", "disease", "illness", state="open") for rule in ("S1", "S2")]
    decided = decide(both, text, S1="accept", S2="accept")
    assert decided.draft.text == "It is a pelvic inflammatory disease."
    assert states(decided) == {"S1": "fixed", "S2": "fixed"}
    with pytest.raises(ArticleError, match="exclude each other"):
        decide(both, text, S1="accept", S2=("accept", "illness"))


def test_all_conflicts_of_an_article_are_told_at_once() -> None:
    text = "It is a pelvic inflammatory condition of the left knee joint."
    pairs = [("condition", "disease"), ("inflammatory condition", "ache"), ("knee", "leg"), ("knee joint", "hinge")]
    four = [finding(f"S{n}", 0, text, old, new, state="open") for n, (old, new) in enumerate(pairs, 1)]
    with pytest.raises(ArticleError) as told:
        decide(four, text, S1="accept", S2="accept", S3="accept", S4="accept")
    assert str(told.value).count("exclude each other") == 2
