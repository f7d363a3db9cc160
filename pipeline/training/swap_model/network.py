"""The swap model as a network: a small BERT encoder with two heads, one for "swapped" and one for what stood there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
HEADS = 12
INNER = 1536
POSITIONS = 512
VOCABULARY = 30522
EPSILON = 1e-12


class Linear(nn.Linear):
    """A linear layer that keeps its weights in full precision and computes in that of its input."""

    def forward(self, input: Tensor) -> Tensor:
        """``input`` times the weights."""
        return functional.linear(input, self.weight.to(input.dtype), self.bias.to(input.dtype))


class Norm(nn.LayerNorm):
    """Layer normalization in the precision of its input."""

    def forward(self, input: Tensor) -> Tensor:
        """``input`` normalized."""
        weight, bias = self.weight.to(input.dtype), self.bias.to(input.dtype)
        return functional.layer_norm(input, self.normalized_shape, weight, bias, self.eps)


class Layer(nn.Module):
    """One layer of BERT: attention, then a network of two linear layers, each added to its input and normalized."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = Linear(WIDTH, 3 * WIDTH)
        self.attended = Linear(WIDTH, WIDTH)
        self.attended_norm = Norm(WIDTH, eps=EPSILON)
        self.inner = Linear(WIDTH, INNER)
        self.outer = Linear(INNER, WIDTH)
        self.outer_norm = Norm(WIDTH, eps=EPSILON)

    def forward(self, states: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """``states`` after the layer; ``bias`` is added to the attention and hides the padding."""
        rows, length, _ = states.shape
        heads = self.query_key_value(states).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = heads[0], heads[1], heads[2]
        weights = (query @ key.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + bias
        mixed = (weights.softmax(-1) @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        added = functional.dropout(self.attended(mixed), dropout, self.training)
        states = self.attended_norm(states + added)
        added = functional.dropout(self.outer(functional.gelu(self.inner(states))), dropout, self.training)
        normalized: Tensor = self.outer_norm(states + added)
        return normalized


class SwapNetwork(nn.Module):
    """The encoder and its heads.

    Args:
        layers: how many layers of the encoder.
        tags: how many originals the second head can name.
        dropout: share of the values that training hides.
    """

    def __init__(self, layers: int, tags: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.norm = Norm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.swapped = Linear(WIDTH, 1)
        self.originals = Linear(WIDTH, tags)
        self.dropout = dropout
        self.precision = torch.float32

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """The logit of each token that it was swapped, and its last hidden state."""
        states = self.words(input_ids) + self.places.weight[: input_ids.shape[1]]
        states = functional.dropout(self.norm(states.to(self.precision)), self.dropout, self.training)
        bias = ((1.0 - attention_mask.to(self.precision)) * -30000.0)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias, self.dropout)
        return self.swapped(states).squeeze(-1).float(), states.float()


def load_pretrained(folder: Path, layers: int, tags: int, dropout: float) -> SwapNetwork:
    """The network with the weights of a pre-trained BERT of this shape, its heads at random.

    Args:
        folder: holds ``model.safetensors`` and ``config.json``.
        layers: how many layers to keep; fewer than there are leave out every other one.
        tags: see ``SwapNetwork``.
        dropout: see ``SwapNetwork``.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert (config["hidden_size"], config["num_attention_heads"], config["intermediate_size"]) == (WIDTH, HEADS, INNER)
    given = load_file(folder / "model.safetensors")
    network = SwapNetwork(layers, tags, dropout)
    weights = network.state_dict()
    weights["words.weight"] = given["embeddings.word_embeddings.weight"]
    # All text is of the first type, so that its embedding can be part of the position's.
    weights["places.weight"] = (
        given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    )
    depth = config["num_hidden_layers"]
    kept = [round(place * (depth - 1) / max(1, layers - 1)) for place in range(layers)]
    names = {
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for part in ("weight", "bias"):
        weights[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for place, source in enumerate(kept):
            for ours, theirs in names.items():
                weights[f"layers.{place}.{ours}.{part}"] = given[f"encoder.layer.{source}.{theirs}.{part}"]
            weights[f"layers.{place}.query_key_value.{part}"] = torch.cat(
                [given[f"encoder.layer.{source}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
    network.load_state_dict(weights)
    return network


def continue_from(folder: Path, network: SwapNetwork, tags: Sequence[str]) -> None:
    """Give ``network`` the weights of an earlier training, where both have the same layer or original.

    Args:
        folder: of the earlier training: ``network.pt`` and ``originals.txt``.
        network: of as many layers.
        tags: the originals that it can name.
    """
    given = torch.load(folder / "network.pt", weights_only=True)
    known = {tag: row for row, tag in enumerate((folder / "originals.txt").read_text(encoding="utf-8").splitlines())}
    pairs = [(row, known[tag]) for row, tag in enumerate(tags) if tag in known]
    ours, theirs = (list(rows) for rows in zip(*pairs, strict=True))
    weights = network.state_dict()
    for name in ("originals.weight", "originals.bias"):
        weights[name][ours] = given.pop(name)[theirs]
    network.load_state_dict(weights | given)
