"""Sentences are where spaCy's rule-based splitter finds them."""

from __future__ import annotations

import random

import pytest
import spacy
from spacy.lang.en import English
from spacy.language import Language
from spacy.pipeline import Sentencizer

from pipeline.facts.language.sentence_tokens import cut_run
from pipeline.facts.language.sentences import split_sentences
from pipeline.masking import mask_for_tokenizer
from pipeline.model import Block, Span
from pipeline.tables.tokenizer import tokenizer_rules

WORDS = (
    *(
        "Back",
        "pain",
        "may",
        "last",
        "for",
        "weeks",
        "cannot",
        "thered",
        "U.S.A",
        "e.g",
        "3.5",
        "Dr",
        "No",
        "well-known",
    ),
    *(
        "www.cdc.gov",
        "John's",
        "naïve",
        "CO2",
        "°C",
        "$5.00",
        "10%",
        "a.m",
        "p.m",
        "i.e",
        "Ph.D",
        "can't",
        "A",
        "I",
        "km",
    ),
)
MARKS = (
    ".",
    ".",
    "!",
    "?",
    "...",
    "…",
    "?!",
    '."',
    ".)",
    ".”",
    "’",
    "'",
    "(",
    "[1]",
    ":)",
    ";",
    "—",
    "-",
    "•",
    "。",
    "।",
    ",",
)
GAPS = (" ", " ", " ", " ", "  ", "\n", "\n\n", " \n", "\n ", "\t", "\u00a0", "\u3000", "\u1680", "\x1c", "\r\n", "")


@pytest.fixture(scope="module")
def splitter() -> Language:
    """spaCy's own."""
    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    return splitter


def sentences(text: str) -> tuple[Span, ...]:
    """Those of a text that is one paragraph."""
    whole = Span(0, len(text))
    return split_sentences(text, (Block(whole, "p", whole),))


def random_text(rng: random.Random) -> str:
    """Words, marks, exceptions and white space."""
    exceptions = list(tokenizer_rules().exceptions)
    pieces = []
    for _ in range(rng.randint(1, 16)):
        pieces.append(rng.choice((rng.choice(WORDS), rng.choice(WORDS), rng.choice(MARKS), rng.choice(exceptions))))
        pieces.append(rng.choice(("", *MARKS)))
        pieces.append(rng.choice(GAPS))
    return "".join(pieces)


def test_sentences_are_those_of_spacy(splitter: Language) -> None:
    """The blank behind a sentence, white space that opens one, closing marks, abbreviations."""
    rng = random.Random(1)
    for _ in range(3_000):
        text = random_text(rng)
        expected = [Span(one.start_char, one.end_char) for one in splitter(mask_for_tokenizer(text)).sents]
        assert sentences(text) == tuple(expected), repr(text)


def test_runs_are_cut_as_spacy_cuts_them(splitter: Language) -> None:
    """What is cut off, exceptions, and exceptions between marks."""
    rng = random.Random(2)
    for _ in range(3_000):
        for run in mask_for_tokenizer(random_text(rng)).split():
            assert cut_run(run) == tuple(token.text for token in splitter.tokenizer(run)), repr(run)


def test_the_rules_are_those_of_the_installed_spacy() -> None:
    """Another version of spaCy may have others."""
    rules = tokenizer_rules()
    assert set(rules.exceptions) == set(English.Defaults.tokenizer_exceptions)
    assert rules.stops == "".join(Sentencizer.default_punct_chars)
    assert rules.address.pattern == English.Defaults.url_match.__self__.pattern


def test_a_run_of_marks_and_letters_that_is_no_prose_is_left_whole() -> None:
    """Each of these tokens would be cut off by itself, and all the others looked at again each time."""
    text = "’s." * 30_000 + " Next"
    assert len(sentences(text)) == 1


def test_a_long_run_is_cut_in_linear_time() -> None:
    """A run of a million characters without a blank."""
    text = "word" * 250_000 + ". Next"
    assert len(sentences(text)) == 2
