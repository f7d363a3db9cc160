"""The files of the insertion model in ``data/models/insertions``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.tables.digests import file_digest
from pipeline.tables.rows import DATA


@dataclass(frozen=True, slots=True)
class InsertionModelFiles:
    """The files under ``models/insertions``: the network in ONNX format, and its tokenizer in JSON."""

    network: bytes
    tokenizer: str


@cache
def insertion_model() -> InsertionModelFiles:
    """The insertion model."""
    network, tokenizer = _insertion_model_files()
    return InsertionModelFiles(network.read_bytes(), tokenizer.read_text(encoding="utf-8"))


def insertion_model_version() -> str:
    """The model's name with a digest of its files, so that another model is told from this one."""
    digest = sha256(b"".join(map(file_digest, _insertion_model_files())))
    return f"insertions {digest.hexdigest()[:12]}"


def _insertion_model_files() -> tuple[Path, Path]:
    folder = DATA / "models" / "insertions"
    return folder / "model.onnx", folder / "tokenizer.json"
