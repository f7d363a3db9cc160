"""Lists of terms: no definition loses its term to stuffing, and no term its definition."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes

CONFIG = Config(grammar=False, swap_model=False)
PHRASE = "best knee pain relief exercises near me"
PAGE = f"""<h1>How to Look After Your Knees</h1>
<p>Knee trouble is common in people who stand all day. {PHRASE}. Even a small injury can make stairs a burden.</p>
<p>The first days after a strain are for rest and ice. {PHRASE}. A doctor can look for torn ligaments.</p>
{{}}
<p>Each pound that is lost takes pressure off the knee with every step {PHRASE}. Swimming burns energy.</p>
<p>Shoes with a firm heel help people who walk a lot. {PHRASE}. Worn shoes tilt the foot.</p>
"""


def clean(part: str) -> str:
    """What becomes of a part of a stuffed page; ``{}`` stands for the phrase."""
    source = PAGE.format(part.replace("{}", PHRASE))
    cleaned = clean_article(article_from_bytes(source.encode(), Path("a.html"), "a.html", CONFIG), CONFIG).source
    return cleaned.split("ligaments.</p>\n")[1].split("\n<p>Each")[0].replace(PHRASE, "{}")


@pytest.mark.parametrize(
    ("part", "after"),
    [
        ("<dl><dt>{}</dt><dd>A bone of the knee.</dd></dl>", "<dl><dt>{}</dt><dd>A bone of the knee.</dd></dl>"),
        ("<dl><dt>Patella</dt><dd>{}</dd></dl>", "<dl><dt>Patella</dt><dd>{}</dd></dl>"),
        (
            "<dl><dt>{}</dt><dd>Bone {}</dd><dt>{}</dt><dd>Muscle {}</dd></dl>",
            "<dl><dt>{}</dt><dd>Bone</dd><dt>{}</dt><dd>Muscle</dd></dl>",
        ),
        (
            "<dl><div><dt>{}</dt><dd>A bone.</dd></div><div><dt>Joint</dt><dd>Where bones meet.</dd></div></dl>",
            "<dl><div><dt>{}</dt><dd>A bone.</dd></div><div><dt>Joint</dt><dd>Where bones meet.</dd></div></dl>",
        ),
    ],
)
def test_a_term_and_its_definition_stay_together(part: str, after: str) -> None:
    assert clean(part) == after


@pytest.mark.parametrize(
    ("part", "after"),
    [
        (
            "<dl><dt>{}</dt><dd>{}</dd><dt>Joint</dt><dd>Where bones meet.</dd></dl>",
            "<dl><dt>Joint</dt><dd>Where bones meet.</dd></dl>",
        ),
        ("<dl><dt>Patella</dt><dt>{}</dt><dd>A bone.</dd></dl>", "<dl><dt>Patella</dt><dd>A bone.</dd></dl>"),
        ("<dl><dt>Patella {}</dt><dd>A bone. {}.</dd></dl>", "<dl><dt>Patella</dt><dd>A bone.</dd></dl>"),
    ],
)
def test_a_term_goes_where_all_of_it_is_stuffing_and_nothing_is_left_without_it(part: str, after: str) -> None:
    assert clean(part) == after
