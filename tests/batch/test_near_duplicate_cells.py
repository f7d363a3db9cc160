"""The articles of a run that are most like each other, in the report."""

from __future__ import annotations

import json
from pathlib import Path

from command import by_path, unspin

QUICKLY = ("--no-grammar", "--no-swap-model", "-q")
PLANTS = ("roses", "tomatoes", "oaks", "ferns", "mosses", "herbs", "vines", "lilies")


def article(topic: str) -> str:
    sentences = (
        f"Whoever grows {plant} near {topic} should water {plant} at dawn, and {topic} needs {number} hours of rest."
        for number, plant in enumerate(PLANTS)
    )
    return "\n\n".join(sentences) + "\n"


def cells(folder: Path) -> dict[str, tuple[str, str]]:
    return {name: (row["near_duplicate_of"], row["near_duplicate_pct"]) for name, row in by_path(folder).items()}


def fill(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_copies_are_named_and_what_is_not_compared_stays_empty(tmp_path: Path) -> None:
    copy = article("water").replace("dawn", "dusk", 1)
    other = "Bread rises while the oven warms up. " * 20
    folder = fill(tmp_path / "in", a=article("water"), b=other, c=copy, short="Rest well.", empty="")
    for command in ("clean", "check"):
        unspin(command, folder, "--report-dir", tmp_path / command, *QUICKLY)
        found = cells(tmp_path / command)
        assert found["a.txt"][0] == "c.txt" and found["c.txt"][0] == "a.txt"
        assert 90 < float(found["a.txt"][1]) < 100
        assert found["b.txt"] == ("", "0")
        assert found["short.txt"] == found["empty.txt"] == ("", "")


def test_an_article_alone_is_not_compared(tmp_path: Path) -> None:
    unspin("clean", fill(tmp_path / "in", a=article("water")), "-o", tmp_path / "out", *QUICKLY)
    assert cells(tmp_path / "out") == {"a.txt": ("", "")}


def test_articles_of_an_earlier_run_are_compared_with_new_ones(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", a=article("water"))
    unspin("clean", folder, "-o", tmp_path / "out", *QUICKLY)
    fill(folder, b=article("water"))
    unspin("clean", folder, "-o", tmp_path / "out", *QUICKLY)
    assert by_path(tmp_path / "out")["a.txt"]["from_cache"] == "true"
    assert cells(tmp_path / "out") == {"a.txt": ("b.txt", "100"), "b.txt": ("a.txt", "100")}
    (folder / "b.txt").unlink()
    unspin("clean", folder, "-o", tmp_path / "out", *QUICKLY)
    assert cells(tmp_path / "out") == {"a.txt": ("", "")}


def test_articles_in_one_file_are_compared_too(tmp_path: Path) -> None:
    lines = [{"id": name, "text": article(topic)} for name, topic in (("x", "water"), ("y", "stone"), ("z", "water"))]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    unspin("clean", tmp_path / "in.jsonl", "-o", tmp_path / "out", *QUICKLY)
    found = cells(tmp_path / "out")
    assert found["in.jsonl#x"] == ("in.jsonl#z", "100") and found["in.jsonl#z"] == ("in.jsonl#x", "100")
