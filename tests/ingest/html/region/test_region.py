"""HTML: what of a page is its article, and what stands beside it."""

from __future__ import annotations

import pytest
from html_samples import html_article

PAGE = """<!DOCTYPE html>
<html><head><title>Sleep on your side - Well and Happy</title></head>
<body class="has-sidebar">
<nav><ul><li><a href="/">Home</a></li><li><a href="/blog">Blog</a></li></ul></nav>
<div id="cookie-bar">We use cookies to make this page a better one for you and for us.</div>
<article><h1>Sleep on your side</h1><div class="entry-meta">By Jenny on May 3</div>
<p>Sleep on your side, and put a pillow between your knees when the hip hurts.</p>
<ul><li>A firm mattress</li><li>A low pillow</li></ul>
<p>Most people turn over twenty times a night, and that is good for them.</p></article>
<div class="comments"><h3>1 comment</h3><p>Thank you, I have been looking for this for years and years.</p></div>
<footer>Copyright 2019, all rights reserved</footer></body></html>
"""


def test_only_the_article_of_a_page_is_read() -> None:
    article = html_article(PAGE)
    assert article.prose.split("\n") == [
        "Sleep on your side",
        "",
        "Sleep on your side, and put a pillow between your knees when the hip hurts.",
        "",
        "A firm mattress",
        "A low pillow",
        "",
        "Most people turn over twenty times a night, and that is good for them.",
    ]
    assert article.title == "Sleep on your side"
    assert article.extracted_ratio is not None and 0.4 < article.extracted_ratio < 0.7


def test_a_piece_of_a_page_is_read_whole() -> None:
    fragment = "<!-- wp:paragraph -->\n<p>Home is where you sleep.</p>\n<!-- /wp:paragraph --><nav>Home</nav>"
    article = html_article(fragment)
    assert article.prose == "Home is where you sleep.\n\nHome"
    assert article.extracted_ratio is None


def test_a_footer_is_no_article_however_short_the_article_is() -> None:
    article = "<main><h1>Stiff knees</h1><p>Knees are stiff in the morning, and a warm shower loosens them.</p></main>"
    footer = f"<footer><p>{'What is said here does not replace the advice of your own doctor. ' * 9}</p></footer>"
    page = html_article(f"<!doctype html><html><head><title>T</title></head><body>{article}{footer}</body></html>")
    assert "warm shower" in page.prose
    assert "advice" not in page.prose


def test_a_long_ticker_is_not_the_article_where_the_page_states_one() -> None:
    body = f"<p>{'Knees are stiff in the morning, and a warm shower loosens them. ' * 4}</p>"
    ticker = f"<div class=live>{'<p>Two ministers met again today, and nobody knows what was said.</p>' * 12}</div>"
    head = "<!doctype html><title>Stiff knees</title><h1>Stiff knees</h1>"
    page = html_article(f"{head}<div itemprop=articleBody>{body}</div>{ticker}")
    assert "warm shower" in page.prose and "ministers" not in page.prose
    several = html_article(f"{head}<div itemprop=articleBody>{body}</div><div itemprop=articleBody>{ticker}</div>")
    assert "ministers" in several.prose


@pytest.mark.parametrize(
    ("notes", "is_read"),
    [
        ('<section class="footnotes" role="doc-endnotes"><ol><li>Not for more than a day.</li></ol></section>', True),
        ('<div id="footnotes"><p>Not for more than a day.</p></div>', True),
        ('<div class="more"><p>Not for more than a day.</p></div>', False),
    ],
)
def test_notes_behind_the_element_that_holds_the_article_are_read(notes: str, is_read: bool) -> None:
    words = "Knees are stiff in the morning, and a warm shower loosens them for most people, young and old. " * 3
    article = f"<div><section><h1>Stiff knees</h1><p>{words}</p><p>{words}</p></section>{notes}</div>"
    page = html_article(
        f"<!doctype html><html><body><nav>Home</nav>{article}<footer>All rights reserved</footer></body>"
    )
    assert page.prose.endswith("Not for more than a day.") == is_read
    assert "rights" not in page.prose


