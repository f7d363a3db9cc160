"""Word files: what is read, what is changed as a tracked change, and all that stays."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import SOFFICE, Office
from word import NAMES, STYLES, W, accepted, main_part, members, package, paragraph, rejected, relation, run

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.ingest.articles import article_from_bytes, file_content
from pipeline.ingest.docx.changes import write_changes
from pipeline.ingest.docx.reader import read_document
from pipeline.ingest.docx.zip_parts import MOST_BYTES, ZipParts
from pipeline.model import Article, Cleaned, Edit, Finding, Span

CONFIG = Config()


def read(content: bytes, config: Config = CONFIG) -> Article:
    return article_from_bytes(content, Path("a.docx"), "a.docx", config)


def cleaned(article: Article, *edits: Edit, findings: tuple[Finding, ...] = ()) -> Cleaned:
    text = splice(article.text, edits)
    return Cleaned(article, text, text, edits, edits, findings)


def edit(article: Article, old: str, new: str) -> Edit:
    start = article.text.index(old)
    return Edit(start, start + len(old), new, ("S200",))


def written(content: bytes, *changes: tuple[str, str], findings: tuple[Finding, ...] = ()) -> dict[str, bytes]:
    article = read(content)
    edits = sorted((edit(article, old, new) for old, new in changes), key=lambda one: one.start)
    return members(file_content(content, cleaned(article, *edits, findings=findings)))


BODY = (
    paragraph(run("Sleep well"), properties='<w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>')
    + paragraph(run("You feel "), run("pins and ", "<w:b/>"), run("also needles", "<w:i/>"), run(" &amp; more."))
    + "<w:tbl><w:tr><w:tc>"
    + paragraph(run("A cell of the table."))
    + "</w:tc></w:tr></w:tbl>"
    + paragraph(run("Rest "), "<w:r><w:tab/><w:t>and</w:t><w:br/><w:t>sleep.</w:t></w:r>")
)


def test_the_text_is_what_a_reader_reads() -> None:
    article = read(package(BODY))
    assert article.text == (
        "Sleep well\n\nYou feel pins and also needles & more.\n\nA cell of the table.\n\nRest \tand\nsleep."
    )
    assert article.title == "Sleep well"
    assert article.format == "docx"
    assert article.layout is not None
    assert [(block.kind, block.level) for block in article.layout.blocks] == [("h", 1), ("p", 0), ("td", 0), ("p", 0)]


def test_a_document_with_nothing_to_fix_comes_out_byte_for_byte() -> None:
    content = package(BODY)
    remark = Finding("G310", Span(0, 5), "Sleep", ("Slept",))
    assert file_content(content, cleaned(read(content), findings=(remark,))) == content


def test_an_edit_is_a_tracked_change_that_keeps_the_formatting_of_its_words() -> None:
    main = written(package(BODY), ("pins and also needles", "pins and sharp needles"))["word/document.xml"].decode()
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">pins and </w:t></w:r><w:del ' in main
    assert '<w:del w:id="1" w:author="unspin"><w:r><w:rPr><w:i/></w:rPr><w:delText xml:space="preserve">also' in main
    assert '<w:ins w:id="2" w:author="unspin"><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">sharp</w:t>' in main


def test_accepting_all_gives_the_cleaned_text_and_rejecting_all_the_original() -> None:
    content = package(BODY)
    before = read(content).text
    main = written(content, ("pins and also needles", "pins & needles"), ("and\nsleep", "or"))["word/document.xml"]
    after = before.replace("pins and also needles", "pins & needles").replace("and\nsleep", "or")
    assert accepted(main) == after
    assert rejected(main) == before


def test_every_other_member_stays_byte_for_byte_packed_as_it_was() -> None:
    content = package(BODY, {"word/media/image1.png": bytes(range(256)) * 9, "customXml/item1.xml": b"<a/>"})
    article = read(content)
    changed = file_content(content, cleaned(article, edit(article, "also ", "")))
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (content, changed))
    assert [info.filename for info in after.infolist()] == [info.filename for info in before.infolist()]
    assert after.comment == before.comment
    for old, new in zip(before.infolist(), after.infolist(), strict=True):
        if old.filename != "word/document.xml":
            assert (old.date_time, old.compress_type, old.CRC) == (new.date_time, new.compress_type, new.CRC)
            assert _packed(content, old) == _packed(changed, new)


@pytest.mark.parametrize("names", [["word/b.xml", "word/a.xml", "c.xml"], ["c.xml", "word/a.xml", "word/b.xml"]])
def test_new_members_stand_in_the_order_in_which_they_are_given(names: list[str]) -> None:
    content = package(BODY)
    changed = ZipParts(content, MOST_BYTES).with_members(dict.fromkeys(names, b"<x/>"))
    assert members(changed).keys() - members(content).keys() == set(names)
    assert zipfile.ZipFile(io.BytesIO(changed)).namelist()[-3:] == names


def _packed(content: bytes, info: zipfile.ZipInfo) -> bytes:
    name, extra = struct.unpack_from("<2H", content, info.header_offset + 26)
    return content[info.header_offset : info.header_offset + 30 + name + extra + info.compress_size]


def test_findings_are_comments_by_unspin() -> None:
    content = package(BODY)
    text = read(content).text
    start = text.index("also needles")
    fixed = Finding("S200", Span(start, start + 4), "also", ("",), 0.98, "safe", "Doubled <and>.", state="fixed")
    still = Finding("S201", Span(0, 5), "Sleep", ("Rest", "Nap"), 0.5, "unsafe", "Odd.", (("gate", "spun"),))
    parts = written(content, ("also ", ""), findings=(fixed, still))
    comments = parts["word/comments.xml"].decode()
    assert comments.count('w:author="unspin"') == 2
    assert "Doubled &lt;and&gt;." in comments and "Suggested: Rest | Nap" in comments and "gate: spun" in comments
    assert b"/word/comments.xml" in parts["[Content_Types].xml"]
    assert b'/comments" Target="comments.xml"' in parts["word/_rels/document.xml.rels"]
    main = parts["word/document.xml"].decode()
    for number in ("1", "2"):
        for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            assert main.count(f'<w:{mark} w:id="{number}"/>') == 1
    assert rejected(parts["word/document.xml"]) == text


def test_a_second_run_comments_on_nothing_again() -> None:
    content = package(BODY)
    finding = Finding("S201", Span(0, 5), "Sleep", ("Rest",), message="“Sleep” & <rest>.")
    once = file_content(content, cleaned(read(content), findings=(finding,)))
    assert once != content
    assert file_content(once, cleaned(read(once), findings=(finding,))) == once


def test_comments_of_others_stay() -> None:
    others = f'<w:comments xmlns:w="{NAMES}"><w:comment w:id="41" w:author="Ann"><w:p/></w:comment></w:comments>'
    marked = paragraph('<w:commentRangeStart w:id="41"/>', run("Old words here."), '<w:commentRangeEnd w:id="41"/>')
    content = package(marked, {"word/comments.xml": others.encode()}, relation("comments", "comments.xml"))
    finding = Finding("S200", Span(0, 3), "Old", ("New",), state="fixed")
    parts = written(content, ("Old", "New"), findings=(finding,))
    assert parts["word/comments.xml"].startswith(others.encode().removesuffix(b"</w:comments>"))
    assert b'<w:comment w:id="42" w:author="unspin"' in parts["word/comments.xml"]
    assert parts["[Content_Types].xml"] == members(content)["[Content_Types].xml"]


def test_a_paragraph_that_goes_as_a_whole_takes_its_end_along() -> None:
    properties = ("", "<w:pPr/>", '<w:pPr><w:jc w:val="left"/></w:pPr>', "<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>")
    for one in (*properties, "<w:pPr><w:rPr/></w:pPr>", "<w:pPr><w:rPr><w:b/></w:rPr><w:pPrChange/></w:pPr>"):
        content = package(paragraph(run("Stay.")) + paragraph(run("Go away."), properties=one) + paragraph(run("End.")))
        main = written(content, ("Go away.", ""))["word/document.xml"]
        assert main.count(b"<w:del ") == 2
        assert accepted(main) == "Stay.\n\nEnd."
        assert rejected(main) == "Stay.\n\nGo away.\n\nEnd."


EMPTY_TEXT = "<w:r><w:lastRenderedPageBreak/><w:t></w:t></w:r>"
CENTERED = '<w:pPr><w:jc w:val="center"/></w:pPr>'


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        (paragraph(run("Go away.")), 1),
        (paragraph(run("Go"), run(" away."), EMPTY_TEXT) + paragraph(run("Go away.")), 2),
        (paragraph(run("Go away."), EMPTY_TEXT) + paragraph(run("End.")), 1),
        (paragraph(run("Go away.")) + "<w:tbl><w:tr><w:tc>" + paragraph(run("End.")) + "</w:tc></w:tr></w:tbl>", 1),
        # What stays of two paragraphs would take on the format of the second.
        (paragraph(run("Go away."), properties=CENTERED), 0),
        (paragraph(run("Stay too."), properties=CENTERED) + paragraph(run("Go away.")), 0),
        ("<w:p/>" + paragraph(run("Go away.")), 0),
        (paragraph(run("Go away."), "<w:r><w:drawing/></w:r>"), 0),
    ],
)
def test_a_paragraph_that_ends_the_document_goes_with_the_end_of_the_one_before(body: str, ends: int) -> None:
    content = package(paragraph(run("Stay.")) + body)
    article = read(content)
    edits = [Edit(m.start(), m.end(), "", ("X",)) for m in re.finditer(r"Go away\.", article.text)]
    main = members(file_content(content, cleaned(article, *edits)))["word/document.xml"]
    assert main.count(b"<w:rPr><w:del ") == ends
    kept = [line for line in article.text.split("\n\n") if line != "Go away."]
    assert accepted(main) == "\n\n".join(kept)
    assert rejected(main) == article.text


def test_a_phrase_alone_behind_a_table_goes_with_its_paragraph() -> None:
    phrase = "why do my knees click on stairs"
    table = "".join(
        f"<w:tr><w:tc>{paragraph(run(drug))}</w:tc><w:tc>{paragraph(run(dose))}</w:tc></w:tr>"
        for drug, dose in (("Drug", "Dose"), ("Aspirin", "100 mg"))
    )
    lines = (
        f"Thighs hold the joint. {phrase}. Walk a little.",
        f"<w:tbl>{table}</w:tbl>",
        phrase,
        "Ice helps at first.",
    )
    content = package("".join(one if one.startswith("<") else paragraph(run(one)) for one in lines))
    after = clean_article(read(content), Config(grammar=False, swap_model=False))
    assert after.text == "\n\n".join(
        ("Thighs hold the joint. Walk a little.", "Drug", "Dose", "Aspirin", "100 mg", "Ice helps at first.")
    )
    assert accepted(members(file_content(content, after))["word/document.xml"]) == after.text


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr><w:tc>"
        + paragraph(run("Go away."))
        + "</w:tc><w:tc>"
        + paragraph(run("No."))
        + "</w:tc></w:tr></w:tbl>",
        '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
        + paragraph(run("Go away."))
        + "</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc>"
        + paragraph(run("Go away."))
        + "</w:tc><w:tc>"
        + paragraph("<w:r><w:drawing/></w:r>")
        + "</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc>"
        + paragraph(run("Go away."))
        + "<w:tbl><w:tr/></w:tbl>"
        + paragraph()
        + "</w:tc></w:tr></w:tbl>",
        '<w:tbl><w:tr><w:trPr><w:ins w:id="9" w:author="Ann"/></w:trPr><w:tc>'
        + paragraph(run("Go away."))
        + "</w:tc></w:tr></w:tbl>",
        "<w:tbl/>" + paragraph(run("Go away.")) + "<w:tbl/>",
        paragraph(run("Go away."), "<w:r><w:drawing><w:p/></w:drawing></w:r>") + paragraph(run("End.")),
        paragraph(run("Go away."), properties="<w:pPr><w:sectPr/></w:pPr>") + paragraph(run("End.")),
    ],
)
def test_a_paragraph_that_something_hangs_on_stays_empty(body: str) -> None:
    main = written(package(paragraph(run("Stay.")) + body), ("Go away.", ""))["word/document.xml"]
    assert main.count(b"<w:del ") == 1


ROW = f"<w:tc>{paragraph(run('Go away.'))}</w:tc><w:tc>{paragraph(run('Go away.'))}</w:tc>"
KEPT = f"<w:tr><w:tc>{paragraph(run('Drug'))}</w:tc><w:tc>{paragraph(run('Dose'))}</w:tc></w:tr>"
DELETED = '<w:del w:id="{}" w:author="unspin"/>'


@pytest.mark.parametrize(
    ("properties", "after"),
    [
        ("", "<w:trPr>{}</w:trPr>"),
        ("<w:trPr/>", "<w:trPr>{}</w:trPr>"),
        ("<w:trPr><w:cantSplit/></w:trPr>", "<w:trPr><w:cantSplit/>{}</w:trPr>"),
        ("<w:tblPrEx><w:jc/></w:tblPrEx>", "<w:tblPrEx><w:jc/></w:tblPrEx><w:trPr>{}</w:trPr>"),
        (
            '<w:trPr><w:jc/><w:trPrChange w:id="3" w:author="Ann"><w:trPr/></w:trPrChange></w:trPr>',
            '<w:trPr><w:jc/>{}<w:trPrChange w:id="3" w:author="Ann"><w:trPr/></w:trPrChange></w:trPr>',
        ),
    ],
)
def test_a_row_that_is_left_without_text_goes_as_a_whole(properties: str, after: str) -> None:
    body = f"{paragraph(run('Stay.'))}<w:tbl>{KEPT}<w:tr>{properties}{ROW}</w:tr></w:tbl>{paragraph(run('End.'))}"
    content = package(body)
    article = read(content)
    places = [found.start() for found in re.finditer("Go away.", article.text)]
    edits = [Edit(place, place + 8, "", ("K102",)) for place in places]
    main = members(file_content(content, cleaned(article, *edits)))["word/document.xml"].decode()
    number = re.search(r'<w:trPr>.*?<w:del w:id="(\d+)" w:author="unspin"/>', main)
    assert number and f"<w:tr>{after.format(DELETED.format(number[1]))}<w:tc>" in main
    assert KEPT in main
    assert accepted(main.encode()) == "Stay.\n\nDrug\n\nDose\n\nEnd."
    assert rejected(main.encode()) == article.text


def rows(content: bytes) -> list[list[str]]:
    """What the cells of each row of the tables say."""
    root = ElementTree.fromstring(members(content)["word/document.xml"])
    return [
        ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.iterfind(f"{W}tc")]
        for row in root.iter(f"{W}tr")
    ]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_takes_the_row_out_or_gives_it_back(tmp_path: Path) -> None:
    grid = '<w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>'
    tables = (f"<w:tbl>{grid}{KEPT}<w:tr>{ROW}</w:tr>{KEPT}</w:tbl>", f"<w:tbl>{grid}<w:tr>{ROW}</w:tr></w:tbl>")
    content = package(
        paragraph(run("Stay.")) + tables[0] + paragraph(run("Between.")) + tables[1] + paragraph(run("End."))
    )
    article = read(content)
    places = [found.start() for found in re.finditer("Go away.", article.text)]
    edits = [Edit(place, place + 8, "", ("K102",)) for place in places]
    findings = tuple(Finding("K102", edit.span, "Go away.", ("",), state="fixed") for edit in edits)
    office = Office(file_content(content, cleaned(article, *edits, findings=findings)), tmp_path)
    office.pdf()
    assert rows(office.settled(accept=True)) == [["Drug", "Dose"]] * 2
    assert rows(office.settled(accept=False)) == rows(content)


def test_a_comment_goes_with_the_paragraph_that_it_is_on() -> None:
    content = package(BODY)
    article = read(content)
    edits = [edit(article, "Sleep well", ""), edit(article, "also", "sharp")]
    findings = [Finding("K102", one.span, "", ("",), state="fixed") for one in edits]
    findings.append(Finding("K109", Span(0, len(article.text)), "", (), state="open"))
    parts = members(file_content(content, cleaned(article, *edits, findings=tuple(findings))))
    main = parts["word/document.xml"].decode()
    assert parts["word/comments.xml"].count(b"<w:comment ") == 3
    assert re.search(
        r'Sleep well</w:delText></w:r></w:del><w:del [^>]*><w:r><w:commentReference w:id="\d+"/></w:r></w:del>', main
    )
    assert main.count("<w:commentRangeStart ") == main.count("<w:commentRangeEnd ") == 2
    assert main.count("<w:commentReference ") == 3


WORK_OF_OTHERS = {
    "a deletion": ('<w:del w:id="9" w:author="Ann"><w:r><w:delText>Gone </w:delText></w:r></w:del>', "", True),
    "an insertion": ('<w:ins w:id="9" w:author="Ann">' + run("pending ") + "</w:ins>", "pending ", False),
    "a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("7 ") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "7 ",
        False,
    ),
    "a simple field": ('<w:fldSimple w:instr="DATE">' + run("Monday ") + "</w:fldSimple>", "Monday ", False),
    "a footnote": ('<w:r><w:footnoteReference w:id="2"/></w:r>', "", True),
    "a formula": ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "\ufffc", False),
    "a shape": ("<w:r><mc:AlternateContent><w:p>" + run("box") + "</w:p></mc:AlternateContent></w:r>", "", True),
    "a symbol": ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "\ufffc", False),
    "a link": ('<w:hyperlink r:id="rId9">' + run("a link ") + "</w:hyperlink>", "a link ", True),
    "a page break": ('<w:r><w:br w:type="page"/></w:r>', "", True),
}


@pytest.mark.parametrize("name", WORK_OF_OTHERS)
def test_what_others_put_in_stays_without_loss(name: str) -> None:
    markup, shown, is_free = WORK_OF_OTHERS[name]
    article = read(content := package(paragraph(run("Old words "), markup, run("and more words."))))
    assert article.text == f"Old words {shown}and more words."
    assert article.layout is not None
    assert (article.layout.code == ()) == is_free
    main = written(content, ("Old", "New"), ("and more", "and other"))["word/document.xml"]
    assert markup.encode() in main
    assert accepted(main) == f"New words {shown}and other words."
    assert rejected(main) == article.text


TEXTS = st.text(st.sampled_from("ab <&é\t"), min_size=1, max_size=6)


@st.composite
def documents(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    body = ""
    for _ in range(draw(st.integers(1, 4))):
        runs = []
        for text in draw(st.lists(TEXTS, min_size=1, max_size=4)):
            children = text.replace("&", "&amp;").replace("<", "&lt;").replace("\t", "</w:t><w:tab/><w:t>")
            children = f"<w:t>{children}</w:t>".replace("<w:t>", '<w:t xml:space="preserve">')
            runs.append(f"<w:r>{draw(st.sampled_from(['', '<w:rPr><w:b/></w:rPr>']))}{children}</w:r>")
        body += paragraph(run("x"), *runs)
    text = read_document(main_part(body)).text
    points = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(points[::2], points[1::2], strict=False)
    edits = [Edit(start, end, draw(st.sampled_from(["", "new", "a b"])), ()) for start, end in pairs]
    return main_part(body), [one for one in edits if "\n\n" not in text[max(0, one.start - 1) : one.end + 1]]


@given(documents())
def test_any_edits_can_be_accepted_and_rejected(case: tuple[bytes, list[Edit]]) -> None:
    main, edits = case
    document = read_document(main)
    changed = write_changes(document, edits, dict(enumerate((one.span for one in edits), 100)))
    assert rejected(changed) == document.text
    assert _words(accepted(changed)) == _words(splice(document.text, edits))


def _words(text: str) -> list[str]:
    """The paragraphs that say something."""
    return [part for part in text.split("\n\n") if part.strip(" \t\n")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 not really a zip file", "not_docx"),
        (b"\xd0\xcf\x11\xe0 an old document", "not_docx"),
        (b"", "not_docx"),
        (package(BODY)[:-40], "not_docx"),
        (package(BODY).replace(b"word/document.xml", b"word/documenT.xml"), "not_docx"),
        (package("<w:p>"), "not_docx"),
        (package(paragraph(run("Words here.")), names="urn:other"), "not_docx"),
        (package(""), "empty"),
    ],
)
def test_a_file_that_is_no_word_document_has_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(content)
    assert caught.value.code == code


def test_a_bomb_is_not_unpacked() -> None:
    bomb = package(paragraph(run(" " * 2_000_000)))
    assert len(bomb) < 20_000 or zipfile.ZipFile(io.BytesIO(bomb)).getinfo("word/document.xml").compress_type == 0
    with pytest.raises(ArticleError) as caught:
        read(bomb, Config(max_bytes=1_000_000))
    assert caught.value.code == "too_large"


def test_nothing_that_a_part_declares_is_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    declared = f'<!DOCTYPE w:document [<!ENTITY a SYSTEM "file://{tmp_path}/secret"><!ENTITY b "&#38;a;&#38;a;">]>'
    main = main_part(paragraph(run("Words &a;&b; here."))).replace(
        b"<w:document", declared.encode() + b"<w:document", 1
    )
    with pytest.raises(ArticleError, match="declares a document type"):
        read(package("", {"word/document.xml": main}))


def test_strict_documents_get_strict_comments() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    content = package(paragraph(run("Old words here.")), names=strict)
    finding = Finding("S200", Span(0, 3), "Old", ("New",), state="fixed")
    parts = written(content, ("Old", "New"), findings=(finding,))
    assert f'xmlns:w="{strict}"'.encode() in parts["word/comments.xml"]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in parts["word/_rels/document.xml.rels"]


def test_the_builder_makes_sound_packages() -> None:
    assert STYLES.count(W[1:-1]) == 1
    assert set(members(package(BODY))) >= {"word/document.xml", "word/styles.xml"}
