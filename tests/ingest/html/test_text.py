"""HTML: the text that is read of a file, its blocks, its code and its encoding."""

from __future__ import annotations

from pathlib import Path

import pytest
from html_samples import html_article

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.articles import read_article
from pipeline.ingest.html.format import parse_xhtml


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
    ("source", "language"),
    [
        ('<html lang="en-GB"><body><p>Rest your knee.</p></body></html>', "en-GB"),
        ('<html xml:lang="en-AU"><body><p>Rest your knee.</p></body></html>', "en-AU"),
        ('<html lang="en-US"><body><div lang="en-GB"><p>Rest your knee.</p></div></body></html>', "en-GB"),
        ('<html><body><p>Rest your knee, as the <i lang="la">genu</i>.</p></body></html>', ""),
        ("<p>Rest your knee.</p>", ""),
    ],
)
def test_a_page_declares_its_language(source: str, language: str) -> None:
    layout = html_article(source).layout
    assert layout is not None and layout.language == language


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


def test_blocks_are_told_by_their_tags() -> None:
    layout = html_article(
        "<h1>Sleep on your side</h1><p>Put a pillow between your knees.</p><ul><li>A firm mattress</li>"
        "<li>A low pillow</li></ul><p>Most people turn over twenty times a night.</p>"
    ).layout
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


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ('<meta charset="iso-8859-1"><p>caf\xe9 \x93quoted\x94</p>'.encode("latin-1"), "cp1252"),
        (b'<?xml version="1.0" encoding="windows-1251"?><p>caf\xe9</p>', "cp1251"),
        (b'\xef\xbb\xbf<meta charset="iso-8859-1"><p>caf\xc3\xa9</p>', "utf-8"),
        (b'<meta charset="iso-8859-1"><p>caf\xc3\xa9 \xe2\x80\x9cquoted\xe2\x80\x9d</p>', "utf-8"),
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
