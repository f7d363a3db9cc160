"""Texts that came back from another language: what changed is found, labeled and named."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from pipeline.training.spinners.build_translations import is_for_a_dictionary
from pipeline.training.spinners.spin_documents import CameBack
from pipeline.training.spinners.spinner import SpunWord, Swap, write_swaps
from pipeline.training.spinners.translate_back import differences, sentences, written
from pipeline.training.spinners.translations import read_translated


@pytest.mark.parametrize(
    ("sentence", "came_back", "changes"),
    [
        ("Get enough sleep .", "Get sufficient dream.", [("enough sleep", "sufficient dream")]),
        ("Watch your weight gain .", "Watch your gain of weight.", [("weight gain", "gain of weight")]),
        ("Patients can rest .", "The patients can rest.", [("Patients", "the patients")]),
        ("See a doctor .", "See doctor.", [("a", "")]),
        ("The pain is dull .", "The kialaj is dull.", []),
        ("Take 20 mg daily .", "Take 30 mg daily.", []),
        ("It hurts .", "It hurts .", []),
    ],
)
def test_what_came_back_otherwise(sentence: str, came_back: str, changes: list[tuple[str, str]]) -> None:
    """A word of no language that a reader knows, and a number, is left as it was."""
    words = sentence.split()
    found = [(" ".join(words[swap.start : swap.end]), " ".join(swap.new)) for swap in differences(words, came_back)]
    assert found == changes


def test_sentences_are_written_as_people_write_them() -> None:
    words = ("|", "Rest", "(", "a", "lot", ")", ".", "|", "It", "'s", "fine", ",", "really", ".", "|", "No")
    assert [written(sentence.words) for sentence in sentences(words)] == ["Rest (a lot).", "It's fine, really."]


def test_words_are_labeled_with_what_stood_there() -> None:
    spun = write_swaps(
        ["Get", "enough", "sleep", "and", "see", "a", "doctor"], [Swap(1, 3, ("sufficient", "dream")), Swap(5, 6, ())]
    )
    assert [word.text for word in spun] == ["Get", "sufficient", "dream", "and", "see", "doctor"]
    assert spun[1:3] == [SpunWord("sufficient", True, "enough sleep"), SpunWord("dream", True, "DELETE")]
    assert not any(word.swapped for word in (*spun[:1], *spun[3:]))


def test_a_section_keeps_the_swaps_that_lie_in_it() -> None:
    words = ["a", "b", "c", "d", "e", "f", "g", "h"]
    swaps = [Swap(place, place + 1, (f"new{place}",)) for place in range(8)]
    came_back = CameBack(swaps, lambda lower, swap: lower[swap.start] != "d")
    spun = [came_back.spin(words, 2, 5, random.Random(seed)) for seed in range(20)]
    assert {word.text for section in spun for word in section} == {"c", "new2", "d", "e", "new4"}


def test_read_by_source_and_id(tmp_path: Path) -> None:
    path = tmp_path / "translated.jsonl.gz"
    row = {"id": "7", "source": "blog", "language": "spanish", "swaps": [[3, 4, "sufficient dream"]]}
    path.write_bytes(gzip.compress(json.dumps(row).encode()))
    assert read_translated(path) == {("blog", "7"): [Swap(3, 4, ("sufficient", "dream"))]}


@pytest.mark.parametrize(
    ("original", "new", "is_one"),
    [
        ("runs", "careers", True),
        ("weight gain", "profit of weight", False),
        ("the", "one", False),
        ("characterized", "characterised", False),
        ("vein", "veto", True),
    ],
)
def test_what_a_spinner_could_have_in_a_dictionary(original: str, new: str, is_one: bool) -> None:
    assert is_for_a_dictionary(original, new) is is_one
