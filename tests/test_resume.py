"""A run that was cut off, by whatever, goes on where it stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import ROOT, SPUN, table, tree, unspin


@contextmanager
def a_run_in_the_middle(folder: Path, output: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run that has written some of its articles and not yet all."""
    with subprocess.Popen(
        clean(folder, output), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        deadline = time.monotonic() + 60
        while len(list((output / "articles").glob("*.txt"))) < 2:
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.01)
        yield process


def clean(folder: Path, output: Path) -> list[str]:
    """A command of its own, since a process looks at the program's code once and for all."""
    return [sys.executable, "-m", "pipeline", "clean", str(folder), "-o", str(output), "--no-grammar", "--jobs", "1"]


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles beside the output of a run that nothing disturbed."""
    root = tmp_path_factory.mktemp("batch")
    (root / "in").mkdir()
    for number in range(8):
        text = SPUN.read_text(encoding="utf-8")
        (root / "in" / f"{number}.txt").write_text(f"{text}\nArticle {number}.\n", encoding="utf-8")
    assert unspin("clean", root / "in", "-o", root / "out", "--no-grammar", "-q").exit_code == 0
    return root


def told(output: Path) -> tuple[object, ...]:
    """What a run tells and writes, without what time it took and what was done before."""
    articles = [{**row, "seconds": "", "from_cache": "", "run_id": ""} for row in table(output)]
    findings = [{**row, "run_id": ""} for row in table(output, "findings.csv")]
    return articles, findings, tree(output / "articles")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_was_cut_off_goes_on_where_it_stopped(batch: Path, tmp_path: Path, number: signal.Signals) -> None:
    output = tmp_path / "out"
    with a_run_in_the_middle(batch / "in", output) as process:
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == (-signal.SIGKILL if number == signal.SIGKILL else 130)
    if number != signal.SIGKILL:
        assert b"What is done is kept" in errors
        assert b"Traceback" not in errors
    assert not (output / "report.csv").exists()
    half = {name: content for name, content in tree(output / "articles").items() if not name.startswith(".unspin-")}
    assert 2 <= len(half) < 8
    assert {name: content for name, content in tree(batch / "out" / "articles").items() if name in half} == half

    subprocess.run(clean(batch / "in", output), cwd=ROOT, check=True, capture_output=True)
    assert told(output) == told(batch / "out")
    assert any(row["from_cache"] == "true" for row in table(output))
