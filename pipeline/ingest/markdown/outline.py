"""What Markdown is made of: whether it is the same, but for the words that go, before and after edits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, partial
from operator import gt

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.ingest.html.outline import html_outline
from pipeline.ingest.markdown.layout import layout_of
from pipeline.model import Edit

Node = tuple[object, ...]

_GONE = "\ue000"
"""Stands for each letter that goes: neither white space nor punctuation to CommonMark, and hardly in any text."""
_UNSEEN = re.compile(r"[\s!-/:-@\[-`{-~‐-‧‹›«»\ue000]+")
"""What edits may take along with words: white space and punctuation."""
_SEEN = re.compile(r"[^\s!-/:-@\[-`{-~‐-‧‹›«»]")
_NOTE = re.compile(r"\[\^([^\]\s]{1,100})\]")
_FRAME = ("th_open", "td_open")
"""What stays when it is emptied, unless its whole row is."""


def keeps_outline(text: str, edits: Sequence[Edit], after: str) -> bool:
    """Whether edits leave all blocks, emphasis, links and words that they do not take, in their order and nesting.

    Args:
        text: Markdown without front matter.
        edits: sorted and apart.
        after: the text with the edits made, and with what has to go with them.
    """
    expected, expected_tight = _outline(_marked(text, edits))
    made, made_tight = _outline(after)
    return expected == made and not any(map(gt, expected_tight, made_tight))


def _marked(text: str, edits: Sequence[Edit]) -> str:
    """The text with a mark for each letter that goes, so that it is divided into blocks as it was; with the new words.

    The marks of lists, quotations and the like that go with the words stay here.
    """
    gone = _gone(text, edits)
    pieces: list[str] = []
    position = 0
    for edit in edits:
        start = max(edit.start, position)
        first = gone.find(1, start, edit.end)
        place = first if first >= 0 else start
        old = zip(text[place : edit.end], gone[place : edit.end], strict=True)
        pieces += (text[position:place], _UNSEEN.sub("", edit.new))
        pieces += (_GONE if goes and _SEEN.match(character) else character for character, goes in old)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def _gone(text: str, edits: Sequence[Edit]) -> bytearray:
    """For each character, 1 where it is a part of a block, or of a field in it, that an edit takes."""
    layout = layout_of(text)
    gone = bytearray(len(text))
    starts = [block.span.start for block in layout.blocks]
    for edit in edits:
        for block in layout.blocks[max(0, bisect_right(starts, edit.start) - 1) : bisect_right(starts, edit.end)]:
            _fill(gone, max(edit.start, block.span.start), min(edit.end, block.span.end), 1)
    for span in layout.code:
        _fill(gone, span.start, span.end, 0)
    edit_starts, edit_ends = [edit.start for edit in edits], [edit.end for edit in edits]
    for opening, closing in layout.links:
        number = bisect_right(edit_starts, opening.start) - 1
        if number >= 0 and closing.end <= edits[number].end:
            _fill(gone, opening.start, closing.end, 1)
    for field in layout.fields:
        for edit in edits[bisect_left(edit_ends, field.span.start) : bisect_right(edit_starts, field.span.end)]:
            _fill(gone, max(edit.start, field.span.start), min(edit.end, field.span.end), 1)
    return gone


def _fill(flags: bytearray, start: int, end: int, value: int) -> None:
    if start < end:
        flags[start:end] = bytes([value]) * (end - start)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _outline(text: str) -> tuple[Node, list[bool]]:
    """The blocks of a text with the letters in them, without those that hold nothing; and which paragraphs are tight.

    The paragraphs of a list are tight where no empty line stands between its items.
    """
    nested: list[tuple[Node, list[Node]]] = [((), [])]
    tight: list[bool] = []
    is_hidden = False
    # A note would be the definition of a link to a parser that knows no notes.
    for token in _parser().parse(_NOTE.sub(r"(^\1)", text)):
        if token.nesting == 1:
            # The number of an ordered list is that of its first item, which may be another one once an item has gone.
            nested.append(((token.type, token.tag, token.info), []))
            is_hidden = token.hidden
        elif token.nesting == -1:
            _close(nested)
        elif token.type == "inline":
            inside = _inline(token.children or ())
            nested[-1][1].extend(inside)
            tight += [is_hidden] * bool(inside)
        elif token.type == "html_block":
            nested[-1][1].extend(html_outline(token.content, partial(_UNSEEN.sub, "")))
        else:
            nested[-1][1].append((token.type, token.info, token.content))
    return tuple(nested[0][1]), tight


def _close(nested: list[tuple[Node, list[Node]]]) -> None:
    kind, inside = nested.pop()
    around = nested[-1][1]
    if kind[0] == "tr_open" and all(len(cell) == len(kind) for cell in inside):
        return
    if kind[0] == "ordered_list_open" and inside and around and _goes_on(around[-1], inside[0]):
        around[-1] = (*around[-1], *inside)
    elif inside or kind[0] in _FRAME:
        around.append((*kind, *inside))


def _goes_on(before: Node, item: Node) -> bool:
    """Whether an item of an ordered list has the number that an ordered list before it would go on with."""
    last = before[-1] if before[0] == "ordered_list_open" else None
    return isinstance(last, tuple) and int(str(item[2])) == int(str(last[2])) + 1


def _inline(tokens: Sequence[Token]) -> list[Node]:
    """What stands inside a block: letters, pictures, code, and what is around them; a break parts two of them."""
    nested: list[tuple[Node, list[Node]]] = [((), [])]
    breaks = False
    for token in tokens:
        shown = _shown(token)
        if token.type == "hardbreak":
            breaks = bool(nested[0][1]) or len(nested) > 1
        elif token.nesting == 1:
            nested.append(((token.type, tuple(token.attrs.items())), []))
        elif token.nesting == -1:
            _close(nested)
        elif shown:
            if breaks:
                nested[-1][1].append(("hardbreak",))
                breaks = False
            _add(nested[-1][1], shown)
    return nested[0][1]


def _add(inside: list[Node], shown: Node) -> None:
    """Add what is shown; letters join the letters before them."""
    if shown[0] == "text" and inside and inside[-1][0] == "text":
        inside[-1] = ("text", f"{inside[-1][1]}{shown[1]}")
    else:
        inside.append(shown)


def _shown(token: Token) -> Node:
    if token.type == "text":
        letters = _UNSEEN.sub("", token.content)
        return ("text", letters) if letters else ()
    if token.type == "image":
        return (token.type, tuple(token.attrs.items()), _UNSEEN.sub("", token.content))
    return (token.type, token.content) if token.content else ()
