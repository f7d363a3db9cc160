"""HTML: what of an article stands outside the element that is named as its body."""

from __future__ import annotations

import pytest
from html_samples import html_article

from pipeline.ingest.html.region.settings import listed

MORE = "".join(f"<p>Turn over on the other side when arm number {n} goes numb in the night.</p>" for n in range(5))
FIRST = "Most people sleep too little, and hardly any of them know it."
LAST = "Ask your doctor when you lie awake for more than three months."


def page_of(body: str, title: str = "Sleep on your side") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"


def article_of(before: str = "", behind: str = "", body: str = f"<div class=entry-content>{MORE}</div>") -> str:
    return html_article(page_of(f"<article><h1>Sleep on your side</h1>{before}{body}{behind}</article>")).prose


@pytest.mark.parametrize("name", ["article-body", "entry-content", "post-content", "story-body"])
def test_a_body_in_two_parts_of_one_name_is_read_whole(name: str) -> None:
    part = f"<div class={name}>{MORE}</div>"
    last = f"<div class={name}><table><tr><td>Eight hours</td></tr></table><p>{LAST}</p></div>"
    prose = article_of(body=f"{part}<div class=ad-slot>Advertisement</div>{last}")
    assert LAST in prose and "Eight hours" in prose and "Advertisement" not in prose


@pytest.mark.parametrize(
    "lead",
    [
        f"<div class=standfirst><p>{FIRST}</p></div>",
        f"<p itemprop=description>{FIRST}</p>",
        f"<div class=key-takeaways><h2>Key points</h2><ul><li>{FIRST}</li></ul></div>",
    ],
)
def test_the_first_paragraph_before_the_body_is_read(lead: str) -> None:
    assert FIRST in article_of(lead)
    headed = f"<div><h1>Sleep on your side</h1>{lead}<div class=entry-content>{MORE}</div></div>"
    assert FIRST in html_article(page_of(headed)).prose


def test_questions_behind_the_body_are_read_with_their_headings() -> None:
    faq = f"<section class=faq><h2>FAQ</h2><h3>When to ask?</h3><p>{LAST}</p></section>"
    prose = article_of(behind=faq)
    assert "FAQ" in prose and "When to ask?" in prose and LAST in prose


@pytest.mark.parametrize(
    "beside",
    [
        "class=byline", "class=share-bar", "class=related", "class=ad-slot", "class=comments", "class=author-box",
        "class=newsletter", "role=navigation", "class=cta",
    ],
)  # fmt: skip
def test_what_stands_beside_the_body_by_its_name_is_left_out(beside: str) -> None:
    part = f"<div {beside}><p>{LAST}</p></div>"
    assert LAST not in article_of(before=part)
    assert LAST not in article_of(behind=part)


def test_dates_and_other_articles_beside_the_body_are_left_out() -> None:
    prose = article_of(
        "<p>The Daily Pillow | May 4, 2015 at noon, changed on May 5 | Jenny</p>",
        f"<article><p>{LAST}</p></article><h2>Kevin</h2>",
    )
    assert "Daily" not in prose and LAST not in prose and "Kevin" not in prose


def test_what_a_site_says_of_itself_below_its_name_is_left_out() -> None:
    site = f"<div><h1>Well and Happy</h1><p>{FIRST}</p></div>"
    page = page_of(f"<div>{site}<h2>Sleep on your side</h2><div class=entry-content>{MORE}</div></div>")
    assert FIRST not in html_article(page).prose


def test_every_heading_that_ends_an_article_ends_it() -> None:
    for heading in sorted(listed("lines", "end")):
        page = page_of(f"<div><h1>Sleep on your side</h1>{MORE}<h3>{heading.capitalize()}</h3><p>{LAST}</p></div>")
        prose = html_article(page).prose
        assert "number 4" in prose and LAST not in prose, heading


