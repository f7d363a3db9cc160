from __future__ import annotations

import gzip
import json
import random
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("tokenizers")  # A requirement of the training, not of every test run.

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from pipeline.training.spinners.spin_documents import Section
from pipeline.training.spinners.spinner import SpunWord
from pipeline.training.swap_model import example_stream
from pipeline.training.swap_model.example_stream import Stream, stream_batches
from pipeline.training.swap_model.examples import (
    DELETE_TAG,
    IGNORED,
    KEEP_TAG,
    Batch,
    WordPieces,
    batches,
    choose_tags,
    read_windows,
)

PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "pore", "##s", "and", "skin", "care", ".", "|")


@pytest.fixture
def pieces(tmp_path: Path) -> WordPieces:
    tokenizer = Tokenizer(models.WordPiece({piece: place for place, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    return WordPieces(tmp_path / "tokenizer.json")


@pytest.fixture
def training_set(tmp_path: Path) -> Path:
    row = {
        "source": "own",
        "words": ["Pores", "and", "skin", "care", "."],
        "originals": {0: "skin", 1: "DELETE", 2: "DELETE"},
    }
    path = tmp_path / "set.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write((json.dumps(row) + "\n") * 3)
    return path


def test_labels_stand_on_the_first_piece_of_each_word(pieces: WordPieces, training_set: Path) -> None:
    tags = choose_tags(training_set, 10, 100)
    assert tags == ["KEEP", "DELETE", "skin"]
    window = read_windows(training_set, pieces, tags, 100)[0]
    assert [PIECES[piece] for piece in window.pieces] == ["[CLS]", "pore", "##s", "and", "skin", "care", ".", "[SEP]"]
    assert list(window.swapped) == [IGNORED, 1, IGNORED, 1, 1, 0, IGNORED, IGNORED]
    assert list(window.tags) == [IGNORED, 2, IGNORED, DELETE_TAG, DELETE_TAG, KEEP_TAG, IGNORED, IGNORED]


def test_a_set_is_read_up_to_a_number_of_words(pieces: WordPieces, training_set: Path) -> None:
    assert len(read_windows(training_set, pieces, ["KEEP", "DELETE"], 6)) == 2


def test_batches_hold_every_window_once_and_hide_the_padding(pieces: WordPieces, training_set: Path) -> None:
    windows = read_windows(training_set, pieces, ["KEEP", "DELETE", "skin"], 100)
    found = list(batches(windows, 16, random.Random(1)))
    assert sorted(len(batch.pieces) for batch in found) == [1, 2]
    assert all((batch.mask == (batch.pieces != 0)).all() for batch in found)


def sections(rng: random.Random) -> Iterator[Section]:
    while True:
        yield Section("own", "blog", True, [SpunWord("Pores", True, "skin"), *map(SpunWord, ("skin", "care", "."))])
        yield Section("own", "blog", False, [SpunWord("skin")] * rng.randint(3, 9))


def take(endless: Generator[Batch], count: int) -> list[Batch]:
    with closing(endless) as batches:
        return list(islice(batches, count))


def test_streamed_batches_carry_the_labels_of_the_spinner_and_repeat_for_the_same_seed(pieces: WordPieces) -> None:
    stream = Stream(sections, pieces, ("KEEP", "DELETE", "skin"), 64)
    first, again, other = (take(stream_batches(stream, 2, seed), 8) for seed in (1, 1, 2))
    assert all((ours.pieces == theirs.pieces).all() for ours, theirs in zip(first, again, strict=True))
    assert any(ours.pieces.shape != theirs.pieces.shape for ours, theirs in zip(first, other, strict=True))
    for batch in first:
        assert ((batch.swapped == 1) == (batch.pieces == PIECES.index("pore"))).all()
        assert (batch.tags[batch.swapped == 1] == 2).all()


def test_a_stream_ends_with_an_error_when_a_process_that_spins_does(
    pieces: WordPieces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(example_stream, "PATIENCE", 0.1)
    stream = Stream(lambda rng: iter(()), pieces, (), 64)
    with pytest.raises(ChildProcessError):
        take(stream_batches(stream, 1, 1), 1)
