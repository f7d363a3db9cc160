"""Files of several articles: every article is found, and every byte outside an edit stays."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.config import Config
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.ingest.formats import Member
from pipeline.ingest.registry import join_members, split_members
from pipeline.model import Edit

CONFIG = Config()
PATHS = {"jsonl": Path("a.jsonl"), "csv": Path("a.csv"), "wxr": Path("a.xml")}


def articles(content: bytes, kind: str, config: Config = CONFIG) -> list[Member]:
    return list(split_members(content, PATHS[kind], config))


def texts(content: bytes, kind: str, config: Config = CONFIG) -> dict[str, str]:
    return {one.name: one.text for one in articles(content, kind, config)}


def faults(content: bytes, kind: str) -> dict[str, str]:
    return {one.name: one.fault.code for one in articles(content, kind) if one.fault}


def edited(content: bytes, kind: str, name: str, old: str, new: str, config: Config = CONFIG) -> bytes:
    start = texts(content, kind, config)[name].index(old)
    edits = {name: (Edit(start, start + len(old), new, ("S200",)),)}
    return join_members(content, PATHS[kind], config, edits)


LINES = "\r\n".join(
    (
        '{"id": 7, "text": "Old \\u00e9 \\/ \\ud83d\\ude00 \\n words.", "n": 1.50}',
        "",
        '\t{"text":"Old words.", "id":"b"}  ',
        '{"id": 7, "text": "Again."}',
        '{"text": "No id."}',
    )
).encode()


def test_each_line_is_an_article_named_by_its_id_or_its_number() -> None:
    assert texts(LINES, "jsonl") == {
        "7": "Old é / 😀 \n words.",
        "b": "Old words.",
        "7~2": "Again.",
        "line-5": "No id.",
    }


def test_only_the_edited_words_of_a_line_are_written_anew() -> None:
    assert edited(LINES, "jsonl", "7", "words", 'a "word’s"') == LINES.replace(
        b"\\n words.", b'\\n a \\"word\\u2019s\\".', 1
    )
    assert edited(LINES, "jsonl", "7", "é / ", "") == LINES.replace(b"\\u00e9 \\/ ", b"", 1)
    raw = '{"text": "Ältere Old words."}\n'.encode()
    assert edited(raw, "jsonl", "line-1", "Old", "Newer’s") == raw.replace(b"Old", "Newer’s".encode())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"text": "Old', "invalid_json"),
        ('{"text": "Old" "id": 1}', "invalid_json"),
        ('{"text": "Old"} {"text": "New"}', "invalid_json"),
        ('["Old"]', "invalid_json"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + ', "text": "Old"}', "invalid_json"),
        ('{"text": 5}', "no_text"),
        ('{"text": null}', "empty"),
        ('{"body": "Old"}', "no_text"),
        ('{"text": "Old \udcff"}', "undecodable"),
    ],
)
def test_a_line_that_is_no_article_spoils_only_itself(line: str, code: str) -> None:
    content = line.encode("utf-8", "surrogateescape") + b'\n{"id": "b", "text": "Old words."}'
    assert faults(content, "jsonl") == {"line-1": code}
    assert edited(content, "jsonl", "b", "Old", "New") == content[::-1].replace(b"dlO", b"weN", 1)[::-1]


def test_numbers_of_any_length_and_doubled_fields_are_read_as_json_readers_do() -> None:
    content = b'{"n": ' + b"9" * 10_000 + b', "text": "First.", "text": "Last."}'
    assert texts(content, "jsonl") == {"line-1": "Last."}
    assert json.loads(edited(content, "jsonl", "line-1", "Last", "New").replace(b"9" * 10_000, b"9"))["text"] == "New."


def test_title_and_address_are_taken_from_their_fields() -> None:
    line = b'{"text": "Words.", "title": " Sleep ", "url": "http://a.org", "id": 5}'
    table = b"title,text,url\n Sleep ,Words.,http://a.org\n"
    for content, kind in ((line, "jsonl"), (table, "csv")):
        assert [(one.title, one.url) for one in articles(content, kind)] == [("Sleep", "http://a.org")]


def test_byte_order_marks_and_wide_encodings_stay() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        content = LINES.decode().encode(encoding)
        assert edited(content, "jsonl", "b", "Old", "New").decode(encoding) == LINES.decode().replace(
            '"Old words."', '"New words."'
        )


TABLE = b'url;text;id\r\nhttp://a;"Old ""big"" words;\r\nmore";x\r\nb;Old words;\r\n\r\nc;;x\r\n"d";"Last";y'


def test_each_row_is_an_article_in_the_dialect_of_the_table() -> None:
    assert texts(TABLE, "csv") == {"x": 'Old "big" words;\r\nmore', "row-2": "Old words", "x~2": "", "y": "Last"}


def test_only_the_edited_cell_is_written_anew() -> None:
    assert edited(TABLE, "csv", "x", "words", 'a "word"') == TABLE.replace(b"words;\r", b'a ""word"";\r', 1)
    assert edited(TABLE, "csv", "row-2", "Old words", "New; words") == TABLE.replace(b"Old words;", b'"New; words";')
    assert edited(TABLE, "csv", "row-2", "Old", "New") == TABLE.replace(b"b;Old", b"b;New")
    assert edited(TABLE, "csv", "y", "Last", "") == TABLE.replace(b'"Last"', b'""')


def test_a_row_that_cannot_be_read_spoils_only_itself() -> None:
    content = (
        b"id,text\nz," + b"More words. " * 20 + b'\na,"Old" words\nb\nc,Old \x00words\nd,"never closed,\ne,Old words'
    )
    assert faults(content, "csv") == {"a": "invalid_csv", "b": "no_text", "d": "invalid_csv"}
    assert edited(content, "csv", "c", "Old", "New") == content.replace(b"c,Old", b"c,New")


def test_a_table_without_a_column_for_the_text_holds_no_articles() -> None:
    with pytest.raises(ArticleError) as caught:
        articles(b"a,b\n1,2\n", "csv")
    assert caught.value.code == "no_articles"
    assert "'a', 'b'" in str(caught.value)
    with pytest.raises(ArticleError) as caught:
        articles(b"a,b\n1,2\n", "csv", Config(text_field="c"))
    assert caught.value.code == "no_text"
    assert texts(b"a,b\n1,Words\n", "csv", Config(text_field="b", id_field="a")) == {"1": "Words"}


def test_huge_cells_are_read() -> None:
    content = b"text\n" + b"word " * 100_000 + b"\n" + b'"' + b"word " * 100_000 + b'"'
    assert [len(text) for text in texts(content, "csv").values()] == [500_000, 500_000]


CELLS = st.text(st.sampled_from('ab ,;"\n\t|é'), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=6), st.sampled_from(",;\t|"), CELLS)
def test_tables_are_read_as_pythons_reader_reads_them(rows: list[list[str]], delimiter: str, new: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows([["no", "text"], *rows])
    content = file.getvalue().encode()
    found = articles(content, "csv")
    assert [one.text for one in found] == [row[1] for row in rows]
    edits = {one.name: (Edit(0, len(one.text) // 2, new, ()),) for one in found if one.text}
    joined = join_members(content, PATHS["csv"], CONFIG, edits).decode()
    wanted = [[row[0], splice(row[1], edits.get(one.name, ()))] for row, one in zip(rows, found, strict=True)]
    assert list(csv.reader(io.StringIO(joined, newline=""), delimiter=delimiter))[1:] == wanted


EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.8" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Café</title>
<item><title><![CDATA[Sleep & rest]]></title><link>https://example.org/?p=12</link>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>Old &amp; é words.</p>
<!-- /wp:paragraph --> a]]]]><![CDATA[>b]]></content:encoded>
<excerpt:encoded><![CDATA[Old words.]]></excerpt:encoded>
<wp:post_id>12</wp:post_id><wp:post_type><![CDATA[post]]></wp:post_type></item>
<item><title>Two</title><content:encoded>&lt;p&gt;Old &amp;amp; words&#8217;s&lt;/p&gt;</content:encoded>
<wp:post_id>13</wp:post_id><wp:post_type>page</wp:post_type></item>
<item><title>image</title><content:encoded><![CDATA[]]></content:encoded>
<wp:post_id>14</wp:post_id><wp:post_type>attachment</wp:post_type></item>
<item><title>Odd</title><content:encoded><p>Old words.</p></content:encoded><wp:post_id>12</wp:post_id></item>
<item><title>None</title><content:encoded/><wp:post_id>15</wp:post_id></item>
</channel></rss>
"""


