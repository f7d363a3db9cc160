"""The values that pass between the rooms: frozen, and free of any other module of ours.

Positions are code points and spans are half-open. Inside the program every position counts in ``Article.text`` or in
the text of the stage at hand; only the report counts in the author's file (see ``Article.to_source``).

Other rooms import the names from here, not from the files that they stand in.
"""

from pipeline.model.article import Article
from pipeline.model.cleaned import Cleaned
from pipeline.model.clinical_note import clinical_note
from pipeline.model.findings import IN_SOURCE, REMAINING, Decision, Edit, Evidence, Finding, FixClass, State
from pipeline.model.layout import Block, BlockKind, Field, FieldName, Layout
from pipeline.model.scores import DensityRating, Gate, KeyphraseUse, Scores, TextCounts
from pipeline.model.spans import Segment, Span

__all__ = [
    "IN_SOURCE",
    "REMAINING",
    "Article",
    "Block",
    "BlockKind",
    "Cleaned",
    "Decision",
    "DensityRating",
    "Edit",
    "Evidence",
    "Field",
    "FieldName",
    "Finding",
    "FixClass",
    "Gate",
    "KeyphraseUse",
    "Layout",
    "Scores",
    "Segment",
    "Span",
    "State",
    "TextCounts",
    "clinical_note",
]
