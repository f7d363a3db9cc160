"""Divide an exported swap model after some layers and give the first ones a head of their own, for an early exit.

Usage: python -m pipeline.training.swap_model.fit_early_exit SET FOLDER

SET is a set of ``spinners.spin_documents``, FOLDER one of ``export``: its ``model.onnx`` becomes ``lower.onnx`` and
``upper.onnx``, which together compute the same, and ``model.toml`` gets the part ``[early_exit]``. The head learns what
all layers say, word by word; windows at the end of the set are kept aside and reported on.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnx.utils import Extractor
from onnxruntime import InferenceSession
from torch import nn
from torch.nn import functional

from pipeline import tables
from pipeline.training.spinners.spinner import DELETE
from pipeline.training.swap_model.examples import IGNORED, WordPieces, read_windows
from pipeline.training.swap_model.network import WIDTH
from pipeline.training.swap_model.provenance import write_digests

Floats = NDArray[np.float32]

HIDDEN = 64
"""Width of the head."""

PASSES = 4
BATCH = 1024
RATE = 3e-3
"""Of its training: the whole set so often, in batches of so many words, at this highest learning rate."""

KEPT_ASIDE = 1 / 8
"""Share of the windows that the head is not fitted on."""

CALIBRATION_STEPS = 300
BANDS = (0.0, 0.04, 0.08, 0.12, 0.16, 0.25, 1.0)
"""Of the mean probability in a window by all layers, for the report."""


class Read(NamedTuple):
    """Words as the model saw them.

    Attributes:
        middle: what the first layers hand on, a row for each word.
        logits: what all layers say of it.
        windows: number of the window of each word, rising.
    """

    middle: Floats
    logits: Floats
    windows: NDArray[np.int64]


def divide(model: onnx.ModelProto, layer: int) -> tuple[onnx.ModelProto, onnx.ModelProto]:
    """The first so many layers, whose output is called ``middle``, and the others, which take it in."""
    cut = f"/layers.{layer - 1}/outer_norm/LayerNormalization_output_0"
    for node in model.graph.node:
        for names in (node.input, node.output):
            for place, name in enumerate(names):
                if name == cut:
                    names[place] = "middle"
    for info in model.graph.value_info:
        if info.name == cut:
            info.name = "middle"
    extractor = Extractor(model)
    lower = extractor.extract_model(["input_ids", "attention_mask"], ["middle"])
    return lower, extractor.extract_model(["middle", "attention_mask"], ["swapped", "states"])


def read_words(lower: onnx.ModelProto, upper: onnx.ModelProto, examples: Path, pieces: WordPieces, most: int) -> Read:
    """Let the divided model read the words of a set, at most so many."""
    first, second = (InferenceSession(model.SerializeToString()) for model in (lower, upper))
    middle, logits, windows = [], [], []
    for number, window in enumerate(read_windows(examples, pieces, ("KEEP", DELETE), most)):
        ids = window.pieces[None].astype(np.int64)
        mask = np.ones_like(ids)
        words = np.flatnonzero(window.swapped != IGNORED)
        [states] = first.run(["middle"], {"input_ids": ids, "attention_mask": mask})
        [found] = second.run(["swapped"], {"middle": states, "attention_mask": mask})
        middle.append(states[0, words].astype(np.float16))
        logits.append(found[0, words])
        windows.append(np.full(len(words), number))
    return Read(np.concatenate(middle), np.concatenate(logits), np.concatenate(windows))


def fit_head(words: Read) -> nn.Sequential:
    """A small network from ``middle`` to the logit of all layers."""
    middle, wanted = torch.from_numpy(words.middle), torch.sigmoid(torch.from_numpy(words.logits))
    head = nn.Sequential(nn.Linear(WIDTH, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE)
    steps = PASSES * (len(wanted) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    for _ in range(PASSES):
        for rows in torch.randperm(len(wanted))[: len(wanted) // BATCH * BATCH].view(-1, BATCH):
            found = head(middle[rows].float()).squeeze(-1)
            optimizer.zero_grad()
            functional.binary_cross_entropy_with_logits(found, wanted[rows]).backward()
            optimizer.step()
            schedule.step()
    return head


def apply(head: nn.Sequential, words: Read) -> Floats:
    """The head's logit of each word."""
    with torch.inference_mode():
        parts = torch.from_numpy(words.middle).split(50_000)
        return np.concatenate([head(part.float()).squeeze(-1).numpy() for part in parts])


