"""What is proposed as stuffing tells nothing of how spun an article is."""

from __future__ import annotations

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Cleaned

STUFFED = "cheapest acne gel forehead bumps overnight"
PROSE = """Caring for Your Skin

Wash your face twice a day with a mild soap and lukewarm water. {0}. Pat it dry with a towel.

Sunscreen keeps the skin from burning, and it should be put on every two hours. {0}

Do not squeeze what you find there {0}. It leaves scars, and it lets germs in.

Doctors can give you a cream that dries the skin a little. {0}. See one if nothing has helped after six weeks.
"""


def cleaned(fix: str, phrase: str = STUFFED) -> Cleaned:
    return clean_article(PROSE.format(phrase), Config(grammar=False, fix=fix))  # type: ignore[arg-type]


def test_a_proposed_cut_leaves_the_score_of_the_text_that_would_be_left() -> None:
    proposed = cleaned("none")
    assert [finding.state for finding in proposed.findings] == ["open"] * 4
    assert proposed.scores.spin_score == clean_article(cleaned("all").text, Config(grammar=False)).scores.spin_score
    assert proposed.scores.gate == "clean"
