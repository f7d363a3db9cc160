"""HTML files: what is read of them, what is left out, and how edits come to stand in the source."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pytest
from edits import edited
from html_samples import html_article

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.ingest.articles import read_article, source_edits
from pipeline.ingest.html import parse_xhtml
from pipeline.model import Edit

HTML5LIB = json.loads((Path(__file__).parent / "texts" / "html5lib" / "inputs.json").read_text(encoding="utf-8"))
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


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>foo &amp; <b>bar</b>\n  baz&nbsp;&#8217;s</p>", "foo & bar baz ’s"),
        ("<p>snor&shy;ing</p> <p>sn<b>o</b>re</p>", "snoring\n\nsnore"),
        ("<p>one<br>two<br />\nthree</p>", "one\ntwo\nthree"),
        ("<ul><li>one<li>two</ul><p>three", "one\ntwo\n\nthree"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a\nb\nc"),
        ("<p>one<!-- no --> <script>no()</script>two<style>p{}</style></p>", "one two"),
        ("<p>1 < 2 & &unknown; 3</p>", "1 < 2 & &unknown; 3"),
        ("<p>R&ampD, a&nbspb, x &notit; sn&shyore, &copy2020 &ltb</p>", "R&D, a b, x ¬it; snore, ©2020 <b"),
        ("<pre>a&nbsp;b &amp;c</pre>", "a\u00a0b &c"),
        ("<p>one <span hidden>no</span><textarea>no</textarea>two</p>", "one two"),
        ("<pre>\n a\n  b</pre>", " a\n  b"),
        ("one\n\ntwo\nthree", "one\n\ntwo three"),
    ],
)
def test_the_text_is_what_a_reader_reads(source: str, text: str) -> None:
    assert html_article(source).prose == text


@pytest.mark.parametrize(
    ("written", "read"),
    [("?a=1&copy=2", "?a=1&copy=2"), ("a &copycat &nbspx", "a &copycat &nbspx"), ("&copy; 1 &lt 2", "© 1 < 2")],
)
def test_a_name_without_semicolon_that_goes_on_is_none_in_an_attribute(written: str, read: str) -> None:
    article = html_article(f'<p>A word. <img src="a" alt="{written}"> Another.</p>')
    assert article.layout is not None
    assert [article.text[field.span.start : field.span.end] for field in article.layout.fields] == [read]


def test_cdata_is_text_in_xhtml_alone() -> None:
    source = "<html><body><p>one <![CDATA[two & <three>]]></p></body></html>"
    assert parse_xhtml(source).text.startswith("one two & <three>")
    assert html_article(source).prose == "one ]]>"


@pytest.mark.parametrize(
    ("source", "old", "new", "after"),
    [
        ("<p>pins <i>and also</i> needles</p>", "pins and also needles", "pins and needles", "pins <i>and </i>needles"),
        (
            "<p>high <i>blood</i> strain &amp; more</p>",
            "blood strain",
            "blood pressure",
            "high <i>blood</i> pressure &amp;",
        ),
        ("<p>one <b>two</b> three</p>", "one two three", "uno two four", "<p>uno <b>two</b> four</p>"),
        ("<p>a b</p>", "b", 'R&D <b> "q"', '<p>a R&amp;D &lt;b&gt; "q"</p>'),
        ("<p>caf&eacute; x</p>", "é", "e", "<p>cafe x</p>"),
        ("<p>a b</p>", "b", "b.", "<p>a b.</p>"),
        ("<p>Q&A stuff amp; x</p>", "A stuff ", "", "<p>Q&amp;amp; x</p>"),
        ("<p>a &lt/ b</p>", "/", "-", "<p>a &lt;- b</p>"),
        ("<p>sn&shy;ore <b>lou</b>dly</p>", "snore", "sleep", "<p>sleep <b>lou</b>dly</p>"),
    ],
)
def test_an_edit_keeps_the_tags_around_what_stays(source: str, old: str, new: str, after: str) -> None:
    assert after in edited(html_article(source), old, new)


@pytest.mark.parametrize(
    ("second", "after"),
    [(Edit(3, 3, "new", ("B",)), "<p>R&amp;newabc</p>"), (Edit(4, 5, "new", ("B",)), "<p>R&amp;anewc</p>")],
)
def test_edits_behind_one_ampersand_escape_it_once(second: Edit, after: str) -> None:
    article = html_article("<p>R&Dabc</p>")
    made = source_edits(article, [Edit(2, 3, "", ("A",)), second])
    assert splice(article.source, made) == after
    assert {rule_id for edit in made for rule_id in edit.rule_ids} == {"A", "B"}


def test_an_escaped_ampersand_between_two_edits_joins_them() -> None:
    article = html_article("<p>a & b</p>")
    made = source_edits(article, [Edit(2, 2, "R", ("A",)), Edit(3, 3, "D", ("B",))])
    assert made == (Edit(5, 6, "R&amp;D", ("A", "B")),)


@pytest.mark.parametrize(
    ("source", "old", "after"),
    [
        ("<p>one</p>\n<p>two <b>x</b></p>\n<p>three</p>\n", "two x\n\n", "<p>one</p>\n<p>three</p>\n"),
        ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "one\n", "<ul>\n<li>two</li>\n</ul>"),
        ("<p>x</p>\n<ul>\n<li>one</li>\n</ul>\n", "\n\none", "<p>x</p>\n"),
        ("<p>one <b>two</b> three</p>", "two ", "<p>one three</p>"),
        ('<p>a <a href="/b" title="A b">b</a> c</p>', "b ", "<p>a c</p>"),
        ('<p name="n">x</p><p title="A y" class="no id=1">y</p>', "\n\ny", '<p name="n">x</p>'),
        ("<p>line<br>\nstuff<br>\nmore</p>", "stuff\n", "<p>line<br>\nmore</p>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a\nb\n", "<table><tr><td>c</table>"),
        ("<table><caption>a</caption><tr><td>b</table>", "a\n\n", "<table><tr><td>b</table>"),
        ("<!-- wp:p -->\n<p>x</p>\n<!-- /wp:p -->\n\n<!-- wp:p {} -->\n<p>y</p>\n<!-- /wp:p -->\n", "\n\ny",
         "<!-- wp:p -->\n<p>x</p>\n<!-- /wp:p -->\n\n"),
    ],
)  # fmt: skip
def test_what_an_edit_leaves_empty_goes_with_its_tags(source: str, old: str, after: str) -> None:
    assert edited(html_article(source), old) == after


@pytest.mark.parametrize(
    ("source", "old", "after"),
    [
        ('<p>x</p><p id="a">y</p>', "\n\ny", '<p>x</p><p id="a"></p>'),
        ('<p>x</p><p><a name="a" title="A y">y</a></p>', "\n\ny", '<p>x</p><p><a name="a" title="A y"></a></p>'),
        ('<p>x</p><p><img src="i">y</p>', "\n\ny", '<p>x</p><p><img src="i"></p>'),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n", "<table><tr><td></td><td>b</td></tr></table>"),
        ("<p>x <b>y<i>z</b> w</i></p>", "yz", "<p>x <b><i></b> w</i></p>"),
    ],
)
def test_what_is_named_holds_a_picture_or_crosses_other_tags_stays(source: str, old: str, after: str) -> None:
    assert edited(html_article(source), old) == after


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


def test_blocks_are_told_by_their_tags() -> None:
    layout = html_article(PAGE).layout
    assert layout is not None
    assert [block.kind for block in layout.blocks] == ["h", "p", "li", "li", "p"]
    assert layout.blocks[0].level == 1


def test_a_short_paragraph_is_shown_as_one() -> None:
    layout = html_article(
        "<h2>Warm up</h2><p>Walk a little</p><ul><li>Rest</ul><blockquote>So it is</blockquote>"
    ).layout
    assert layout is not None
    assert [block.shown for block in layout.blocks] == ["h2", "p", "li", "quote"]
    assert layout.blocks[1].kind == "h"


def test_inline_code_is_kept_from_edits() -> None:
    article = html_article("<p>Type <code>ls -l</code> and look.</p>")
    assert article.layout is not None
    assert [article.text[span.start : span.end] for span in article.layout.code] == ["ls -l"]


def test_shortcodes_are_kept_from_edits() -> None:
    source = (
        '<p>[gallery ids="1,2" size=large] Rest [sic] well.</p><p>[caption id="a"]<img src="b"> A knee[/caption]</p>'
    )
    article = html_article(source)
    assert article.layout is not None
    found = [article.text[span.start : span.end] for span in article.layout.code]
    assert found == ['[gallery ids="1,2" size=large]', '[caption id="a"]', "[/caption]"]


def test_a_piece_of_a_page_is_read_whole() -> None:
    fragment = "<!-- wp:paragraph -->\n<p>Home is where you sleep.</p>\n<!-- /wp:paragraph --><nav>Home</nav>"
    article = html_article(fragment)
    assert article.prose == "Home is where you sleep.\n\nHome"
    assert article.extracted_ratio is None


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ('<meta charset="iso-8859-1"><p>caf\xe9 \x93quoted\x94</p>'.encode("latin-1"), "cp1252"),
        (b'<?xml version="1.0" encoding="windows-1251"?><p>caf\xe9</p>', "cp1251"),
        (b'\xef\xbb\xbf<meta charset="iso-8859-1"><p>caf\xc3\xa9</p>', "utf-8"),
        (b'<meta charset="utf-16"><p>caf\xc3\xa9</p>', "utf-8"),
        (b'<meta charset="unicode_escape"><p>caf\xc3\xa9</p>', "utf-8"),
        (b'<meta charset="utf-8"><p>caf\xe9</p>', "cp1252"),
    ],
)
def test_the_encoding_that_a_page_names_is_taken_where_it_can_be(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    assert read_article(path, "page.html", Config()).encoding == encoding


def test_a_page_of_scripts_alone_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>x</title></head><script>var a = 'words here';</script></html>", encoding="utf-8"
    )
    with pytest.raises(ArticleError, match="no words"):
        read_article(path, "page.html", Config())


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


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>.a{color:red}.b{display:none}.c{color:blue}.d{display:none}</style>{b}{d}",
        "<style>/* } */.x{content:'}'}.b,.d{color:white;background-color:#FFFFFF}</style>{b}{d}",
        "<style>@import url(a.css);.b{height:0;overflow:hidden}#d{left:-9999px;position:absolute}</style>{b}{d}",
        "<style>.b.c{display:block}.e::before{display:block}.b{display:none}.d{opacity:0}</style>{d}",
        "<p style='position:absolute; left:-9999px'>no</p><p style='color:#fff'>no</p>",
        "<p style='visibility:hidden'>no <b>no</b></p><p style='text-indent:-9999px'>no</p>",
        "<p style='font-size:0'>no <b>no</b></p><p style='clip:rect(0,0,0,0);position:absolute'>no</p>",
    ],
)
def test_text_that_no_reader_sees_is_not_read(hidden: str) -> None:
    source = hidden.replace("{b}", '<p class="b">no</p>').replace("{d}", '<p class="x d" id="d">no</p>')
    assert html_article(f"<p>yes</p>{source}").prose == "yes"


@pytest.mark.parametrize(
    "shown",
    [
        "<style>.t{display:none}.t.active{display:block}</style><div class='t active'>yes</div>",
        "<style>.t{opacity:0}.t.show{opacity:1}</style><div class='t show'>yes</div>",
        "<style>.t{opacity:0;animation:in 1s forwards}@keyframes in{to{opacity:1}}</style><div class=t>yes</div>",
        "<style>.f{transition:opacity 1s}</style><div class=f style='opacity:0'>yes</div>",
        "<style>.t{display:none}</style><div class=t style='display: block'>yes</div>",
        "<style>.t{display:none}:checked~div{display:block}</style><div class=t>yes</div>",
        "<style>.hidden{display:none}@media(min-width:9px){.md\\:block{display:block}}</style>"
        "<div class='hidden md:block'>yes</div>",
        "<style>div{display:flex}</style><div hidden>yes</div>",
        "<style media=print>.t{display:none}</style><div class=t>yes</div>",
        "<style>@media print{.t{display:none}}</style><div class=t>yes</div>",
        "<noscript><style>.t{display:none}</style></noscript><div class=t>yes</div>",
        "<table><tr><td style='font-size:0px'><div style='font-size:13px'>yes</div></table>",
        "<div style='visibility:hidden'><div style='visibility:visible'>yes</div></div>",
        "<div style='color:#fff'><p style='color:#000'>yes</p></div>",
        "<div style='margin-top:-1200px;padding-top:1200px'>yes</div>",
        "<div style='position:relative;right:-1000px'>yes</div>",
        "<style>body{background:#222}</style><div style='color:#fff'>yes</div>",
        "<link rel=stylesheet href=a.css><div style='color:#fff'>yes</div>",
        "<table background=dark.jpg><tr><td><p style='color:#ffffff'>yes</p></table>",
        "<div style='background-image:url(x.png)'><p style='color:#fff'>yes</p></div>",
        "<div style='position:absolute;top:0'><p style='color:#fff'>yes</p></div>",
    ],
)
def test_text_that_a_reader_may_see_is_read(shown: str) -> None:
    assert html_article(f"<p>A word.</p>{shown}").prose.endswith("yes")


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


KEYPHRASE = "cheap knee brace for running"
ENTRIES = ("ice", 'the "runner" knee', "a \\\\ b", KEYPHRASE, f'"{KEYPHRASE}"', f"best {KEYPHRASE}", f"a, {KEYPHRASE}")
LISTS = [list(entries) for size in (2, 3) for entries in product(ENTRIES, repeat=size)]


def test_keywords_in_structured_data_stay_valid_and_lose_only_what_is_stuffing() -> None:
    data = [written for entries in LISTS for written in (entries, ", ".join(entries))]
    tags = "".join(f'<script type="application/ld+json">{json.dumps({"keywords": one})}</script>\n' for one in data)
    body = "<h1>Knees</h1>" + f"<p>Knees are stiff. {KEYPHRASE}. A warm shower loosens them.</p>" * 3
    article = html_article(f"<!doctype html><html><head><title>T</title>{tags}</head><body>{body}</body></html>")
    cleaned = clean_article(article, Config(grammar=False, swap_model=False, select=("K",)))
    left = [json.loads(found)["keywords"] for found in re.findall(r"ld\+json\">(.*?)</script>", cleaned.source)]
    assert len(left) == len(data)
    for before, after in zip(data, left, strict=True):
        old, new = (found if isinstance(found, list) else found.split(", ") for found in (before, after))
        kept = iter(old)
        assert new == [""] or all(entry in kept for entry in new)
        # An entry that is quoted once more goes with the whole list alone.
        gone = {KEYPHRASE, f"best {KEYPHRASE}", *((f'"{KEYPHRASE}"',) if new in ([], [""]) else ())}
        assert {entry for entry in old if entry not in new} <= gone
    assert left[data.index(["ice", KEYPHRASE])] == ["ice"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<ul hidden><li><a href=/a>Sleep apnea treatment</a></li><li><a href=/b>Sleep apnea cost</a></li>"
        "<li><a href=/c>Sleep apnea doctor</a></li></ul>",
        "<p hidden>Knee pain symptoms, knee pain treatment, knee pain exercises.</p>",
    ],
)
def test_a_hidden_menu_stays(hidden: str) -> None:
    words = "Sleep is when the body mends itself, and whoever sleeps too little feels it in the day."
    page = f"<!doctype html><html><body><article><h1>Sleep</h1><p>{words}</p>{hidden}</article></body></html>"
    cleaned = clean_article(html_article(page), Config(grammar=False, swap_model=False))
    assert cleaned.source == page
