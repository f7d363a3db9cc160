"""The names by which pages and front matter call the fields that are looked at."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, cast

from pipeline.model import FieldName
from pipeline.tables.rows import rows

FrontMatterField = FieldName | Literal["focus"]
"""What a value of front matter is; the ``focus`` is the phrase that an SEO plugin measures the article by."""
ANY_TYPE = "*"


class StructuredKey(NamedTuple):
    """A row of ``fields/structured_keys.tsv``.

    Attributes:
        types: ends of the types of schema.org whose key it is; ``*`` for all that are about a page.
        field: what its value is.
    """

    types: tuple[str, ...]
    field: FieldName


def key_letters(key: str) -> str:
    """The letters of a key of front matter, as the tables have it: "SEO-Title" and "seo_title" are one."""
    return re.sub(r"[^a-z]", "", key.lower())


@cache
def meta_names() -> dict[str, FieldName]:
    """What a ``meta`` tag holds, by its ``name``, ``property`` or ``itemprop`` in small letters."""
    return {row["name"]: cast("FieldName", row["field"]) for row in rows("fields/meta_names.tsv", ("name", "field"))}


@cache
def structured_keys() -> dict[str, StructuredKey]:
    """The fields in JSON-LD, by their keys."""
    table = rows("fields/structured_keys.tsv", ("key", "types", "field"))
    return {row["key"]: StructuredKey(tuple(row["types"].split("|")), cast("FieldName", row["field"])) for row in table}


@cache
def other_types() -> tuple[str, ...]:
    """Ends of the types of schema.org that are not about a page, and describe themselves."""
    return tuple(row["type_end"] for row in rows("fields/other_types.tsv", ("type_end",)))


@cache
def front_matter_keys() -> dict[str, FrontMatterField]:
    """What a value of front matter is, an entry of it if it is a list, by the letters of its key."""
    table = rows("fields/front_matter_keys.tsv", ("key", "field"))
    return {row["key"]: cast("FrontMatterField", row["field"]) for row in table}


@cache
def front_matter_groups(about: Literal["page", "social"]) -> frozenset[str]:
    """The keys, by their letters, under which fields stand about the page, or those for social media."""
    table = rows("fields/front_matter_groups.tsv", ("key", "about"))
    return frozenset(row["key"] for row in table if row["about"] == about)


@cache
def header_keys() -> frozenset[str]:
    """Keys of front matter without fences, by their letters, of which one must be there."""
    return frozenset(row["key"] for row in rows("fields/header_keys.tsv", ("key",)))
