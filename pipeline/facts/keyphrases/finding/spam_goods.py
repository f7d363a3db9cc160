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
from pipeline.facts.keyphrases.finding.foreign_phrases import foreign_phrase
from pipeline.facts.keyphrases.finding.query_edges import context_of, span_of
from pipeline.facts.keyphrases.finding.query_places import LONGEST, Stretch, stretch_in
from pipeline.facts.keyphrases.mentions.index import Index, Run, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, classify, word_behind
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import has_verb, is_noun

_MOST = 200
"""Places that are looked at; a text that has more is a shop's."""
_POSITIONS = ("appended", "inside", "detached")


def find_spam_goods(index: Index, insertion_model: InsertionModel) -> Iterator[Keyphrase]:
    """The names of goods of spam, with the words of a shop around them, where no sentence has a place for them.

    Args:
        index: the text.
        insertion_model: reads them in their sentences.
    """
    stretches = list(islice(_stretches(index), _MOST))
    if not stretches:
        return
    threshold: dict[str, float] = tables.settings("stuffing/queries.toml")["goods"]
    around = [context_of(index, stretch) for stretch in stretches]
    foreign = insertion_model.foreign(around)
    chosen = [number for number, logit in enumerate(foreign) if logit >= threshold["report"]]
    gaps = insertion_model.missing([(around[number][0], around[number][2]) for number in chosen])
    for number, gap in zip(chosen, gaps, strict=True):
        first, last, _ = stretches[number]
        words = index.words[first:last]
        mention = classify(index, words, (first, last), span_of(index, stretches[number]))
        if gap < threshold["gap"] and mention.position in _POSITIONS:
            sure = foreign[number] >= threshold["sure"] and _is_order(words) and not _describes(index, mention)
            weighed = replace(mention, gap=gap, confidence=logistic(foreign[number]))
            yield foreign_phrase(words, weighed, foreign[number], is_sure=sure)


def _is_order(words: Words) -> bool:
    """Whether goods are named with what people type to buy them, and no number, which may be a dose."""
    return len(words) > 1 and not any(word[0].isdigit() for word in words)


def _describes(index: Index, mention: Mention) -> bool:
    """Whether goods may describe the noun behind them: "see casino bonus ads", but not "we cheap jerseys look"."""
    first = mention.tokens[0]
    is_order = index.words[first] in word_list("shopping_verbs")
    is_led = first > 0 and index.words[first - 1] in word_list("subjects")
    return is_noun(word_behind(index, mention)) and not is_order and not is_led


def _stretches(index: Index) -> Iterator[Stretch]:
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
        if reached - first < run.last - run.first and not _is_told(index, run, first, reached):
            yield stretch_in(run, first, reached)


def _is_told(index: Index, run: Run, first: int, last: int) -> bool:
    """Whether a verb at the beginning may be that of the sentence: "Some men order Cialis", "Do not buy tramadol"."""
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
