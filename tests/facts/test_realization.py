"""Articles before and inside a replacement."""

from __future__ import annotations

import pytest

from pipeline.facts.realization import with_articles, with_inner_articles
from pipeline.model import Span


@pytest.mark.parametrize(
    ("new", "old", "fitting"),
    [
        ("an person should", "an individual ought to", "a person should"),
        ("a important step", "a big step", "an important step"),
        ("an complicated way", "an complicated method", "an complicated way"),
        ("a", "a", "a"),
    ],
)
def test_an_article_inside_fits_a_new_word_behind_it(new: str, old: str, fitting: str) -> None:
    assert with_inner_articles(new.split(), old.split()) == tuple(fitting.split())


def test_each_replacement_has_its_own_article_where_the_first_one_changes_it() -> None:
    text = "It is an awareness."
    span = Span(9, 18)
    assert with_articles(text, span, ["focus", "attention"]) == (Span(6, 18), ("a focus", "an attention"))
    assert with_articles(text, span, ["focus", "concentration"]) == (Span(6, 18), ("a focus", "a concentration"))
    assert with_articles(text, span, ["attention", "focus"]) == (span, ("attention", "focus"))
