"""How worker processes come about on Linux: forked from one process that has loaded what they share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each worker loads for itself")

SAY_HELLO = """
import os, signal, sys
from pipeline.batch.worker_context import worker_context
context = worker_context()
{meanwhile}
worker = context.Process(target=print, args=("hello from a worker",), kwargs={{"flush": True}})
worker.start()
worker.join()
print(context.get_start_method(), worker.exitcode)
"""


def run(script: str, folder: Path, **environment: str) -> tuple[list[str], str]:
    """The lines that a script prints, and what it says on standard error."""
    finished = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=60,
    )
    return finished.stdout.splitlines(), finished.stderr


def test_an_interrupt_while_it_loads_is_left_to_the_run(tmp_path: Path) -> None:
    meanwhile = "signal.signal(signal.SIGINT, signal.SIG_IGN); os.killpg(0, signal.SIGINT)"
    lines, errors = run(SAY_HELLO.format(meanwhile=meanwhile), tmp_path)
    assert lines == ["hello from a worker", "forkserver 0"]
    assert errors == ""


def test_the_run_itself_can_still_be_interrupted(tmp_path: Path) -> None:
    lines, errors = run(SAY_HELLO.format(meanwhile="os.kill(os.getpid(), signal.SIGINT)"), tmp_path)
    assert lines == []
    assert errors.rstrip().endswith("KeyboardInterrupt")


def test_a_package_of_our_name_in_the_working_directory_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "__init__.py").write_text("print('a stranger')", encoding="utf-8")
    script = "import sys; sys.path.remove('')" + SAY_HELLO.format(meanwhile="")
    assert run(script, tmp_path) == (["hello from a worker", "forkserver 0"], "")


def test_the_environment_of_the_run_stays_as_it_is(tmp_path: Path) -> None:
    meanwhile = "print(dict(os.environ) == before)"
    script = "import os; before = dict(os.environ)" + SAY_HELLO.format(meanwhile=meanwhile)
    assert run(script, tmp_path)[0][0] == "True"


def test_where_its_socket_has_no_place_each_worker_loads_for_itself(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    assert run(SAY_HELLO.format(meanwhile=""), tmp_path, TMPDIR=str(deep)) == (["hello from a worker", "spawn 0"], "")


def test_tables_are_loaded_before_the_fork(tmp_path: Path) -> None:
    script = (
        "import pipeline.batch.preload; from pipeline.tables import listed_swaps, speller_words\n"
        "from pipeline.tables.originals import originals_table\n"
        "print([table.cache_info().currsize for table in (listed_swaps, speller_words, originals_table)])"
    )
    assert run(script, tmp_path) == (["[1, 1, 1]"], "")


def test_no_network_is_loaded_before_the_fork(tmp_path: Path) -> None:
    script = "import sys, pipeline.batch.preload; print('pipeline.clean' in sys.modules, 'onnxruntime' in sys.modules)"
    assert run(script, tmp_path) == (["True False"], "")
