"""What holds of every HTML file: its text maps to its source, and edits of words leave all else as it was."""

from __future__ import annotations

import html
import re
from itertools import pairwise

from html_samples import fragments, html_article
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.draft import splice
from pipeline.ingest.articles import source_edits
from pipeline.ingest.html.tokens import tokenize_html
from pipeline.model import Article, Edit

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def shown(text: str) -> list[str]:
    """Text as a page shows it: white space runs together, blank lines do not count."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]


def tags(source: str) -> list[str]:
    return [source[t.start : t.end] for t in tokenize_html(source) if t.kind in ("start", "end", "empty", "comment")]


@st.composite
def edited(draw: st.DrawFn) -> tuple[Article, list[Edit]]:
    """A page and edits of its words, each within one block."""
    article = html_article(draw(fragments()))
    spans = [match.span() for match in re.finditer(r"\S+", article.prose)]
    edits: list[Edit] = []
    position = -1
    for start, end in spans:
        if start > position and draw(st.integers(0, 3)) == 0:
            block = next((b for b in article.layout.blocks if b.span.start <= start < b.span.end), None)
            if block is None:
                continue
            end = draw(st.sampled_from([e for s, e in spans if s >= start and e <= max(end, block.span.end)]))
            edits.append(Edit(start, end, draw(st.sampled_from(("", "new", "two words", "R&D <b>", '"q"'))), ("X",)))
            position = end
    return article, edits


@given(fragments())
def test_each_segment_maps_text_to_what_stands_in_the_source(source: str) -> None:
    article = html_article(source)
    reach = text_reach = 0
    prose = [segment for segment in article.segments if segment.end <= len(article.prose)]
    for segment in prose:
        assert reach <= segment.source_start <= segment.source_end <= len(source)
        assert text_reach <= segment.start <= segment.end <= len(article.text)
        written = source[segment.source_start : segment.source_end]
        expected = _INVISIBLE.sub("", html.unescape(written))
        if expected.strip() and "<br" not in written:
            assert article.text[segment.start : segment.end] == re.sub(r"\s", " ", expected)
        reach, text_reach = segment.source_end, segment.end
    between = [article.text[a.end : b.start] for a, b in pairwise(prose)]
    assert not "".join(between).strip("\n")


@settings(deadline=None)
@given(edited())
def test_an_edited_source_reads_as_the_edited_text(case: tuple[Article, list[Edit]]) -> None:
    article, edits = case
    source = splice(article.source, source_edits(article, edits))
    assert shown(html_article(source).prose) == shown(splice(article.prose, edits))


@settings(deadline=None)
@given(edited())
def test_tags_stay_in_order_and_none_is_added(case: tuple[Article, list[Edit]]) -> None:
    article, edits = case
    after = iter(tags(splice(article.source, source_edits(article, edits))))
    before = iter(tags(article.source))
    assert all(any(tag == one for one in before) for tag in after)


@settings(deadline=None)
@given(edited())
def test_source_edits_are_sorted_and_apart_and_keep_their_rules(case: tuple[Article, list[Edit]]) -> None:
    article, edits = case
    made = source_edits(article, edits)
    assert all(left.end < right.start for left, right in pairwise(made))
    assert all(edit.rule_ids == ("X",) for edit in made)


@given(fragments())
def test_without_edits_nothing_changes(source: str) -> None:
    assert source_edits(html_article(source), ()) == ()


@given(st.text(alphabet="<>/!-&;=\"' abp[]\n\u00ad", max_size=60))
def test_any_text_is_read_as_html(source: str) -> None:
    article = html_article(source)
    for segment in article.segments:
        assert 0 <= segment.source_start <= segment.source_end <= len(source)
