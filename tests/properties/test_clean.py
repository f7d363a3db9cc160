"""What holds of every article, whatever is in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.draft import splice
from pipeline.facts.clinical import clinical_difference
from pipeline.model import Article

TEXTS = Path(__file__).parents[1] / "texts"
NO_GRAMMAR = Config(grammar=False)

PROTECTED = (
    "“I have pins and also needles,” she said.",
    "Take 500 mg every 6 hours; never more than 4 g a day.",
    "Write to pores.and.skin@example.org or see www.example.org/pores-and-skin/2.",
    "Do not take ibuprofen with warfarin.",
    "It isn’t safe, and it can't wait: 38.5 °C at 7 p.m.",
)
SPUN = (
    "A warm bath will certainly relax you, and also it is a lot more pleasant than a pill.",
    "Likewise, various other people have pins and also needles.",
    "You will certainly feel it in your immune machine.",
    "High blood strain will additionally harm the heart.",
    "how can i fix my snorring noze fast",
    "how can i fix my snorring noze fast.",
    "Rest in the fuhow can i fix my snorring noze fastture.",
    "It stops with lactose bigotry.",
)
PLAIN = ("Sleep on your side.", "Most people snore now and then.", "Ask a nurse, or call the clinic.", "Rest helps.")
SPACES = (" ", "\n", "\n\n", "\r\n\r\n", "  ", "\n- ")

articles = st.lists(
    st.tuples(st.sampled_from(SPUN + PLAIN + PROTECTED), st.sampled_from(SPACES)), min_size=1, max_size=30
).map(lambda parts: "".join(sentence + space for sentence, space in parts))


@settings(deadline=None, max_examples=60)
@given(articles)
def test_a_second_run_changes_nothing(text: str) -> None:
    cleaned = clean_article(text, NO_GRAMMAR).text
    assert clean_article(cleaned, NO_GRAMMAR).text == cleaned


@settings(deadline=None, max_examples=60)
@given(articles)
def test_protected_sentences_come_back_unchanged(text: str) -> None:
    cleaned = clean_article(text, NO_GRAMMAR).text
    for sentence in PROTECTED:
        assert cleaned.count(sentence) == text.count(sentence)


@settings(deadline=None, max_examples=60)
@given(articles, st.sampled_from(["safe", "all"]))
def test_no_number_dose_drug_or_negation_is_lost(text: str, fix: str) -> None:
    cleaned = clean_article(text, Config(grammar=False, fix=fix)).text
    assert clinical_difference(text, cleaned) == Counter()


@settings(deadline=None, max_examples=60)
@given(articles)
def test_replaying_the_edits_gives_the_cleaned_text(text: str) -> None:
    cleaned = clean_article(text, NO_GRAMMAR)
    assert splice(text, cleaned.edits) == cleaned.text


@settings(deadline=None, max_examples=60)
@given(articles)
def test_without_fixes_every_byte_stays(text: str) -> None:
    assert clean_article(text, Config(grammar=False, fix="none")).source == text


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.sampled_from(["text", "markdown"]))
def test_any_text_is_survived_and_stays_as_it_is(text: str, format: str) -> None:
    article = Article.from_text(text, format=format)
    assert clean_article(article, Config(grammar=False, ignore=("E",))).source == text


@pytest.mark.parametrize("path", sorted((TEXTS / "clean").iterdir()), ids=lambda path: path.name)
def test_a_clean_article_comes_out_as_it_went_in(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        article = Article.from_text(file.read(), format="markdown" if path.suffix == ".md" else "text")
    cleaned = clean_article(article, NO_GRAMMAR)
    assert cleaned.source == article.source
    assert not [finding for finding in cleaned.findings if finding.fix_class == "safe"]