def test_long_comments_are_not_the_article_of_a_page_that_states_one() -> None:
    words = "Knees are stiff in the morning, and a warm shower loosens them for most people, young and old."
    comments = "".join(f"<p>This is comment number {n}, and it says rather little about knees.</p>" for n in range(40))
    page = f"<article><h1>Stiff knees</h1><p>{words}</p></article><div id='comments' class='area'>{comments}</div>"
    assert html_article(f"<!doctype html><html><body>{page}</body></html>").prose == f"Stiff knees\n\n{words}"


@pytest.mark.parametrize("count", [1, 18])
def test_long_comments_are_not_the_article_of_a_page_that_names_none(count: int) -> None:
    words = "Knees are stiff in the morning, and a warm shower loosens them for most people, young and old."
    comment = f"<div class='comment'><p class='author'>Anna says:</p><p>I agree. {words}</p></div>"
    page = (
        "<nav><ul><li><a href='/'>Home</a></li></ul></nav><aside>A cold pack is what a swollen knee asks for.</aside>"
        f"<div class='post'><h1>Stiff knees</h1><p>{words}</p></div><div class='comments'>{comment * count}</div>"
        "<footer>All rights are reserved by the owner of this page.</footer>"
    )
    article = html_article(f"<!doctype html><html><body>{page}</body></html>")
    assert article.prose == f"Stiff knees\n\n{words}"
    assert article.extracted_ratio is not None and article.extracted_ratio < 0.5


def test_the_menu_of_a_page_with_one_sentence_is_not_read() -> None:
    page = "<nav><a href='/'>Home</a> <a href='/a'>Knees</a></nav><p>Rest the knee.</p><p>Then walk a little again.</p>"
    article = html_article(f"<!doctype html><html><body>{page}</body></html>")
    assert article.prose == "Rest the knee.\n\nThen walk a little again."


