"""What a page tells search engines in its head: which of it is read, what goes, and what stays."""

from __future__ import annotations

import json

import pytest
from html_samples import html_article

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Cleaned

PILLS = "cheap magnesium pills online"
STUFFED = (
    f"<p>Go to bed at the same time every night. {PILLS}. A dark room helps the body to rest.</p>\n"
    f"<p>Coffee late in the day keeps many people awake. {PILLS}. Tea with milk is kinder at night.</p>\n"
    f"<p>Walk for half an hour before dinner. {PILLS}. Put the telephone in another room.</p>\n"
)
PRESSURE = (
    "<p>Blood pressure is the force of the blood against the walls of the arteries. High blood pressure has hardly a "
    "symptom.</p>\n<p>Measure your blood pressure in the morning. Low blood pressure makes some people dizzy, and salt "
    "raises the blood pressure of many.</p>\n"
)


def cleaned(head: str, body: str = STUFFED) -> Cleaned:
    page = f"<!doctype html>\n<html><head><title>Good Nights</title>\n{head}\n</head><body>\n{body}</body></html>\n"
    return clean_article(html_article(page), Config(grammar=False, swap_model=False))


def head_after(head: str) -> str:
    source = cleaned(head).source
    return source[source.index("</title>\n") + len("</title>\n") : source.index("\n</head>")]


def structured(value: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "Article", {value}}}</script>'


@pytest.mark.parametrize(
    "named",
    [
        'name="keywords"',
        'name="news_keywords"',
        'property="article:tag"',
        'name="DC.subject"',
        'name="dc.subject"',
        'name="dcterms.subject"',
        'name="parsely-tags"',
        'name="sailthru.tags"',
        'itemprop="keywords"',
        'itemprop="about keywords"',
    ],
)
def test_a_keyword_that_the_article_is_left_without_goes(named: str) -> None:
    assert head_after(f'<meta {named} content="sleep, {PILLS}, nap">') == f'<meta {named} content="sleep, nap">'


@pytest.mark.parametrize(
    ("named", "rule_id"),
    [
        ('name="twitter:title"', "K113"),
        ('property="og:title twitter:title"', "K113"),
        ('property="twitter:description"', "K113"),
        ('itemprop="headline"', "K113"),
        ('itemprop="description"', "K111"),
        ('name="DC.description"', "K111"),
        ('name="dcterms.title"', "K110"),
    ],
)
def test_the_end_of_a_line_is_a_suggestion(named: str, rule_id: str) -> None:
    head = f'<meta {named} content="Good nights - {PILLS}">'
    done = cleaned(head)
    assert head in done.source
    [found] = [f for f in done.findings if f.rule_id in ("K110", "K111", "K113")]
    assert (found.rule_id, found.fix_class, found.suggestions) == (rule_id, "unsafe", ("",))


@pytest.mark.parametrize(
    ("value", "after"),
    [
        (f'"keywords": ["{PILLS}","{PILLS}"]', '"keywords": []'),
        (f'"keywords": [\n    "{PILLS}",\n    "{PILLS}"\n  ]', '"keywords": []'),
        (f'"keywords": [\n  "nap",\n  "{PILLS}",\n  "rest"\n]', '"keywords": [\n  "nap",\n  "rest"\n]'),
        (f'"keywords": "nap, {PILLS}"', '"keywords": "nap"'),
        (f'"keywords": ["a \\"b\\"", "🙂", "{PILLS}"]', '"keywords": ["a \\"b\\"", "🙂"]'),
        (f'"keywords": ["nap", "{PILLS}"],', None),
        (f'"keywords": ["nap", {{"@type": "DefinedTerm", "name": "{PILLS}"}}]', None),
        (f'"description": "Good nights. {PILLS}."', None),
        (f'"publisher": {{"@type": "Organization", "description": "{PILLS}"}}', None),
    ],
)
def test_keywords_go_from_structured_data_that_is_json_before_and_after(value: str, after: str | None) -> None:
    left = head_after(structured(value))
    assert left == structured(value if after is None else after)
    if after is not None:
        json.loads(left.partition(">")[2].removesuffix("</script>"))


def test_a_description_in_structured_data_is_reported_and_that_of_a_publisher_is_not() -> None:
    own, other = (
        structured(f'"description": "Rest, {PILLS}"'),
        structured(f'"a": {{"@type": "Person", "description": "{PILLS}"}}'),
    )
    assert [f.fix_class for f in cleaned(own + other).findings if f.rule_id == "K114"] == ["none"]


KINDS = "blood pressure, high blood pressure, low blood pressure, normal blood pressure, blood pressure chart"
LINE = "What blood pressure is, and what high blood pressure does"


@pytest.mark.parametrize(
    "head",
    [
        f'<meta name="dc.subject" content="{KINDS}">',
        f'<meta name="dcterms.subject" content="{KINDS}">',
        f'<meta name="parsely-tags" content="{KINDS}">',
        f'<meta name="news_keywords" content="{KINDS}">',
        f'<meta itemprop="keywords" content="{KINDS}">',
        "".join(f'<meta property="article:tag" content="{kind}">' for kind in KINDS.split(", ")),
        f'<meta name="twitter:title" content="{LINE}">',
        f'<meta name="twitter:description" content="{LINE}">',
        f'<meta itemprop="description" content="{LINE}">',
        f'<meta itemprop="headline name" content="{LINE}">',
        f'<meta property="og:image:alt" content="{KINDS}">',
        f'<meta name="dc.title" content="{LINE}"><meta name="dc.description" content="{LINE}">',
        structured(f'"keywords": {json.dumps(KINDS.split(", "))}'),
        structured(f'"keywords": "{KINDS}", "description": "{LINE}"'),
        structured(f'"headline": "{LINE}", "abstract": "{LINE}"'),
        structured('"author": {"@type": "Person", "description": "Blood pressure, blood pressure, blood pressure"}'),
    ],
)
def test_a_topic_in_all_its_variants_stays(head: str) -> None:
    done = cleaned(head, PRESSURE)
    assert done.source == done.article.source
    assert not [f for f in done.findings if f.rule_id.startswith("K11")]


def test_keywords_that_a_page_shows_are_reported() -> None:
    shown = f'<footer><span itemprop="keywords">sleep, {PILLS}</span></footer>\n'
    done = cleaned("", STUFFED + shown)
    assert shown in done.source
    assert [f.fix_class for f in done.findings if f.rule_id == "K118"] == ["none"]
