"""Whether words that the insertion model finds foreign are reported as a query, or cut without asking."""

from __future__ import annotations

from itertools import pairwise

from pipeline import tables
from pipeline.facts.keyphrases.finding.list_items import JOINING
from pipeline.facts.keyphrases.finding.query_borders import may_hold_the_authors
from pipeline.facts.keyphrases.finding.query_edges import ReadQuery
from pipeline.facts.keyphrases.finding.query_places import (
    Kind,
    Stretch,
    count_marks,
    ends_as_query,
    holds_near_me,
    is_unknown,
    is_year,
    starts_as_query,
)
from pipeline.facts.keyphrases.mentions.ends import ends_search, may_be_the_authors
from pipeline.facts.keyphrases.mentions.index import CLOSERS, Index, Words
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import expects_noun, has_verb, is_adjective
from pipeline.facts.language.realization import ALL_ARTICLES
from pipeline.facts.language.vocabulary import is_word

LOWERCASE: tuple[Kind, ...] = ("lowercase_sentence", "lowercase_start", "lowercase_line")
"""What a small letter shows to stand apart from its neighbors: where it begins and ends is plain."""
_SENTENCES: tuple[Kind, ...] = ("capitalized_sentence", "lowercase_sentence", "lowercase_start")
_SPEAKS = frozenset(
    {"am", "are", "can", "could", "did", "do", "does", "i", "is", "my", "should", "was", "we", "were", "will", "would"}
    | {"you", "your"}
)
"""Words by which somebody may speak, or a sentence go on: "[how does it feel] is the next question". What only a small
letter sets apart is not cut with them unless it would be without that."""
_BEHIND = 6
"""Characters behind a query among which a question mark may stand."""
_WORDS_BEFORE = 6
"""Words before a query among which somebody may ask or tell it."""
_DASHES = frozenset("-–—")
_SHORTEST_GLUED = 3
"""Letters of a word that another one is glued to."""
_PRICES = frozenset({"cost", "price", "prices"})
_BE = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})


def is_reported(index: Index, query: ReadQuery) -> bool:
    """Whether words are foreign enough to be told of."""
    return query.foreign >= report_from(index, query.stretch)


def report_from(index: Index, stretch: Stretch) -> float:
    """Log-odds from which words are foreign enough to be told of."""
    return _bound("report", stretch.kind, index.words[stretch.first : stretch.last])


def is_certain(index: Index, query: ReadQuery, mention: Mention) -> bool:
    """Whether a query is cut without asking, as long as it is clear where it begins and ends.

    Args:
        index: the text.
        query: what was found out of it.
        mention: the query as a mention.
    """
    words, kind = words_of(index, query), query.stretch.kind
    if kind not in tables.settings("stuffing/queries.toml")["sure"] or query.foreign < _bound("sure", kind, words):
        return False
    if (
        _may_be_told(index, query, words)
        or goes_on(words)
        or any(map(_is_glued, words))
        or not _stands_apart(index, query, mention, words)
        or may_hold_the_authors(index, query, words)
    ):
        return False
    if kind == "aside" and (count_marks(words) < 2 or not ALL_ARTICLES.isdisjoint(words)):
        return False
    if kind in ("tail", "segment") and not _is_closed(index, query, words):
        return False
    return not may_be_the_authors(index, query.stretch.first, query.stretch.last)


def words_of(index: Index, query: ReadQuery) -> Words:
    """The words of a query in lower case."""
    return index.words[query.stretch.first : query.stretch.last]


def is_marked(words: Words) -> bool:
    """Whether something about the words is as only queries have it."""
    return count_marks(words) > 0 or any(map(is_unknown, words))


def _bound(name: str, kind: Kind, words: Words) -> float:
    table = f"{name}_marked" if is_marked(words) else name
    return float(tables.settings("stuffing/queries.toml")[table][kind])


def _words_before(index: Index, query: ReadQuery) -> Words:
    first = query.stretch.first
    return index.words[max(0, first - _WORDS_BEFORE) : first]


def _may_be_told(index: Index, query: ReadQuery, words: Words) -> bool:
    """Whether somebody may ask or tell the words, a number may be a dose, or a verb may make a clause of them."""
    before = _words_before(index, query)
    if any(word[0].isdigit() and not is_year(word) for word in (*before[-1:], *words)):
        return True
    if ("me" in words[:-1] and not ends_as_query(words)) or not word_list("telling_words").isdisjoint(before):
        return True
    is_doubtful = query.foreign < _bound("sure", "capitalized_sentence", words)
    if query.stretch.kind in LOWERCASE and is_doubtful and not _SPEAKS.isdisjoint(words):
        return True
    return tells_or_buys(words) and (not starts_as_query(words) or _goes_on_with_verb(words))


def goes_on(words: Words) -> bool:
    """Whether a sentence may go on where a query has ended: "best sleeping pills 2022 [for more than a week]"."""
    joints = (place for place in range(2, len(words)) if words[place] in word_list("query_joints"))
    return any(_ends_alone(words[:place]) and not ends_search(words[place:]) for place in joints)