def test_each_post_is_an_article() -> None:
    posts = {one.name: one for one in articles(EXPORT.encode(), "wxr")}
    assert list(posts) == ["post-12", "page-13", "post-12~2"]
    first = posts["post-12"]
    assert first.text == "<!-- wp:paragraph -->\n<p>Old &amp; é words.</p>\n<!-- /wp:paragraph --> a]]>b"
    assert (first.title, first.url, first.format) == ("Sleep & rest", "https://example.org/?p=12", "html")
    assert posts["page-13"].text == "<p>Old &amp; words’s</p>"
    assert faults(EXPORT.encode(), "wxr") == {"post-12~2": "invalid_content"}


def test_only_the_content_of_a_post_is_edited() -> None:
    content = EXPORT.encode()
    assert edited(content, "wxr", "post-12", "Old", "New ]]> & <b>x</b>") == content.replace(
        b"<p>Old", b"<p>New ]]]]><![CDATA[> & <b>x</b>", 1
    )
    assert edited(content, "wxr", "page-13", "Old &amp;", "A &lt; B") == content.replace(
        b"Old &amp;amp;", b"A &amp;lt; B", 1
    )


def test_an_edited_export_loads_again() -> None:
    root = ElementTree.fromstring(edited(EXPORT.encode(), "wxr", "post-12", "]]>b", "c"))
    encoded = [one.text for one in root.iter("{http://purl.org/rss/1.0/modules/content/}encoded")]
    assert encoded[0] == "<!-- wp:paragraph -->\n<p>Old &amp; é words.</p>\n<!-- /wp:paragraph --> ac"


