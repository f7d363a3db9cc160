"""A search phrase in the middle of a sentence that reads on without it.

Finds: A stuffed phrase between two words of a sentence, where the words around go together better than either goes
with the phrase (counts of neighboring words in clean text, ``data/stuffing/fluency_*.npz``); and a search query that
stands once between two marks of a sentence, in brackets, or where a full stop was lost.
Why: Without the phrase the sentence reads on; with it, it does not.
Before: Rest eases the joints why do my knees click on stairs after a long walk.
After: Rest eases the joints after a long walk.
When it is wrong: The word before asks or searches (“people ask why do …”): then the cut is proposed, not made,
and so it is behind a word that counts or denies, and before the verb of the phrase.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrases.report import mention_findings
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHAPE = "inside"
_MESSAGE = "The search phrase “{phrase}” interrupts this sentence."


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each mention in mid-sentence."""
    yield from mention_findings(reading.text, reading.keyphrases, "K106", _SHAPE, _MESSAGE)


RULE = Rule(
    id="K106",
    name="inserted-mention",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
