"""HTML and links in Markdown: what is read of them, and that stuffing goes from them as it goes from a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Cleaned

PILLS = "cheap magnesium pills online"
PROSE = (
    "Go to bed at the same time every night. {0}A dark room helps the body to rest.",
    "Coffee late in the day keeps many people awake. {0}Tea with milk is kinder at night.",
    "Walk for half an hour before dinner. {0}Put the telephone in another room.",
    "Older people often wake early. {0}Short naps are fine before three.",
    "The heart slows down at night. {0}Noise from the street can be a nuisance.",
)
END = "\n\nThe end of the day is near.\n"


def cleaned(written: str, name: str = "a.md", stuffing: str = f"{PILLS}. ") -> Cleaned:
    paragraphs = [paragraph.format(stuffing) for paragraph in PROSE]
    if name.endswith(".html"):
        paragraphs = ["<h1>Sleeping Well</h1>", *(f"<p>{paragraph}</p>" for paragraph in paragraphs)]
    else:
        paragraphs = ["# Sleeping Well", *paragraphs]
    source = "\n\n".join([*paragraphs, written]) + END
    config = Config(grammar=False, swap_model=False)
    return clean_article(article_from_bytes(source.encode(), Path(name), name, config), config)


def after(written: str, name: str = "a.md", stuffing: str = f"{PILLS}. ") -> str:
    """What stands in the place of ``written`` in the cleaned file."""
    source = cleaned(written.replace("{}", PILLS), name, stuffing).source
    start = source.index("can be a nuisance.") + len("can be a nuisance.")
    return source[start : source.index("The end of the day")].strip().removeprefix("</p>").strip()


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("<div>Sleep well. {}. Walk a lot.</div>", "<div>Sleep well. Walk a lot.</div>"),
        ('<p align="center">{}</p>', ""),
        ("<div>\n  <p>Sleep well. {}.</p>\n  <p>{}</p>\n</div>", "<div>\n  <p>Sleep well.</p>\n</div>"),
        ("<div>\nSleep well.\n   {}.\n   Walk.\n</div>", "<div>\nSleep well.\n   Walk.\n</div>"),
        ("<ul>\n<li>a bed</li>\n<li>{}</li>\n</ul>", "<ul>\n<li>a bed</li>\n</ul>"),
        ("<table><tr><td>{}</td><td>bed</td></tr></table>", "<table><tr><td></td><td>bed</td></tr></table>"),
        ('<div id="x">{}</div>', '<div id="x"></div>'),
        ("<p>Tea &amp; milk. {}. Walk.</p>", "<p>Tea &amp; milk. Walk.</p>"),
        ('<img src="a.png" alt="A bed, {}">', '<img src="a.png" alt="A bed">'),
        ('<div style="display:none">{}</div>', ""),
        ("> <div>Sleep. {}. Walk.</div>", "> <div>Sleep. Walk.</div>"),
        ("- <div>Sleep. {}. Walk.</div>", "- <div>Sleep. Walk.</div>"),
        ("<p>Take 200 mg. {}. Not more.</p>", "<p>Take 200 mg. Not more.</p>"),
    ],
)
def test_stuffing_goes_from_html(written: str, left: str) -> None:
    assert after(written) == left


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[{}](/a)", '<p><a href="/a">{}</a></p>'),
        ("**[{}](/a)**", '<p><b><a href="/a">{}</a></b></p>'),
        ("[**{}**](/a)", '<p><a href="/a"><b>{}</b></a></p>'),
        ("- a bed\n- [{}](/a)", '<ul><li>a bed</li>\n<li><a href="/a">{}</a></li></ul>'),
        ("> [{}](/a)", '<blockquote><a href="/a">{}</a></blockquote>'),
        ("[{}](/a) [{}](/b)", '<p><a href="/a">{}</a> <a href="/b">{}</a></p>'),
        ('Sleep. [{}](/a "Tea"). Walk.', '<p>Sleep. <a href="/a" title="Tea">{}</a>. Walk.</p>'),
        ("Sleep. [{}](https://example.org/a_(b)). Walk.", '<p>Sleep. <a href="https://example.org">{}</a>. Walk.</p>'),
        ("Sleep.\n[{}](/a)\nWalk.", '<p>Sleep.\n<a href="/a">{}</a>\nWalk.</p>'),
        ("## Sleep well - [{}](/a)", '<h2>Sleep well - <a href="/a">{}</a></h2>'),
        ("Sleep ([{}](/a)) and walk.", '<p>Sleep (<a href="/a">{}</a>) and walk.</p>'),
        ("See [{}](/a) for more of that.", '<p>See <a href="/a">{}</a> for more of that.</p>'),
        ("You may like [{}](/a).", '<p>You may like <a href="/a">{}</a>.</p>'),
        ("[Sleep with {}](/a).", '<p><a href="/a">Sleep with {}</a>.</p>'),
        ("Tea, [{}](/a), and [milk](/b) help.", '<p>Tea, <a href="/a">{}</a>, and <a href="/b">milk</a> help.</p>'),
    ],
)
def test_a_link_goes_or_stays_as_on_a_page(markdown: str, html: str) -> None:
    def is_left(left: str) -> bool:
        return PILLS in left

    done, page = after(markdown), after(html, "a.html")
    assert is_left(done) == is_left(page)
    assert ("](" in done) == ("href" in page)
    assert "()" not in done and "[]" not in done


@pytest.mark.parametrize(
    "written",
    [
        "![{}](/a.png)",
        "[{}]\n\n[{}]: /x",
        "[fall che](/a)ap magnesium pills online and more",
        "<pre>{}</pre>",
        "<!-- {} -->",
        "<script>var a = '{}';</script>",
        "Text before.\n<div>{}</div>\nWalk.",
        "> <p>{}</p>\n> <p>Tea.</p>",
    ],
)
def test_what_cannot_go_as_a_whole_stays(written: str) -> None:
    assert after(written) == written.replace("{}", PILLS)


@pytest.mark.parametrize(
    "written",
    [
        "<div>Sleep &amp; tea.<br>\n\tWalk  a lot.</div>",
        "<p>A &lt; b, <b>bold</b> and <a href='/a'>a link</a>.</p>\n<hr>",
        "<details><summary>Beds</summary>\n\nSoft ones.\n\n</details>",
        "<center>Unclosed <p>and crossed <b>tags</center></b>",
        "[A link](/a) and [another](/b 'Tea').\n\n[Alone](/c)",
        "<div>An end of nothing</> and of <b>more</b></b></i>.</div>",
        "- <div>in a list</div>\n\n> <div>in a\n> quotation</div>",
        "<!DOCTYPE html>\n<html><head><title>T</title></head>\n<body><nav>Home</nav><p>Sleep.</p></body></html>",
    ],
)
def test_clean_html_and_links_stay_byte_for_byte(written: str) -> None:
    done = cleaned(written, stuffing="")
    assert done.source == done.article.source
    assert after(written) == written


def test_what_is_read_of_html_is_prose_and_the_rest_is_not() -> None:
    source = "Tea.\n\n<div>\nOld <b>words</b> here.<br>\nNew ones.\n</div>\n"
    layout = article_from_bytes(source.encode(), Path("a.md"), "a.md", Config()).layout
    assert layout is not None
    assert [(block.kind, source[block.span.start : block.span.end]) for block in layout.blocks] == [
        ("p", "Tea."),
        ("html", "<div>\n"),
        ("p", "Old <b>words</b> here."),
        ("html", "<br>\n"),
        ("p", "New ones."),
        ("html", "\n</div>\n"),
    ]
    assert [source[span.start : span.end] for span in layout.code] == ["<b>", "</b>"]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (
            "<table>\n<tr><td>{}</td></tr>\n<tr><td>Dose</td><td>300 mg</td></tr>\n</table>",
            "<table>\n<tr><td>Dose</td><td>300 mg</td></tr>\n</table>",
        ),
        ("<table><tr><td>a bed<tr><td>{}</table>", "<table><tr><td>a bed</table>"),
        ("<table>\n<tr><td>{}</td></tr>\n</table>", ""),
        ("<ul>\n<li>a bed\n<li>{}\n<li>a room\n</ul>", "<ul>\n<li>a bed\n<li>a room\n</ul>"),
        ("<ul>\n<li>a bed\n<li>{}\n</ul>", "<ul>\n<li>a bed\n</ul>"),
        ("<div>\n<p>{}<br></p>\n<p>Walk.</p>\n</div>", "<div>\n<p>Walk.</p>\n</div>"),
    ],
)
def test_what_stuffing_leaves_empty_goes_from_html(written: str, left: str) -> None:
    assert after(written) == left


@pytest.mark.parametrize(
    "written",
    [
        "<div><p>{}</p><img src='a.png'></div>",
        "<div>{}<hr></div>",
        "<table><tr><td>Dose</td><td>{}</td></tr></table>",
        "<div>{}<!-- an advertisement --></div>",
    ],
)
def test_what_shows_something_stays_in_html(written: str) -> None:
    shown = re.compile(r"<img[^>]*>|<hr>|<td>|<!--.*?-->")
    assert shown.findall(after(written)) == shown.findall(written)


@pytest.mark.parametrize(
    "written",
    ["<p>" + "<a" * 20_000, "<div>" + "<!-- " * 20_000, "<div>" * 5_000 + "<li></b>" * 5_000],
    ids=["tags", "comments", "nested"],
)
def test_html_that_does_not_end_is_kept(written: str) -> None:
    assert written in cleaned(written).source


@pytest.mark.parametrize("name", ["a.md", "a.html"])
@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("<details>\n<summary>{}</summary>\n<p>Walk.</p>\n</details>", None),
        ("<details>\n<summary>Walk. {}.</summary>\n<p>A bed.</p>\n</details>",
         "<details>\n<summary>Walk.</summary>\n<p>A bed.</p>\n</details>"),
        ("<details>\n<summary>{}</summary>\n<p>{}</p>\n</details>", ""),
    ],
)  # fmt: skip
def test_what_a_reader_clicks_on_keeps_its_words(written: str, left: str | None, name: str) -> None:
    assert after(written, name) == (written.replace("{}", PILLS) if left is None else left)
