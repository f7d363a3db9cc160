"""Troubles of reading a file (E0xx): a wrong codec, disguised words, pages of which little was read, HTML as text."""

from __future__ import annotations

from pipeline.rule import Rule
from pipeline.rules.encoding import (
    e001_mojibake,
    e002_lookalike_letters,
    e003_invisible_characters,
    e010_doubtful_extraction,
    e011_tags_in_text,
    e012_idle_comment,
)

RULES: tuple[Rule, ...] = (
    e001_mojibake.RULE,
    e002_lookalike_letters.RULE,
    e003_invisible_characters.RULE,
    e010_doubtful_extraction.RULE,
    e011_tags_in_text.RULE,
    e012_idle_comment.RULE,
)
