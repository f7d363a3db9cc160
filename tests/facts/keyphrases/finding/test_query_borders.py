"""Words of the author's beside a search query, which never go with it."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False)
TEXT = """When the Elbow Hurts

A tennis elbow is a sore tendon, and few who have one play tennis. Tendon pain of this kind comes on slowly.

{}

See a doctor if the hand goes numb, or if the elbow swells and gets hot overnight.
"""


@pytest.mark.parametrize(
    ("before", "query", "behind"),
    [
        ("Hold the weight for ten breaths with the elbow bent", "Tennis Elbow Exercises Pdf", ""),
        ("Rest, above all from the hammer, is fine", "Best Elbow Brace Amazon", ""),
        ("Lower the weight slowly, then let it sag", "elbow pain relief products", ""),
        ("A strap takes the load off, and holds the wrist", "best wrist splint for work", "straight"),
        ("A strap and rest beat pills", "best anti inflammatory pills", "either"),
        ("Lift too early, lift too much", "tennis elbow surgery cost", ""),
        ("A cortisone shot can", "tennis elbow injection near me", "double your pain in two days"),
        ("He looked at the scan. Small tears", "tennis elbow surgery cost", ""),
    ],
)
def test_words_of_the_author_stay(before: str, query: str, behind: str) -> None:
    stuffed = " ".join(filter(None, (before, query, behind)))
    cleaned = clean_article(TEXT.format(f"{stuffed}. Rest helps more than anything."), PLAIN)
    whole = " ".join(filter(None, (before, behind)))
    assert before in cleaned.text
    assert not behind or behind in cleaned.text
    assert any(sentence in cleaned.text for sentence in (f"{stuffed}.", f"{whole}."))


def test_what_stands_behind_the_same_word_elsewhere_is_the_authors() -> None:
    text = TEXT.format(
        "This is the core of most programs for chronic tendinopathy tennis elbow brace near me."
    ).replace("Tendon pain of this kind", "Pain from chronic tendinopathy")
    assert "programs for chronic tendinopathy" in clean_article(text, PLAIN).text


@pytest.mark.parametrize(
    ("sentence", "query"),
    [
        ("Ice takes the edge off by the next morning", "cheap elbow braces online free shipping"),
        ("Most people are back at work within a month", "how long does tennis elbow last"),
        ("The strap goes two fingers below the joint", "best elbow brace 2024"),
    ],
)
def test_a_query_with_plain_borders_goes(sentence: str, query: str) -> None:
    cleaned = clean_article(TEXT.format(f"{sentence} {query}. Rest helps more than anything."), PLAIN)
    assert f"{sentence}. Rest helps" in cleaned.text
