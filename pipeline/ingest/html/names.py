"""What the names of HTML elements say: which make a block, which may be left open, which show more than text."""

from __future__ import annotations

from pipeline import tables


def _names(group: str) -> frozenset[str]:
    return frozenset(tables.settings("html/elements.toml")[group])


HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""Level by name."""

PARAGRAPHS = _names("paragraphs")
LINES = _names("lines")
TRANSPARENT = _names("transparent")
APART = _names("apart")
CODE = _names("code")
VOID = _names("void")
END_IS_OPTIONAL = _names("end_is_optional")
SCOPE = _names("scope")
TABLE_PARTS = _names("table_parts")
HEAD_PARTS = _names("head_parts")
UNREAD = _names("unread")

CLOSES_PARAGRAPH = PARAGRAPHS - _names("keep_paragraph_open") | {"dd", "dt", "li"}
"""Elements before which an open ``p`` ends."""

SHOWN_WITHOUT_TEXT = UNREAD - {"rp", "noframes"} | _names("meant_without_text")
"""Elements that show something, or mean something, without text: what holds one does not go when its text goes."""

MAY_GO = (PARAGRAPHS | LINES | TRANSPARENT | CODE | {"noscript"}) - _names("never_removed")
"""Elements that go when an edit leaves nothing in them."""

LABELS = frozenset({"summary"})
"""Elements that a reader clicks on: what stands in one is not cut as a whole while the rest stays."""

_CELL = frozenset({"td", "th"})
_ROWS = frozenset({"tbody", "thead", "tfoot"})
_TABLE = frozenset({"table"})
_LIST = frozenset({"ul", "ol", "menu", "dir", "table", "td", "th"})

CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LIST),
    "dt": (frozenset({"dt", "dd"}), _LIST | {"dl"}),
    "dd": (frozenset({"dt", "dd"}), _LIST | {"dl"}),
    "td": (_CELL, _TABLE | {"tr"}),
    "th": (_CELL, _TABLE | {"tr"}),
    "tr": (frozenset({"tr"}), _TABLE),
    "tbody": (_ROWS, _TABLE),
    "thead": (_ROWS, _TABLE),
    "tfoot": (_ROWS, _TABLE),
    "a": (frozenset({"a"}), frozenset({"table", "td", "th", "object", "template"})),
    "body": (frozenset({"head"}), frozenset()),
}
"""By the name of a start tag, the elements that it ends, and those that it does not look beyond."""
