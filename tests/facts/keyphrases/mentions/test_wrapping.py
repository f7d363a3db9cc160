"""Stuffed phrases in hard-wrapped plain text that holds more than prose."""

from __future__ import annotations

import textwrap
from typing import Literal

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.keyphrases.mentions.wrapping import join_wrapped
from pipeline.facts.language.blocks import find_blocks

PHRASE = "cheap magnesium pills online"
TITLE = "Sleep well, live well"
ADDRESS = "Best wishes,\nAnn Miller\n12 High Street\nYork YO1 7HT"
NOTE = "> On Monday Ann wrote:\n> I sleep badly since I moved to the new flat, and the street lamp is bright.\n> So?"
PROSE = (
    "Sleep is when the body mends itself.{0} Most adults need between seven and nine hours a night, and children need "
    "more than that. A dark room helps many people to fall asleep.",
    "Write down what worries you before you go to bed so that it does not keep you up.{1} Count to four while you "
    "breathe in, and to six while you breathe out.",
)
OWN_LINES = "Cheap magnesium pills online.\n\nTea helps some people. Cheap magnesium pills online.\n\n"


def article(*stuffed: str, width: int = 60) -> str:
    first, second = (textwrap.fill(part.format(*stuffed), width) for part in PROSE)
    return f"{TITLE}\n\n{second}\n\n{NOTE}\n\n{ADDRESS}\n\n{OWN_LINES}{first}\n"


def cleaned(text: str, fix: Literal["safe", "all"] = "safe") -> str:
    return clean_article(text, Config(grammar=False, swap_model=False, fix=fix)).text


def lines(text: str) -> list[str]:
    return [text[block.span.start : block.span.end] for block in join_wrapped(text, find_blocks(text, "text"))]


def test_an_address_and_a_quotation_do_not_keep_the_prose_apart() -> None:
    found = lines(article("", ""))
    assert [line for line in found if "\n" in line] == [
        textwrap.fill(PROSE[1].format("", ""), 60),
        textwrap.fill(PROSE[0].format("", ""), 60),
    ]


def test_lines_of_verse_stay_apart_beside_prose() -> None:
    verse = (
        "Hush now, my darling, the night is very near to us all,\nThe moon is up and the sky is clear above the town,\n"
        "The owl has gone and there is no fear in the old barn,\nYour mother sits by the window here until you sleep."
    )
    assert set(verse.splitlines()) <= set(lines(article("", "") + "\n" + verse + "\n"))


@pytest.mark.parametrize("width", [38, 44, 60, 72])
def test_a_mention_over_two_lines_goes_as_a_whole_beside_an_address(width: int) -> None:
    left = cleaned(article(f" {PHRASE.title()}!", f" {PHRASE}", width=width))
    assert left.split() == article("", "").replace(OWN_LINES, "Tea helps some people.\n\n").split()


@pytest.mark.parametrize("fix", ["safe", "all"])
@pytest.mark.parametrize("part", ["Cheap\nMagnesium Pills Online!", "Cheap Magnesium\nPills Online!"])
def test_no_part_of_a_phrase_is_cut_where_lines_are_not_joined(part: str, fix: Literal["safe", "all"]) -> None:
    text = f"{TITLE}\n\n{OWN_LINES}A dark room helps. {part} A bath helps too.\n\nA walk helps. {PHRASE}. Rest does.\n"
    assert f"A dark room helps. {part} A bath helps too." in cleaned(text, fix)


@pytest.mark.parametrize("opener", ["Breathing", "Aspirin", "Laughing"])
def test_the_word_that_begins_the_next_sentence_at_a_line_end_stays(opener: str) -> None:
    text = (
        f"{TITLE}\n\nDo not take more than 200 mg a day. {PHRASE}? Ask for it.\n\n{OWN_LINES}"
        f"Write it down before you\ngo to bed so that it does not keep you\nup. {PHRASE} {opener}\nslowly helps some.\n"
    )
    assert f" {opener}\nslowly helps some." in cleaned(text)


def test_no_mark_begins_a_line_where_two_mentions_go() -> None:
    text = article("", f" {PHRASE}. {PHRASE.title()}!").replace(f"keep you up. {PHRASE}", f"keep you up {PHRASE}")
    assert f"keep you up {PHRASE}. Cheap\nMagnesium Pills Online! Count" in text
    assert "keep you up.\nCount" in cleaned(text)
