"""What ``recipe.json`` and ``model.toml`` say of how a network was made."""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

from pipeline.training.spinners import spin_documents
from pipeline.training.swap_model.provenance import write_provenance, write_recipe

RESULT = {"steps": 9, "words_seen": 2_286_793, "seconds": 3840}


def provenance(folder: Path, *options: str, earlier: Path | None = None) -> dict[str, Any]:
    """What is told of a training with these options."""
    parser = argparse.ArgumentParser()
    spin_documents.add_arguments(parser)
    files = ("--lists", "lists", "--thesaurus", "thesaurus.dat", "--related", "words.txt")
    arguments = parser.parse_args([*files, *options])
    arguments.folder, arguments.earlier = folder, earlier
    arguments.seed, arguments.rate = 20, 1.5e-4
    folder.mkdir(exist_ok=True)
    write_recipe(arguments, RESULT)
    write_provenance(json.loads((folder / "recipe.json").read_text(encoding="utf-8")), folder)
    return tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))


def test_model_toml_says_how_often_each_corpus_came_and_what_was_translated(tmp_path: Path) -> None:
    translated = tmp_path / 'a "quoted" folder' / "translated.jsonl.gz"
    told = provenance(tmp_path, "--times", "second_language_prose=42", "own=0", "--translated", str(translated))
    assert told["seed"] == 20
    assert told["provenance"]["times"] == {"web_prose": 4, "second_language_prose": 42, "own": 0}
    assert told["provenance"]["translated"] == "translated.jsonl.gz"
    assert (told["provenance"]["rate"], told["provenance"]["words_seen"]) == (1.5e-4, 2_286_793)
    assert "recipe.json" in told["sha256"]


def test_what_no_option_said_is_told_all_the_same_or_left_out(tmp_path: Path) -> None:
    told = provenance(tmp_path)["provenance"]
    assert told["times"] == spin_documents.TIMES_IN_A_PASS
    assert "translated" not in told


def test_words_of_earlier_trainings_add_up(tmp_path: Path) -> None:
    provenance(tmp_path / "first")
    provenance(tmp_path / "second", earlier=tmp_path / "first")
    told = provenance(tmp_path / "third", earlier=tmp_path / "second")["provenance"]
    assert told["words_seen_earlier"] == 2 * RESULT["words_seen"]
