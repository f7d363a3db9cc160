from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from pipeline.training.spinners.calques import calque_at
from pipeline.training.spinners.dictionary import Form, make_dictionary, related_rows
from pipeline.training.spinners.human_slips import slip
from pipeline.training.spinners.inflection import article_before, base_form, inflect, with_case_of
from pipeline.training.spinners.natural_swaps import NaturalSwaps
from pipeline.training.spinners.recipes import RECIPES, Recipe
from pipeline.training.spinners.spin_documents import Simulator, spin_text
from pipeline.training.spinners.spinner import DELETE, KEEP, Spinner, SpunWord, Swap, draw_spinner, label_swap
from pipeline.training.spinners.tag_corpus import TaggedText

SENTENCES = "The doctor treats an acute illness . | Take care of your skin and get enough rest , too !"
PARTS_OF_SPEECH = "DT NN VBZ DT JJ NN . : VB NN IN PRP$ NN CC VB JJ NN , RB ."
WORDS, TAGS = tuple(SENTENCES.split()), tuple(PARTS_OF_SPEECH.split())
TEXT = TaggedText("one", "own", "blog", WORDS, TAGS)
DICTIONARY = make_dictionary(
    {
        "doctor": (Form("physician", "NOUN", "thesaurus"), Form("medico", "NOUN", "wrong_sense")),
        "treat": (Form("deal with", "VERB", "thesaurus"),),
        "acute": (Form("sharp", "ADJ", "wrong_sense"),),
        "illness": (Form("sickness", "NOUN", "thesaurus"), Form("sickness", "NOUN", "wrong_sense")),
        "skin": (Form("pores and skin", "NOUN", "wrong_sense"),),
        "and": (Form("and also", "FUNC", "inflation"),),
        "too": (Form("also", "FUNC", "wrong_sense"),),
        "take care of": (Form("look after", "PHRASE", "phrase"),),
        "get enough rest": (Form("obtain sufficient rest", "PHRASE", "phrase"),),
    }
)
EVERYTHING = Recipe("everything", 1.0, {}, content=(1, 1), function=(1, 1), phrase=(1, 1))


