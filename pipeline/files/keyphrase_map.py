"""The keyphrases that a user gives for single articles: a CSV table, and what it changes in an article's settings."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from pipeline.config import Config
from pipeline.errors import ConfigError

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
    target = targets.get(_key(article_id))
    if target is None:
        return config
    return config.model_copy(update={"keyphrase": target.keyphrase, "synonyms": target.synonyms})


def warn_of_strangers(path: Path | None, targets: Mapping[str, Target], article_ids: Sequence[str]) -> str:
    """A line on the rows of the table that belong to no article of the run, or an empty text."""
    strangers = sorted(targets.keys() - {_key(article_id) for article_id in article_ids})
    if not strangers:
        return ""
    names = ", ".join(strangers[:_MOST_NAMES]) + (" ..." if len(strangers) > _MOST_NAMES else "")
    return (
        f"{path}: {len(strangers)} of {len(targets)} rows fit no article of this run: {names}. "
        "A path starts below the input folder, as in the column path of report.csv."
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row that is not empty."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            columns = [name.strip().lower() for name in next(reader, [])]
            _refuse_columns(path, columns)
            for cells in reader:
                if len(cells) > len(columns) and any(cells[len(columns) :]):
                    raise ConfigError(
                        f"{path}, line {reader.line_num}: more cells than columns; put quotation marks around a "
                        "keyphrase that holds a comma."
                    )
                if any(cell.strip() for cell in cells):
                    padded = cells + [""] * (len(columns) - len(cells))
                    yield reader.line_num, dict(zip(columns, padded, strict=False))
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}); check the path given to --keyphrases."
        ) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not a CSV table in UTF-8 ({error}); save it as one.") from error


def _refuse_columns(path: Path, columns: Sequence[str]) -> None:
    missing = [name for name in _MUST_HAVE if name not in columns]
    if missing:
        found = ", ".join(name for name in columns if name) or "none"
        raise ConfigError(
            f"{path}: no column {' and '.join(missing)}; the columns found are: {found}. "
            "The first line must be: path,keyphrase,synonyms"
        )


def _entry(row: Mapping[str, str], place: str) -> tuple[str, Target]:
    article_id, keyphrase = _key(row["path"].strip()), row["keyphrase"].strip()
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


def _key(article_id: str) -> str:
    """One spelling of a path: file systems and spreadsheets write an accented letter in one code point or in two."""
    return normalize("NFC", article_id.removeprefix("./"))
