"""Run a trained swap model over words: the network of ``fit``, or the exported one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray

from pipeline.facts.swaps.model_words import ModelWord, cut_windows
from pipeline.tables.swap_model import SwapModelFiles, has_swap_model, read_swap_model
from pipeline.training.swap_model.examples import IGNORED, WINDOW, Window, WordPieces, pad
from pipeline.training.swap_model.network import SwapNetwork

Run = Callable[[NDArray[np.int64], NDArray[np.int64]], tuple[NDArray[np.float32], NDArray[np.float32]]]
"""From word pieces and mask to the logits and the hidden states."""

BATCH = 32
NAMED_FROM = 0.05
"""Probability from which on the original of a word is looked for."""

NAMES = 3
ORDINARY = ("KEEP",)


class Predictor:
    """A model with its vocabulary and its names for originals.

    Args:
        run: the encoder.
        pieces: its word pieces.
        names: the originals that it can name.
        weights: of the head that names them.
        bias: of the same.
    """

    def __init__(
        self,
        run: Run,
        pieces: WordPieces,
        names: Sequence[str],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        self._run = run
        self._pieces = pieces
        self._names = names
        self._weights = weights
        self._bias = bias
        self.words_read = 0

    def judge(self, words: Sequence[ModelWord]) -> list[tuple[float, tuple[str, ...]]]:
        """For each word the probability that it was swapped and, unless that is low, names for its original."""
        ranges = list(cut_windows(words, WINDOW))
        encoded = [self._pieces.encode([word.text for word in words[start:end]]) for start, end in ranges]
        judged: list[tuple[float, tuple[str, ...]]] = [(0.0, ())] * len(words)
        order = sorted(range(len(ranges)), key=lambda place: len(encoded[place][0]))
        for first in range(0, len(order), BATCH):
            group = order[first : first + BATCH]
            batch = pad([_bare(encoded[place][0]) for place in group])
            logits, states = self._run(batch.pieces, batch.mask)
            for row, place in enumerate(group):
                for offset, piece in enumerate(encoded[place][1]):
                    if piece >= 0 and words[ranges[place][0] + offset].is_word:
                        probability = float(1 / (1 + np.exp(-logits[row, piece])))
                        names = self._name(states[row, piece]) if probability >= NAMED_FROM else ()
                        judged[ranges[place][0] + offset] = probability, names
        self.words_read += len(words)
        return judged

    def _name(self, state: NDArray[np.float32]) -> tuple[str, ...]:
        scores = self._weights @ state + self._bias
        best = np.argsort(-scores)[: NAMES + 1]
        return tuple(self._names[place] for place in best if self._names[place] not in ORDINARY)[:NAMES]


def load_predictor(folder: Path, pretrained: Path, threads: int) -> Predictor:
    """The model of ``folder``, exported or not."""
    if has_swap_model(folder):
        files = read_swap_model(folder)
        pieces = WordPieces(folder / "tokenizer.json")
        return Predictor(onnx_runner(files, threads), pieces, files.tags, files.weights, files.bias)
    names = (folder / "originals.txt").read_text(encoding="utf-8").splitlines()
    network = load_network(folder)
    torch.set_num_threads(threads)
    weights, bias = (tensor.detach().numpy() for tensor in (network.originals.weight, network.originals.bias))
    return Predictor(torch_runner(network), WordPieces(pretrained / "tokenizer.json"), names, weights, bias)


def load_network(folder: Path) -> SwapNetwork:
    """The network of a folder of ``fit``."""
    weights = torch.load(folder / "network.pt", weights_only=True)
    layers = int(json.loads((folder / "recipe.json").read_text(encoding="utf-8"))["layers"])
    network = SwapNetwork(layers, len(weights["originals.bias"]))
    network.load_state_dict(weights)
    network.eval()
    return network


def torch_runner(network: SwapNetwork) -> Run:
    """Runs the network in PyTorch, in full precision."""

    def run(pieces: NDArray[np.int64], mask: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        with torch.inference_mode():
            logits, states = network(torch.from_numpy(pieces), torch.from_numpy(mask))
        return logits.numpy(), states.numpy()

    return run


def onnx_runner(files: SwapModelFiles, threads: int) -> Run:
    """Runs an exported encoder in onnxruntime, all layers of it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    lower, upper = (
        onnxruntime.InferenceSession(half, options, providers=["CPUExecutionProvider"])
        for half in (files.network, files.upper)
    )

    def run(pieces: NDArray[np.int64], mask: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        [middle] = lower.run(["middle"], {"input_ids": pieces, "attention_mask": mask})
        logits, states = upper.run(["swapped", "states"], {"middle": middle, "attention_mask": mask})
        return logits, states

    return run


def _bare(pieces: Sequence[int]) -> Window:
    """A window without labels."""
    nothing = np.full(len(pieces), IGNORED)
    return Window(np.array(pieces, np.int32), nothing.astype(np.int8), nothing.astype(np.int16))
