"""The only reader of ``pipeline/data`` and of the tables that a user lays over it: loads, validates, caches."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline.tables.digests import file_digest
from pipeline.tables.rows import DATA, overlaid_rows, rows

SwapAction = Literal["fix", "fix_in_spun", "suggest", "gate"]
ProfileAction = Literal["apply", "suggest", "off"]


@dataclass(frozen=True, slots=True)
class ListedSwap:
    """A row of ``swaps/listed_swaps.tsv``.

    Attributes:
        spun: what the spinner wrote, lower case.
        originals: what stood there before, best first.
        action: ``fix`` may be repaired, ``fix_in_spun`` only in spun text, ``suggest`` is proposed, ``gate`` is
            proposed only in spun text.
        requires: terms, joined by "or", of which one must stand in the same article; empty for none.
        clean_per_million: how often ``spun`` occurs in a million words of clean text.
        source: key of ``SOURCES.md``.
    """

    spun: str
    originals: tuple[str, ...]
    action: SwapAction
    requires: str
    clean_per_million: float
    source: str

    @property
    def is_repair(self) -> bool:
        """Whether the row may be applied, in some document at least."""
        return self.action in ("fix", "fix_in_spun")

    @property
    def is_tortured_phrase(self) -> bool:
        """Whether the row comes from the Problematic Paper Screener."""
        return self.source == "pps"


@dataclass(frozen=True, slots=True)
class FunctionSwap:
    """A row of ``swaps/function_words.tsv``.

    Attributes:
        spun: a longer form of a function word, in lower case.
        original: the word.
        follows: the words behind which the form is the spinner's; empty for any, and if the first begins with ``!``,
            all but these. ``-ing`` stands for a verb in that form, ``#`` for a number in figures.
        precedes: the same of the words before which it is.
        least: how often the form must stand so in a text.
    """

    spun: str
    original: str
    follows: tuple[str, ...]
    precedes: tuple[str, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A row of ``swaps/fingerprints.tsv``: a phrase typical of spinners, and its family."""

    phrase: str
    family: str


@dataclass(frozen=True, slots=True)
class NaturalPlace:
    """A row of ``swaps/natural_places.tsv``.

    Attributes:
        before: words that belong to the first word of the phrase alone.
        behind: plural verbs, where the phrase is their subject.
    """

    before: frozenset[str]
    behind: frozenset[str]


@dataclass(frozen=True, slots=True)
class Organization:
    """A row of ``terms/organizations.tsv``; ``acronym`` may be empty."""

    name: str
    acronym: str


@dataclass(frozen=True, slots=True)
class InsertionModelFiles:
    """The files under ``models/insertions``: the network in ONNX format, and its tokenizer in JSON."""

    network: bytes
    tokenizer: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A row of ``grammar/profile.tsv``: what becomes of a rule of the grammar checker.

    Attributes:
        checker_rule: the checker's rule id, or its category id with a ``category:`` in front.
        rule_id: our rule that reports it.
        action: ``apply`` is a safe fix, ``suggest`` is proposed, ``off`` is not reported.
    """

    checker_rule: str
    rule_id: str
    action: ProfileAction


@dataclass(frozen=True, slots=True)
class GateSettings:
    """The numbers of ``swaps/gate.toml``, which says what each means and how it was fitted."""

    floor_words: int
    spun_rate: float
    spun_kinds: int
    short_kinds: int
    spun_families: int
    suspect_rate: float
    suspect_kinds: int
    window_rate: float
    window_kinds: int
    window_score: float
    score_intercept: float
    score_weight: float
    model_prior: float
    model_prior_words: float
    model_fewest_words: int
    model_longest_fragment: int
    model_intercept: float
    model_fingerprints: float
    model_weight: float
    model_spun: float
    model_suspect: float


@cache
def listed_swaps(overlay: Path | None = None) -> tuple[ListedSwap, ...]:
    """The table of known swaps.

    Args:
        overlay: a user's folder, whose rows stand in place of shipped ones.

    Raises:
        ConfigError: a row cannot be used.
    """
    defaults = {"action": "suggest", "requires": "", "clean_per_million": "0", "source": "user"}
    choices = {"action": get_args(SwapAction)}
    return tuple(
        ListedSwap(
            spun=row["spun"],
            originals=tuple(row["original"].split("|")),
            action=row["action"],  # type: ignore[arg-type]
            requires=row["requires"].lower(),
            clean_per_million=float(row["clean_per_million"]),
            source=row["source"],
        )
        for row in overlaid_rows("swaps/listed_swaps.tsv", ("spun", "original"), overlay, defaults, choices)
    )


@cache
def function_swaps() -> tuple[FunctionSwap, ...]:
    """The spinner's longer forms of function words."""
    columns = ("spun", "original", "follows", "precedes", "least")
    return tuple(
        FunctionSwap(row["spun"], row["original"], _words(row["follows"]), _words(row["precedes"]), int(row["least"]))
        for row in rows("swaps/function_words.tsv", columns)
    )


