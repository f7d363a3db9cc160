# ruff: noqa: ARG002 - the library calls these methods with all arguments by name
"""The article on a cleaned page as Markdown or as plain text, tables as tables.

markdownify (MIT) writes it from HTML that the page's own reader has made sound. html2text is under the GPL 3 alone and
wraps tables without their pipes escaped; trafilatura finds a region and words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from pipeline.ingest.html.fragment import GAP, article_fragment
from pipeline.ingest.html.names import LINES, PARAGRAPHS
from pipeline.ingest.html.page import read_page
from pipeline.ingest.markdown.marks import without_marks
from pipeline.model import Article, Edit

_INVISIBLE = {ord(sign): None for sign in "\u00ad\u200b\u2060\ufeff"}
_IN_NO_CELL = ["table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"]
"""Elements that tell a cell of a layout: no cell of a table in Markdown holds them."""
_BLOCKS = (PARAGRAPHS | LINES | {GAP}) - {"tbody", "thead", "tfoot"}
CELLS = " | "
"""What parts two cells of a row in plain text."""
STRUCK = "~~"
"""What stands around words that are struck out, in plain text too: they are no longer said, and not lost either."""
_PARTS = ["tbody", "thead", "tfoot", "tr", "td", "th", "caption"]
_MOST_SPANNED = 1_000
"""Columns or rows of a cell, as browsers count them."""


def html_as_markdown(article: Article, edits: Sequence[Edit]) -> str:
    """The article on a page in Markdown, with edits of its source made."""
    return _convert(article, edits, _ToMarkdown)


def html_as_text(article: Article, edits: Sequence[Edit]) -> str:
    """The article on a page as plain text, with edits of its source made."""
    return _convert(article, edits, _ToText)


def _convert(article: Article, edits: Sequence[Edit], converter: type[MarkdownConverter]) -> str:
    page = read_page(article.source, is_xml=article.format == "xhtml")
    soup = BeautifulSoup(article_fragment(page, edits), "html.parser")
    tables = soup.find_all("table")
    for table in tables:
        if _is_layout(table):
            table.name = "div"
        else:
            _straighten(table)
            _fill_rows(table)
    for part in soup.find_all(_PARTS):
        if part.find_parent("table") is None:
            part.name = "div"
    written = converter(heading_style=ATX, bullets="-", wrap=True, wrap_width=None).convert_soup(soup)
    return re.sub(r"\n{3,}", "\n\n", str(written)).strip("\n") + "\n"


def _is_layout(table: Tag) -> bool:
    """Whether a table puts parts of a page side by side, or is but one column."""
    if table.get("role") in ("presentation", "none") or table.find(_IN_NO_CELL):
        return True
    return all(len(row.find_all(["td", "th"])) < 2 for row in table.find_all("tr"))


def _straighten(table: Tag) -> None:
    """Leave nothing but rows in a table; what else stands in it goes before it."""
    head = table.find("thead")
    row = head.find("tr") if head else None
    for cell in row.find_all("td") if row else ():
        cell.name = "th"
    for part in table.find_all(["thead", "tbody", "tfoot"]):
        part.unwrap()
    for child in list(table.children):
        if not (isinstance(child, Tag) and child.name == "tr"):
            table.insert_before(child.extract())


def _fill_rows(table: Tag) -> None:
    """Put an empty cell wherever one of a row above reaches, so that what stands below stays in its column."""
    reaching: dict[int, int] = {}
    for row in table.find_all("tr"):
        column = 0
        for cell in row.find_all(["td", "th"]):
            while reaching.get(column):
                reaching[column] -= 1
                cell.insert_before(BeautifulSoup("", "html.parser").new_tag("td"))
                column += 1
            width, height = _spanned(cell, "colspan"), _spanned(cell, "rowspan")
            for place in range(column, column + width):
                reaching[place] = height - 1
            column += width
        for place in sorted(place for place, rows in reaching.items() if rows and place >= column):
            reaching[place] -= 1


def _spanned(cell: Tag, name: str) -> int:
    value = str(cell.get(name, ""))
    return max(1, min(_MOST_SPANNED, int(value))) if value.isdecimal() and len(value) < 6 else 1


class _ToMarkdown(MarkdownConverter):
    """Writes what stands in a cell on one line, and marks no more of the text than Markdown would misread."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        marked = without_marks(text.translate(_INVISIBLE))
        return marked.replace("|", "\\|") if parent_tags & {"td", "th"} else marked

    def convert_br(self, _element: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return " <br> "
        return " " if "_inline" in parent_tags else f"\\\n{text}"

    def convert_img(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        source = str(element.get("src") or "")
        if not source or source.startswith("data:"):
            return ""
        return _by_library("img", self, element, text, parent_tags)

    def convert_code(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        written = _by_library("code", self, element, text, parent_tags)
        return written.replace("|", "\\|") if parent_tags & {"td", "th"} else written

    def convert_p(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return _in_cell(element, text)
        return _by_library("p", self, element, text, parent_tags)

    def convert_div(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return _in_cell(element, text)
        return _by_library("div", self, element, text, parent_tags)

    def convert_li(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return _in_cell(element, text)
        return _by_library("li", self, element, text, parent_tags)

    def convert_dt(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return self.convert_div(element, text, parent_tags)

    def convert_dd(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return self.convert_div(element, text, parent_tags)

    def convert_q(self, _element: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    def convert_unspin_gap(self, _element: Tag, _text: str, parent_tags: set[str]) -> str:
        return "\n\n"


def _by_library(name: str, converter: MarkdownConverter, element: Tag, text: str, parent_tags: set[str]) -> str:
    """What the library writes for an element; its type stubs leave these methods out."""
    return str(getattr(MarkdownConverter, f"convert_{name}")(converter, element, text, parent_tags))


def _in_cell(element: Tag, text: str) -> str:
    """A paragraph or an item in a cell: on the line of the others, parted from the one before."""
    has_before = any(True for one in element.previous_siblings if one.get_text(strip=True))
    return f" <br> {text.strip()}" if has_before else text.strip()


class _ToText(MarkdownConverter):
    """Writes the words alone: a row of a table on one line, all other blocks apart."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return text.translate(_INVISIBLE)

    def get_conv_fn(self, tag_name: str) -> Any:
        writers = {"td": self._cell, "th": self._cell, "tr": self._row, "br": self._line_end, "img": self._nothing}
        writers |= {"del": self._struck, "s": self._struck}
        return writers.get(tag_name, self._block if tag_name in _BLOCKS else None)

    def _block(self, _element: Tag, text: str, parent_tags: set[str]) -> str:
        return f" {text.strip()} " if parent_tags & {"td", "th"} else f"\n\n{text.strip()}\n\n"

    def _cell(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return " ".join(text.split()) + CELLS * _spanned(element, "colspan")

    def _row(self, _element: Tag, text: str, parent_tags: set[str]) -> str:
        return f"{text.removesuffix(CELLS)}\n" if text.strip(CELLS) else ""

    def _line_end(self, _element: Tag, _text: str, parent_tags: set[str]) -> str:
        return " " if parent_tags & {"td", "th"} else "\n"

    def _struck(self, _element: Tag, text: str, parent_tags: set[str]) -> str:
        words = text.strip()
        return text.replace(words, f"{STRUCK}{words}{STRUCK}") if words else text

    def _nothing(self, _element: Tag, _text: str, parent_tags: set[str]) -> str:
        return ""
