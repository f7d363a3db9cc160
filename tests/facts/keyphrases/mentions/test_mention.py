"""What kind of place a mention stands in."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import find_mentions
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

PLAIN = Config(grammar=False, swap_model=False)


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("Breathe out. Yoga Teacher Training In Leeds has been popular for years.", "prose"),
        ("Breathe out. Yoga Teacher Training Leeds is known for its teachers.", "prose"),
        ("Breathe out. Yoga Teacher Training In the morning the body is stiff.", "detached"),
        ("Breathe out. yoga teacher training Leeds is far away.", "detached"),
        ("Breathe out. Yoga Teacher Training Sit down and close your eyes.", "detached"),
    ],
)
def test_a_phrase_that_goes_on_as_the_subject_of_a_sentence_is_a_part_of_it(sentence: str, position: str) -> None:
    text = f"Practice Every Day\n\n{sentence}\n"
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    (mention,) = find_mentions(index, ("yoga", "teacher", "training"))
    assert mention.position == position


def test_a_mention_that_is_the_predicate_of_its_sentence_stays() -> None:
    text = """Weight and Will

Crash diets slow the body down. knows the fat loss facts. Eat slowly and sleep well.

Rest matters too. knows the fat loss facts. A person who knows the fat loss facts is able to plan ahead.

Start with a walk. knows the fat loss facts. Then walk a little farther every week.
"""
    after = clean_article(text, PLAIN).text
    assert after.count("knows the fat loss facts") == 1
    assert "A person who knows the fat loss facts is able to plan ahead." in after
