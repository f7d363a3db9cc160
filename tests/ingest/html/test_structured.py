"""HTML: keywords in structured data stay valid JSON when stuffing is cut from them."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
from html_samples import html_article

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Cleaned

KEYPHRASE = "cheap knee brace for running"
ENTRIES = ("ice", 'the "runner" knee', "a \\\\ b", KEYPHRASE, f'"{KEYPHRASE}"', f"best {KEYPHRASE}", f"a, {KEYPHRASE}")
LISTS = [list(entries) for size in (2, 3) for entries in product(ENTRIES, repeat=size)]


def test_keywords_in_structured_data_stay_valid_and_lose_only_what_is_stuffing() -> None:
    data = [written for entries in LISTS for written in (entries, ", ".join(entries))]
    tags = "".join(f'<script type="application/ld+json">{json.dumps({"keywords": one})}</script>\n' for one in data)
    body = "<h1>Knees</h1>" + f"<p>Knees are stiff. {KEYPHRASE}. A warm shower loosens them.</p>" * 3
    article = html_article(f"<!doctype html><html><head><title>T</title>{tags}</head><body>{body}</body></html>")
    cleaned = clean_article(article, Config(grammar=False, swap_model=False, select=("K",)))
    left = [json.loads(found)["keywords"] for found in re.findall(r"ld\+json\">(.*?)</script>", cleaned.source)]
    assert len(left) == len(data)
    for before, after in zip(data, left, strict=True):
        old, new = (found if isinstance(found, list) else found.split(", ") for found in (before, after))
        kept = iter(old)
        assert new == [""] or all(entry in kept for entry in new)
        # An entry that is quoted once more goes with the whole list alone.
        gone = {KEYPHRASE, f"best {KEYPHRASE}", *((f'"{KEYPHRASE}"',) if new in ([], [""]) else ())}
        assert {entry for entry in old if entry not in new} <= gone
    assert left[data.index(["ice", KEYPHRASE])] == ["ice"]


def structured(written: str) -> list[str]:
    page = f'<title>T</title><script type="application/ld+json">{written}</script><p>Knees are stiff.</p>'
    article = html_article(f"<!doctype html><html><body>{page}</body></html>")
    fields = article.layout.fields if article.layout else ()
    return [article.text[one.span.start : one.span.end] for one in fields if one.name.startswith("structured")]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('{"keywords": ["ice", null, "rest"]}', ["ice", "rest"]),
        ('{"keywords": [1, "ice", "rest", true]}', ['ice", "rest']),
        ('{"keywords": [null]}', []),
        ('{"keywords": ["", null, "é", 2, "rest"], "headline": "Knees"}', ["é", "rest", "Knees"]),
        ('{"keywords": ["é", {"keywords": "heat", "description": "warm"}, "rest"]}', ["é", "heat", "warm", "rest"]),
        ('{"@type": ["Organization"], "description": "A shop", "keywords": "ice"}', ["ice"]),
        ('{"description": "A shop", "@type": ["Thing", "LocalBusiness"]}', []),
        ('{"@type": [], "description": "On knees"}', ["On knees"]),
        ('{"@type": ["Article", "MedicalWebPage"], "description": "On knees"}', ["On knees"]),
        ('{"@type": null, "description": "On knees"}', ["On knees"]),
    ],
)
def test_lists_with_other_entries_than_strings_are_looked_at(written: str, found: list[str]) -> None:
    assert structured(written) == found


@pytest.mark.parametrize("gap", ["null", "1", '{"name": "heat"}', "[]"])
def test_a_keyword_beside_other_entries_goes_and_they_stay(gap: str) -> None:
    written = f'{{"keywords": ["ice", {gap}, "rest", "{KEYPHRASE}"]}}'
    body = "<h1>Knees</h1>" + f"<p>Knees are stiff. {KEYPHRASE}. A warm shower loosens them.</p>" * 3
    page = f'<title>T</title><script type="application/ld+json">{written}</script></head><body>{body}'
    article = html_article(f"<!doctype html><html><head>{page}</body></html>")
    cleaned = clean_article(article, Config(grammar=False, swap_model=False, select=("K",)))
    assert f'{{"keywords": ["ice", {gap}, "rest"]}}' in cleaned.source


def with_data(written: str) -> Cleaned:
    body = "<h1>Knees</h1>" + f"<p>Knees are stiff. {KEYPHRASE}. A warm shower loosens them.</p>" * 3
    page = f'<title>Knees</title><script type="application/ld+json">{written}</script></head><body>{body}'
    article = html_article(f"<!doctype html><html><head>{page}</body></html>")
    return clean_article(article, Config(grammar=False, swap_model=False, select=("K",)))


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ('{"articleBody": "Rest. {}. Walk."}', '{"articleBody": "Rest. Walk."}'),
        (
            '{"articleBody": "It \\u201ehelps\\u201c.\\n\\n{}\\n\\nA \\ud83d\\ude00 day.\\/"}',
            '{"articleBody": "It \\u201ehelps\\u201c.\\n\\nA \\ud83d\\ude00 day.\\/"}',
        ),
        (
            '{"@type": "Question", "acceptedAnswer": {"@type": "Answer", "text": "Say \\"yes\\". {}."}}',
            '{"@type": "Question", "acceptedAnswer": {"@type": "Answer", "text": "Say \\"yes\\"."}}',
        ),
        ('{"articleBody": "Rest.\\n{}.\\nWalk.\\n{}"}', '{"articleBody": "Rest.\\nWalk."}'),
        ('{"articleBody": "A \\ud83d half. {}. Walk."}', '{"articleBody": "A \\ud83d half. Walk."}'),
    ],
)
def test_a_sentence_that_is_stuffing_goes_from_a_text(written: str, after: str) -> None:
    done = with_data(written.replace("{}", KEYPHRASE))
    assert after in done.source
    assert [finding.state for finding in done.findings if finding.rule_id == "K114"] == ["fixed"] * written.count("{}")
    assert json.loads(after)


@pytest.mark.parametrize(
    "written",
    [
        '{"articleBody": "Rest with a {} today."}',
        '{"articleBody": "<p>Rest.</p><p>{}</p>"}',
        '{"articleBody": "Rest. {}. Walk &amp; sit."}',
        '{"@type": "Answer", "text": "{}"}',
        '{"@type": "Question", "name": "How do I use a {}?"}',
        '{"@type": "NewsArticle", "name": "Knees | {}"}',
        '{"articleBody": "Rest. {}. Walk."',
    ],
)
def test_what_says_more_or_is_html_is_reported(written: str) -> None:
    written = written.replace("{}", KEYPHRASE)
    done = with_data(written)
    assert written in done.source
    assert [finding.state for finding in done.findings if finding.rule_id == "K114"] == ["open"]


@pytest.mark.parametrize("type_", ["Person", "Comment", "Organization"])
def test_texts_of_others_are_not_looked_at(type_: str) -> None:
    done = with_data(f'{{"@type": "{type_}", "name": "{KEYPHRASE}", "text": "Rest. {KEYPHRASE}. Walk."}}')
    assert not [finding for finding in done.findings if finding.rule_id == "K114"]
