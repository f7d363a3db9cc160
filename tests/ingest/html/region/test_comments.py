"""HTML: readers' comments that no listed name tells, and parts of articles that look like them."""

from __future__ import annotations

from itertools import product

import pytest
from html_samples import html_article

TITLE = "How to sleep better"
SENTENCES = (
    "Most adults need between seven and nine hours of sleep, and teenagers need rather more.",
    "A dark and cool bedroom helps the body to settle, so keep the phone in another room.",
    "Coffee after lunch is still in the blood at bedtime, and wine breaks up the second half of the night.",
)
ARTICLE = f"<h1>{TITLE}</h1>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
READ = "\n\n".join((TITLE, *SENTENCES))
SAID = "I have done this for weeks now, and it works really well for all of my family. This was number {}."
NAMES = ("Ann", "Bo", "Kim Lee", "old_tom", "Priya S.", "anonymous")

SIGNED = {
    "wordpress": "<li><cite>{name}</cite> says:<br><small>{date} at 5:32 pm</small><p>{said}</p></li>",
    "reply": "<div><p><b>{name}</b></p><p>{said}</p><p><a href='#'>Reply</a></p></div>",
    "author": "<div><span class='author'>{name}</span> <span>{date} 17:20</span><p>{said}</p></div>",
    "ago": "<div><p><b>{name}</b> &middot; 3 years ago</p><div>{said}</div></div>",
    "by": "<div><p>By {name} on {date} at 5:32 pm</p><p>{said}</p></div>",
    "definitions": "<dt>{name}, {date} at 5:32 pm</dt><dd>{said}</dd>",
    "paragraphs": "<p>{name} on {date} at 5:32 pm</p><p>{said}</p>",
    "figures": "<article><p>{name} 2014-05-03 17:20</p><p>{said}</p></article>",
}
"""Comments with what stands beside them, by the way it is written."""


def page_of(*parts: str, title: str = TITLE) -> str:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/diet'>Diet</a></li></ul></nav>"
    return f"<!doctype html><html><head><title>{title}</title></head><body>{menu}{''.join(parts)}</body></html>"


def signed(how: str, count: int) -> str:
    return "".join(
        SIGNED[how].format(name=NAMES[n % len(NAMES)], date=f"May {n % 28 + 1}, 2014", said=SAID.format(n))
        for n in range(count)
    )


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize(
    "comment",
    [
        '<div itemprop="comment"><p>{}</p></div>',
        '<div itemscope itemtype="https://schema.org/Comment"><p itemprop="text">{}</p></div>',
        '<li itemscope itemtype="http://schema.org/UserComments"><p>{}</p></li>',
        '<div class="topic-body post" itemprop="comment"><p>{}</p></div>',
    ],
)
def test_what_the_vocabulary_of_schema_org_calls_comments_is_left_out(comment: str, count: int) -> None:
    comments = "".join(comment.format(SAID.format(number)) for number in range(count))
    for article, read in ((ARTICLE, READ), (f"<h1>{TITLE}</h1><p>{SENTENCES[0]}</p>", f"{TITLE}\n\n{SENTENCES[0]}")):
        assert html_article(page_of(f"<div>{article}</div><div>{comments}</div>")).prose == read


@pytest.mark.parametrize("attribute", ["data-hook", "data-testid", "data-component"])
def test_attributes_that_name_comments_tell_them(attribute: str) -> None:
    said = paragraphs(*(SAID.format(number) for number in range(20)))
    assert html_article(page_of(f"<div>{ARTICLE}</div><div {attribute}='comments-section'>{said}</div>")).prose == READ
    assert html_article(page_of(f"<div {attribute}='comments'>{ARTICLE}</div>")).prose == READ


@pytest.mark.parametrize(("how", "count"), list(product(SIGNED, (2, 30))))
@pytest.mark.parametrize(
    "heading",
    [
        f"6 thoughts on “{TITLE}”",
        f"6 Responses to {TITLE}",
        "3 Comments",
        "Comments (6)",
        "Join the conversation",
        "Leave a Reply",
        "Responses",
        "Customer reviews",
        "Discussion",
    ],
)
def test_signed_comments_behind_a_heading_that_announces_them_are_left_out(heading: str, how: str, count: int) -> None:
    comments = signed(how, count)
    for parts in (f"<h3>{heading}</h3>{comments}", f"<section><h3>{heading}</h3><div>{comments}</div></section>"):
        assert html_article(page_of(f"<div>{ARTICLE}{parts}</div>")).prose == READ
        short = html_article(page_of(f"<div><h1>{TITLE}</h1><p>{SENTENCES[0]}</p>{parts}</div>"))
        assert short.prose == f"{TITLE}\n\n{SENTENCES[0]}"


@pytest.mark.parametrize(("how", "name"), list(product(SIGNED, ("responses", "reviews", "notes", "feedback"))))
def test_signed_comments_with_a_doubtful_name_are_left_out(how: str, name: str) -> None:
    for part in (f"<div id='{name}'>{signed(how, 6)}</div>", f"<div class='{name}'><div>{signed(how, 6)}</div></div>"):
        assert html_article(page_of(f"<div>{ARTICLE}</div>{part}")).prose == READ


def test_a_single_comment_is_left_out_where_a_heading_announces_it() -> None:
    comment = f"<ol><li><b>Ann</b> says:<br><small>May 3, 2014 at 5:32 pm</small><p>{SAID.format(0)}</p></li></ol>"
    assert html_article(page_of(f"<div>{ARTICLE}<h3>One thought on “{TITLE}”</h3>{comment}</div>")).prose == READ


