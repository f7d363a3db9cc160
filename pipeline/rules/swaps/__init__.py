"""Mangled synonym swaps (S2xx)."""

from __future__ import annotations

from pipeline.rule import Rule
from pipeline.rules.swaps import (
    s200_mangled_swap,
    s201_swap_in_context,
    s202_tortured_phrase,
    s203_function_word,
    s210_learned_swap,
    s230_acronym_mismatch,
    s231_organization_name,
    s232_doubled_conjunct,
    s233_gloss_mismatch,
    s234_mid_word_swap,
    s235_turned_possessive,
    s236_compound_part,
    s237_spintax,
)

RULES: tuple[Rule, ...] = (
    s200_mangled_swap.RULE,
    s201_swap_in_context.RULE,
    s202_tortured_phrase.RULE,
    s203_function_word.RULE,
    s210_learned_swap.RULE,
    s230_acronym_mismatch.RULE,
    s231_organization_name.RULE,
    s232_doubled_conjunct.RULE,
    s233_gloss_mismatch.RULE,
    s234_mid_word_swap.RULE,
    s235_turned_possessive.RULE,
    s236_compound_part.RULE,
    s237_spintax.RULE,
)
