"""Compare a cleaned article with the clean one that was stuffed, and count.

A sentence or line is compared with all white space around it, up to its neighbors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.sentences import split_sentences
from pipeline.model import Article, Cleaned, Edit, Span
from pipeline.training.stuffing.generator import Injection, Stuffed
from pipeline.training.stuffing.shapes import INTEGRATED

_CONFIG = Config(grammar=False, select=("K",))
_SHOWN_AROUND = 60
"""Characters shown to each side of an injection that was not undone."""


@dataclass
class Score:
    """Counts over articles.

    Attributes:
        shapes: for each shape, ``spans``, ``removed``, ``letters``, ``letters removed``, ``flagged``, ``exact``.
        total: counts over whole articles.
        integrated: what became of integrated mentions.
        misses: for each shape, injections that were not undone, as they came out.
    """

    shapes: dict[str, Counter[str]] = field(default_factory=dict)
    total: Counter[str] = field(default_factory=Counter)
    integrated: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=dict)


def clean(text: str) -> Cleaned:
    """``text`` cleaned of stuffing alone."""
    return clean_article(Article.from_text(text), _CONFIG)


def add_article(stuffed: Stuffed, cleaned: Cleaned, score: Score) -> None:
    """Add the counts of one article to ``score``."""
    comparison = Comparison(stuffed, cleaned)
    flagged = [finding.span for finding in cleaned.findings if finding.state == "open"]
    for injection in stuffed.injections:
        span = Span(injection.start, injection.end)
        counts = score.shapes.setdefault(injection.shape, Counter())
        letters, removed = comparison.letters(span)
        exact = comparison.is_exact_around(injection)
        is_flagged = any(other.overlaps(span) for other in flagged)
        counts.update(spans=1, removed=letters == removed, flagged=is_flagged, exact=exact)
        counts.update({"letters": letters, "letters removed": removed})
        if injection.shape == INTEGRATED:
            score.integrated[comparison.fate(injection, is_flagged)] += 1
        if not exact:
            score.misses.setdefault(injection.shape, []).append(comparison.shown(injection))
    score.total.update(comparison.totals())


class Comparison:
    """One stuffed article beside its clean original and what the cleaner made of it."""

    def __init__(self, stuffed: Stuffed, cleaned: Cleaned) -> None:
        self._stuffed = stuffed
        self._edits = [_aligned(edit, stuffed) for edit in cleaned.edits]
        text = stuffed.clean
        self._sentences = _regions(split_sentences(text, find_blocks(text, "text")), len(text))
        self._lines = _regions(_lines(text), len(text))
        self._gone = self._removed()

    def letters(self, span: Span) -> tuple[int, int]:
        """Letters and digits in a range of the stuffed text, and how many of them were removed."""
        places = [i for i in range(span.start, span.end) if self._stuffed.text[i].isalnum()]
        return len(places), sum(self._gone[i] for i in places)

    def is_exact_around(self, injection: Injection) -> bool:
        """Whether every clean sentence that holds or adjoins the injection came back, up to the next injections."""
        text = self._stuffed.text
        before = max((other.end for other in self._stuffed.injections if other.end <= injection.start), default=0)
        behind = min((i.start for i in self._stuffed.injections if i.start >= injection.end), default=len(text))
        touched = [self._stuffed_range(region) for region in self._sentences if self._touches(region, injection)]
        start = max(before, min((start for start, _ in touched), default=injection.start))
        end = min(behind, max((end for _, end in touched), default=injection.end))
        wanted = text[start : injection.start] + injection.replaced + text[injection.end : end]
        return self._image(start, end) == wanted

    def fate(self, injection: Injection, is_flagged: bool) -> str:
        """What became of an integrated mention; ``restored`` ignores upper and lower case."""
        touching = [edit for edit in self._edits if edit.start < injection.end and injection.start < edit.end]
        if not touching:
            return "flagged" if is_flagged else "missed"
        start = min(injection.start, *(edit.start for edit in touching))
        end = max(injection.end, *(edit.end for edit in touching))
        text = self._stuffed.text
        wanted = text[start : injection.start] + injection.replaced + text[injection.end : end]
        image = self._image(start, end)
        if image.lower() == wanted.lower():
            return "restored"
        replaced = any(character.isalnum() for edit in touching for character in edit.new)
        return "replaced by another" if replaced else "hole"

    def totals(self) -> Counter[str]:
        """Counts of the whole article."""
        injected = [Span(injection.start, injection.end) for injection in self._stuffed.injections]
        counts: Counter[str] = Counter(
            articles=1, restored=self._image(0, len(self._stuffed.text)) == self._stuffed.clean
        )
        for span in injected:
            letters, removed = self.letters(span)
            counts.update({"letters": letters, "letters removed": removed})
        everything = self.letters(Span(0, len(self._stuffed.text)))[1]
        counts["wrongly removed"] = everything - counts["letters removed"]
        for name, regions in (("sentences", self._sentences), ("lines", self._lines)):
            for region in regions:
                touched = any(self._touches(region, injection) for injection in self._stuffed.injections)
                kind = f"touched {name}" if touched else f"untouched {name}"
                counts.update({kind: 1, f"{kind} exact": self._is_exact(region)})
        return counts

    def shown(self, injection: Injection) -> str:
        """The injection with its surroundings in the stuffed text, and what came out."""
        start, end = max(0, injection.start - _SHOWN_AROUND), injection.end + _SHOWN_AROUND
        text = self._stuffed.text
        marked = f"{text[start : injection.start]}⟦{text[injection.start : injection.end]}⟧{text[injection.end : end]}"
        return f"{marked!r} -> {self._image(start, min(end, len(text)))!r}"

    def _is_exact(self, region: Span) -> bool:
        return self._image(*self._stuffed_range(region)) == self._stuffed.clean[region.start : region.end]

    def _touches(self, region: Span, injection: Injection) -> bool:
        start, end = self._stuffed_range(region)
        return injection.start < end and start < injection.end

    def _stuffed_range(self, region: Span) -> tuple[int, int]:
        """The range of the stuffed text that a range of the clean text became, injections at its ends included."""
        start, end = region.start, region.end
        for injection in self._stuffed.injections:
            grown = injection.end - injection.start - len(injection.replaced)
            behind = injection.clean_start + len(injection.replaced)
            start += grown if behind <= region.start and injection.clean_start < region.start else 0
            end += grown if behind <= region.end else 0
        return start, end

    def _image(self, start: int, end: int) -> str:
        """What a range of the stuffed text came out as."""
        pieces, position = [], start
        for edit in self._edits:
            if (edit.end <= start and edit.start < start) or edit.start >= end:
                continue
            pieces.append(self._stuffed.text[position : max(position, edit.start)])
            pieces.append(edit.new if edit.start >= start else "")
            position = max(position, min(edit.end, end))
        return "".join(pieces) + self._stuffed.text[position:end]

    def _removed(self) -> bytearray:
        """For each character of the stuffed text, 1 where an edit took it away."""
        gone = bytearray(len(self._stuffed.text))
        for edit in self._edits:
            old, new = self._stuffed.text[edit.start : edit.end].lower(), edit.new.lower()
            head = _common(old, new)
            tail = _common(old[head:][::-1], new[head:][::-1])
            gone[edit.start + head : edit.end - tail] = b"\1" * (len(old) - head - tail)
        return gone


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length


def _regions(spans: Sequence[Span], length: int) -> list[Span]:
    """Each span widened to the end of the one before and the start of the one behind."""
    ends = [0, *(span.end for span in spans[:-1])]
    starts = [*(span.start for span in spans[1:]), length]
    return [Span(end, start) for end, start in zip(ends, starts, strict=True)]


def _lines(text: str) -> list[Span]:
    """The lines that hold something, without the white space around."""
    lines, position = [], 0
    for line in text.splitlines(keepends=True):
        start = position + len(line) - len(line.lstrip())
        position += len(line)
        if line.strip():
            lines.append(Span(start, start + len(line.strip())))
    return lines


def _aligned(edit: Edit, stuffed: Stuffed) -> Edit:
    """The edit slid along equal characters to begin where an injection begins, if it can.

    Cutting ". X" out of "a. X. b" is cutting " X." out of it: which of them the cleaner names must not count.
    """
    text, starts = stuffed.text, {injection.start for injection in stuffed.injections}
    if edit.new or edit.start in starts:
        return edit
    for step in (1, -1):
        start, end = edit.start, edit.end
        while (
            start > 0
            and end < len(text)
            and (text[start] == text[end] if step > 0 else text[start - 1] == text[end - 1])
        ):
            start, end = start + step, end + step
            if start in starts:
                return Edit(start, end, "", edit.rule_ids)
    return edit
