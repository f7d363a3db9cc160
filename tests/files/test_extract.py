"""Articles freed from their files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

import pytest
from word import notes, package, paragraph, relation, run

from pipeline.config import Config
from pipeline.draft import splice
from pipeline.files.extract import extract
from pipeline.ingest.articles import article_from_bytes, file_content, source_edits
from pipeline.ingest.html.format import FORMAT
from pipeline.model import Article, Cleaned, Edit

HTML5LIB = json.loads((Path(__file__).parents[1] / "texts" / "html5lib" / "inputs.json").read_text(encoding="utf-8"))
WORD = re.compile(r"\w")
MARKDOWN = (
    "---\ntitle: A title\n---\n# Sleep *well*\n\nRest [here](http://a.org) `now`\nand then. <b>Ever</b>\n\n"
    "- an item\n- another\n\n```\ncode\n```\n"
)
HTML = "<h3>Sleep</h3><p>Rest * now_ and &lt;b&gt; [then].</p><ul><li>an item</li></ul><blockquote>Said</blockquote>"


def cleaned(content: str, name: str) -> Cleaned:
    article = article_from_bytes(content.encode(), Path(name), name, Config())
    return Cleaned(article, article.prose, article.source, (), (), ())


def test_an_article_in_the_wanted_format_is_its_own_text() -> None:
    assert extract(cleaned(MARKDOWN, "a.md"), "markdown") == MARKDOWN
    assert extract(cleaned("Sleep.\r\nRest.", "a.txt"), "text") == "Sleep.\r\nRest."


def test_markdown_as_text_is_what_a_reader_reads() -> None:
    text = "Sleep well\n\nRest here now\nand then. Ever\n\nan item\n\nanother\n\ncode\n"
    assert extract(cleaned(MARKDOWN, "a.md"), "text") == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Tea\n\n<div class=x>\n<p>Hot <b>mint</b>.</p>\n<p>Or cold.</p>\n</div>\n\nEnd.\n",
         "Tea\n\nHot mint.\n\nOr cold.\n\nEnd.\n"),
        ("> <div>in a\n> quotation</div>\n\n- <p>an item</p>\n", "in a quotation\n\nan item\n"),
        ("<details><summary>Beds</summary>\n\nSoft *ones*.\n\n</details>\n", "Beds\n\nSoft ones.\n"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>\n", "A | B\n1 | 2\n"),
        ("It:\n\n| Drug | Dose |\n|---|---|\n| *Ibuprofen* | 200 mg<br>at night |\n| Aspirin | |\n| | none |\n\nEnd.\n",
         "It:\n\nDrug | Dose\nIbuprofen | 200 mg at night\nAspirin |\n | none\n\nEnd.\n"),
        ("Take ~~two~~ one, <del>twice</del> <ins>once</ins> a day.\n", "Take ~~two~~ one, ~~twice~~ once a day.\n"),
        ("Mint<br>and sage.\n", "Mint\nand sage.\n"),
        ("Mint.\n\n<script>\nvar a\n\nvar b\n</script>\n\n<style>\np {}\n</style>\n", "Mint.\n"),
        ("Mint.\n\n<!-- no\n\nno -->\n\n<p hidden>no</p>\n", "Mint.\n"),
        ("Mint <script>var a</script>tea <!-- no -->now.\n", "Mint tea now.\n"),
    ],
)  # fmt: skip
def test_html_in_markdown_as_text_is_what_its_page_shows(markdown: str, text: str) -> None:
    assert extract(cleaned(markdown, "a.md"), "text") == text


@pytest.mark.parametrize(
    ("mdx", "text"),
    [
        ("import { Cup } from 'cups';\n\n# Tea\n\nexport const a = 1;\n", "Tea\n"),
        ('<div className="x">\n  <p>Hot{" "}\n  <Link to={"/m"}>mint</Link>.</p>\n</div>\n', "Hot mint.\n"),
        ("<section onClick={() => go({ to: 1 })}>\n  Hot mint.\n</section>\n", "Hot mint.\n"),
        ("{/* of a\n\nwarm cup */}\n\nHot {/* no */}mint.\n", "Hot mint.\n"),
        ('<Box sx={{ p: 2 }}>\nHot *mint*.\n</Box>\n\n<Chart of={(x) => 1} />\n', "Hot mint.\n"),
        ("{`Hot mint.`}\n\n{cups > 1 && <b>Two cups.</b>}\n", "Hot mint.\n\n{cups > 1 && Two cups.}\n"),
    ],
)  # fmt: skip
def test_mdx_as_text_has_no_code_around_its_prose(mdx: str, text: str) -> None:
    assert extract(cleaned(mdx, "a.mdx"), "text") == text


def test_a_page_as_markdown_has_the_marks_of_its_blocks_and_no_others() -> None:
    made = extract(cleaned(HTML, "a.html"), "markdown")
    blocks = made.split("\n\n")
    assert blocks[0] == "### Sleep"
    assert "Rest \\* now\\_ and \\<b\\> \\[then\\]." in made
    assert "- an item" in blocks
    assert blocks[-1] == "> Said\n"
    assert extract(cleaned(made, "b.md"), "text").split() == extract(cleaned(HTML, "a.html"), "text").split()


@pytest.mark.parametrize("text", ["# no heading here.", "- no item.", "+ no item.", "12) no item.", "a\n===\nb."])
def test_plain_text_stays_prose_in_markdown(text: str) -> None:
    article = cleaned(
        f"{text} Some more words follow here, so that this is a paragraph of prose for all of us.", "a.txt"
    )
    as_text = extract(cleaned(extract(article, "markdown"), "b.md"), "text")
    assert as_text.split() == article.text.split() or text[0] in "-+1"


def of_page(page: str, to: Literal["text", "markdown"]) -> str:
    return extract(cleaned(page, "a.html"), to)


DOSES = (
    "<table><caption>Doses</caption><tr><th>Drug<th>Dose|most</tr><tr><td rowspan=2>Ibuprofen<td>200 mg<br>at night"
    "<tr><td><p>400 mg</p><p>in the <b>morning</b></p><tr><td>Aspirin<td></table>"
)


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_words_that_are_struck_out_are_marked_and_not_lost(tag: str) -> None:
    page = f"<p>Take <{tag}>two <b>or three</b></{tag}> one a day.</p><{tag}><p>Or none.</p></{tag}>"
    assert of_page(page, "text") == "Take ~~two or three~~ one a day.\n\n~~Or none.~~\n"
    assert extract(cleaned(of_page(page, "markdown"), "b.md"), "text") == of_page(page, "text")


def test_a_table_of_a_page_stays_a_table_and_every_cell_in_its_column() -> None:
    assert of_page(f"<p>Before.</p>{DOSES}<p>Behind.</p>", "markdown") == (
        "Before.\n\nDoses\n\n| Drug | Dose\\|most |\n| --- | --- |\n| Ibuprofen | 200 mg <br> at night |\n"
        "|  | 400 mg <br> in the **morning** |\n| Aspirin |  |\n\nBehind.\n"
    )
    assert of_page(DOSES, "text") == (
        "Doses\n\nDrug | Dose|most\nIbuprofen | 200 mg at night\n | 400 mg in the morning\nAspirin |\n"
    )


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><h3>Sleep</h3><p>Rest.</p><td>More rest.</table>",
        "<table role=presentation><tr><td>Rest.<td>More rest.</table>",
        "<table><tr><td>Rest.<tr><td>More rest.</table>",
        "<table><tr><td>Rest.<td><table><tr><td>More<td>rest.</table></table>",
    ],
)
def test_a_table_that_lays_out_a_page_becomes_paragraphs(table: str) -> None:
    blocks = of_page(f"<p>Before.</p>{table}", "markdown").rstrip().split("\n\n")
    assert "Rest." in blocks and not any(block.startswith("| Rest") for block in blocks)


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>", "- a\n  - b\n  - c\n- d\n"),
        ("<ol start=3><li><p>a</p><p>b</p><li>c</ol>", "3. a\n\n   b\n4. c\n"),
        ("<h2>A <em>b</em></h2><p>c</p>", "## A *b*\n\nc\n"),
        ('<p>See <a href="/x" title="t">the <b>b</b></a> <code>x`y</code></p>', 'See [the **b**](/x "t") `` x`y ``\n'),
        ("<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b\n"),
        ("<pre><code>a\n  b|*c*</code></pre>", "```\na\n  b|*c*\n```\n"),
        ('<p>a<img src="b.png" alt="c"> <img src="data:x" alt="d"></p>', "a![c](b.png)\n"),
        ("<p>a<br>b <i><i>c</i></i></p>", "a\\\nb *c*\n"),
        ("one\n\ntwo <b>x</b>\n\nthree", "one\n\ntwo **x**\n\nthree\n"),
        ("<td>a <dl><dt>b<dd>c</dl>", "a\n\nb\n\nc\n"),
    ],
)
def test_the_marks_of_a_page_become_those_of_markdown(page: str, markdown: str) -> None:
    assert of_page(page, "markdown") == markdown


def test_what_is_no_part_of_the_article_is_not_written() -> None:
    page = (
        "<html><body><nav><a href=/>Home</a></nav><article><h1>Sleep</h1><p>Rest a lot every single day.</p>"
        "<p hidden>unseen</p><script>var x</script><p>Drink tea.</p></article><footer>About us</footer></body></html>"
    )
    assert of_page(page, "markdown") == "# Sleep\n\nRest a lot every single day.\n\nDrink tea.\n"


def test_edits_are_made_in_text_pictures_and_around_tags() -> None:
    page = '<p>Rest <b>cheap</b> pills a lot. <img src="b.png" alt="A bed, pills"></p><p>pills</p><p>Tea.</p>'
    article = article_from_bytes(page.encode(), Path("a.html"), "a.html", Config())
    places = [(5, 17, "well "), (article.text.index("pills\n\n"), article.text.index("Tea."), "")]
    places = [(start, end, new) for start, end, new in places if start >= 0]
    edits = tuple(Edit(start, end, new, ("X",)) for start, end, new in places)
    done = Cleaned(article, "", "", edits, source_edits(article, edits), ())
    assert extract(done, "markdown").startswith("Rest **well** a lot.")
    assert extract(done, "text").split() == ["Rest", "well", "a", "lot.", "Tea."]


def of_word(content: bytes, to: Literal["text", "markdown"], *cut: str) -> str:
    article = article_from_bytes(content, Path("a.docx"), "a.docx", Config())
    places = sorted((article.text.index(one), len(one)) for one in cut)
    edits = tuple(Edit(start, start + length, "", ("X",)) for start, length in places)
    done = Cleaned(article, splice(article.text, edits), "", edits, edits, ())
    return extract(done, to, file_content(content, done))


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content)}</w:tc>"


HEADING = '<w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>'
IN_WORD = package(
    paragraph(run("Doses"), properties=HEADING)
    + paragraph(run("Take it "), run("daily", "<w:b/>"), run("."), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    + paragraph('<w:hyperlink r:id="rId9">', run("The leaflet"), "</w:hyperlink>", run(" says more."))
    + "<w:tbl>"
    + "".join(f"<w:tr>{cell(paragraph(run(a)))}{cell(paragraph(run(b)))}</w:tr>" for a, b in ("xy", "pq", "rs"))
    + "</w:tbl>"
    + paragraph(run("Cut me."), properties=HEADING)
    + paragraph(run("The end.")),
    {"word/footnotes.xml": notes("footnotes", paragraph("<w:r><w:footnoteRef/></w:r>", run(" With water.")))},
    relation("footnotes", "footnotes.xml")
    + '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
    ' Target="https://example.org/" TargetMode="External"/>',
)


def test_a_word_file_keeps_tables_links_emphasis_and_notes() -> None:
    assert of_word(IN_WORD, "markdown", "p", "q", "Cut me.") == (
        "# Doses\n\nTake it **daily**.\\[1\\]\n\n[The leaflet](https://example.org/) says more.\n\n"
        "| x | y |\n| --- | --- |\n| r | s |\n\nThe end.\n\n\\[1\\] With water.\n"
    )
    assert of_word(IN_WORD, "text", "p", "q", "Cut me.") == (
        "Doses\n\nTake it daily.[1]\n\nThe leaflet says more.\n\nx | y\nr | s\n\nThe end.\n\n[1] With water.\n"
    )


def test_no_word_of_a_word_file_is_lost_where_the_library_leaves_it_out() -> None:
    drawing = f"<w:r><w:drawing><w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent></w:drawing></w:r>"
    content = package(paragraph(run("Before it.")) + paragraph(run("Around it."), drawing))
    assert of_word(content, "text") == "Before it.\n\nAround it.\n\nIn a box.\n"


@pytest.mark.parametrize("number", range(0, len(HTML5LIB), 150))
def test_a_page_has_the_same_words_in_every_format(number: int) -> None:
    for page, _ in HTML5LIB[number : number + 30]:
        text = FORMAT.parse(page).text
        article = Article("a", page, text, FORMAT.parse(page).segments, format="html", layout=FORMAT.parse(page).layout)
        done = Cleaned(article, article.prose, page, (), (), ())
        assert WORD.findall(extract(done, "text")) == WORD.findall(article.prose)
        markdown = Article.from_text(extract(done, "markdown"), format="markdown")
        back = extract(Cleaned(markdown, markdown.text, markdown.source, (), (), ()), "text")
        assert "".join(WORD.findall(back)) == "".join(WORD.findall(article.prose))
