"""Whether all that a run needs is there, and what to do where it is not."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.answers import MODELS_FILE, MOST_MODEL_BYTES, cache_state, clear_cache
from pipeline.engines.insertionmodel import OnnxInsertionModel
from pipeline.engines.languagetool.cache import FILE_NAME, MOST_BYTES
from pipeline.engines.languagetool.install import (
    CACHE_VARIABLE,
    Installation,
    cache_folder,
    find_installation,
    find_java,
)
from pipeline.engines.languagetool.jars import ADVICE, VERSION, pinned_jars
from pipeline.engines.ngrammodel import find_ngram_model
from pipeline.engines.spacy import SpacyTagger
from pipeline.engines.swapmodel import OnnxSwapModel
from pipeline.errors import EngineError

_OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a run needs.

    Attributes:
        name: what was looked at.
        ok: whether a run can use it.
        detail: what was found.
        cure: what to do where it is not ok, or empty.
    """

    name: str
    ok: bool
    detail: str
    cure: str = ""


class _NotFetchedError(Exception):
    """LanguageTool would have to be fetched."""


def examine() -> tuple[Check, ...]:
    """Look at everything; nothing is fetched, started or changed."""
    return tuple(
        check()
        for check in (
            _python,
            _model,
            _insertion_model,
            _swap_model,
            _ngram_model,
            _java,
            _languagetool,
            _quick_start,
            _cache,
            _sentences,
            _answers,
            _encoding,
        )
    )


def _python() -> Check:
    ok = sys.version_info >= _OLDEST_PYTHON
    cure = "" if ok else f"Install Python {'.'.join(map(str, _OLDEST_PYTHON))} or newer."
    return Check("Python", ok, f"{platform.python_version()} on {platform.platform()}", cure)


def _model() -> Check:
    return _engine("English model", lambda: SpacyTagger().version)


def _insertion_model() -> Check:
    return _engine("Insertion model", _try_insertion_model)


def _try_insertion_model() -> str:
    model = OnnxInsertionModel()
    model.missing([("signs of", "begin early")])
    return model.version


def _ngram_model() -> Check:
    return _engine("N-gram model", _try_ngram_model)


def _try_ngram_model() -> str:
    model = find_ngram_model()
    if model is None:
        return f"none for Python {platform.python_version()}; a few swaps less are found, and fewer of their originals"
    model.log_probability("health")
    return model.version


def _swap_model() -> Check:
    return _engine("Swap model", _try_swap_model)


def _try_swap_model() -> str:
    model = OnnxSwapModel()
    model.read([["health"]], 1.0)
    return model.version


def _java() -> Check:
    return _engine("Java", lambda: "{0[0]} (version {0[1]})".format(find_java()))


def _languagetool() -> Check:
    try:
        return _engine("LanguageTool", _find_languagetool)
    except _NotFetchedError:
        jars = pinned_jars()
        size = sum(jar.size for jar in jars) / 1e6
        detail = (
            f"{VERSION}, not installed yet; the first run that checks grammar fetches {len(jars)} files, "
            f"{size:.0f} MB, to {cache_folder()}"
        )
        return Check("LanguageTool", True, detail, f"Nothing to do while the network is there. Without it: {ADVICE}")


def _find_languagetool() -> str:
    places = sorted({str(Path(entry).parent) for entry in _installation().class_path})
    return f"in {', '.join(places)}"


def _installation() -> Installation:
    def refuse(line: str) -> None:
        raise _NotFetchedError(line)

    return find_installation(announce=refuse)


def _quick_start() -> Check:
    """The ahead-of-time cache of the grammar server, without which all works too, only later."""
    name = "Quick start of grammar"
    try:
        place = _installation().aot
    except (_NotFetchedError, EngineError):
        return Check(name, True, "not prepared yet")
    if place is None:
        return Check(name, True, "not possible with this Java or this LanguageTool; the server takes two seconds more")
    cache = place.ready()
    if cache is None:
        return Check(name, True, f"not prepared yet; the first short run does so, in {place.folder}")
    return Check(name, True, f"prepared, {cache.stat().st_size / 1e6:.0f} MB ({cache})")


def _engine(name: str, find: Callable[[], str]) -> Check:
    try:
        return Check(name, True, find())
    except EngineError as error:
        return Check(name, False, "not usable", str(error))


def _cache() -> Check:
    folder = cache_folder()
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    ok = os.access(nearest, os.W_OK | os.X_OK)
    cure = "" if ok else f"Make {nearest} writable, or set {CACHE_VARIABLE} to a folder that is."
    return Check("Cache folder", ok, str(folder), cure)


def _sentences() -> Check:
    return _kept("Grammar cache", FILE_NAME, "sentences", MOST_BYTES)


def _answers() -> Check:
    return _kept("Cache of the models", MODELS_FILE, "passages", MOST_MODEL_BYTES)


def _kept(name: str, file: str, kind: str, most_bytes: int) -> Check:
    """A cache of what an engine answered."""
    path = cache_folder() / file
    state = cache_state(path)
    if state is None:
        return Check(name, True, f"empty ({path})")
    detail = f"{state.answers:,} {kind}, {state.bytes / 1e6:.1f} MB of at most {most_bytes / 1e6:.0f} ({path})"
    return Check(name, True, detail)


def forget_answers() -> str:
    """Remove what the grammar checker and the models said in earlier runs, and say what was removed.

    Raises:
        EngineError: it cannot be removed.
    """
    paths = [cache_folder() / file for file in (FILE_NAME, MODELS_FILE)]
    for path in paths:
        try:
            clear_cache(path)
        except OSError as error:
            raise EngineError(f"{path} cannot be removed: {error.strerror}. Remove it by hand.") from error
    return " and ".join(map(str, paths))


def _encoding() -> Check:
    printed = getattr(sys.stdout, "encoding", None) or "none"
    names = {"file names": sys.getfilesystemencoding(), "standard output": printed}
    ok = all(name.lower().replace("-", "") in ("utf8", "utf8sig") for name in names.values())
    cure = "" if ok else "Set the environment variable PYTHONUTF8=1."
    return Check("Encoding", ok, ", ".join(f"{name} {codec}" for name, codec in names.items()), cure)
