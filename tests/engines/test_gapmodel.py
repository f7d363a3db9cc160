"""The gap model sees where a text misses a noun phrase."""

from __future__ import annotations

import pytest

from pipeline.engines.gapmodel import OnnxGapModel


@pytest.fixture(scope="module")
def gap_model() -> OnnxGapModel:
    return OnnxGapModel()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The first symptoms of", " often begin in the fingers and toes."),
        ("Ask your doctor before you take", " with other medicines."),
        ("In cold weather, the", " shrinks and the skin becomes dry."),
        ("Seven Ways to Live With", ""),
    ],
)
def test_a_noun_phrase_is_missing(gap_model: OnnxGapModel, left: str, right: str) -> None:
    (logit,) = gap_model.missing([(left, right)])
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
def test_nothing_is_missing(gap_model: OnnxGapModel, left: str, right: str) -> None:
    (logit,) = gap_model.missing([(left, right)])
    assert logit < 0


def test_every_context_gets_its_own_answer(gap_model: OnnxGapModel) -> None:
    contexts = [("signs of", " begin early in life."), ("Rest.", " Then walk a little."), ("", "")] * 50
    logits = gap_model.missing(contexts)
    assert len(logits) == 150
    assert all(logit > 0 for logit in logits[::3])
    assert all(logit < 0 for logit in logits[1::3])


@pytest.mark.parametrize("text", ["", "\ud800", "\U0001f600" * 500, "a" * 1_000_000, "\x00\u200b"])
def test_hostile_text_is_read(gap_model: OnnxGapModel, text: str) -> None:
    assert len(gap_model.missing([(text, text)])) == 1


def test_nothing_is_asked_of_no_context(gap_model: OnnxGapModel) -> None:
    assert gap_model.missing([]) == []
