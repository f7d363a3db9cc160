"""The pages of a review: what stands on them, and what a hostile article cannot do there."""

from __future__ import annotations

import re
import shlex
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from bs4 import BeautifulSoup
from review_page import batch, finding_row

from pipeline.model import Article, Finding, Span
from pipeline.report.columns import Cell, Row
from pipeline.report.failures import empty_row
from pipeline.report.page import render_page
from pipeline.report.redline import redline
from pipeline.report.review import Batch, ReviewedArticle, ReviewedText, pages_of, shown_wording

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\" ' & \x00 \ud800"


def reviewed(text: str = "Rest your frame well.", **cells: Cell) -> ReviewedArticle:
    start = text.index("frame") if "frame" in text else 0
    passages = redline(Article.from_text(text), [], [Finding("S200", Span(start, start + 5), "frame")])
    row = empty_row("a.txt", "ok") | {"sha256_before": "0" * 64, "quality_score_after": 55, "title": "Rest"}
    return ReviewedArticle("a1", row, (finding_row(**cells),), ReviewedText(tuple(passages)))


def soup(articles: list[ReviewedArticle] | None = None, number: int = 0, of: Batch | None = None) -> BeautifulSoup:
    chosen = [reviewed()] if articles is None else articles
    return BeautifulSoup(render_page(of or batch(), number, chosen), "html.parser")


def test_failed_articles_stand_on_top_and_all_in_the_table() -> None:
    page = soup()
    assert [row.td.get_text() for row in page.select(".not-cleaned tbody tr")] == ["b.txt", "0.txt"]
    links = {row.a["href"] if row.a else "": row.td.get_text() for row in page.select(".batch tbody tr")}
    assert links["#a1"].startswith("a.txt")
    assert page.select_one("#a1") is not None
    assert "50 to 60: 1" in page.select_one(".batch svg")["aria-label"]


def test_the_other_pages_have_no_table() -> None:
    pages = Batch("run1", "output", True, batch().lines, ("index.html", "page-2.html"))
    page = soup(number=1, of=pages)
    assert not page.select(".batch, .not-cleaned")
    assert [link["href"] for link in page.select("header nav a")] == ["index.html"]


def test_a_finding_stands_behind_its_passage_with_all_there_is_to_decide() -> None:
    page = soup()
    passage, card = page.select(".passage, .card")
    assert passage.get_text().endswith("Rest your frame1 well.")
    assert passage.a["href"] == f"#{card['id']}"
    assert card["data-finding-id"] == "f1"
    assert [(one["value"], one.get_text()) for one in card.select("option")] == [
        ("body", "body"), ("figure", "figure"), ("", "other words"),
    ]  # fmt: skip
    assert page.select_one(".article")["data-sha256"] == "0" * 64
    assert "It is mangled." in card.get_text()
    assert "spun" in card.select_one(".evidence").get_text()
    assert not card.select(".clinical")


def test_only_what_was_changed_is_struck_out() -> None:
    assert not soup([reviewed(state="open")]).select(".card del, .card ins")
    changed = soup([reviewed(state="fixed")]).select_one(".card h3")
    assert (changed.find("del").get_text(), changed.find("ins").get_text()) == ("frame", "body")


def test_what_did_not_count_as_measured_stays_empty() -> None:
    cells = {
        row.td.get_text(): [cell.get_text() for cell in row.select("td")] for row in soup().select(".batch tr")[1:]
    }
    assert cells["b.txt"][1:4] == ["failed", "", ""]
    assert cells["a.txt"][1:4] == ["ok", "1", "1"]


def test_the_command_can_be_copied_into_a_shell() -> None:
    told = soup(of=replace(batch(), folder="my out's")).select_one("header code").get_text()
    assert shlex.split(told) == ["unspin", "apply", "decisions.json", "-o", "my out's"]


def test_what_needs_clinical_review_says_what_is_put_in_or_dropped() -> None:
    row = reviewed(clinical_flag="no", match="irrespective of", replacement="no matter what")
    shown = soup([row]).select_one(".card .clinical")
    assert shown.get_text() == "Needs clinical review: “no” is put in."


def test_what_needs_clinical_review_says_so() -> None:
    assert "5 mg" in soup([reviewed(clinical_flag="5 mg")]).select_one(".card .clinical").get_text()


def test_everything_that_can_be_decided_can_be_refused_for_good() -> None:
    for cells in ({}, {"rule_source": "stuffing"}, {"match": " ,"}):
        assert soup([reviewed(**cells)]).select(".card .decide .never")


def test_of_a_run_that_changed_nothing_there_is_nothing_to_decide() -> None:
    page = soup(of=batch(is_clean=False))
    assert page.select(".card")
    assert not page.select(".decide, .save, .reviewer")


def test_without_the_text_a_finding_is_shown_with_what_stands_around_it() -> None:
    article = ReviewedArticle("a1", empty_row("a.txt", "ok"), (finding_row(),), None, "The original has changed.")
    page = soup([article])
    assert "The original has changed." in page.select_one(".article .notice").get_text()
    assert page.select_one(".card h3").get_text() == "1 your frame → body well"


def test_passages_without_a_finding_are_folded_away() -> None:
    text = "Rest your frame.\n\nOne.\n\nTwo.\n\nThree.\n"
    assert [one.summary.get_text() for one in soup([reviewed(text)]).select(".quiet")] == [
        "3 passages without a finding"
    ]
    assert not soup([reviewed("Rest your frame.\n\nOne.\n\nTwo.\n")]).select(".quiet")


def test_an_article_cannot_bring_its_own_markup() -> None:
    cells: Row = dict.fromkeys(("match", "replacement", "message", "category", "rule_id", "clinical_flag"), HOSTILE)
    article = reviewed(f"frame {HOSTILE}", alternatives=[HOSTILE], evidence=[[HOSTILE, HOSTILE]], **cells)
    hostile = ReviewedArticle("a1", article.row | {"path": HOSTILE, "title": HOSTILE}, article.findings, article.text)
    page = soup([hostile], of=batch(path=HOSTILE, title=HOSTILE))
    assert len(page.select("script")) == 1
    assert not page.select("img, iframe, link, object, [src], [onerror]")
    value = page.select_one(".card option")["value"]
    assert value == HOSTILE.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def test_the_policy_lets_in_the_page_s_own_style_and_script_and_nothing_else() -> None:
    page = soup()
    policy = page.select_one("meta[http-equiv]")["content"]
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        content = page.select_one(name).string.encode()
        assert f"{name}-src 'sha256-{b64encode(sha256(content).digest()).decode()}'" in policy
    assert not page.select("[style], [onclick]")
    assert not re.search(rb"https?://", render_page(batch(), 0, [reviewed()]))


@pytest.mark.parametrize(
    ("counts", "pages"),
    [([], []), ([5], [0]), ([600, 400, 1], [0, 0, 1]), ([1, 2_000, 1], [0, 1, 2]), ([2_000, 3], [0, 1])],
)
def test_a_page_has_a_thousand_findings_unless_one_article_has_more(counts: list[int], pages: list[int]) -> None:
    assert pages_of(counts) == pages


@pytest.mark.parametrize(
    ("wording", "shown"),
    [("", "(remove)"), (" ", "(space)"), ("\n\n", "(line break)"), ("  ", "(white space)"), ("a\n b", "a b")],
)
def test_a_replacement_can_be_seen(wording: str, shown: str) -> None:
    assert shown_wording(wording) == shown
