"""What is proposed for a suspected phrase, and how it fits its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from stand_in import StandInModel

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.learned.candidates import Candidate, Derivation
from pipeline.facts.swaps.learned.originals import look_up
from pipeline.facts.swaps.learned.suggestions import Suggestion, place_suggestions
from pipeline.facts.swaps.model_words import split_for_model
from pipeline.model import Finding

SPUN = (
    "A warm bath will certainly relax you, and also it is a lot more pleasant than a pill. Likewise, various other "
    "people stretch. You will certainly feel the difference, and your rest will additionally improve. "
)


def _findings(
    text: str, swapped: dict[str, float], originals: dict[str, dict[str, float]] | None = None
) -> list[Finding]:
    engines = replace(local_engines(), swap_model=StandInModel(swapped, originals or {}))
    findings = clean_article(SPUN + text, Config(grammar=False, select=("S",)), engines).findings
    return [finding for finding in findings if finding.rule_id == "S210"]


def test_what_the_model_names_is_proposed() -> None:
    [finding] = _findings("The hair increase cycle.", {"increase": 0.99}, {"increase": {"growth": 0.8, "rise": 0.1}})
    assert (finding.match, finding.suggestions[0]) == ("increase", "growth")
    assert finding.fix_class == "unsafe" and finding.confidence > 0.5


def test_what_the_dictionary_has_is_proposed_in_the_form_of_the_word() -> None:
    [finding] = _findings("It triggers pain.", {"triggers": 0.99})
    assert finding.suggestions[0] == "causes"
    assert ("dictionary_forms", "trigger") in finding.evidence


def test_a_phrase_of_the_dictionary_is_replaced_as_one() -> None:
    swapped = {"have": 0.9, "a": 0.9, "tendency": 0.99}
    *_, finding = _findings("They have a tendency to ache.", swapped)
    assert (finding.match, finding.suggestions[0]) == ("have a tendency", "tend")


@pytest.mark.parametrize(("word", "expected"), [("Increase", "Growth"), ("INCREASE", "GROWTH"), ("increase", "growth")])
def test_the_letter_case_fits(word: str, expected: str) -> None:
    [finding] = _findings(f"Hair: {word} stops.", {"increase": 0.99}, {"increase": {"growth": 0.9}})
    assert finding.suggestions[0] == expected


def test_the_article_fits() -> None:
    [finding] = _findings("It is a hike.", {"hike": 0.99}, {"hike": {"increase": 0.95}})
    assert (finding.match, finding.suggestions[0]) == ("a hike", "an increase")


def test_without_an_n_gram_model_swaps_are_found_and_repairs_proposed() -> None:
    model = StandInModel({"increase": 0.99}, {"increase": {"growth": 0.8, "rise": 0.1}})
    engines = replace(local_engines(), swap_model=model, ngram_model=None)
    findings = clean_article(SPUN + "The hair increase cycle.", Config(grammar=False, select=("S",)), engines).findings
    assert [(f.match, f.suggestions[0]) for f in findings if f.rule_id == "S210"] == [("increase", "growth")]


def test_what_the_trigrams_speak_for_comes_first() -> None:
    named = {"poor": 0.4, "rich": 0.4}
    [finding] = _findings("Beans are wealthy in protein.", {"wealthy": 0.99}, {"wealthy": named})
    assert (finding.match, finding.suggestions[0]) == ("wealthy", "rich")


def test_what_no_writer_meant_is_not_proposed() -> None:
    [finding] = _findings("Put a pillow under your knees.", {"pillow": 0.99}, {"pillow": {"women": 0.2}})
    assert (finding.match, finding.suggestions, finding.fix_class) == ("pillow", (), "none")
    assert "women" not in finding.message


def test_what_says_the_opposite_is_not_proposed() -> None:
    named = {"take": 0.8, "skip": 0.6}
    [finding] = _findings("You must skirt a dose.", {"skirt": 0.99}, {"skirt": named})
    assert finding.suggestions[0] == "skip" and "take" not in finding.suggestions
    assert "take" not in finding.message
    [finding] = _findings("You must swallow a dose.", {"swallow": 0.99}, {"swallow": named})
    assert finding.suggestions[0] == "take" and "skip" not in finding.suggestions


@pytest.mark.parametrize(
    ("text", "index", "match", "new"),
    [("It has actually hurt.", 2, "has actually", "has"), ("Actually it hurt.", 0, "Actually it", "It")],
)
def test_a_removal_takes_a_neighbor_along(text: str, index: int, match: str, new: str) -> None:
    removal = Suggestion(
        Candidate((), Derivation(0.0)), gain=0.0, seams=0.0, pairs=0.0, trigrams=0.0, shorter=1.0, survives=0.0
    )
    words = split_for_model(text, tokenize(text))
    span, suggestions = place_suggestions(text, words, (index, index + 1), [removal])
    assert (text[span.start : span.end], suggestions) == (match, (new,))


def test_there_are_at_most_three_suggestions_and_no_two_are_alike() -> None:
    named = {"rise": 0.3, "growth": 0.2, "gain": 0.1, "step": 0.1, "jump": 0.1}
    [finding] = _findings("The hair increase cycle.", {"increase": 0.99}, {"increase": named})
    assert len(set(finding.suggestions)) == len(finding.suggestions) == 3
    assert finding.match not in finding.suggestions


def test_a_word_that_nothing_is_known_of_is_flagged_without_a_suggestion() -> None:
    [finding] = _findings("The hair zzyzx cycle.", {"zzyzx": 0.999})
    assert (finding.match, finding.suggestions, finding.fix_class) == ("zzyzx", (), "none")


@pytest.mark.parametrize(
    "text",
    [
        "Take 400 mg ibuprofen.",
        "She wrote “a placement” twice.",
        "See www.placement.org for more.",
        "It costs 12 pills.",
    ],
)
def test_protected_places_are_left_alone(text: str) -> None:
    swapped = dict.fromkeys(["400", "mg", "ibuprofen", "placement", "12", "www", "org"], 0.99)
    assert _findings(text, swapped) == []


def test_what_a_table_reports_is_one_finding_with_the_model_among_its_evidence() -> None:
    engines = replace(local_engines(), swap_model=StandInModel({"also": 0.97, "and": 0.9}))
    findings = clean_article(SPUN, Config(grammar=False, select=("S",)), engines).findings
    here = [finding for finding in findings if "and also" in finding.match]
    assert [finding.rule_id for finding in here] == ["S201"]
    assert ("model_probability", "0.97") in here[0].evidence


def test_the_model_speaks_where_the_table_rule_is_off() -> None:
    engines = replace(local_engines(), swap_model=StandInModel({"also": 0.99, "and": 0.99}))
    config = Config(grammar=False, select=("S",), ignore=("S201",))
    matches = [f.match for f in clean_article(SPUN, config, engines).findings if f.rule_id == "S210"]
    assert any("also" in match for match in matches)


def test_what_is_learned_is_never_applied_by_itself() -> None:
    engines = replace(local_engines(), swap_model=StandInModel(otherwise=0.99))
    config = Config(grammar=False, select=("S210",))
    cleaned = clean_article(SPUN, config, engines)
    assert cleaned.findings and not cleaned.edits and cleaned.text == SPUN
    assert clean_article(SPUN, config.model_copy(update={"fix": "all"}), engines).edits


def test_accepted_words_are_not_part_of_a_suspected_phrase(tmp_path: Path) -> None:
    accept_list = tmp_path / "words.txt"
    accept_list.write_text("hair\n", encoding="utf-8")
    engines = replace(local_engines(), swap_model=StandInModel({"hair": 0.99, "increase": 0.99}))
    config = Config(grammar=False, select=("S",), vocab=accept_list)
    findings = clean_article(SPUN + "The hair increase cycle.", config, engines).findings
    assert [finding.match for finding in findings if finding.rule_id == "S210"] == ["increase"]


def test_a_phrase_is_looked_up_in_its_forms() -> None:
    assert "positions" in [entry.text for entry in look_up(("placements",))]
    assert "caused" in [entry.text for entry in look_up(("triggered",))]
    assert look_up(()) == look_up(("zzyzx",)) == ()


def test_an_article_that_goes_with_a_known_swap_is_in_no_other_finding() -> None:
    [finding] = _findings("It came with an ache reliever.", {"with": 0.99, "an": 0.99})
    assert "an" not in finding.match.split()


@pytest.mark.parametrize(
    ("text", "place", "phrases", "match", "suggestions"),
    [
        ("It is an industry here.", (3, 4), ["field", "office"], "an industry", ("a field", "an office")),
        ("It is a shape here.", (3, 4), ["form", "outline"], "a shape", ("a form", "an outline")),
        ("She felt an inclination here.", (2, 4), ["a wish", "an habit"], "an inclination", ("a wish", "a habit")),
        ("It is a really old one.", (3, 4), [""], "a really", ("an",)),
    ],
)
def test_each_suggestion_has_its_own_article(
    text: str, place: tuple[int, int], phrases: list[str], match: str, suggestions: tuple[str, ...]
) -> None:
    ranked = [
        Suggestion(Candidate(tuple(phrase.split()), Derivation(0.0)), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for phrase in phrases
    ]
    span, found = place_suggestions(text, split_for_model(text, tokenize(text)), place, ranked)
    assert (text[span.start : span.end], found) == (match, suggestions)


@pytest.mark.parametrize(
    ("text", "swapped", "originals", "never"),
    [
        ("A lunar month is over.", {"lunar": 0.99}, {"lunar": {"month": 0.9, "whole": 0.05}}, "month"),
        ("It is a problem of hollow teeth.", {"hollow": 0.99}, {"hollow": {"of": 0.9, "bad": 0.05}}, "of"),
        ("Plaque oral film grows.", {"oral": 0.99}, {"oral": {"plaque": 0.9, "soft": 0.05}}, "plaque"),
    ],
)
def test_no_word_is_put_beside_the_same_one(
    text: str, swapped: dict[str, float], originals: dict[str, dict[str, float]], never: str
) -> None:
    [finding] = _findings(text, swapped, originals)
    assert never not in [suggestion.lower() for suggestion in finding.suggestions]


@pytest.mark.parametrize(
    ("text", "swapped", "originals", "never"),
    [
        ("It eases fear, worry, and pain.", "worry", {"pain": 0.9, "strain": 0.3}, "pain"),
        ("Keep unopened pens in the fridge.", "pens", {"writes": 0.9, "bottles": 0.9}, "writes"),
    ],
)
def test_what_does_not_fit_its_place_is_not_proposed(
    text: str, swapped: str, originals: dict[str, float], never: str
) -> None:
    [finding] = _findings(text, {swapped: 0.99}, {swapped: originals})
    assert finding.suggestions and never not in finding.suggestions


def test_an_unlikely_original_that_only_the_model_names_is_not_proposed() -> None:
    [likely] = _findings("The bone zebras hurt.", {"zebras": 0.99}, {"zebras": {"spurs": 0.9}})
    [unlikely] = _findings("The bone zebras hurt.", {"zebras": 0.99}, {"zebras": {"libraries": 0.01}})
    assert likely.suggestions == ("spurs",)
    assert (unlikely.match, unlikely.suggestions) == ("zebras", ())
