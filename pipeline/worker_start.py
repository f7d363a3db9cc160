"""Loads what all worker processes share: on Linux they are forked from one process that imports this, and load it once.

The models of ONNX Runtime are left to each worker: their threads do not outlive a fork.
"""

from __future__ import annotations

from contextlib import suppress
from time import process_time

from pipeline import worker
from pipeline.engines.bundle import local_tagger
from pipeline.errors import EngineError
from pipeline.facts.listed import find_listed_swaps

# A tagger that is not there is reported by the first article that asks for it.
with suppress(EngineError):
    local_tagger()("All is well here.")
find_listed_swaps("", ())
worker.spare_collector()
worker.loading_seconds = process_time()
