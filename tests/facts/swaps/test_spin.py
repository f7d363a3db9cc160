"""The gate: from fingerprints alone, and with the swap model's view beside them."""

from __future__ import annotations

import pytest

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.spin import SpinScore, find_fingerprints, score_spin
from pipeline.model import Span

PLAIN = "The doctor asked her to rest for a week and to drink water. " * 40
MARKED = (
    "A warm bath will certainly relax you, and also it is a lot more pleasant than a pill. Likewise, various other "
    "people stretch. You will certainly feel the difference, and your sleep will additionally improve. "
)
OTHER_SENSES = (
    "In that location are many things that tin help with dorsum pain, such every bit a walk. You volition not exist "
    "able to bend at get-go, and fifty-fifty to sit tin exist hard. Walk for at to the lowest degree an hour. "
)
HOMONYMS = (
    "Y'all asked about my back. I split the cost of a mattress fifty-fifty with my brother, and it was worth every bit "
    "of it. The tin on my desk is empty, and some mornings still hurt. The aforementioned brother is equally fond of "
    "walks. He ran to the kickoff in the forenoon, of his own volition, and drank from the loving cup. "
)
OTHER_ENGLISH = (
    "You lot need a loaf tin, so grease the tin then line it. If you lot have no tin, you lot should use a bowl.",
    "Can non vegetarians eat it? Do non veg foods hurt? Does non veg food raise sugar, and will non smokers gain?",
    "A mean solar day has 24 hours. Every solar day the clock loses, and each solar day it is set. Likewise at night.",
    "Add the claret, and let your claret breathe. Drink from a loving cup of silver. Likewise the white wine.",
    "People need access to potable water. They used every bit of it, and some get upwards of ten liters a day.",
)


def _spin(text: str, probability: float | None) -> SpinScore:
    tokens = tokenize(text)
    swapped = None if probability is None else [(token.start, probability) for token in tokens]
    return score_spin(tokens, find_fingerprints(text, tokens), swapped)


def test_the_gate_works_without_a_model() -> None:
    assert (_spin(PLAIN, None).gate, _spin(MARKED, None).gate) == ("clean", "spun")
    assert _spin(PLAIN, None).mean_swapped is None


def test_the_model_gives_a_spinner_away_that_no_table_knows() -> None:
    assert (_spin(PLAIN, 0.005).gate, _spin(PLAIN, 0.3).gate) == ("clean", "spun")


