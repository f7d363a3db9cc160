"""HTML: keywords in structured data stay valid JSON when stuffing is cut from them."""

from __future__ import annotations

import json
import re
from itertools import product

from html_samples import html_article

from pipeline.clean import clean_article
from pipeline.config import Config

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
