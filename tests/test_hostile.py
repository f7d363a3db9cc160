"""Texts that stop careless programs: each is survived, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stand_in import StandInModel

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.model import Article

HOSTILE = {
    "one_word_of_200k_letters": "a" * 200_000,
    "one_word_with_hyphens": "a-" * 100_000,
    "one_line_of_1_mb": "The pain went away after a while. " * 30_000,
    "one_word_50k_times": "pain " * 50_000,
    "near_repeats_of_a_phrase": "why do my " * 10_000,
    "quotes": '"' * 40_000,
    "curly_quotes": "‘" * 20_000 + "’" * 20_000,
    "brackets": "[" * 20_000 + "(" * 20_000,
    "backticks": "`" * 20_000,
    "angle_brackets": "<a" * 20_000,
    "line_ends": "\n" * 50_000 + "word" + "\r\n" * 50_000,
    "spaces": "word" + " " * 100_000 + "word",
    "dots_and_digits": "1." * 50_000,
    "emoji": "👩‍👩‍👧‍👦" * 5_000,
    "controls": "pain\x00\x01\x02 " * 2_000,
    "right_to_left": "\u202e pain \u202c" * 5_000,
    "lone_surrogate": "pain \ud800 pain",
    "deep_list": "".join("  " * depth + "- pain\n" for depth in range(300)),
    "deep_quotation": ">" * 5_000 + " pain",
    "fused_at_a_capital": "Buy joint supplementsThe Body is here. Get joint supplementsThe",
    "sentences_of_one_shape": " ".join(f"A word. a{n} the w{n} b{n}." for n in range(2_000)),
    "no_full_stop": "pain went away and then it came back and " * 500,
}


@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_text_is_survived(name: str, format: str) -> None:
    article = Article.from_text(HOSTILE[name], format=format)
    assert clean_article(article, Config(grammar=False, fix="none")).source == HOSTILE[name]


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_text_is_survived_where_the_model_suspects_every_word(name: str) -> None:
    engines = replace(
        local_engines(), swap_model=StandInModel(otherwise=0.9, originals={"pain": {"ache": 0.5, "": 0.2}})
    )
    # A megabyte of findings shows nothing that a quarter of it does not.
    text = HOSTILE[name][:250_000]
    cleaned = clean_article(text, Config(grammar=False, fix="none", select=("S",)), engines)
    assert cleaned.source == text
