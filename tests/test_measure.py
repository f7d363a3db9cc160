"""Which phrase of an article is measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Article, Cleaned

GIVEN = "Living With Frozen Shoulder\n\n" + "A frozen shoulder is stiff. It takes time to heal a frozen shoulder.\n" * 2
STUFFED = GIVEN + "".join(
    f"The joint is sore at {time}. how to fix a frozen shoulder fast. Rest it well.\n"
    for time in ("dawn", "noon", "dusk")
)


def clean(text: str, **settings: object) -> Cleaned:
    article = replace(Article.from_text(text), title=text.splitlines()[0])
    return clean_article(article, Config.model_validate({"grammar": False, **settings}))


def test_the_phrase_that_the_user_names_comes_first() -> None:
    scores = clean(STUFFED, keyphrase="sore joint").scores
    assert (scores.keyphrase, scores.keyphrase_source) == ("sore joint", "user")


def test_a_stuffed_phrase_comes_before_the_title() -> None:
    scores = clean(STUFFED).scores
    assert scores.keyphrase_source == "inferred"
    assert scores.keyphrase_before is not None and scores.keyphrase_after is not None
    assert (scores.keyphrase_before.exact_count, scores.keyphrase_after.exact_count) == (3, 0)


def test_the_title_tells_the_topic_of_a_text_in_which_nothing_is_stuffed() -> None:
    scores = clean(GIVEN).scores
    assert (scores.keyphrase, scores.keyphrase_source) == ("frozen shoulder", "title")
    assert scores.keyphrase_before is not None
    assert scores.keyphrase_before.exact_count == 5
    assert scores.keyphrase_before == scores.keyphrase_after


def test_a_search_that_is_cut_is_named_though_it_stood_there_but_once() -> None:
    scores = clean(
        "A brace keeps the joint warm and reminds you to go slowly. Take it off at night. knee brace amazon Ask your "
        "doctor when the knee locks.\n\nIt should sit firmly. cheap yoga mats online A mat keeps the hips warm.\n"
    ).scores
    assert scores.keyphrase in ("knee brace amazon", "cheap yoga mats online")
    assert scores.keyphrase_source == "inferred"
    assert scores.keyphrase_before is not None and scores.keyphrase_after is not None
    assert (scores.keyphrase_before.exact_count, scores.keyphrase_after.exact_count) == (1, 0)


def test_without_a_topic_nothing_is_measured() -> None:
    scores = clean("Good morning\n\nThe sun is up. Drink a glass of water.\n").scores
    assert scores.keyphrase is scores.keyphrase_source is scores.keyphrase_before is scores.keyphrase_after is None


@pytest.mark.parametrize("fix", ["safe", "all"])
def test_a_phrase_that_is_used_too_often_is_reported_and_never_cut(fix: str) -> None:
    text = "Knee pain\n\n" + "He has knee pain at night, and she has knee pain at noon.\n\n" * 8
    cleaned = clean(text, keyphrase="knee pain", fix=fix)
    assert cleaned.text == text
    assert cleaned.scores.keyphrase_after is not None
    assert cleaned.scores.keyphrase_after.density_rating == "far over"
