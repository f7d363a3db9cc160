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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from pipeline.training.corpus import read_texts as read_all_texts
from pipeline.training.insertion_model.examples import Insertion, make_doubts, make_insertions
from pipeline.training.insertion_model.fit import (
    DEV_EXAMPLES,
    DEV_WORDS,
    Examples,
    InsertionNetwork,
    Phase,
    fit_phase,
    print_scores,
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
    examples = Examples(options.earlier / "tokenizer.json", options.seed)
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
    print_scores("before", network, dev)
    earlier = copy.deepcopy(network)

    def wanted(task: int, inputs: Sequence[Tensor], labels: Tensor) -> Tensor:
        """Of what is missing what the earlier model says of it."""
        with torch.no_grad():
            return labels if task else torch.sigmoid(earlier(*inputs)[task])

    fit_phase(network, [gaps, foreign], Phase(_TURNS, options.steps, _RATE, is_rounded=False), rng, wanted)
    print_scores("after", network, dev)
    examples.write(network, dev, options.folder)


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


if __name__ == "__main__":
    main()
