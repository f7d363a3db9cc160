"""Have one operator of onnxruntime do what torch writes in forty: the attention of a layer.

The numbers stay the same but for their last digits; a row of 40 pieces takes a tenth less time. The mask of the padding
goes to the operator as it is, and every piece is of the first type, so that what made masks and types goes as well.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, TensorProto, helper, numpy_helper

from pipeline.training.last_layer import SELF, tidy

_ATTENDED = "Reshape_4_output_0"
_TYPES = "encoder.embeddings.token_type_embeddings"
_TYPES_OF_PIECES = "/encoder/embeddings/token_type_embeddings/Gather_output_0"
"""Names that torch gives to parts of ``insertion_model.fit.InsertionNetwork``: what the attention of a layer gives, the
vectors of the types of pieces, rounded to 8 bits, and those vectors where they are added to the pieces."""
_DOMAIN = "com.microsoft"
"""Of onnxruntime's own operators."""
_MASK = "attended"


def fuse_attention(network: ModelProto, layers: int, heads: int) -> None:
    """Change a network of ``insertion_model.fit``, its weights in 8 bits, in place.

    Args:
        network: the exported network; ``last_layer.read_at_mark`` has changed it, as that needs the names of torch.
        layers: how many it has.
        heads: of the attention in each.

    Raises:
        ValueError: torch gave other names to its parts.
    """
    graph = network.graph
    attended = {f"{SELF.format(layer)}{_ATTENDED}" for layer in range(layers)}
    _take_out(graph, {*attended, _TYPES_OF_PIECES})
    graph.initializer.append(numpy_helper.from_array(_first_type(graph), _TYPES_OF_PIECES))
    graph.node.append(helper.make_node("Cast", ["attention_mask"], [_MASK], to=TensorProto.INT32))
    for layer in range(layers):
        own = SELF.format(layer)
        parts = [f"{own}{part}/Add_output_0" for part in ("query", "key", "value")]
        graph.node.append(
            helper.make_node(
                "MultiHeadAttention",
                [*parts, "", _MASK],
                [f"{own}{_ATTENDED}"],
                domain=_DOMAIN,
                num_heads=heads,
            )
        )
    network.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    tidy(graph)
    onnx.checker.check_model(network)


def _take_out(graph: GraphProto, made: set[str]) -> None:
    """Take out the nodes that make some values."""
    kept = [node for node in graph.node if made.isdisjoint(node.output)]
    if len(graph.node) - len(kept) != len(made):
        raise ValueError("The network has other names than those of the pinned torch; see the constants above.")
    del graph.node[:]
    graph.node.extend(kept)


def _first_type(graph: GraphProto) -> NDArray[np.float32]:
    """The vector of the first type, as numbers of four bytes."""
    stored = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    rounded, zero, scale = (stored[f"{_TYPES}.weight_{part}"] for part in ("quantized", "zero_point", "scale"))
    first: NDArray[np.float32] = (rounded[:1].astype(np.float32) - zero.astype(np.float32)) * scale
    return first
