"""Lists of search phrases that are variants of one another, each of which may stand once in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.keyphrase import Keyphrase
from pipeline.facts.keyphrase_chains import Items, bare_stretches, find_chains
from pipeline.facts.keyphrase_index import STOPS, Index
from pipeline.facts.keyphrase_mentions import Mention, classify
from pipeline.facts.keyphrase_model import model
from pipeline.facts.keyphrase_places import is_heading, word_list
from pipeline.facts.vocabulary import stem
from pipeline.model import Span

_FEWEST = 3
"""Items in a list."""
_MANY = 4
"""Items from which a list may share less."""
_FEWEST_ASKED = 2
"""Items with what people add to a search: one such item may be the author's."""
_FEWEST_TOWNS = 2
"""Known places in a list of places, where it is short."""
_MANY_TOWNS = 5
"""Items of a list of places from which one known place is enough."""
_NEAR = 4
"""Words before a list among which an author's list begins that the items go on with."""
_SHORT = 4
"""Words of a run before a list that may be another entry of a menu."""
_BARS = ("|", "•", "·", "/", "-", "–", "—")
"""Marks that part the entries of a menu as well."""
_LABEL = re.compile(r"[\s*_#>-]*(\w[\w '’]{2,40}?)\s*[*_]*\s*:\s*[*_]*\s*")
_HANGING = re.compile(r"[?!]?\s*[,;|•·/–—-]\s*")
"""What stands between a sentence and a list that hangs on it; a colon announces what its author lists."""
_MARKUP = " \t\r\n*_#>-"
"""What may stand before the first word of a line."""
_OWN_PLACES = ("own-block", "detached", "appended")
"""Positions of what is no part of a sentence."""


def find_variant_lists(index: Index) -> Iterator[Keyphrase]:
    """Lists of searches for one thing: "knee pain exercises, best knee pain exercises, knee pain exercises near me".

    Yields:
        Each list as a phrase of one mention, with the first item as its text.
    """
    for chain in find_chains(index):
        found = _labeled(index, chain)
        if found is not None:
            yield found
            continue
        for items in bare_stretches(chain):
            if (found := _listed(index, items)) is not None:
                yield found


def _labeled(index: Index, items: Items) -> Keyphrase | None:
    """A list behind a label such as "Tags:", with its label."""
    first, block = items.runs[0], index.blocks[items.runs[0].block]
    before = index.text[block.span.start : index.starts[first.first]]
    label = _LABEL.fullmatch(before) if ":" in before else None
    name = label[1].lower() if label else ""
    if name in word_list("search_labels"):
        is_stuffed = bool(items.asked or items.nested or items.core)
    elif name in word_list("tag_labels"):
        is_stuffed = items.asked > 0 and (len(items.core) > 1 or items.nested > 0)
    else:
        return None
    if not is_stuffed or not _ends(index, items):
        return None
    start = index.starts[first.first] - len(before.lstrip(_MARKUP))
    end = block.span.start + len(index.text[block.span.start : block.span.end].rstrip())
    return _keyphrase(index, items, Span(start, end), is_sure=True)


def _listed(index: Index, stretch: Items) -> Keyphrase | None:
    """The longest list at the end of a stretch of items of which all items are searches for one thing."""
    number = stretch.runs[0].block
    block = index.blocks[number]
    if not _ends(index, stretch):
        return None
    is_title = is_heading(index.text, block, number) and bool(number == 0 or block.level or block.stated == "h")
    for items in map(stretch.behind, range(len(stretch) - 1)):
        start = index.starts[items.runs[0].first]
        opens = index.starts_sentence(start, block)
        if not items.core or not _is_stuffed(items, opens=opens, is_title=is_title):
            continue
        is_sure = opens or _follows_mark(index, items, is_title=is_title)
        form = ("listed", "place") if _names_places(items) and not _are_searches(items) else ("listed",)
        if is_title and opens:
            # A title that is a list as a whole keeps its first item.
            items = items.behind(1)
            start = index.starts[items.runs[0].first]
        return _keyphrase(index, items, Span(start, index.ends[items.runs[-1].last - 1]), is_sure=is_sure, form=form)
    return None


