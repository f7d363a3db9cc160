"""What the trigrams of general English say of words in a place."""

from __future__ import annotations

import pytest

from pipeline.engines.ngrammodel import SphinxNgramModel
from pipeline.facts.language.fluency import BLOCK_EDGE
from pipeline.facts.swaps.learned.trigrams import Place


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
    place = Place(ngrams, before, behind)
    assert place.log_probability((usual,)) > place.log_probability((odd,))
    assert place.gain((odd,), [("zzyzx",), (usual,)]) > 2
    assert place.gain((usual,), [(odd,)]) == 0


def test_a_word_gains_nothing_by_being_frequent(ngrams: SphinxNgramModel) -> None:
    place = Place(ngrams, (",", "-"), (",", "-"))
    assert place.log_probability(("people",)) > place.log_probability(("individuals",))
    assert place.gain(("individuals",), [("people",)]) == 0


def test_what_is_beyond_a_mark_has_no_part(ngrams: SphinxNgramModel) -> None:
    near = Place(ngrams, ("rich", ","), (",", "protein"))
    assert near.log_probability(("in",)) == Place(ngrams, (), ()).log_probability(("in",))


def test_the_edge_of_a_sentence_counts(ngrams: SphinxNgramModel) -> None:
    inside, at_end = Place(ngrams, ("of", "a"), ()), Place(ngrams, ("of", "a"), (".", "the"))
    assert at_end.log_probability(("the",)) < inside.log_probability(("the",))
    assert Place(ngrams, ("pain", "."), ()).log_probability(("the",)) > inside.log_probability(("the",))


def test_words_that_it_does_not_know_gain_nothing(ngrams: SphinxNgramModel) -> None:
    assert Place(ngrams, ("the",), ("hurts",)).gain(("knee",), [("zzyzx",), ("zzyzx", "knee")]) == 0
    assert Place(ngrams, ("the",), ("hurts",)).gain(("knee",), []) == 0


def test_without_a_model_all_is_as_likely() -> None:
    place = Place(None, ("a", "medium"), ("fever", "."))
    assert place.log_probability(("medium",)) == place.log_probability(("mild",))
    assert place.gain(("medium",), [("mild",)]) == 0
