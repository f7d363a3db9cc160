"""The rows of the pipeline, in order: each stage reads the text as the stages before it left it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.rule import Rule
from pipeline.rules.encoding import RULES as ENCODING
from pipeline.rules.grammar import RULES as GRAMMAR
from pipeline.rules.stuffing import RULES as STUFFING
from pipeline.rules.swaps import RULES as SWAPS


@dataclass(frozen=True, slots=True)
class Stage:
    """A family of rules that read the same text."""

    name: str
    rules: tuple[Rule, ...]


STAGES = (
    Stage("encoding", ENCODING),
    Stage("stuffing", STUFFING),
    Stage("swap", SWAPS),
    Stage("grammar", GRAMMAR),
)

RULES: dict[str, Rule] = {rule.id: rule for stage in STAGES for rule in stage.rules}
"""Every rule by its id."""

RULE_SOURCES: dict[str, str] = {rule.id: stage.name for stage in STAGES for rule in stage.rules}
"""The stage of each rule, by its id."""
