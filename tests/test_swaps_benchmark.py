"""What the benchmark of the swaps counts as found, as repaired and as a false alarm."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.model import Article, Cleaned, Finding, Scores, Span

# The benchmarks are no part of the installed package, and pytest puts only the folder of the tests on the path.
sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.swaps.score import score_clean, score_spun
from benchmarks.swaps.sets import AnnotatedSwap, CleanText, SpunArticle

TEXT = "The hair increase cycle has three stages, and the laser is solely wonderful in one."


def _span(phrase: str) -> Span:
    start = TEXT.index(phrase)
    return Span(start, start + len(phrase))


def _finding(phrase: str, *suggestions: str, state: str = "open", rule_id: str = "S210") -> Finding:
    return Finding(rule_id, _span(phrase), phrase, suggestions, state=state)  # type: ignore[arg-type]


def _cleaned(*findings: Finding, gate: str = "spun") -> Cleaned:
    return Cleaned(Article.from_text(TEXT), TEXT, TEXT, (), (), findings, Scores(gate=gate))


SWAPS = (
    AnnotatedSwap(_span("increase"), ("growth",), is_mangled=True),
    AnnotatedSwap(_span("solely wonderful"), ("only effective", "effective only"), is_mangled=False),
)
ARTICLE = SpunArticle("made-up", "made", TEXT, SWAPS)


def test_overlap_is_found() -> None:
    counts = score_spun(ARTICLE, _cleaned(_finding("hair increase"), _finding("three stages")))
    assert (counts["findings"], counts["findings_right"]) == (2, 1)
    assert (counts["annotated"], counts["found"], counts["mangled"], counts["mangled_found"]) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("phrase", "suggestions", "first", "three"),
    [
        ("increase", ("growth",), 1, 1),
        ("increase", ("rise", " Growth ", "gain"), 0, 1),
        ("increase", ("rise", "gain", "jump", "growth"), 0, 0),
        ("hair increase", ("growth",), 1, 1),
        ("hair increase", ("hair growth",), 0, 0),
        ("increase cycle has three", ("growth",), 0, 0),
        ("solely wonderful", ("effective  only",), 1, 1),
    ],
)
def test_a_repair_equals_a_fix_at_the_same_place(
    phrase: str, suggestions: tuple[str, ...], first: int, three: int
) -> None:
    counts = score_spun(ARTICLE, _cleaned(_finding(phrase, *suggestions)))
    assert (counts["repaired_1"], counts["repaired_3"]) == (first, three)


def test_only_the_swap_rules_count() -> None:
    assert score_spun(ARTICLE, _cleaned(_finding("increase", rule_id="G310")))["findings"] == 0


def test_an_applied_repair_is_right_where_its_words_are_annotated() -> None:
    fixed = [_finding("increase", "growth", state="fixed"), _finding("stages", "steps", state="fixed")]
    counts = score_spun(ARTICLE, _cleaned(*fixed))
    assert (counts["applied"], counts["applied_in_swap"], counts["applied_right"]) == (2, 1, 1)


def test_a_short_article_says_nothing_of_the_gate() -> None:
    assert score_spun(ARTICLE, _cleaned())["long_articles"] == 0
    long = SpunArticle("made-up", "made", TEXT * 20, SWAPS)
    assert score_spun(long, _cleaned())["long_articles_spun"] == 1


def test_every_swap_finding_in_clean_text_is_an_alarm() -> None:
    counts = score_clean(CleanText("blog", TEXT), _cleaned(_finding("increase", "growth", state="fixed"), gate="clean"))
    assert (counts["words"], counts["alarms"], counts["applied"], counts["articles_clean"]) == (15, 1, 1, 1)
