"""What a reader reads of Markdown as plain text: no marks, no code of a module, and of HTML what a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.draft import splice
from pipeline.ingest.front_matter.fences import front_matter_end
from pipeline.ingest.html.markdown import CELLS, STRUCK, html_as_text
from pipeline.ingest.markdown.expressions import as_html_tags, without_expressions
from pipeline.ingest.markdown.layout import is_module, layout_of
from pipeline.model import Article, Edit

_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_STRUCK = re.compile(r"</?(?:del|s|strike)[\s>]", re.IGNORECASE)
_UNSEEN = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)
"""The tags around what no reader sees, within a line."""


def markdown_as_text(article: Article, edits: Sequence[Edit]) -> str:
    """An article in Markdown as plain text, with edits of its source made; an empty line between two blocks."""
    source = splice(article.source, edits)
    body = source[front_matter_end(source) :]
    body = without_expressions(body, layout_of(body).expressions)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = _blocks([token for token in tokens if not (token.level == 1 and is_module(token.content))])
    return "".join(f"{block}\n\n" for block in blocks if block).rstrip("\n") + "\n"


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """What a reader reads of each block; a table is one, with a line for each row, as those of a page are."""
    rows: list[str] = []
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            rows.append(CELLS.join(cells or ()).rstrip())
            cells = None
        elif token.type == "table_close":
            yield "\n".join(row for row in rows if row.strip(CELLS))
            rows = []
        elif cells is None:
            yield _shown(token)
        elif token.type == "inline":
            cells.append(" ".join(_shown(token).split()))


def _shown(token: Token) -> str:
    """What a reader reads of a block; nothing for one that only holds others."""
    if token.type in ("fence", "code_block"):
        return token.content.rstrip("\n")
    if token.type == "html_block":
        return html_as_text(Article.from_text(as_html_tags(token.content), format="html"), ()).strip()
    if token.type != "inline" or token.children is None:
        return ""
    return "".join(_of_line(token.children)).strip()


def _of_line(children: Sequence[Token]) -> Iterator[str]:
    is_unseen = False
    for child in children:
        if child.type == "html_inline":
            unseen = _UNSEEN.match(child.content)
            is_unseen = not unseen[1] if unseen else is_unseen
            if _LINE_BREAK.match(child.content):
                yield "\n"
            elif _STRUCK.match(child.content):
                yield STRUCK
        elif child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif not is_unseen:
            yield child.content
