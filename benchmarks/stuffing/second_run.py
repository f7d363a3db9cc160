"""Whether a second run over its own output edits again: stuffed articles as text, Markdown and HTML, and any files.

    python -m benchmarks.stuffing.second_run FOLDER [--half develop|report] [--seed N] [--as-they-are]

Prints each article that the second run edits, what it takes out, and what the first run said of the same words.
Grammar and swap model are not asked, and each article is judged by itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.pages.pour import as_tags, blocks_of_text, plain
from benchmarks.stuffing.__main__ import half_of, read_articles
from benchmarks.stuffing.sets import SETS, stuffed_articles
from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.articles import article_from_bytes, file_content
from pipeline.model import Cleaned, Edit

_CONFIG = Config(grammar=False, swap_model=False)
_SUFFIXES = (".txt", ".md", ".html")


def stuffed_files(folder: Path, half: str, seed: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of each stuffed article of a half, in each format."""
    articles = half_of(read_articles(folder), half)
    for name in SETS:
        for article, stuffed in stuffed_articles(name, articles, half, seed):
            for suffix in _SUFFIXES:
                content = _page(stuffed.text) if suffix == ".html" else stuffed.text
                yield f"{name}/{Path(article).stem}{suffix}", content.encode()


def _page(text: str) -> str:
    title, blocks = blocks_of_text(text)
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head><title>{plain(title)}</title></head>\n'
    return f"{head}<body>\n<article>\n<h1>{plain(title)}</h1>\n{as_tags(blocks)}\n</article>\n</body>\n</html>\n"


def other_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of a folder that is text, Markdown or HTML."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SUFFIXES:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def cleaned(name: str, content: bytes) -> Cleaned:
    """The file, cleaned as one article."""
    return clean_article(article_from_bytes(content, Path(name), name, _CONFIG), _CONFIG)


def _print_edit(first: Cleaned, second: Cleaned, edit: Edit) -> None:
    text = second.article.text
    around = (
        f"{text[max(0, edit.start - 60) : edit.start]}⟦{text[edit.start : edit.end]}⟧{text[edit.end : edit.end + 40]}"
    )
    print(f"  {', '.join(edit.rule_ids)}: {around!r} -> {edit.new!r}")
    words = text[edit.start : edit.end].strip(" .,;:-–—|?!\n")
    for finding in first.findings:
        if words and finding.state != "fixed" and (words in finding.match or finding.match.strip() in words):
            print(f"    first run: {finding.rule_id} {finding.fix_class} {finding.confidence} {finding.match!r}")


def main() -> None:
    """Run twice, and count what was edited again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="clean articles, *.txt, or any files")
    parser.add_argument("--half", choices=("develop", "report"), default="develop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-they-are", action="store_true", help="do not stuff; take .txt, .md and .html files")
    options = parser.parse_args()
    folder, half, seed = options.folder, options.half, options.seed
    files = other_files(folder) if options.as_they_are else stuffed_files(folder, half, seed)
    total = edited = again = 0
    for name, content in files:
        try:
            first = cleaned(name, content)
        except ArticleError as error:
            print(f"{name}: left out, {error}")
            continue
        total, edited = total + 1, edited + bool(first.edits)
        second = cleaned(name, file_content(content, first)) if first.edits else first
        if first.edits and second.edits:
            again += 1
            print(name)
            for edit in second.edits:
                _print_edit(first, second, edit)
    print(f"{total} articles, {edited} of them edited, {again} edited again by a second run")


if __name__ == "__main__":
    main()
