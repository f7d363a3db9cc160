"""The options that say what to spin: a wrong name would leave out what a training is for, and tell nobody."""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.training.spinners import spin_documents
from pipeline.training.spinners.dictionary import make_dictionary
from pipeline.training.spinners.spin_documents import Simulator, add_arguments, read_simulator

CORPORA = ("medquad", "vagov", "web_prose", "nhsr")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a tagged text of each corpus; no thesaurus is read."""
    with gzip.open(tmp_path / "tagged.jsonl.gz", "wt", encoding="utf-8") as out:
        for source in CORPORA:
            row = {"id": "1", "source": source, "register": "web", "words": "Take rest .", "tags": "VB NN ."}
            out.write(json.dumps(row) + "\n")
    monkeypatch.setattr(spin_documents, "load_dictionary", lambda sources: make_dictionary({}))
    return tmp_path


def parse(folder: Path, *options: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("tagged", type=Path)
    add_arguments(parser)
    files = ("--lists", str(folder), "--thesaurus", "thesaurus.dat", "--related", "words.txt")
    return parser.parse_args([str(folder / "tagged.jsonl.gz"), *files, *options])


def simulator(folder: Path, *options: str) -> Simulator:
    return read_simulator(parse(folder, *options))


def test_right_names_choose_manners_and_corpora_and_how_often_they_come(folder: Path) -> None:
    made = simulator(folder, "--manners", "phrases", "mixed", "--sources", "vagov", "web_prose", "--times", "vagov=3")
    assert [recipe.name for recipe in made.recipes] == ["phrases", "mixed"]
    assert Counter(text.source for text in made.texts) == {"vagov": 3, "web_prose": 4}


def test_without_these_options_all_come_but_what_is_held_out(folder: Path) -> None:
    made = simulator(folder)
    assert len(made.recipes) == len(spin_documents.RECIPES)
    assert Counter(text.source for text in made.texts) == {"medquad": 1, "vagov": 1, "web_prose": 4}


def test_a_corpus_that_comes_no_time_is_left_out(folder: Path) -> None:
    assert {text.source for text in simulator(folder, "--times", "web_prose=0").texts} == {"medquad", "vagov"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--manners", "phrase"), "--manners: there is no 'phrase'; did you mean 'phrases'?"),
        (("--manners", "mixed", "x"), "--manners: there is no 'x'. Known here: any sense, context free, "),
        (("--sources", "vagov", "medquat"), "--sources: there is no 'medquat'; did you mean 'medquad'?"),
        (("--sources", "x"), "--sources: there is no 'x'. Known here: medquad, vagov, web_prose."),
        (("--sources", "nhsr"), "--sources: there is no 'nhsr'. Known here: medquad, vagov, web_prose."),
        (("--times", "web-prose=2"), "--times: there is no 'web-prose'; did you mean 'web_prose'?"),
        (("--times", "nhsr=2"), "--times: there is no 'nhsr'. Known here: medquad, vagov, web_prose."),
        (("--times", "second_language_prose=42"), "--times: there is no 'second_language_prose'. Known here: "),
        (("--sources", "vagov", "--times", "medquad=2"), "--times: there is no 'medquad'. Known here: vagov."),
    ],
)
def test_a_wrong_name_is_an_error_that_says_what_is_right(folder: Path, options: tuple[str, ...], told: str) -> None:
    with pytest.raises(SystemExit) as refusal:
        simulator(folder, *options)
    assert str(refusal.value).startswith(told)


def test_a_manner_that_needs_translations_is_known_with_them_alone(folder: Path) -> None:
    with pytest.raises(SystemExit):
        simulator(folder, "--manners", "translated word for word")
    with gzip.open(folder / "translated.jsonl.gz", "wt", encoding="utf-8"):
        pass
    options = ("--manners", "translated word for word", "--translated", str(folder / "translated.jsonl.gz"))
    assert len(simulator(folder, *options).recipes) == 1


@pytest.mark.parametrize("value", ["web_prose", "web_prose=", "=4", "web_prose=-1", "web_prose=often"])
def test_times_without_a_corpus_or_a_number_are_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    with pytest.raises(SystemExit):
        parse(folder, f"--times={value}")
    assert f"{value!r} is not a corpus and a whole number, as in web_prose=4" in capsys.readouterr().err
