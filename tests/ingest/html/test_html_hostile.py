"""HTML that nobody should write, and that somebody did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from html_samples import html_article

from pipeline.ingest.articles import source_edits
from pipeline.model import Edit

HTML5LIB = json.loads((Path(__file__).parents[2] / "texts" / "html5lib" / "inputs.json").read_text(encoding="utf-8"))


HOSTILE = {
    "deep": "<div>" * 50_000 + "word" + "</div>" * 50_000,
    "deep_and_closed_wrongly": "<div>" * 20_000 + "</b></i>" * 20_000,
    "unclosed_tags": "<b>word " * 50_000,
    "tables_in_tables": "<table><tr><td>" * 10_000 + "word",
    "one_tag_with_many_attributes": "<p " + "a=1 " * 200_000 + ">word</p>",
    "a_tag_without_end": "<p>word</p><a href='" + "x" * 500_000,
    "angle_brackets": "<" * 200_000,
    "half_tags": "<a" * 100_000,
    "comments_without_end": "<!--" * 100_000,
    "cdata_without_end": "<svg><![CDATA[" * 50_000,
    "entities": "&amp;" * 100_000,
    "half_entities": "&#x" * 100_000,
    "one_word": "a" * 1_000_000,
    "spaces": "<p>a" + " " * 500_000 + "b</p>",
    "line_ends": "<p>a" + "<br>" * 50_000 + "b</p>",
    "soft_hyphens": "a\u00ad" * 50_000,
    "scripts": "<script><!--<script>" * 20_000,
    "styles": "<style>" + ".a{" * 50_000 + "</style>word",
    "style_attributes": "<p style='" + "color:red;" * 20_000 + "'>word</p>",
    "hidden": "<p hidden>word</p>" * 5_000,
    "links": "<a href=x>two words</a> " * 10_000,
    "structured": '<script type="application/ld+json">{"keywords": ["' + "a, " * 50_000 + "</script>word",
    "a_style_sheet_of_spaces": "<style>;display:none;" + " " * 99_000 + "</style>word",
    "a_style_sheet_of_at_signs": "<style>;display:none;" + "@" * 99_000 + "</style>word",
    "a_style_sheet_of_quotes": "<style>.a{display:none}" + '"\\' * 50_000 + "/*" * 50_000 + "</style>word",
    "half_style_tags": "<style" * 40_000,
    "a_style_of_spaces": "<p style=';color:" + " " * 99_000 + "x'>word</p>",
    "nulls": "<p>wo\0rd</p>\0" * 10_000,
    "surrogate": "<p>\ud800 word</p>",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_markup_is_survived(name: str) -> None:
    for source in (HOSTILE[name], "<!doctype html><body>" + HOSTILE[name]):
        article = html_article(source)
        words = [(word, word + 1) for word in range(0, len(article.text), max(1, len(article.text) // 50))]
        source_edits(article, [Edit(start, end, "", ("X",)) for start, end in words if end <= len(article.text)])
        assert all(0 <= segment.source_start <= segment.source_end <= len(source) for segment in article.segments)


def test_inputs_of_html5lib_are_read_as_html5lib_reads_them() -> None:
    for source, shown in HTML5LIB:
        article = html_article(source)
        if shown is not None and article.extracted_ratio in (None, 1.0):
            read = "".join(article.prose.replace("\0", "").split())
            assert sorted(read) == sorted(shown), source
        ranges = [(segment.source_start, segment.source_end) for segment in article.segments]
        assert all(0 <= start <= end <= len(source) for start, end in ranges)
