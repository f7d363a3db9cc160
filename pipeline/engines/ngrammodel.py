"""The n-gram model: the trigrams of general English that PocketSphinx, a speech recognizer, is shipped with."""

from __future__ import annotations

from functools import cached_property, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pipeline.errors import EngineError

if TYPE_CHECKING:
    from pocketsphinx import LogMath, NGramModel

_FILE = "en-us/en-us.lm.bin"
_REMEMBERED = 200_000
"""Answers that are kept; an article of 1,000 spun words asks for some 20,000."""


class SphinxNgramModel:
    """The shipped model behind the ``NgramModel`` protocol; nothing is loaded before the first question."""

    def __init__(self) -> None:
        # A method of its own around what is remembered would take as long as the look-up.
        self.log_probability = lru_cache(_REMEMBERED)(self._look_up)

    @property
    def version(self) -> str:
        """Name and version of the package."""
        return f"PocketSphinx {version('pocketsphinx')}"

    def _look_up(self, word: str, before: tuple[str, ...] = ()) -> float | None:
        model, logarithms = self._loaded
        try:
            found = model.prob([word, *reversed(before[-2:])])
        except UnicodeEncodeError:  # half a character
            return None
        return None if found <= logarithms.get_zero() else float(logarithms.log_to_ln(found))

    @cached_property
    def _loaded(self) -> tuple[NGramModel, LogMath]:
        try:
            from pocketsphinx import LogMath, NGramModel, get_model_path

            return NGramModel.readfile(get_model_path(_FILE)), LogMath()
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            raise EngineError(
                f"The n-gram model cannot be read ({error}). Reinstall the package pocketsphinx."
            ) from error


def find_ngram_model() -> SphinxNgramModel | None:
    """The model, or None for a Python that its package is not built for."""
    return SphinxNgramModel() if find_spec("pocketsphinx") else None
