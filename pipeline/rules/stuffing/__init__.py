"""Keyword stuffing: a rule for each shape in which a search phrase is put into a text."""

from __future__ import annotations

from pipeline.rule import Rule
from pipeline.rules.stuffing import (
    k100_detached_mention,
    k101_in_word_mention,
    k102_own_block_mention,
    k103_appended_mention,
    k104_call_to_action_mention,
    k105_prose_mention,
    k106_inserted_mention,
    k107_keyword_list,
    k108_city_list,
    k109_quoted_mention,
)

RULES: tuple[Rule, ...] = (
    k100_detached_mention.RULE,
    k101_in_word_mention.RULE,
    k102_own_block_mention.RULE,
    k103_appended_mention.RULE,
    k104_call_to_action_mention.RULE,
    k105_prose_mention.RULE,
    k106_inserted_mention.RULE,
    k107_keyword_list.RULE,
    k108_city_list.RULE,
    k109_quoted_mention.RULE,
)
"""The stuffing rules, in the order of their ids."""
