"""The engines of one run, handed to the rules together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.engines.answers import MOST_MODEL_BYTES, AnswerCache
from pipeline.engines.insertionmodel import OnnxInsertionModel
from pipeline.engines.ngrammodel import find_ngram_model
from pipeline.engines.protocols import MOST_THREADS, GrammarEngine, InsertionModel, NgramModel, SwapModel, Tagger
from pipeline.engines.remembered import RememberedInsertionModel, RememberedSwapModel
from pipeline.engines.spacy import SpacyTagger
from pipeline.engines.swapmodel import find_swap_model


@dataclass(frozen=True, slots=True)
class Engines:
    """A tagger, an insertion model, an n-gram model where there is one, and what is wanted beside them."""

    tagger: Tagger
    insertion_model: InsertionModel
    ngram_model: NgramModel | None
    grammar: GrammarEngine | None = None
    swap_model: SwapModel | None = None


@cache
def local_engines(model_threads: int = MOST_THREADS) -> Engines:
    """Engines that need no server, loaded once in a process: the tagger and the models, and no grammar checker.

    Args:
        model_threads: processors that the swap model may use; 0 where it is not asked.
    """
    swap_model = find_swap_model(model_threads) if model_threads else None
    return Engines(SpacyTagger(), OnnxInsertionModel(), find_ngram_model(), swap_model=swap_model)


@cache
def remembering_engines(model_threads: int, memory: Path) -> Engines:
    """The same engines, which keep what the models say.

    Args:
        model_threads: see ``local_engines``.
        memory: the file in which it is kept from run to run.
    """
    engines = local_engines(model_threads)
    answers = AnswerCache(memory, MOST_MODEL_BYTES)
    return replace(
        engines,
        insertion_model=RememberedInsertionModel(engines.insertion_model, answers),
        swap_model=RememberedSwapModel(engines.swap_model, answers) if engines.swap_model else None,
    )
