"""Which mentions are read in their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import find_mentions
from pipeline.facts.keyphrases.weighing.fit import read_in_context
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

PHRASE = ("cheap", "knee", "brace")


class Recorder:
    """An insertion model that says of each place how long its left side is, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []

    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        raise AssertionError(contexts)

    def foreign(self, places: Sequence[tuple[str, str, str]]) -> list[float]:
        self.asked += places
        return [float(len(left)) for left, _, _ in places]


def read(text: str, times: int = 1) -> tuple[list[list[float]], list[tuple[str, str, str]]]:
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    model = Recorder()
    return read_in_context(index, [find_mentions(index, PHRASE)] * times, model), model.asked


def test_a_mention_is_read_with_the_text_of_its_block() -> None:
    logits, asked = read("Rest the leg.\n\nWith a cheap knee brace you walk better.")
    assert asked == [("With a ", "cheap knee brace", " you walk better.")]
    assert logits == [[6.0]]


def test_lines_of_their_own_have_nothing_to_fit() -> None:
    assert read("Rest the leg.\n\ncheap knee brace\n\nWalk a little.") == ([[]], [])


def test_of_many_mentions_a_few_are_read_and_the_first_and_last_are_among_them() -> None:
    logits, asked = read(" ".join(f"Person {n} with cheap knee brace walks better." for n in range(10, 50)))
    assert len(logits[0]) == len(asked) == 4
    assert asked[0][0] == "Person 10 with "
    assert asked[1][0].endswith("Person 49 with ")


def test_each_phrase_gets_its_own_numbers() -> None:
    logits, asked = read("Rest. A cheap knee brace helps, and so does a cheap knee brace of wool.", times=2)
    assert [len(numbers) for numbers in logits] == [2, 2]
    assert logits[0] == logits[1]
    assert len(asked) == 4


def test_what_no_longer_counts_is_not_read_on() -> None:
    text = " ".join(f"Person {n} with cheap knee brace walks better." for n in range(10, 50))
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    model = Recorder()
    phrases = [find_mentions(index, PHRASE)] * 2
    logits = read_in_context(index, phrases, model, lambda number, read, _: number == 1 and len(read) < 2)
    assert [len(numbers) for numbers in logits] == [0, 2]
    assert len(model.asked) == 2
