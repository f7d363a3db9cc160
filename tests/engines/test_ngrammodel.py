"""The n-gram model knows which words of general English follow each other."""

from __future__ import annotations

import pytest

from pipeline.engines.ngrammodel import SphinxNgramModel
from pipeline.engines.protocols import SENTENCE_END, SENTENCE_START


def _likely(ngrams: SphinxNgramModel, word: str, *before: str) -> float:
    found = ngrams.log_probability(word, before)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("word", "usual", "odd"),
    [
        ("protein", ("rich", "in"), ("wealthy", "in")),
        ("fever", ("a", "mild"), ("a", "medium")),
        ("attack", ("a", "heart"), ("a", "coronary")),
        (SENTENCE_END, ("the", "doctor"), ("of", "the")),
        ("the", (SENTENCE_START,), ("of", "a")),
    ],
)
def test_a_word_is_likelier_behind_what_people_write_before_it(
    ngrams: SphinxNgramModel, word: str, usual: tuple[str, ...], odd: tuple[str, ...]
) -> None:
    assert _likely(ngrams, word, *usual) > _likely(ngrams, word, *odd)


def test_the_two_nearest_words_count(ngrams: SphinxNgramModel) -> None:
    assert _likely(ngrams, "protein", "foods", "rich", "in") == _likely(ngrams, "protein", "rich", "in")
    assert _likely(ngrams, "protein", "rich", "in") != _likely(ngrams, "protein", "in")


def test_probabilities_are_natural_logarithms(ngrams: SphinxNgramModel) -> None:
    assert -4 < _likely(ngrams, "the") < -2


@pytest.mark.parametrize("word", ["zzyzx", "", "\ud800", "x" * 100_000, "naïveté"])
def test_a_word_that_it_does_not_know_has_no_probability(ngrams: SphinxNgramModel, word: str) -> None:
    assert ngrams.log_probability(word) is None
    assert ngrams.log_probability(word, ("of", "the")) is None


def test_a_word_behind_an_unknown_one_has_a_probability(ngrams: SphinxNgramModel) -> None:
    assert _likely(ngrams, "pain", "zzyzx") == _likely(ngrams, "pain")


def test_the_version_names_the_package(ngrams: SphinxNgramModel) -> None:
    assert ngrams.version.startswith("PocketSphinx ")
