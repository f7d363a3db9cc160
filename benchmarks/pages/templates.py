"""Page templates of many kinds; each gives a page and says what of it is the article.

The templates stand in ``templates/``; in them ``$title`` and ``$article`` are the article, the rest is furniture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from string import Template

from benchmarks.pages import furniture
from benchmarks.pages.pour import Blocks, as_lines, as_tags, as_wordpress

Write = Callable[[str], str]
Pour = Callable[[Blocks, Write], str]

_FOLDER = Path(__file__).parent / "templates"
_MARK = "\ue000"
"""Stands around the article while a page is put together."""
_ADVERT = '\n<div class="ad-slot" aria-hidden="true"><span>Advertisement</span></div>'


@dataclass(frozen=True, slots=True)
class Filled:
    """A page.

    Attributes:
        source: the file.
        article: the ranges of ``source`` that are the article: its heading and its body.
        suffix: of the file's name.
    """

    source: str
    article: tuple[tuple[int, int], ...]
    suffix: str


def _without_end_tags(blocks: Blocks, write: Write) -> str:
    return as_tags(blocks, write).replace("</p>", "").replace("</li>", "")


def _on_one_line(blocks: Blocks, write: Write) -> str:
    return as_tags(blocks, write, gap="").replace("</p>", "").replace("</li>", "").replace("\n", " ")


def _with_styles(blocks: Blocks, write: Write) -> str:
    return as_tags(blocks, write).replace("<p>", '<p class="font_8" style="line-height:1.7em">')


def _with_advert(blocks: Blocks, write: Write) -> str:
    body = as_tags(blocks, write)
    middle = body.find("\n<p>", len(body) // 2)
    return f"{body[:middle]}{_MARK}{_ADVERT}{_MARK}{body[middle:]}" if middle > 0 else body


POURS: dict[str, Pour] = {
    "old_blog": as_lines,
    "wordpress": as_wordpress,
    "table_layout": as_tags,
    "amp": as_tags,
    "minified": _on_one_line,
    "xhtml": as_tags,
    "no_body": _without_end_tags,
    "deeply_nested": _with_styles,
    "blogger": as_lines,
    "portal": _with_advert,
}
"""How the text is written in each template."""


def fill(name: str, title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A page.

    Args:
        name: of the template.
        title: of the article.
        blocks: the rest of the article.
        write: how text is written between tags.
        rng: chooses the furniture.
    """
    heading = write(title)
    if name == "xhtml":
        # XML knows five entities.
        write = partial(_with_numbers, write)
        heading = write(title)
    boxes = [f'<div class="x{rng.randrange(10**6)}"><div data-testid="b{rng.randrange(10**6)}">' for _ in range(30)]
    path, template = _template(name)
    page = template.substitute(
        title=f"{_MARK}{heading}{_MARK}",
        page_title=furniture.bare(title),
        article=f"{_MARK}{POURS[name](blocks, write)}{_MARK}",
        menu=furniture.menu(rng),
        links=furniture.links(rng),
        teasers=furniture.teasers(rng),
        comments=furniture.comments(rng),
        author=furniture.AUTHOR,
        cookies=furniture.COOKIES,
        copyright=furniture.COPYRIGHT,
        letter=furniture.LETTER,
        welcome=furniture.WELCOME,
        opened="".join(boxes),
        closed="</div></div>" * len(boxes),
    )
    parts = page.split(_MARK)
    ranges, position = [], 0
    for number, part in enumerate(parts):
        if number % 2:
            ranges.append((position, position + len(part)))
        position += len(part)
    return Filled("".join(parts), tuple(ranges), path.suffix)


@cache
def _template(name: str) -> tuple[Path, Template]:
    path = next(_FOLDER.glob(f"{name}.*"))
    return path, Template(path.read_text(encoding="utf-8"))


def _with_numbers(write: Write, text: str) -> str:
    written = write(text)
    for name, character in furniture.ENTITIES.items():
        written = written.replace(name, f"&#{ord(character)};")
    return written
