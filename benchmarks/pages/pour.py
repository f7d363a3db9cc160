"""Plain texts as HTML: headings, lists and paragraphs, with or without tags and entities inside them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby
from random import Random

from benchmarks.pages.furniture import ENTITIES
from pipeline.facts.language.blocks import find_blocks
from pipeline.model import BlockKind

Blocks = list[tuple[BlockKind, str]]

_NAMES = {character: name for name, character in ENTITIES.items()} | {"—": "&#8212;"}
_TAGS = ("b", "em", "strong", "i", "span")


_UNTITLED = "Notes of a Tuesday"


def blocks_of_text(text: str) -> tuple[str, Blocks]:
    """The title and the other blocks of a plain text: a heading that it begins with, else a title that says nothing."""
    blocks: Blocks = [(block.kind, text[block.span.start : block.span.end]) for block in find_blocks(text, "text")]
    return (blocks[0][1], blocks[1:]) if blocks[0][0] == "h" else (_UNTITLED, blocks)


def titled(text: str) -> str:
    """A plain text under the title that its pages have."""
    title, _ = blocks_of_text(text)
    return text if title != _UNTITLED else f"{title}\n\n{text}"


def plain(text: str) -> str:
    """Text as it is written between tags."""
    return escape(text, quote=False)


def decorated(rng: Random) -> Callable[[str], str]:
    """A way to write text between tags in which some words are tagged, parted, linked or written as entities."""

    def write(text: str) -> str:
        return " ".join(_word(word, rng) for word in text.split(" "))

    return write


def _word(word: str, rng: Random) -> str:
    written = plain(word)
    if rng.random() < 0.5:
        written = "".join(_NAMES.get(character, character) for character in written)
    chance = rng.random()
    if chance < 0.03:
        name = rng.choice(_TAGS)
        return f"<{name}>{written}</{name}>"
    if chance < 0.04:
        return f'<a href="/see/{rng.randrange(99)}?a=1&amp;b=2">{written}</a>'
    if chance < 0.05 and word.isalpha() and len(word) > 5:
        return f"{word[:3]}&shy;{word[3:]}"
    if chance < 0.06 and word.isalpha() and len(word) > 3:
        return f"{word[:1]}<span>{word[1:2]}</span>{word[2:]}"
    if chance < 0.065:
        return f"{written}<!-- checked -->"
    return written


def as_tags(blocks: Blocks, write: Callable[[str], str] = plain, *, gap: str = "\n") -> str:
    """Headings, lists and paragraphs in tags of their own."""
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block[0]):
        contents = [write(content) for _, content in group]
        if kind == "li":
            parts.append("<ul>" + gap + gap.join(f"<li>{content}</li>" for content in contents) + gap + "</ul>")
        else:
            parts += (f"<h2>{content}</h2>" if kind == "h" else f"<p>{content}</p>" for content in contents)
    return gap.join(parts)


def as_lines(blocks: Blocks, write: Callable[[str], str] = plain) -> str:
    """Paragraphs with line ends between, as old editors wrote them."""
    parts = []
    for kind, content in blocks:
        written = write(content)
        parts.append(f"<b>{written}</b>" if kind == "h" else f"&bull; {written}" if kind == "li" else written)
    return "<br>\n<br>\n".join(parts)


def as_wordpress(blocks: Blocks, write: Callable[[str], str] = plain) -> str:
    """Block comments of WordPress around each block."""
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block[0]):
        contents = [write(content) for _, content in group]
        if kind == "li":
            items = "".join(f"<!-- wp:list-item -->\n<li>{c}</li>\n<!-- /wp:list-item -->\n\n" for c in contents)
            parts.append(f"<!-- wp:list -->\n<ul>{items.rstrip()}</ul>\n<!-- /wp:list -->")
        elif kind == "h":
            parts += (f"<!-- wp:heading -->\n<h2>{c}</h2>\n<!-- /wp:heading -->" for c in contents)
        else:
            parts += (f"<!-- wp:paragraph -->\n<p>{c}</p>\n<!-- /wp:paragraph -->" for c in contents)
    return "\n\n".join(parts)
