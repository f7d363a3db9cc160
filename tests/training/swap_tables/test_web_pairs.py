"""The table of word pairs of the web, from the files of a package."""

from __future__ import annotations

from pathlib import Path

from pipeline.training.swap_tables.build_web_pairs import read_counts, write


def test_only_words_of_letters_are_read_and_counts_are_in_units(tmp_path: Path) -> None:
    file = tmp_path / "bigrams.txt"
    file.write_text("fine lines\t250000\n0uplink verified\t523545\nkm to\t100000\n", encoding="utf-8")
    assert dict(read_counts(file)) == {("fine", "lines"): 25.0, ("km", "to"): 10.0}


def test_equal_counts_give_an_equal_file(tmp_path: Path) -> None:
    singles = {"fine": 900.0, "lines": 400.0, "laugh": 80.0}
    pairs = {("fine", "lines"): 25.0, ("laugh", "lines"): 10.0}
    write(tmp_path / "a.npz", singles, pairs)
    write(tmp_path / "b.npz", singles, dict(reversed(pairs.items())))
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
