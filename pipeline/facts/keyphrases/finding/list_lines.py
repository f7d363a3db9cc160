"""Lists of search phrases with a line for each, and runs of hashtags."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from pipeline.facts.keyphrases.finding.chains import is_bare
from pipeline.facts.keyphrases.finding.list_items import Items
from pipeline.facts.keyphrases.finding.variant_lists import as_keyphrase
from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Run
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.model import model
from pipeline.facts.language.vocabulary import is_word
from pipeline.model import Block, Span

_FEWEST = 3
"""Lines below a label."""
_FEWEST_LINES = 4
"""Lines in a list."""
_LONGEST_LINE = 70
"""Characters of the longest line."""
_FEWEST_SHARED = 2
"""Words that all lines share: one is shared by the entries of many a menu."""
_FEWEST_TYPED = 2
"""Lines with what only a search holds."""
_FEWEST_OTHERS = 2
"""Sentences in a list among which searches stand."""
_HASHTAGS = re.compile(
    r"(?<![^\s(.!?…])#[^\W\d]\w*(?:[ \t\u00a0,]+#[^\W\d]\w*)+(?:[ \t\u00a0]*[^\w\s.,:;!?…()\[\]\"'<>|*#-]+)*"
)
"""Two hashtags or more, with the pictures behind them."""
_FEWEST_TAGS = 4
"""Hashtags that are a list of searches by their number."""
_FEWEST_GLUED = 3
"""Words of a phrase that come back as one hashtag."""
_LONGEST_TAG, _MOST_PLACES, _MOST_RUNS, _GAP = 60, 20, 200, 20
"""Letters of a hashtag, places of its first word, runs of hashtags and characters before one that are looked at, so
that a text without end takes no time without end."""
_LEAST_ALIKE = 0.6
"""Share of the hashtags that hold the same letters."""
_FIRST_LETTERS, _LAST_LETTERS = 3, 4
"""Letters that hashtags for one thing share: those that one begins with, or ends with; many words end with "ing"."""


def find_line_lists(index: Index) -> Iterator[Keyphrase]:
    """Lists of searches for one thing in neighboring lines, each as a phrase with a mention for each line."""
    for numbers in _groups(index):
        runs = tuple(filter(None, (_whole_run(index, number) for number in numbers)))
        if len(runs) < len(numbers):
            continue
        items = Items(index, runs, "\n")
        label = _label_above(index, numbers[0])
        if label is not None:
            yield from _as_lines(index, (label, *runs), items, is_sure=items.asked > 0 and bool(items.core))
        elif len(runs) >= _FEWEST_LINES and _are_typed(index, items):
            lower = all(index.text[index.starts[run.first]].islower() for run in runs)
            yield from _as_lines(index, runs, items, is_sure=lower)
        elif _are_about_one(items) and _stand_among_sentences(index, numbers):
            yield from _as_lines(index, runs, items, is_sure=False)


def _groups(index: Index) -> Iterator[range]:
    """The numbers of neighboring short lines of one kind that do not end as sentences do."""
    first, kind = 0, ""
    for number, block in enumerate((*index.blocks, None)):
        fits = (
            block is not None and block.span.end - block.span.start <= _LONGEST_LINE and _may_be_item(index.text, block)
        )
        if fits and block and block.kind == kind:
            continue
        if number - first >= _FEWEST:
            yield range(first, number)
        first, kind = (number, block.kind) if fits and block else (number + 1, "")


def _may_be_item(text: str, block: Block) -> bool:
    if block.span.end - block.span.start > _LONGEST_LINE:
        return False
    return not block.level and block.kind in ("li", "p", "h") and text[block.span.end - 1].isalnum()


def _whole_run(index: Index, number: int, behind: str = "") -> Run | None:
    """The words of a block where nothing parts them, and it is nothing else but a mark that may stand behind them."""
    span = index.blocks[number].span
    first = bisect_left(index.starts, span.start)
    run = index.runs[index.run_of[first]] if first < len(index.starts) and index.run_of[first] >= 0 else None
    is_whole = (
        run is not None and run.first == first and index.text[index.ends[run.last - 1] : span.end] in ("", behind)
    )
    return run if is_whole else None


def _label_above(index: Index, number: int) -> Run | None:
    """The words of the line above a block where they announce searches: "Related searches"."""
    run = _whole_run(index, number - 1, behind=":") if number else None
    is_label = run is not None and " ".join(index.words[run.first : run.last]) in word_list("search_labels")
    return run if is_label else None


def _are_typed(index: Index, items: Items) -> bool:
    """Whether the items are about one thing, and half of them typed into a search as nobody writes."""
    if len(items.core) < _FEWEST_SHARED or items.strongly_asked < _FEWEST_TYPED or 2 * items.asked < len(items):
        return False
    shared = frozenset(word for words in items.words for word in words if index.count_of(word) > 1)
    return all(is_bare(index, run, shared) for run in items.runs)


def _are_about_one(items: Items) -> bool:
    """Whether the items share a word, and one of them is a search; an author lists pain, and pain when walking."""
    return bool(items.core) and items.asked > 0


def _stand_among_sentences(index: Index, numbers: range) -> bool:
    """Whether items in lower case stand in a list whose other items, two or more, are sentences with a stop."""
    blocks = index.blocks
    if any(blocks[number].kind != "li" or not index.text[blocks[number].span.start].islower() for number in numbers):
        return False
    above = takewhile(lambda block: block.kind == "li", reversed(blocks[: numbers.start]))
    below = takewhile(lambda block: block.kind == "li", blocks[numbers.stop :])
    others = [index.text[block.span.start : block.span.end] for block in (*above, *below)]
    return len(others) >= _FEWEST_OTHERS and all(other[0].isupper() and other[-1] in STOPS for other in others)


def _as_lines(index: Index, runs: Sequence[Run], items: Items, *, is_sure: bool) -> Iterator[Keyphrase]:
    """A list as a phrase with a mention for each line."""
    made = [
        as_keyphrase(index, Items(index, (run,), ""), index.blocks[run.block].span, is_sure=is_sure) for run in runs
    ]
    found = [phrase for phrase in made if phrase is not None]
    if len(found) == len(runs):
        evidence = (("items", str(len(items))), ("asked", str(items.asked)), ("shared", " ".join(sorted(items.core))))
        mentions = tuple(mention for phrase in found for mention in phrase.mentions)
        yield replace(found[-len(items)], mentions=mentions, evidence=evidence)


def find_hashtags(index: Index) -> Iterator[Keyphrase]:
    """Runs of hashtags in the text: "#yoga #yogapose #yogalife #bestyoga", "#kneepainreliefexercises #kneepain".

    Sure are four or more that stand apart, most of them about one thing. Fewer are only proposed, where a phrase of the
    text is glued into one of them: authors have their campaigns.
    """
    if "#" not in index.text:
        return
    for found in islice(_HASHTAGS.finditer(index.text), _MOST_RUNS):
        tags = [tag.lower() for tag in re.findall(r"#(\w+)", found.group())]
        first, last = index.tokens_in(Span(*found.span()))
        if first == last or index.run_of[first] < 0 or index.block_of(first) != index.block_of(last - 1):
            continue
        are_few = len(tags) < _FEWEST_TAGS
        if are_few and not any(_is_glued_phrase(index, tag) for tag in tags):
            continue
        mention = classify(index, tuple(tags), (first, last), Span(*found.span()), len(tags), ("listed",))
        if mention.position in ("quoted", "in-word", "prose"):
            continue
        is_announced = index.text[max(0, found.start() - _GAP) : found.start()].rstrip().endswith(":")
        is_apart = mention.position in ("own-block", "detached") and not is_announced
        sure = is_apart and not are_few and _alike(tags) >= _LEAST_ALIKE * len(tags)
        confidence = model()["threshold"]["city_list" if sure else "in_context_most"]
        settled = replace(mention, confidence=confidence, is_sure=sure)
        yield Keyphrase(tags[0], (settled,), confidence, (("hashtags", str(len(tags))),), is_settled=True)


def _is_glued_phrase(index: Index, tag: str) -> bool:
    """Whether a lower-case hashtag is made of three words or more that stand so in the text, and is no word itself."""
    if len(tag) > _LONGEST_TAG or is_word(tag):
        return False
    openers = (tag[:length] for length in range(1, len(tag)))
    return any(_is_glued_from(index, start, tag) for word in openers for start in index.places_of(word)[:_MOST_PLACES])


def _is_glued_from(index: Index, start: int, tag: str) -> bool:
    """Whether a hashtag is made of the words from a token on, with nothing but white space between them."""
    rest = tag
    for number in range(start, len(index.words)):
        word = index.words[number]
        is_apart = number > start and index.text[index.ends[number - 1] : index.starts[number]].strip()
        if is_apart or not rest.startswith(word):
            return False
        rest = rest[len(word) :]
        if not rest:
            return number - start + 1 >= _FEWEST_GLUED
    return False


def _alike(tags: Sequence[str]) -> int:
    """The most tags that hold the same letters, those that one of them begins with or ends with."""
    parts = {
        part for tag in tags for part in (tag[:_FIRST_LETTERS], tag[-_LAST_LETTERS:]) if len(part) >= _FIRST_LETTERS
    }
    return max((sum(part in tag for tag in tags) for part in parts), default=0)
