"""The ledger of edits: the only module that knows two coordinate systems.

Every edit is kept as a range of ``Article.text``. A stage reads ``Draft.text`` and asks for changes in *that* text;
``Draft.revise`` stores them back in article ranges.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from pipeline.model import Article, Edit, Layout, Span


def splice(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with each edit's range replaced.

    Args:
        text: the text that the edits count in.
        edits: sorted and apart.

    Raises:
        ValueError: two edits overlap, are out of order, or lie outside the text.
    """
    pieces: list[str] = []
    position = 0
    for edit in edits:
        if not position <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit [{edit.start}, {edit.end}) overlaps another or lies outside the text")
        pieces += (text[position : edit.start], edit.new)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


@dataclass(frozen=True)
class Draft:
    """An article and the edits made to it so far, sorted and apart in ``article.text``."""

    article: Article
    edits: tuple[Edit, ...] = ()

    @cached_property
    def text(self) -> str:
        """The article's text with the edits applied; what the next stage reads."""
        return splice(self.article.text, self.edits)

    @cached_property
    def layout(self) -> Layout | None:
        """The article's layout in ``text``; a block that the edits emptied is no more."""
        layout = self.article.layout
        if layout is None or not self.edits:
            return layout
        blocks = (replace(block, span=self._moved(block.span), line=self._moved(block.line)) for block in layout.blocks)
        fields = (replace(field, span=self._moved(field.span)) for field in layout.fields)
        return Layout(
            tuple(block for block in blocks if len(block.span)),
            self._left_of(layout.code),
            tuple(field for field in fields if len(field.span)),
            None if layout.prose_end is None else self._moved_position(layout.prose_end, at_start=False),
            layout.extracted_ratio,
            layout.taken_in,
            self._left_of(layout.line_marks),
            self._left_of(layout.links),
            self._left_of(layout.raised),
            self._left_of(layout.emphasized),
            layout.language,
            self._left_of(layout.seams),
            layout.prose_ratio,
        )

    @cached_property
    def prose(self) -> str:
        """What a reader reads of ``text``."""
        return self.text if self.layout is None else self.text[: self.layout.prose_end]

    def _left_of(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Ranges of the article's text in ``text``, without those that the edits emptied."""
        return tuple(moved for moved in map(self._moved, spans) if len(moved))

    def _moved(self, span: Span) -> Span:
        """A range of the article's text in ``text``; what an edit puts in belongs to the range in which it begins."""
        start = self._moved_position(span.start, at_start=True)
        return Span(start, max(start, self._moved_position(span.end, at_start=False)))

    def _moved_position(self, position: int, *, at_start: bool) -> int:
        index = bisect_left(self._article_starts, position)
        if not at_start and index < len(self.edits) and self.edits[index].end == position:
            # What is put in at the end of a range belongs to it.
            return self._ends[index]
        return self._ends[index - 1] + max(0, position - self.edits[index - 1].end) if index else position

    @cached_property
    def _article_starts(self) -> list[int]:
        return [edit.start for edit in self.edits]

    @cached_property
    def _starts(self) -> list[int]:
        """Start of each edit in ``text``."""
        growth = accumulate((len(edit.new) - len(edit.span) for edit in self.edits), initial=0)
        return [edit.start + shift for edit, shift in zip(self.edits, growth, strict=False)]

    @cached_property
    def _ends(self) -> list[int]:
        """End of each edit in ``text``."""
        return [start + len(edit.new) for edit, start in zip(self.edits, self._starts, strict=True)]

    def to_article(self, span: Span) -> Span:
        """The range of ``article.text`` behind a range of ``text``; an edit that is entered is taken whole."""
        return Span(self._article_start(span.start), self._article_end(span.end))

    def _article_start(self, position: int) -> int:
        inside = bisect_right(self._starts, position) - 1
        if inside >= 0 and position < self._ends[inside]:
            return self.edits[inside].start
        return self._outside(position, bisect_right(self._ends, position))

    def _article_end(self, position: int) -> int:
        inside = bisect_left(self._starts, position) - 1
        if inside >= 0 and position <= self._ends[inside]:
            return self.edits[inside].end
        return self._outside(position, bisect_left(self._starts, position))

    def _outside(self, position: int, edits_before: int) -> int:
        if edits_before == 0:
            return position
        return self.edits[edits_before - 1].end + position - self._ends[edits_before - 1]

    def carried(self, span: Span, other: Draft) -> Span | None:
        """The range of another draft's text that holds what stands in a range of this one's.

        Args:
            span: in ``text``; an empty one is a place between two characters.
            other: a draft of the same article, with other edits.

        Returns:
            The range that reads the same and is made of the same: characters of the article, or of an edit that both
            drafts have. None where there is none.
        """
        before = other._place(self._character(span.start - 1)) if span.start else -1
        after = other._place(self._character(span.end)) if span.end < len(self.text) else len(other.text)
        if not len(span):
            return Span(after, after) if before is not None and after == before + 1 else None
        first, last = (other._place(self._character(position)) for position in (span.start, span.end - 1))
        if first is None or last is None or other.text[first : last + 1] != self.text[span.start : span.end]:
            return None
        return Span(first, last + 1)

    def _character(self, position: int) -> tuple[Edit | None, int]:
        """A character of ``text``: where it stands in what an edit put in, or in the article."""
        inside = bisect_right(self._starts, position) - 1
        if inside >= 0 and position < self._ends[inside]:
            return self.edits[inside], position - self._starts[inside]
        return None, self._outside(position, bisect_right(self._ends, position))

    def _place(self, character: tuple[Edit | None, int]) -> int | None:
        """Where a character of another draft of the article stands in ``text``; None where it does not."""
        edit, offset = character
        number = bisect_right(self._article_starts, edit.start if edit else offset) - 1
        last = self.edits[number] if number >= 0 else None
        if edit:
            is_here = last is not None and (last.span, last.new) == (edit.span, edit.new)
            return self._starts[number] + offset if is_here else None
        if last is None:
            return offset
        return None if offset < last.end else self._ends[number] + offset - last.end

    def edits_at(self, span: Span) -> tuple[Edit, ...]:
        """The edits that overlap or touch a range of ``text``."""
        return self.edits[bisect_left(self._ends, span.start) : bisect_right(self._starts, span.end)]

    def revise(self, changes: Sequence[Edit]) -> Draft:
        """A draft with ``changes`` made as well.

        Changes and earlier edits that overlap or touch become one edit that keeps all rule ids; an edit that puts back
        what stood in the article is dropped.

        Args:
            changes: sorted and apart, ranges of ``self.text``.

        Raises:
            ValueError: two changes overlap or are out of order.
        """
        splice(self.text, changes)
        edits = (self._merge(cluster) for cluster in self._clusters(changes))
        return Draft(self.article, tuple(e for e in edits if e.new != self.article.text[e.start : e.end]))

    def _clusters(self, changes: Sequence[Edit]) -> list[list[tuple[int, int, Edit, bool]]]:
        """Changes and edits as (start, end, edit, is_change) in ``text``, grouped where they overlap or touch."""
        ranges = [
            (start, end, edit, False) for start, end, edit in zip(self._starts, self._ends, self.edits, strict=True)
        ]
        ranges += [(change.start, change.end, change, True) for change in changes]
        ranges.sort(key=lambda item: (item[0], item[1]))
        clusters: list[list[tuple[int, int, Edit, bool]]] = []
        reach = -1
        for item in ranges:
            if item[0] <= reach:
                clusters[-1].append(item)
            else:
                clusters.append([item])
            reach = max(reach, item[1])
        return clusters

    def _merge(self, cluster: list[tuple[int, int, Edit, bool]]) -> Edit:
        start = min(item[0] for item in cluster)
        end = max(item[1] for item in cluster)
        changes = [replace(e, start=s - start, end=t - start) for s, t, e, is_change in cluster if is_change]
        if not changes:
            return cluster[0][2]
        article_start = min(e.start if not is_change else self._article_start(s) for s, _, e, is_change in cluster)
        article_end = max(e.end if not is_change else self._article_end(t) for _, t, e, is_change in cluster)
        rule_ids = dict.fromkeys(rule_id for _, _, edit, _ in cluster for rule_id in edit.rule_ids)
        return Edit(article_start, article_end, splice(self.text[start:end], changes), tuple(rule_ids))

    def without(self, edits: Iterable[Edit]) -> Draft:
        """A draft in which ``edits`` were never made."""
        unwanted = frozenset(edits)
        return Draft(self.article, tuple(edit for edit in self.edits if edit not in unwanted))
