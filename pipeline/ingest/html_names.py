"""What the names of HTML elements say: which make a block, which may be left open, which show something without text.

Source: the WHATWG HTML standard, sections 4 (elements), 13.1.2.4 (optional tags) and 15.3 (rendering).
"""

from __future__ import annotations

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
"""Level by name."""

PARAGRAPHS = frozenset(
    """address article aside blockquote body center details dialog dir div dl fieldset figcaption figure footer form
    frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend listing main menu nav ol p plaintext pre search section
    summary table ul xmp caption""".split()
)
"""Elements that stand apart from the text around them."""

LINES = frozenset("li dt dd tr td th tbody thead tfoot".split())
"""Elements that begin a new line."""

VOID = frozenset(
    """area base basefont bgsound br col command embed frame hr img input keygen link meta param source track
    wbr""".split()
)
"""Elements that have no content and no end tag."""

END_IS_OPTIONAL = frozenset("html head body p li dt dd tr td th tbody thead tfoot caption colgroup option optgroup".split())
"""Elements that another tag may end."""

CLOSES_PARAGRAPH = PARAGRAPHS - frozenset({"body", "html", "legend", "caption", "frameset"}) | frozenset({"li", "dt", "dd"})
"""Elements before which an open ``p`` ends."""

_CELL = frozenset({"td", "th"})
_ROWS = frozenset({"tbody", "thead", "tfoot"})
_LIST = frozenset({"ul", "ol", "menu", "dir", "table", "td", "th"})
_TABLE = frozenset({"table"})

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
    "option": (frozenset({"option"}), frozenset({"select", "optgroup", "datalist"})),
    "optgroup": (frozenset({"optgroup"}), frozenset({"select"})),
    "a": (frozenset({"a"}), frozenset({"table", "td", "th", "object", "template"})),
    "body": (frozenset({"head"}), frozenset()),
}
"""By the name of a start tag, the elements that it ends, and those that it does not look beyond."""

SCOPE = frozenset({"table", "td", "th", "caption", "html", "object", "marquee", "applet", "template"})
"""Elements that an end tag does not look beyond, unless it is a table's own."""

TABLE_PARTS = frozenset({"table", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"})

HEAD_PARTS = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
"""Elements that may stand in a head; any other one ends it."""

UNREAD = frozenset(
    """applet audio button canvas datalist embed iframe input keygen math meter noembed noframes object option output
    picture progress rp script select style svg template textarea title video""".split()
)
"""Elements whose content is no text of the page."""

SHOWN_WITHOUT_TEXT = UNREAD - {"rp", "noframes"} | frozenset({"area", "hr", "img", "link", "map", "meta", "noscript"})
"""Elements that show something, or mean something, without text: what holds one does not go when its text goes."""

CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
"""Elements whose text is no prose."""

TRANSPARENT = frozenset(
    """a abbr acronym b bdi bdo big blink cite del dfn em font i ins label mark nobr q ruby rb rt rtc s small span strike
    strong sub sup time u""".split()
)
"""Elements inside a line."""
