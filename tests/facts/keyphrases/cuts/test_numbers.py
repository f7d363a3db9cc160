"""Numbers beside stuffed phrases: a phrase goes only where each number is left as written, and stands by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Cleaned, Span

PHRASE = "cheap magnesium pills online"
AROUND = f"""How to Sleep Well

Sleep is when the body mends itself. {PHRASE}. The heart and the mind suffer when nights are short.

A dark and cool bedroom helps the body to settle. {PHRASE} Try to keep your phone in another room.

{{}}

Coffee stays in the blood for hours. Talk to your doctor if poor sleep lasts for months. {PHRASE}
"""
BEGINNING, END = "another room.\n\n", "\n\nCoffee"


def clean(part: str, fix: str, name: str = "a.txt") -> tuple[str, Cleaned]:
    """What becomes of a part of an article in which a phrase is stuffed; ``{}`` stands for the phrase."""
    source = AROUND.format(part.format(PHRASE))
    if name.endswith(".html"):
        source = "<p>" + source.rstrip().replace("\n\n", "</p>\n\n<p>") + "</p>\n"
    config = Config(grammar=False, swap_model=False, fix=fix)
    cleaned = clean_article(article_from_bytes(source.encode(), Path(name), name, config), config)
    inside = cleaned.source.replace("<p>", "").replace("</p>", "")
    return inside.split(BEGINNING)[1].split(END)[0].replace(PHRASE, "{}"), cleaned


@pytest.mark.parametrize("fix", ["safe", "all"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    "part",
    [
        # A number that the phrase is glued to, and whatever stands before it.
        "Take one tablet.{}5 mg a day.",
        "Take one tablet{}5 mg a day.",
        "Take one tablet {}5 mg.",
        "Take one tablet {}5-10 mg.",
        "Sleep helps {}24.",
        "Sleep helps Cheap Magnesium Pills Online24.",
        "Sleep helps.{}24",
        "Sleep helps {}24, and so does a walk.",
        "Take vitamin d {}3.",
        "Take omega-{}3.",
        "Take omega{}-3.",
        "A walk helps.{}½ a tablet does not.",
        # A point that may be the number's.
        "Take one tablet {}.5 mg a day.",
        "Take one tablet.{}.5 mg a day.",
        "Sleep helps. {}.10–20 mg a day is enough.",
        "Sleep helps {}.24",
        # Two parts of one number, or a number and its unit.
        "Take 2{}5 mg a day.",
        "Take 1,{}000 mg a day.",
        "Take 10 {}000 mg a day.",
        "Take 5-{}10 mg a day.",
        "Take 5{}mg a day.",
        "Take 5{}%.",
    ],
)
def test_a_phrase_glued_to_a_number_stays_and_is_reported(part: str, name: str, fix: str) -> None:
    after, cleaned = clean(part, fix, name)
    assert after == part
    text = cleaned.article.text
    place = Span(text.index("another room."), text.index("Coffee"))
    found = [one for one in cleaned.findings if one.rule_id.startswith("K") and place.contains(one.span)]
    assert {one.state for one in found} == {"open"}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    ("part", "after"),
    [
        ("Take one tablet. {}5 mg a day.", "Take one tablet. 5 mg a day."),
        ("Take one tablet.{} 5 mg a day.", "Take one tablet. 5 mg a day."),
        ("Take one tablet {}. 5 mg a day is enough.", "Take one tablet. 5 mg a day is enough."),
        ("{}5 mg a day is enough.", "5 mg a day is enough."),
        ("Take ½{} a tablet.", "Take ½ a tablet."),
        ("Sleep helps 24{} and so on.", "Sleep helps 24 and so on."),
        ("It helps. {}3 tips follow.", "It helps. 3 tips follow."),
    ],
)
def test_a_phrase_goes_where_the_number_stands_by_itself(part: str, after: str, name: str) -> None:
    assert clean(part, "safe", name)[0] == after
