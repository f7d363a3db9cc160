"""Encoding troubles (E0xx): text that went through a wrong codec."""

from __future__ import annotations

from pipeline.rule import Rule
from pipeline.rules.encoding import e001_mojibake

RULES: tuple[Rule, ...] = (e001_mojibake.RULE,)
