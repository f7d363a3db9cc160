from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.model_words import LINE_BREAK, cut_windows, split_for_model


def read(text: str) -> list[str]:
    return [word.text for word in split_for_model(text, tokenize(text))]


def test_marks_and_line_breaks_are_words() -> None:
    assert read("Back Pain\n\n  It’s “bad” -- really...") == [
        *("Back", "Pain", LINE_BREAK, "It's", '"', "bad", '"', "-", "really", "."),
    ]


def test_only_words_can_be_swapped() -> None:
    text = "Rest, then walk_on!"
    words = split_for_model(text, tokenize(text))
    assert [word.text for word in words if word.is_word] == ["Rest", "then", "walk", "on"]


@given(st.text(alphabet="ab1 ,.’_-\n\r\t\u00a0é", max_size=60))
def test_everything_but_white_space_is_read_once(text: str) -> None:
    words = split_for_model(text, tokenize(text))
    position = 0
    for word in words:
        assert word.end > word.start >= position
        assert not text[position : word.start].strip()
        position = word.end
    assert not text[position:].strip()


@given(st.integers(0, 200), st.integers(1, 64), st.sets(st.integers(0, 199)))
def test_windows_cover_everything_without_overlap(count: int, most: int, ends: set[int]) -> None:
    text = " ".join("." if place in ends else "a" for place in range(count))
    words = split_for_model(text, tokenize(text))
    windows = list(cut_windows(words, most))
    assert [place for start, end in windows for place in range(start, end)] == list(range(len(words)))
    assert all(0 < end - start <= most for start, end in windows)


def test_a_window_ends_with_a_sentence() -> None:
    text = "one two three . four five six seven"
    assert list(cut_windows(split_for_model(text, tokenize(text)), 6)) == [(0, 4), (4, 8)]
