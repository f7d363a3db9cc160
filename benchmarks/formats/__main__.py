"""How many files with nothing to fix come out byte for byte, and what changes in the others.

    python -m benchmarks.formats CLEAN_FOLDER [--show N]

Each article of the folder is written as Markdown in three ways, as a Word file, and into one file each of JSON Lines,
CSV and a WordPress export. An article that is changed as plain text too has something to fix, and is counted apart.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
from collections.abc import Iterator
from html import escape
from pathlib import Path

from benchmarks.formats.markdown import STYLES, paragraphs
from benchmarks.formats.word import word_file
from benchmarks.stuffing.__main__ import read_articles
from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.errors import ArticleError
from pipeline.ingest.articles import article_from_bytes, article_from_member, file_content
from pipeline.ingest.registry import join_members, split_members
from pipeline.model import Cleaned

CONFIG = Config(grammar=False, swap_model=False)


def files(name: str, text: str) -> Iterator[tuple[str, str, bytes]]:
    """Format, file name and content of an article in each format."""
    blocks = paragraphs(text)
    for style, write in STYLES.items():
        yield f"Markdown, {style}", f"{name}.md", write(blocks, random.Random(f"{name} {style}"))
    yield "Word", f"{name}.docx", word_file(blocks, random.Random(name))


def containers(articles: dict[str, str]) -> Iterator[tuple[str, str, bytes]]:
    """Format, file name and content of all articles in one file."""
    lines = "\r\n".join(json.dumps({"id": name, "text": text, "n": 1.0}) for name, text in articles.items())
    yield "JSON Lines", "all.jsonl", lines.encode()
    table = io.StringIO()
    csv.writer(table, delimiter=";", quoting=csv.QUOTE_NONNUMERIC).writerows([["id", "text"], *articles.items()])
    yield "CSV", "all.csv", table.getvalue().encode()
    posts = "".join(
        f"<item><title>{escape(name)}</title><content:encoded><![CDATA[{_post(text)}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_type>post</wp:post_type></item>\n"
        for number, (name, text) in enumerate(articles.items())
    )
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    yield "WordPress", "all.xml", f"<rss {names}><channel>\n{posts}</channel></rss>\n".encode()


def _post(text: str) -> str:
    tags = {"h": "h2", "li": "li"}
    blocks = [(tags.get(kind, "p"), escape(content, quote=False)) for kind, content in paragraphs(text)]
    return "\n\n".join(f"<!-- wp:{tag} -->\n<{tag}>{content}</{tag}>\n<!-- /wp:{tag} -->" for tag, content in blocks)


def edits_of(cleaned: Cleaned) -> str:
    """What was changed, and by which rules."""
    text = cleaned.article.text
    return "; ".join(f"{'+'.join(e.rule_ids)} {text[e.start : e.end]!r} -> {e.new!r}" for e in cleaned.edits)


def main() -> None:
    """Write, clean and compare."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--show", type=int, default=10, help="changed files shown of each format")
    options = arguments.parse_args()
    articles = read_articles(options.folder)
    engines = local_engines()
    to_fix = {name for name, text in articles.items() if clean_article(text, CONFIG, engines).edits}
    counts: dict[str, list[int]] = {}
    changed: dict[str, list[str]] = {}

    def count(format: str, name: str, is_same: bool, edits: str) -> None:
        row = counts.setdefault(format, [0, 0, 0, 0])
        row[0] += 1
        row[1 if is_same else 3 if edits else 2] += 1
        if not is_same:
            changed.setdefault(format, []).append(
                f"{name}{' (to fix)' if name in to_fix else ''}: {edits or 'comments only'}"
            )

    for name, text in articles.items():
        for format, file, content in files(name, text):
            try:
                cleaned = clean_article(article_from_bytes(content, Path(file), file, CONFIG), CONFIG, engines)
            except ArticleError as fault:
                count(format, name, False, str(fault))
                continue
            count(format, name, file_content(content, cleaned) == content, edits_of(cleaned))
    for format, file, content in containers(articles):
        assert join_members(content, Path(file), CONFIG, {}) == content
        for member, name in zip(split_members(content, Path(file), CONFIG), articles, strict=True):
            cleaned = clean_article(article_from_member(member, Path(file), member.name), CONFIG, engines)
            count(format, name, cleaned.source == member.text, edits_of(cleaned))
    print(f"{len(articles)} articles, of which {len(to_fix)} have something to fix as plain text: {sorted(to_fix)}")
    for format, (total, same, commented, edited) in counts.items():
        remarked = f"{commented} with comments only, " if commented else ""
        print(f"{format}: {total} articles, {same} byte for byte, {remarked}{edited} changed")
        for line in changed.get(format, [])[: options.show]:
            print(f"    {line}")


if __name__ == "__main__":
    main()
