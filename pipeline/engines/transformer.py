"""A small transformer on onnxruntime with its tokenizer: what the models have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EngineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Array = NDArray[Any]

_SLOWER_ON_A_PROCESSOR = ["SkipLayerNormFusion"]
"""Changes that onnxruntime would make to a network and that slow it down: sum and norm in one operator, which counts
one number at a time."""


class TransformerFiles(Protocol):
    """What a transformer is made of."""

    @property
    def network(self) -> bytes:
        """The network in the ONNX format; its inputs ``input_ids`` and ``attention_mask`` are rows of word pieces."""
        ...

    @property
    def tokenizer(self) -> str:
        """The word pieces, in the format of the library ``tokenizers``."""
        ...


class Network:
    """A network, which runs on one processor; it is not loaded before it is asked.

    Once it is, several threads may ask at the same time.

    Args:
        name: of the model, for messages, such as ``insertion model``.
        content: reads the network in the ONNX format, or raises an ``EngineError``.
    """

    def __init__(self, name: str, content: Callable[[], bytes]) -> None:
        self._name = name
        self._content = content

    def load(self) -> None:
        """Load it, before several threads do so at the same time."""
        self._session  # noqa: B018

    def run(self, outputs: Sequence[str], inputs: Mapping[str, Array]) -> list[Array]:
        """The named outputs for the named inputs."""
        found: list[Array] = self._session.run(list(outputs), dict(inputs))
        return found

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        network = self._content()
        try:
            return InferenceSession(
                network, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER_ON_A_PROCESSOR
            )
        except Exception as error:  # onnxruntime has a class of its own for each fault, without a common base
            raise EngineError(f"The {self._name} is damaged ({error}). Reinstall unspin.") from error


class Transformer:
    """A network and its tokenizer; neither is loaded before it is asked, see ``Network``.

    Args:
        name: of the model, for messages, such as ``insertion model``.
        files: reads the files, or raises an ``EngineError``.
    """

    def __init__(self, name: str, files: Callable[[], TransformerFiles]) -> None:
        self._name = name
        self._files = files
        self._network = Network(name, lambda: files().network)

    def load(self) -> None:
        """Load both, before several threads do so at the same time."""
        self._tokenizer  # noqa: B018
        self._network.load()

    def pieces(self, text: str, *, with_edges: bool = False) -> list[int]:
        """The word pieces of a text; with those that stand before and after every text, if asked."""
        # Half a character cannot be handed over.
        whole = text.encode("utf-8", "replace").decode("utf-8")
        pieces: list[int] = self._tokenizer.encode(whole, add_special_tokens=with_edges).ids
        return pieces

    def run(
        self, outputs: Sequence[str], rows: Sequence[Sequence[int]], others: Mapping[str, Array] | None = None
    ) -> list[Array]:
        """The outputs for a batch.

        Args:
            outputs: names of outputs of the network.
            rows: word pieces; shorter rows are padded to the longest one.
            others: inputs beside the pieces, by name.
        """
        ids = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        return self._network.run(outputs, {"input_ids": ids, "attention_mask": mask, **(others or {})})

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        content = self._files().tokenizer
        try:
            tokenizer = Tokenizer.from_str(content)
        except Exception as error:  # the library raises bare exceptions
            raise EngineError(f"The tokenizer of the {self._name} is damaged ({error}). Reinstall unspin.") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer
