"""Forms of words: from a form to its base, and from a base to the form that another word has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline.tables import word_forms

_FORMS = {"NOUN": ("NNS",), "VERB": ("VBZ", "VBG", "VBD", "VBN"), "ADJ": ("JJR", "JJS"), "ADV": ("RBR", "RBS")}
"""Tags of the forms of each part of speech, the base form left out."""


@lru_cache(maxsize=50_000)
def is_base(word: str, part_of_speech: str) -> bool:
    """Whether a lower-case word is the base form of a noun (``NOUN``), verb (``VERB``), ..."""
    return word in _lemmas(word).get(part_of_speech, ())


def parts_of_speech(word: str) -> frozenset[str]:
    """What a lower-case word may be, such as ``NOUN`` and ``VERB``; nothing where it is not known."""
    return frozenset(_lemmas(word))


@lru_cache(maxsize=50_000)
def inflect(word: str, tag: str) -> str:
    """The form of a base that a tag such as ``NNS`` names; the base itself where there is no such form."""
    forms = _forms(word, tag)
    return forms[0] if forms else word


@lru_cache(maxsize=50_000)
def bases(word: str) -> tuple[tuple[str, str, str], ...]:
    """What a lower-case word may be a form of: base, part of speech and tag; the base form itself is left out."""
    return tuple(_bases(word))


def _bases(word: str) -> Iterator[tuple[str, str, str]]:
    lemmas = _lemmas(word)
    for part_of_speech, tags in _FORMS.items():
        for base in lemmas.get(part_of_speech, ()):
            if base != word:
                yield from ((base, part_of_speech, tag) for tag in tags if word in _forms(base, tag))


_lemmas = lru_cache(maxsize=50_000)(word_forms.lemmas)
_forms = lru_cache(maxsize=50_000)(word_forms.inflections)
