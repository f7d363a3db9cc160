"""The engines of one run, handed to the rules together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.engines.insertionmodel import OnnxInsertionModel
from pipeline.engines.protocols import MOST_THREADS, GrammarEngine, InsertionModel, SwapModel, Tagger
from pipeline.engines.spacy import SpacyTagger
from pipeline.engines.swapmodel import find_swap_model


@dataclass(frozen=True, slots=True)
class Engines:
    """A tagger, a insertion model, and where they are wanted, a grammar checker and a swap model."""

    tagger: Tagger
    insertion_model: InsertionModel
    grammar: GrammarEngine | None = None
    swap_model: SwapModel | None = None


@cache
def local_engines(model_threads: int = MOST_THREADS) -> Engines:
    """Engines that need no server, loaded once in a process: the tagger and the models, and no grammar checker.

    Args:
        model_threads: processors that the swap model may use; 0 where it is not asked.
    """
    return Engines(
        SpacyTagger(), OnnxInsertionModel(), swap_model=find_swap_model(model_threads) if model_threads else None
    )
