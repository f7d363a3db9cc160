"""The engines of one run, handed to the rules together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.engines.gapmodel import OnnxGapModel
from pipeline.engines.protocols import GapModel, GrammarEngine, Tagger
from pipeline.engines.spacy import SpacyTagger


@dataclass(frozen=True, slots=True)
class Engines:
    """A tagger, a gap model, and a grammar checker where the grammar is to be checked."""

    tagger: Tagger
    gap_model: GapModel
    grammar: GrammarEngine | None = None


@cache
def local_engines() -> Engines:
    """Engines that need no server, loaded once in a process: the tagger and the gap model, and no grammar checker.

    Raises:
        EngineError: no English model is installed.
    """
    return Engines(SpacyTagger(), OnnxGapModel())
