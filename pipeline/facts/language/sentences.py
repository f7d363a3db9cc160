"""Sentences of a text, block by block, where spaCy's rule-based splitter finds them.

A sentence ends with a token that is a stop, and the next one begins with the first token behind it that is no mark.
White space is a token too, but for one blank behind a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from pipeline.facts.language.blocks import PROSE
from pipeline.facts.language.sentence_tokens import cut_run
from pipeline.masking import mask_for_tokenizer
from pipeline.model import Block, Span
from pipeline.tables.tokenizer import tokenizer_rules

_RUN = re.compile(r"\S+|\s+")
_STOPS = r".!?\u0589-\u1fff\u203c-\u2049\u2e2e-\U0001ffff"
"""All stops are among these; a few ranges are looked through faster than many characters."""

_RUN_WITH_STOP = re.compile(rf"(?<!\S)[^\s{_STOPS}]*(?!\s)[{_STOPS}]\S*")
_PLAIN = re.compile(r"[A-Za-z]+|[A-Za-z][a-z]+(?P<stop>[.!?])")
"""A word, or one with a stop that is cut off unless the word is an exception."""


@lru_cache(maxsize=4)
def split_sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """The sentences of the prose blocks, in reading order; a heading or a list item holds at least one."""
    return tuple(
        Span(block.span.start + sentence.start, block.span.start + sentence.end)
        for block in blocks
        if block.kind in PROSE
        for sentence in _sentences(mask_for_tokenizer(text[block.span.start : block.span.end]))
    )


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for next_start in _later_starts(text):
        yield Span(start, next_start - (text[next_start - 1] == " "))
        start = next_start
    end = len(text) - (text[-1:] == " " and not text[-2:].isspace())
    if start < end:
        yield Span(start, end)


def _later_starts(text: str) -> Iterator[int]:
    """Where the sentences behind the first begin."""
    has_ended = False
    position = 0
    while run := _RUN.match(text, position) if has_ended else _RUN_WITH_STOP.search(text, position):
        start, position = run.span()
        if run[0].isspace():
            start += run[0][0] == " "
            if start < position:
                yield start
                has_ended = False
            continue
        for place, is_stop, is_mark in _tokens(run[0]):
            if is_stop:
                has_ended = True
            elif has_ended and not is_mark:
                yield start + place
                has_ended = False


@lru_cache(maxsize=50_000)
def _tokens(run: str) -> tuple[tuple[int, bool, bool], ...]:
    """The tokens of a run of characters without white space: where each begins, and whether it is a stop or a mark."""
    rules = tokenizer_rules()
    plain = _PLAIN.fullmatch(run)
    if plain and not plain["stop"]:
        return ((0, False, False),)
    if plain and run not in rules.exceptions and run[:-1] not in rules.exceptions:
        return (0, False, False), (len(run) - 1, True, True)
    tokens = cut_run(run)
    starts = accumulate(map(len, tokens), initial=0)
    return tuple(
        (start, len(token) == 1 and token in rules.stops, all(unicodedata.category(one)[0] == "P" for one in token))
        for start, token in zip(starts, tokens, strict=False)
    )