def test_a_lightly_spun_text_is_suspect_unless_it_is_too_short_to_tell() -> None:
    light, few_words = _spin(PLAIN, 0.08), _spin(PLAIN[: len(PLAIN) // 4], 0.12)
    assert light.gate == "suspect" and light.score < 0.45
    assert few_words.gate == "clean" and few_words.score > 0.2


def test_fingerprints_are_enough_whatever_the_model_says() -> None:
    assert _spin(MARKED, 0.0).gate == "spun"


def test_a_spinner_that_takes_words_in_another_sense_is_known_by_its_forms() -> None:
    assert (_spin(OTHER_SENSES, None).gate, _spin(PLAIN + OTHER_SENSES, None).gate) == ("spun", "spun")


def test_the_same_words_in_their_own_sense_tell_nothing() -> None:
    assert _spin(HOMONYMS, None).gate == _spin(HOMONYMS, 0.005).gate == "clean"
    assert not find_fingerprints(HOMONYMS, tokenize(HOMONYMS))


@pytest.mark.parametrize("text", OTHER_ENGLISH)
def test_words_that_some_people_write_make_no_text_of_theirs_spun(text: str) -> None:
    assert _spin(PLAIN + text, None).gate == "clean"


def test_the_score_rises_with_both_and_stays_between_0_and_1() -> None:
    scores = [_spin(text, chance).score for chance in (0.0, 0.02, 0.05, 0.2, 1.0) for text in (PLAIN, PLAIN + MARKED)]
    assert all(0 <= score <= 1 for score in scores)
    assert scores[::2] == sorted(scores[::2]) and scores[1::2] == sorted(scores[1::2])
    assert all(with_marks >= plain for plain, with_marks in zip(scores[::2], scores[1::2], strict=True))


@pytest.mark.parametrize("text", ["", "pain", "Rest helps."])
def test_a_few_words_are_never_spun_by_the_model(text: str) -> None:
    assert _spin(text, 0.9).gate == "clean"


def test_a_spun_passage_of_a_clean_text_is_a_spun_window() -> None:
    text = PLAIN * 4
    tokens = tokenize(text)
    swapped = [(token.start, 0.4 if 600 <= index < 1_000 else 0.005) for index, token in enumerate(tokens)]
    spin = score_spin(tokens, (), swapped)
    assert spin.gate_at(tokens[800].start) == "spun"
    assert spin.gate_at(tokens[0].start) == spin.gate_at(tokens[-1].start) == spin.gate
    assert spin.least == 0


def test_only_what_is_certain_may_be_reported_in_a_clean_text() -> None:
    spin = _spin(PLAIN, 0.0)
    assert spin.gate == "clean" and spin.least == spin.least_at(10) > 0.9


def test_a_word_more_or_less_does_not_turn_a_window() -> None:
    tokens = tokenize(PLAIN)
    swapped = [(token.start, 0.9 if index == 100 else 0.004) for index, token in enumerate(tokens)]
    assert score_spin(tokens, (), swapped).spun_windows == ()


def test_in_a_window_they_are_mended_where_that_is_spun_beyond_doubt() -> None:
    tokens = tokenize(PLAIN * 8)
    for probability, is_sure in ((0.16, False), (0.4, True)):
        swapped = [(token.start, probability if 600 <= index < 1_000 else 0.004) for index, token in enumerate(tokens)]
        spin = score_spin(tokens, (), swapped)
        assert (spin.gate, spin.gate_at(tokens[800].start)) == ("clean", "spun")
        assert spin.is_sure_at(tokens[800].start) == is_sure and not spin.is_sure_at(0)


def test_function_words_are_mended_only_where_there_is_no_doubt() -> None:
    likely, sure = _spin(PLAIN, 0.12), _spin(PLAIN, 0.3)
    assert (likely.gate, sure.gate) == ("spun", "spun")
    assert (likely.is_sure_at(0), sure.is_sure_at(0)) == (False, True)
    assert _spin(MARKED, None).is_sure_at(0)
    assert not _spin(MARKED, 0.0).is_sure_at(0), "fingerprints that the model does not believe"
    assert not _spin(PLAIN, 0.005).is_sure_at(0)


def _by_blocks(*probabilities: float, text: str = PLAIN) -> tuple[SpinScore, list[Span]]:
    """A text of as many blocks, each with a probability of its own on every third word."""
    whole = "\n\n".join([text[:300]] * len(probabilities))
    blocks = [Span(number * 302, number * 302 + 300) for number in range(len(probabilities))]
    tokens = tokenize(whole)
    swapped = [
        (token.start, probabilities[token.start // 302] if index % 3 == 0 else 0.0)
        for index, token in enumerate(tokens)
    ]
    return score_spin(tokens, find_fingerprints(whole, tokens), swapped, blocks), blocks


def test_a_paragraph_that_the_spinner_left_alone_is_clean() -> None:
    spin, blocks = _by_blocks(1.0, 0.05, 1.0, 1.0)
    assert spin.gate == "spun"
    assert [spin.gate_at(block.start + 10) for block in blocks] == ["spun", "clean", "spun", "spun"]
    assert not spin.is_sure_at(blocks[1].start + 10) and spin.is_sure_at(blocks[0].start + 10)
    assert spin.least_at(blocks[1].start + 10) > 0.9 > spin.least_at(blocks[0].start + 10)


def test_in_a_lightly_spun_text_no_paragraph_is_clean_only_for_having_little() -> None:
    spin, blocks = _by_blocks(0.5, 0.3, 0.5, 0.3, 0.5)
    assert spin.gate == "spun"
    assert {spin.gate_at(block.start) for block in blocks} == {"spun"}


def test_a_paragraph_with_a_fingerprint_is_not_clean() -> None:
    spin, blocks = _by_blocks(1.0, 0.0, text=MARKED * 4)
    assert {spin.gate_at(block.start) for block in blocks} == {"spun"}


def test_a_clean_text_has_no_other_clean_paragraphs() -> None:
    spin, _ = _by_blocks(0.0, 0.0)
    assert (spin.gate, spin.clean_blocks) == ("clean", ())


def test_one_habit_of_an_author_is_no_spinner_beyond_doubt() -> None:
    fond = "It will certainly help him as well as her, and likewise the cat. " * 3 + PLAIN
    assert _spin(fond, 0.15).gate == "spun"
    assert not _spin(fond, 0.15).is_sure_at(0)
    assert _spin(MARKED * 6, 0.15).is_sure_at(0)
