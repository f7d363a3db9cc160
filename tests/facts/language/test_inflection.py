"""Forms of words are those of the library that the tables come from."""

from __future__ import annotations

import subprocess
import sys

import pytest
from lemminflect import getAllLemmas, getInflection

from pipeline.tables.word_forms import inflections, lemmas

WORDS = (
    *("dog", "dogs", "be", "is", "was", "can", "could", "may", "will", "dare", "ought", "left", "leaves", "better"),
    *("studies", "running", "diagnoses", "criteria", "aids", "us", "her", "website", "questionnaires", "resistant"),
    *("Botox", "ACHES", "1", "it's", "self-care", "abdomen", "burn", "fuel", "lie", "lay", "thrive", "later"),
)


@pytest.mark.parametrize("word", WORDS)
def test_forms_are_those_of_the_library(word: str) -> None:
    """Known words, auxiliaries, overrides, capitals, and words that the tables lack."""
    assert dict(lemmas(word)) == getAllLemmas(word)
    for tag in ("NNS", "VBD", "VBN", "VBG", "VBZ", "JJR", "JJS", "RBR", "RBS"):
        assert inflections(word, tag) == getInflection(word, tag=tag)


def test_no_form_loads_spacy() -> None:
    """Nor the library itself, not even for a word that its tables lack; later it can be loaded as ever."""
    program = (
        "import sys; from pipeline.tables.word_forms import inflections, lemmas; "
        "print(lemmas('dogs'), inflections('website', 'NNS'), 'spacy' in sys.modules, 'lemminflect' in sys.modules); "
        "import lemminflect; print(lemminflect.getLemma('dogs', 'NOUN'))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split("\n") == [
        "{'NOUN': ('dog',), 'VERB': ('dog',)} ('websites',) False False",
        "('dog',)",
        "",
    ]
