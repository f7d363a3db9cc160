"""Articles as Markdown files, in the ways that people write them."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable

from pipeline.facts.language.blocks import find_blocks

Paragraph = tuple[str, str]
"""Kind and text of a block."""


def paragraphs(text: str) -> list[Paragraph]:
    """The blocks of a plain text, each on one line."""
    return [(b.kind, " ".join(text[b.span.start : b.span.end].split())) for b in find_blocks(text, "text")]


def blog(blocks: list[Paragraph], rng: random.Random) -> bytes:
    """A post of a static site: front matter, emphasis, links, a picture, a table and a call of a template."""
    title = blocks[0][1].replace('"', "'")[:80]
    front = (
        f'---\ntitle: "{title}"\ntags: [health, "well being"]\nslug: a-post\ndate: 2024-05-06\ndraft: false\n---\n\n'
    )
    parts = [
        _hash_heading(text, 2) if kind == "h" else _item(text, "-") if kind == "li" else text for kind, text in blocks
    ]
    parts = [_with_marks(part, rng) for part in parts]
    parts.insert(len(parts) // 2, "| Kind | Share |\n|:-----|------:|\n| one  | 2.5   |\n| `b`  |       |")
    parts.insert(len(parts) // 3, '![A picture](/img/a.png "A title")\n\n{{< figure src="b.png" >}}')
    return (front + "\n\n".join(parts) + "\n").encode()


def wrapped(blocks: list[Paragraph], rng: random.Random) -> bytes:
    """A hard-wrapped file from Windows: underlined headings, stars, hard breaks, notes, no line end at the end."""
    parts = []
    for kind, text in blocks:
        if kind == "h":
            parts.append(f"{text}\r\n{rng.choice('=-') * max(3, len(text))}")
        elif kind == "li":
            parts.append("\r\n".join(textwrap.wrap(text, 72, initial_indent="* ", subsequent_indent="  ")))
        else:
            parts.append(rng.choice(["\r\n", "  \r\n"]).join(textwrap.wrap(text, 72)))
    parts.insert(
        len(parts) // 2,
        "As others wrote,[^1] see [the source][src].\r\n\r\n[^1]: A note\ton this.\r\n\r\n[src]: http://a.org/x_y_z",
    )
    return "\r\n\r\n".join(parts).encode("utf-8-sig")


def mixed(blocks: list[Paragraph], rng: random.Random) -> bytes:
    """Markdown with HTML, quotations, code, nested lists, tabs and trailing spaces."""
    parts = []
    for kind, text in blocks:
        if kind == "h":
            parts.append(_hash_heading(text, 3) + rng.choice(["", " ###"]))
        elif kind == "li":
            parts.append(rng.choice([_item(text, "1."), _item(text, "+"), f"- outer\n    - {text}"]))
        else:
            parts.append(rng.choice([text, text + "   ", "> " + text, f"<!-- a comment -->\n\n{text}"]))
    parts.insert(
        len(parts) // 2,
        "```python\nx = [ 1,2 ]  # why do my\tknees\n```\n\n\tindented  code\n\n<div class='a'>\nText , here\n</div>",
    )
    return ("\n\n\n".join(parts) + "\n\n\n").encode()


STYLES: dict[str, Callable[[list[Paragraph], random.Random], bytes]] = {
    "blog": blog,
    "wrapped": wrapped,
    "mixed": mixed,
}
"""Each way to write Markdown."""


def _hash_heading(text: str, level: int) -> str:
    return f"{'#' * level} {text}"


def _item(text: str, bullet: str) -> str:
    return f"{bullet} {text}"


def _with_marks(text: str, rng: random.Random) -> str:
    """A word in bold, another as a link."""
    words = text.split(" ")
    for mark in ("**{}**", "[{}](https://example.org/a_b?c=d)", "*{}*"):
        place = rng.randrange(len(words))
        if len(words) > 8 and words[place].isalpha():
            words[place] = mark.format(words[place])
    return " ".join(words)
