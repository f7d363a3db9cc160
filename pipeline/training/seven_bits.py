"""Matrices of a quantized network in 7 bits, so that every processor comes to the same sums.

Usage: python -m pipeline.training.seven_bits MODEL.onnx [MODEL.onnx ...]

A processor with AVX2 but without VNNI adds products of 8 bits in pairs of 16 bits, which are cut off where they do not
fit (onnxruntime, "Quantize ONNX models", on U8S8): two products of 255 and 127 do not, two of 255 and 63 do.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

LARGEST = 63


def in_seven_bits(
    matrix: NDArray[np.int8], scales: NDArray[np.float32]
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix of integers whose columns reach no further than 63, with the scale of each column.

    Args:
        matrix: in 8 bits, around 0.
        scales: of the matrix as a whole, or of each column.

    Returns:
        The matrix and the new scales; their product is within half of the new scale of what it was.
    """
    factors = np.maximum(np.abs(matrix.astype(np.int16)).max(axis=0) / LARGEST, 1.0).astype(np.float32)
    return np.rint(matrix / factors).astype(np.int8), (scales * factors).astype(np.float32)


def round_model(path: Path) -> int:
    """Rewrite a network; how many matrices it has.

    Raises:
        ValueError: a matrix is not around 0.
    """
    model = onnx.load(path)
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    names = {node.input[1].removesuffix("_quantized") for node in model.graph.node if node.op_type == "MatMulInteger"}
    for name in names:
        parts = (stored[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
        matrix, scales, zero = (numpy_helper.to_array(part) for part in parts)
        if np.any(zero):
            raise ValueError(f"{path}: {name} is not around 0.")
        rounded, new_scales = in_seven_bits(matrix, scales)
        stored[f"{name}_quantized"].CopyFrom(numpy_helper.from_array(rounded, f"{name}_quantized"))
        stored[f"{name}_scale"].CopyFrom(numpy_helper.from_array(new_scales, f"{name}_scale"))
    onnx.save(model, path)
    return len(names)


def main() -> None:
    """Rewrite the networks that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path, nargs="+")
    for path in parser.parse_args().models:
        print(f"{path}: {round_model(path)} matrices")


if __name__ == "__main__":
    main()
