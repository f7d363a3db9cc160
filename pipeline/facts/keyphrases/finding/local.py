"""Searches for a service in a place, as no sentence has them: "visit a cosmetic dentist Springfield IL for this"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline import tables
from pipeline.facts.keyphrases.finding.lists import cities_by_block
from pipeline.facts.keyphrases.finding.variants import is_state
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.model import model
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import has_verb, is_adjective, is_noun
from pipeline.model import Span

_FEWEST = 2
"""Sentences that must hold the same service and place: clean text has no such pair."""
_LONGEST_SERVICE = 4
"""Words of the longest service."""
_OF_CLAUSES = frozenset({"had", "hadn't", "has", "hasn't", "have", "haven't"})
"""Verbs that follow a place where it is the subject of a clause: "the best dentists Boston has to offer"."""


def find_local_searches(index: Index) -> Iterator[Keyphrase]:
    """Phrases of a service and the place behind it, with nothing between, in two sentences or more.

    They stand where a noun phrase belongs, so that no sentence reads better without them. Each mention is to be
    replaced by the service alone, and never unasked.
    """
    confidence = model()["threshold"]["in_context_most"]
    groups: dict[tuple[str, ...], list[tuple[int, int, int]]] = {}
    for start, end in _places(index):
        if (first := _service(index, start)) < start and _goes_on(index, end):
            groups.setdefault(index.words[start - 1 : end], []).append((first, start, end))
    for found in groups.values():
        length = min(start - first for first, start, _ in found)
        while len({index.words[start - length : start] for _, start, _ in found}) > 1:
            length -= 1
        looked_at = (_mention(index, start - length, start, end) for _, start, end in found)
        mentions = [replace(mention, confidence=confidence) for mention in looked_at if mention is not None]
        if len(mentions) >= _FEWEST:
            start, end = found[0][1:]
            evidence = (("places", str(len(mentions))),)
            text = " ".join(index.words[start - length : end])
            yield Keyphrase(text, tuple(mentions), confidence, evidence, is_foreign=True)


def _places(index: Index) -> Iterator[tuple[int, int]]:
    """First token and token behind of the names of cities, and of a town with the code of its state."""
    cities = sorted(place for places in cities_by_block(index).values() for place in places)
    yield from cities
    known = {end - 1 for _, end in cities}
    for code in word_list("states") & index.coded.vocabulary.keys():
        for number in index.places_of(code):
            if number not in known and is_state(index, number) and index.run_of[number - 1] == index.run_of[number]:
                start = number
                while start and _is_name(index, start - 1) and index.run_of[start - 1] == index.run_of[number]:
                    start -= 1
                if start < number:
                    yield start, number + 1


def _is_name(index: Index, number: int) -> bool:
    text = index.tokens.texts[number]
    return text[0].isupper() and text[1:].islower()


def _service(index: Index, start: int) -> int:
    """First token of the content words directly before a place, the last of them a common noun; the place's if none."""
    if not start or index.run_of[start - 1] != index.run_of[start]:
        return start
    text, word = index.tokens.texts[start - 1], index.words[start - 1]
    may_be_noun = is_noun(word) or not (has_verb([word]) or is_adjective(word) or word in tables.function_words())
    if not text.islower() or not may_be_noun or word in word_list("parts_of_towns"):
        return start
    first, run, small = start, index.runs[index.run_of[start]], tables.function_words()
    while first > run.first and start - first < _LONGEST_SERVICE and index.words[first - 1] not in small:
        first -= 1
    return first


def _goes_on(index: Index, end: int) -> bool:
    """Whether a sentence goes on behind a place as behind a noun, as in "dentists Boston has to offer" it does not."""
    if end >= len(index.words) or index.run_of[end] != index.run_of[end - 1]:
        return True
    word = index.words[end]
    return word not in _OF_CLAUSES and (word in tables.function_words() or is_state(index, end - 1))


def _mention(index: Index, first: int, start: int, end: int) -> Mention | None:
    """The service and its place, to be replaced by the service; None where they are quoted or in no sentence."""
    words = index.words[first:end]
    service = index.text[index.starts[first] : index.ends[start - 1]]
    span = Span(index.starts[first], index.ends[end - 1])
    mention = classify(index, words, (first, end), span, 1)
    if mention.position == "quoted" or mention.place.block.kind not in RUNNING_TEXT:
        return None
    return replace(mention, span=span, position="prose", replacements=(service,), fix_class="unsafe")
