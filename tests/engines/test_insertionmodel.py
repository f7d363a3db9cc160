"""The insertion model sees where a text misses a noun phrase, and what was put into it."""

from __future__ import annotations

import pytest

from pipeline.engines.insertionmodel import OnnxInsertionModel


@pytest.fixture(scope="module")
def insertion_model() -> OnnxInsertionModel:
    return OnnxInsertionModel()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The first symptoms of", " often begin in the fingers and toes."),
        ("Ask your doctor before you take", " with other medicines."),
        ("In cold weather, the", " shrinks and the skin becomes dry."),
        ("Seven Ways to Live With", ""),
    ],
)
def test_a_noun_phrase_is_missing(insertion_model: OnnxInsertionModel, left: str, right: str) -> None:
    (logit,) = insertion_model.missing([(left, right)])
    assert logit > 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Most people with stiff joints", " never need an operation."),
        ("The blood flows from the legs to", " the heart through the veins."),
        ("Wrap the ice in a towel.", " Leave it on for ten minutes."),
        ("Walk a little every day -", " - and rest when it hurts."),
    ],
)
def test_nothing_is_missing(insertion_model: OnnxInsertionModel, left: str, right: str) -> None:
    (logit,) = insertion_model.missing([(left, right)])
    assert logit < 0


def test_every_context_gets_its_own_answer(insertion_model: OnnxInsertionModel) -> None:
    contexts = [
        ("signs of", " begin early in life."),
        ("Wrap the ice in a towel.", " Leave it on for ten minutes."),
        ("", ""),
    ] * 50
    logits = insertion_model.missing(contexts)
    assert len(logits) == 150
    assert all(logit > 0 for logit in logits[::3])
    assert all(logit < 0 for logit in logits[1::3])


@pytest.mark.parametrize(
    ("left", "words", "right"),
    [
        ("The number of ", "how to get rid of toenail pain", " in other tissue is low."),
        ("Drink a glass of water ", "cheap car tires online", " before you go to bed."),
        ("The nurse will check your blood pressure. ", "best yoga mat for bad knees", " Then you may get up."),
    ],
)
def test_search_phrases_are_foreign_to_their_sentence(
    insertion_model: OnnxInsertionModel, left: str, words: str, right: str
) -> None:
    (logit,) = insertion_model.foreign([(left, words, right)])
    assert logit > 0


@pytest.mark.parametrize(
    ("left", "words", "right"),
    [
        ("Most people with ", "high blood pressure", " feel well for many years."),
        ("The nurse will check ", "your heart rate", " before and after the walk."),
        ("Ask your doctor ", "how much water you should drink", " when you exercise."),
    ],
)
def test_what_belongs_to_its_sentence_is_not_foreign(
    insertion_model: OnnxInsertionModel, left: str, words: str, right: str
) -> None:
    (logit,) = insertion_model.foreign([(left, words, right)])
    assert logit < 0


@pytest.mark.parametrize("text", ["", "\ud800", "\U0001f600" * 500, "a" * 1_000_000, "\x00\u200b"])
def test_hostile_text_is_read(insertion_model: OnnxInsertionModel, text: str) -> None:
    assert len(insertion_model.missing([(text, text)])) == 1
    assert len(insertion_model.foreign([(text, text, text)])) == 1


def test_nothing_is_asked_of_no_context(insertion_model: OnnxInsertionModel) -> None:
    assert insertion_model.missing([]) == []
