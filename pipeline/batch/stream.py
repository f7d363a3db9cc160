"""One article from standard input: a run on a folder that passes, of which only the result is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.batch.request import Listener, Request
from pipeline.batch.run import run_batch
from pipeline.errors import ConfigError
from pipeline.files.master import read_master
from pipeline.files.output import article_path, extracted_path
from pipeline.ingest.articles import sniffed_format
from pipeline.ingest.registry import SUFFIXES, is_container
from pipeline.report.columns import Row
from pipeline.report.summary import Tally, printable

_UNSURE = (
    "The article holds HTML tags, but is not plainly a page: it is read as plain text. "
    "Say what it is with --stdin-filename page.html or --format html."
)


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of the article.

    Attributes:
        content: what belongs on standard output.
        tally: the counts of the run.
    """

    content: bytes
    tally: Tally


def pass_through(content: bytes, name: Path, request: Request, listener: Listener) -> Passed:
    """Clean or check one article.

    Args:
        content: the article.
        name: of the file that it comes from; its suffix tells the format, or else the article itself, where it can.
        request: what is to be done. ``clean`` gives the cleaned file, or the file as it came where it cannot be
            cleaned, and ``check`` a line for each finding. Reports are kept where their folder is not the output's.
        listener: told how it goes on.

    Raises:
        ConfigError: the settings cannot be used.
        EngineError: an engine is not usable.
        OutputError: no passing folder can be written.
    """
    with TemporaryDirectory(prefix="unspin-") as folder:
        source, output = Path(folder, "in", name.name), Path(folder, "out")
        source.parent.mkdir()
        source.write_bytes(content)
        reports = output if request.reports == request.output else request.reports
        config = request.config
        if config.format == "auto" and name.suffix.lower() not in SUFFIXES:
            format, is_sure = sniffed_format(content, config)
            config = config.model_copy(update={"format": format})
            if not is_sure:
                listener.announce(_UNSURE)
        if config.to != "none" and is_container(name, config):
            raise ConfigError(
                f"--to {config.to} wants one article, and this file holds several. Name the file in place of -."
            )
        request = replace(request, paths=(source,), output=output, reports=reports, config=config)
        tally = run_batch(request, listener)
        if request.command == "check":
            findings = (row for row in read_master(reports) if row["record"] == "finding")
            return Passed("".join(_lines(name, findings)).encode("utf-8", "backslashreplace"), tally)
        relative = Path(source.name)
        wanted = article_path(output, relative)
        if config.to != "none":
            wanted = extracted_path(output, relative, "", config.to)
        return Passed(wanted.read_bytes() if wanted.is_file() else content, tally)


def _lines(name: Path, findings: Iterator[Row]) -> Iterator[str]:
    """``name:line:column: RULE message``, as compilers write it, so that editors find the place."""
    for row in findings:
        text = printable(f"{name}:{row['line']}:{row['column']}: {row['rule_id']} {row['message']}")
        yield f"{text}\n"
