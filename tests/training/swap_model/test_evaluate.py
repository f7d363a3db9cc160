"""The script that measures a swap model."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

pytest.importorskip("torch")  # A requirement of the training, not of every test run.

from pipeline.training.swap_model.evaluate import report_spun
from pipeline.training.swap_model.predictor import Predictor


def test_a_source_without_articles_is_an_error_that_says_what_is_there(tmp_path: Path) -> None:
    for name in ("cabelo-lips-and-chin.txt", "seed-back.txt"):
        (tmp_path / name).touch()
    with pytest.raises(SystemExit) as refusal:
        report_spun(tmp_path, ["seed", "cabello"], cast(Predictor, None))
    assert str(refusal.value) == "--sources: there is no 'cabello'; did you mean 'cabelo'? Known here: cabelo, seed."
