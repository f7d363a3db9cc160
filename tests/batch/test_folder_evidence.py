"""What the articles of a run tell about each other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command import by_path, tree, unspin

from pipeline.batch.request import Request
from pipeline.batch.run import run_batch
from pipeline.batch.worker import Done, Job, clean_one
from pipeline.clean import clean_article
from pipeline.config import Config

TOPICS = ("sleep", "iron", "salt", "stress", "posture", "hearing", "vision", "balance", "hunger")
INJECTED = "cheap knee brace near me"
TEMPLATE = ("Last reviewed by our medical team", "Find a doctor near you")


class Silence:
    def announce(self, line: str) -> None: ...

    def progress(self, done: int, total: int, article_id: str, status: str) -> None: ...

    def diff(self, text: str) -> None: ...


def telling(job: Job) -> Done:
    """Cleans, and tells in the first column that holds text which phrases came with the job."""
    done = clean_one(job)
    done.rows[0]["error_message"] = json.dumps(job.shared_phrases)
    return replace(done, rows=done.rows)


def article(topic: str, *lines: str) -> str:
    opening = f"Doctors have looked at {topic} for many years, and what they know of {topic} helps most of us."
    ending = f"Whoever has trouble with {topic} should talk to a nurse, who can tell what {topic} needs."
    return "\n\n".join((opening, *lines, ending)) + "\n"


def folder_of(root: Path, number: int, *lines: str) -> Path:
    folder = root / "in"
    folder.mkdir(exist_ok=True)
    for topic in TOPICS[:number]:
        (folder / f"{topic}.txt").write_text(article(topic, *lines), encoding="utf-8")
    return folder


def shared(folder: Path, **settings: object) -> dict[str, dict[str, int]]:
    """The shared phrases that came with each article that was cleaned."""
    output = folder.parent / "out"
    config = Config.model_validate({"grammar": False, "jobs": 2, **settings})
    run_batch(Request("clean", (folder,), output, output, config), Silence(), telling)
    return {
        name: json.loads(row["error_message"]) for name, row in by_path(output).items() if row["status"] != "failed"
    }


def redone(output: Path) -> set[str]:
    return {name for name, row in by_path(output).items() if row["from_cache"] == "false"}


def test_a_line_of_three_articles_is_told_to_each_of_them_and_to_no_other(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3, INJECTED)
    (folder / "other.txt").write_text(article("water", "Buy a cheap knee brace near me, they say."), encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"%PDF-1.7")
    assert shared(folder) == {f"{topic}.txt": {INJECTED: 3} for topic in TOPICS[:3]} | {"other.txt": {}}
    assert by_path(tmp_path / "out")["binary.txt"]["error_code"] == "not_text"


def test_a_line_of_two_articles_and_their_copies_is_no_evidence(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2, INJECTED)
    for name in ("copy.txt", "again.txt"):
        (folder / name).write_bytes((folder / "sleep.txt").read_bytes())
    (folder / "other.txt").write_text(article("water"), encoding="utf-8")
    assert set(map(str, shared(folder).values())) == {"{}"}


def test_one_article_in_three_formats_is_one_article(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2, INJECTED)
    text = (folder / "sleep.txt").read_text(encoding="utf-8")
    (folder / "sleep.md").write_text("# Sleep\n\n" + text, encoding="utf-8")
    (folder / "sleep.html").write_text("".join(f"<p>{line}</p>\n" for line in text.split("\n\n")), encoding="utf-8")
    assert set(map(str, shared(folder).values())) == {"{}"}


def test_the_option_switches_it_off(tmp_path: Path) -> None:
    assert set(map(str, shared(folder_of(tmp_path, 4, INJECTED), folder_evidence=False).values())) == {"{}"}


@pytest.mark.parametrize("how", ["option", "environment", "file"])
def test_without_folder_evidence_each_article_is_cleaned_as_if_it_were_alone(tmp_path: Path, how: str) -> None:
    folder = folder_of(tmp_path, 4, INJECTED, "See more on knee braces for runners.")
    if how == "file":
        (tmp_path / "unspin.toml").write_text("folder-evidence = false\n", encoding="utf-8")
    option = ("--no-folder-evidence",) if how == "option" else ()
    environment = {"UNSPIN_NO_FOLDER_EVIDENCE": "1"} if how == "environment" else {}
    output = tmp_path / "out"
    assert unspin("clean", folder, "-o", output, "--no-grammar", "-q", *option, **environment).exit_code == 0
    assert json.loads((output / "run.json").read_text(encoding="utf-8"))["config"]["folder_evidence"] is False
    config = Config(grammar=False)
    for topic in TOPICS[:4]:
        alone = clean_article((folder / f"{topic}.txt").read_text(encoding="utf-8"), config).text
        assert (output / "articles" / f"{topic}.txt").read_text(encoding="utf-8") == alone


def test_an_article_that_shares_nothing_makes_no_other_be_cleaned_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 4, INJECTED)
    before = shared(folder)
    (folder / "water.txt").write_text(article("water"), encoding="utf-8")
    assert shared(folder) == {**before, "water.txt": {}}
    assert redone(tmp_path / "out") == {"water.txt"}


def test_one_more_article_with_the_line_makes_others_be_cleaned_again_only_at_a_power_of_two(tmp_path: Path) -> None:
    shared(folder_of(tmp_path, 6, INJECTED))
    folder = folder_of(tmp_path, 7, INJECTED)
    assert shared(folder)["sleep.txt"] == {INJECTED: 4}
    assert redone(tmp_path / "out") == {f"{TOPICS[6]}.txt"}
    folder = folder_of(tmp_path, 8, INJECTED)
    assert shared(folder)["sleep.txt"] == {INJECTED: 8}
    assert redone(tmp_path / "out") == {f"{topic}.txt" for topic in TOPICS[:8]}


def test_switching_it_off_cleans_again_only_what_shared_a_phrase(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3, INJECTED)
    (folder / "water.txt").write_text(article("water"), encoding="utf-8")
    shared(folder)
    shared(folder, folder_evidence=False)
    assert redone(tmp_path / "out") == {f"{topic}.txt" for topic in TOPICS[:3]}


def test_a_folder_that_grew_gives_what_a_single_run_gives(tmp_path: Path) -> None:
    for name in ("grown", "whole"):
        (tmp_path / name).mkdir()
    for number in (2, 5):
        grown = shared(folder_of(tmp_path / "grown", number, INJECTED))
    assert shared(folder_of(tmp_path / "whole", 5, INJECTED)) == grown
    assert tree(tmp_path / "grown" / "out" / "articles") == tree(tmp_path / "whole" / "out" / "articles")


def test_a_line_of_a_template_that_is_no_plain_search_is_not_reported() -> None:
    for line in TEMPLATE:
        found = clean_article(article("sleep", line), Config(grammar=False), shared_phrases={line.lower(): 8})
        assert not [finding for finding in found.findings if finding.rule_id.startswith("K")], line
