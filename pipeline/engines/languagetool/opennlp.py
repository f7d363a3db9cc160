"""Copies of the models of OpenNLP that LanguageTool finds phrases with, which it reads or asks in less time.

The model of phrases (the chunker) follows one reading of a sentence instead of ten. That search takes a quarter of the
time of a check, and the best reading is the same one: on 200 articles (150,000 words) every remark was.

No copy is compressed: Java takes numbers out of a compressed file one by one, which is a twentieth of a quick start.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

CHUNKER_FILE = "en-chunker.bin"
"""Name under which LanguageTool looks for the model of phrases on the class path."""

_JARS = {
    CHUNKER_FILE: "opennlp-chunk-models-*.jar",
    "en-pos-maxent.bin": "opennlp-postag-models-*.jar",
    "en-token.bin": "opennlp-tokenize-models-*.jar",
}
_MANIFEST = "manifest.properties"
_ONE_READING = b"\nBeamSize=1\n"


def narrow_chunker(class_path: Iterable[str]) -> bytes | None:
    """The copy of the model of phrases, which is to stand before the jars on the class path as ``CHUNKER_FILE``.

    Args:
        class_path: entries of Java's class path; the last part of one may be ``*``.

    Returns:
        None where no jar holds the model.
    """
    return _copy_of(CHUNKER_FILE, class_path)


def quick_models(jars: Iterable[str]) -> dict[str, bytes]:
    """The copies of all models that are in jars, by the names that they are to have before these on the class path."""
    jars = list(jars)
    copies = {name: _copy_of(name, jars) for name in _JARS}
    return {name: copy for name, copy in copies.items() if copy is not None}


def _copy_of(name: str, class_path: Iterable[str]) -> bytes | None:
    with suppress(OSError, KeyError, zipfile.BadZipFile):
        for jar in _jars(_JARS[name], class_path):
            with zipfile.ZipFile(jar) as models, models.open(name) as model, zipfile.ZipFile(model) as old:
                return _copy(old, _ONE_READING if name == CHUNKER_FILE else b"")
    return None


def _jars(pattern: str, class_path: Iterable[str]) -> Iterator[Path]:
    for entry in map(Path, class_path):
        if entry.name == "*":
            yield from entry.parent.glob(pattern)
        elif entry.match(pattern):
            yield entry


def _copy(old: zipfile.ZipFile, setting: bytes) -> bytes:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content + setting if name == _MANIFEST else content)
    return copy.getvalue()