def _is_glued(word: str) -> bool:
    """Whether a word is one of a query and a small word of the author's: "dog brace amazonand suits"."""
    if not is_unknown(word):
        return False
    small = (one for one in tables.function_words() if len(one) > 1 and word.endswith(one))
    parts = (word.removesuffix(one) for one in small)
    return any(len(part) >= _SHORTEST_GLUED and is_word(part) for part in parts)


def _ends_alone(words: Words) -> bool:
    """Whether a query ends with the last word, and seldom goes on as in "cost without insurance"."""
    return is_year(words[-1]) or (ends_as_query(words) and words[-1] not in _PRICES)


def _stands_apart(index: Index, query: ReadQuery, mention: Mention, words: Words) -> bool:
    """Whether the words are no heading of a paragraph, not one of several alike, and no part of their sentence."""
    first, last, kind = query.stretch
    # A capital within may begin a sentence of the author's, whose stop before it was lost.
    if kind == "lowercase_sentence" and any(index.text[start].isupper() for start in index.starts[first:last]):
        return False
    if kind in _SENTENCES:
        # An author in a hurry may ask so too: "best hay fever tablet for driving??"
        behind = index.text[index.ends[last - 1] : index.ends[last - 1] + _BEHIND]
        is_asked = behind.lstrip(" \u00a0\u202f" + CLOSERS).startswith("?")
        return mention.place.left != "start" and not is_asked and not _is_one_of_several(index, first)
    # An item of the author's: "Related: How to sleep, Why hips hurt at night".
    if kind == "segment" and (index.text[index.starts[first]].isupper() or mention.place.right == "lower"):
        return False
    if kind == "segment" and _is_listed(index, last):
        return False
    # The colon would be left.
    gap = index.text[index.ends[first - 1] : index.starts[first]] if first else ""
    if mention.position == "appended" and gap.rstrip().endswith(":"):
        return False
    # What is no search by its words may explain: "We do chrome and marble — premium nail art at low prices."
    if gap.strip() in _DASHES and not (starts_as_query(words) or holds_near_me(words) or any(map(is_year, words))):
        return False
    # A verb before it may end the sentence: "what costly sports drinks do dog friendly hotel".
    return kind != "tail" or (
        words[0] not in word_list("question_verbs") and not _may_be_predicate(index, first, words)
    )


def _is_listed(index: Index, last: int) -> bool:
    """Whether the list of an author may end behind words: "never share them, buy them online, or take two"."""
    goes_on = last < len(index.words) and index.block_of(last) == index.block_of(last - 1)
    return goes_on and index.words[last] in JOINING


def _is_one_of_several(index: Index, first: int) -> bool:
    """Whether a sentence before or behind begins with the same word: "Free tea for donors. Free beds for donors."."""
    number = index.run_of[first]
    near = (index.runs[other] for other in (number - 1, number + 1) if 0 <= other < len(index.runs))
    return any(run.block == index.block_of(first) and index.words[run.first] == index.words[first] for run in near)


def _may_be_predicate(index: Index, first: int, words: Words) -> bool:
    """Whether the last words of a sentence may hold its verb: "old people here [order heart pills online]"."""
    start = index.runs[index.run_of[first]].first
    opens = has_verb(words) or words[0] in word_list("shopping_verbs")
    return opens and not has_verb(index.words[start:first])


def _is_closed(index: Index, query: ReadQuery, words: Words) -> bool:
    """Whether the sentence misses no noun phrase without the words."""
    threshold: dict[str, float] = tables.settings("stuffing/queries.toml")["threshold"]
    before, is_tail = _words_before(index, query), query.stretch.kind == "tail"
    if is_tail and query.foreign >= threshold["plain"] and starts_as_query(words):
        return query.gap < threshold["plain_gap"]
    is_object = bool(before) and expects_noun(before[-1]) >= threshold["object"] and not _is_predicate(before)
    return query.gap < threshold["sure_gap"] and not (is_tail and is_object)


def _goes_on_with_verb(words: Words) -> bool:
    """Whether a verb follows a noun that a query opens with: "best allergy medicine otc makes most sleepy"."""
    verbs = (after for before, after in pairwise(words) if before != "to" and has_verb([after]))
    return words[0] in word_list("query_heads") and any(verbs)


def tells_or_buys(words: Words) -> bool:
    """Whether a verb is among the words, or one of shopping stands behind the first of them, and not "to"."""
    buys = (after for before, after in pairwise(words) if before != "to" and after in word_list("shopping_verbs"))
    return has_verb(words) or any(buys)


def _is_predicate(words: Words) -> bool:
    """Whether words end in an adjective that no noun has to follow: "some of them are toxic"."""
    return len(words) > 1 and is_adjective(words[-1]) and words[-2] in _BE
