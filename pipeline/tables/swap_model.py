"""The files of the swap model in ``data/models/swaps``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.tables.digests import file_digest
from pipeline.tables.rows import DATA

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SWAP_MODEL = DATA / "models" / "swaps"

_FILES = ("lower.onnx", "model.toml", "originals.npz", "originals.txt", "tokenizer.json", "upper.onnx")
_DIGEST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class SwapModelFiles:
    """What the swap model is made of.

    Attributes:
        network: the first layers of the encoder, in the ONNX format, with a head of their own.
        upper: the other layers.
        tokenizer: the word pieces, in the format of the library ``tokenizers``.
        tags: what the second head may say, by number.
        weights: of the second head, tags by states.
        bias: of the second head.
    """

    network: bytes
    upper: bytes
    tokenizer: str
    tags: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


def has_swap_model(folder: Path = SWAP_MODEL) -> bool:
    """Whether all files of the model are there."""
    return all((folder / name).is_file() for name in _FILES)


@cache
def swap_model_version(folder: Path = SWAP_MODEL) -> str:
    """The model's name with a digest of its files, so that another model is told from this one."""
    digest = sha256()
    for name in _FILES:
        digest.update(file_digest(folder / name))
    return f"{swap_model_settings(folder)['name']} {digest.hexdigest()[:_DIGEST_DIGITS]}"


@cache
def swap_model_settings(folder: Path = SWAP_MODEL) -> dict[str, Any]:
    """What ``model.toml`` says: the model's name, where it comes from, the words in a window, and ``early_exit``."""
    return tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))


def read_swap_model(folder: Path = SWAP_MODEL) -> SwapModelFiles:
    """Read the files of the model."""
    # Imported here: a run in which nothing has changed asks for the version alone.
    import numpy as np

    with np.load(folder / "originals.npz") as stored:
        weights = stored["weights"].astype(np.float32) * stored["scales"].astype(np.float32)[:, None]
        bias = stored["bias"].astype(np.float32)
    return SwapModelFiles(
        network=(folder / "lower.onnx").read_bytes(),
        upper=(folder / "upper.onnx").read_bytes(),
        tokenizer=(folder / "tokenizer.json").read_text(encoding="utf-8"),
        tags=tuple((folder / "originals.txt").read_text(encoding="utf-8").splitlines()),
        weights=weights,
        bias=bias,
    )
