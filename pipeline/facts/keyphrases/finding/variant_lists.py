"""Lists of search phrases that are variants of one another, each of which may stand once in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline import tables
from pipeline.facts.keyphrases.finding.chains import bare_stretches
from pipeline.facts.keyphrases.finding.list_items import BARS, Items
from pipeline.facts.keyphrases.mentions.index import STOPS, Index
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, classify
from pipeline.facts.keyphrases.mentions.places import is_heading, word_list
from pipeline.facts.keyphrases.weighing.model import model
from pipeline.facts.language.vocabulary import stem
from pipeline.model import Span

_FEWEST = 3
"""Items in a list."""
_MANY = 4
"""Items from which a list may share less."""
_FEWEST_ASKED = 2
"""Items with what people add to a search: one such item may be the author's."""
_PAIR = 2
"""Words that the items of an author's list may share: "back pain"."""
_LONGEST_PLACE = 2
"""Words of a place in lower case."""
_FEWEST_TOWNS = 2
"""Known places in a list of places, where it is short."""
_MANY_TOWNS = 5
"""Items of a list of places from which one known place is enough."""
_NEAR = 4
"""Words before a list among which an author's list begins that the items go on with."""
_SHORT = 4
"""Words of a run before a list that may be another entry of a menu."""
_WORDS_BEFORE = 14
"""Words before a list among which a negation makes it the author's."""
_HANGING = re.compile(r"[?!]?\s*[,|•·/–—-]\s*")
"""What stands between a sentence and a list that hangs on it; behind a colon or semicolon its author may list."""
_OWN_PLACES = ("own-block", "detached", "appended")
"""Positions of what is no part of a sentence."""


def find_variant_lists(index: Index, chains: Iterable[Items]) -> Iterator[Keyphrase]:
    """Lists of searches for one thing: "knee pain exercises, best knee pain exercises, knee pain exercises near me".

    Args:
        index: the text.
        chains: of the text, see ``find_chains``.

    Yields:
        Each list as a phrase of one mention, with the first item as its text.
    """
    for chain in chains:
        for items in bare_stretches(chain):
            if (found := _listed(index, items)) is not None:
                yield found


def _listed(index: Index, stretch: Items) -> Keyphrase | None:
    """The longest list at the end of a stretch of items of which all items are searches for one thing."""
    number = stretch.runs[0].block
    block = index.blocks[number]
    is_title = is_heading(index.text, block, number) and bool(number == 0 or block.level or block.stated == "h")
    for items in map(stretch.behind, range(len(stretch) - 1)):
        if not items.core and not (len(items) >= _FEWEST and _are_linked_searches(items)):
            continue
        start = index.starts[items.runs[0].first]
        opens = index.starts_sentence(start, block)
        is_vague = False
        if len(items) < _FEWEST:
            is_sure = is_title and not opens and _hangs_on_title(items)
            if not is_sure:
                continue
        elif _are_searches(items) or _names_places(items):
            is_sure = True
        elif _ends(index, items):
            lower = opens and index.text[start].islower() and _begins_wrongly(index, items)
            follows = not opens and _follows_mark(index, items, is_title=is_title)
            is_sure = (_says_again(items) and (lower or follows)) or (opens and _is_said_in_sentences(items))
            if not is_sure:
                is_only_topics = not _may_say_again(items)
                if not follows or (is_only_topics and not _are_topic_searches(index, items)):
                    continue
                # A list of a few topics, or one that the clause before it counts, may be the author's.
                is_vague = is_only_topics and (len(items) < _MANY or _is_counted(index, items))
        else:
            continue
        form = ("listed", "place") if _names_places(items) and not _are_searches(items) else ("listed",)
        stands_apart = opens or _follows_mark(index, items, is_title=is_title)
        is_sure = is_sure and stands_apart and not _is_told_of(index, items)
        if is_title and opens:
            # A title that is a list as a whole keeps its first item.
            items = items.behind(1)
            start = index.starts[items.runs[0].first]
        span = Span(start, index.ends[items.runs[-1].last - 1])
        return as_keyphrase(index, items, span, is_sure=is_sure, is_vague=is_vague, form=form)
    return None


def _is_told_of(index: Index, items: Items) -> bool:
    """Whether the next sentence takes the items up ("All three ..."), or a negation before makes them its own."""
    first, last = items.runs[0].first, items.runs[-1].last
    number = items.runs[0].block
    behind = index.words[last : last + 1] if last < len(index.words) and index.block_of(last) == number else ()
    start = max(bisect_left(index.starts, index.blocks[number].span.start), first - _WORDS_BEFORE)
    before = index.words[start:first]
    return not (word_list("taking_up").isdisjoint(behind) and tables.negations().isdisjoint(before))


def _are_searches(items: Items) -> bool:
    """Whether two items or more are typed into a search, and the list is about one thing in more than a word."""
    if items.asked < _FEWEST_ASKED or (items.is_joined and not items.strongly_asked):
        return False
    if not items.core:
        return _are_linked_searches(items)
    if items.strongly_asked or (items.nested and items.sold < len(items)):
        return True
    if items.towns < _FEWEST_TOWNS and not items.sold and (items.mark in BARS or not items.headed):
        # "Walks at home" may be an author's; a page may lead to "Best shoes for men | Best shoes for women".
        return False
    opens_alike = len({words[0] for words in items.words}) == 1
    return len(items.core) > 1 or (len(items) >= _MANY and items.asked >= _FEWEST and not opens_alike)