def _is_stuffed(items: Items, *, opens: bool, is_title: bool) -> bool:
    """Whether a list is none of an author's.

    Args:
        items: the list.
        opens: whether it opens a sentence, or a line.
        is_title: whether it stands in a title or heading, in which two items tell.
    """
    if len(items) < _FEWEST:
        return is_title and not opens and _hangs_on_title(items)
    return _are_searches(items) or _names_places(items) or (not opens and _says_again(items))


def _are_searches(items: Items) -> bool:
    """Whether two items or more are typed into a search, and the list is about one thing in more than a word."""
    if items.asked < _FEWEST_ASKED:
        return False
    is_one_thing = len(items.core) > 1 or items.strongly_asked > 0 or items.nested > 0
    return is_one_thing or (len(items) >= _MANY and items.asked >= _FEWEST)


def _says_again(items: Items) -> bool:
    """Whether a list behind a clause opens every item with the same two words, one item being said by another again.

    An author names them once: "strength training for beginners and for men over 40".
    """
    return items.mark == "," and len(items) >= _MANY and items.opens_alike and items.nested > 0


def _names_places(items: Items) -> bool:
    """Whether each item is the same words with a place, some of which are known: "Dentist Leeds | Dentist Morley"."""
    if len(items) < _MANY or items.towns < (1 if len(items) >= _MANY_TOWNS else _FEWEST_TOWNS):
        return False
    return all(items.core <= own for own in items.stems) and items.are_named


def _hangs_on_title(items: Items) -> bool:
    """Whether two items behind a title are a search and a variant of it."""
    return items.mark == "|" and len(items.core) > 1 and items.asked > 0 and items.has_bare


def _ends(index: Index, items: Items) -> bool:
    """Whether a sentence or block ends behind the items."""
    run = items.runs[-1]
    rest = index.text[index.ends[run.last - 1] : index.blocks[run.block].span.end].lstrip("*_)] \t")
    return not rest or rest[0] in STOPS


def _follows_mark(index: Index, items: Items, *, is_title: bool) -> bool:
    """Whether the items hang on what stands before them by a mark alone.

    In running text, an author's list that they go on with would have begun there, or a menu.
    """
    first = items.runs[0]
    number = index.run_of[first.first] - 1
    before = index.runs[number]
    gap = index.text[index.ends[before.last - 1] : index.starts[first.first]]
    if before.block != first.block or not _HANGING.fullmatch(gap):
        return False
    if is_title:
        return True
    words = index.words[before.first : before.last]
    opens_block = not number or index.runs[number - 1].block != first.block
    is_entry = items.mark in _BARS and len(words) <= _SHORT and opens_block
    return not is_entry and items.core.isdisjoint(map(stem, words[-_NEAR:]))


def _keyphrase(
    index: Index, items: Items, span: Span, *, is_sure: bool, form: tuple[str, ...] = ("listed",)
) -> Keyphrase | None:
    ends = (items.runs[0].first, items.runs[-1].last)
    while ends[0] and index.starts[ends[0] - 1] >= span.start:
        ends = (ends[0] - 1, ends[1])
    mention = classify(index, items.words[0], ends, span, len(items), form)
    if mention.position in ("quoted", "in-word", "prose"):
        return None
    sure = is_sure and mention.position in _OWN_PLACES and not mention.hangs
    confidence = model()["threshold"]["city_list" if sure else "in_context_most"]
    evidence = (("items", str(len(items))), ("asked", str(items.asked)), ("shared", " ".join(sorted(items.core))))
    settled: Mention = replace(mention, confidence=confidence, is_sure=sure)
    return Keyphrase(" ".join(items.words[0]), (settled,), confidence, evidence, is_list=True)
