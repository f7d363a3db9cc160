"""What a browser shows of a page before and after it was cleaned; needs Chromium."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from benchmarks.pages.equality import clean_page, word_differences
from benchmarks.pages.sets import pages

_CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,2600")
_BODY_END = re.compile(r"</body>.*", re.IGNORECASE | re.DOTALL)
_SHOW = """<script>
const shown = document.body.innerText;
document.documentElement.innerHTML = "<pre></pre>";
document.querySelector("pre").textContent = shown;
</script>"""
"""Puts the text that the browser shows in the place of the page."""


def run_browser(articles: Mapping[str, str], seed: int, folder: Path) -> None:
    """Clean pages, take pictures of both states, and compare what the browser shows with what was edited.

    Args:
        articles: texts with something to fix.
        seed: of the pages.
        folder: for the pages and the pictures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for template, name, page in pages(articles, seed):
        if page.suffix != ".html":
            continue
        cleaned = clean_page(page, name)
        shown = []
        for state, source in (("before", page.source), ("after", cleaned.source)):
            path = folder / f"{Path(name).stem}_{template}_{state}.html"
            path.write_text(source, encoding="utf-8")
            picture = f"--screenshot={path.with_suffix('.png')}"
            subprocess.run([*_CHROMIUM, picture, path.resolve().as_uri()], capture_output=True, check=True)
            shown.append(_shown_words(source, folder))
        own = word_differences(cleaned.article.prose.split(), cleaned.text.split())
        verdict = "the same" if word_differences(*shown) == own else "OTHERS"
        print(f"{template} {name}: {len(own)} differences in the article, {verdict} in the browser")


def _shown_words(source: str, folder: Path) -> list[str]:
    path = folder / "shown.html"
    path.write_text(_BODY_END.sub("", source) + _SHOW, encoding="utf-8")
    dumped = subprocess.run(
        [*_CHROMIUM, "--dump-dom", path.resolve().as_uri()], capture_output=True, check=True, text=True
    )
    path.unlink()
    return unescape(re.sub(r"<[^>]*>", "", dumped.stdout)).replace("\u00ad", "").split()
