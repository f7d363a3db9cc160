"""The copy of the model of phrases that follows one reading."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.engines.languagetool.chunker import narrow_chunker


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
