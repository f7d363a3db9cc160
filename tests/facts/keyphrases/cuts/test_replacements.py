"""The noun phrase that is put where a stuffed phrase is part of a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.facts.keyphrases.cuts.replacements import find_replacements
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention, Position, find_mentions
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

PHRASE = "best iron supplements online"

ARTICLE = """The treatment of anemia takes time. People with anemia may sleep badly. The cause of anemia is often a lack
of iron. Children with anemia may fall behind. The signs of anemia are hard to see.

"""
GOUT = """The cause of gout is in the blood. Men with gout may limp. The pain of gout is worst at night. People with
gout may need pills.

"""


def replaced(sentence: str, article: str = ARTICLE, position: Position = "prose", phrase: str = PHRASE) -> Mention:
    text = article + sentence.format(phrase)
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    [mention] = find_mentions(index, tuple(phrase.split()))
    return find_replacements(index, phrase, replace(mention, position=position))


def test_the_only_noun_phrase_that_stands_between_the_same_words_is_suggested_first() -> None:
    mention = replaced("Women with {} may be pale.", ARTICLE + 3 * "Iron pills turn the stool dark. ")
    assert mention.replacements[0] == "anemia"
    assert mention.fix_class == "unsafe"


def test_both_of_two_that_stand_there_are_suggested() -> None:
    mention = replaced("Women with {} may be pale.", ARTICLE + GOUT + 3 * "Iron pills turn the stool dark. ")
    assert {"anemia", "gout"} <= set(mention.replacements)
    assert mention.fix_class == "none"


@pytest.mark.parametrize(
    "sentence",
    [
        "A shop near the sea sells {} every Friday.",
        "You can also get {} from my shop.",
        "Try {} before you sleep.",
        "My aunt swears by {} in winter.",
        "The price of {} went up.",
    ],
)
def test_a_noun_phrase_that_stands_nowhere_between_these_words_is_only_suggested(sentence: str) -> None:
    mention = replaced(sentence)
    assert mention.fix_class == "none"
    assert "anemia" in mention.replacements


@pytest.mark.parametrize("before", ["Many do not know how to", "With pills you can", "A cook should"])
def test_no_noun_phrase_stands_where_only_a_verb_can(before: str) -> None:
    assert replaced(f"{before} {{}} in a week.", phrase="get rid of cramps fast").replacements == ()
    assert replaced("The aim is {} in a week.", phrase="get rid of cramps fast").replacements


@pytest.mark.parametrize("before", ["They want to know", "A nurse will show you", "Parents learn"])
def test_no_noun_phrase_stands_for_a_clause(before: str) -> None:
    assert replaced(f"{before} {{}} in a week.", phrase="how to get rid of cramps").replacements == ()
    assert replaced("The {} is high.", phrase="how to get rid of cramps").replacements


def test_an_article_that_repeats_no_noun_phrase_has_none_to_offer() -> None:
    mention = replaced("Women with {} may be pale.", "Nothing is said here twice.\n\n")
    assert mention.replacements == ()
    assert mention.fix_class == "none"


def test_a_replacement_that_opens_a_sentence_has_a_capital() -> None:
    mention = replaced("All is well. {} is common.")
    assert mention.replacements
    assert all(words[0].isupper() for words in mention.replacements)


def test_the_stuffed_phrase_does_not_replace_itself() -> None:
    article = "The price of iron is high. A lack of iron is common. People with iron may do well.\n\n"
    mention = replaced("Women with {} may be pale.", article)
    assert not any("iron" in words for words in mention.replacements)


def test_what_is_cut_or_quoted_gets_no_replacement() -> None:
    positions: tuple[Position, ...] = ("detached", "inside", "appended", "own-block", "quoted")
    for position in positions:
        mention = replaced("Women with {} may be pale.", position=position)
        assert mention.replacements == ()


def test_a_noun_phrase_is_suggested_as_the_article_mostly_writes_it() -> None:
    article = ARTICLE.replace("anemia", "Anemia") + "The cause of anemia is known. "
    mention = replaced("Women with {} may be pale.", article)
    assert "Anemia" in mention.replacements
    assert "anemia" not in mention.replacements
