"""Stuffed phrases with character references, and with what shows nothing, inside and beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.language.references import read_references
from pipeline.ingest.articles import article_from_bytes

CONFIG = Config(grammar=False, swap_model=False)
PHRASE = "best knee pain relief exercises near me"
ARTICLE = f"""# How to Look After Your Knees

Knee trouble is common in people who stand all day. {PHRASE}. Even a small injury can make stairs a burden.

The first days after a strain are for rest and ice. {PHRASE}. A doctor can look for torn ligaments.

{{}}

Each pound that is lost takes pressure off the knee with every step {PHRASE}. Swimming burns energy.

Shoes with a firm heel help people who walk a lot. {PHRASE}. Worn shoes tilt the foot.
"""


def clean(part: str, name: str = "a.md") -> str:
    """What becomes of a part of a stuffed article; ``{}`` stands for the phrase."""
    source = ARTICLE.format(part.replace("{}", PHRASE))
    cleaned = clean_article(article_from_bytes(source.encode(), Path(name), name, CONFIG), CONFIG).source
    return cleaned.split("ligaments.\n\n")[1].split("\n\nEach")[0].replace(PHRASE, "{}")


@pytest.mark.parametrize("reference", ["&nbsp;", "&#160;", "&#xA0;", "&ensp;", " &amp; "])
@pytest.mark.parametrize("word", ["pain", "exercises"])
def test_a_phrase_with_a_reference_inside_goes_as_a_whole(reference: str, word: str) -> None:
    phrase = PHRASE.replace(f" {word}", f"{reference}{word}")
    assert (
        clean(f"Sleep is good for the joints {phrase}. Then go to bed.")
        == "Sleep is good for the joints. Then go to bed."
    )


@pytest.mark.parametrize(
    ("part", "after"),
    [
        ("Sleep is good for the joints&nbsp;{}. Then go to bed.", "Sleep is good for the joints. Then go to bed."),
        ("Sleep is good for the joints &ndash; {}. Then go.", "Sleep is good for the joints. Then go."),
        ("Sleep is good for the joints {}&hellip; Then go.", "Sleep is good for the joints&hellip; Then go."),
        ("Sleep heals. &quot;{}&quot; Then go to bed.", "Sleep heals. &quot;{}&quot; Then go to bed."),
        ("Rest &amp; sleep {} &amp; ice help.", "Rest &amp; sleep &amp; ice help."),
    ],
)
def test_no_part_of_a_reference_beside_a_phrase_goes(part: str, after: str) -> None:
    assert clean(part) == after


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_what_shows_nothing_beside_a_phrase_goes_with_it(name: str) -> None:
    assert clean("Sleep heals. \u200b{}\u200b. Then go to bed.", name) == "Sleep heals. Then go to bed."


@pytest.mark.parametrize("text", ["caf&eacute; au lait", "AT&T; and others &c.", "a\u200bb", "R&D &unknown; &amp"])
def test_letters_and_what_is_no_reference_are_read_as_written(text: str) -> None:
    assert read_references(text) == text


@pytest.mark.parametrize("text", ["a &nbsp; b", "\u200ba&mdash;b\ufeff.", "&lt;b&gt; &#8220;x&#8221;"])
def test_all_places_stay_the_same(text: str) -> None:
    assert len(read_references(text)) == len(text)
