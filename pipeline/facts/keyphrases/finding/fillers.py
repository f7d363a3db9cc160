"""Sentences that are there for a search phrase alone: "This is why cheap knee braces are the best knee braces."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

import numpy as np

from pipeline.facts.keyphrases.finding.filler_words import (
    HeldPhrase,
    Sentence,
    is_held_only,
    is_plain,
    is_talk,
    tells,
    turns,
    words_left,
)
from pipeline.facts.keyphrases.finding.lists import cities_by_block
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.places import is_quoted, look_around, word_list
from pipeline.facts.keyphrases.mentions.seams import NO_SEAM
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import has_verb
from pipeline.facts.language.vocabulary import stem
from pipeline.model import Span

_LONGEST = 32
"""Words of the longest sentence that is looked at: one that says nothing is short."""
_FEWEST_TELLING = 2
"""Words of a phrase that tell something; a single one comes back in any sentence."""
_MOST_LEFT = {False: 1, True: 2}
"""Words beside the phrase that tell something in a sentence that is reported; more for a long phrase or a query."""
_FARTHEST = 400
"""Characters before a word in which its sentence begins."""
_SURE, _UNSURE = 0.97, 0.5
"""How sure it is that a sentence was put in, if nothing is left of it and if something is; set by hand."""
_PARTED = re.compile(r"[.?!…][^\w\s]*\s|[\r\n]")
"""Between two sentences; behind the abbreviation of a state, too."""
_RELATIVE = frozenset({"for", "if", "that", "we", "when", "which", "who", "you", "your"})
"""Words that go on from a noun: "the best diet plan is the diet plan that you follow"."""
_SUPERLATIVES = (("best",), ("cheapest",), ("top",))
"""Words that sentences put an article or the like before."""
_OWN = frozenset({"i", "my", "myself"})
_OTHERS = frozenset({"anyone", "everyone", "our", "us", "we", "you", "your"})
"""Words of a sentence that is told to others, and whose "near me" is nobody's."""
_LONGEST_SERVICE = 4
"""Words before a place that may be what somebody searches for there."""


def find_fillers(index: Index) -> Iterator[Keyphrase]:
    """The phrases that some sentence is only there to hold, each with that sentence.

    A sentence is sure to be one if it names a phrase of two words or more twice, and all else in it is small words,
    praise and talk of the reader and the article; once is enough for a search for something in a place, as no sentence
    has it. Where a word is left, a person has to judge. Beside a sure one, a sentence goes too that names
    the phrase once, with nothing but such words.
    """
    done: set[Sentence] = set()
    for sentence, phrase in chain(_with_repetitions(index), _with_searches(index)):
        most = _MOST_LEFT[phrase.is_query or phrase.is_long]
        if sentence in done or (left := words_left(index, sentence, phrase)) > most or not is_plain(index, sentence):
            continue
        is_sure = not left and is_held_only(index, sentence, phrase)
        if phrase.first == phrase.again and not is_sure:
            continue
        sentences = [sentence, *(_neighbors(index, sentence, phrase.words) if is_sure else ())]
        mentions = [
            mention
            for one in sorted(sentences)
            if one not in done and (mention := _mention(index, one, is_sure=is_sure)) is not None
        ]
        done.update(sentences)
        if mentions:
            text, evidence = " ".join(phrase.words), (("sentences", str(len(mentions))),)
            yield Keyphrase(text, tuple(mentions), mentions[0].confidence, evidence, is_settled=True)


def _with_repetitions(index: Index) -> Iterator[tuple[Sentence, HeldPhrase]]:
    """Sentences that name a phrase twice."""
    words, starts = index.words, index.pairs.starts
    close = np.flatnonzero(index.pairs.equals_next & (np.diff(starts) <= _LONGEST))
    for first, again in zip(starts[close].tolist(), starts[close + 1].tolist(), strict=True):
        # A pair that tells less is no phrase, or only the end of one.
        goes_on = words[first + 2 : first + 3] == words[again + 2 : again + 3]
        if not tells(words[first]) or not (goes_on or tells(words[first + 1])) or _is_parted(index, first, again):
            continue
        sentence = _sentence_around(index, first)
        if again + 2 <= sentence.last and (phrase := _phrase_of(index, sentence, first, again)):
            yield sentence, phrase


def _is_parted(index: Index, one: int, other: int) -> bool:
    """Whether a sentence or a block ends between two tokens."""
    if index.run_of[one] == index.run_of[other]:
        return False
    is_parted = _PARTED.search(index.text, index.ends[one], index.starts[other]) is not None
    return is_parted or index.block_of(one) != index.block_of(other)


def _sentence_around(index: Index, number: int) -> Sentence:
    """The sentence of a token in its block."""
    block, text = index.blocks[index.block_of(number)].span, index.text
    behind = _PARTED.search(text, index.ends[number], min(block.end, index.ends[number] + _FARTHEST))
    before = list(_PARTED.finditer(text, max(block.start, index.starts[number] - _FARTHEST), index.starts[number]))
    start = before[-1].end() if before else block.start
    end = behind.start() if behind else min(block.end, index.ends[number] + _FARTHEST)
    return Sentence(*index.tokens_in(Span(start, end)))


