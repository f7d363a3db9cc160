"""Stuffed phrases over line breaks."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Article

PHRASE = "cheap magnesium pills online"
WRAPPED = f"""Sleep is when the body mends itself, and people who sleep too little
feel it in the day. {PHRASE}. The heart and the mind
all suffer. cheap magnesium pills
online. A dark room helps most of us to fall asleep, and so
does a walk in the evening.

{PHRASE}

Tea helps some people as well, as long as it is not black tea. {PHRASE}.
A warm bath before bed is an old advice, and a good one. {PHRASE}

Whoever lies awake for weeks should see a doctor.
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_no_piece_of_a_phrase_is_cut_at_a_line_break(line_end: str) -> None:
    cleaned = clean_article(WRAPPED.replace("\n", line_end), Config(grammar=False, swap_model=False)).text
    assert PHRASE not in cleaned
    assert f"suffer. cheap magnesium pills{line_end}online. A dark room" in cleaned


@pytest.mark.parametrize("line_end", ["\n", "  \n", "\r\n"])
def test_the_names_in_a_list_of_addresses_in_markdown_stay(line_end: str) -> None:
    towns = (("Leeds", 12), ("York", 14), ("Hull", 77), ("Bath", 31), ("Ely", 42))
    addresses = "\n\n".join(
        f"Sleep Clinic {town}\n{number} High Street\n{town}\nTel. 0{number}0 555 01{number}\nOpen Mon–Fri 9–5"
        for town, number in towns
    )
    text = f"Our sleep clinics are open to all.\n\n{addresses}\n\nCall before you come.\n".replace("\n", line_end)
    config = Config(grammar=False, swap_model=False, fix="all")
    assert clean_article(Article.from_text(text, format="markdown"), config).text == text


SHORT_LINES = f"""Sleep mends the body. {PHRASE}. Most of us need eight hours.
A dark room helps. {PHRASE}! Keep it tidy.

Tea may keep you awake. {PHRASE}. A walk after dinner does good.

"""


@pytest.mark.parametrize(
    "broken",
    [
        "Take one tablet a day cheap magnesium\npills online, unless you feel sick.",
        "Take one tablet a day with water cheap\nmagnesium pills online, unless it hurts.",
        "Tea is good, cheap magnesium pills\nonline and coffee is not.",
        "> It is good cheap\n> magnesium pills online and so on.",
        "- it is good cheap magnesium\n  pills online\n- it is late",
    ],
)
def test_a_single_mention_over_two_lines_is_reported(broken: str) -> None:
    text = SHORT_LINES + broken + "\n\nShort naps are fine before three in the afternoon.\n"
    cleaned = clean_article(text, Config(grammar=False, swap_model=False))
    assert broken in cleaned.text
    [left] = [finding for finding in cleaned.findings if finding.state == "open"]
    assert left.match.replace(">", "").split() == PHRASE.split()


STUFFED_FIVE_TIMES = f"""# How to Sleep

Many people lie awake at night and wonder what might help. {PHRASE}. A cool room is a good start.

Most adults need about seven hours. {PHRASE}. Children need more than that.

Coffee stays in the blood for hours. {PHRASE}. It is best to have the last cup before three.

A short walk in the evening calms the mind. {PHRASE}. Bright screens do the opposite.

A warm bath is an old advice {{}}. Whoever lies awake for weeks should see a doctor.
"""


@pytest.mark.parametrize(
    "linked",
    [
        "cheap [magnesium pills](https://a.org/x) online",
        "[cheap magnesium pills](https://a.org/x) online",
        "cheap [magnesium pills online](https://a.org/x)",
        "cheap magnesium [pills][shop] online",
        "cheap [**magnesium** pills](/shop) online",
    ],
)
def test_no_half_of_a_phrase_is_cut_where_a_link_begins_or_ends_in_it(linked: str) -> None:
    source = STUFFED_FIVE_TIMES.format(linked) + "\n[shop]: /shop\n"
    cleaned = clean_article(Article.from_text(source, format="markdown"), Config(grammar=False, swap_model=False))
    assert PHRASE not in cleaned.source
    assert f"old advice {linked}. Whoever" in cleaned.source


def test_a_phrase_with_a_link_inside_is_reported_as_a_whole() -> None:
    source = STUFFED_FIVE_TIMES.format("cheap [magnesium pills](https://a.org/x) online")
    cleaned = clean_article(Article.from_text(source, format="markdown"), Config(grammar=False, swap_model=False))
    left = [(finding.match, finding.state) for finding in cleaned.findings if finding.state != "fixed"]
    assert left == [("cheap [magnesium pills](https://a.org/x) online", "open")]


def test_a_phrase_that_is_a_link_goes_with_it() -> None:
    source = STUFFED_FIVE_TIMES.format(f"[{PHRASE}](https://a.org/x)")
    cleaned = clean_article(Article.from_text(source, format="markdown"), Config(grammar=False, swap_model=False))
    assert "old advice. Whoever" in cleaned.source
