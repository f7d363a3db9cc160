"""The shipped tables: their format, and what a row may not say. Read with the csv module, as a user would."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.meaning import meaning_change
from pipeline.facts.swaps.listed import find_listed_swaps
from pipeline.model import Span
from pipeline.tables import listed_swaps

DATA = Path(__file__).parent.parent / "pipeline" / "data"

COLUMNS = {
    "fields/front_matter_groups.tsv": ["key", "about", "source"],
    "fields/front_matter_keys.tsv": ["key", "field", "source"],
    "fields/header_keys.tsv": ["key", "source"],
    "fields/meta_names.tsv": ["name", "field", "source"],
    "fields/other_types.tsv": ["type_end", "source"],
    "fields/structured_keys.tsv": ["key", "types", "field", "source"],
    "grammar/doubled_words.tsv": ["word", "source"],
    "grammar/function_words.tsv": ["word", "source"],
    "grammar/profile.tsv": ["checker_rule", "rule_id", "action", "clean_alarms_per_10k", "reason", "source"],
    "grammar/sentence_openers.tsv": ["word", "source"],
    "grammar/silent_h_words.tsv": ["word", "source"],
    "grammar/unsuggested_words.tsv": ["word", "source"],
    "swaps/british_words.tsv": ["word", "source"],
    "swaps/compound_parts.tsv": ["part", "original", "beside", "action", "clean_per_million", "source"],
    "swaps/fingerprints.tsv": ["phrase", "family", "clean_per_million", "source"],
    "swaps/function_words.tsv": ["spun", "original", "follows", "precedes", "least", "source"],
    "swaps/listed_swaps.tsv": ["spun", "original", "action", "requires", "clean_per_million", "source"],
    "swaps/natural_places.tsv": ["phrase", "before", "behind", "source"],
    "swaps/word_parts.tsv": ["part", "original", "source"],
    "terms/acronyms.tsv": ["acronym", "expansion", "source"],
    "terms/drug_stems.tsv": ["stem", "source"],
    "terms/drugs.tsv": ["name", "kind", "source"],
    "terms/glosses.tsv": ["term", "gloss", "source"],
    "terms/guarded_words.tsv": ["word", "kind", "meaning", "source"],
    "terms/health_words.tsv": ["word", "source"],
    "terms/known_words.tsv": ["word", "document_count", "source"],
    "terms/meanings.tsv": ["word", "kind", "meaning", "counts", "source"],
    "terms/negations.tsv": ["word", "source"],
    "terms/number_words.tsv": ["word", "source"],
    "terms/opposites.tsv": ["words", "opposites", "source"],
    "terms/organizations.tsv": ["name", "acronym", "source"],
    "terms/titles.tsv": ["title", "source"],
    "terms/units.tsv": ["unit", "kind", "source"],
}
FOLDERS = {"fields", "grammar", "swaps", "terms"}
MAY_BE_EMPTY = {("swaps/listed_swaps.tsv", "requires"), ("terms/organizations.tsv", "acronym")}
LOWER_CASE = {
    "swaps/british_words.tsv",
    "swaps/compound_parts.tsv",
    "swaps/fingerprints.tsv",
    "swaps/listed_swaps.tsv",
    "terms/drugs.tsv",
    "terms/guarded_words.tsv",
    "terms/known_words.tsv",
    "terms/meanings.tsv",
    "terms/opposites.tsv",
}

every_table = pytest.mark.parametrize("name", sorted(COLUMNS))


def read(name: str) -> tuple[list[str], list[list[str]]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return header, rows


def dicts(name: str) -> list[dict[str, str]]:
    header, rows = read(name)
    return [dict(zip(header, row, strict=True)) for row in rows]


def words(text: str) -> str:
    """The text with one blank around each word and mark, so that whole phrases can be looked up in it."""
    return " " + " ".join(re.findall(r"[\w'-]+|[^\w\s]", text.lower())) + " "


@every_table
def test_columns_are_as_declared(name: str) -> None:
    header, rows = read(name)
    assert header == COLUMNS[name]
    assert rows
    assert [row for row in rows if len(row) != len(header)] == []


@every_table
def test_rows_are_sorted_and_unique(name: str) -> None:
    keys = [row[0] for row in read(name)[1]]
    assert keys == sorted(set(keys))


@every_table
def test_cells_are_clean(name: str) -> None:
    text = (DATA / name).read_bytes().decode("utf-8")
    assert text.endswith("\n") and "\r" not in text and not text.startswith("\ufeff")
    for row in dicts(name):
        for column, cell in row.items():
            assert cell == cell.strip() and "  " not in cell, row
            assert not any(unicodedata.category(char).startswith("C") for char in cell), row
            assert cell or (name, column) in MAY_BE_EMPTY, row
            assert all(cell.split("|")) or not cell, row


@every_table
def test_every_source_is_known(name: str) -> None:
    known = set(re.findall(r"^## ([a-z-]+)$", (DATA / "SOURCES.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert {row["source"] for row in dicts(name)} <= known


@pytest.mark.parametrize("name", sorted(LOWER_CASE))
def test_keys_are_lower_case(name: str) -> None:
    assert [row[0] for row in read(name)[1] if row[0] != row[0].lower()] == []


def test_every_table_is_declared_and_described() -> None:
    shipped = {path.relative_to(DATA).as_posix() for path in DATA.glob("*/*.tsv") if path.parent.name in FOLDERS}
    assert shipped == set(COLUMNS)
    described = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    assert [name for name in sorted(shipped) if f"`{name}`" not in described] == []


def test_swap_actions_are_valid() -> None:
    assert {row["action"] for row in dicts("swaps/listed_swaps.tsv")} == {"fix", "fix_in_spun", "suggest", "gate"}
    assert {row["action"] for row in dicts("swaps/compound_parts.tsv")} == {"fix", "suggest"}


def test_no_swap_corrects_to_itself() -> None:
    assert [
        row for row in dicts("swaps/listed_swaps.tsv") if row["spun"] in map(str.lower, row["original"].split("|"))
    ] == []


def test_no_repair_can_be_repaired_again() -> None:
    fixes = [row for row in dicts("swaps/listed_swaps.tsv") if row["action"].startswith("fix")]
    forms = [words(row["spun"]) for row in fixes]
    for row in fixes:
        for original in row["original"].split("|"):
            assert [form for form in forms if form in words(original)] == [], row


def test_no_original_holds_a_listed_form() -> None:
    for swap in listed_swaps():
        for original in swap.originals:
            found = find_listed_swaps(original, tokenize(original))
            assert [match.swap.spun for match in found] == [], (swap.spun, original)


def test_no_listed_form_is_a_term_as_it_is_rightly_written() -> None:
    columns = [("acronyms", "expansion"), ("glosses", "term"), ("health_words", "word"), ("organizations", "name")]
    terms = {row[column] for table, column in columns for row in dicts(f"terms/{table}.tsv")}
    terms |= {row["name"] for row in dicts("terms/drugs.tsv")}
    terms |= {
        "COVID-19",
        "cancer cells",
        "fat-free",
        "prostate gland",
        "thyroid gland",
        "viral infection",
        "weight-loss",
    }
    for term in terms:
        found = find_listed_swaps(term, tokenize(term))
        assert [match.swap.spun for match in found if len(match.phrase) == len(term)] == [], term


def test_guarded_words_are_units_or_auxiliaries() -> None:
    assert {row["kind"] for row in dicts("terms/guarded_words.tsv")} == {"unit", "auxiliary"}


def test_meanings_are_of_a_known_kind() -> None:
    kinds = {"action", "amount", "body", "condition", "dose", "food", "measure", "person", "treatment"}
    assert {(row["kind"], row["counts"]) for row in dicts("terms/meanings.tsv")} <= {
        (kind, counts) for kind in kinds for counts in ("alone", "exchanged")
    }


def test_no_word_is_its_own_opposite() -> None:
    for row in dicts("terms/opposites.tsv"):
        assert set(row["words"].split("|")).isdisjoint(row["opposites"].split("|")), row


def test_no_fix_says_the_opposite_or_names_something_else() -> None:
    for row in dicts("swaps/listed_swaps.tsv"):
        if row["action"].startswith("fix"):
            whole = Span(0, len(row["spun"]))
            for original in row["original"].split("|"):
                assert not meaning_change(row["spun"], whole, original, is_guess=False), row


def test_no_fix_changes_a_negation_a_number_or_a_drug() -> None:
    guarded = {row["word"] for name in ("negations", "number_words") for row in dicts(f"terms/{name}.tsv")}
    guarded |= {row["name"] for row in dicts("terms/drugs.tsv") if row["kind"] != "class"}

    def kept(text: str) -> list[str]:
        return sorted(word for word in words(text).split() if word in guarded or word.isdigit())

    for row in dicts("swaps/listed_swaps.tsv"):
        if row["action"].startswith("fix"):
            assert kept(row["spun"]) == kept(row["original"].split("|")[0]), row


def test_a_fix_is_unconditional_and_all_but_absent_from_clean_text() -> None:
    for row in dicts("swaps/listed_swaps.tsv"):
        if row["action"].startswith("fix"):
            assert not row["requires"] and float(row["clean_per_million"]) < 0.2, row


def test_legitimate_terms_are_never_fixed() -> None:
    fixed = {row["spun"] for row in dicts("swaps/listed_swaps.tsv") if row["action"] == "fix"}
    terms = {"muscle mass", "roof shingles", "a journey or fall", "pores and skin", "reduced back pain"}
    assert fixed.isdisjoint(terms)


def test_rates_are_numbers() -> None:
    for name in ("swaps/listed_swaps.tsv", "swaps/fingerprints.tsv"):
        assert all(float(row["clean_per_million"]) >= 0 for row in dicts(name))


def test_kinds_are_valid() -> None:
    assert {row["kind"] for row in dicts("terms/drugs.tsv")} == {"generic", "brand", "class"}
    assert all(row["document_count"].isdigit() for row in dicts("terms/known_words.tsv"))
    assert len({row["family"] for row in dicts("swaps/fingerprints.tsv")}) >= 2


def test_no_fingerprint_holds_another() -> None:
    phrases = [words(row["phrase"]) for row in dicts("swaps/fingerprints.tsv")]
    text = "\n".join(phrases)
    assert [phrase for phrase in phrases if text.count(phrase) > 1] == []


def test_the_gate_has_an_order() -> None:
    gate = tomllib.loads((DATA / "swaps/gate.toml").read_text(encoding="utf-8"))
    thresholds, score = gate["gate"], gate["score"]
    assert thresholds["spun_rate"] > thresholds["suspect_rate"] > 0
    assert thresholds["short_kinds"] >= thresholds["spun_kinds"] >= thresholds["suspect_kinds"] > 0
    assert thresholds["spun_families"] >= 2
    assert score["weight"] > 0 > score["intercept"]


def test_known_words_stay_small() -> None:
    assert (DATA / "terms/known_words.tsv").stat().st_size < 400_000
