"""The title of an article whose file states none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes

TEXT = "\n\nA short walk after dinner helps many people to sleep. It need not be a long one.\n"


def title(content: str, name: str) -> str:
    return article_from_bytes(content.encode(), Path(name), name, Config()).title


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, March 3, 2015",
        "3 March 2015",
        "2015-03-03 10:15 am",
        "Posted on March 3rd, 2015 at 9:30",
        "Published On: March 3, 2015Categories: Sleep & Rest",
        "Last updated: yesterday",
        "by Ann Walker (2015-03-03)",
        "By Ann Walker, RN | March 3, 2015",
        "Written by the editors",
        "Categories: Sleep, Rest",
        "Blog, Better Sleep, Beds, Herbal Tea, Walking",
        "#sleep #rest",
    ],
)
def test_when_and_by_whom_and_how_it_is_filed_is_no_title(line: str) -> None:
    for name, written in (("a.txt", "{}"), ("a.md", "{}"), ("a.md", "**{}**"), ("a.md", "<p>{}</p>")):
        before = written.format(line) + "\n\n"
        assert title(f"{before}Sleep Better Tonight{TEXT}", name) == "Sleep Better Tonight"
        assert title(before + TEXT, name) == ""
    assert title(f"<h2>{line}</h2><h2>Sleep Better Tonight</h2><p>{TEXT}</p>", "a.html") == "Sleep Better Tonight"


@pytest.mark.parametrize(
    "line",
    [
        "By the Numbers: Sleep at Forty",
        "Updated Guidelines on Sleep",
        "Five Walks for May 5, 2015",
        "Eat, Sleep, Walk, Repeat",
        "May You Sleep Well",
        "Is It Late? When to Go to Bed",
        "A Walk, a Bath, a Book, a Cup of Tea, and Other Ways to Rest",
        "And Then We Slept...",
    ],
)
def test_titles_that_look_like_that_are_titles(line: str) -> None:
    assert title(line + TEXT, "a.txt") == title(line + TEXT, "a.md") == line


@pytest.mark.parametrize(
    "paragraph",
    [
        "Sleep is what most of us miss when the days get long and there is a lot to do at home.",
        "Tired? You are not alone! Many of us sleep badly in the summer.",
        "Most people who sleep badly go to bed too late,",
        "-About two cups of tea",
        "- Two cups of tea",
    ],
)
def test_a_paragraph_or_an_item_is_no_title(paragraph: str) -> None:
    assert title(paragraph + TEXT, "a.txt") == title(paragraph + TEXT, "a.md") == ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('import { Bed } from "beds";\n\n<h2 className="h">\n  Sleep Better\n</h2>\n', "Sleep Better"),
        ('<h2 class="h">\n  Sleep Better\n</h2>\n', "Sleep Better"),
        ("## Sleep [*Better*](/a 'b')\n", "Sleep Better"),
        ('**Sleep{" "}<span className="a">Better</span>**\n', "Sleep Better"),
        ("Sleep\nBetter\n===\n", "Sleep Better"),
        ('<p><img src="bed.png"></p>\n\n<h1>Sleep <b>Better</b></h1>\n', "Sleep Better"),
        ("> Sleep is half of life\n", ""),
    ],
)
def test_a_title_in_markdown_has_no_marks(content: str, expected: str) -> None:
    assert title(content + TEXT, "a.mdx") == expected
