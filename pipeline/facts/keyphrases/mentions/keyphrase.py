"""A stuffed search phrase, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.model import Evidence


@dataclass(frozen=True, slots=True)
class Keyphrase:
    """A stuffed search phrase.

    Attributes:
        text: the phrase in lower case.
        mentions: its mentions in reading order; no two of one text overlap, whatever their phrases.
        confidence: how sure it is that the phrase was stuffed into the text, 0 to 1.
        evidence: the signals behind the confidence.
        most_of_text: whether stuffing makes up so much of the text that cutting it would leave no article.
        is_foreign: whether its mentions were read in their sentences and do not belong there.
        is_settled: whether its mentions speak for themselves, whatever else is known of the phrase.
    """

    text: str
    mentions: tuple[Mention, ...]
    confidence: float
    evidence: Evidence
    most_of_text: bool = False
    is_foreign: bool = False
    is_settled: bool = False

    @property
    def count(self) -> int:
        """How many times it stands in the text."""
        return sum(mention.count for mention in self.mentions)
