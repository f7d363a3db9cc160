"""Rows of one article."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.draft import Draft, splice
from pipeline.model import Article, Cleaned, Edit, Finding, KeyphraseUse, Scores, Span, State, TextCounts
from pipeline.names import fingerprint, words_around
from pipeline.report.columns import FINDING_COLUMNS, REPORT_COLUMNS, Row
from pipeline.report.failures import failure_rows
from pipeline.report.rows import Files, RuleLabel, article_rows

LABELS = {
    "K101": RuleLabel("stuffing", "error"),
    "S200": RuleLabel("swap", "warning"),
    "G310": RuleLabel("grammar", "info"),
}
WRITTEN = Files("before", "after")
TEXT = "Sore skin\r\n\r\nFirst 😀 one. The pores and skin is knee pain soft. Last.\r\n"


def finding(rule_id: str, match: str, *suggestions: str, state: State = "open", text: str = TEXT) -> Finding:
    start = text.index(match)
    return Finding(rule_id, Span(start, start + len(match)), match, suggestions, category="kind", state=state)


def cleaned(findings: tuple[Finding, ...], scores: Scores | None = None, text: str = TEXT) -> Cleaned:
    article = Article.from_text(text, id="a/b.txt")
    edits = tuple(
        Edit(f.span.start, f.span.end, f.suggestions[0], (f.rule_id,)) for f in findings if f.state == "fixed"
    )
    draft = Draft(article, edits)
    source = splice(article.source, edits)
    return Cleaned(article, draft.text, source, edits, edits, findings, scores or Scores(), (("swap", 0.25),))


STUFFED = finding("K101", "knee pain ", "", state="fixed")
SWAPPED = finding("S200", "pores and skin", "skin", "complexion", state="fixed")
MISSPELT = finding("G310", "soft", "softly")
THREE = (SWAPPED, STUFFED, MISSPELT)


def rows_of(kind: str, rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["record"] == kind]


def test_every_row_holds_exactly_the_promised_columns() -> None:
    rows = article_rows(cleaned(THREE), LABELS, WRITTEN)
    assert set(rows[0]) == {"record", "stage_seconds", "ignores", *REPORT_COLUMNS}
    for row in rows_of("finding", rows):
        assert set(row) == {"record", "evidence", "read_at", *FINDING_COLUMNS}
    assert set(failure_rows("x", "failed", "timeout", "It took long.")[0]) == {"record", *REPORT_COLUMNS}


def test_before_and_after_columns_stand_side_by_side() -> None:
    for name in REPORT_COLUMNS:
        if name.endswith("_before"):
            assert REPORT_COLUMNS[REPORT_COLUMNS.index(name) + 1] == name.removesuffix("_before") + "_after"
    assert len(set(REPORT_COLUMNS)) == len(REPORT_COLUMNS) == 68
    assert len(set(FINDING_COLUMNS)) == len(FINDING_COLUMNS) == 29


def test_places_count_code_points_of_the_source() -> None:
    swapped, stuffed, _ = rows_of("finding", article_rows(cleaned(THREE), LABELS, WRITTEN))
    assert (swapped["line"], swapped["column"]) == (3, len("First 😀 one. The ") + 1)
    assert TEXT[swapped["start_offset"] : swapped["end_offset"]] == "pores and skin"  # type: ignore[misc]
    assert swapped["end_column"] == swapped["column"] + len("pores and skin")  # type: ignore[operator]
    assert swapped["sentence"] == "The pores and skin is knee pain soft."
    assert swapped["block"] == "p"
    assert swapped["context_before"] == "First 😀 one. The"
    assert str(swapped["context_after"]).startswith("is knee pain soft.")
    assert (swapped["replacement"], swapped["alternatives"]) == ("skin", ["complexion"])
    assert stuffed["rule_source"] == "stuffing"


def test_output_offsets_point_at_the_cleaned_text() -> None:
    result = cleaned(THREE)
    swapped, stuffed, misspelt = rows_of("finding", article_rows(result, LABELS, WRITTEN))
    assert result.source[swapped["output_start_offset"] :].startswith("skin is soft")  # type: ignore[misc]
    assert result.source[stuffed["output_start_offset"] :].startswith("soft.")  # type: ignore[misc]
    assert result.source[misspelt["output_start_offset"] :].startswith("soft.")  # type: ignore[misc]


def test_replaying_the_edits_on_the_source_gives_the_cleaned_file() -> None:
    result = cleaned(THREE)
    edits = [
        Edit(row["start"], row["end"], str(row["new"]), ())  # type: ignore[arg-type]
        for row in rows_of("edit", article_rows(result, LABELS, WRITTEN))
    ]
    assert splice(result.article.source, edits) == result.source


def test_counts_tell_unmeasured_from_none() -> None:
    looked_for = ("encoding", "stuffing (without some rules)", "swap")
    row = article_rows(cleaned(THREE, Scores(looked_for=looked_for)), LABELS, WRITTEN)[0]
    assert row["mojibake_fixed"] == 0
    assert (row["stuffing_removed"], row["swap_findings"], row["swap_fixed"], row["fixes_applied"]) == (1, 1, 1, 2)
    assert (row["findings_error"], row["findings_warning"], row["findings_info"]) == (0, 0, 1)
    assert row["grammar_checked"] is False
    assert row["grammar_findings"] is row["spelling_findings"] is row["style_findings"] is None
    assert row["flesch_before"] is row["near_duplicate_of"] is row["word_count_before"] is None
    swaps_alone = article_rows(cleaned(THREE, Scores(looked_for=("swap",))), LABELS, WRITTEN)[0]
    assert swaps_alone["stuffing_removed"] is swaps_alone["mojibake_fixed"] is None
    assert (swaps_alone["swap_findings"], swaps_alone["swap_fixed"]) == (1, 1)
    stuffing_alone = article_rows(cleaned(THREE, Scores(looked_for=("stuffing",))), LABELS, WRITTEN)[0]
    assert stuffing_alone["swap_findings"] is stuffing_alone["swap_fixed"] is None
    assert stuffing_alone["stuffing_removed"] == 1
    checked = article_rows(cleaned(THREE, Scores(grammar_checked=True)), LABELS, WRITTEN)[0]
    assert (checked["grammar_findings"], checked["spelling_findings"], checked["style_findings"]) == (1, 0, 0)


USED = Scores(
    keyphrase="knee pain",
    keyphrase_source="user",
    keyphrase_before=KeyphraseUse(9, 11, 5.12345, "far over", 6, 12.345),
    keyphrase_after=KeyphraseUse(3, 4, 1.98765, "good", 1, 40.0),
)


MEASURED = Scores(
    text_before=TextCounts(100, 9, 3, 11.111, 25.0, 12.345, 30.0, 55.55),
    text_after=TextCounts(90, 9, 3, 10.0, 20.0, 0.0, 33.333, 61.04),
    looked_for=("encoding", "stuffing", "swap (without the model)"),
)


def text_cells(row: Row) -> list[object]:
    names = ("avg_words_per_sentence", "long_sentence_pct", "passive_pct", "transition_pct", "readability_band")
    return [row[name] for name in names]


def test_readability_is_that_of_the_text_as_it_is() -> None:
    row = article_rows(cleaned(THREE, MEASURED), LABELS, WRITTEN)[0]
    assert (row["word_count_before"], row["word_count_after"], row["sentence_count"]) == (100, 90, 9)
    assert (row["flesch_before"], row["flesch_after"]) == (55.5, 61.0)
    assert text_cells(row) == [10.0, 20.0, 0.0, 33.3, "standard"]
    unwritten = article_rows(cleaned(THREE, MEASURED), LABELS, Files("before"))[0]
    assert (unwritten["flesch_before"], unwritten["flesch_after"]) == (55.5, None)
    assert text_cells(unwritten) == [11.1, 25.0, 12.3, 30.0, "fairly difficult"]


def test_the_score_counts_what_stood_before_and_what_is_left() -> None:
    row = article_rows(cleaned(THREE, MEASURED), LABELS, WRITTEN)[0]
    assert (row["quality_score_before"], row["quality_score_after"]) == (82, 100)
    assert row["quality_basis"] == ["encoding", "stuffing", "swap (without the model)"]
    unwritten = article_rows(cleaned(THREE, MEASURED), LABELS, Files("before"))[0]
    assert (unwritten["quality_score_before"], unwritten["quality_score_after"]) == (82, None)


def keyphrase_cells(row: Row) -> list[object]:
    return [value for name, value in row.items() if name.startswith("kp_") and not name.startswith("kp_in_")]


def test_the_use_of_a_keyphrase_is_told_before_and_after() -> None:
    row = article_rows(cleaned((), USED), LABELS, WRITTEN)[0]
    assert (row["kp_exact_count_before"], row["kp_exact_count_after"]) == (9, 3)
    assert (row["kp_yoast_count_before"], row["kp_yoast_count_after"]) == (11, 4)
    assert (row["kp_density_before"], row["kp_density_after"]) == (5.12, 1.99)
    assert (row["kp_max_per_100w_before"], row["kp_max_per_100w_after"]) == (6, 1)
    assert (row["kp_density_rating"], row["kp_longest_gap_pct"]) == ("good", 40.0)


def test_the_rating_is_that_of_the_text_as_it_is_where_nothing_is_written() -> None:
    row = article_rows(cleaned((), USED), LABELS, Files("before"))[0]
    assert keyphrase_cells(row) == [9, None, 11, None, 5.12, None, "far over", 6, None, 12.3]


def test_without_a_keyphrase_its_use_is_not_measured() -> None:
    row = article_rows(cleaned(()), LABELS, WRITTEN)[0]
    assert keyphrase_cells(row) == [None] * 10


@pytest.mark.parametrize(("category", "column"), [("spelling", "spelling_findings"), ("style", "style_findings")])
def test_spelling_and_style_are_counted_apart(category: str, column: str) -> None:
    found = (replace(MISSPELT, category=category),)
    row = article_rows(cleaned(found, Scores(grammar_checked=True)), LABELS, WRITTEN)[0]
    assert (row[column], row["grammar_findings"]) == (1, 0)


def test_nothing_counts_as_fixed_where_nothing_is_written() -> None:
    rows = article_rows(cleaned(THREE), LABELS, Files("before"))
    assert [row["state"] for row in rows_of("finding", rows)] == ["open"] * 3
    assert all(row["output_start_offset"] is None for row in rows_of("finding", rows))
    article = rows[0]
    assert (article["output_path"], article["sha256_after"], article["word_count_after"]) == (None, None, None)
    assert (article["fixes_applied"], article["findings_error"], article["findings_warning"]) == (0, 1, 1)


def test_a_finding_keeps_its_id_when_it_moves() -> None:
    def ids(text: str) -> list[object]:
        moved = (finding("S200", "pores and skin", "skin", text=text),)
        return [
            row["finding_id"] for row in rows_of("finding", article_rows(cleaned(moved, text=text), LABELS, WRITTEN))
        ]

    around = (
        "A long enough sentence comes before this one. The pores and skin is soft and that is the end of all of it."
    )
    assert ids(around) == ids("Another paragraph altogether.\n\n" + around)
    assert ids(around) != ids(around.replace("soft", "hard"))
    assert re.fullmatch("[0-9a-f]{16}", str(ids(around)[0]))


def test_an_article_without_edits_is_unchanged() -> None:
    assert article_rows(cleaned(()), LABELS, WRITTEN)[0]["status"] == "unchanged"


def test_a_finding_keeps_its_id_when_the_paragraph_beside_it_changes() -> None:
    text = "Sore knees heal.\n\nYour pores and skin."
    ids = set()
    for changed in (text, f"{text}\n\nRest helps.\n", text.replace("heal", "heal in weeks")):
        at = changed.index("pores")
        ids.add(fingerprint("S200", "pores and skin", *words_around(changed, Span(at, at + 14))))
    assert len(ids) == 1
