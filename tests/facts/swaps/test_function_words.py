"""A spinner's longer forms of function words: only between words that leave no other reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.function_words import find_function_swaps

SPUN = (
    "A warm bath will certainly relax you, and also it is a lot more pleasant than a pill. Likewise, various other "
    "people stretch. You will certainly feel the difference, and your sleep will additionally improve. "
)


def found(text: str) -> list[tuple[str, str]]:
    return [
        (text[match.span.start : match.span.end], match.replacement)
        for match in find_function_swaps(text, tokenize(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It does now not hurt.", [("now not", "not")]),
        ("Rest in between your sets.", [("in between", "between")]),
        ("It works by using lowering oil.", [("by using", "by")]),
        ("Rest at the very least 3 days.", [("at the very least", "at least")]),
        ("It can likewise help.", [("likewise", "also")]),
        ("WILL CERTAINLY HELP.", [("WILL CERTAINLY", "WILL")]),
        (
            "Various other people wait; various other people go.",
            [("Various other", "Other"), ("various other", "other")],
        ),
    ],
)
def test_a_form_between_the_right_words_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take 5 mg as soon as a day.", [("as soon as a day", "once a day")]),
        ("Take it as soon as daily with food.", [("as soon as daily", "once daily")]),
        ("Ring as soon as a week is up, or as soon as a month begins.", []),
        ("Come as soon as a day nurse is there, or as soon as every day feels the same.", []),
        ("Rest as soon as daily pain eases and as soon as each week is over.", []),
    ],
)
def test_as_soon_as_is_once_only_where_nothing_happens_then(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "You may additionally want to rest.",
        "Additionally, rest.",
        "Walk, and additionally rest.",
        "Go and do likewise now.",
        "It works by using oil.",
        "Meals in between are fine.",
        "Do it now. Not later.",
        "Rest, at the very least.",
        "Bones and also muscles.",
        "Bones as well as muscles, skin as well as hair.",
        "He ran as well as she did, sang as well as he could, and slept as well as possible.",
    ],
)
def test_another_reading_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_form_that_people_write_too_must_stand_there_often() -> None:
    text = "Bones as well as muscles, skin as well as hair, eyes, as well as ears."
    assert found(text) == [("as well as", "and")] * 3


def test_a_known_swap_around_it_that_says_more_goes_first() -> None:
    text = SPUN + "Eyes as well as ears, hands as well as feet, stress and anxiety as well as stress."
    cleaned = clean_article(text, Config(grammar=False, swap_model=False))
    assert cleaned.text.endswith("Eyes and ears, hands and feet, stress and anxiety as well as stress.")


def test_the_users_own_row_goes_first(tmp_path: Path) -> None:
    (tmp_path / "listed_swaps.tsv").write_text("spun\toriginal\nwill certainly\tshall\n", encoding="utf-8")
    cleaned = clean_article(SPUN, Config(grammar=False, swap_model=False, tables=tmp_path))
    assert "bath will certainly relax" in cleaned.text
    assert "shall" in [suggestion for finding in cleaned.findings for suggestion in finding.suggestions]


def test_as_well_as_before_a_verb_in_ing_stays() -> None:
    text = (
        "The steroid helps as well as making you eat. Salt as well as sugar, tea as well as milk, rain as well as sun."
    )
    assert [shown for shown, _ in found(text)] == ["as well as"] * 3