def test_an_invitation_to_comment_above_the_text_or_in_it_ends_nothing() -> None:
    for invitation in ("<h3>Leave a comment</h3>" + MORE, MORE + "<p>Leave a comment</p>"):
        prose = html_article(page_of(f"<div><h1>Sleep on your side</h1>{invitation}<p>{LAST}</p></div>")).prose
        assert LAST in prose and "Leave" not in prose


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("class=row", "class=row"),
        ("class=body", "class=body2"),
        ("class='box box-3f2'", "class='box box-9a1'"),
        ("", ""),
    ],
)
def test_a_last_part_in_a_box_like_that_of_the_body_is_read(first: str, second: str) -> None:
    for heading, body in (("<h1>Sleep on your side</h1>", MORE), ("", f"<h1>Sleep on your side</h1>{MORE}")):
        for ad in ("", "<div class=ad-slot>Advertisement</div>"):
            boxes = f"{heading}<div {first}>{body * 2}</div>{ad}<div {second}><p>{LAST}</p></div>"
            prose = html_article(page_of(f"<div class=page>{boxes}</div>")).prose
            assert prose.endswith(LAST) and "Advertisement" not in prose


@pytest.mark.parametrize(
    "other",
    [
        f"<div class=row><h3>About us</h3><p>{LAST}</p></div>",
        f"<div class=row><p>Jenny on May 3, 2014</p><p>{LAST}</p></div>",
        f"<div class=row><form><p>{LAST}</p></form></div>",
        f"<div class='row author'><p>{LAST}</p></div>",
        f"<div class=row><h4><a href=/a>Ten lunches</a></h4><p>{LAST}</p></div>" * 3,
    ],
)
def test_other_texts_in_boxes_behind_the_body_are_left_out(other: str) -> None:
    boxes = f"<h1>Sleep on your side</h1><div class=row>{MORE * 4}</div>{other}"
    assert LAST not in html_article(page_of(f"<div class=page>{boxes}</div>")).prose


OWN = "".join(f"<p>Put pillow number {n} between your knees when the hip hurts at night.</p>" for n in range(7))
HEADED = "<h1>Sleep on your side</h1>"


@pytest.mark.parametrize("around", ["<main>{}</main>", "<div class=page>{}</div>", "{}"])
@pytest.mark.parametrize(
    ("articles", "is_read"),
    [
        (f"<article>{HEADED}{MORE}</article><article>{OWN}</article>", True),
        (f"{HEADED}<article><h2>One</h2>{MORE}</article><article><h2>Two</h2>{OWN}</article>", True),
        (f"{HEADED}<article><h2>One</h2>{OWN}</article><article><h2>Two</h2>{MORE}</article>", True),
        (f"<article><h2>Knees</h2>{MORE}</article><article><h2>Hips</h2>{OWN}</article>", True),
        (f"<article>{HEADED}{MORE}</article><article><h1>Hips</h1>{OWN}</article>", False),
        (f"<article><h1>Hips</h1>{OWN}</article><article>{HEADED}{MORE}</article>", False),
        (f"<article>{HEADED}{MORE}</article><article><p>Ann says:</p>{OWN}</article>", False),
        (f"<article>{HEADED}{MORE}</article><article class=teaser>{OWN}</article>", False),
    ],
)
def test_two_articles_are_read_where_none_has_the_title_of_the_page_for_itself(
    articles: str, is_read: bool, around: str
) -> None:
    prose = html_article(page_of(around.format(articles))).prose
    assert "arm number 4" in prose and ("pillow number 6" in prose) == is_read


def test_a_link_in_front_of_the_body_is_left_out_behind_a_first_paragraph_too() -> None:
    credit = f"<div class=entry-content><figcaption><a href=/k>Kevin</a></figcaption>{MORE}</div>"
    assert "Kevin" not in article_of(f"<p class=standfirst>{FIRST}</p>", body=credit)
    within = f"<div class=entry-content>{MORE}<p><a href=/k>Kevin</a></p>{MORE}</div>"
    assert "Kevin" in article_of(f"<p class=standfirst>{FIRST}</p>", body=within)


def test_the_head_of_a_column_about_comments_ends_no_article() -> None:
    table = "<table><tr><th>Pillow</th><th>Comments</th></tr><tr><td>Wedge</td><td>Good for the neck</td></tr></table>"
    prose = article_of(body=f"<div class=entry-content>{MORE}{table}<p>{LAST}</p></div>")
    assert "Good for the neck" in prose and LAST in prose
