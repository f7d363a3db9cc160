"""Which forms of a phrase are taken for the phrase, and which ordinary words are not."""

from __future__ import annotations

import pytest

from pipeline.facts.keyphrases.finding.variants import find_variants
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention, find_mentions
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

PHRASE = "affordable hearing aids clinic"


def variants(text: str, phrase: str = PHRASE) -> list[tuple[str, Mention]]:
    """Each variant in a text that opens with the phrase itself, as written."""
    text = f"Rest well. {phrase}. Sit down. {text}"
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    words = tuple(phrase.split())
    found = find_variants(index, words, find_mentions(index, words))
    return [(text[mention.span.start : mention.span.end], mention) for mention in found]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("affordable hearing aid clinics", "respelt"),
        ("afordable hearing aids clinic", "respelt"),
        ("affordable haering aids clinic", "respelt"),
        ("affordablehearing aids clinic", "respelt"),
        ("affordable hearingaids clinic", "respelt"),
        ("affordable hearing aidsclinic", "respelt"),
        ("hearing aids clinic affordable", "reordered"),
        ("hearing aids clinic", "word_dropped"),
        ("affordable hearing aids clinic near me", "query_tail"),
        ("affordable hearing aids clinic reviews", "query_tail"),
        ("affordable hearing aids clinic 2024", "year"),
        ("affordable hearing aids clinic Denver", "place"),
        ("affordable hearing aids clinic in Denver", "place"),
        ("affordable hearing aids clinic in Los Angeles", "place"),
        ("affordable hearing aids clinic in Springfield", "place"),
        ("Best affordable hearing aids clinic", "query_head"),
        ("best affordable hearing aids clinic near me", "query_tail"),
    ],
)
def test_a_form_that_is_recognized(written: str, form: str) -> None:
    [(found, mention)] = variants(f"{written}. Sit down.")
    assert found == written
    assert form in mention.form


@pytest.mark.parametrize(
    "text",
    [
        "A hearing aid helps. The clinic is near.",
        "Your hearing matters at a clinic. Aids are dear.",
        "The hearings aided an affordable clinic.",
        "We heard that the clinical aid was affordable.",
        "Wearing a hat is affordable.",
        "Nothing of it is here.",
    ],
)
def test_words_of_a_phrase_that_stand_apart_are_no_variant(text: str) -> None:
    assert variants(text) == []


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("cheap running knee brace", "A cunning knee place is cheap."),
        ("best cough drops online", "The best rough drops online."),
        ("lower back pain treatment", "The lower black paint treatment."),
        ("heart valve repair cost", "The heart value repair cost."),
    ],
)
def test_a_known_word_is_no_misspelling_of_another(phrase: str, word: str) -> None:
    assert not [mention for _, mention in variants(word, phrase) if "word_dropped" not in mention.form]


@pytest.mark.parametrize("behind", ["in 12 minutes", "in the town", "because it helps", "and more"])
def test_what_follows_by_chance_is_no_addition(behind: str) -> None:
    assert variants(f"They visit the affordable hearing aids clinic {behind}. Sit down.") == []


def test_a_variant_does_not_run_across_sentences_or_lines() -> None:
    assert variants("affordable. hearing. aids. clinic") == []
    assert variants("affordable\n\nhearing\n\naids\n\nclinic") == []


def test_the_phrase_itself_is_no_variant() -> None:
    assert variants(f"{PHRASE}. Sit down. {PHRASE.upper()}. Lie down.") == []


def test_a_phrase_of_one_content_word_has_no_variants() -> None:
    assert variants("The pain of the back and the pain in it.", "what is the pain") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The hearing affordable hearing aids clinic Denver is good.", "affordable hearing aids clinic Denver"),
        ("Sit down. Affordable hearing aids clinic Dallas Drink some water.", "Affordable hearing aids clinic Dallas"),
        ("Sit on affordable hearing aids clinic Best of all.", None),
        ("It is the best affordable hearing aids clinic.", None),
        ("Meet affordable hearing aids clinic Austin Aaron.", None),
    ],
)
def test_what_searchers_add_to_a_phrase_goes_with_it_and_what_belongs_to_the_sentence_stays(
    text: str, found: str | None
) -> None:
    assert [written for written, _ in variants(text)] == [found] * (found is not None)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("paly poker online with friends", "respelt"),
        ("play poker online with fiends", "respelt"),
        ("stay poker online with friends", "word_dropped"),
    ],
)
def test_a_known_word_is_a_slip_beside_all_other_words_of_the_phrase(written: str, form: str) -> None:
    [(found, mention)] = variants(f"Sit down. {written}. Lie down.", "play poker online with friends")
    assert form in mention.form
    assert found == (written if form == "respelt" else written.removeprefix("stay "))
