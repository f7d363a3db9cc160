"""Stuffed phrases in Markdown and in hard-wrapped plain text: what goes, what stays, and what stands as it stood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Cleaned

PHRASE = "cheap magnesium pills online"
AROUND = f"""# How to Sleep Well

Sleep is when the body mends itself, and most adults need seven hours or more. {PHRASE}. The heart and the mind suffer
when nights are short.

A dark and cool bedroom helps the body to settle. {PHRASE} Try to keep your phone in another room.

{{}}

Coffee stays in the blood for hours. Talk to your doctor if poor sleep lasts for months. {PHRASE}
"""
BEGINNING, END = "another room.\n\n", "\n\nCoffee"


def clean(part: str, fix: str = "safe") -> tuple[str, Cleaned]:
    """What becomes of a part of a Markdown article in which a phrase is stuffed; ``P`` stands for the phrase."""
    source = AROUND.format(re.sub(r"(?<![^\W_])P(?![^\W_])", PHRASE, part))
    config = Config(grammar=False, swap_model=False, fix=fix)
    cleaned = clean_article(article_from_bytes(source.encode(), Path("a.md"), "a.md", config), config)
    return cleaned.source.split(BEGINNING)[1].rsplit(END)[0].replace(PHRASE, "P"), cleaned


@pytest.mark.parametrize(
    ("part", "after"),
    [
        # The inner edge of emphasis, links, headings and cells.
        ("**Sleep well. P**", "**Sleep well.**"),
        ("Naps are fine. *Sleep well. P* It is late.", "Naps are fine. *Sleep well.* It is late."),
        ("_Sleep well. P_ is old advice.", "_Sleep well._ is old advice."),
        ("Naps are fine. ~~Sleep well. P~~ It is late.", "Naps are fine. ~~Sleep well.~~ It is late."),
        ("[Sleep well. P](/a)", "[Sleep well.](/a)"),
        ("*Sleep well.\nP* It is late.", "*Sleep well.* It is late."),
        ("**P. Sleep well.**", "**Sleep well.**"),
        ("## Naps in the Afternoon P ##", "## Naps in the Afternoon ##"),
        (
            "| Rest | Advice |\n|---|---|\n| Nap | Keep it short. P |",
            "| Rest | Advice |\n|---|---|\n| Nap | Keep it short. |",
        ),
        ("[^1]: A note on naps. P", "[^1]: A note on naps."),
        # No line begins with a mark that stays.
        (
            "Worries keep us awake in the night cheap\nmagnesium pills online. Coffee is worse than most people know.",
            "Worries keep us awake in the night. Coffee is worse than most people know.",
        ),
        (
            "Worries keep most of us awake cheap magnesium\npills online, and so may the light of the street.",
            "Worries keep most of us awake, and so may the light of the street.",
        ),
        (
            "> Worries keep us awake in the night\n> P. Coffee is worse than most people know.",
            "> Worries keep us awake in the night. Coffee is worse than most people know.",
        ),
        # A row of nothing but the phrase.
        (
            "| Rest | Advice |\n|---|---|\n| P | P |\n| Nap | Keep it short. |",
            "| Rest | Advice |\n|---|---|\n| Nap | Keep it short. |",
        ),
        # Lines of nothing but the phrase.
        ("A nap is fine.\nP P\nP\nGood night.", "A nap is fine.\nGood night."),
        ("A nap helps\nP P\nP\nmost people.", "A nap helps\nmost people."),
        ("> A nap helps\n> P\n> P\n> most people.", "> A nap helps\n> most people."),
        ("A nap is fine.\nP\n---\n\nGood night.", "A nap is fine.\n---\n\nGood night."),
        ("* * *\n\nP\n\n* * *", "* * *\n\n* * *"),
        ("P\n    Indented words go on here.", "Indented words go on here."),
        ("1. One nap a day\n2. P\n3. One walk a day", "1. One nap a day\n3. One walk a day"),
        ("A nap is fine.\r\nP\r\nGood night.", "A nap is fine.\r\nGood night."),
        # Soft and hard breaks, with the marks of lists and quotations.
        ("- A nap is fine. cheap\n  magnesium pills online. It is late.", "- A nap is fine. It is late."),
        ("> A nap is fine. cheap magnesium\n> pills online. It is late.", "> A nap is fine. It is late."),
        ("> - A nap is fine.\n>   P It is late.", "> - A nap is fine.\n>   It is late."),
        ("One line here.  \nP  \nAnother line here.", "One line here.  \nAnother line here."),
        ("One line here.\\\nP\\\nAnother line here.", "One line here.\\\nAnother line here."),
        ("One line here.\\\nP", "One line here."),
        # What the author wrote in the next line.
        ("Wool socks help. P\n1986\\. A great year.", "Wool socks help.\n1986\\. A great year."),
        (
            "Wool socks help.\nP\n2020. That was the year of socks.",
            "Wool socks help.\n2020. That was the year of socks.",
        ),
        ("Wool socks help. P\n\\# is no heading here.", "Wool socks help.\n\\# is no heading here."),
        ("Wool socks help. P ![A dark room](a.png) It is late.", "Wool socks help. ![A dark room](a.png) It is late."),
    ],
)
@pytest.mark.parametrize("fix", ["safe", "all"])
def test_a_phrase_goes_and_leaves_the_article_as_it_was(part: str, after: str, fix: str) -> None:
    assert clean(part, fix)[0] == after


@pytest.mark.parametrize(
    "part",
    [
        # Two lists, or a list and code, that only the phrase keeps apart.
        "- A nap\n- A walk\n\nP\n\n- A bath\n- A book",
        "- A nap\n\nP\n\n    some code",
        # A number that would begin a list.
        "P\n2. Two is a number here.",
        # A part of a phrase beside markup or a hard break inside of it.
        "Wool socks help people [fall che](/a)ap magnesium pills online asleep sooner.",
        "A nap helps. cheap  \nmagnesium pills online",
        "A nap helps. cheap\\\nmagnesium pills online\\\nIt is late.",
        "`P`\n\nis code.",
    ],
)
@pytest.mark.parametrize("fix", ["safe", "all"])
def test_where_the_article_would_change_the_phrase_stays(part: str, fix: str) -> None:
    assert clean(part, fix)[0] == part


@pytest.mark.parametrize(
    "words", ["in Boston and in Paris people sleep less.", "– or so they say.", "1986 was a great year."]
)
@pytest.mark.parametrize("before", ["", "Wool socks help. ", "Wool socks help.\n"])
def test_no_word_of_the_next_line_goes(before: str, words: str) -> None:
    assert clean(f"{before}P\n{words}")[0].endswith(words)


def test_an_edit_that_would_change_the_layout_is_reported_as_reverted() -> None:
    _, cleaned = clean("- A nap\n- A walk\n\nP\n\n- A bath")
    reverted = [finding for finding in cleaned.findings if finding.state == "reverted"]
    assert [(f.rule_id, dict(f.evidence)["would_change"], f.clinical_flag) for f in reverted] == [
        ("K102", "the layout of the article", "")
    ]


WRAPPED = """How to sleep well

