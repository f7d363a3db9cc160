"""An arrow that only joined a search to the text goes with it; one that is the author's stays."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Article

_QUERY = "cheap hearing aids online"
_REST = f"""
A nurse can deal with wax in a few minutes. Do not push swabs into the ear. {_QUERY}

Batteries last for about a week. {_QUERY}. Clean the mold each night with a dry cloth.
"""


def cleaned_first_line(line: str, *, markdown: bool = False) -> str:
    article = Article.from_text(f"{line}\n{_REST}", format="markdown" if markdown else "text")
    return clean_article(article, Config(grammar=False, swap_model=False)).text.split("\n\n")[0]


@pytest.mark.parametrize("arrow", [">", ">>", "»", "→", "►"])
def test_an_arrow_that_joined_a_search_to_the_text_goes_with_it(arrow: str) -> None:
    before = cleaned_first_line(f"Sudden loss in one ear should be seen soon. {arrow} {_QUERY}")
    assert before == "Sudden loss in one ear should be seen soon."
    behind = cleaned_first_line(f"Wax is easy to remove. {_QUERY} {arrow} Ask your doctor which drops suit you.")
    assert behind == "Wax is easy to remove. Ask your doctor which drops suit you."


def test_a_path_of_pages_keeps_the_arrow_between_its_other_pages() -> None:
    assert cleaned_first_line(f"Home > {_QUERY} > Ear wax") == "Home > Ear wax"


def test_a_comparison_keeps_its_sign() -> None:
    line = "Choose an aid whose gain > its noise. A loss > 40 dB needs one."
    assert cleaned_first_line(f"{line} {_QUERY}") == line


def test_the_mark_of_a_markdown_quotation_stays() -> None:
    quoted = cleaned_first_line(f"> Hearing loss comes slowly. {_QUERY}\n> Ask early, and ask again.", markdown=True)
    assert quoted == "> Hearing loss comes slowly.\n> Ask early, and ask again."


@pytest.mark.parametrize("quotation", ["« Il faut écouter. »", "‹ Il faut écouter. ›", "» Sluta nu. »"])
def test_a_quotation_keeps_its_mark(quotation: str) -> None:
    line = f"She said: {quotation}"
    assert cleaned_first_line(f"{line} {_QUERY}") == line
