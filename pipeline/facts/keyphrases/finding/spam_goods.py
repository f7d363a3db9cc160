"""What spam sells, put between the words of a page that was broken into: "where we cheap nfl jerseys have a URL".

A word or two of it are no query by their words, and often stand once. Pages may well be about such goods; the insertion
model tells whether a sentence has a place for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.cuts.gaps import text_around
from pipeline.facts.keyphrases.finding.query_places import LONGEST
from pipeline.facts.keyphrases.mentions.index import Index, Run
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import has_verb, is_noun
from pipeline.model import Span

_MOST = 200
"""Places that are looked at; a text that has more is a shop's."""
_POSITIONS = ("appended", "inside", "detached")
_Range = tuple[int, int]
"""First token and token behind."""


def find_spam_goods(index: Index, insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """The names of goods of spam, with the words of a shop around them, where no sentence has a place for them.

    Args:
        index: the text.
        insertion_model: reads them in their sentences.
    """
    ranges = list(islice(_ranges(index), _MOST))
    if not ranges:
        return
    threshold: dict[str, float] = tables.settings("stuffing/queries.toml")["goods"]
    around = [_around(index, own) for own in ranges]
    foreign = insertion_model.foreign(around)
    chosen = [number for number, logit in enumerate(foreign) if logit >= threshold["report"]]
    gaps = insertion_model.missing([(around[number][0], around[number][2]) for number in chosen])
    for number, gap in zip(chosen, gaps, strict=True):
        mention = _mention(index, ranges[number])
        if gap < threshold["gap"] and mention.position in _POSITIONS:
            yield _as_keyphrase(index, mention, foreign[number], gap, threshold)


def _as_keyphrase(index: Index, mention: Mention, foreign: float, gap: float, threshold: dict[str, float]) -> Keyphrase:
    words = index.words[slice(*mention.tokens)]
    has_number = any(word[0].isdigit() for word in words)
    sure = foreign >= threshold["sure"] and len(words) > 1 and not has_number and not _describes(index, mention)
    confidence = logistic(foreign) if sure else min(logistic(foreign), threshold["unsure_most"])
    settled = replace(mention, gap=gap, confidence=confidence, is_sure=sure)
    evidence = (("out_of_context", f"{foreign:.2f}"),)
    return Keyphrase(" ".join(words), (settled,), confidence, evidence, is_foreign=True)


def _describes(index: Index, mention: Mention) -> bool:
    """Whether goods may describe the noun behind them: "see casino bonus ads", but not "we cheap jerseys look"."""
    first, last = mention.tokens
    if last >= len(index.words) or mention.place.right != "word" or not index.is_lowercase(last):
        return False
    is_order = index.words[first] in word_list("shopping_verbs")
    is_led = first > 0 and index.words[first - 1] in word_list("subjects")
    return is_noun(index.words[last]) and not is_order and not is_led


def _mention(index: Index, own: _Range) -> Mention:
    first, last = own
    return classify(index, index.words[first:last], own, Span(index.starts[first], index.ends[last - 1]))


def _around(index: Index, own: _Range) -> tuple[str, str, str]:
    span = Span(index.starts[own[0]], index.ends[own[1] - 1])
    left, right = text_around(index, index.blocks[index.block_of(own[0])], span)
    return left, index.text[span.start : span.end], right


def _ranges(index: Index) -> Iterator[_Range]:
    """Where goods of spam stand in running text with the words of a shop around them, if they are no whole sentence."""
    goods = word_list("spam_goods") & index.coded.vocabulary.keys()
    reached = 0
    for place in sorted(place for word in goods for place in index.places_of(word)):
        number = index.run_of[place]
        if place < reached or number < 0 or index.blocks[index.runs[number].block].kind not in RUNNING_TEXT:
            continue
        run = index.runs[number]
        first = _reach(index, place, -1, max(run.first, place - LONGEST))
        reached = _reach(index, place, 1, min(run.last - 1, place + LONGEST)) + 1
        if reached - first < run.last - run.first and not _is_told(index, run, (first, reached)):
            yield first, reached


def _is_told(index: Index, run: Run, own: _Range) -> bool:
    """Whether a verb at the beginning may be that of the sentence: "Some men order Cialis", "Do not buy tramadol"."""
    first, last = own
    if index.words[first] not in word_list("shopping_verbs"):
        return False
    before, behind = index.words[run.first : first], index.words[last : min(last + 1, run.last)]
    if before and before[-1] in word_list("needs_verb") | word_list("subjects") | tables.negations():
        return True
    # A sentence that ends with these words, or goes on with a small one, is whole.
    return not has_verb(before) and tables.function_words().issuperset(behind)


def _reach(index: Index, place: int, step: int, end: int) -> int:
    """The last token that belongs to goods, in one direction: a word of a shop, or a small word before one."""
    own = word_list("spam_goods") | word_list("spam_words")
    while place != end:
        joins = place + step != end and index.words[place + step] in word_list("spam_joins")
        if index.words[place + step] in own:
            place += step
        elif joins and index.words[place + 2 * step] in own:
            place += 2 * step
        else:
            break
    return place
