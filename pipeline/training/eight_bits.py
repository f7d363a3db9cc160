"""Weights in 8 bits, with a scale for each row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LARGEST = 127

SMALLEST_SCALE = 1e-6
"""Of a row of zeros; one of nothing could not be divided by."""


def round_rows(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """The weights in 8 bits and the scale of each row: their product is within one scale of what was given."""
    scales = np.maximum(np.abs(weights).max(axis=1) / LARGEST, SMALLEST_SCALE).astype(np.float16)
    rounded = np.rint(weights / scales.astype(np.float32)[:, None]).clip(-LARGEST, LARGEST)
    return rounded.astype(np.int8), scales
