"""What came back otherwise from another language, as ``translate_back`` wrote it down."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from pipeline.training.spinners.spinner import Swap


def read_translated(path: Path) -> dict[tuple[str, str], list[Swap]]:
    """The swaps of each text by its source and id."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {
            (row["source"], row["id"]): [Swap(start, end, tuple(new.split())) for start, end, new in row["swaps"]]
            for row in rows
        }