def _are_linked_searches(items: Items) -> bool:
    """Whether each item is a search or shares a word with another, two or more being typed as nobody writes."""
    return items.strongly_asked > 0 and items.asked >= _FEWEST_ASKED and items.are_linked


def _begins_wrongly(index: Index, items: Items) -> bool:
    """Whether the items open a sentence in lower case, in running text whose sentences seldom do."""
    number = items.runs[0].block
    return index.blocks[number].kind == "p" and not index.continues(number) and not index.is_sloppy(1)


def _says_again(items: Items) -> bool:
    """Whether the items say again what one of them has said, for somebody else, or with what people add to a search.

    An author names it once: "strength training for beginners and for men over 40".
    """
    if items.is_joined or not (items.asked or items.for_somebody >= _FEWEST_ASKED):
        return False
    if items.nested and items.asked:
        return True
    return items.opens_alike and len(items) >= _MANY


def _is_said_in_sentences(items: Items) -> bool:
    """Whether each item is a sentence that says again what one of them has said in three words or more."""
    return items.mark == "." and items.asked > 0 and items.opens_alike and items.nested > 1 and len(items.core) > _PAIR


def _may_say_again(items: Items) -> bool:
    """Whether the items may say the same again, but could be the headings of what an author goes into."""
    is_series = items.is_joined or items.are_dated
    return not is_series and items.opens_alike and (len(items) >= _MANY or items.nested > 0)


def _are_topic_searches(index: Index, items: Items) -> bool:
    """Whether each item is the topic, in lower case, with a word of searches: "gout cure, gout diet, gout pills"."""
    if items.is_joined or items.mark != "," or any(len(words) != _PAIR for words in items.words):
        return False
    is_topic = len({words[0] for words in items.words}) == 1 and items.words[0][0] not in tables.function_words()
    searched = sum(words[1] in word_list("query_words") for words in items.words)
    return (
        is_topic
        and searched >= _FEWEST_ASKED
        and all(index.text[index.starts[run.first]].islower() for run in items.runs)
    )


def _is_counted(index: Index, items: Items) -> bool:
    """Whether the clause before a list says how many things it names, or what they are: "has three parts, ..."."""
    before = index.runs[index.run_of[items.runs[0].first] - 1]
    words = index.words[before.first : before.last]
    counts = tables.number_words() | word_list("parts_of_lists")
    return any(word in counts or word.isdigit() for word in words)


def _names_places(items: Items) -> bool:
    """Whether each item is the same words with a place, some of which are known: "Dentist Leeds | Dentist Morley"."""
    if items.is_joined or not items.core or not all(items.core <= own for own in items.stems):
        return False
    if items.strongly_asked and items.towns and items.most_added in range(1, _LONGEST_PLACE + 1):
        # "physio leeds, physio morley": nobody writes a place so.
        return True
    if len(items) < _MANY or items.towns < (1 if len(items) >= _MANY_TOWNS else _FEWEST_TOWNS):
        return False
    return items.are_named and (items.mark in BARS or items.asked + items.towns >= len(items))


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
    is_entry = items.mark in BARS and len(words) <= _SHORT and opens_block
    return not is_entry and items.core.isdisjoint(map(stem, words[-_NEAR:]))


def as_keyphrase(
    index: Index,
    items: Items,
    span: Span,
    *,
    is_sure: bool,
    is_vague: bool = False,
    form: tuple[str, ...] = ("listed",),
) -> Keyphrase | None:
    """A list as a phrase of one mention; None where it is quoted, or part of a sentence.

    Args:
        index: the text.
        items: of the list.
        span: of the list, with its label.
        is_sure: whether it may be cut without asking, if it stands apart.
        is_vague: whether it may be the author's, so that no cut is proposed.
        form: of its mention.
    """
    ends = (items.runs[0].first, items.runs[-1].last)
    while ends[0] and index.starts[ends[0] - 1] >= span.start:
        ends = (ends[0] - 1, ends[1])
    mention = classify(index, items.words[0], ends, span, len(items), form)
    if mention.position in ("quoted", "in-word", "prose"):
        return None
    place = mention.place
    is_between = mention.position == "inside" and (place.left, place.right) == ("mark", "mark") and items.strongly_asked
    sure = is_sure and (mention.position in _OWN_PLACES or bool(is_between)) and not mention.hangs
    confidence = model()["threshold"]["city_list" if sure else "in_context_most"]
    evidence = (("items", str(len(items))), ("asked", str(items.asked)), ("shared", " ".join(sorted(items.core))))
    settled: Mention = replace(mention, confidence=confidence, is_sure=sure, is_vague=is_vague)
    return Keyphrase(" ".join(items.words[0]), (settled,), confidence, evidence, is_settled=True)