Sleep is when the body mends itself, and people who sleep too little
feel it in the day. cheap magnesium pills online. The heart and the
mind all suffer. cheap magnesium pills online. A dark room helps most
of us to fall asleep, and so does a walk in the evening. cheap
magnesium pills online. Tea helps some people as well, as long as it
is not black tea. A warm bath before bed is an old advice, and a good
one. cheap magnesium pills online Whoever lies awake for weeks should
see a doctor, who may ask how much coffee you drink. cheap magnesium
pills online
"""
UNWRAPPED = """How to sleep well

Sleep is when the body mends itself, and people who sleep too little
feel it in the day. The heart and the
mind all suffer. A dark room helps most
of us to fall asleep, and so does a walk in the evening.
Tea helps some people as well, as long as it
is not black tea. A warm bath before bed is an old advice, and a good
one. Whoever lies awake for weeks should
see a doctor, who may ask how much coffee you drink.
"""
VERSE = """
The night comes down and cheap magnesium
pills online are all that wait for me
And all the birds are silent in the wood
A lamp still burns behind the window sill
"""
ADDRESS = "\nRiverside Sleep Clinic\n14 Orchard Lane\nSpringfield\n"


def plain(text: str, fix: str = "safe") -> str:
    return clean_article(text, Config(grammar=False, swap_model=False, fix=fix)).source


@pytest.mark.parametrize("fix", ["safe", "all"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_hard_wrapped_text_is_read_over_its_breaks(fix: str, line_end: str) -> None:
    assert plain(WRAPPED.replace("\n", line_end), fix) == UNWRAPPED.replace("\n", line_end)


@pytest.mark.parametrize("fix", ["safe", "all"])
@pytest.mark.parametrize("lines", [VERSE, ADDRESS])
def test_verse_and_addresses_beside_hard_wrapped_text_stay(lines: str, fix: str) -> None:
    assert plain(WRAPPED + lines, fix) == UNWRAPPED + lines


@pytest.mark.parametrize("fix", ["safe", "all"])
def test_a_piece_of_a_phrase_is_only_reported(fix: str) -> None:
    narrow = "\n".join(
        f"{before} cheap\nmagnesium pills online {behind}"
        for before, behind in (
            ("A dark room helps.", "Try it."),
            ("Tea stays warm.", "It helps."),
            ("Naps are good.", "Yes."),
        )
    )
    text = f"How to sleep well\n\n{narrow}\n\nMagnesium is found in nuts and beans.\n\n{PHRASE}\n\nSleep well.\n"
    assert narrow in plain(text, fix)
