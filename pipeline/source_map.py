"""From edits of an article's text to edits of its source, around the markup, which stays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from pipeline.model import Article, Edit, Segment

Escape = Callable[[str, int], str]
"""Text, and the position in the source where it will stand, to the text as it is written there."""


def _as_it_is(text: str, _place: int) -> str:
    return text


def source_edits(article: Article, edits: Sequence[Edit], escape: Escape = _as_it_is) -> tuple[Edit, ...]:
    """The edits in ``article.source`` that make the edits in ``article.text``.

    Only characters that stand in the source are replaced: markup between them stays, and an edit of a gap between two
    blocks, which stands nowhere in the source, comes to nothing. The new text stands where the first of the old stood.

    Args:
        article: the article.
        edits: sorted and apart, in ``article.text``.
        escape: writes text as the markup wants it.

    Returns:
        Edits that are sorted and apart, in ``article.source``; each has the rule ids of the edit that it is made of.
    """
    starts = [segment.start for segment in article.segments]
    made: list[Edit] = []
    for edit in edits:
        for piece in _pieces(article, edit, starts, escape):
            _append(made, piece)
    return tuple(made)


def _pieces(article: Article, edit: Edit, starts: Sequence[int], escape: Escape) -> list[Edit]:
    if edit.start == edit.end:
        place = _insertion_place(article, edit.start, starts)
        return [] if place is None else [Edit(place, place, escape(edit.new, place), edit.rule_ids)]
    first = max(bisect_right(starts, edit.start) - 1, 0)
    last = bisect_left(starts, edit.end)
    touched = [s for s in article.segments[first:last] if s.start < edit.end and s.end > edit.start]
    return [
        _piece(article.text, segment, edit, edit.new if index == 0 else "", escape)
        for index, segment in enumerate(touched)
    ]


def _piece(text: str, segment: Segment, edit: Edit, new: str, escape: Escape) -> Edit:
    start, end = max(segment.start, edit.start), min(segment.end, edit.end)
    if segment.is_verbatim:
        shift = segment.source_start - segment.start
        return Edit(start + shift, end + shift, escape(new, start + shift), edit.rule_ids)
    kept_before, kept_after = text[segment.start : start], text[end : segment.end]
    written = escape(kept_before + new + kept_after, segment.source_start)
    return Edit(segment.source_start, segment.source_end, written, edit.rule_ids)


def _insertion_place(article: Article, position: int, starts: Sequence[int]) -> int | None:
    """Where text that is put in at ``position`` goes: behind the character before it, else before the one after it."""
    index = bisect_left(starts, position) - 1
    if index >= 0 and position <= article.segments[index].end:
        return article.to_source(position)
    following = index + 1
    if following < len(starts) and starts[following] == position:
        return article.segments[following].source_start
    return None


def _append(made: list[Edit], piece: Edit) -> None:
    """Add an edit; one that touches the last is joined with it, and one of nothing is left out."""
    if piece.start == piece.end and not piece.new:
        return
    if made and made[-1].end == piece.start:
        before = made.pop()
        piece = Edit(before.start, piece.end, before.new + piece.new, rule_ids_of((before, piece)))
    made.append(piece)


def join_edits(edits: Iterable[Edit]) -> list[Edit]:
    """Edits of a source, in the order of their places; those that overlap or touch are one."""
    made: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        if made and made[-1].end >= edit.start:
            last = made.pop()
            edit = Edit(last.start, max(last.end, edit.end), last.new + edit.new, rule_ids_of((last, edit)))
        made.append(edit)
    return made


def rule_ids_of(edits: Iterable[Edit]) -> tuple[str, ...]:
    """The rules of some edits, each once."""
    return tuple(dict.fromkeys(rule_id for edit in edits for rule_id in edit.rule_ids))
