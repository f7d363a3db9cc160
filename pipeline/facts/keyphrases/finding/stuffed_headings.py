"""Headings in which searches are run together: "Kidney stones kidney stone pain relief fast"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.keyphrases.mentions.index import Index, Run
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import classify
from pipeline.facts.keyphrases.mentions.places import is_heading
from pipeline.facts.keyphrases.mentions.run_together import find_run_together
from pipeline.model import Span

_CONFIDENCE = 0.7
_MARKS = (":", "|", "–", "—", " -")
"""Marks that set off what was hung on a heading; behind the stop of a sentence its author may go on."""


def find_stuffed_headings(index: Index) -> Iterator[Keyphrase]:
    """What is run together in each heading, as a phrase of one mention that is not cut without asking.

    A cut is proposed where the heading begins with the words that come back, which it keeps once, or where a mark
    stands before them; elsewhere nothing shows where the author's heading ends.
    """
    for run in index.runs:
        block = index.blocks[run.block]
        if not is_heading(index.text, block, run.block) or index.continues(run.block):
            continue
        ends = zip(index.starts[run.first : run.last], index.ends[run.first : run.last], strict=True)
        found = find_run_together([index.text[start:end] for start, end in ends])
        if found is None:
            continue
        before = index.text[block.span.start : index.starts[run.first]].rstrip()
        # The marks and the number of a heading, "## 1.", are none of its words.
        opens_block = not any(map(str.isalpha, before))
        first = run.first + (found.again if opens_block and not found.first else found.first)
        is_plain = opens_block or before.endswith(_MARKS)
        is_vague = not is_plain or found.first > 0 or index.ends[run.last - 1] < block.span.end
        yield _keyphrase(index, run, first, found.times, is_vague=is_vague)


def _keyphrase(index: Index, run: Run, first: int, count: int, *, is_vague: bool) -> Keyphrase:
    words = index.words[first : run.last]
    span = Span(index.starts[first], index.ends[run.last - 1])
    mention = classify(index, words, (first, run.last), span)
    mention = replace(mention, confidence=_CONFIDENCE, is_vague=is_vague)
    evidence = (("run_together", str(count)),)
    return Keyphrase(" ".join(words), (mention,), _CONFIDENCE, evidence, is_foreign=True, is_settled=True)
