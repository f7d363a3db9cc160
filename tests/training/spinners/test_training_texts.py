"""The texts and pairs that this project wrote for the training."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("spacy")

from pipeline.training.corpus import read_rows, read_table
from pipeline.training.spinners.dictionary import ADDITIONS, VOCABULARY

REPOSITORY = Path(__file__).parents[3]
TRAINING = REPOSITORY / "pipeline" / "training"
SPINNERS = TRAINING / "spinners"
KINDS = {"inflation", "phrase", "unidiomatic", "wrong_sense"}
PARTS = {"NOUN", "VERB", "ADJ", "ADV", "FUNC", "PHRASE"}


def test_a_plain_text_is_read_article_by_article(tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("A heading\nIts text.\n\nAnother article.\n", encoding="utf-8")
    texts = list(read_rows(path))
    assert [(text["id"], text["text"]) for text in texts] == [
        ("prose/0", "A heading\nIts text."),
        ("prose/1", "Another article."),
    ]
    assert {(text["source"], text["register"]) for text in texts} == {("prose", "web")}


@pytest.mark.parametrize("prose", ["web_prose.txt", "second_language_prose.txt"])
def test_the_prose_has_a_heading_and_a_text_in_each_article(prose: str) -> None:
    texts = list(read_rows(SPINNERS / prose))
    assert len(texts) > 50
    assert all("\n" in text["text"] and len(text["text"].split()) > 60 for text in texts)


@pytest.mark.parametrize(
    "others", [TRAINING / "swap_tables" / "second_language_texts.txt", REPOSITORY / "tests/texts/second_language.txt"]
)
def test_the_gate_is_fitted_and_measured_on_texts_that_the_model_was_not_trained_on(others: Path) -> None:
    trained, measured = (
        {line for text in read_rows(path) for line in text["text"].split("\n") if len(line.split()) > 12}
        for path in (SPINNERS / "second_language_prose.txt", others)
    )
    assert not trained & measured


@pytest.mark.parametrize("table", [ADDITIONS, VOCABULARY], ids=lambda path: path.stem)
def test_pairs_change_something_and_name_what_they_are(table: Path) -> None:
    rows = read_table(table)
    keys = [(row["original"], row["spun"], row["pos"]) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert row["original"] != row["spun"] and row["kind"] in KINDS and row["pos"] in PARTS, row
        assert re.fullmatch(r"[a-z0-9'-]+( [a-z0-9'-]+)*", row["spun"]), row
