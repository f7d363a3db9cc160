"""How much a text uses a keyphrase. The expected figures are counted by hand."""

from __future__ import annotations

import time

import pytest

from pipeline.facts.keyphrases.use import content_words, length_factor, measure_use, rate_density
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.sentences import split_sentences
from pipeline.facts.language.tokens import tokenize
from pipeline.model import KeyphraseUse


def use(text: str, keyphrase: str, *synonyms: str, format: str = "text") -> KeyphraseUse:
    blocks = find_blocks(text, format)
    return measure_use(text, tokenize(text), blocks, split_sentences(text, blocks), keyphrase, synonyms)


@pytest.mark.parametrize(
    ("text", "phrase", "count"),
    [
        ("Knee pain hurts. KNEE  PAIN again, knee pain.", "knee pain", 3),
        ("A cream for knee pains.", "knee pain", 1),
        ("At nightknee painrelief comes.", "knee pain", 1),
        ("A headache is an ache. Ache, said he.", "ache", 2),
        ("Knee, pain and pain in the knee.", "knee pain", 0),
        ("It was his knee\npain that woke him.", "knee pain", 1),
        ("We looked at his knee\n\nPain is a warning.", "knee pain", 0),
        ("What is crohn’s disease? Crohn's disease is chronic.", "Crohn‘s disease", 2),
        ("Is vitamin D safe? Vitamin D is safe.", '"vitamin D"?', 2),
        ("Nothing of the kind.", "?", 0),
    ],
)
def test_the_exact_count_is_what_a_reader_sees(text: str, phrase: str, count: int) -> None:
    assert use(text, phrase).exact_count == count


def test_what_is_no_prose_is_not_counted() -> None:
    text = "---\ntitle: knee pain\n---\n\n# Knee pain\n\nKnee pain hurts.\n\n    knee pain\n"
    assert use(text, "knee pain", format="markdown").exact_count == 2


@pytest.mark.parametrize(
    ("text", "phrase", "count"),
    [
        ("The pain in your knee is a knee pain.", "knee pain", 2),
        ("Pain comes. The knee swells.", "knee pain", 0),
        ("Pain upon pain in one knee.", "knee pain", 1),
        ("Causes that pain has: many. The causes of pain are many.", "causes of pain", 2),
        ("To be or not to be.", "to be", 2),
        ("Self care is a habit; self-care is free.", "self-care", 2),
    ],
)
def test_yoasts_count_takes_the_content_words_of_a_sentence_in_any_order(text: str, phrase: str, count: int) -> None:
    assert use(text, phrase).yoast_count == count


def test_function_words_are_no_words_of_a_keyphrase() -> None:
    assert content_words("How to get rid of the back pain") == ("get", "rid", "back", "pain")
    assert content_words("Who is it?") == ("who", "is", "it")


def test_density_weighs_the_length_of_the_phrase() -> None:
    text = "Knee pain may pass in a day. " + "It is good to walk a little. " * 13
    measured = use(text, "knee pain")
    assert measured.yoast_count == 1
    assert measured.density == pytest.approx(100 / 98 * (0.7 + 2 / 3))
    assert length_factor(4) == pytest.approx(0.7 + 4 / 3)


@pytest.mark.parametrize(
    ("mentions", "words", "rating"),
    [
        # A phrase of two words: one mention in 1,000 words is 0.137 percent.
        (0, 1000, "under"),
        (1, 1000, "under"),
        (3, 1000, "under"),
        (4, 1000, "good"),
        (21, 1000, "good"),
        (22, 1000, "over"),
        (29, 1000, "over"),
        (30, 1000, "far over"),
        # A single mention is too few, and two are good, in a text that is just long enough to be rated by density.
        (1, 100, "under"),
        (2, 100, "good"),
        # Short texts.
        (0, 40, "under"),
        (1, 40, "good"),
        (2, 40, "over"),
        (3, 40, "far over"),
        (2, 51, "good"),
        (3, 99, "over"),
        (4, 99, "far over"),
    ],
)
def test_density_is_rated_by_the_published_bands(mentions: int, words: int, rating: str) -> None:
    density = 100 * mentions / words * length_factor(2)
    assert rate_density(mentions, density, words, 2) == rating


def test_two_mentions_of_a_long_phrase_are_never_too_many() -> None:
    density = 2 * length_factor(6)
    assert density > 4
    assert rate_density(2, density, 100, 6) == "good"


def test_the_fullest_hundred_words_are_found() -> None:
    filler = "word " * 97
    assert use(f"Knee pain {filler}knee pain.", "knee pain").max_per_100_words == 2
    assert use(f"Knee pain {filler}word knee pain.", "knee pain").max_per_100_words == 1
    assert use("Knee pain. " * 5 + filler + "word word. " + "Knee pain. " * 3, "knee pain").max_per_100_words == 5


def test_the_longest_gap_is_a_share_of_the_sentences() -> None:
    text = "It starts. Knee pain comes. It stays. It grows. It goes. The pain leaves the knee. All is well. He runs."
    assert use(text, "knee pain").longest_gap_pct == pytest.approx(100 * 3 / 8)
    assert use(text, "back pain").longest_gap_pct == 100
    assert use(text, "knee pain", "it grows").longest_gap_pct == pytest.approx(100 * 2 / 8)


def test_half_of_a_long_phrase_is_enough_for_the_gap() -> None:
    text = "Chronic pain is common. The knee is strong."
    assert use(text, "chronic knee pain relief").longest_gap_pct == 50
    assert use(text, "chronic knee pain").longest_gap_pct == 100


def test_a_text_without_prose_has_counts_but_no_shares() -> None:
    measured = use("    knee pain\n", "knee pain", format="markdown")
    assert measured == KeyphraseUse(0, 0, None, None, 0, None)


def test_it_is_linear_and_fast() -> None:
    text = "Knee pain comes and goes, and the pain in a knee is not always a sign of wear. " * 6000
    blocks = find_blocks(text, "text")
    tokens, sentences = tokenize(text), split_sentences(text, blocks)
    started = time.perf_counter()
    measured = measure_use(text, tokens, blocks, sentences, "knee pain", ("sore knee",))
    assert time.perf_counter() - started < 3
    assert (measured.exact_count, measured.yoast_count) == (6000, 12000)
