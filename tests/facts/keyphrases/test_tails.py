"""What belongs to a stuffed phrase behind it, and what begins the author's next sentence."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Cleaned

PHRASE = "cheap magnesium pills online"
TEXT = f"""Sleep is when the body mends itself, and people who sleep too little feel it in the day. {PHRASE}

The heart and the mind all suffer. {PHRASE} {{behind}}

{PHRASE}

Tea helps some people as well, as long as it is not black tea. {PHRASE}.

Whoever lies awake for weeks should see a doctor. {PHRASE}
"""


PLAIN = Config(grammar=False, swap_model=False)


def cleaned(behind: str) -> str:
    return clean_article(TEXT.format(behind=behind), PLAIN).text


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


def tagged(behind: str) -> Cleaned:
    text = f"Rest the knee on a pillow. Knee pain relief exercises come later, when the swelling is gone. {behind}\n"
    return clean_article(text, PLAIN)


@pytest.mark.parametrize("tags", ["#kneepainreliefexercises #kneepain", "#knees, #painreliefexercises"])
def test_hashtags_that_glue_a_phrase_of_the_text_are_proposed(tags: str) -> None:
    (finding,) = tagged(tags).findings
    assert (finding.rule_id, finding.state, finding.match.strip()) == ("K107", "open", tags)


@pytest.mark.parametrize("tags", ["#kneepain #relief", "#kneepainreliefexercises", "#rest #together"])
def test_a_few_other_hashtags_are_the_authors(tags: str) -> None:
    assert not tagged(f"She had to get her to walk. {tags}").findings


@pytest.mark.parametrize("addition", ["Walmart", "for seniors", "before and after", "women"])
def test_what_ends_a_search_goes_with_a_phrase_that_is_a_line(addition: str) -> None:
    text = cleaned(f"\n\nMany people sleep badly.\n\n{PHRASE} {addition}\n\nA warm bath helps.")
    assert "Many people sleep badly.\n\nA warm bath helps." in text


@pytest.mark.parametrize(
    ("behind", "left"),
    [
        ("PHRASE Adults: one tablet. Children: half a tablet.", "Adults: one tablet. Children: half a tablet."),
        ("PHRASE Women – and men – need rest.", "Women – and men – need rest."),
        ("Nobody should take it PHRASE without prescription.", "Nobody should take it without prescription."),
        ("It is unsafe for pregnant PHRASE women.", "It is unsafe for pregnant women."),
        ("Only one in ten births happens PHRASE at home.", "Only one in ten births happens at home."),
        ("Do not lower it PHRASE fast.", "Do not lower it fast."),
        ("Do not, under any circumstances, lower it PHRASE fast.", "Do not, under any circumstances, lower it fast."),
        ("The drug is not licensed PHRASE for children.", "The drug is not licensed for children."),
        ("Avoid this drug PHRASE for children.", "Avoid this drug for children."),
        ("The dose is halved PHRASE for seniors.", "The dose is halved for seniors."),
        ("It is too strong PHRASE for children.", "It is too strong for children."),
        ("Nine in ten were PHRASE men, and one was a woman.", "Nine in ten were men, and one was a woman."),
        ("Give birth PHRASE at home.", "Give birth at home."),
        ("Stop smoking PHRASE today.", "Stop smoking today."),
        ("PHRASE fast for eight hours before the test.", "fast for eight hours before the test."),
        ("PHRASE free of gluten and lead.", "free of gluten and lead."),
    ],
)
def test_the_authors_end_of_a_sentence_stays(behind: str, left: str) -> None:
    """With the phrase or without it."""
    sentence = behind.replace("PHRASE", PHRASE)
    text = cleaned(f"\n\n{sentence}")
    assert f"\n{left}" in text or f"\n{sentence}" in text


def test_a_cut_that_would_leave_the_end_of_a_search_in_mid_sentence_is_only_proposed() -> None:
    sentence = f"Black tea is {PHRASE} men stronger than green tea."
    assert sentence in cleaned(f"\n\n{sentence}")
