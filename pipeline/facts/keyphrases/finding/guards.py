"""Places in which a mention is never cut without asking, whatever else says that it was put in."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence, Set
from itertools import pairwise

from pipeline.facts.keyphrases.cuts.blocks import shares_line
from pipeline.facts.keyphrases.finding.items import items_around
from pipeline.facts.keyphrases.finding.noun_phrases import belongs_to_noun_phrase
from pipeline.facts.keyphrases.finding.query_places import count_marks
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention, is_question, word_behind
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import has_verb
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Span

_LABELED = re.compile(r"\W{0,2}:\s*(?:[$£€]?\d|[a-z])")
"""What stands behind a label: "child fever medicine: 5 ml", "best gout diet plan: none"."""

_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d{3,}")
_IN_PLACE = re.compile(r"[ \u00a0]in(?:[ \u00a0][A-Z][\w'’-]+){1,3}")
_BARE_PLACE = re.compile(r"(?:[ \u00a0][A-Z][\w'’-]+){1,3}(?:[ \u00a0]20\d\d)?(?:[.?!]|\Z)")

_MAY_BE_MISSED = -1.0
"""Log-odds that a sentence misses a mention from which it may be the author's where others of its phrase are."""

_NUMBER = re.compile(r"[\s>]*\(?(\d{1,3})[.)\]]")
"""The number of a list item, with what stands before it."""

_REFERENCE_BEHIND = re.compile(r"&#?\w{1,8};\w")
"""A character reference and a word, as Markdown may have them: "near&nbsp;me"."""


def may_be_needed(index: Index, mention: Mention, headings: Container[int], lines: Container[int]) -> bool:
    """Whether the text around a mention may need it.

    It is a clause ("if the cancer has spread"), what a small word counts or denies ("no [knee cartilage
    supplements] grow cartilage"), the subject of the verb behind it ("[grief counseling online] helped my sister"),
    the label of what follows, a figure's ("one death and 432 new cases"), the object of a verb ("rooms that charge
    [emergency room prices]", a list behind "We serve"), a part of a noun phrase ("the right [...] is"), all but the
    first word of its sentence ("So [...]?"), a search but for its place ("[knee surgery cost] Ohio."), a table's cell
    that nothing marks as a query, or one of the headings of an author who writes them in small letters; it goes on
    behind a space that is written as a character reference; or it is an item of a list whose numbers count it among
    its like, or that a sentence about what people search for announces.

    Args:
        index: the text.
        mention: the mention.
        headings: see ``lowercase_headings``.
        lines: numbers of the blocks that are nothing but a mention.
    """
    return (
        (index.words[mention.tokens[0]] in word_list("clause_openers") and mention.position != "filler")
        or _is_counted(index, mention)
        or _is_subject(index, mention)
        or _is_label(index, mention)
        or _states_figure(index, mention)
        or _is_object(index, mention)
        or belongs_to_noun_phrase(index, mention)
        or _leaves_word(index, mention)
        or _leaves_place(index, mention)
        or _is_cell(index, mention)
        or _goes_on_behind_reference(index, mention)
        or (mention.position == "own-block" and mention.block in headings)
        or _is_item(index, mention, lines)
    )


def asked_by_author(index: Index, mentions: Sequence[Mention]) -> frozenset[Span]:
    """The spans of the mentions of a phrase with a question mark, where a sentence of the author asks one of them.

    It does behind a comma and other words: "In adults, [how much aspirin is safe]?". Who asks so may ask on in
    sentences of their own, each with its answer.
    """
    asked = [mention for mention in mentions if index.text.startswith("?", mention.span.end)]
    if not any(_goes_on_to_ask(index, mention) for mention in asked):
        return frozenset()
    return frozenset(mention.span for mention in asked)


def used_by_author(mentions: Sequence[Mention]) -> frozenset[Span]:
    """The spans of the mentions of a phrase behind a word of their sentence that it may well miss, as it misses others.

    "Use [home remedies for hair fall]" is the author's where "The [home remedies for hair fall] take weeks" is.

    Args:
        mentions: all of the phrase.
    """
    if not any(mention.position == "prose" and (mention.gap or 0.0) > 0 for mention in mentions):
        return frozenset()
    return frozenset(
        mention.span
        for mention in mentions
        if mention.place.left == "word" and mention.gap is not None and mention.gap > _MAY_BE_MISSED
    )


def _goes_on_to_ask(index: Index, mention: Mention) -> bool:
    before = index.text[mention.place.block.span.start : mention.span.start].rstrip()
    asks = index.words[mention.tokens[0]] in word_list("query_starts") - word_list("query_heads")
    return mention.position == "appended" and before.endswith(",") and asks


def _is_counted(index: Index, mention: Mention) -> bool:
    before = index.words[mention.tokens[0] - 1] if mention.tokens[0] else ""
    if mention.place.left not in ("word", "connector") or before not in word_list("counting_words"):
        return False
    return mention.position == "inside" or (mention.position == "appended" and before not in word_list("closing_words"))


def _is_subject(index: Index, mention: Mention) -> bool:
    opens = mention.place.left in ("start", "sentence", "mark")
    return opens and mention.position == "inside" and leads_to_verb(index, mention)


