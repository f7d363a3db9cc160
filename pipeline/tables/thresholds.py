"""The thresholds: the TOML files in ``data``, and those of the document gate by name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.tables.rows import DATA


@cache
def settings(name: str) -> dict[str, Any]:
    """The thresholds in a TOML file, such as ``swaps/gate.toml``."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class GateSettings:
    """The numbers of ``swaps/gate.toml``, which says what each means and how it was fitted."""

    floor_words: int
    spun_rate: float
    spun_kinds: int
    short_kinds: int
    spun_families: int
    suspect_rate: float
    suspect_kinds: int
    window_rate: float
    window_kinds: int
    window_score: float
    score_intercept: float
    score_weight: float
    model_prior: float
    model_prior_words: float
    model_fewest_words: int
    model_longest_fragment: int
    model_intercept: float
    model_fingerprints: float
    model_weight: float
    model_spun: float
    model_suspect: float
    model_short_suspect: float


@cache
def gate_settings() -> GateSettings:
    """The thresholds of the document gate."""
    content = settings("swaps/gate.toml")
    named = {f"{part}_{name}": value for part in ("score", "model") for name, value in content[part].items()}
    return GateSettings(**content["gate"], **content["window"], **named)
