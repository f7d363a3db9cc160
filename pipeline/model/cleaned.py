"""What comes out: an article after all stages."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.article import Article
from pipeline.model.findings import Edit, Finding
from pipeline.model.scores import Scores


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article after all stages.

    Attributes:
        article: as it was read.
        text: what a reader reads of ``article.text``, with ``edits`` applied.
        source: ``article.source`` with ``source_edits`` applied.
        edits: sorted, apart, in ``article.text``.
        source_edits: the same in ``article.source``: one edit may take several there, around tags that stay.
        findings: every finding of every stage, spans in ``article.text``.
        scores: measurements.
        seconds: wall time of each stage by name.
        ignores: names of the entries of the user's list of ignores that a finding had.
    """

    article: Article
    text: str
    source: str
    edits: tuple[Edit, ...]
    source_edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    scores: Scores = field(default_factory=Scores)
    seconds: tuple[tuple[str, float], ...] = ()
    ignores: tuple[str, ...] = ()
