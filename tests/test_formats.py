"""Runs over files of every kind: what is read, what is written, and where it goes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

from click.testing import CliRunner, Result
from command import SPUN, by_path, table, tree, unspin
from word import accepted, members, package, paragraph, rejected, run

from pipeline.cli.commands import main

QUICK = ("--no-grammar", "--no-swap-model", "--jobs", "1")
SPUN_TEXT = SPUN.read_text(encoding="utf-8")
SLIP = "Pores and Skin"
EXPORT = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
    "<item><title>Skin</title><content:encoded>{}</content:encoded><wp:post_id>4</wp:post_id></item></channel></rss>"
)


def write_inputs(folder: Path) -> None:
    folder.mkdir()
    lines = [{"id": 1, "text": SPUN_TEXT}, {"id": "two words/..", "text": "Sleep is good. Rest is good too."}]
    (folder / "a.jsonl").write_text("\n".join([*map(json.dumps, lines), '{"id": 3']), encoding="utf-8")
    with (folder / "b.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["text", "id"], [SPUN_TEXT, "x"], ["Sleep is good.", "y"]])
    body = "".join(paragraph(run(line)) for line in SPUN_TEXT.splitlines() if line)
    (folder / "c.docx").write_bytes(package(body))
    posts = "".join(
        f"<!-- wp:paragraph -->\n<p>{line}</p>\n<!-- /wp:paragraph -->\n" for line in SPUN_TEXT.splitlines()
    )
    (folder / "d.xml").write_text(EXPORT.format(f"<![CDATA[{posts}]]>"), encoding="utf-8")
    (folder / "prices.csv").write_text("drug,price\na,1\n", encoding="utf-8")


def test_each_article_of_a_file_has_a_row_and_the_file_comes_out_as_one(tmp_path: Path) -> None:
    write_inputs(tmp_path / "in")
    out = tmp_path / "out"
    result = unspin("clean", tmp_path / "in", "-o", out, "--to", "text", *QUICK)
    assert result.exit_code == 3, result.stderr
    rows = by_path(out)
    assert {name: row["status"] for name, row in rows.items()} == {
        "a.jsonl#1": "ok",
        "a.jsonl#line-3": "failed",
        "a.jsonl#two words/..": "unchanged",
        "b.csv#x": "ok",
        "b.csv#y": "unchanged",
        "c.docx": "ok",
        "d.xml#post-4": "ok",
        "prices.csv": "skipped",
    }
    assert rows["a.jsonl#1"]["output_path"] == "articles/a.jsonl"
    assert rows["a.jsonl#line-3"]["error_code"] == "invalid_json"
    assert {row["path"] for row in table(out, "findings.csv")} == {
        "a.jsonl#1",
        "b.csv#x",
        "c.docx",
        "d.xml#post-4",
    }

    before = (tmp_path / "in" / "a.jsonl").read_bytes().split(b"\n")
    after = (out / "articles" / "a.jsonl").read_bytes().split(b"\n")
    assert after[1:] == before[1:]
    cleaned = json.loads(after[0])["text"]
    assert SLIP not in cleaned and len(cleaned) > len(SPUN_TEXT) / 2
    with (out / "articles" / "b.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [["text", "id"], [cleaned, "x"], ["Sleep is good.", "y"]]
    word = members((out / "articles" / "c.docx").read_bytes())
    assert accepted(word["word/document.xml"]).split() == cleaned.split()
    assert rejected(word["word/document.xml"]).split() == SPUN_TEXT.split()
    assert b"S200, fixed" in word["word/comments.xml"]

    export = (out / "articles" / "d.xml").read_text(encoding="utf-8")
    assert export.count("<!-- wp:paragraph -->") == export.count("<!-- /wp:paragraph -->") > 5
    assert SLIP not in export
    ElementTree.fromstring(export)

    extracted = tree(out / "extracted")
    assert set(extracted) >= {"a.jsonl/1.txt", "b.csv/x.txt", "b.csv/y.txt", "c.docx.txt", "d.xml/post-4.txt"}
    assert len(extracted) == 6
    assert extracted["b.csv/y.txt"] == b"Sleep is good."
    assert extracted["c.docx.txt"].decode().split() == cleaned.split()

    written = tree(out / "articles")
    (out / "articles" / "b.csv").unlink()
    again = unspin("clean", tmp_path / "in", "-o", out, "--to", "text", *QUICK)
    assert again.exit_code == 3, again.stderr
    assert tree(out / "articles") == written
    assert {row["from_cache"] for row in table(out) if row["status"] in ("ok", "unchanged")} == {"true"}

    (tmp_path / "in" / "a.jsonl").write_text('{"text": "Sleep is good."\n', encoding="utf-8")
    assert unspin("clean", tmp_path / "in", "-o", out, "--to", "text", *QUICK).exit_code == 3
    assert (out / "articles" / "a.jsonl").read_text(encoding="utf-8") == '{"text": "Sleep is good."\n'


def test_a_row_without_a_text_is_skipped_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text('{"text": null}\n{"text": "Sleep is good."}\n', encoding="utf-8")
    (tmp_path / "in" / "b.csv").write_text("id,text\n1,\n2,Sleep is good.\n", encoding="utf-8")
    result = unspin("clean", tmp_path / "in", "-o", tmp_path / "out", *QUICK)
    assert result.exit_code == 0, result.stderr
    rows = by_path(tmp_path / "out")
    assert rows["a.jsonl#line-1"]["status"] == rows["b.csv#1"]["status"] == "skipped"
    assert "is null" in rows["a.jsonl#line-1"]["error_message"]
    assert rows["b.csv#1"]["error_message"].startswith("There are no words in this article.")


def piped(content: bytes, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=content)


def test_clean_passes_standard_input_to_standard_output(tmp_path: Path) -> None:
    content = SPUN.read_bytes()
    result = piped(content, "clean", "-", "--stdin-filename", "notes/a.rst", *QUICK, "--report-dir", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert SLIP.encode() not in result.stdout_bytes
    assert len(result.stdout_bytes) > len(content) / 2
    assert table(tmp_path / "out")[0]["path"] == "a.rst"
    assert not (tmp_path / "out" / "articles").exists()


def test_a_page_from_standard_input_needs_no_name(tmp_path: Path) -> None:
    lines = "".join(f"<p>{line}</p>\n" for line in SPUN_TEXT.splitlines() if line)
    page = f"<!doctype html>\n<title>Sleep</title>\n<article>{lines}</article>\n"
    result = piped(page.encode(), "clean", "-", *QUICK, "--report-dir", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert "plainly" not in result.stderr
    assert SLIP not in result.stdout and result.stdout.count("<p>") == result.stdout.count("</p>") > 5
    assert table(tmp_path / "out")[0]["format"] == "html"


def test_a_text_with_a_few_tags_from_standard_input_is_a_text_and_a_warning() -> None:
    content = b"Stiff knees\n\nRest when <b>the knee</b> swells, and take a warm shower.\n"
    result = piped(content, "clean", "-", *QUICK)
    assert (result.exit_code, result.stdout_bytes) == (0, content)
    assert "--stdin-filename page.html" in result.stderr
    assert piped(content, "clean", "-", "--format", "html", *QUICK).stderr == ""


def test_what_cannot_be_cleaned_passes_unchanged() -> None:
    result = piped(b"%PDF-1.7 and more", "clean", "-", *QUICK)
    assert (result.exit_code, result.stdout_bytes) == (3, b"%PDF-1.7 and more")
    assert "not_text" in result.stderr


def test_check_tells_the_findings_in_standard_input_line_by_line() -> None:
    result = piped(SPUN.read_bytes(), "check", "-", "--stdin-filename", "notes/a.md", *QUICK)
    assert result.exit_code in (0, 1), result.stderr
    assert result.stdout.startswith("notes/a.md:1:7: S200 ")


def test_the_one_text_of_several_articles_is_not_asked_for() -> None:
    content = b'{"text": "Sleep is good for the body."}\n'
    result = piped(content, "clean", "-", "--stdin-filename", "a.jsonl", "--to", "text", *QUICK)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--to text" in result.stderr


def test_standard_input_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert piped(b"", "clean", "-", tmp_path / "a.txt").exit_code == 2
    result = piped(b"", "clean", "-", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "standard output" in result.stderr


def test_a_table_names_its_columns(tmp_path: Path) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["no", "body"], ["7", "Sleep is good. Rest is good too."]])
    (tmp_path / "a.tab").write_text(file.getvalue(), encoding="utf-8")
    options = ("--format", "csv", "--text-field", "body", "--id-field", "no")
    result = unspin("clean", tmp_path / "a.tab", "-o", tmp_path / "out", *options, *QUICK)
    assert result.exit_code == 0, result.stderr
    assert [row["path"] for row in table(tmp_path / "out")] == ["a.tab#7"]
