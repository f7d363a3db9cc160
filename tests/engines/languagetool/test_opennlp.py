"""Copies of models: the one of phrases follows one reading, and none is compressed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.engines.languagetool.opennlp import narrow_chunker, quick_models


@pytest.fixture
def jar(tmp_path: Path) -> Path:
    model = io.BytesIO()
    with zipfile.ZipFile(model, "w") as content:
        content.writestr("manifest.properties", "Language=en\n")
        content.writestr("chunker.model", b"\x00\x01weights")
    path = tmp_path / "libs" / "opennlp-chunk-models-1.5.jar"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as models:
        models.writestr("en-chunker.bin", model.getvalue())
    return path


@pytest.mark.parametrize("entry", ["opennlp-chunk-models-1.5.jar", "*"])
def test_the_copy_differs_in_how_it_searches_only(jar: Path, entry: str) -> None:
    content = narrow_chunker(["other.jar", str(jar.with_name(entry))])
    assert content is not None
    with zipfile.ZipFile(io.BytesIO(content)) as copy:
        assert copy.read("manifest.properties").split() == [b"Language=en", b"BeamSize=1"]
        assert copy.read("chunker.model") == b"\x00\x01weights"


def test_without_a_model_that_can_be_read_there_is_no_copy(jar: Path) -> None:
    assert narrow_chunker(["other.jar"]) is None
    jar.write_bytes(b"no jar at all")
    assert narrow_chunker([str(jar)]) is None


def test_a_quick_start_has_models_that_are_not_compressed(jar: Path) -> None:
    model = io.BytesIO()
    with zipfile.ZipFile(model, "w", zipfile.ZIP_DEFLATED) as content:
        content.writestr("manifest.properties", "Language=en\n")
        content.writestr("pos.model", b"weight" * 1_000)
    tagger = jar.with_name("opennlp-postag-models-1.5.jar")
    with zipfile.ZipFile(tagger, "w", zipfile.ZIP_DEFLATED) as models:
        models.writestr("en-pos-maxent.bin", model.getvalue())
    found = quick_models([str(jar), str(tagger), "other.jar"])
    assert found["en-chunker.bin"] == narrow_chunker([str(jar)])
    with zipfile.ZipFile(io.BytesIO(found["en-pos-maxent.bin"])) as copy:
        assert copy.read("pos.model") == b"weight" * 1_000
        assert copy.read("manifest.properties") == b"Language=en\n"
        assert {entry.compress_type for entry in copy.infolist()} == {zipfile.ZIP_STORED}
    assert set(found) == {"en-chunker.bin", "en-pos-maxent.bin"}
