"""What a run has to do: which articles are done already, and which are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.config import Config
from pipeline.engines.languagetool_install import named_folder
from pipeline.engines.languagetool_jars import VERSION
from pipeline.engines.spacy import MODEL_PACKAGES
from pipeline.errors import ArticleError, EngineError
from pipeline.inputs import InputFile, read_file
from pipeline.journal import Journal, article_key
from pipeline.output import article_path

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
