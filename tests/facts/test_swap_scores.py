"""How much of a text the swap model is given to read."""

from __future__ import annotations

import pytest
from stand_in import StandInModel

from pipeline.facts.blocks import find_blocks
from pipeline.facts.model_words import ModelWord
from pipeline.facts.swap_scores import prose_words, sample_windows, score_words
from pipeline.facts.tokens import tokenize

CLEAN = "The doctor asked her to rest for a week and to drink water. " * 100
SWAPPED = {"placement": 0.9, "elimination": 0.9, "pose": 0.8}


def _words(text: str, format: str = "text") -> tuple[ModelWord, ...]:
    return prose_words(text, tokenize(text), find_blocks(text, format))


def test_a_clean_text_is_not_read_to_its_end() -> None:
    model = StandInModel(SWAPPED)
    scores = score_words(_words(CLEAN), model, fingerprints=0)
    assert not scores.is_whole
    assert 0 < len(scores.read_words()) < len(CLEAN.split()) / 3
    assert model.read_windows < len(CLEAN.split()) / 64


@pytest.mark.parametrize("sentence", ["A poor sleep placement needs elimination. ", "Poor pose. It is a bad pose. "])
def test_a_spun_text_is_read_to_its_end(sentence: str) -> None:
    text = sentence * 100
    scores = score_words(_words(text), StandInModel(SWAPPED), fingerprints=0)
    assert scores.is_whole and len(scores.read_words()) == len(text.split())


def test_a_spun_passage_in_the_sample_is_enough() -> None:
    passage = "The elimination of the placement is a pose. " * 50
    scores = score_words(_words(CLEAN + passage + CLEAN * 3), StandInModel(SWAPPED), fingerprints=0)
    assert scores.is_whole


def test_fingerprints_alone_make_the_model_read_everything() -> None:
    assert score_words(_words(CLEAN), StandInModel(), fingerprints=len(CLEAN.split()) // 100).is_whole


def test_a_short_text_is_read_as_a_whole() -> None:
    assert score_words(_words("Rest helps. Sleep well."), StandInModel(), fingerprints=0).is_whole


@pytest.mark.parametrize("text", ["", "\n\n", "?!", "👩‍👩‍👧‍👦"])
def test_a_text_without_words_is_survived(text: str) -> None:
    scores = score_words(_words(text), StandInModel(), fingerprints=0)
    assert scores.read_words() == [] and scores.is_whole


def test_code_is_not_read() -> None:
    words = _words("Rest helps.\n\n```\nplacement = elimination\n```\n\nSleep well.", "markdown")
    assert "placement" not in [word.text for word in words]
    assert [word.text for word in words if word.is_word] == ["Rest", "helps", "Sleep", "well"]


def test_a_sample_lies_all_over_the_text() -> None:
    assert sample_windows(12, 4) == [2, 6, 10]
    assert sample_windows(3, 4, 2) == [0, 2]
    assert sample_windows(2, 4, 2) == [0, 1]
    assert sample_windows(0, 4) == []
