"""How well neighboring words go together."""

from __future__ import annotations

import pytest

from pipeline.facts.language.fluency import (
    BLOCK_EDGE,
    attraction,
    expects_noun,
    has_verb,
    is_noun,
    mark_of,
    opens_noun_phrase,
    pair_attraction,
)

KINDS = ("words", "classes")
UNHEARD = ("xqzzt", "blorfk", "vrimp", "snorf")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("before", "used", "avoided"),
    [
        (("one", "of"), ("the", "most"), ("of", "most")),
        (("people", "may"), ("have", "a"), ("the", "of")),
        (("your", "doctor"), ("may", "ask"), ("a", "may")),
        (("in", "addition"), (",", "the"), ("the", "of")),
        ((".", BLOCK_EDGE), ("if", "you"), (",", "the")),
    ],
)
def test_a_seam_that_writers_use_scores_higher(
    kind: str, before: tuple[str, str], used: tuple[str, ...], avoided: tuple[str, ...]
) -> None:
    assert attraction(before, used, kind) > 0 > attraction(before, avoided, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_seam_that_writers_avoid_is_below_minus_two(kind: str) -> None:
    assert attraction(("the", "the"), ("of",), kind) < -2
    assert attraction(("people", "a"), ("may", "the"), kind) < -2


def test_unknown_words_tell_nothing() -> None:
    for kind in KINDS:
        assert abs(pair_attraction(UNHEARD[0], UNHEARD[1], kind)) < 1
    assert abs(attraction(UNHEARD[:2], UNHEARD[2:], "words")) < 1


def test_one_word_or_two_may_follow() -> None:
    assert attraction(("one", "of"), ("the",), "words") > 0
    assert attraction(("one", "of"), ("the", "most"), "words") > 0


def test_all_numbers_are_one() -> None:
    for kind in KINDS:
        assert attraction(("at", "least"), ("12", "weeks"), kind) == attraction(("at", "least"), ("40", "weeks"), kind)


@pytest.mark.parametrize(
    ("gap", "mark"),
    [
        (" ", None),
        ("", None),
        ("\u00a0", None),
        (". ", "."),
        ("? ", "."),
        ("… ", "."),
        (", ", ","),
        (", – ", ","),
        (" - ", "-"),
        ("; ", "-"),
        (" (", "-"),
    ],
)
def test_marks(gap: str, mark: str | None) -> None:
    assert mark_of(gap) == mark


def test_small_words_that_a_noun_phrase_follows() -> None:
    wanting = [expects_noun(word) for word in ("the", "of", "with")]
    others = [expects_noun(word) for word in ("people", "may")]
    assert min(wanting) > 0.5 > max(others)
    assert all(0 <= share <= 1 for share in (*wanting, *others, expects_noun(UNHEARD[0])))


def test_what_opens_a_noun_phrase() -> None:
    assert all(opens_noun_phrase(word) for word in ("the", "your", "their", "people", "small"))
    assert not any(opens_noun_phrase(word) for word in ("of", "with", "may", "and", "is"))


def test_nouns_and_verbs() -> None:
    assert all(is_noun(word) for word in ("doctor", "pain", "muscles"))
    assert not any(is_noun(word) for word in ("quickly", "the", "may"))
    assert has_verb(["why", "do", "my", "knees", "click"])
    assert has_verb(["people", "may"])
    assert not has_verb(["cheap", "yoga", "mats"])
    assert not has_verb([])
