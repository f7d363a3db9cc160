"""Replacements that say something else to a reader who acts on them."""

from __future__ import annotations

import pytest

from pipeline.facts.meaning import find_reversal, meaning_change
from pipeline.model import Span


def _change(text: str, match: str, new: str, *, is_guess: bool) -> tuple[str, ...]:
    start = text.index(match)
    return meaning_change(text, Span(start, start + len(match)), new, is_guess=is_guess)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("skip the tablet", "take the tablet"),
        ("skipping", "taking"),
        ("stopped", "started"),
        ("avoid", "use"),
        ("raise", "lower"),
        ("more", "less"),
        ("before", "after"),
        ("allowed", "forbidden"),
        ("vacant", "available"),
        ("empty", "full"),
    ],
)
def test_an_opposite_is_a_reversal_either_way(before: str, after: str) -> None:
    assert find_reversal(before.split(), after.split())
    assert find_reversal(after.split(), before.split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("decrease", "lower"),
        ("halt the tablet", "stop the tablet"),
        ("more or less", "less"),
        ("reduced back", "lower back"),
        ("vacant", "empty"),
        ("skirt", "avoid"),
        ("taking", "take"),
    ],
)
def test_a_word_of_the_same_sense_is_none(before: str, after: str) -> None:
    assert not find_reversal(before.split(), after.split())


@pytest.mark.parametrize(
    ("text", "match", "new"),
    [
        ("She had radiation treatment in May.", "radiation treatment", "chemotherapy"),
        ("The lump in her underarm is sore.", "underarm", "abdomen"),
        ("He wept, for cancer of the belly is rare.", "belly", "stomach"),
        ("His face is sore.", "face", "hand"),
        ("After her appendectomy she walked.", "appendectomy", "tonsillectomy"),
        ("Rinse kidney beans twice.", "kidney beans", "kidneys"),
        ("Eat lentils each day.", "lentils", "prunes"),
        ("They treat hepatitis there.", "hepatitis", "nephritis"),
        ("Swallow the next pill.", "Swallow", "Crush"),
        ("Swallow the next pill.", "Swallow", "Skip"),
        ("The tablets are cheap.", "tablets", "injections"),
        ("Child asthma is common.", "Child", "Fetal"),
        ("It is meant for men over fifty.", "men", "women"),
        ("Babies sleep on their backs.", "Babies", "Adults"),
        ("She tried a low-salt diet.", "low-salt", "small"),
        ("He eats sugar-free sweets.", "sugar-free", "salt-free"),
        ("Add a teaspoon of cumin.", "teaspoon", "cup"),
    ],
)
def test_another_term_in_the_place_of_one_is_told_whoever_proposes_it(text: str, match: str, new: str) -> None:
    assert _change(text, match, new, is_guess=False)


@pytest.mark.parametrize(
    ("text", "match", "new"),
    [
        ("It is a silent executioner.", "executioner", "valve"),
        ("Call if you vomit again.", "vomit", "eat"),
        ("Gobble two tablets at noon.", "Gobble", "Take"),
        ("She has a dull peril.", "dull peril", "gastric ulcer"),
        ("Elderly patients fall more.", "Elderly patients", "Patients"),
        ("It is not for pregnant staff.", "pregnant staff", "staff"),
        ("Rub in drops of lavender oil.", "drops of lavender oil", "lavender oil"),
        ("The tablets are cheap.", "tablets", "things"),
        ("Take the herb tablets.", "herb tablets", "herb"),
        ("Stir in a tablespoon now.", "a tablespoon", "some"),
        ("Buy high-grade wool.", "high-grade", "fine"),
        ("Lower blood pressure helps.", "Lower", "Low"),
        ("Eat a low fat meal.", "low fat", "fat"),
    ],
)
def test_a_term_that_comes_or_goes_is_told_of_a_guess_alone(text: str, match: str, new: str) -> None:
    assert _change(text, match, new, is_guess=True)
    assert not _change(text, match, new, is_guess=False)


@pytest.mark.parametrize(
    ("text", "match", "new"),
    [
        ("The womb is small.", "womb", "uterus"),
        ("Her tummy hurts.", "tummy", "belly"),
        ("Renal failure is rare.", "Renal", "Kidney"),
        ("He has an oesophagus ulcer.", "oesophagus", "esophagus"),
        ("He has hypertension.", "hypertension", "high blood pressure"),
        ("He has high blood pressure.", "high blood pressure", "hypertension"),
        ("He had a myocardial infarction.", "myocardial infarction", "MI"),
        ("You must encounter it.", "encounter", "face"),
        ("Take the stairs.", "Take", "Use"),
        ("Use the stairs; tablets are in the drawer.", "Use", "Mind"),
        ("Kidney stones ache.", "stones", "pebbles"),
        ("A long stroll helps.", "stroll", "walk"),
        ("The diagnosis takes an hour.", "diagnosis", "finding"),
        ("Kids sneeze a lot.", "Kids", "Children"),
        ("Two ladies came.", "ladies", "women"),
        ("Expecting rain, we left.", "Expecting", "Fearing"),
        ("Youngsters nap at noon.", "Youngsters", "Children"),
        ("Elevated sugar is a sign.", "Elevated", "High"),
        ("Take two pills.", "pills", "tablets"),
        ("A tiny cup will do.", "tiny", "small"),
        ("It fell in a moment of free time.", "free", "spare"),
        ("He has a well-known knee.", "well-known", "famous"),
        ("The prices drop in May.", "drop", "fall"),
    ],
)
def test_another_word_for_the_same_is_no_change(text: str, match: str, new: str) -> None:
    assert not _change(text, match, new, is_guess=True)
