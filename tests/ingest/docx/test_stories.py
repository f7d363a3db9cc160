"""Word files with text boxes and notes, and what an office program makes of the changes in them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from office import SOFFICE, Office
from word import NAMES, W, accepted, box, members, notes, package, paragraph, rejected, relation, run

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes, file_content
from pipeline.model import Article, Cleaned

CONFIG = Config(grammar=False, swap_model=False)
PHRASE = "why do my knees click on stairs"
RELATIONS = "".join(
    relation(kind, f"{name}.xml")
    for kind, name in (
        ("footnotes", "footnotes"),
        ("endnotes", "endnotes"),
        ("header", "header1"),
        ("header", "header2"),
    )
)
OTHERS = {
    "word/footnotes.xml": notes(
        "footnotes", paragraph("<w:r><w:footnoteRef/></w:r>", run(f"A note on thighs. {PHRASE}. It ends here."))
    ),
    "word/endnotes.xml": notes(
        "endnotes", paragraph("<w:r><w:endnoteRef/></w:r>", run("An end note, which is clean."))
    ),
    "word/header1.xml": f'<w:hdr xmlns:w="{NAMES}">{paragraph(run("The Joint Pages"))}</w:hdr>'.encode(),
    "word/header2.xml": f'<w:hdr xmlns:w="{NAMES}">{paragraph(run("The Joint Pages"))}</w:hdr>'.encode(),
}
BODY = "".join(
    (
        paragraph(run("A Stiff Knee in the Morning"), properties='<w:pPr><w:pStyle w:val="Titel"/></w:pPr>'),
        paragraph(
            run(f"Strong thighs protect the joint. {PHRASE}. Walk a little every day."),
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
            run(" Rest when the knee swells."),
        ),
        paragraph(
            run("A box stands here."),
            box(
                paragraph(run(f"Ice helps at first. {PHRASE}.")),
                paragraph(run(PHRASE)),
                paragraph(run("Rest is good.")),
            ),
        ),
        paragraph(
            run("Swelling that does not go down in a week should be seen by a doctor, and so should a locked knee.")
        ),
        paragraph(run(PHRASE), "<w:r><w:lastRenderedPageBreak/><w:t></w:t></w:r>"),
        paragraph(run("Swimming is kind to the joint."), '<w:r><w:endnoteReference w:id="1"/></w:r>'),
        paragraph(run("Cold water does it no harm.")),
        paragraph(run(PHRASE)),
        paragraph(run(PHRASE)),
    )
)
CONTENT = package(BODY, OTHERS, RELATIONS)


def read(content: bytes) -> Article:
    return article_from_bytes(content, Path("a.docx"), "a.docx", CONFIG)


def paragraphs(content: bytes) -> list[str]:
    """What each paragraph of the running text says, empty ones too, without stuffing inside of it."""
    body = ElementTree.fromstring(members(content)["word/document.xml"])[0]
    texts = ("".join(text.text or "" for text in one.iterfind(f"{W}r/{W}t")) for one in body.iterfind(f"{W}p"))
    return [text.replace(f" {PHRASE}.", "") for text in texts]


@pytest.fixture(scope="module")
def cleaned() -> Cleaned:
    return clean_article(read(CONTENT), CONFIG)


def test_boxes_and_notes_are_read_behind_the_running_text() -> None:
    article = read(CONTENT)
    assert article.text.split("\n\n")[2:] == [
        "A box stands here.",
        "Swelling that does not go down in a week should be seen by a doctor, and so should a locked knee.",
        PHRASE,
        "Swimming is kind to the joint.",
        "Cold water does it no harm.",
        PHRASE,
        PHRASE,
        f"Ice helps at first. {PHRASE}.",
        PHRASE,
        "Rest is good.",
        f"A note on thighs. {PHRASE}. It ends here.",
        "An end note, which is clean.",
    ]


def test_what_a_header_says_is_left_out_and_counted_once() -> None:
    article = read(CONTENT)
    assert "Joint Pages" not in article.text
    words = len(article.text.split())
    assert article.extracted_ratio == words / (words + 3)
    assert read(package(BODY)).extracted_ratio == 1.0


def test_edits_in_boxes_and_notes_are_tracked_changes_where_they_stand(cleaned: Cleaned) -> None:
    assert PHRASE not in cleaned.text
    parts = members(file_content(CONTENT, cleaned))
    assert {name for name, part in members(CONTENT).items() if parts[name] != part} == {
        "word/document.xml",
        "word/footnotes.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    }
    # Both copies of the box are changed alike, and three paragraphs go.
    assert parts["word/document.xml"].count(f'<w:delText xml:space="preserve">{PHRASE}</w:delText>'.encode()) == 5
    assert accepted(parts["word/footnotes.xml"]) == "A note on thighs. It ends here."
    assert rejected(parts["word/footnotes.xml"]) == f"A note on thighs. {PHRASE}. It ends here."
    # A comment can stand in the running text alone.
    assert parts["word/comments.xml"].count(b"<w:comment ") == 4
    assert b"comment" not in parts["word/footnotes.xml"]


def test_a_second_run_over_the_accepted_file_changes_nothing(cleaned: Cleaned) -> None:
    again = clean_article(read(file_content(CONTENT, cleaned)), CONFIG)
    assert not again.edits


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_the_file_and_settles_its_changes(cleaned: Cleaned, tmp_path: Path) -> None:
    office = Office(file_content(CONTENT, cleaned), tmp_path)
    assert office.pdf().startswith(b"%PDF-")
    taken, refused = office.settled(accept=True), office.settled(accept=False)
    assert read(taken).text.split() == cleaned.text.split()
    assert read(refused).text.split() == cleaned.article.text.split()
    assert paragraphs(refused) == paragraphs(CONTENT)
    assert paragraphs(taken) == [text for text in paragraphs(CONTENT) if text != PHRASE]
