"""How much of a text the swap model is given to read."""

from __future__ import annotations

from dataclasses import replace
from textwrap import fill

import pytest
from stand_in import StandInModel

from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.learned.scores import prose_words, score_words
from pipeline.facts.swaps.model_words import ModelWord
from pipeline.facts.swaps.spin import SpinScore
from pipeline.reading import Reading

CLEAN = "The doctor asked her to rest for a week and to drink water. " * 100
SWAPPED = {"placement": 0.9, "elimination": 0.9, "pose": 0.8}


def _words(text: str, format: str = "text") -> tuple[ModelWord, ...]:
    return prose_words(text, tokenize(text), find_blocks(text, format))


def test_a_clean_text_is_not_read_to_its_end() -> None:
    model = StandInModel(SWAPPED)
    scores = score_words(_words(CLEAN), model, fingerprints=0)
    assert not scores.is_whole
    assert 0 < len(scores.read_words()) < len(CLEAN.split()) / 3
    assert model.read_windows < len(CLEAN.split()) / 64


@pytest.mark.parametrize("sentence", ["A poor sleep placement needs elimination. ", "Poor pose. It is a bad pose. "])
def test_a_spun_text_is_read_to_its_end(sentence: str) -> None:
    text = sentence * 100
    scores = score_words(_words(text), StandInModel(SWAPPED), fingerprints=0)
    assert scores.is_whole and len(scores.read_words()) == len(text.split())


@pytest.mark.parametrize("before", [0, 1, 3])
def test_one_spun_passage_in_a_long_text_is_found_wherever_it_stands(before: int) -> None:
    passage = "The bodily aches and also pains will certainly dwindle with the correct food regimen. " * 5
    model = StandInModel({"bodily": 0.9, "certainly": 0.9, "dwindle": 0.9, "regimen": 0.9})
    text = CLEAN * before + passage + CLEAN * (3 - before)
    assert score_words(_words(text), model, fingerprints=0).is_whole


ODD = (
    "Bodily aches will certainly dwindle with a food regimen, and bodily aches will certainly dwindle with a regimen. "
)
ODD_WORDS = dict.fromkeys(("bodily", "aches", "certainly", "dwindle", "regimen"), 0.9)


def test_one_odd_sentence_of_a_long_text_has_only_its_neighbors_read() -> None:
    scores = score_words(_words(CLEAN + ODD + CLEAN), StandInModel(ODD_WORDS), fingerprints=0)
    assert not scores.is_whole and len(scores.read_words()) < len(scores.words) / 3
    read = {place for place, _ in scores.read_words()}
    assert {len(CLEAN) - len("water. "), len(CLEAN), len(CLEAN + ODD)} <= read


def test_one_odd_sentence_has_all_of_a_shorter_text_looked_at() -> None:
    scores = score_words(_words(CLEAN[:1200] + ODD), StandInModel(ODD_WORDS), fingerprints=0)
    assert len(scores.read_words()) == len((CLEAN[:1200] + ODD).split())
    assert not scores.is_whole, "the windows beside it are clean"


def test_an_odd_passage_has_all_of_a_shorter_text_read_by_all_layers() -> None:
    assert score_words(_words(CLEAN[:1200] + 3 * ODD), StandInModel(ODD_WORDS), fingerprints=0).is_whole


def test_one_clean_window_does_not_speak_for_a_short_text() -> None:
    """Even if it has the most of what spinners write."""
    passage = "It is difficult in order to stay asleep, nevertheless they may possibly rest in addition to that. " * 7
    words = dict.fromkeys(("order", "nevertheless", "possibly", "plus", "addition"), 0.9)
    assert score_words(_words(3 * ODD + CLEAN[:1200] + passage), StandInModel(words), fingerprints=0).is_whole


def test_words_that_people_write_as_much_as_spinners_do_not_make_a_text_suspect() -> None:
    passage = "The big job is done and the home is well cared for by all of them at this time. " * 5
    scores = score_words(_words(CLEAN + passage + CLEAN), StandInModel(), fingerprints=0)
    assert len(scores.read_words()) < len(scores.words) / 3


def test_fingerprints_alone_make_the_model_read_everything() -> None:
    scores = score_words(_words(CLEAN), StandInModel(), fingerprints=len(CLEAN.split()) // 100)
    assert len(scores.read_words()) == len(CLEAN.split())


PLAIN = "We were there for two days and it was not so bad, but he said that they did not know us. " * 10


def test_a_text_without_a_word_of_spinners_is_not_read() -> None:
    model = StandInModel({"days": 0.9})
    assert score_words(_words(PLAIN), model, fingerprints=0).read_words() == []
    assert model.read_windows == 0
    assert _spin_of(PLAIN).gate == "clean"


@pytest.mark.parametrize(("text", "fingerprints"), [(PLAIN, 1), (PLAIN[: len(PLAIN) // 2], 0), (PLAIN + ODD, 0)])
def test_a_fingerprint_a_few_words_or_being_short_has_it_read(text: str, fingerprints: int) -> None:
    assert score_words(_words(text), StandInModel(), fingerprints=fingerprints).read_words()


def test_only_what_is_beside_an_odd_passage_is_read_by_all_layers() -> None:
    days = "".join(f"On day {number} the doctor asked her to rest and to drink water. " for number in range(70))
    model = StandInModel(ODD_WORDS)
    score_words(_words(days + 3 * ODD), model, fingerprints=0)
    assert 0 < model.read_by_all_layers < model.read_windows / 2


@pytest.mark.parametrize(("word", "is_whole"), [("rest", False), ("placement", True)])
def test_a_short_text_is_looked_at_as_a_whole(word: str, is_whole: bool) -> None:
    scores = score_words(_words(f"A {word} helps. Sleep well."), StandInModel(SWAPPED), fingerprints=0)
    assert len(scores.read_words()) == 5 and scores.is_whole == is_whole


@pytest.mark.parametrize("text", ["", "\n\n", "?!", "👩‍👩‍👧‍👦"])
def test_a_text_without_words_is_survived(text: str) -> None:
    scores = score_words(_words(text), StandInModel(), fingerprints=0)
    assert scores.read_words() == []


def test_code_is_not_read() -> None:
    words = _words("Rest helps.\n\n```\nplacement = elimination\n```\n\nSleep well.", "markdown")
    assert "placement" not in [word.text for word in words]
    assert [word.text for word in words if word.is_word] == ["Rest", "helps", "Sleep", "well"]


EXERCISES = (
    "Barbell row, three sets of ten",
    "Bench press, two warm-up sets",
    "Calf raise, standing",
    "Leg curl, 3 x 12",
)


def _spin_of(text: str) -> SpinScore:
    forms = {word.lower(): 0.7 for line in EXERCISES for word in line.replace(",", "").split()}
    engines = replace(local_engines(0), swap_model=StandInModel(forms))
    return Reading(text, "text", Config(grammar=False), engines).spin


def test_a_bare_list_does_not_make_a_text_spun() -> None:
    bare = "".join(f"{line}\n" for line in EXERCISES * 6)
    sentences = "".join(f"{line}, and so on until the arms give way and you have to stop.\n" for line in EXERCISES * 6)
    assert (_spin_of(bare).gate, _spin_of(sentences).gate) == ("clean", "spun")


def test_the_lines_of_a_hard_wrapped_paragraph_are_no_list() -> None:
    sentence = "The bench press and the barbell row come first, and the calf raise and the leg curl come last. "
    assert _spin_of(fill(sentence * 12, 60) + "\n").gate == "spun"
