"""A swap model of eleven word pieces, made on the spot: whole and of the right shape, and it knows two words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import BertProcessing

PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "poor", "sleep", "placement", "place", "##ment", "a", ".")
LOGITS = {"sleep": 1.0, "placement": 4.0}
TAGS = ("KEEP", "DELETE", "position", "sleeping")
STATES = 384


def write_tiny_model(folder: Path) -> Path:
    """Write the five files of a model: "placement" stands for "position", and "sleep" for "sleeping"."""
    folder.mkdir(parents=True, exist_ok=True)
    logits = np.array([[LOGITS.get(piece, -6.0)] for piece in PIECES], dtype=np.float32)
    states = np.zeros((len(PIECES), STATES), dtype=np.float32)
    states[:, : len(PIECES)] = np.eye(len(PIECES))
    onnx.save(_network(logits, states), folder / "model.onnx")
    weights = np.zeros((len(TAGS), STATES), dtype=np.float16)
    weights[TAGS.index("position"), PIECES.index("placement")] = 5
    weights[TAGS.index("sleeping"), PIECES.index("sleep")] = 5
    np.savez(folder / "originals.npz", weights=weights, bias=np.zeros(len(TAGS), dtype=np.float16))
    (folder / "originals.txt").write_text("\n".join(TAGS) + "\n", encoding="utf-8")
    (folder / "model.toml").write_text('name = "tiny"\nwords_per_window = 8\n', encoding="utf-8")
    _tokenizer().save(str(folder / "tokenizer.json"))
    return folder


def _network(logits: np.ndarray, states: np.ndarray) -> onnx.ModelProto:
    """A network that looks each piece up by itself."""
    nodes = [
        helper.make_node("Gather", ["logit_table", "input_ids"], ["logits"]),
        helper.make_node("Squeeze", ["logits", "last"], ["swapped"]),
        helper.make_node("Gather", ["state_table", "input_ids"], ["states"]),
    ]
    tables = [
        numpy_helper.from_array(logits, "logit_table"),
        numpy_helper.from_array(states, "state_table"),
        numpy_helper.from_array(np.array([-1], dtype=np.int64), "last"),
    ]
    shape = ["batch", "tokens"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")]
    outputs = [
        helper.make_tensor_value_info("swapped", TensorProto.FLOAT, shape),
        helper.make_tensor_value_info("states", TensorProto.FLOAT, [*shape, STATES]),
    ]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, tables)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _tokenizer() -> Tokenizer:
    numbers = {piece: number for number, piece in enumerate(PIECES)}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = BertProcessing(("[SEP]", numbers["[SEP]"]), ("[CLS]", numbers["[CLS]"]))
    return tokenizer
