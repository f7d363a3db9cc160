"""Edits of values in front matter as edits of the file, which reads as it did but for them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.draft import splice
from pipeline.ingest.front_matter.lists import Listing
from pipeline.ingest.front_matter.values import Value
from pipeline.model import Article, Edit, Span
from pipeline.source_map import rule_ids_of, source_edits


def value_edits(source: str, values: Sequence[Value], edits: Sequence[Sequence[Edit]]) -> list[Edit]:
    """The edits of the file, sorted and apart; an entry that a list loses goes with the mark that parts it.

    Args:
        source: the file.
        values: of its front matter.
        edits: of each value, in its own text.
    """
    made: list[Edit] = []
    emptied: dict[Listing, dict[Span, tuple[str, ...]]] = {}
    for value, own in zip(values, edits, strict=True):
        if not own:
            continue
        if value.listing and not splice(value.text, own).strip():
            emptied.setdefault(value.listing, {})[value.scalar.span] = rule_ids_of(own)
        else:
            made += _value_edits(source, value, own)
    for listing, gone in emptied.items():
        rule_ids = tuple(dict.fromkeys(rule_id for ids in gone.values() for rule_id in ids))
        made += (Edit(span.start, span.end, new, rule_ids) for span, new in listing.without(source, gone))
    return sorted(made, key=lambda edit: edit.start)


def _value_edits(source: str, value: Value, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Edits within a value; where it would not read as wanted, the value is written anew in quotation marks."""
    new = " ".join(splice(value.text, edits).split())
    whole = value.scalar.span
    if len(value.segments) == 1 and value.segments[0].is_verbatim and "\n" not in value.text:
        inner = Span(value.segments[0].source_start, value.segments[0].source_end)
        made = [Edit(inner.start, inner.end, new, rule_ids_of(edits))]
    else:
        made = [*source_edits(Article("", source, value.text, value.segments), edits)]
    moved = [replace(edit, start=edit.start - whole.start, end=edit.end - whole.start) for edit in made]
    reads = value.reads(splice(source[whole.start : whole.end], moved))
    if new and reads is not None and reads.split() == new.split():
        yield from made
    else:
        yield Edit(whole.start, whole.end, json.dumps(new, ensure_ascii=False), rule_ids_of(edits))
