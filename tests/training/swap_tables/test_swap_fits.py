"""The scripts that make the inverse dictionary and fit the weights of the swap stage."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from pipeline.facts.swaps.learned.options import Signs
from pipeline.training.swap_tables import fit_ranking
from pipeline.training.swap_tables.build_originals import best_first, collect, dictionary_pairs, tortured_pairs, write
from pipeline.training.swap_tables.fit_gate import fit_logistic
from pipeline.training.swap_tables.fit_ranking import NAMES, Choice


def test_the_original_commonest_in_clean_text_stands_first() -> None:
    rows = [
        {"original": "physician", "spun": "medic", "pos": "NOUN"},
        {"original": "doctor", "spun": "Medic", "pos": "NOUN"},
        {"original": "medic", "spun": "medic", "pos": "NOUN"},
    ]
    table = collect(dictionary_pairs(rows))
    assert best_first(table["medic"], Counter(physician=5, doctor=2)) == [("physician", "NOUN"), ("doctor", "NOUN")]
    assert best_first(table["medic"], Counter()) == [("doctor", "NOUN"), ("physician", "NOUN")]


def test_tortured_phrases_must_agree_on_a_word() -> None:
    rows = [
        {"spun": "bosom malignancy", "original": "breast cancer"},
        {"spun": "hyaluronic corrosive", "original": "hyaluronic acid"},
        {"spun": "folic corrosive", "original": "folic acid"},
        {"spun": "counterfeit brain", "original": "artificial brain"},
    ]
    assert list(tortured_pairs(rows)) == [("corrosive", "acid", "NOUN")]


def test_equal_inputs_give_an_equal_file(tmp_path: Path) -> None:
    table = collect([("medic", "doctor", "NOUN"), ("pores and skin", "skin", "NOUN")])
    for name in ("a.npz", "b.npz"):
        write(tmp_path / name, table, Counter(medic=3, doctor=50, skin=40), words=2_000_000)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_the_gate_learns_which_sign_tells_the_classes_apart() -> None:
    clean = [[0.0, noise] for noise in (0.1, 0.9, 0.5)]
    spun = [[1.0, noise] for noise in (0.2, 0.8, 0.5)]
    _, telling, idle = fit_logistic([clean], spun)
    assert telling > 0.5 > abs(idle)


def test_a_small_corpus_of_suspect_clean_texts_moves_the_gate_as_much_as_a_large_one() -> None:
    plain, odd, spun = [[0.1]] * 90, [[0.9]] * 9, [[2.0]] * 20

    def threshold(*clean: list[list[float]]) -> float:
        intercept, weight = fit_logistic(clean, spun)
        return -intercept / weight

    assert threshold(plain, odd) > threshold([*plain, *odd]) + 0.02
    assert threshold(plain, odd) == pytest.approx(threshold(plain, odd * 10), abs=0.1)


@pytest.mark.parametrize("name", ["named", "survives"])
def test_the_ranking_learns_the_sign_of_the_right_candidates(name: str) -> None:
    random = np.random.default_rng(1)
    rows = []
    for _ in range(40):
        inputs = random.normal(size=(5, len(NAMES)))
        is_right = np.zeros(5, dtype=bool)
        is_right[inputs[:, NAMES.index(name)].argmax()] = True
        rows.append(Choice("made-up", inputs, is_right))
    weights = fit_ranking.fit(rows)
    assert weights.argmax() == NAMES.index(name)
    assert fit_ranking.hits(rows, weights, 1) > 30 and fit_ranking.hits(rows, weights, 5) == 40


def test_every_sign_has_a_weight() -> None:
    assert NAMES[: len(Signs._fields)] == Signs._fields
