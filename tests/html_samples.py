"""Random HTML for property tests: text with inline tags, entities, comments and breaks in it."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.ingest.html.format import parse_html
from pipeline.model import Article

WORDS = ("sleep", "on", "your", "side", "water", "rest", "knee", "a", "10", "mg", "café", "AT&amp;T", "x&lt;y", "it’s")
ENTITIES = (
    "&amp;",
    "&nbsp;",
    "&eacute;",
    "&#8217;",
    "&#x2014;",
    "&shy;",
    "&notanentity;",
    "&",
    "<",
    "&lt;b&gt;",
    "\u00ad",
)
INLINE = ("b", "i", "em", "strong", "span", "u", "font")
BLOCKS = ("p", "div", "h2", "li", "td", "blockquote", "section")
GAPS = (" ", "\n", "  ", "\r\n\t", " &nbsp; ", "<!-- note -->", " <!-- note --> ", "<br>", "<br />\n", "<wbr>", "")

words = st.sampled_from(WORDS)
gaps = st.sampled_from(GAPS)


@st.composite
def inline(draw: st.DrawFn, depth: int = 2) -> str:
    """A run of words with tags around some of them, and entities between."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        shape = draw(st.integers(0, 7))
        if shape < 4 or depth == 0:
            parts.append(draw(words))
        elif shape == 4:
            parts.append(draw(st.sampled_from(ENTITIES)))
        elif shape == 5:
            word = draw(words)
            parts.append(f"{word[:1]}<b>{word[1:2]}</b>{word[2:]}" if word.isalpha() else word)
        else:
            name = draw(st.sampled_from(INLINE))
            attribute = draw(st.sampled_from(("", ' class="x y"', " title='a > b'", ' id="here"', " data-a=1")))
            parts.append(f"<{name}{attribute}>{draw(inline(depth - 1))}</{name}>")
        parts.append(draw(gaps))
    return "".join(parts)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A block; some are left open, some crossed."""
    name = draw(st.sampled_from(BLOCKS))
    content = draw(inline())
    if name == "li":
        rows = [f"<li>{content}", f"<li>{draw(inline())}</li>"]
        return "<ul>\n" + draw(st.sampled_from(("", "\n"))).join(rows) + "\n</ul>"
    if name == "td":
        return (
            f"<table><tr><td>{content}</td><td>{draw(inline())}</td></tr>\n<tr><td>{draw(inline())}</td></tr></table>"
        )
    ending = draw(st.sampled_from((f"</{name}>", f"</{name}>", "" if name == "p" else f"</{name}>")))
    return f"<{name}>{content}{ending}"


@st.composite
def fragments(draw: st.DrawFn) -> str:
    """A few blocks, with white space or block comments between."""
    between = st.sampled_from(
        ("", "\n", "\n\n", "\r\n", "\n<!-- wp:x -->\n", "<hr>", "</b>", "<script>var a = '<p>';</script>")
    )
    return "".join(draw(blocks()) + draw(between) for _ in range(draw(st.integers(1, 4))))


def html_article(source: str, name: str = "page.html") -> Article:
    """The article in an HTML source."""
    parsed = parse_html(source)
    return Article(
        name,
        source,
        parsed.text,
        parsed.segments,
        format="html",
        layout=parsed.layout,
        title=parsed.title,
        url=parsed.url,
        extracted_ratio=parsed.extracted_ratio,
    )
