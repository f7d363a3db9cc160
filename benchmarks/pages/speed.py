"""What HTML costs over plain text, and what other ways of reading a page would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from statistics import median
from time import process_time

from benchmarks.pages.equality import article_of
from benchmarks.pages.sets import pages
from benchmarks.pages.templates import Filled
from pipeline.batch.worker import spare_collector
from pipeline.draft import splice
from pipeline.ingest import plain
from pipeline.ingest.html import format as html
from pipeline.ingest.html.builder import read_tree
from pipeline.ingest.html.page import read_page
from pipeline.ingest.html.region.region import find_region
from pipeline.ingest.html.tokens import tokenize_html
from pipeline.model import Edit

_LEAST = 60_000
"""Code points of the shortest page that is timed."""
_ROUNDS = 7


class _Tokens(HTMLParser):
    """The standard library's parser, doing nothing but asking for places."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.getpos()

    def handle_data(self, data: str) -> None:  # noqa: ARG002
        self.getpos()


def large_pages(articles: Mapping[str, str], seed: int) -> list[Filled]:
    """Pages of about 100 kB: several articles in one, in each template."""
    joined: list[str] = []
    for text in articles.values():
        if not joined or len(joined[-1]) > _LEAST:
            joined.append(text)
        else:
            joined[-1] += "\n\n" + text
    texts = {str(number): text for number, text in enumerate(joined[:3]) if len(text) > _LEAST}
    return [page for _, _, page in pages(texts, seed)]


def milliseconds(work: Callable[[str], object], sources: list[str]) -> float:
    """Median over the pages of the best of a few rounds, in milliseconds of processor time for 100 kB."""
    times = []
    for source in sources:
        best = float("inf")
        for _ in range(_ROUNDS):
            started = process_time()
            work(source)
            best = min(best, process_time() - started)
        times.append(1000 * best * 100_000 / len(source))
    return median(times)


def _read(source: str) -> object:
    read_page.cache_clear()
    return html.parse_html(source)


def _edit(source: str) -> object:
    read_page.cache_clear()
    parsed = html.parse_html(source)
    article = article_of(parsed, source, "page", "html")
    blocks = parsed.layout.blocks[::20] if parsed.layout else ()
    edits = [Edit(block.span.start, block.span.start + 3, "", ("K",)) for block in blocks]
    return splice(source, html.FORMAT.source_edits(article, edits))


def _tokens(source: str) -> object:
    return sum(1 for _ in tokenize_html(source))


def _parser(source: str) -> object:
    parser = _Tokens(convert_charrefs=False)
    parser.feed(source)
    parser.close()
    return parser


def run_speed(articles: Mapping[str, str], seed: int) -> None:
    """Print the costs; the garbage collector is set as in a worker of a run."""
    spare_collector()
    sources = [page.source for page in large_pages(articles, seed) if page.suffix == ".html"]
    print(f"{len(sources)} pages, {sum(map(len, sources)) / len(sources) / 1000:.0f} kB on average")
    trees = {source: read_tree(source) for source in sources}
    rows: dict[str, Callable[[str], object]] = {
        "plain text: the same file read as text": plain.parse,
        "HTML: read, region and fields found": _read,
        "HTML: the same, and 1 block in 20 edited": _edit,
        "of it, tokens": _tokens,
        "of it, tokens and elements": read_tree,
        "of it, region": lambda source: find_region(trees[source]),
        "for comparison, html.parser, tokens alone": _parser,
    }
    for name, work in rows.items():
        print(f"{milliseconds(work, sources):8.1f} ms per 100 kB  {name}")
    try:
        from trafilatura import extract
    except ImportError:
        print("         trafilatura is not installed")
    else:
        print(f"{milliseconds(extract, sources):8.1f} ms per 100 kB  for comparison, trafilatura.extract")
