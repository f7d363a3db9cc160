"""How well words fit the topic of a text."""

from __future__ import annotations

from itertools import product

from pipeline.facts.language.topics import Topic

HEART = {"heart": 9, "blood": 7, "pressure": 6, "artery": 4, "cholesterol": 4, "stroke": 3, "doctor": 3, "diet": 1}
SCHOOL = {"student": 8, "college": 7, "course": 6, "professor": 4, "class": 4, "grade": 3, "exam": 2}


def topic(counts: dict[str, int]) -> Topic:
    return Topic(counts, counts.values())


def fit(counts: dict[str, int], words: set[str], count: int = 0) -> float:
    value = topic(counts).fit(words, count)
    assert value is not None
    return value


def test_a_foreign_phrase_fits_worse_than_an_own_one() -> None:
    own = [{"heart", "valve"}, {"artery", "disease"}, {"blood", "vessel"}]
    foreign = [{"loan", "mortgage"}, {"student", "college"}, {"senate", "election"}]
    for near, far in product(own, foreign):
        assert fit(HEART, near) > fit(HEART, far)


def test_the_same_words_fit_one_text_and_not_another() -> None:
    assert fit(HEART, {"artery", "valve"}) > fit(SCHOOL, {"artery", "valve"})
    assert fit(SCHOOL, {"teacher", "homework"}) > fit(HEART, {"teacher", "homework"})


def test_a_phrase_does_not_vouch_for_itself() -> None:
    stuffed = {**HEART, "loan": 20, "mortgage": 20}
    assert fit(stuffed, {"loan", "mortgage"}, 20) < 0.2
    assert fit(stuffed, {"loan", "mortgage"}, 20) < fit(stuffed, {"loan", "mortgage"}, 0)


def test_a_cosine() -> None:
    for words in ({"heart"}, {"blood", "pressure"}, {"senate"}):
        assert -1.001 <= fit(HEART, words) <= 1.001


def test_unknown_words_tell_nothing() -> None:
    assert topic(HEART).fit({"xqzzt", "blorfk"}, 1) is None
    assert fit(HEART, {"heart", "xqzzt"}) == fit(HEART, {"heart"})


def test_a_text_of_nothing_else_tells_nothing() -> None:
    assert topic({}).fit({"heart"}, 0) is None
    assert topic({"heart": 3}).fit({"heart"}, 3) is None
    assert topic(HEART).fit(set(), 0) is None
