"""Phrases that were read in their sentences, and do not belong there."""

from __future__ import annotations

from dataclasses import replace

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.model import Evidence


def foreign_phrase(
    words: Words, mention: Mention, foreign: float, *, is_sure: bool, evidence: Evidence = ()
) -> Keyphrase:
    """A phrase of one mention; where it is not cut without asking, its confidence is bounded (``unsure_most``).

    Args:
        words: of the phrase, in lower case.
        mention: with its confidence.
        foreign: log-odds that the author of the text did not write it.
        is_sure: whether it is cut without asking, as long as nothing else speaks against that.
        evidence: what else speaks for it.
    """
    most = 1.0 if is_sure else float(tables.settings("stuffing/queries.toml")["threshold"]["unsure_most"])
    confidence = min(mention.confidence, most)
    mentions = (replace(mention, is_sure=is_sure, confidence=confidence),)
    said = (("out_of_context", f"{foreign:.2f}"), *evidence)
    return Keyphrase(" ".join(words), mentions, confidence, said, is_foreign=True)
