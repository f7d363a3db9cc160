"""Which files of an input folder are wanted: patterns that users know from ``.gitignore``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of one folder.

    Attributes:
        glob: the files to take; None takes all.
        left_out: the files and folders to leave out; None leaves out none.
        settings: files and folders that the settings name, which hold no articles.
    """

    glob: GitIgnoreSpec | None
    left_out: GitIgnoreSpec | None
    settings: frozenset[PurePath]

    def enters(self, folder: PurePath) -> bool:
        """Whether a folder is looked into."""
        return folder not in self.settings and not _matches(self.left_out, f"{folder.as_posix()}/")

    def takes(self, file: PurePath) -> bool:
        """Whether a file is taken."""
        is_wanted = file not in self.settings and (self.glob is None or self.names(file))
        return is_wanted and not _matches(self.left_out, file.as_posix())

    def names(self, file: PurePath) -> bool:
        """Whether the user asked for such files, so that they are articles whatever their suffix."""
        return _matches(self.glob, file.as_posix())


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns in the syntax of ``.gitignore``, relative to the input folder.

    Attributes:
        glob: the files to take; none takes all that can be articles.
        exclude: files and folders to leave out.
        ignore_file: name of a file in the input folder with more patterns to leave out.
        any_suffix: a file that is named itself is an article whatever its suffix, since its format is known.
        settings: files and folders that the settings name; a list of accepted words among the articles is none of them.
    """

    glob: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    ignore_file: str = ".unspinignore"
    any_suffix: bool = False
    settings: tuple[Path, ...] = ()

    def in_folder(self, folder: Path) -> Wanted:
        """The patterns for one input folder.

        Raises:
            ConfigError: a pattern is none, or the ignore file cannot be read.
        """
        patterns = (*_patterns_in(folder / self.ignore_file), *self.exclude)
        real = folder.resolve()
        named = (path.resolve() for path in self.settings)
        inside = frozenset(PurePath(path.relative_to(real)) for path in named if path.is_relative_to(real))
        return Wanted(_spec(self.glob, "--glob"), _spec(patterns, "--exclude"), inside)

    def describe(self) -> str:
        """What narrows the search, for a message; or nothing."""
        parts = [f"--glob {pattern}" for pattern in self.glob] + [f"--exclude {pattern}" for pattern in self.exclude]
        return f"; the patterns were {' '.join(parts)}" if parts else ""


def selection_of(config: Config) -> Selection:
    """What the settings of a run want of its input."""
    named = (config.baseline, config.ignores, config.keyphrases, config.tables, config.vocab)
    settings = tuple(path for path in named if path)
    return Selection(config.glob, config.exclude, config.ignore_file, config.format != "auto", settings)


def _matches(spec: GitIgnoreSpec | None, path: str) -> bool:
    return spec is not None and spec.match_file(path)


def _spec(patterns: Sequence[str], origin: str) -> GitIgnoreSpec | None:
    if not patterns:
        return None
    # Imported here: hardly a run has patterns.
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise ConfigError(f"{origin}: {error}. Patterns are written as in .gitignore: *.md, drafts/") from error


def _patterns_in(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else []
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}). Save it as UTF-8, or remove it.") from error
