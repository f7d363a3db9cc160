"""Near-copies are told by what they share, whatever their number."""

from __future__ import annotations

import random

import pytest

from pipeline.facts.folder.near_copies import groups_of_copies, similarity, sketch


def text(seed: int, words: int = 300) -> list[str]:
    draw = random.Random(seed)
    return [f"word{draw.randrange(2_000)}" for _ in range(words)]


def test_the_same_words_have_the_same_sketch_in_every_process() -> None:
    assert sketch(["the", "joint", "hurts", "when", "you", "walk"])[:2] == (310724406, 170420784)
    assert sketch([]) == ()


@pytest.mark.parametrize("length", [1, 4, 5, 6, 40])
def test_a_text_of_any_length_is_like_itself_and_no_other(length: int) -> None:
    assert similarity(sketch(text(1, length)), sketch(text(1, length))) == 1
    assert similarity(sketch(text(1, length)), sketch(text(2, length))) < 0.2


def test_copies_with_a_few_other_words_are_one_group() -> None:
    page = text(1)
    scraped = [*page[:100], *text(7, 20), *page[100:]]
    cut = page[:240]
    reworded = [word if number % 50 else "new" for number, word in enumerate(page)]
    assert groups_of_copies([sketch(one) for one in (page, scraped, cut, reworded)]) == [0, 0, 0, 0]


def test_texts_of_one_template_and_spins_of_one_text_are_different_articles() -> None:
    template = text(1, 100)
    assert groups_of_copies([sketch([*template, *text(seed)]) for seed in range(2, 40)]) == list(range(38))
    page = text(1)
    spins = [[word if number % 4 else f"{word}-{spin}" for number, word in enumerate(page)] for spin in range(5)]
    assert groups_of_copies([sketch(spin) for spin in spins]) == list(range(5))


def test_texts_without_words_are_not_alike() -> None:
    assert groups_of_copies([(), (), sketch(["a"])]) == [0, 1, 2]
