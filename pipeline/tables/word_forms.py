"""Which word is a form of which, by the tables of the library lemminflect.

The library unpacks all of its tables before the first answer, copies an entry at each question, and loads spaCy to hook
into it: over half a second of each process. Here the lines of a word are read when it is asked for, with the same
answers.
"""

from __future__ import annotations

import gzip
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

Forms = Mapping[str, tuple[str, ...]]

_LIBRARY = "lemminflect"

_TAGS = {"noun": ("NNS",), "verb": ("VBD", "VBN", "VBG", "VBZ"), "adj": ("JJR", "JJS"), "adv": ("RBR", "RBS")}
"""What the columns of the table of inflections are."""

_AUXILIARIES: Mapping[str, Forms] = {
    "be": {"VBD": ("was", "were"), "VBG": ("being",), "VBN": ("been",), "VBZ": ("is",)},
    "can": {"VBD": ("could",)},
    "dare": {},
    "may": {"VBD": ("might",)},
    "must": {"VBD": ("must",)},
    "ought": {"VBD": ("ought",)},
    "shall": {"VBD": ("should",)},
    "will": {"VBD": ("would",)},
}
"""The forms that the library gives these words, whatever the table has."""

_PARTS = {"N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV"}
"""Part of speech by the first letter of a tag."""

_OTHER_TAGS = {"VBD": "VBN", "VBN": "VBD", "JJR": "RBR", "JJS": "RBS", "RBR": "JJR", "RBS": "JJS"}
"""Where a form is missing, the tag of one that is written alike: the table names one of two equal forms only."""


def lemmas(word: str) -> Forms:
    """The base forms of a word by what part of speech it may be, as in ``NOUN``; nothing for an unknown word."""
    lower = word.lower()
    found = {"AUX" if kind == "modal" else kind.upper(): forms for kind, forms in _lines("lemma_lu.csv.gz").of(lower)}
    found |= _overrides("lemma_overrides.csv").get(lower, {})
    return _in_case_of(word, {part: tuple(forms[0].split("/")) for part, forms in found.items()})


def inflections(base: str, tag: str) -> tuple[str, ...]:
    """The spellings of a form of a word; by the rules of the language where the table lacks it.

    Args:
        base: the base form.
        tag: of the form: ``NNS``, ``VBD``, ``VBN``, ``VBG``, ``VBZ``, ``JJR``, ``JJS``, ``RBR`` or ``RBS``.
    """
    known = _known_inflections(base)
    found = known.get(tag) or known.get(_OTHER_TAGS.get(tag, ""))
    if found:
        return found
    forms: Forms = _rules()(base, _PARTS[tag[0]])
    return forms.get(tag, ())


@lru_cache(maxsize=50_000)
def _known_inflections(base: str) -> Forms:
    lower = base.lower()
    found: dict[str, tuple[str, ...]] = {}
    for kind, forms in _lines("infl_lu.csv.gz").of(lower):
        found |= {tag: tuple(form.split("/")) for tag, form in zip(_TAGS[kind], forms, strict=False) if form}
    known = {**_AUXILIARIES.get(lower, found)}
    known |= {tag: tuple(forms) for tag, forms in _overrides("infl_overrides.csv").get(lower, {}).items()}
    return _in_case_of(base, known)


def _in_case_of(word: str, forms: Forms) -> Forms:
    """The forms with the capitals that a word has."""
    change: Callable[[str], str] = str.upper if word.isupper() else str.capitalize if word[:1].isupper() else str.lower
    return {name: tuple(map(change, spellings)) for name, spellings in forms.items()}


class _Lines:
    """The lines of a table, which begin with a word and what kind of word it is.

    Args:
        lines: in any order.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = sorted(lines)

    def of(self, word: str) -> Iterator[tuple[str, list[str]]]:
        """The kinds of a word, each with the columns behind it."""
        start = f"{word},"
        place = bisect_left(self._lines, start)
        while place < len(self._lines) and self._lines[place].startswith(start):
            _, kind, *columns = self._lines[place].split(",")
            yield kind, columns
            place += 1


@cache
def _lines(name: str) -> _Lines:
    return _Lines(gzip.decompress(_file(name).read_bytes()).decode("utf-8").split("\n"))


@cache
def _overrides(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """The few words that a table has wrong: their forms by part of speech or tag."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in _file(name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, kind, form = line.strip().split(",")
            found.setdefault(word, {})[kind] = [form]
    return found


def _file(name: str) -> Path:
    spec = find_spec(_LIBRARY)
    assert spec is not None and spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "resources" / name


@cache
def _rules() -> Callable[[str, str], Any]:
    """The library's way to inflect a word that it does not know."""
    with _package_not_run():
        inflector = import_module(f"{_LIBRARY}.core.Inflections").Inflections()
    rules: Callable[[str, str], Any] = inflector.getAllInflectionsOOV
    return rules


@contextmanager
def _package_not_run() -> Iterator[None]:
    """Modules of the library can be loaded without the package itself, which would load spaCy."""
    spec = find_spec(_LIBRARY)
    if spec is None or _LIBRARY in sys.modules:
        yield
        return
    sys.modules[_LIBRARY] = module_from_spec(spec)
    try:
        yield
    finally:
        del sys.modules[_LIBRARY]
