"""The originals of the articles of a run, found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.decided import Source, original_changed
from pipeline.config import Config
from pipeline.errors import ArticleError, ConfigError
from pipeline.files.containers import list_members
from pipeline.files.inputs import InputFile, collect
from pipeline.files.run_record import RunRecord
from pipeline.files.selection import selection_of
from pipeline.ingest.formats import Member
from pipeline.ingest.registry import is_container


@dataclass(frozen=True, slots=True)
class OriginalFiles:
    """The files in which the articles of a run stand.

    Attributes:
        by_id: those that were found.
        inputs: the files and folders in which they were looked for.
        gone: the inputs of the run in which there is no article any more.
    """

    by_id: Mapping[str, InputFile]
    inputs: tuple[Path, ...]
    gone: tuple[Path, ...] = ()


def original_files(run: RunRecord, inputs: Sequence[Path] = ()) -> OriginalFiles:
    """The originals of a run; one input of the run that is gone takes no other with it.

    Args:
        run: that read them.
        inputs: where they are; none for where they were at the run.

    Raises:
        ConfigError: there is no article where somebody says that they are.
    """
    selection = selection_of(run.config)
    if inputs:
        return OriginalFiles({file.id: file for file in collect(inputs, selection).files}, tuple(inputs))
    files: dict[str, InputFile] = {}
    gone = []
    for path in run.inputs:
        try:
            files |= {file.id: file for file in collect((path,), selection).files}
        except ConfigError:
            gone.append(path)
    return OriginalFiles(files, run.inputs, tuple(gone))


def file_id_of(article_id: str, files: Mapping[str, InputFile]) -> str:
    """The file of an article, which may hold others too; empty where there is none.

    Args:
        article_id: the article.
        files: by their ids.
    """
    names = (article_id, *(article_id[:place] for place, sign in enumerate(article_id) if sign == "#"))
    return next((name for name in names if name in files), "")


class Originals:
    """Where the articles of a run are read; holds the articles of one file at a time.

    Args:
        files: by their ids.
        config: the settings of the run.
    """

    def __init__(self, files: Mapping[str, InputFile], config: Config) -> None:
        self._files = files
        self._config = config
        self._listed_file = ""
        self._members: dict[str, Member] = {}

    def find(self, article_id: str) -> Source:
        """Where an article is read.

        Raises:
            ArticleError: it is not found, or its file cannot be read.
        """
        file_id = file_id_of(article_id, self._files)
        if not file_id:
            raise ArticleError(
                "unreadable", "The original is not found. Name the folder that was cleaned behind the run."
            )
        file = self._files[file_id]
        if not is_container(file.path, self._config):
            return Source(file.path, None, self._config)
        if file_id != self._listed_file:
            _, members = list_members(file, self._config)
            self._members = {f"{file_id}#{member.name}": member for member in members}
            self._listed_file = file_id
        if article_id not in self._members:
            raise original_changed()
        return Source(file.path, self._members[article_id], self._config)
