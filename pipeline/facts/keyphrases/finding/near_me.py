""" "Near me" in an article that nobody tells of himself: part of a search, and of no sentence.

"If you want acne treatment near me, see a doctor first." Where an author says "I" or "my", he may well say "near me".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import has_verb
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Span

_WORDS = ("near", "me")
_CONFIDENCE = 0.9
_LONG_SEARCH = 4
_MOST = 60
"""Mentions that are looked at; a text that has more is no article."""
_READER = frozenset({"you", "your", "yours", "our", "we"})
_STOP = re.compile(r"[.?!…]+(?=\s|\Z)")
_CUT_FROM = frozenset({"appended", "inside"})
"""Positions of a mention behind what is searched for."""


def find_near_me(index: Index) -> Iterator[Keyphrase]:
    """The words "near me" wherever they stand behind a noun; none where the author speaks of himself.

    They are cut without asking from the end of a heading, and where the sentence speaks to the reader; elsewhere
    somebody may be speaking.
    """
    places = [first for first in index.places_of("me") if index.words[first - 1 : first] == ("near",)]
    told = sum(map(index.count_of, word_list("first_person")))
    if not places or told > len(places):
        return
    befores = Counter(index.words[place - 2] for place in places if place > 1)
    mentions = []
    for place in places[:_MOST]:
        first = place - 1
        mention = classify(index, _WORDS, (first, place + 1), Span(index.starts[first], index.ends[place]))
        if mention.position in _CUT_FROM and _follows_noun(index, first) and not _is_quoted(index, first):
            # What comes back is a phrase, which goes as a whole or stays.
            is_once = befores[index.words[first - 1]] == 1
            is_part = _is_within_search(index, place) or _ends_long_search(index, first)
            is_sure = is_once and not is_part and _is_addressed(index, mention, first)
            is_vague = is_part or not is_once or _ends_what_was_put(index, mention, first) or _may_go_on(index, place)
            mentions.append(replace(mention, confidence=_CONFIDENCE, is_sure=is_sure, is_vague=is_vague))
    if mentions:
        evidence = (("first_person", "never"),)
        yield Keyphrase(" ".join(_WORDS), tuple(mentions), _CONFIDENCE, evidence, is_foreign=True)


def _is_addressed(index: Index, mention: Mention, first: int) -> bool:
    """Whether a sentence speaks to the reader, and neither asks, denies, nor speaks of what is said or searched for."""
    block = mention.place.block
    if block.kind == "h":
        return mention.position == "appended" and not _ends_what_was_put(index, mention, first)
    if block.kind not in RUNNING_TEXT:
        return False
    before = _STOP.split(index.text[block.span.start : index.starts[first]])[-1]
    behind = index.text[index.ends[first + 1] : block.span.end]
    stop = _STOP.search(behind)
    if stop and "?" in stop.group():
        return False
    sentence = tokenize(f"{before} {behind[: stop.end()] if stop else behind}").lower
    told = word_list("speech_words") | tables.negations()
    return told.isdisjoint(sentence) and not _READER.isdisjoint(sentence)


def _ends_what_was_put(index: Index, mention: Mention, first: int) -> bool:
    """Whether, in a heading, it is but the end of what was put there: behind a stop or a bar, or in lower case."""
    block = mention.place.block
    *ended, before = _STOP.split(index.text[block.span.start : index.starts[first]])
    return block.kind == "h" and (bool(ended) or any(end in before for end in "\r\n|") or before[:1].islower())


def _is_quoted(index: Index, first: int) -> bool:
    """Whether a quotation that began before is still open."""
    before = index.text[index.blocks[index.block_of(first)].span.start : index.starts[first]]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def _follows_noun(index: Index, first: int) -> bool:
    """Whether the word before may be what is searched for."""
    if first == 0 or index.run_of[first - 1] != index.run_of[first]:
        return False
    before = index.words[first - 1]
    small = tables.function_words() | word_list("closing_words")
    return before not in small and not has_verb([before])


def _is_within_search(index: Index, place: int) -> bool:
    """Whether the search goes on behind "me", so that a part of it would be left: "near me dentist open saturday"."""
    run = index.runs[index.run_of[place]]
    following = index.words[place + 1 : min(run.last, place + 2)]
    return not tables.function_words().issuperset(following)


def _may_go_on(index: Index, place: int) -> bool:
    """Whether a small word behind "me" may be of the search: "near me that accept medicaid", "near me no insurance"."""
    run = index.runs[index.run_of[place]]
    following = index.words[place + 1 : min(run.last, place + 2)]
    return not word_list("connectors").issuperset(following)


def _ends_long_search(index: Index, first: int) -> bool:
    """Whether more content words stand before "near me" than in a noun phrase: a search as a whole."""
    before = index.words[max(index.runs[index.run_of[first]].first, first - _LONG_SEARCH) : first]
    return len(before) == _LONG_SEARCH and tables.function_words().isdisjoint(before)
