"""A batch goes on, whatever one of its articles does."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from concurrent.futures import wait
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import pytest
from command import unspin

from pipeline.batch import pool
from pipeline.batch.pool import Workers
from pipeline.batch.request import Request
from pipeline.batch.run import run_batch
from pipeline.batch.worker import Done, Job, clean_one
from pipeline.config import Config
from pipeline.draft import splice
from pipeline.errors import ArticleError, EngineError
from pipeline.files.master import read_master
from pipeline.model import Edit
from pipeline.report.summary import Tally

SPUN = Path(__file__).parents[2] / "input" / "clear-skin-basics.txt"
FIVE_SECONDS = 5.0


class Silence:
    def announce(self, line: str) -> None: ...

    def progress(self, done: int, total: int, article_id: str, status: str) -> None: ...

    def diff(self, text: str) -> None: ...


def treacherous(job: Job) -> Done:
    """Cleans, unless the name of the article says otherwise; runs in a worker process."""
    if "crash" in job.article_id:
        os._exit(9)
    if "hang" in job.article_id:
        time.sleep(600)
    if "bug" in job.article_id:
        raise ZeroDivisionError("no article is divided by nothing")
    if "engine" in job.article_id:
        raise EngineError("The engine is gone.")
    if "unchecked" in job.article_id:
        return replace(clean_one(job), is_complete=False)
    if "slow" in job.article_id:
        time.sleep(1)
    return clean_one(job)


def folder_with(root: Path, *names: str) -> Path:
    for name in names:
        path = root / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SPUN.read_bytes())
    return root / "in"


def run(folder: Path, listener: Silence | None = None, **settings: object) -> Tally:
    config = Config.model_validate({"grammar": False, "swap_model": False, **settings})
    output = folder.parent / "out"
    return run_batch(Request("clean", (folder,), output, output, config), listener or Silence(), treacherous)


def report(output: Path) -> dict[str, dict[str, str]]:
    with (output / "report.csv").open(encoding="utf-8-sig", newline="") as table:
        return {row["path"]: row for row in csv.DictReader(table)}


def test_one_bad_article_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "a.txt", "bug.txt", "crash.txt", "hang.txt", "sub/unchecked.txt")
    tally = run(folder, timeout=FIVE_SECONDS, jobs=2)
    rows = report(tmp_path / "out")
    assert {name: row["error_code"] for name, row in rows.items()} == {
        "a.txt": "",
        "bug.txt": "internal",
        "crash.txt": "crashed",
        "hang.txt": "timeout",
        "sub/unchecked.txt": "",
    }
    assert {row["status"] for name, row in rows.items() if row["error_code"]} == {"failed"}
    assert "ZeroDivisionError" in rows["bug.txt"]["error_message"]
    assert (tally.articles["ok"], tally.articles["failed"]) == (2, 3)
    articles = tmp_path / "out" / "articles"
    assert sorted(p.relative_to(articles).as_posix() for p in articles.rglob("*.txt")) == ["a.txt", "sub/unchecked.txt"]

    (folder / "crash.txt").rename(folder / "mended.txt")
    (folder / "hang.txt").unlink()
    again = run(folder, timeout=FIVE_SECONDS, jobs=2)
    # What failed and what was not checked from end to end is done again.
    assert (again.from_cache, again.articles["ok"], again.articles["failed"]) == (1, 3, 1)


def test_an_engine_that_breaks_down_ends_the_run_and_what_is_done_is_kept(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "a.txt", "slow-engine.txt")
    with pytest.raises(EngineError, match="The engine is gone"):
        run(folder, jobs=1)
    assert (tmp_path / "out" / "articles" / "a.txt").exists()
    assert not (tmp_path / "out" / "report.csv").exists()
    (folder / "slow-engine.txt").rename(folder / "b.txt")
    assert run(folder, jobs=1).from_cache == 1


@dataclass(frozen=True)
class Task:
    article_id: str


def breaks_at_last(task: Task) -> str:
    if task.article_id == "broken":
        time.sleep(0.5)
        raise EngineError("The engine is gone.")
    return task.article_id


def test_what_is_done_beside_an_engine_that_breaks_down_is_handed_out_first() -> None:
    tasks = [Task("a"), Task("broken"), Task("b"), Task("c")]
    got = []
    with Workers(2, clean_one) as workers:
        results = workers.each(breaks_at_last, tasks, timeout=60.0)
        got.append(next(results)[1])
        time.sleep(2.0)
        with pytest.raises(EngineError, match="The engine is gone"):
            got.extend(result for _, result in results)
    assert sorted(map(str, got)) == ["a", "b", "c"]


@dataclass(frozen=True)
class MarkedTask:
    article_id: str
    mark: Path


def dies_once(task: MarkedTask) -> str:
    if task.article_id == "dies" or (task.article_id == "dies once" and not task.mark.exists()):
        task.mark.touch()
        os._exit(9)
    return task.article_id


def test_an_article_whose_process_died_is_tried_once_more(tmp_path: Path) -> None:
    # The pool library may name the wrong article where another one's process was ended at its time limit.
    tasks = [MarkedTask(name, tmp_path / "mark") for name in ("dies once", "dies", "a")]
    with Workers(1, clean_one) as workers:
        got = {task.article_id: result for task, result in workers.each(dies_once, tasks, timeout=60.0)}
    assert (got["dies once"], got["a"]) == ("dies once", "a")
    assert isinstance(got["dies"], ArticleError) and got["dies"].code == "crashed"


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    names = ("a-slow.txt", "b/c.txt", "d.txt")
    written = []
    for jobs in (1, 2):
        output = tmp_path / str(jobs) / "out"
        run(folder_with(tmp_path / str(jobs), *names), jobs=jobs)
        rows = [{**row, "seconds": "", "from_cache": ""} for row in report(output).values()]
        articles = [path.read_bytes() for path in sorted((output / "articles").rglob("*.txt"))]
        written.append((rows, articles, (output / "findings.csv").read_bytes()))
    assert written[0] == written[1]
    assert len(written[0][1]) == 3


class Order(Silence):
    def __init__(self) -> None:
        self.names: list[str] = []

    def progress(self, done: int, total: int, article_id: str, status: str) -> None:
        self.names.append(article_id)


def test_large_files_go_first(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "a.txt", "b.txt", "c.txt")
    (folder / "b.txt").write_bytes(SPUN.read_bytes() * 2)
    order = Order()
    run(folder, order, jobs=1)
    assert order.names == ["b.txt", "a.txt", "c.txt"]


def test_replaying_the_edits_of_the_master_copy_gives_the_cleaned_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "a.txt")
    run(folder)
    rows = [row for row in read_master(tmp_path / "out") if row["record"] == "edit"]
    edits = [Edit(int(str(row["start"])), int(str(row["end"])), str(row["new"]), ()) for row in rows]
    source = (folder / "a.txt").read_bytes().decode("utf-8")
    assert edits
    assert splice(source, edits).encode("utf-8") == (tmp_path / "out" / "articles" / "a.txt").read_bytes()


def test_the_settings_and_versions_are_told_in_run_json(tmp_path: Path) -> None:
    run(folder_with(tmp_path, "a.txt"))
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert told["config"]["grammar"] is False
    assert told["versions"]["tagger"].startswith("en_core_web_sm")
    assert told["articles"] == {"ok": 1}
    assert told["bound_by"] in told["cpu_seconds"] and set(told["cpu_seconds"]) == {"workers", "main"}
    assert set(told["stage_seconds"]) == {"encoding", "stuffing", "swap", "grammar"}


def test_an_interruption_while_a_job_is_handed_out_leaves_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue of the pool then holds a waiter that is gone, and wakes it in place of the one that is there."""
    monkeypatch.setattr(pool, "_SECONDS_TO_STOP", 4)
    workers = Workers(1, treacherous)
    with workers:
        wait([workers._pool.schedule(abs, args=[-1])])
        time.sleep(0.1)
        gone = Lock()
        gone.acquire()
        workers._pool._context.task_queue.not_empty._waiters.appendleft(gone)
    assert not workers._pool._task_scheduler_loop.is_alive()


