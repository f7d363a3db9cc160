"""A run over articles of every kind, and what a person writes into its table of findings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from command import ROOT, table, tree
from word import members, package, paragraph, run

QUICK = ("--no-grammar", "--no-swap-model", "--jobs", "1", "-q")
SPUN = (ROOT / "input" / "clear-skin-basics.txt").read_text(encoding="utf-8")
STUFFED = (ROOT / "input" / "sleep-and-snoring.txt").read_text(encoding="utf-8")
PAGE = "<html><head><title>Skin</title></head><body><article><h1>Skin</h1>\n{}</article></body></html>\n"
EXPORT = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
    "<item><title>Skin</title><content:encoded>{}</content:encoded><wp:post_id>4</wp:post_id></item></channel></rss>"
)
Rows = list[dict[str, str]]


def write_inputs(folder: Path) -> None:
    """Spun and stuffed articles of every kind."""
    (folder / "sub").mkdir(parents=True)
    lines = [line for line in SPUN.splitlines() if line]
    paragraphs = "".join(f"<p>{line}</p>\n" for line in lines)
    (folder / "sub" / "a.txt").write_bytes(STUFFED.replace("\n", "\r\n").encode("utf-8-sig"))
    (folder / "b.md").write_text(f"# Skin\n\n{SPUN}", encoding="utf-8")
    (folder / "=c.html").write_text(PAGE.format(paragraphs), encoding="utf-8")
    (folder / "d.docx").write_bytes(package("".join(paragraph(run(line)) for line in lines)))
    (folder / "e.xml").write_text(EXPORT.format(f"<![CDATA[{paragraphs}]]>"), encoding="utf-8")
    articles = [{"id": 1, "text": SPUN}, {"id": 2, "text": STUFFED}, {"id": "clean", "text": "Rest is good for you."}]
    (folder / "f.jsonl").write_text("\n".join(map(json.dumps, articles)) + '\n{"id": 3', encoding="utf-8")
    with (folder / "g.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["id", "text"], ["x", SPUN], ["y", STUFFED]])
    (folder / "clean.txt").write_text("Sleep is good for you. Rest is good, too.\n", encoding="utf-8")


def findings(root: Path) -> Rows:
    return table(root / "out", "findings.csv")


def save(
    root: Path, rows: Sequence[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8-sig", quoting: int = 0
) -> Path:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    path = root / "out" / "findings.csv"
    path.write_bytes(file.getvalue().encode(encoding, "replace"))
    return path


def decided(rows: Rows, decision: str, choose: Callable[[dict[str, str]], bool]) -> Rows:
    assert any(map(choose, rows))
    return [{**row, "decision": decision} if choose(row) else row for row in rows]


def of(path: str, match: str, state: str = "") -> Callable[[dict[str, str]], bool]:
    return lambda row: row["path"] == path and row["match"] == match and row["state"] in (state or row["state"])


def articles(root: Path) -> dict[str, bytes]:
    return tree(root / "out" / "articles")


def told(root: Path) -> tuple[object, ...]:
    """What the reports say, without how each article came about."""
    record = json.loads((root / "out" / "run.json").read_text(encoding="utf-8"))
    counts = {name: record[name] for name in ("run_id", "articles", "findings", "fixed", "needs_clinical_review")}
    return [{**row, "from_cache": ""} for row in table(root / "out")], findings(root), counts


def text_of(name: str, content: bytes) -> str:
    return members(content)["word/document.xml"].decode() if name.endswith(".docx") else content.decode()
