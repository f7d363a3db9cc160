"""The keyphrases that a user gives for single articles: a CSV table, and what it changes in an article's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Config
from pipeline.errors import ConfigError
from pipeline.files.user_table import same_path, table_rows
from pipeline.report.cells import format_cell

_MUST_HAVE = ("path", "keyphrase")
_MOST_NAMES = 5
"""Articles named in one warning."""


@dataclass(frozen=True, slots=True)
class Target:
    """The phrase that an article targets, and the phrases that stand for it."""

    keyphrase: str
    synonyms: tuple[str, ...] = ()


def read_keyphrases(path: Path | None) -> dict[str, Target]:
    """The targets in a CSV table, by article id; none where there is no table.

    The columns are ``path`` (the article relative to the input folder, with forward slashes), ``keyphrase`` and, if
    wanted, ``synonyms`` (several with ``|`` between them); others are passed over, and so are empty rows.

    Raises:
        ConfigError: the table cannot be read, lacks a column, has a row that says nothing, or says two things of one
            article.
    """
    targets: dict[str, Target] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(path) if path else ():
        article_id, target = _entry(row, f"{path}, line {line}")
        if targets.setdefault(article_id, target) != target:
            raise ConfigError(
                f"{path}, line {line}: {row['path'].strip()} has another keyphrase or other synonyms in line "
                f"{lines[article_id]}; remove one of the two."
            )
        lines.setdefault(article_id, line)
    return targets


def with_target(config: Config, article_id: str, targets: Mapping[str, Target]) -> Config:
    """The settings for one article: its own phrase and synonyms where the table has them."""
    target = next((targets[path] for path in _spellings(article_id) if path in targets), None)
    if target is None:
        return config
    return config.model_copy(update={"keyphrase": target.keyphrase, "synonyms": target.synonyms})


def warn_of_strangers(path: Path | None, targets: Mapping[str, Target], article_ids: Sequence[str]) -> str:
    """A line on the rows of the table that belong to no article of the run, or an empty text."""
    strangers = sorted(targets.keys() - {path for article_id in article_ids for path in _spellings(article_id)})
    if not strangers:
        return ""
    names = ", ".join(strangers[:_MOST_NAMES]) + (" ..." if len(strangers) > _MOST_NAMES else "")
    return (
        f"{path}: {len(strangers)} of {len(targets)} rows fit no article of this run: {names}. "
        "A path starts below the input folder, as in the column path of report.csv."
    )


def _spellings(article_id: str) -> tuple[str, str]:
    """An article's path as it is, and as ``report.csv`` writes it, which may have an apostrophe before it."""
    return same_path(article_id), same_path(format_cell(article_id))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row that is not empty."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}); check the path given to --keyphrases."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not a CSV table in UTF-8 ({error}); save it as one.") from error
    for row in table_rows(text, path, _MUST_HAVE, "The first line must be: path,keyphrase,synonyms"):
        yield row.line, row.cells


def _entry(row: Mapping[str, str], place: str) -> tuple[str, Target]:
    article_id, keyphrase = same_path(row["path"].strip()), row["keyphrase"].strip()
    synonyms = tuple(part.strip() for part in row.get("synonyms", "").split("|") if part.strip())
    if not article_id:
        raise ConfigError(f"{place}: no path; name the article, or remove the row.")
    if not _has_words(keyphrase):
        raise ConfigError(f"{place}: no keyphrase; write one, or remove the row.")
    if not all(map(_has_words, synonyms)):
        raise ConfigError(f"{place}: a synonym without a word; write one, or remove it.")
    return article_id, Target(keyphrase, synonyms)


def _has_words(phrase: str) -> bool:
    return any(character.isalnum() for character in phrase)
