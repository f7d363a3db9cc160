"""Front matter without fences: its lines are values and no prose, and texts that only look like it are prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.ingest.front_matter.fences import front_matter_end
from pipeline.model import Article, Cleaned

PILLS = "cheap magnesium pills online"
BODY = (
    "\n# Sleeping Well Without Pills\n\n"
    f"Go to bed at the same time every night. {PILLS}. A dark room helps the body to rest.\n\n"
    f"Coffee late in the day keeps many people awake. {PILLS}. Tea with milk is kinder at night.\n\n"
    f"Walk for half an hour before dinner. {PILLS}. Put the telephone in another room.\n"
)
PRESSURE = (
    "\nBlood pressure is the force of the blood against the walls of the arteries. High blood pressure has hardly a "
    "symptom.\n\nMeasure your blood pressure in the morning. Low blood pressure makes some people dizzy, and salt "
    "raises the blood pressure of many.\n"
)


def read(source: str) -> Article:
    return article_from_bytes(source.encode(), Path("a.md"), "a.md", Config())


def cleaned(source: str) -> Cleaned:
    return clean_article(read(source), Config(grammar=False, swap_model=False))


def fields(source: str) -> list[tuple[str, str]]:
    article = read(source)
    assert article.layout is not None
    return [(field.name, article.text[field.span.start : field.span.end]) for field in article.layout.fields]


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (f"Title: Sleep\nKeywords: {PILLS}\n", [("title", "Sleep"), ("keywords", PILLS)]),
        (f"Title: {PILLS}\nDate: 2010-12-03 10:20\n", [("title", PILLS)]),
        (f"title: Sleep - {PILLS}\nsummary: Rest\n", [("title", f"Sleep - {PILLS}"), ("description", "Rest")]),
        (f"Tags: sleep, {PILLS}, nap\nReading time: 4 min\n", [("keywords", f"sleep, {PILLS}, nap")]),
        (f":date: 2010-12-03\n:summary: {PILLS}\n:review_by: Ann\n", [("description", PILLS)]),
        (f"Date: today\nSummary: Rest\n    and {PILLS}\n", [("description", f"Rest and {PILLS}")]),
        (f"Author:\nKeywords:\n  {PILLS}\n", [("keywords", PILLS)]),
        (f"From: Ann\nTo: Ben\nSubject: {PILLS}\n", []),
        (f"\ufeffTitle: Sleep\nMeta Description: {PILLS}\n", [("title", "Sleep"), ("description", PILLS)]),
        (f"TITLE: Sleep\nKEYWORDS: {PILLS}\nBODY:\n", [("title", "Sleep"), ("keywords", PILLS)]),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_headers_stay_as_they_are_and_their_values_are_looked_at(
    headers: str, found: list[tuple[str, str]], line_end: str
) -> None:
    headers, body = (part.replace("\n", line_end) for part in (headers, BODY))
    assert fields(headers + body) == found
    done = cleaned(headers + body)
    headers = headers.removeprefix("\ufeff")  # the mark is no part of what is decoded
    assert done.source.startswith(headers)
    assert PILLS not in done.source[len(headers) :]
    assert cleaned(done.source).source == done.source


def test_stuffing_in_headers_is_reported() -> None:
    done = cleaned(f"Title: Sleep\nKeywords: nap, {PILLS}\n{BODY}")
    assert [finding.state for finding in done.findings if finding.rule_id == "K112"] == ["open"]


@pytest.mark.parametrize(
    "source",
    [
        "Note: drink water.\n\nOld words here.\n",
        "Note: drink water.\nTip: sleep early.\n\nOld words here.\n",
        "Title: Sleep\n\nOld words here.\n",
        "Summary: Sleep well.\nThe rest of the paragraph follows.\n\nOld words here.\n",
        "Title: Sleep\nHere is why: the body rests.\n\nOld words here.\n",
        f"Title: Sleep\nNote: {'the body rests at night, and ' * 8}so on.\n\nOld words here.\n",
        f"Title: Sleep\nSummary: {'the body rests at night, and ' * 40}so on.\n\nOld words here.\n",
        "Title: Sleep\nhttps://example.org/sleep\n\nOld words here.\n",
        "**Title:** Sleep\n**Author:** Ann\n\nOld words here.\n",
        "- Title: Sleep\n- Author: Ann\n\nOld words here.\n",
        "Title: Sleep\nAuthor: Ann\n------\n\nOld words here.\n",
        "\nTitle: Sleep\nAuthor: Ann\n\nOld words here.\n",
        "    Title: Sleep\n    Author: Ann\n\nOld words here.\n",
        "Old words here.\n\nTitle: Sleep\nAuthor: Ann\n",
        "Title: Sleep\rAuthor: Ann\r\rOld words here.\r",
        "title: Sleep\nand then: nothing\n\nOld words here.\n",
        ":-) Sleep: well\n:title: Sleep\n\nOld words here.\n",
        "Title:Sleep\nAuthor:Ann\n\nOld words here.\n",
        "",
        "\ufeff",
    ],
)
def test_a_text_that_does_not_begin_with_headers_is_prose(source: str) -> None:
    assert front_matter_end(source) == 0


@pytest.mark.parametrize(
    "headers",
    [
        "Title: Blood Pressure\nTags: blood pressure, high blood pressure, low blood pressure, blood pressure chart\n",
        "title:   Blood Pressure  \nauthor:\tAnn Poe\n",
        ":title: Blood Pressure\n:summary: How high blood pressure is measured,\n   and what low blood pressure is.\n",
        "From: Ann Poe <ann@example.org>\nTo: Ben\nSubject: Re: blood pressure\nMessage-ID: <1@example.org>\n",
        "\ufeffTitle: Blood Pressure\r\nStatus: draft\r\n",
        "Note: drink water.\n",
        "Note: drink water.\nTip: measure in the morning.\n",
        "Title: Blood Pressure\n",
    ],
)
def test_a_clean_file_stays_byte_for_byte(headers: str) -> None:
    assert cleaned(headers + PRESSURE).source == headers.removeprefix("\ufeff") + PRESSURE


def test_the_title_is_that_of_the_headers() -> None:
    assert read("Title: Sleep\nAuthor: Ann\n\n# Ten Hints\n\nOld words here.\n").title == "Sleep"


def test_what_goes_makes_no_headers_of_prose() -> None:
    done = cleaned(f"{PILLS}.\nTitle: Sleep\nAuthor: Ann\n\n{BODY}")
    assert front_matter_end(done.source) == 0
