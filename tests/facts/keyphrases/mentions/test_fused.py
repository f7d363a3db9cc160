"""Phrases fused with the words around them, or put into the middle of a word."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Article

ARTICLE = """Sleeping Well

Go to bed at the same hour each night. {0}A dark room helps, and so does a cool one.

Drink no coffee after lunch. {1}Read a few pages of a book that does not excite you, and put the phone away.

Wear socks if your feet are cold. {2}Most people sleep best when they have walked that day.
"""
PHRASE = "where can i get cheap cat food"


def cleaned(text: str) -> str:
    return clean_article(Article.from_text(text), Config(grammar=False, select=("K",))).text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Wear soc", "ks if"),
        ("Wear socks if your feet are c", "old."),
        ("Most people sl", "eep best"),
        ("Most people sleep best when they have w", "alked"),
        ("Read a few pages of a b", "ook that"),
    ],
)
def test_a_word_that_a_phrase_divides_is_whole_again(left: str, right: str) -> None:
    clean = ARTICLE.format("", "", "")
    stuffed = ARTICLE.format(f"{PHRASE}. ", f"{PHRASE}. ", "").replace(left + right, left + PHRASE + right)
    assert stuffed != clean
    assert cleaned(stuffed) == clean


def test_a_phrase_fused_with_a_capitalized_word_goes() -> None:
    phrase = "where can i buy a mat"
    # "Matmost" is no word, but "FatSo" and "catSome" might be: the capital shows where the phrase ends.
    stuffed = ARTICLE.format(f"{phrase}. ", phrase, phrase)
    assert cleaned(stuffed) == ARTICLE.format("", "", "")


def test_the_plural_of_a_fused_phrase_goes_with_it() -> None:
    phrase = "play poker online with friend"
    clean = ARTICLE.format("", "", "")
    stuffed = ARTICLE.format(f"{phrase}. ", f"{phrase}s. ", "").replace("people sleep", f"people {phrase}ssleep")
    assert cleaned(stuffed) == clean


def test_words_of_an_author_that_hold_a_word_of_the_phrase_stay() -> None:
    text = ARTICLE.format("", "", "").replace("cool one", "cool one without caterpillars somewhere")
    assert cleaned(text) == text


def test_a_word_that_only_the_text_knows_is_whole_again() -> None:
    clean = ARTICLE.format("", "", "").replace("that day", "that day, says Malaika; Malaika sleeps well")
    stuffed = clean.replace("Go to", f"{PHRASE}. Go to").replace("Read a", f"{PHRASE}. Read a")
    assert cleaned(stuffed.replace("says Malaika", f"says Mala{PHRASE}ika")) == clean


def test_a_divided_word_that_goes_on_like_a_plural_is_whole_again() -> None:
    phrase = "best dentist near me"
    clean = ARTICLE.format("", "", "").replace("that day", "that day, and the result is good")
    stuffed = clean.replace("Go to", f"{phrase}. Go to").replace("Read a", f"{phrase}. Read a")
    assert cleaned(stuffed.replace("result", f"re{phrase}sult")) == clean


@pytest.mark.parametrize(
    ("stuffed", "sentence"),
    [
        ("Do not go{} in with your shoes on.", "Do not go in with your shoes on."),
        ("Do not go {}in with your shoes on.", "Do not go in with your shoes on."),
        ("Wear sun{} glasses on the road.", "Wear sunglasses on the road."),
        ("The shin may throb be{} hind the muscle.", "The shin may throb behind the muscle."),
    ],
)
def test_two_words_that_make_no_usual_one_stay_apart(stuffed: str, sentence: str) -> None:
    phrase = "best shoes for flat feet"
    text = """Shin Splints

Rest for two weeks. {0}Then walk on grass before you run on the road.

Ice the shin after each walk. {1} {0}Swimming keeps you fit.
"""
    assert cleaned(text.format(f"{phrase}. ", stuffed.format(phrase))) == text.format("", sentence)


def test_a_phrase_that_took_the_space_of_two_words_makes_them_no_new_word() -> None:
    phrase = "best shoes for flat feet"
    text = f"""Shin Splints

Rest for two weeks. {phrase}. Then walk on grass before you run on the road.

Ice the shin after each walk. Do not go{phrase}in with your shoes on. {phrase}. Swimming keeps you fit.
"""
    assert "goin" not in cleaned(text)
