"""What is counted of a text: what somebody would read aloud of it."""

from __future__ import annotations

from textwrap import fill

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.measure import count_text
from pipeline.model import Article, Cleaned, TextCounts
from pipeline.reading import Reading

PLAIN = Config(grammar=False, swap_model=False)
SENTENCES = (
    "Most knees grumble now and then, and few of them are ill.",
    "Stairs load the joint with several times your weight, so hold the rail and lead with the good leg.",
    "Ten minutes of cold in the evening may calm a joint that has worked all day.",
    "See a doctor if the knee locks, swells or gives way, and if you cannot bend it after a week of rest.",
)


def _counts(text: str, format: str = "text") -> TextCounts:
    return count_text(Reading(text, format, PLAIN, local_engines(0)))


def _linked(target: str) -> str:
    return "\n\n".join(f"{sentence[:-1]} ([page]({target})).\n" for sentence in SENTENCES)


@pytest.mark.parametrize(
    "target", ["/knee?utm_source=newsletter&utm_medium=mail", "https://example.com/a-very-long-address"]
)
def test_where_links_lead_to_is_not_read_aloud(target: str) -> None:
    with_links, without = _counts(_linked(target), "markdown"), _counts(_linked("x"), "markdown")
    assert (with_links.flesch, with_links.sentences) == (without.flesch, without.sentences)


def test_an_address_in_plain_text_is_not_read_aloud() -> None:
    text = "\n\n".join(SENTENCES)
    assert _counts(f"{text} https://example.com/exercises/quadriceps").flesch == _counts(f"{text}").flesch


@pytest.mark.parametrize("width", [60, 80])
def test_lines_of_hard_wrapped_text_are_no_sentences(width: int) -> None:
    paragraphs = [" ".join(SENTENCES), " ".join(reversed(SENTENCES))]
    wrapped, whole = "\n\n".join(fill(one, width) for one in paragraphs), "\n\n".join(paragraphs)
    assert _counts(wrapped) == _counts(whole)


def _clean(text: str) -> Cleaned:
    return clean_article(Article.from_text(text), PLAIN)


def test_parameters_of_links_are_no_stuffing() -> None:
    assert _clean(_linked("/knee?utm_source=newsletter") * 3).findings == _clean(_linked("x") * 3).findings == ()
