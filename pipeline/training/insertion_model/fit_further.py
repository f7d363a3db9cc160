"""Go on fitting the question "foreign" of an insertion model, with whole searches; what it says of "missing" is kept.

    python -m pipeline.training.insertion_model.fit_further EARLIER TRAIN.jsonl.gz DEV.jsonl.gz FOLDER --texts PROSE.txt

Needs the optional dependencies ``training``. Reads the weights of the shipped ``model.onnx``, which are rounded, and
fits from there. Two steps in three are on examples of "foreign": searches of ``searches.txt`` and queries by pattern
put into clean text, words as they stand, and what the program would ask about in clean text. The others hold the
answers to "missing" to those of the earlier model, since the weights of the stuffing model go by them.
"""

from __future__ import annotations

import argparse
import copy
import random
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from pipeline.training.corpus import read_texts as read_all_texts
from pipeline.training.insertion_model.examples import Insertion, make_doubts, make_insertions
from pipeline.training.insertion_model.fit import (
    BATCH,
    CLIP,
    DEV_EXAMPLES,
    DEV_WORDS,
    TASKS,
    WEIGHT_DECAY,
    Examples,
    InsertionNetwork,
    Row,
    arrays,
    batches,
    learning_rate_share,
    print_scores,
    print_written,
    write_model,
)
from pipeline.training.insertion_model.gap_examples import read_texts

_RATE = 1e-4
_TURNS = (0, 1, 1)
"""The tasks of successive steps, over and over."""
_DOUBTS = 3
"""How often each place that the program would ask about is among the examples."""


def main() -> None:
    """Make the examples, go on with the fit, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("earlier", type=Path, help="folder of the model to go on with")
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="further clean texts")
    parser.add_argument(
        "--words", type=int, nargs=3, default=(400_000, 1_200_000, 2_500_000), help="of missing, of foreign, of doubts"
    )
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=12)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(options.earlier / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = Examples(tokenizer, options.seed)
    gaps = examples.gaps(options.train, options.words[0])
    rng = random.Random(options.seed)
    texts = read_texts(options.train, options.words[1], rng)
    texts += [text for path in options.texts for text in read_all_texts(path)]
    doubted = [*read_texts(options.train, options.words[2], rng), *texts]
    foreign = examples.rows_of(_insertions(texts, doubted, rng))
    print(f"{len(foreign):,} examples to fit on, {sum(row.label for row in foreign):,.0f} are a yes", flush=True)
    network = InsertionNetwork()
    read_weights(network, options.earlier / "model.onnx")
    dev = [
        examples.gaps(options.dev, DEV_WORDS)[:DEV_EXAMPLES],
        examples.rows_of(make_insertions(read_texts(options.dev, DEV_WORDS, rng), rng, with_searches=True))[
            :DEV_EXAMPLES
        ],
    ]
    _print(network, dev, "before")
    _fit(network, gaps, foreign, options.steps, rng)
    _print(network, dev, "after")
    options.folder.mkdir(parents=True, exist_ok=True)
    write_model(network, dev[0][:BATCH], options.folder / "model.onnx")
    tokenizer.save(str(options.folder / "tokenizer.json"), pretty=False)
    print_written(options.folder / "model.onnx", dev)


def _insertions(texts: list[str], doubted: list[str], rng: random.Random) -> list[Insertion]:
    found = [*make_insertions(texts, rng, with_searches=True), *(_DOUBTS * [*make_doubts(doubted)])]
    rng.shuffle(found)
    return found


def read_weights(network: InsertionNetwork, path: Path) -> None:
    """Take over the weights of a written model, rounded as they are; the word embeddings were never fitted.

    A matrix goes by the name of the bias that is added to its product.
    """
    graph = onnx.load(path).graph
    values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    state = {name: torch.tensor(value) for name, value in values.items() if name in network.state_dict()}
    reads = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            added = node
            while added.op_type != "Add":
                added = reads[added.output[0]]
            bias = next(name for name in added.input if name.endswith(".bias"))
            name = node.input[1].removesuffix("_quantized")
            state[bias.replace(".bias", ".weight")] = torch.tensor(_whole(values, name).T.copy())
    missing = network.load_state_dict(state, strict=False).missing_keys
    if any("_embeddings." not in name for name in missing):
        raise ValueError(f"{path} lacks weights: {', '.join(missing)}")


def _whole(values: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    parts = ("quantized", "zero_point", "scale")
    rounded, zero, scale = (values[f"{name}_{part}"].astype(np.float32) for part in parts)
    whole: NDArray[np.float32] = (rounded - zero) * scale
    return whole


def _fit(network: InsertionNetwork, gaps: list[Row], foreign: list[Row], steps: int, rng: random.Random) -> None:
    earlier = copy.deepcopy(network).eval()
    free = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(free, lr=_RATE, weight_decay=WEIGHT_DECAY, fused=True)
    network.train()
    drawn = [batches(gaps, rng), batches(foreign, rng)]
    losses: list[list[float]] = [[] for _ in TASKS]
    started = monotonic()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * learning_rate_share(step / steps)
        task = _TURNS[step % len(_TURNS)]
        *inputs, labels = map(torch.from_numpy, arrays(next(drawn[task])))
        loss = _loss(network(*inputs)[task], labels if task else _answers(earlier, inputs))
        loss.backward()
        nn.utils.clip_grad_norm_(free, CLIP)
        optimizer.step()
        optimizer.zero_grad()
        losses[task].append(loss.item())
        if (step + 1) % 100 == 0:
            told = (f"{task} {sum(last) / len(last):.4f}" for task, last in zip(TASKS, losses, strict=True) if last)
            print(f"step {step + 1}, {monotonic() - started:.0f} s: loss {', '.join(told)}", flush=True)
            losses = [[] for _ in TASKS]


def _answers(earlier: InsertionNetwork, inputs: list[Tensor]) -> Tensor:
    """The probabilities that the earlier model gives."""
    with torch.no_grad():
        return torch.sigmoid(earlier(*inputs)[0])


def _loss(logits: Tensor, wanted: Tensor) -> Tensor:
    return nn.functional.binary_cross_entropy_with_logits(logits, wanted)


def _print(network: InsertionNetwork, dev: list[list[Row]], name: str) -> None:
    network.eval()
    with torch.no_grad():
        print_scores(name, dev, lambda inputs: [out.numpy() for out in network(*map(torch.from_numpy, inputs))])


if __name__ == "__main__":
    main()
