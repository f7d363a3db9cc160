"""Lists of search phrases with a line for each, and runs of hashtags."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.facts.keyphrase import Keyphrase
from pipeline.facts.keyphrase_chains import Items, is_bare
from pipeline.facts.keyphrase_index import Index, Run
from pipeline.facts.keyphrase_mentions import Mention, classify
from pipeline.facts.keyphrase_model import model
from pipeline.facts.keyphrase_variant_lists import as_keyphrase
from pipeline.model import Span

_FEWEST_LINES = 4
"""Lines in a list."""
_LONGEST_LINE = 8
"""Words of the longest line."""
_LINE_END = (".", "!", "?", ":", ";", ",", "…")
_FEWEST_TYPED = 2
"""Lines with what only a search holds."""
_HASHTAGS = re.compile(
    r"(?<![^\s(])#[^\W\d]\w*(?:[ \t\u00a0,]+#[^\W\d]\w*){3,}(?:[ \t\u00a0]*[^\w\s.,:;!?…()\[\]\"'<>|*#-]+)*"
)
"""Four hashtags or more, with the pictures behind them."""
_FEWEST_ALIKE = 3
"""Hashtags that begin or end alike, or hold the same letters."""
_SHARED_LETTERS = 4
"""Letters that hashtags for one thing share."""


def find_line_lists(index: Index) -> Iterator[Keyphrase]:
    """Lists of searches for one thing in neighboring lines, each as a phrase with a mention for each line."""
    for runs in _groups(index):
        items = Items(index, runs, "\n")
        shared = frozenset(word for words in items.words for word in words if index.count_of(word) > 1)
        if not items.core or not all(is_bare(index, run, shared) for run in runs):
            continue
        half = 2 * items.asked >= len(items)
        if not half or items.strongly_asked < _FEWEST_TYPED or len(items.core) < 2:
            continue
        lower = all(index.text[index.starts[run.first]].islower() for run in runs)
        yield from _as_lines(index, items, is_sure=lower)


def _groups(index: Index) -> Iterator[tuple[Run, ...]]:
    """Neighboring lines without stops that are one short run of words each."""
    group: list[Run] = []
    for number, run in enumerate(index.runs):
        if group and run.block != group[-1].block + 1:
            if len(group) >= _FEWEST_LINES:
                yield tuple(group)
            group = []
        if _is_line(index, number):
            group.append(run)
        else:
            if len(group) >= _FEWEST_LINES:
                yield tuple(group)
            group = []
    if len(group) >= _FEWEST_LINES:
        yield tuple(group)


def _is_line(index: Index, number: int) -> bool:
    run = index.runs[number]
    if run.last - run.first > _LONGEST_LINE:
        return False
    block = index.blocks[run.block]
    is_only = index.starts[run.first] == block.span.start and index.ends[run.last - 1] == block.span.end
    return is_only and block.kind in ("li", "p", "h") and not block.level


def _as_lines(index: Index, items: Items, *, is_sure: bool) -> Iterator[Keyphrase]:
    """A list as a phrase with a mention for each line."""
    mentions: list[Mention] = []
    first: Keyphrase | None = None
    for run in items.runs:
        one = Items(index, (run,), items.mark)
        found = as_keyphrase(index, one, Span(index.starts[run.first], index.ends[run.last - 1]), is_sure=is_sure)
        if found is None:
            return
        first = first or found
        mentions += found.mentions
    if first is not None:
        evidence = (("items", str(len(items))), ("asked", str(items.asked)), ("shared", " ".join(sorted(items.core))))
        yield replace(first, mentions=tuple(mentions), evidence=evidence)


def find_hashtags(index: Index) -> Iterator[Keyphrase]:
    """Runs of hashtags in the text, of which most are about one thing: "#yoga #yogapose #yogalife #bestyoga"."""
    if "#" not in index.text:
        return
    for found in _HASHTAGS.finditer(index.text):
        tags = [tag.lower() for tag in re.findall(r"#(\w+)", found.group())]
        first, last = bisect_left(index.starts, found.start()), bisect_left(index.starts, found.end())
        if first == last or index.run_of[first] < 0 or index.block_of(first) != index.block_of(last - 1):
            continue
        mention = classify(index, tuple(tags), (first, last), Span(*found.span()), len(tags), ("listed",))
        if mention.position in ("quoted", "in-word", "prose"):
            continue
        sure = mention.position in ("own-block", "detached") and _alike(tags) >= _FEWEST_ALIKE
        confidence = model()["threshold"]["city_list" if sure else "in_context_most"]
        settled = replace(mention, confidence=confidence, is_sure=sure)
        yield Keyphrase(tags[0], (settled,), confidence, (("hashtags", str(len(tags))),), is_list=True)


def _alike(tags: Sequence[str]) -> int:
    """The most tags that hold the same letters, those that one of them begins with or ends with."""
    parts = {
        part for tag in tags for part in (tag[:_SHARED_LETTERS], tag[-_SHARED_LETTERS:]) if len(part) == _SHARED_LETTERS
    }
    return max((sum(part in tag for tag in tags) for part in parts), default=0)
