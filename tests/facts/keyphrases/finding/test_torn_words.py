"""Search queries that stand once in an article, in the middle of a word."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Cleaned

PLAIN = Config(grammar=False, swap_model=False)
TEXT = "Cold packs help in the first two days. {} Rest the leg on a pillow and drink enough water.\n"


def _clean(sentence: str) -> Cleaned:
    return clean_article(TEXT.format(sentence), PLAIN)


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (
            "Some people come away with small bruwhy does my lower back hurt after leg masageises.",
            "Some people come away with small bruises.",
        ),
        (
            "This may stop the pain in the fuwhy do my knees hurt afyer long walksture.",
            "This may stop the pain in the future.",
        ),
        ("A deep breathow much does knee surgery costhing exercise calms him.", "A deep breathing exercise calms him."),
        ("The brace sits beBest Knee Brace For Seniorshind the joint.", "The brace sits behind the joint."),
        ("She took spironolachow to lower blood pressure fasttone.", "She took spironolactone."),
    ],
)
def test_a_query_in_a_word_goes_and_the_word_is_whole(torn: str, whole: str) -> None:
    cleaned = _clean(torn)
    assert cleaned.text == TEXT.format(whole)
    (finding,) = [found for found in cleaned.findings if found.state == "fixed"]
    assert finding.rule_id == "K101"


@pytest.mark.parametrize(
    "sentence",
    [
        "Lamps and headhow much does knee surgery costlights dazzle him.",
        "Swelling goes down withice packs for the sore kneein two days.",
        "We treat patients withbest exercises for back painout of hospital.",
        "There is nobest treatment for knee painwhere they live.",
        "She was infree physical therapy for six weeksside the hospital.",
        "Our course onhow to lose weight fastset rules.",
        "There is noknown safe dose for children under twobody knows.",
    ],
)
def test_two_words_of_the_author_that_lost_their_spaces_are_never_joined(sentence: str) -> None:
    assert _clean(sentence).edits == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Sanfilippo and his neighbor Hardyman walked for an hour.",
        "The CHHS had been looking for a way to build on the lessons of CalHEERS.",
        "The two genes are written as BRCAone and the later one as BRCAtwo.",
        "The infor mation leaflet says so.",
        "Use anyof these three gels for the skinone time.",
    ],
)
def test_unknown_words_of_the_author_are_no_torn_word(sentence: str) -> None:
    cleaned = _clean(sentence)
    assert cleaned.edits == () and "K101" not in {finding.rule_id for finding in cleaned.findings}