def _words(cell: str) -> tuple[str, ...]:
    return () if cell == "*" else tuple(cell.split("|"))


@cache
def fingerprints(overlay: Path | None = None) -> tuple[Fingerprint, ...]:
    """The phrases that give a spinner away; see ``listed_swaps``."""
    defaults = {"family": "user", "clean_per_million": "0", "source": "user"}
    table = overlaid_rows("swaps/fingerprints.tsv", ("phrase",), overlay, defaults, {})
    return tuple(Fingerprint(row["phrase"], row["family"]) for row in table)


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
def word_parts() -> dict[str, str]:
    """What a spinner puts inside words, in lower case, with what stood there."""
    return {row["part"]: row["original"] for row in rows("swaps/word_parts.tsv", ("part", "original"))}


@cache
def natural_places() -> dict[str, NaturalPlace]:
    """The words around a phrase of spinners that says what it says, by the phrase; all in lower case."""
    table = rows("swaps/natural_places.tsv", ("phrase", "before", "behind"))
    return {
        row["phrase"]: NaturalPlace(*(frozenset(row[side].split("|")) for side in ("before", "behind")))
        for row in table
    }


@cache
def british_words() -> frozenset[str]:
    """Words that a Briton writes where a spinner's dictionary, which is American, would not have put them."""
    return frozenset(row["word"] for row in rows("swaps/british_words.tsv", ("word",)))


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


@cache
def never_doubled_words() -> frozenset[str]:
    """Small words that nobody doubles on purpose, in lower case."""
    return frozenset(row["word"] for row in rows("grammar/doubled_words.tsv", ("word",)))


@cache
def function_words() -> frozenset[str]:
    """Words that only hold a sentence together, in lower case with plain apostrophes."""
    return frozenset(row["word"] for row in rows("grammar/function_words.tsv", ("word",)))


@cache
def sentence_openers() -> frozenset[str]:
    """Small words that often open a sentence and are no names, in lower case."""
    return frozenset(row["word"] for row in rows("grammar/sentence_openers.tsv", ("word",)))


@cache
def speller_words(variety: str) -> frozenset[str]:
    """Frequent words that the grammar checker's speller accepts, as they are written.

    Args:
        variety: a tag such as ``en-US``; the list of any other than ``en-US`` and ``en-GB`` is empty.
    """
    if variety not in ("en-US", "en-GB"):
        return frozenset()
    lines = (DATA / "grammar" / "speller_words.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition("\t") for line in lines)
    return frozenset(word for word, _, only in parts if only in ("", variety))


@cache
def grammar_profile() -> dict[str, ProfileRow]:
    """What becomes of each rule or category of the grammar checker, by its id."""
    columns = ("checker_rule", "rule_id", "action")
    return {
        row["checker_rule"]: ProfileRow(row["checker_rule"], row["rule_id"], row["action"])  # type: ignore[arg-type]
        for row in rows("grammar/profile.tsv", columns)
    }


@cache
def gate_settings() -> GateSettings:
    """The thresholds of the document gate."""
    content = settings("swaps/gate.toml")
    named = {f"{part}_{name}": value for part in ("score", "model") for name, value in content[part].items()}
    return GateSettings(**content["gate"], **content["window"], **named)


@cache
def insertion_model() -> InsertionModelFiles:
    """The insertion model."""
    network, tokenizer = _insertion_model_files()
    return InsertionModelFiles(network.read_bytes(), tokenizer.read_text(encoding="utf-8"))


def insertion_model_version() -> str:
    """The model's name with a digest of its files, so that another model is told from this one."""
    digest = sha256(b"".join(map(file_digest, _insertion_model_files())))
    return f"insertions {digest.hexdigest()[:12]}"


def _insertion_model_files() -> tuple[Path, Path]:
    folder = DATA / "models" / "insertions"
    return folder / "model.onnx", folder / "tokenizer.json"


@cache
def settings(name: str) -> dict[str, Any]:
    """The thresholds in a TOML file, such as ``swaps/gate.toml``."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
