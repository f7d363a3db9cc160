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
from pipeline.facts.keyphrase_places import is_heading
from pipeline.facts.vocabulary import stem
from pipeline.model import Span

_FEWEST = 3
"""Items in a list."""
_MANY = 4
"""Items from which a list may share less."""
_FEWEST_ASKED = 2
"""Items with what people add to a search: one such item may be the author's."""
_PAIR = 2
"""Words that the items of an author's list may share: "back pain"."""
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
_HANGING = re.compile(r"[?!]?\s*[,|•·/–—-]\s*")
"""What stands between a sentence and a list that hangs on it; behind a colon or semicolon its author may list."""
_OWN_PLACES = ("own-block", "detached", "appended")
"""Positions of what is no part of a sentence."""


def find_variant_lists(index: Index) -> Iterator[Keyphrase]:
    """Lists of searches for one thing: "knee pain exercises, best knee pain exercises, knee pain exercises near me".

    Yields:
        Each list as a phrase of one mention, with the first item as its text.
    """
    for chain in find_chains(index):
        for items in bare_stretches(chain):
            if (found := _listed(index, items)) is not None:
                yield found


def _listed(index: Index, stretch: Items) -> Keyphrase | None:
    """The longest list at the end of a stretch of items of which all items are searches for one thing."""
    number = stretch.runs[0].block
    block = index.blocks[number]
    if not _ends(index, stretch):
        return None
    is_title = is_heading(index.text, block, number) and bool(number == 0 or block.level or block.stated == "h")
    for items in map(stretch.behind, range(len(stretch) - 1)):
        if not items.core:
            continue
        start = index.starts[items.runs[0].first]
        opens = index.starts_sentence(start, block)
        if len(items) < _FEWEST:
            is_sure = is_title and not opens and _hangs_on_title(items)
            if not is_sure:
                continue
        elif _are_searches(items) or _names_places(items):
            is_sure = True
        else:
            lower = opens and index.text[start].islower() and _begins_wrongly(index, items)
            is_sure = (lower and len(items.core) > 1) or ((lower or not opens) and _says_again(items))
            follows = not opens and _follows_mark(index, items, is_title=is_title)
            if not is_sure and not (_may_say_again(items, opens=opens) and (opens or follows)):
                continue
        form = ("listed", "place") if _names_places(items) and not _are_searches(items) else ("listed",)
        is_sure = is_sure and (opens or _follows_mark(index, items, is_title=is_title))
        if is_title and opens:
            # A title that is a list as a whole keeps its first item.
            items = items.behind(1)
            start = index.starts[items.runs[0].first]
        return as_keyphrase(index, items, Span(start, index.ends[items.runs[-1].last - 1]), is_sure=is_sure, form=form)
    return None


def _are_searches(items: Items) -> bool:
    """Whether two items or more are typed into a search, and the list is about one thing in more than a word."""
    if items.asked < _FEWEST_ASKED:
        return False
    is_one_thing = len(items.core) > 1 or items.strongly_asked > 0 or items.nested > 0
    return is_one_thing or (len(items) >= _MANY and items.asked >= _FEWEST)


def _begins_wrongly(index: Index, items: Items) -> bool:
    """Whether the items open a sentence in lower case, in running text whose sentences seldom do."""
    number = items.runs[0].block
    return index.blocks[number].kind == "p" and not index.continues(number) and not index.is_sloppy(1)


def _says_again(items: Items) -> bool:
    """Whether the items say again what one of them, or two words at the start of each, have said.

    An author names them once: "strength training for beginners and for men over 40".
    """
    if items.nested and (items.asked or len(items.core) > _PAIR):
        return True
    return items.opens_alike and len(items) >= _MANY and (items.nested > 0 or items.asked > 0)


def _may_say_again(items: Items, *, opens: bool) -> bool:
    """Whether the items may say again what they share, but could be the headings of what an author goes into."""
    if len(items.core) < _PAIR:
        return False
    return items.nested > 0 and items.mark == "." if opens else items.opens_alike or items.nested > 0


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


def as_keyphrase(
    index: Index, items: Items, span: Span, *, is_sure: bool, form: tuple[str, ...] = ("listed",)
) -> Keyphrase | None:
    """A list as a phrase of one mention; None where it is quoted, or part of a sentence.

    Args:
        index: the text.
        items: of the list.
        span: of the list, with its label.
        is_sure: whether it may be cut without asking, if it stands apart.
        form: of its mention.
    """
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
