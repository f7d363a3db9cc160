"""What the trigrams of general English say of words in a place."""

from __future__ import annotations

import pytest

from pipeline.engines.ngrammodel import SphinxNgramModel
from pipeline.facts.language.fluency import BLOCK_EDGE
from pipeline.facts.swaps.learned.trigrams import Place, gain, log_probability


@pytest.mark.parametrize(
    ("before", "odd", "usual", "behind"),
    [
        (("beans", "are"), "wealthy", "rich", ("in", "protein")),
        (("with", "a"), "medium", "mild", ("fever", ".")),
        ((BLOCK_EDGE, "a"), "coronary", "heart", ("attack", "is")),
    ],
)
def test_what_people_write_gains(
    ngrams: SphinxNgramModel, before: tuple[str, str], odd: str, usual: str, behind: tuple[str, str]
) -> None:
    place = Place(before, behind)
    assert log_probability(ngrams, place, (usual,)) > log_probability(ngrams, place, (odd,))
    assert gain(ngrams, place, (odd,), [("zzyzx",), (usual,)]) > 2
    assert gain(ngrams, place, (usual,), [(odd,)]) == 0


def test_a_word_gains_nothing_by_being_frequent(ngrams: SphinxNgramModel) -> None:
    place = Place((",", "-"), (",", "-"))
    assert log_probability(ngrams, place, ("people",)) > log_probability(ngrams, place, ("individuals",))
    assert gain(ngrams, place, ("individuals",), [("people",)]) == 0


def test_what_is_beyond_a_mark_has_no_part(ngrams: SphinxNgramModel) -> None:
    near = Place(("rich", ","), (",", "protein"))
    assert log_probability(ngrams, near, ("in",)) == log_probability(ngrams, Place((), ()), ("in",))


def test_the_edge_of_a_sentence_counts(ngrams: SphinxNgramModel) -> None:
    inside, at_end = Place(("of", "a"), ()), Place(("of", "a"), (".", "the"))
    assert log_probability(ngrams, at_end, ("the",)) < log_probability(ngrams, inside, ("the",))
    assert log_probability(ngrams, Place(("pain", "."), ()), ("the",)) > log_probability(ngrams, inside, ("the",))


def test_words_that_it_does_not_know_gain_nothing(ngrams: SphinxNgramModel) -> None:
    assert gain(ngrams, Place(("the",), ("hurts",)), ("knee",), [("zzyzx",), ("zzyzx", "knee")]) == 0
    assert gain(ngrams, Place(("the",), ("hurts",)), ("knee",), []) == 0


def test_without_a_model_all_is_as_likely() -> None:
    place = Place(("a", "medium"), ("fever", "."))
    assert log_probability(None, place, ("medium",)) == log_probability(None, place, ("mild",))
    assert gain(None, place, ("medium",), [("mild",)]) == 0
