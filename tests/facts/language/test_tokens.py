"""Words of a text and what stands between them."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize


@pytest.mark.parametrize("text", ["", " ", "?!", "word", "İ and ’s", "Rest your\nback, then sit-ups."])
def test_words_and_gaps_make_up_the_text(text: str) -> None:
    tokens = tokenize(text)
    words = [token.text for token in tokens]
    inner = text[tokens.starts[0] : tokens.ends[-1]] if words else ""
    gaps = [*tokens.gaps(text), ""]
    assert "".join(word + gap for word, gap in zip(words, gaps, strict=False)) == inner
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_gaps_are_those_of_the_text_that_is_asked_about() -> None:
    tokens = tokenize("one\ntwo, three")
    assert tokens.gaps("one\ntwo, three") == ["\n", ", "]
    assert tokens.gaps("one two, three") == [" ", ", "]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a ‘slid disc’ is no disc' and no disc-", ["a", "slid", "disc", "is", "no", "disc", "and", "no", "disc"]),
        ("the doctor’s x-ray-free sit-ups", ["the", "doctor’s", "x-ray-free", "sit-ups"]),
        ("naïve5 café—Ångström_x", ["naïve5", "café", "Ångström", "x"]),
    ],
)
def test_a_mark_is_part_of_a_word_only_between_letters(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words