class Sure(random.Random):
    """Says yes to every chance."""

    def random(self) -> float:
        return 0.0

    def lognormvariate(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        return mu + sigma


def unspin(spun: Sequence[SpunWord]) -> list[str]:
    """The original of spun words, from their labels alone."""
    restored: list[str] = []
    for word in spun:
        if word.original == KEEP:
            restored.append(word.text.lower())
        elif word.original != DELETE:
            assert word.original is not None
            restored.extend(word.original.split())
    return restored


def without_articles(words: Sequence[str]) -> list[str]:
    """The words in lower case but "a" and "an", which a spinner may change along with the next word."""
    return [word.lower() for word in words if word.lower() not in ("a", "an")]


def full_spin() -> list[SpunWord]:
    return Spinner(DICTIONARY, EVERYTHING, Sure()).spin(WORDS, TAGS)


def test_everything_known_is_swapped_and_inflected() -> None:
    text = " ".join(word.text for word in full_spin())
    assert "deals with" in text
    assert "an sharp sickness" in text  # this spinner does not look after articles
    assert "Look after your pores and skin and also obtain sufficient rest , also !" in text


def test_a_spinner_without_inflection_writes_base_forms() -> None:
    spun = Spinner(DICTIONARY, EVERYTHING._replace(bare=1.0), Sure()).spin(WORDS, TAGS)
    assert " ".join(word.text for word in spun).startswith("The physician deal with")
    assert without_articles(unspin(spun)) == without_articles(WORDS)


def test_labels_stand_on_what_was_put_in() -> None:
    labels = [(word.text, word.original) for word in full_spin() if word.swapped]
    assert ("deals", "treats") in labels
    assert ("with", DELETE) in labels
    assert ("Look", "take care of") in labels
    assert ("obtain", "get enough") in labels  # "rest" stood there before
    assert all(word.original == KEEP for word in full_spin() if not word.swapped)


def test_labels_restore_the_original() -> None:
    assert without_articles(unspin(full_spin())) == without_articles(WORDS)


@pytest.mark.parametrize("seed", range(20))
def test_any_spinner_can_be_undone_by_its_labels(seed: int) -> None:
    spun = draw_spinner(DICTIONARY, random.Random(seed)).spin(WORDS, TAGS)
    assert without_articles(unspin(spun)) == without_articles(WORDS)


def test_the_same_seed_spins_the_same_way() -> None:
    spins = []
    for _ in range(2):
        rng = random.Random(4)
        spins.append(
            [section for _ in range(9) for section in spin_text(TEXT, partial(draw_spinner, DICTIONARY, rng), rng)]
        )
    assert spins[0] == spins[1]


def test_rate_zero_changes_nothing() -> None:
    idle = Recipe("idle", 1.0, {}, content=(0, 0), function=(0, 0), phrase=(0, 0))
    assert Spinner(DICTIONARY, idle, random.Random(1)).spin(WORDS, TAGS) == [SpunWord(word) for word in WORDS]


def test_about_half_of_the_sections_are_clean_and_labeled_so() -> None:
    rng = random.Random(5)
    sections = [section for _ in range(400) for section in spin_text(TEXT, partial(draw_spinner, DICTIONARY, rng), rng)]
    clean = [section for section in sections if not section.is_spun]
    assert 0.4 < len(clean) / len(sections) < 0.6
    assert not any(word.swapped for section in clean for word in section.words)


def test_every_recipe_has_a_share() -> None:
    assert len({recipe.name for recipe in RECIPES}) == len(RECIPES)
    assert all(recipe.share > 0 for recipe in RECIPES)


@pytest.mark.parametrize(
    ("old", "new", "labels"),
    [
        ("heart", "coronary heart", ["heart", DELETE]),
        ("free radicals", "free extremists", [KEEP, "radicals"]),
        ("reduce stress", "decrease pressure", ["reduce stress", DELETE]),
        ("talk to your doctor", "talk to your health practitioner", [KEEP, KEEP, KEEP, "doctor", DELETE]),
        ("one two three four five", "six", [None]),
        ("same", "Same", [KEEP]),
    ],
)
def test_labels_of_a_swap(old: str, new: str, labels: list[str | None]) -> None:
    assert [word.original for word in label_swap(old.split(), new.split())] == labels


@pytest.mark.parametrize(
    ("phrase", "tag", "expected"),
    [
        ("get hold of", "VBD", "got hold of"),
        ("child", "NNS", "children"),
        ("human beings", "NNS", "human beings"),
        ("large", "JJR", "larger"),
        ("beautiful", "JJS", "most beautiful"),
        ("use", "VB", "use"),
    ],
)
def test_inflection(phrase: str, tag: str, expected: str) -> None:
    assert inflect(phrase, tag) == expected


def test_base_forms() -> None:
    assert base_form("treats", "VBZ") == "treat"
    assert base_form("illnesses", "NNS") == "illness"
    assert base_form("back", "RB") == "back"


def test_capitals_and_articles() -> None:
    assert with_case_of("get hold of", "Obtain") == "Get hold of"
    assert with_case_of("frame", "BODY") == "FRAME"
    assert [article_before(word) for word in ("hour", "unit", "injury", "pain")] == ["an", "a", "an", "a"]


def test_calques() -> None:
    lower, tags = ["symptoms", "of", "cancer"], ["NNS", "IN", "NN"]
    assert calque_at(lower, tags, 0, random.Random(1)) == (3, ("cancer", "symptoms"))
    assert calque_at(["skin", "cancer"], ["NN", "NN"], 0, random.Random(1)) in (
        (2, ("cancer", "of", "skin")),
        (2, ("cancer", "of", "the", "skin")),
    )


def test_slips_are_rare_and_keep_words_and_tags_together() -> None:
    rng = random.Random(2)
    words, tags = WORDS * 50, TAGS * 50
    slipped = [slip(words, tags, rng) for _ in range(50)]
    assert all(len(texts) == len(kept) for texts, kept in slipped)
    assert 0.05 < sum(texts != list(words) for texts, _ in slipped) / 50 < 0.4


def test_a_swap_is_natural_where_people_write_it_as_often() -> None:
    texts = [
        TaggedText("", "", "", tuple(f"{verb} regular exercise".split()), ())
        for verb in ("get", "take")
        for _ in "12345"
    ]
    natural, never, always = (NaturalSwaps(texts, refused=refused) for refused in (0.85, 1.0, 0.0))
    words, as_often, rare = ["get", "regular", "exercise"], Swap(0, 1, ("take",)), Swap(0, 1, ("obtain",))
    assert natural.is_natural(words, as_often)
    assert not natural.is_natural(words, rare)
    assert not NaturalSwaps(texts, least=6).is_natural(words, as_often)
    rng = random.Random(1)
    assert not never.accept(rng, words, as_often)
    assert never.accept(rng, words, rare)
    assert always.accept(rng, words, as_often)


def test_the_simulator_spins_half_of_the_sections_and_repeats_for_the_same_seed() -> None:
    simulator = Simulator(DICTIONARY, NaturalSwaps([]), [EVERYTHING], [TEXT])
    first, again = (list(islice(simulator.sections(random.Random(3)), 100)) for _ in "12")
    assert first == again
    assert 30 < sum(section.is_spun for section in first) < 70
    assert all(not word.swapped for section in first if not section.is_spun for word in section.words)
    assert any(word.swapped for section in first for word in section.words)


def test_words_that_name_each_other_are_related_in_each_part_of_speech_that_they_share(tmp_path: Path) -> None:
    moby = tmp_path / "words.txt"
    moby.write_text(
        "remedy,help,balm,cure\nhelp,aid,remedy,xylyl\nbalm,scent\nxylyl,help\nrapidly,quickly\n", encoding="utf-8"
    )
    assert set(related_rows(moby)) == {
        ("remedy", Form("help", "NOUN", "related")),
        ("remedy", Form("help", "VERB", "related")),
        ("help", Form("remedy", "NOUN", "related")),
        ("help", Form("remedy", "VERB", "related")),
    }


def test_the_forms_of_a_word_are_those_of_its_part_of_speech() -> None:
    dictionary = make_dictionary({"help": (Form("aid", "NOUN", "thesaurus"), Form("so", "FUNC", "inflation"))})
    assert dictionary.by_kind("help", "NOUN") == {"thesaurus": (Form("aid", "NOUN", "thesaurus"),)}
    assert dictionary.by_kind("help", "ANY") == dictionary.by_kind("help", "NOUN")
    assert dictionary.by_kind("help", "VERB") == dictionary.by_kind("cure", "NOUN") == {}