def test_exports_in_other_encodings_keep_them() -> None:
    content = EXPORT.replace("UTF-8", "windows-1252").encode("cp1252")
    assert edited(content, "wxr", "post-12", "é words", "é words, ever") == content.replace(
        b"\xe9 words.", b"\xe9 words, ever."
    )


@pytest.mark.parametrize(
    ("content", "kind", "encoding"),
    [
        (EXPORT.replace("UTF-8", "windows-1252").encode("cp1252"), "wxr", "windows-1252"),
        (EXPORT.encode(), "wxr", "utf-8"),
        ("id,text\na,Café words\n".encode("cp1252"), "csv", "cp1252"),
        ('{"text": "Café words"}\n'.encode("utf-16"), "jsonl", "utf-16-le"),
    ],
)
def test_an_article_tells_the_encoding_of_the_file_that_holds_it(content: bytes, kind: str, encoding: str) -> None:
    assert articles(content, kind)[0].encoding == encoding


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (EXPORT.replace("</channel>", ""), "invalid_xml"),
        (EXPORT.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1), "invalid_xml"),
        (EXPORT.replace("Café", "&undefined;"), "invalid_xml"),
        ("<urlset><url>https://example.org</url></urlset>", "no_articles"),
    ],
)
def test_a_file_that_is_no_sound_export_has_a_reason(content: str, code: str) -> None:
    with pytest.raises(ArticleError) as caught:
        articles(content.encode(), "wxr")
    assert caught.value.code == code


def test_entities_that_a_file_declares_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    declared = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(ArticleError, match="declares a document type"):
        articles(EXPORT.replace("<rss", f"{declared}<rss", 1).replace("Café", "&a9;&x;").encode(), "wxr")


@given(st.data(), st.sampled_from([LINES, TABLE, EXPORT.encode()]))
def test_edits_anywhere_give_just_the_edited_texts(data: st.DataObject, content: bytes) -> None:
    kind = next(
        kind for kind, start in (("jsonl", b"{"), ("csv", b"url"), ("wxr", b"<?xml")) if content.startswith(start)
    )
    edits = {}
    for one in articles(content, kind):
        points = sorted(data.draw(st.lists(st.integers(0, len(one.text)), max_size=4, unique=True)))
        pairs = zip(points[::2], points[1::2], strict=False)
        edits[one.name] = [Edit(s, e, data.draw(st.text("a\"<&]>;\n'", max_size=3)), ()) for s, e in pairs]
    joined = join_members(content, PATHS[kind], CONFIG, edits)
    before, after = texts(content, kind), texts(joined, kind)
    changed = {name: splice(text, edits[name]) for name, text in before.items()}
    assume(all("]]>" not in text for text in changed.values()) or kind != "wxr")
    assert after == changed


def test_an_empty_table_is_called_empty() -> None:
    for content in (b"", b"\n", b"\xef\xbb\xbf\r\n"):
        with pytest.raises(ArticleError, match=r"table is empty|file is empty") as raised:
            list(split_members(content, PATHS["csv"], Config()))
        assert raised.value.code == "empty"
