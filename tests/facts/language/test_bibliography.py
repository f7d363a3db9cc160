"""Which blocks of a text are the entries of a bibliography."""

from __future__ import annotations

import pytest

from pipeline.facts.language.bibliography import find_bibliography
from pipeline.facts.language.blocks import find_blocks

JOURNAL = "Okafor T. Zinc for colds. J Joint Care. 2015;211(5):700-8."
AUTHOR_YEAR = "Marrin, P. (2012). Ice for stiff knees. Joint Press."
OTHER = "Haug O, Ice in winter, Joint Care 2003, 348, 2517."
WITH_DOI = f"{JOURNAL} https://doi.org/10.1000/joint.7"
WEB = "Ice for joints. Joint Clinic. Retrieved 3 May 2020 from joint.example"
PROSE = "A trial of zinc (doi:10.3390/zinc.2040812) showed no difference."


@pytest.mark.parametrize(
    ("lines", "entries"),
    [
        ([JOURNAL, AUTHOR_YEAR], [JOURNAL, AUTHOR_YEAR]),
        ([JOURNAL, OTHER, AUTHOR_YEAR], []),
        ([JOURNAL, JOURNAL, OTHER, AUTHOR_YEAR, JOURNAL], [JOURNAL, JOURNAL, OTHER, AUTHOR_YEAR, JOURNAL]),
        (["Zinc helps little.", PROSE, "Sleep helps more."], []),
        ([OTHER, OTHER], []),
        ([WITH_DOI, WEB], [WITH_DOI, WEB]),
        ([PROSE, PROSE, "The page of the clinic, accessed on 3 May 2020, says that ice helps."], []),
    ],
)
def test_entries_stand_beside_one_another(lines: list[str], entries: list[str]) -> None:
    text = "\n\n".join(lines)
    found = find_bibliography(text, find_blocks(text, "markdown"))
    assert [text[entry.start : entry.end].strip() for entry in found] == entries
