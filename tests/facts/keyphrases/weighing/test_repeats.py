"""What comes back in a text without being stuffed into it."""

from __future__ import annotations

import pytest

from pipeline.engines.bundle import local_engines
from pipeline.facts.keyphrases.finding.keyphrases import find_keyphrases
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize


def cut(text: str) -> list[str]:
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    phrases = find_keyphrases(index, insertion_model=local_engines().insertion_model)
    spans = [mention.cut for phrase in phrases for mention in phrase.mentions if mention.cut]
    return [text[span.start : span.end] for span in spans]


WARNING_SIGNS = (
    "sudden weakness on one side of the face",
    "slurred speech after a short nap",
    "a headache unlike all the ones before",
    "trouble reading signs across the street",
    "loss of balance while getting dressed",
)
IN_LINES = "\n".join(f"- {sign}" for sign in WARNING_SIGNS)
IN_A_ROW = " ".join(WARNING_SIGNS)


@pytest.mark.parametrize(
    "text",
    [
        f"Call for help when you notice\n\n{IN_LINES}\n\nDo not drive. Call for help when you notice {IN_A_ROW}. Wait.",
        f"Signs of a stroke are\n\n{IN_LINES}\n\nAn ambulance is faster.\n\nThe same signs once more\n\n{IN_LINES}\n",
        f"The signs: {IN_A_ROW} and more. Learn them by heart. The signs: {IN_A_ROW} and more. Tell your family.",
    ],
)
def test_no_item_of_a_list_that_a_page_gives_twice_is_lost(text: str) -> None:
    assert cut(text) == []


def test_a_name_in_initials_stays_where_it_opens_sentences() -> None:
    text = (
        "GSA FAS CAR Office wrote the plan in spring. Staff liked it. At the fair, GSA FAS CAR staff showed how the "
        "codes work.\n\nGSA FAS CAR Office printed them on paper. The GSA FAS CAR also paid for a short film. "
        "GSA FAS CAR Office has no further plans.\n"
    )
    assert cut(text) == []


def test_a_phrase_among_other_words_each_time_goes_though_the_text_gives_a_list_twice() -> None:
    phrase = "cheap knee braces online"
    text = (
        f"Knees carry us all day. {phrase} Most people notice them only when they hurt.\n\n{IN_LINES}\n\n"
        f"A short walk helps. {phrase} So does warm water in the evening.\n\n{IN_LINES}\n\n"
        f"Ask a nurse first. {phrase} She knows which exercise is safe. Rest on the third day. {phrase}\n"
    )
    assert [one.strip() for one in cut(text)] == [phrase] * 4


def test_a_name_with_a_capital_inside_is_not_taken_apart() -> None:
    text = (
        "You need a premium My HealtheVet or premium DS Logon account, so that we know you. If you have a premium My "
        "HealtheVet or premium DS Logon account, sign in with it. Without a premium My HealtheVet or premium DS Logon "
        "account, a clerk will help you.\n\nA clerk can also see whether your premium My HealtheVet or premium DS "
        "Logon account is still open.\n"
    )
    assert cut(text) == []


SEARCHES = "cheap knee braces online, best knee braces near me, knee brace for sale, order knee braces without waiting"


@pytest.mark.parametrize("times", [2, 3])
def test_a_list_of_searches_goes_though_it_is_pasted_as_it_is(times: int) -> None:
    sentences = (
        "Knees carry us all day, and most people notice them only when they hurt.",
        "A short walk helps in the morning, and so does warm water in the evening.",
        "A nurse knows which exercise is safe, and when it is better to rest.",
        "Stairs are harder on the joint than a flat road through the park.",
    )
    text = sentences[0] + "\n\n" + "\n\n".join(f"{SEARCHES}\n\n{one}" for one in sentences[1 : times + 1]) + "\n"
    assert sum(one.count("knee") for one in cut(text)) == times * SEARCHES.count("knee")