HEADING = "<h1>How to sleep better</h1>"
PARAGRAPHS = (
    "Most adults need between seven and nine hours of sleep, and teenagers need rather more.",
    "A dark and cool bedroom helps the body to settle, so keep the phone in another room.",
    "Coffee after lunch is still in the blood at bedtime, and wine breaks up the second half of the night.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/diet'>Diet</a></li></ul></nav>"
WELCOME = "<div>Welcome to my little corner of the web, where I write about what keeps us well and happy.</div>"


def page_of(*parts: str, body: str = "<body>") -> str:
    return f"<!doctype html><html><head><title>Sleep</title></head>{body}{''.join(parts)}</body></html>"


def said(count: int, tag: str = "p") -> str:
    sentence = "I have done this for weeks now, and it works really well for all of my family. This was number {}."
    return "".join(f"<{tag}>{sentence.format(number)}</{tag}>" for number in range(count))


@pytest.mark.parametrize(
    "article",
    [
        f"<div class='post'>{HEADING}{BODY}</div>",
        f"<div>{HEADING}{BODY}</div>",
        f"<h2>How to sleep better</h2>{BODY.replace('<p>Coffee', '<h2>Coffee</h2><p>Coffee')}<h2>Naps</h2>{BODY}",
        f"<div>{BODY * 2}</div>",
    ],
)
@pytest.mark.parametrize(
    "part",
    [
        "<ol class='comment-list'>{li}</ol>",
        "<div class='comments'>{p}</div>",
        "<div><div><section id='comments' class='comments-area'><ol><li>{p}</li></ol></section></div></div>",
        "<div id='disqus_thread'><div>{p}</div></div>",
        "<div class='comment-respond'>{p}</div>",
        "<div class='UserComments'>{p}</div>",
        "<table class='comments'><tr><td>{p}</td></tr></table>",
        "<div class='comments__list'>{p}</div>",
        "<div>{items}</div>",
        "<section class='comments'>{articles}</section>",
        "<div class='related-posts'>{p}</div>",
        "<div id='sidebar'>{p}</div>",
        "<div id='footer'>{p}</div>",
        "<nav>{p}</nav>",
    ],
)
@pytest.mark.parametrize("count", [3, 12, 40])
def test_what_is_named_as_comments_or_the_like_is_left_out_however_long_it_is(
    article: str, part: str, count: int
) -> None:
    comments = said(count)
    items = "".join(f"<div class='comment'>{comment}</p></div>" for comment in comments.split("</p>")[:-1])
    articles = said(count, "article")
    written = part.format(p=comments, li=said(count, "li"), items=items, articles=articles)
    for parts in ((MENU, article, written), (MENU, f"<main class='has-comments'>{article}{written}</main>")):
        page = html_article(page_of(*parts, body="<body class='single comments-open'>"))
        assert page.prose == html_article(article).prose
        assert page.layout is not None and not page.layout.taken_in


@pytest.mark.parametrize(
    "parts",
    [
        ("<div class='comments'>{answers}</div>",),
        (MENU, "<div class='comments'>", HEADING, "{answers}</div>", WELCOME),
        (MENU, HEADING, "<p>Here is what you asked us this week.</p><div id='comments'>{answers}</div>", WELCOME),
        (MENU, "<main>", HEADING, "<p>You asked us.</p><ol class='comment-list'>{answers}</ol></main>"),
        (WELCOME, MENU, HEADING, "<div class='comments'><div class='comment'>{answers}</div></div>", WELCOME),
        (MENU, HEADING, BODY, "<div class='comments'><h3>Is it bad?</h3>{answers}<h3>Is it good?</h3></div>"),
        (
            HEADING,
            "<div id='comments'>{answers}</div><div id='sidebar'><img class='avatar'>",
            said(2),
            "</div>",
            WELCOME,
        ),
        (WELCOME, "<div class='comments'><div class='entry-content'>{answers}</div></div>", BODY),
        (HEADING, "<div class='comments'>{answers}</div>", f"<article><h3>Tea</h3>{WELCOME}</article>" * 3),
    ],
)
def test_questions_of_readers_that_are_the_article_are_read(parts: tuple[str, ...]) -> None:
    page = html_article(page_of(*parts).replace("{answers}", said(8)))
    assert all(f"This was number {number}." in page.prose for number in range(8))


@pytest.mark.parametrize("names", ["no-comments post", "has-comments", "comments-open", "post-with-sidebar", "comment"])
@pytest.mark.parametrize("tag", ["div", "main", "section", "article"])
@pytest.mark.parametrize("beside", ["", WELCOME, f"<div>{said(5)}</div>", f"<div class='comments'>{said(18)}</div>"])
def test_a_name_that_says_what_an_article_has_does_not_hide_it(names: str, tag: str, beside: str) -> None:
    page = html_article(page_of(MENU, f'<{tag} class="{names}">{HEADING}{BODY}</{tag}>', beside))
    assert page.prose.startswith("\n\n".join(("How to sleep better", *PARAGRAPHS)))


def test_an_article_made_of_widgets_is_read_whole() -> None:
    widget = "<div class='elementor-widget elementor-widget-text-editor'>{}</div>"
    widgets = "".join(widget.format(part) for part in (HEADING, f"<p>{PARAGRAPHS[0]}</p>", BODY))
    page = html_article(page_of(MENU, widgets, "<div class='widget'>Sign up for our letter today.</div>"))
    assert page.prose.startswith("\n\n".join(("How to sleep better", PARAGRAPHS[0], *PARAGRAPHS)))


def test_an_article_in_a_menu_that_was_never_closed_is_read() -> None:
    page = html_article(page_of(WELCOME, "<nav><ul><li><a href='/'>Home</a></ul>", HEADING, BODY))
    assert all(paragraph in page.prose for paragraph in PARAGRAPHS)


def test_comments_that_were_read_for_want_of_an_article_are_named() -> None:
    page = html_article(page_of(MENU, "<p>Watch how we sleep.</p>", f"<div class='comments'>{said(18)}</div>"))
    assert "Watch how we sleep." in page.prose and "number 17" in page.prose
    assert page.layout is not None and page.layout.taken_in == ("comments",)
