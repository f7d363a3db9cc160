"""Which mentions the insertion model is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.facts.keyphrases.cuts.gaps import Gaps
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import find_mentions
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

PHRASE = ("cheap", "knee", "brace")


class Recorder:
    """A insertion model that says of each context how long its left side is, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def missing(self, contexts: Sequence[tuple[str, str]]) -> list[float]:
        self.asked += contexts
        return [float(len(left)) for left, _ in contexts]


def gaps_of(text: str, times: int = 1) -> tuple[list[float | None], list[tuple[str, str]]]:
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    model = Recorder()
    gaps = Gaps(index, model)
    for _ in range(times):
        mentions = gaps.add_to(find_mentions(index, PHRASE))
    return [mention.gap for mention in mentions], model.asked


def test_a_mention_in_a_sentence_is_asked_about_with_the_text_around_it() -> None:
    gaps, asked = gaps_of("Rest the leg.\n\nPeople with cheap knee brace walk better.")
    assert asked == [("People with ", " walk better.")]
    assert gaps == [12.0]


def test_no_place_is_asked_about_twice() -> None:
    _, asked = gaps_of("People with cheap knee brace walk better.", times=3)
    assert len(asked) == 1


def test_quoted_mentions_and_lines_of_their_own_are_not_asked_about() -> None:
    gaps, asked = gaps_of('She typed "cheap knee brace" again.\n\ncheap knee brace\n\nRest the leg.')
    assert gaps == [None, None]
    assert asked == []


def test_a_phrase_that_stands_everywhere_is_not_asked_about_without_end() -> None:
    gaps, asked = gaps_of(" ".join(f"Person {n} with cheap knee brace walks better." for n in range(100)))
    assert len(asked) == 40
    assert len(gaps) == 100
