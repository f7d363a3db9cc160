"""The grammar checker's remarks (G3xx)."""

from __future__ import annotations

from pipeline.rule import Rule
from pipeline.rules.grammar import (
    g300_white_space,
    g301_doubled_word,
    g302_sentence_capital,
    g303_doubled_punctuation,
    g304_wrong_article,
    g310_spelling,
    g320_agreement,
    g321_confused_word,
    g322_collocation,
    g330_punctuation,
    g331_letter_case,
    g332_compound,
    g340_style,
    g390_not_checked,
)

RULES: tuple[Rule, ...] = (
    g300_white_space.RULE,
    g301_doubled_word.RULE,
    g302_sentence_capital.RULE,
    g303_doubled_punctuation.RULE,
    g304_wrong_article.RULE,
    g310_spelling.RULE,
    g320_agreement.RULE,
    g321_confused_word.RULE,
    g322_collocation.RULE,
    g330_punctuation.RULE,
    g331_letter_case.RULE,
    g332_compound.RULE,
    g340_style.RULE,
    g390_not_checked.RULE,
)