def leads_to_verb(index: Index, mention: Mention) -> bool:
    """Whether a verb in lower case follows a mention, with nothing between them."""
    return has_verb([word_behind(index, mention)])


def _is_label(index: Index, mention: Mention) -> bool:
    block, end = mention.place.block, mention.place.outer.end
    opens = mention.position != "call-to-action" and mention.place.left in ("start", "sentence")
    return opens and _LABELED.match(index.text, end, block.span.end) is not None


def _states_figure(index: Index, mention: Mention) -> bool:
    """Whether a number of three digits or more stands inside of a mention; years and prices are searched for."""
    pairs = pairwise(index.words[slice(*mention.tokens)])
    return any(_FIGURE.fullmatch(word) and before not in word_list("before_prices") for before, word in pairs)


def _is_object(index: Index, mention: Mention) -> bool:
    """Whether a relative pronoun and its verb lead to a mention, or just a pronoun and its verb to a list of them."""
    first, block = mention.tokens[0], mention.place.block
    if mention.position not in ("appended", "inside") or mention.place.left != "word" or first < 2:
        return False
    if "listed" not in mention.form:
        return mention.hangs and index.words[first - 2] in word_list("relative_pronouns")
    opens = index.starts_sentence(index.starts[first - 2], block) or index.starts[first - 2] == block.span.start
    return opens and index.words[first - 2] in word_list("subjects")


def _leaves_word(index: Index, mention: Mention) -> bool:
    """Whether one word would be left of a question."""
    first, block = mention.tokens[0], mention.place.block
    if mention.position != "appended" or "?" not in mention.place.stops:
        return False
    return first > 0 and index.starts_sentence(index.starts[first - 1], block)


def _leaves_place(index: Index, mention: Mention) -> bool:
    """Whether a place that belongs to a search would be left of it: "[...] in Ohio", or "Ohio" of a sentence.

    Behind a mention that begins with a small letter a capital begins the author's next sentence.
    """
    text, end, block = index.text, mention.span.end, mention.place.block
    is_sentence = mention.position == "detached" and text[mention.span.start].isupper()
    is_left = is_sentence and _BARE_PLACE.match(text, end, block.span.end) is not None
    return is_left or _IN_PLACE.match(text, end, block.span.end) is not None


def _goes_on_behind_reference(index: Index, mention: Mention) -> bool:
    return _REFERENCE_BEHIND.match(index.text, mention.span.end) is not None


def _is_cell(index: Index, mention: Mention) -> bool:
    words = index.words[slice(*mention.tokens)]
    is_query = count_marks(words) > 0 or is_question(words)
    return mention.position == "own-block" and not is_query and shares_line(index.text, mention.place.block)


def _is_item(index: Index, mention: Mention, lines: Container[int]) -> bool:
    """Whether a mention is a list item of its author's: others stay and count it, or its list is one of searches."""
    if mention.position != "own-block" or mention.place.block.kind != "li":
        return False
    number, items = mention.block, items_around(index, mention.block)
    if items[0] > 0 and _announces_searches(index, items[0] - 1):
        return True
    own, beside = _number(index, number), [other for other in (number - 1, number + 1) if other in items]
    counts = own is not None and all(_number(index, other) == own + other - number for other in beside)
    # A line in lower case among sentences was numbered together with them.
    like = (_begins_small(index, other) == _begins_small(index, number) for other in beside)
    return counts and all(like) and any(other not in lines for other in items)


def _begins_small(index: Index, number: int) -> bool:
    return index.text[index.blocks[number].span.start].islower()


def _number(index: Index, item: int) -> int | None:
    """The number that a list item begins with."""
    block = index.blocks[item]
    mark = _NUMBER.match(index.text, block.line.start, block.span.start)
    return int(mark[1]) if mark else None


def _announces_searches(index: Index, number: int) -> bool:
    """Whether a block leads to a list with a sentence of what people type; labels of stuffed lists are none."""
    span = index.blocks[number].span
    lead = index.text[span.start : span.end].rstrip(" \t*_").lower()
    if not lead.endswith(":"):
        return False
    labels = word_list("search_labels") | word_list("tag_labels") | word_list("question_labels")
    words = {token.lower for token in tokenize(lead)}
    return lead.strip("*_ :") not in labels and not word_list("asking_words").isdisjoint(words)


def lowercase_headings(index: Index, lines: Set[int]) -> frozenset[int]:
    """Numbers of the blocks that head a section and begin with a small letter.

    In plain text the section follows in the next line. There are none where all of them are mentions: one that is not
    shows that the author writes headings so.

    Args:
        index: the text.
        lines: numbers of the blocks that are nothing but a mention.
    """
    if not lines:
        return frozenset()
    pairs = zip(index.blocks, index.blocks[1:], strict=False)
    found = frozenset(
        number
        for number, (block, following) in enumerate(pairs)
        if block.kind == "h"
        and index.text[block.span.start].islower()
        and (block.level > 0 or following.line.start == block.line.end)
    )
    return found if found - lines else frozenset()
