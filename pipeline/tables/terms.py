"""The words of health writing, its names and its numbers: word lists in ``data/terms``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.tables.rows import DATA, rows


@dataclass(frozen=True, slots=True)
class Organization:
    """A row of ``terms/organizations.tsv``; ``acronym`` may be empty."""

    name: str
    acronym: str


@cache
def organizations() -> tuple[Organization, ...]:
    """Names of health organizations."""
    return tuple(
        Organization(row["name"], row["acronym"]) for row in rows("terms/organizations.tsv", ("name", "acronym"))
    )


@cache
def acronyms() -> dict[str, tuple[str, ...]]:
    """Expansions of medical acronyms."""
    return {
        row["acronym"]: tuple(row["expansion"].split("|"))
        for row in rows("terms/acronyms.tsv", ("acronym", "expansion"))
    }


@cache
def glosses() -> dict[str, tuple[str, ...]]:
    """What writers put in brackets behind a medical term, or before it, by the term."""
    return {row["term"]: tuple(row["gloss"].split("|")) for row in rows("terms/glosses.tsv", ("term", "gloss"))}


@cache
def drugs() -> frozenset[str]:
    """Drug names in lower case."""
    return frozenset(row["name"] for row in rows("terms/drugs.tsv", ("name",)))


@cache
def drug_stems() -> tuple[str, ...]:
    """What generic names of drugs end in, in lower case."""
    return tuple(row["stem"] for row in rows("terms/drug_stems.tsv", ("stem",)))


@cache
def titles() -> frozenset[str]:
    """Abbreviated titles that stand before a name, in lower case without their stop."""
    return frozenset(row["title"] for row in rows("terms/titles.tsv", ("title",)))


@cache
def units() -> frozenset[str]:
    """Units of measurement as they are written."""
    return frozenset(row["unit"] for row in rows("terms/units.tsv", ("unit",)))


@cache
def negations() -> frozenset[str]:
    """Words that negate, in lower case."""
    return frozenset(row["word"] for row in rows("terms/negations.tsv", ("word",)))


@cache
def number_words() -> frozenset[str]:
    """Numbers written as words, in lower case."""
    return frozenset(row["word"] for row in rows("terms/number_words.tsv", ("word",)))


@cache
def known_words() -> frozenset[str]:
    """Words of health writing that a general speller does not know, in lower case."""
    return frozenset(row["word"] for row in rows("terms/known_words.tsv", ("word",)))


@cache
def health_words() -> frozenset[str]:
    """Words of health writing that none of the other lists has, in lower case."""
    return frozenset(row["word"] for row in rows("terms/health_words.tsv", ("word",)))


@cache
def medical_words() -> frozenset[str]:
    """Terms of a medical speller, in lower case."""
    return frozenset((DATA / "terms" / "medical_words.txt").read_text(encoding="utf-8").splitlines())
