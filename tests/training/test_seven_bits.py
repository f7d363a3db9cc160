"""Matrices that every processor multiplies alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from pipeline.tables.swap_model import SWAP_MODEL
from pipeline.training.seven_bits import LARGEST, in_seven_bits


def test_columns_reach_no_further_and_say_nearly_the_same() -> None:
    matrix = np.random.default_rng(1).integers(-127, 128, (40, 6)).astype(np.int8)
    matrix[:, 0] //= 4
    scales = np.full(6, 0.01, np.float32)
    rounded, new_scales = in_seven_bits(matrix, scales)
    assert np.abs(rounded).max() == LARGEST
    assert np.all(np.abs(rounded * new_scales - matrix * scales) <= new_scales / 2 + 1e-6)
    assert np.array_equal(rounded[:, 0], matrix[:, 0])


@pytest.mark.parametrize("path", sorted(SWAP_MODEL.glob("*.onnx")), ids=str)
def test_the_shipped_networks_fit(path: Path) -> None:
    graph = onnx.load(path).graph
    stored = {tensor.name: tensor for tensor in graph.initializer}
    matrices = [stored[node.input[1]] for node in graph.node if node.op_type == "MatMulInteger"]
    assert matrices
    for matrix in matrices:
        assert np.abs(onnx.numpy_helper.to_array(matrix).astype(np.int16)).max() <= LARGEST