def calibrate(early: Floats, logits: Floats) -> tuple[float, float]:
    """Scale and shift that bring the head's logits to what all layers say (Platt 1999)."""
    scale, shift = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adam([scale, shift], lr=0.05)
    given, wanted = torch.from_numpy(early), torch.sigmoid(torch.from_numpy(logits))
    for _ in range(CALIBRATION_STEPS):
        optimizer.zero_grad()
        functional.binary_cross_entropy_with_logits(scale * given + shift, wanted).backward()
        optimizer.step()
    return scale.item(), shift.item()


def with_head(lower: onnx.ModelProto, head: nn.Sequential) -> onnx.ModelProto:
    """The first layers with the head, whose output is called ``early``."""
    weights = [weight.detach().numpy() for weight in (*head[0].parameters(), *head[2].parameters())]
    names = ("early_inner_weight", "early_inner_bias", "early_outer_weight", "early_outer_bias")
    for name, weight in zip(names, weights, strict=True):
        content = np.ascontiguousarray(weight.T) if weight.ndim > 1 else weight
        lower.graph.initializer.append(numpy_helper.from_array(content, name))
    lower.graph.initializer.append(numpy_helper.from_array(np.array([-1], np.int64), "early_last"))
    lower.graph.node.extend(
        [
            helper.make_node("MatMul", ["middle", names[0]], ["early_product"]),
            helper.make_node("Add", ["early_product", names[1]], ["early_sum"]),
            helper.make_node("Relu", ["early_sum"], ["early_inner"]),
            helper.make_node("MatMul", ["early_inner", names[2]], ["early_outer"]),
            helper.make_node("Add", ["early_outer", names[3]], ["early_column"]),
            helper.make_node("Squeeze", ["early_column", "early_last"], ["early"]),
        ]
    )
    lower.graph.output.append(
        helper.make_tensor_value_info("early", onnx.TensorProto.FLOAT, ["batch", "tokens"]),
    )
    return lower


def window_means(logits: Floats, windows: NDArray[np.int64]) -> Floats:
    """The mean probability of each window; they are numbered from 0 on."""
    sums = np.bincount(windows, weights=1 / (1 + np.exp(-logits.astype(np.float64))))
    return (sums / np.bincount(windows)).astype(np.float32)


def print_exits(early: Floats, whole: Floats, thresholds: Iterable[float]) -> None:
    """Print how many windows would leave early, by their mean probability by all layers."""
    print("windows that leave early, by their mean probability by all layers")
    bands = list(pairwise(BANDS))
    print("threshold", *(f"{low:.2f}-{high:.2f}" for low, high in bands), sep="\t")
    for threshold in thresholds:
        counts = []
        for low, high in bands:
            inside = (whole > low) & (whole <= high)
            counts.append(f"{(early[inside] < threshold).sum()}/{inside.sum()}")
        print(f"{threshold:.2f}", *counts, sep="\t")


def main() -> None:
    """Divide the model, fit the head and write both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, help="a set of spin_documents")
    parser.add_argument("folder", type=Path, help="a folder of export")
    parser.add_argument("--layer", type=int, default=2, help="after which the model is divided")
    parser.add_argument("--words", type=int, default=1_500_000, help="of the set that are read")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    lower, upper = divide(onnx.load(options.folder / "model.onnx"), options.layer)
    words = read_words(lower, upper, options.set, WordPieces(options.folder / "tokenizer.json"), options.words)
    aside = int(np.searchsorted(words.windows, words.windows[-1] * (1 - KEPT_ASIDE)))
    head = fit_head(Read(words.middle[:aside], words.logits[:aside], words.windows[:aside]))
    held = Read(words.middle[aside:], words.logits[aside:], words.windows[aside:] - words.windows[aside])
    early = apply(head, held)
    early_means = window_means(early, held.windows)
    print_exits(early_means, window_means(held.logits, held.windows), np.arange(0.04, 0.13, 0.01))
    threshold = tables.settings("swaps/gate.toml")["first_look"]["early_exit"]["mean"]
    leaving = (early_means < threshold)[held.windows]
    scale, shift = calibrate(early[leaving], held.logits[leaving])
    onnx.save(with_head(lower, head), options.folder / "lower.onnx")
    onnx.save(upper, options.folder / "upper.onnx")
    (options.folder / "model.onnx").unlink()
    recipe = f"layer = {options.layer}\nwords_of_set = {len(words.logits)}\nseed = {options.seed}\n"
    part = f"[early_exit]\n{recipe}scale = {scale:.3f}\nshift = {shift:.3f}\n"
    write_digests(options.folder, part)
    print(part)


if __name__ == "__main__":
    main()
