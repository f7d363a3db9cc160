"""Near-duplicates are told by the runs of words that two articles share."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from pipeline.facts.folder.near_duplicates import find_near_duplicates, pack_shingles


def text(seed: int, words: int = 300) -> list[str]:
    draw = random.Random(seed)
    return [f"word{draw.randrange(2_000)}" for _ in range(words)]


def spun(words: list[str], seed: int, share: float) -> list[str]:
    draw = random.Random(seed)
    return [f"{word}{seed}" if draw.random() < share else word for word in words]


def found(articles: Mapping[str, list[str]]) -> dict[str, tuple[str, float]]:
    packed = {name: pack_shingles(words) for name, words in articles.items()}
    return find_near_duplicates(sorted(packed), packed.__getitem__)


def test_copies_are_equal_and_other_texts_are_none() -> None:
    copies = found({"a": text(1), "b": text(2), "c": text(1), "d": text(3)})
    assert copies == {"a": ("c", 100), "c": ("a", 100)}


def test_the_percentage_is_exact() -> None:
    one, other = text(1), [*text(1), *text(9, 100)]
    shingles = [{tuple(words[i : i + 3]) for i in range(len(words) - 2)} for words in (one, other)]
    exact = 100 * len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    assert found({"a": one, "b": other})["a"] == ("b", pytest.approx(exact))


def test_spins_of_one_text_are_told_from_texts_on_one_subject() -> None:
    spins = {f"spin{seed}": spun(text(1), seed, 0.1) for seed in (1, 2)}
    likeness = found(spins)["spin1"][1]
    assert 30 < likeness < 60
    template = text(7, 40)
    assert not found({f"page{seed}": [*template, *text(seed)] for seed in range(20, 30)})


def test_the_likest_one_is_named() -> None:
    articles = {"a": spun(text(1), 1, 0.1), "b": text(1), "c": spun(text(1), 2, 0.02)}
    assert found(articles)["b"][0] == "c"


@pytest.mark.parametrize("spins", [7, 12, 120])
def test_a_copy_is_found_among_many_spins_whatever_it_is_called(spins: int) -> None:
    articles = {f"spin{seed:03}": spun(text(1), seed, 0.06) for seed in range(spins)}
    articles["the copy"] = articles["spin004"]
    named = found(articles)
    assert named["the copy"] == ("spin004", 100) and named["spin004"] == ("the copy", 100)


def test_of_hundreds_of_copies_each_has_one() -> None:
    named = found({f"copy{number:03}": text(1) for number in range(300)} | {"other": text(2)})
    assert len(named) == 300 and all(name != other and percent == 100 for name, (other, percent) in named.items())


def test_short_texts_are_not_compared() -> None:
    assert pack_shingles(text(1, 29)) == b""
    assert found({"a": text(1, 29), "b": text(1, 29), "c": text(1, 30), "d": text(1, 30)}).keys() == {"c", "d"}
    assert found({}) == found({"a": text(1)}) == {}


def test_the_shingles_are_the_same_in_every_process() -> None:
    assert pack_shingles([f"word{number}" for number in range(30)])[:4].hex() == "6b528915"
