"""An article in reading order with its changes."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Config
from pipeline.draft import splice
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Article, Edit, Finding, Span
from pipeline.report.redline import Passage, redline


def finding(start: int, end: int) -> Finding:
    return Finding("S200", Span(start, end), "")


def shown(passage: Passage) -> str:
    """A passage with what was taken out in brackets and what was put in in braces, findings by their numbers."""
    marks = {"kept": "{}", "old": "[{}]", "new": "{{{}}}"}
    return "".join(
        marks[piece.kind].format(piece.text) + "".join(f"#{number}" for number in piece.ends)
        for piece in passage.pieces
    )


def test_a_replacement_stands_behind_what_it_replaces() -> None:
    article = Article.from_text("Your pores and skin is dry.\n\nDrink water.\n")
    (first, second) = redline(article, [Edit(5, 19, "skin", ("S200",))], [finding(5, 19)])
    assert shown(first) == "Your [pores and skin]{skin}#0 is dry."
    assert (first.findings, first.is_changed) == ((0,), True)
    assert shown(second) == "Drink water."
    assert (second.findings, second.is_changed) == ((), False)


def test_a_suggestion_is_marked_where_it_stands() -> None:
    article = Article.from_text("Rest your frame well, and your frame again.")
    (passage,) = redline(article, [], [finding(5, 15), finding(10, 15), finding(31, 36)])
    assert [(piece.text, piece.findings) for piece in passage.pieces] == [
        ("Rest ", ()), ("your ", (0,)), ("frame", (0, 1)), (" well, and your ", ()), ("frame", (2,)), (" again.", ()),
    ]  # fmt: skip


def test_a_paragraph_that_goes_is_struck_out_in_its_place() -> None:
    text = "One.\n\ncheap pills near me\n\nTwo."
    passages = redline(Article.from_text(text), [Edit(4, 25, "", ("K101",))], [finding(4, 25)])
    assert [shown(one) for one in passages] == ["One.", "[cheap pills near me]#0", "Two."]
    assert [one.findings for one in passages] == [(), (0,), ()]


def test_what_is_put_in_between_words_is_shown() -> None:
    article = Article.from_text("He said so.")
    assert shown(redline(article, [Edit(2, 2, " has", ("G300",))], [])[0]) == "He{ has} said so."
    assert shown(redline(article, [Edit(0, 0, "Yes. ", ("G300",))], [])[0]) == "{Yes. }He said so."
    assert shown(redline(article, [Edit(11, 11, "..", ("G300",))], [finding(11, 11)])[0]) == "He said so.{..}#0"


def test_a_change_over_two_paragraphs_is_shown_in_both() -> None:
    passages = redline(
        Article.from_text("One two.\n\nThree four."), [Edit(4, 16, "2, 3 ", ("K101",))], [finding(4, 16)]
    )
    assert [shown(one) for one in passages] == ["One [two.]{2, 3 }#0", "[Three ]#0four."]


def test_bullets_and_marks_are_shown_and_the_cells_of_a_row_once() -> None:
    text = "# Food\n\n- rice\n- beans\n\n| a | b |\n|---|---|\n| c d | e |\n"
    passages = redline(
        Article.from_text(text, format="markdown"), [], [finding(text.index("e |"), text.index("e |") + 1)]
    )
    shown_ones = [shown(one) for one in passages]
    assert shown_ones[:3] == ["# Food", "- rice", "- beans"]
    assert sum("c d" in one for one in shown_ones) == 1
    assert sum("e#0" in one for one in shown_ones) == 1


def test_of_the_fields_of_a_page_only_those_with_a_finding_are_shown() -> None:
    page = b'<p>Rest well.</p><img alt="cheap pills"><img alt="a bed">'
    article = article_from_bytes(page, Path("a.html"), "a.html", Config())
    start = article.text.index("cheap")
    passages = redline(article, [], [finding(start, start + 5)])
    assert [(one.kind, shown(one)) for one in passages] == [("p", "Rest well."), ("alternative text", "cheap#0 pills")]


def test_a_long_line_takes_time_by_its_length_alone() -> None:
    sentence = "Your pores and skin is dry. "
    spans = [(start + 5, start + 19) for start in range(0, 2_000 * len(sentence), len(sentence))]
    started = process_time()
    (passage,) = redline(
        Article.from_text(sentence * 2_000),
        [Edit(*span, "skin", ("S200",)) for span in spans],
        [finding(*span) for span in spans],
    )
    assert len(passage.findings) == 2_000
    assert process_time() - started < 5, "it takes a tenth of a second where each piece looks at its neighbors alone"


def test_an_article_without_text_has_no_passage() -> None:
    assert redline(Article.from_text(" \n"), [], []) == []


@given(st.data())
def test_the_author_s_text_and_the_cleaned_one_can_both_be_read_off(
    data: st.DataObject,
) -> None:
    text = data.draw(st.text("ab. \n", min_size=1, max_size=40).filter(lambda one: one.strip() != ""))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [Edit(start, end, data.draw(st.sampled_from(["", "X", "XY"])), ("S200",)) for start, end in spans]
    edits = [edit for n, edit in enumerate(edits) if not n or edits[n - 1].end < edit.start]
    passages = redline(Article.from_text(text), edits, [finding(*span) for span in spans])
    pieces = [piece for passage in passages for piece in passage.pieces]

    def letters(kinds: tuple[str, ...]) -> str:
        return "".join("".join(piece.text for piece in pieces if piece.kind in kinds).split())

    assert letters(("kept", "old")) == "".join(text.split())
    assert letters(("kept", "new")) == "".join(splice(text, edits).split())
    assert [number for passage in passages for number in passage.findings] == list(range(len(spans)))
