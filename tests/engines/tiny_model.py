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
    """Write the files of a model: "placement" stands for "position", and "sleep" for "sleeping".

    Its first layers know of "placement" alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    logits = np.array([[LOGITS.get(piece, -6.0)] for piece in PIECES], dtype=np.float32)
    states = np.zeros((len(PIECES), STATES), dtype=np.float32)
    states[:, : len(PIECES)] = np.eye(len(PIECES))
    early = np.where(np.array(PIECES)[:, None] == "placement", logits, np.float32(-6))
    onnx.save(_lower(early, states), folder / "lower.onnx")
    onnx.save(_upper(np.pad(logits, ((0, STATES - len(PIECES)), (0, 0)))), folder / "upper.onnx")
    weights = np.zeros((len(TAGS), STATES), dtype=np.int8)
    weights[TAGS.index("position"), PIECES.index("placement")] = 50
    weights[TAGS.index("sleeping"), PIECES.index("sleep")] = 100
    scales = np.array([0.1 if tag == "position" else 0.05 for tag in TAGS], dtype=np.float16)
    bias = np.zeros(len(TAGS), dtype=np.float16)
    np.savez(folder / "originals.npz", weights=weights, scales=scales, bias=bias)
    (folder / "originals.txt").write_text("\n".join(TAGS) + "\n", encoding="utf-8")
    settings = 'name = "tiny"\nwords_per_window = 8\n[early_exit]\nscale = 1.0\nshift = -1.0\n'
    (folder / "model.toml").write_text(settings, encoding="utf-8")
    _tokenizer().save(str(folder / "tokenizer.json"))
    return folder


def _lower(early: np.ndarray, states: np.ndarray) -> onnx.ModelProto:
    """A network that looks each piece up by itself."""
    nodes = [
        helper.make_node("Gather", ["early_table", "input_ids"], ["early_column"]),
        helper.make_node("Squeeze", ["early_column", "last"], ["early"]),
        helper.make_node("Gather", ["state_table", "input_ids"], ["middle"]),
    ]
    tables = {"early_table": early, "state_table": states, "last": np.array([-1], dtype=np.int64)}
    inputs = {"input_ids": TensorProto.INT64, "attention_mask": TensorProto.INT64}
    return _model(nodes, tables, inputs, ("early", "middle"))


def _upper(logits: np.ndarray) -> onnx.ModelProto:
    """A network that takes the state of a piece as it comes."""
    nodes = [
        helper.make_node("MatMul", ["middle", "logit_table"], ["logits"]),
        helper.make_node("Squeeze", ["logits", "last"], ["swapped"]),
        helper.make_node("Identity", ["middle"], ["states"]),
    ]
    tables = {"logit_table": logits, "last": np.array([-1], dtype=np.int64)}
    inputs = {"middle": TensorProto.FLOAT, "attention_mask": TensorProto.INT64}
    return _model(nodes, tables, inputs, ("swapped", "states"))


def _model(
    nodes: list[onnx.NodeProto], tables: dict[str, np.ndarray], inputs: dict[str, int], outputs: tuple[str, ...]
) -> onnx.ModelProto:
    shapes = {name: ["batch", "tokens", STATES] for name in ("middle", "states")}
    given = [
        helper.make_tensor_value_info(name, kind, shapes.get(name, ["batch", "tokens"]))
        for name, kind in inputs.items()
    ]
    made = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes.get(name, ["batch", "tokens"]))
        for name in outputs
    ]
    held = [numpy_helper.from_array(content, name) for name, content in tables.items()]
    graph = helper.make_graph(nodes, "tiny", given, made, held)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _tokenizer() -> Tokenizer:
    numbers = {piece: number for number, piece in enumerate(PIECES)}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = BertProcessing(("[SEP]", numbers["[SEP]"]), ("[CLS]", numbers["[CLS]"]))
    return tokenizer
