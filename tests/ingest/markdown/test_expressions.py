"""JavaScript in Markdown, as MDX has it: what is an expression, what is prose, and that only prose is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Article, Cleaned


def read(source: str) -> Article:
    return article_from_bytes(source.encode(), Path("a.mdx"), "a.mdx", Config())


def no_prose(source: str) -> list[str]:
    """The code in the prose, and the blocks that are code."""
    layout = read(source).layout
    assert layout is not None
    spans = [*layout.code, *(block.span for block in layout.blocks if block.kind == "code")]
    return sorted(source[span.start : span.end].strip() for span in spans)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Rest {props.days * 2} days.\n", ["{props.days * 2}"]),
        ("Rest {days.map((one) => { return one; })} days.\n", ["{days.map((one) => { return one; })}"]),
        ("{/* of a { brace and an apostrophe's */}\n\nRest.\n", ["{/* of a { brace and an apostrophe's */}"]),
        ("{/* over\n\na blank line */}\n\nRest.\n", ["a blank line */}", "{/* over"]),
        ("# Rest {#the-rest}\n\nWell.\n", ["{#the-rest}"]),
        ('<Chart title="a b" of={(x) => 1} /> shows it.\n', ['<Chart title="a b" of={(x) => 1} />']),
        (
            "{\n  items.map((item) => {\n\n  return item;\n  })\n}\n\nRest.\n",
            ["return item;\n  })\n}", "{\n  items.map((item) => {"],
        ),
        ("<Tabs>\n{items.map(of)}\n</Tabs>\n", ["{items.map(of)}"]),
    ],
)
def test_expressions_comments_and_their_tags_are_code(source: str, expected: list[str]) -> None:
    assert no_prose(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Rest \\{well\\} at home.\n",
        "A { that nothing closes.\n\nAnd the next one.\n",
        "A } before { the other.\n",
        "It is { opened here.\n\nAnd closed } there.\n",
    ],
)
def test_other_braces_are_prose(source: str) -> None:
    assert no_prose(source) == []


def test_braces_in_code_open_nothing() -> None:
    assert no_prose("Write `{` and rest } well.\n") == ["`{`"]


PAGE = """---
title: Knee pain at home
---

import Tabs from '@theme/Tabs';

{/* buy cheap knee pills online */}

# Knee pain at home

<Tabs groupId="buy cheap knee pills online">
  <TabItem value="rest" label="Rest  it">

Rest the knee and keep it up on a pillow at night.

  </TabItem>
</Tabs>

{items.map((item) => <li>the the {item.name},, well {"buy cheap knee pills online"}</li>)}

The swelling goes down{days ,, [1,,2]} within a week in most people {/* buy cheap knee pills online */}.

<Chart title="the the,, knee" of={() => "buy cheap knee pills online"} />

Warm baths help many people. buy cheap knee pills online. They should not be too hot.

A short walk does no harm. buy cheap knee pills online. Stop when it hurts.
"""


def cleaned(source: str) -> Cleaned:
    return clean_article(read(source), Config())


def test_only_the_prose_of_a_page_is_changed() -> None:
    after = cleaned(PAGE).source
    expected = PAGE.replace("many people. buy cheap knee pills online.", "many people.")
    expected = expected.replace("no harm. buy cheap knee pills online.", "no harm.")
    assert after == expected
    assert cleaned(after).source == after


def test_line_ends_stay() -> None:
    assert cleaned(PAGE.replace("\n", "\r\n")).source == cleaned(PAGE).source.replace("\n", "\r\n")


def test_many_braces_take_no_long() -> None:
    assert no_prose("{" * 50_000 + " a\n") == []
    assert no_prose("{/*" * 50_000 + " a\n") == []


def test_a_comment_that_nobody_closes_nearby_hides_nothing() -> None:
    source = "Type {/* first.\n\n" + "Rest well at home. \n\n" * 400 + "Then type */} and rest.\n"
    assert no_prose(source) == []