def test_articles_that_went_through_need_no_grammar_server_in_another_folder(tmp_path: Path) -> None:
    """What was checked is the text after its repairs, which stands nowhere in the article."""

    def server_seconds(output: str) -> float | None:
        arguments = ("clean", tmp_path / "a.txt", "-o", tmp_path / output, "--no-swap-model", "--jobs", "1", "-q")
        assert unspin(*arguments).exit_code == 0
        record = json.loads((tmp_path / output / "run.json").read_text(encoding="utf-8"))
        return record["cpu_seconds"].get("grammar_server")

    article = f"{SPUN.read_text(encoding='utf-8')}\nThis was wrote at {time.time_ns()}.\n"
    (tmp_path / "a.txt").write_text(article, encoding="utf-8")
    assert server_seconds("first")
    assert server_seconds("second") is None
    assert (tmp_path / "second" / "articles" / "a.txt").read_bytes() != article.encode()
    (tmp_path / "a.txt").write_text(f"{article}\nThis was wrote after {time.time_ns()}.\n", encoding="utf-8")
    assert server_seconds("third")


def test_a_run_with_nothing_to_do_loads_none_of_what_the_rules_take(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "one.txt").write_text("Rest the knee for a day.\n", encoding="utf-8")
    arguments = ["clean", str(folder), "-o", str(output), "--no-grammar", "--no-swap-model"]
    unspin(*arguments)
    heavy = {"bs4", "language_tool_python", "lxml", "numpy", "onnxruntime", "pandas", "spacy", "wordfreq"}
    code = (
        "import sys; from pipeline.cli.commands import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "(1 article taken from the last run)" in run.stderr
    assert run.stdout == "[]\n"
