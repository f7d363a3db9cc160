"""What costs how much."""

from __future__ import annotations

from pipeline.model import KeyphraseUse, Scores, TextCounts
from pipeline.report.quality import quality_score

WORDS = TextCounts(words=200, sentences=10, paragraphs=2)
ALL = ("encoding", "stuffing", "swap", "grammar")


def use(rating: str) -> KeyphraseUse:
    return KeyphraseUse(9, 9, 5.0, rating, 3, 10.0)  # type: ignore[arg-type]


def test_a_text_without_faults_has_100() -> None:
    assert quality_score([], Scores(looked_for=ALL, text_before=WORDS, spin_score=0.0), use("good")) == 100


def test_findings_cost_by_their_severity_and_the_length_of_the_text() -> None:
    assert quality_score(["error"], Scores(looked_for=ALL, text_before=WORDS), None) == 100 - 8
    assert quality_score(["warning", "warning"], Scores(looked_for=ALL, text_before=WORDS), None) == 100 - 3
    assert quality_score(["info"] * 4, Scores(looked_for=ALL, text_before=WORDS), None) == 100 - 1
    assert quality_score(["error"] * 400, Scores(looked_for=ALL, text_before=WORDS), None) == 0


def test_a_spun_text_and_a_phrase_that_is_used_too_often_cost() -> None:
    assert quality_score([], Scores(looked_for=ALL, text_before=WORDS, spin_score=1.0), None) == 70
    assert quality_score([], Scores(looked_for=ALL, text_before=WORDS), use("over")) == 97
    assert quality_score([], Scores(looked_for=ALL, text_before=WORDS), use("far over")) == 94
    assert quality_score([], Scores(looked_for=ALL, text_before=WORDS), use("under")) == 100


def test_readability_costs_nothing() -> None:
    hard = TextCounts(200, 4, 1, avg_words_per_sentence=50.0, long_sentence_pct=100.0, passive_pct=100.0, flesch=0.0)
    assert quality_score([], Scores(looked_for=ALL, text_before=hard), None) == 100


def test_what_could_not_be_checked_gets_no_score() -> None:
    assert quality_score([], Scores(looked_for=ALL, text_before=WORDS, grammar_unchecked=1), None) is None
    assert quality_score([], Scores(), None) is None
    assert quality_score([], Scores(looked_for=ALL, text_before=TextCounts(0, 0, 0)), None) is None


def test_what_was_not_looked_for_costs_nothing_and_without_anything_there_is_no_score() -> None:
    grammar = Scores(looked_for=("grammar",), text_before=WORDS, spin_score=1.0)
    assert quality_score([], grammar, use("far over")) == 100
    assert quality_score([], Scores(text_before=WORDS, spin_score=1.0), None) is None
