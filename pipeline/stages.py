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
    """A family of rules that read the same text.

    Attributes:
        name: of the family.
        rules: of the family.
        most_readings: how often the rules read an article at most: once more while they changed it. What is left of a
            stuffed text is evidence of its own, and a second run would judge it anew; so it is judged here, where what
            was found first is still known, and the second run finds nothing to do. Each reading takes something away,
            and hardly an article asks for a third one.
    """

    name: str
    rules: tuple[Rule, ...]
    most_readings: int = 1


STAGES = (
    Stage("encoding", ENCODING, most_readings=3),
    Stage("stuffing", STUFFING, most_readings=4),
    Stage("swap", SWAPS),
    Stage("grammar", GRAMMAR),
)

RULES: dict[str, Rule] = {rule.id: rule for stage in STAGES for rule in stage.rules}
"""Every rule by its id."""

RULE_SOURCES: dict[str, str] = {rule.id: stage.name for stage in STAGES for rule in stage.rules}
"""The stage of each rule, by its id."""
