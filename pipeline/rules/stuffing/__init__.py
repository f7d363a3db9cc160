"""Keyword stuffing: a rule for each shape in which a search phrase is put into a text or a page."""

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
    k110_stuffed_title,
    k111_stuffed_description,
    k112_stuffed_keywords,
    k113_stuffed_open_graph,
    k114_stuffed_structured_data,
    k115_stuffed_alternative_text,
    k116_stuffed_tooltip,
    k117_stuffed_anchors,
    k118_stuffed_tags,
    k119_hidden_text,
    k121_empty_sentence,
    k122_unanswered_questions,
    k123_repeated_question,
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
    k110_stuffed_title.RULE,
    k111_stuffed_description.RULE,
    k112_stuffed_keywords.RULE,
    k113_stuffed_open_graph.RULE,
    k114_stuffed_structured_data.RULE,
    k115_stuffed_alternative_text.RULE,
    k116_stuffed_tooltip.RULE,
    k117_stuffed_anchors.RULE,
    k118_stuffed_tags.RULE,
    k119_hidden_text.RULE,
    k121_empty_sentence.RULE,
    k122_unanswered_questions.RULE,
    k123_repeated_question.RULE,
)
"""The stuffing rules, in the order of their ids."""
