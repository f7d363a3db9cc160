"""The laws of the ledger."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.draft import Draft, splice
from pipeline.model import Article, Block, Edit, Layout, Segment, Span
from pipeline.source_map import source_edits


@st.composite
def changes_of(draw: st.DrawFn, length: int, rule_id: str) -> list[Edit]:
    points = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = list(zip(points[::2], points[1::2], strict=False))
    edits: list[Edit] = []
    for start, end in pairs:
        if edits and start == edits[-1].start:
            continue
        edits.append(Edit(start, end, draw(st.text("xyz ", max_size=4)), (rule_id,)))
    return edits


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Draft, list[Edit]]:
    text = draw(st.text("abcd \n", max_size=40))
    draft = Draft(Article.from_text(text))
    for stage in range(draw(st.integers(0, 3))):
        draft = draft.revise(draw(changes_of(len(draft.text), f"R{stage}")))
    return draft, draw(changes_of(len(draft.text), "new"))


@given(revisions())
def test_a_revision_reads_as_the_changes_spliced_in(case: tuple[Draft, list[Edit]]) -> None:
    draft, changes = case
    assert draft.revise(changes).text == splice(draft.text, changes)


@given(revisions())
def test_edits_stay_sorted_and_apart(case: tuple[Draft, list[Edit]]) -> None:
    draft, changes = case
    edits = draft.revise(changes).edits
    assert all(left.end < right.start for left, right in pairwise(edits))
    assert list(edits) == sorted(edits, key=lambda edit: edit.start)


@given(revisions())
def test_untouched_ranges_map_back_to_equal_text(case: tuple[Draft, list[Edit]]) -> None:
    draft, changes = case
    revised = draft.revise(changes)
    for start in range(len(revised.text)):
        behind = revised.to_article(Span(start, start + 1))
        if len(behind) == 1 and not any(edit.span.overlaps(behind) for edit in revised.edits):
            assert revised.article.text[behind.start : behind.end] == revised.text[start : start + 1]


@given(revisions())
def test_replaying_the_edits_on_the_article_gives_the_text(case: tuple[Draft, list[Edit]]) -> None:
    draft, changes = case
    revised = draft.revise(changes)
    assert splice(revised.article.text, revised.edits) == revised.text


@given(revisions())
def test_no_edit_is_empty_of_effect(case: tuple[Draft, list[Edit]]) -> None:
    draft, changes = case
    revised = draft.revise(changes)
    new = [edit for edit in revised.edits if "new" in edit.rule_ids]
    assert all(edit.new != revised.article.text[edit.start : edit.end] for edit in new)


@given(revisions())
def test_taking_back_every_edit_gives_the_article(case: tuple[Draft, list[Edit]]) -> None:
    draft, changes = case
    revised = draft.revise(changes)
    assert revised.without(revised.edits).text == draft.article.text


def test_touching_edits_merge_and_keep_both_rules() -> None:
    draft = Draft(Article.from_text("pins and also needles")).revise([Edit(9, 14, "", ("S200",))])
    revised = draft.revise([Edit(8, 9, "  ", ("G300",))])
    assert [edit.rule_ids for edit in revised.edits] == [("G300", "S200")]


def test_overlapping_changes_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        Draft(Article.from_text("abcdef")).revise([Edit(0, 3, "", ()), Edit(2, 4, "", ())])


def test_edits_land_in_the_source_and_leave_the_rest_alone() -> None:
    article = Article(id="page", source="<p>old word</p>", text="old word", segments=(Segment(0, 8, 3, 11),))
    draft = Draft(article).revise([Edit(0, 3, "new", ("S200",))])
    assert splice(article.source, source_edits(article, draft.edits)) == "<p>new word</p>"


@given(st.data())
def test_blocks_move_with_their_text(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.text("ab ", min_size=1, max_size=6), min_size=1, max_size=5))
    text = "\n\n".join(lines)
    starts = [sum(len(line) + 2 for line in lines[:index]) for index in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    article = replace(Article.from_text(text), layout=Layout(tuple(Block(span, "p", span) for span in spans)))
    wanted, edits = [], []
    for span in spans:
        own = data.draw(changes_of(len(span), "R"))
        wanted.append(splice(text[span.start : span.end], own))
        edits += [replace(edit, start=edit.start + span.start, end=edit.end + span.start) for edit in own]
    draft = Draft(article).revise(edits)
    assert draft.layout is not None
    found = [draft.text[block.span.start : block.span.end] for block in draft.layout.blocks]
    assert found == [line for line in wanted if line]
