"""An article's text with the values of its front matter behind it, one a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.front_matter.edits import value_edits
from pipeline.ingest.front_matter.values import Value
from pipeline.model import Article, Edit, Field, Layout, Segment, Span


def with_values(
    source: str, start: int, layout: Layout, values: Sequence[Value]
) -> tuple[str, tuple[Segment, ...], Layout]:
    """The text, its segments and its layout.

    Args:
        source: the file.
        start: where its front matter ends.
        layout: of what stands behind that.
        values: of the front matter.
    """
    body = source[start:]
    segments = [Segment(0, len(body), start, len(source))] if body else []
    text = body
    fields = list(layout.fields)
    for value in values:
        text += "\n\n" if len(text) == len(body) else "\n"
        fields.append(Field(value.name, Span(len(text), len(text) + len(value.text)), value.is_kept))
        segments += (one._replace(start=one.start + len(text), end=one.end + len(text)) for one in value.segments)
        text += value.text
    return text, tuple(segments), replace(layout, fields=tuple(fields), prose_end=len(body))


def edits_of_values(article: Article, values: Sequence[Value], edits: Sequence[Edit]) -> list[Edit]:
    """The edits of the file that make those edits of the text that are edits of values."""
    own: list[list[Edit]] = []
    start = len(article.prose) + len("\n\n")
    for value in values:
        end = start + len(value.text)
        inside = (edit for edit in edits if start <= edit.start and edit.end <= end)
        own.append([Edit(e.start - start, e.end - start, e.new, e.rule_ids) for e in inside])
        start = end + len("\n")
    return value_edits(article.source, values, own)


def main_title(values: Sequence[Value]) -> str:
    """The title that the front matter gives the article, before that for search engines; empty where there is none."""
    titles = sorted((value for value in values if value.name == "title"), key=lambda value: value.key != "title")
    return titles[0].text if titles else ""
