"""What belongs to a stuffed phrase behind it, and what begins the author's next sentence."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PHRASE = "cheap magnesium pills online"
TEXT = f"""Sleep is when the body mends itself, and people who sleep too little feel it in the day. {PHRASE}

The heart and the mind all suffer. {PHRASE} {{behind}}

{PHRASE}

Tea helps some people as well, as long as it is not black tea. {PHRASE}.

Whoever lies awake for weeks should see a doctor. {PHRASE}
"""


def cleaned(behind: str) -> str:
    return clean_article(TEXT.format(behind=behind), Config(grammar=False, swap_model=False)).text


@pytest.mark.parametrize(
    "sentence",
    [
        "Today many people sleep badly.",
        "Now they look for help.",
        "At home you can rest.",
        "In London, nurses see it every day.",
        "2020 studies found the same.",
    ],
)
def test_the_next_sentence_keeps_its_first_word(sentence: str) -> None:
    assert f"all suffer. {sentence}" in cleaned(sentence)


@pytest.mark.parametrize("addition", ["near me.", "2024.", "near me 2024", "in Austin."])
def test_what_searchers_add_goes_with_the_phrase(addition: str) -> None:
    text = cleaned(addition)
    assert "The heart and the mind all suffer.\n" in text


def tagged(behind: str) -> str:
    text = f"Rest the knee on a pillow. Knee pain relief exercises come later, when the swelling is gone. {behind}\n"
    return clean_article(text, Config(grammar=False, swap_model=False)).text


@pytest.mark.parametrize("tags", ["#kneepainreliefexercises #kneepain", "#knees, #painreliefexercises"])
def test_hashtags_that_glue_a_phrase_of_the_text_go(tags: str) -> None:
    assert tagged(tags).endswith("when the swelling is gone.\n")


@pytest.mark.parametrize("tags", ["#kneepain #relief", "#kneepainreliefexercises", "#rest #kneehealthmatters"])
def test_a_few_other_hashtags_stay(tags: str) -> None:
    assert tagged(tags).endswith(f"when the swelling is gone. {tags}\n")


@pytest.mark.parametrize("addition", ["walmart", "for seniors", "before and after", "women"])
def test_what_ends_a_search_goes_with_the_phrase_at_the_end_of_a_sentence(addition: str) -> None:
    assert (
        "sleep badly.\n"
        in clean_article(
            TEXT.format(behind=f"\n\nMany people sleep badly {PHRASE} {addition}."),
            Config(grammar=False, swap_model=False),
        ).text
    )


def test_a_cut_that_would_leave_the_end_of_a_search_in_mid_sentence_is_only_proposed() -> None:
    sentence = f"Black tea is {PHRASE} men stronger than green tea."
    assert sentence in cleaned(f"\n\n{sentence}")
