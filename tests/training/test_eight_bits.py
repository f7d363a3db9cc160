from __future__ import annotations

import numpy as np

from pipeline.training.eight_bits import round_rows


def test_rounded_rows_times_their_scales_are_what_was_given() -> None:
    weights = np.random.default_rng(1).normal(size=(40, 384)).astype(np.float32) * np.logspace(-3, 1, 40)[:, None]
    weights[7] = 0
    rounded, scales = round_rows(weights.astype(np.float32))
    restored = rounded.astype(np.float32) * scales.astype(np.float32)[:, None]
    # The scale itself has 11 bits, which can move the largest weights by as much again.
    assert (np.abs(restored - weights) <= scales.astype(np.float32)[:, None]).all()
    assert not restored[7].any()
