"""Stuffed phrases over line breaks."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

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