def test_the_article_below_its_title_goes_before_longer_comments_in_articles() -> None:
    comments = "".join(f"<article><p>{SAID.format(number)}</p></article>" for number in range(12))
    prose = html_article(page_of(f"<article>{ARTICLE}</article><div>{comments}</div>")).prose
    assert prose.startswith(READ)


NOTES = (
    "The study of Smith and others looked at 1,200 people over two years.",
    "All hours are given as the median of a week, and naps are counted with them.",
    "A cup of coffee holds about 95 mg of caffeine in the mean.",
)
EXPERTS = "".join(f"<div><p><b>Dr. Ann Poe says:</b></p><p>{note}</p></div>" for note in NOTES)
TESTS = "".join(
    f"<div class='review'><p><b>Bed {n}</b> 4.5/5, May 3</p><p>{note}</p></div>" for n, note in enumerate(NOTES)
)


@pytest.mark.parametrize("name", ["notes", "reviews", "review", "responses", "feedback", "discussion"])
@pytest.mark.parametrize(
    "section",
    [
        f"<h2>Notes</h2><ol>{''.join(f'<li>{note}</li>' for note in NOTES)}</ol>",
        f"<h2>Reviews of the literature</h2>{paragraphs(*NOTES)}",
        "".join(f"<div><p class='date'>May {n + 1}, 2014</p><p>{note}</p></div>" for n, note in enumerate(NOTES)),
        "".join(f"<div><h3>Bed {n}</h3><p>By Ann Poe on May 3</p><p>{note}</p></div>" for n, note in enumerate(NOTES)),
        EXPERTS,
        TESTS,
        "".join(f"<blockquote><p>{note}</p><cite>Ann Poe</cite></blockquote>" for note in NOTES),
    ],
)
def test_sections_of_an_article_with_names_that_comments_have_are_read(section: str, name: str) -> None:
    for article in (ARTICLE, f"<h1>{TITLE}</h1><p>{SENTENCES[0]}</p>", f"<h1>{TITLE}</h1>"):
        for around in ("<div>{}</div>", "<article>{}</article>", "<main>{}</main>"):
            part = f"<div id='{name}'>{section}</div>"
            prose = html_article(page_of(around.format(article + part))).prose
            assert all(note in prose for note in NOTES)
            assert SENTENCES[0] in prose or SENTENCES[0] not in article


@pytest.mark.parametrize(
    "heading",
    [
        "Discussion",
        "4. Discussion",
        "5. Comments",
        "Responses",
        "6 responses to stress",
        "3 thoughts on magnesium",
        "5 thoughts on how to sleep better",
        "Two responses",
        "Reviews",
        "What people say",
    ],
)
def test_headings_of_sections_that_sound_like_those_of_comments_end_nothing(heading: str) -> None:
    timeline = "".join(f"<p><b>May {n + 1}, 2014: the ministry</b></p><p>{note}</p>" for n, note in enumerate(NOTES))
    for section in (paragraphs(*NOTES), EXPERTS, timeline):
        prose = html_article(page_of(f"<div>{ARTICLE}<h2>{heading}</h2>{section}</div>")).prose
        assert prose.startswith(READ) and all(note in prose for note in NOTES)
    titled = html_article(page_of(f"<div><h1>{heading}</h1>{paragraphs(*NOTES)}</div>", title=heading))
    assert titled.prose == "\n\n".join((heading, *NOTES))


@pytest.mark.parametrize("count", ["<p>6 comments</p>", "<h4>6 Comments</h4>"])
def test_a_count_of_comments_above_an_article_or_behind_each_of_several_ends_nothing(count: str) -> None:
    byline = "<p>By Ann Poe on May 3, 2014 at 5:30 pm</p>"
    above = html_article(page_of(f"<div><h1>{TITLE}</h1>{count}{byline}{paragraphs(*NOTES)}</div>"))
    assert all(note in above.prose for note in NOTES)
    posts = "".join(f"<h2>Post {n}</h2>{byline}<p>{note}</p>{count}" for n, note in enumerate(NOTES))
    assert all(note in html_article(page_of(f"<div>{posts}</div>", title="Our blog")).prose for note in NOTES)


def test_dialogue_in_a_story_ends_nothing() -> None:
    story = paragraphs(*NOTES, "No reply.", *SENTENCES, "No comment.", "He went to bed, and slept for nine hours.")
    assert "slept for nine hours" in html_article(page_of(f"<div><h1>{TITLE}</h1>{story}</div>")).prose


@pytest.mark.parametrize(
    "comments",
    [
        "".join(f"<li id='comment-{number}'><p>{SAID.format(number)}</p></li>" for number in range(12)),
        f"<div class='comments'>{signed('wordpress', 12)}</div>",
        f"<div class='comments'>{signed('reply', 12)}</div>",
        f"<div class='comments'><h3>12 Comments</h3>{paragraphs(*(SAID.format(n) for n in range(12)))}</div>",
    ],
)
def test_many_comments_below_an_article_of_one_sentence_are_left_out(comments: str) -> None:
    page = html_article(page_of(f"<div><h1>{TITLE}</h1><p>{SENTENCES[0]}</p>{comments}</div>"))
    assert page.prose == f"{TITLE}\n\n{SENTENCES[0]}"
    assert page.layout is not None and not page.layout.taken_in