def _phrase_of(index: Index, sentence: Sentence, first: int, again: int) -> HeldPhrase | None:
    """The phrase that a sentence names twice, around two places of a pair; None where it is none, or rhetoric."""
    if sentence.last - sentence.first > _LONGEST:
        return None
    size = 2
    while first > sentence.first and first + size < again and _are_alike(index, first - 1, again - 1):
        first, again, size = first - 1, again - 1, size + 1
    while again + size < sentence.last and first + size < again and _are_alike(index, first + size, again + size):
        size += 1
    words = index.words[first : first + size]
    verb = next((number for number, word in enumerate(words) if word in word_list("question_verbs")), size)
    if verb < size - 1:
        # "Heart health is important to us, and heart health is important to you."
        return None
    heads, tails = word_list("query_heads"), word_list("query_tails")
    before = next((number for number, word in enumerate(words) if tells(word) or word in heads), size)
    behind = verb
    while behind > before and not (tells(words[behind - 1]) or " ".join(words[behind - 2 : behind]) in tails):
        behind -= 1
    core = words[before:behind]
    is_query = _is_query(index, core, (first + before, again + before))
    telling = sum(map(tells, core))
    if telling < (1 if is_query else _FEWEST_TELLING) or (has_verb(core[:1]) and core[0] not in heads):
        return None
    phrase = HeldPhrase(core, first + before, again + before, is_query)
    is_maxim = _is_maxim(index, phrase, index.words[again + verb : again + verb + 1])
    return None if is_maxim or not is_talk(index, sentence, phrase) else phrase


def _are_alike(index: Index, one: int, other: int) -> bool:
    return stem(index.words[one]) == stem(index.words[other])


def _is_query(index: Index, words: Words, places: tuple[int, int]) -> bool:
    """Whether words are what only searchers write: "dentist near me", "dentist austin", and "best dentist" as it is."""
    cities = word_list("cities")
    if words[-2:] == ("near", "me") or any(tells(word) and place in cities for word, place in pairwise(words)):
        return True
    before = [index.words[place - 1] for place in places if place and index.run_of[place - 1] == index.run_of[place]]
    # "From top surgeons" is plain English, "from best dentist" is not.
    is_bare = len(before) < len(places) or not word_list("determiners").issuperset(before)
    return words[:1] in _SUPERLATIVES and not words[-1].endswith("s") and is_bare


def _is_maxim(index: Index, phrase: HeldPhrase, behind: Words) -> bool:
    """Whether a phrase is explained by itself: "the best diet plan is the diet plan that you follow"."""
    if _RELATIVE.isdisjoint(behind):
        return False
    before = [index.words[place - 1] for place in (phrase.first, phrase.again) if place]
    praise = word_list("empty_praise")
    if phrase.words[0] in praise:
        return True
    return not praise.isdisjoint(before) and before[-1] in praise | word_list("determiners")


def _with_searches(index: Index) -> Iterator[tuple[Sentence, HeldPhrase]]:
    """Sentences that praise to others what is "near me", or in a city that is written small."""
    known = index.coded.vocabulary
    near = index.places_of("near") if "near" in known and "me" in known else ()
    places = [(place, place + 2) for place in near if index.words[place + 1 : place + 2] == ("me",)]
    cities = chain.from_iterable(cities_by_block(index).values())
    small = [(start, end) for start, end in cities if index.text[index.starts[start]].islower()]
    places += [] if not small or index.is_sloppy() else small
    for start, end in places:
        first = start
        while start - first < _LONGEST_SERVICE and index.run_of[first - 1] == index.run_of[start] and first:
            if not tells(index.words[first - 1]):
                break
            first -= 1
        sentence = _sentence_around(index, start)
        words = index.words[sentence.first : sentence.last]
        # Without praise it may be a sentence of the author's in which a search stands for a noun.
        if first == start or word_list("empty_praise").isdisjoint(words) or _OTHERS.isdisjoint(words):
            continue
        is_told = _OWN.isdisjoint(words) and word_list("asking_words").isdisjoint(words)
        if is_told and sentence.last - sentence.first <= _LONGEST:
            yield sentence, HeldPhrase(index.words[first:end], first, first, is_query=True)


def _neighbors(index: Index, sentence: Sentence, phrase: Words) -> Iterator[Sentence]:
    """The sentences of the same block before and behind one that say nothing but its phrase either."""
    own = {stem(word) for word in phrase if tells(word)}
    for number in (sentence.first - 1, sentence.last):
        if not 0 <= number < len(index.words) or index.run_of[number] < 0:
            continue
        found = _sentence_around(index, number)
        words = index.words[found.first : found.last]
        telling = {stem(word) for word in words if tells(word)}
        same = index.block_of(number) == index.block_of(sentence.first)
        if same and telling == own and not any(map(turns, words)) and is_plain(index, found):
            yield found


def _mention(index: Index, sentence: Sentence, *, is_sure: bool) -> Mention | None:
    """The sentence as a mention; None where it is a question or a quotation, or stands in no running text."""
    number = index.block_of(sentence.first)
    block = index.blocks[number]
    span = Span(index.starts[sentence.first], index.ends[sentence.last - 1])
    if block.kind not in RUNNING_TEXT or is_quoted(index.text, span, block):
        return None
    place = look_around(index, span, number)
    if place.left not in ("start", "sentence") or "?" in place.stops or not place.stops:
        return None
    confidence = _SURE if is_sure else _UNSURE
    return Mention(
        span, "filler", place, NO_SEAM, tokens=(sentence.first, sentence.last), confidence=confidence, is_sure=is_sure
    )
