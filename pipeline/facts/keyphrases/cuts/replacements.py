"""What stood where an integrated mention stands: the noun phrase that the article itself uses there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.mentions.seams import fit_between
from pipeline.facts.language.blocks import RUNNING_TEXT
from pipeline.facts.language.fluency import has_verb, is_noun

_MOST_WORDS = 3
"""Words in the longest noun phrase that is put back."""
_FEWEST_USES = 3
"""How often the article must use a noun phrase for it to be what the article is about."""
_NEAR = 12
"""Words within which a noun phrase is not said twice."""
_MOST_LOOKED_AT, _MOST_SUGGESTED = 12, 3
_OBJECTS = frozenset({"you", "me", "us", "them", "him", "her"})
"""Whom something is shown: "this shows you how to"."""


def find_replacements(index: Index, phrase: str, mention: Mention) -> Mention:
    """The mention with noun phrases of the article that fit its place, best first, for a person to choose from.

    The first is one that the article uses between the same two words, if there is just one. Even that is the author's
    own word in three of four places only (benchmarks/stuffing, half "develop"), so it is put back where all proposals
    are taken, and never unasked. Any other is but a suggestion.

    Args:
        index: the text.
        phrase: the stuffed phrase, in lower case.
        mention: a mention that is part of its sentence.
    """
    if mention.position != "prose" or mention.place.block.kind not in RUNNING_TEXT or mention.replacements:
        return mention
    if _is_no_noun(index, mention):
        return mention
    words = set(phrase.split())
    uses = _noun_phrases(index)
    fitting = [
        (fit_between(index, mention.tokens, mention.place, noun), len(places), noun)
        for noun, places in islice(uses.items(), _MOST_LOOKED_AT)
        if not words.issuperset(noun)
    ]
    fitting.sort(key=lambda item: (-item[0], -item[1], item[2]))
    # "Sleep" may be what people do rather than what they need.
    plain = [noun for _, _, noun in fitting if not has_verb(noun)]
    best = tuple(_as_written(mention, noun, index) for noun in plain[:_MOST_SUGGESTED])
    attested = [noun for _, _, noun in fitting if _is_attested(index, mention, noun, uses)]
    if len(attested) == 1:
        first = _as_written(mention, attested[0], index)
        best = (first, *(other for other in best if other != first))[:_MOST_SUGGESTED]
    return replace(mention, replacements=best, fix_class="unsafe" if len(attested) == 1 else "none")


def _is_no_noun(index: Index, mention: Mention) -> bool:
    """Whether no noun phrase can stand in place of a mention, but a unit, a verb or a clause.

    "Has 39 low carb diet plan", "how to heal fast", "to know how to heal".
    """
    first = mention.tokens[0]
    if not first or index.run_of[first - 1] != index.run_of[first]:
        return False
    before, words = index.words[first - 1], index.words[first : first + 2]
    if before[0].isdigit():
        # What is counted or measured is nothing that the article names elsewhere.
        return True
    if before in word_list("needs_verb"):
        return has_verb(words[:1])
    return words == ("how", "to") and (has_verb([before]) or before in _OBJECTS)


@lru_cache(maxsize=1)
def _noun_phrases(index: Index) -> dict[Words, list[int]]:
    """The noun phrases of a text, those that stand most often first, and the tokens that they start at."""
    places: dict[Words, list[int]] = {}
    for first, last in _noun_ranges(index):
        places.setdefault(index.words[first:last], []).append(first)
    ordered = sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))
    return {words: found for words, found in ordered if len(found) >= _FEWEST_USES}


def _noun_ranges(index: Index) -> Iterator[tuple[int, int]]:
    """First token and token behind of the content words between small words, where the last one is a noun."""
    small = tables.function_words()
    for run in index.runs:
        first = run.first
        for number in range(run.first, run.last + 1):
            if number < run.last and index.words[number] not in small:
                continue
            if 0 < number - first <= _MOST_WORDS and is_noun(index.words[number - 1]):
                yield first, number
            first = number + 1


def _is_attested(index: Index, mention: Mention, noun: Words, uses: dict[Words, list[int]]) -> bool:
    """Whether the article uses a noun phrase between the same two words as the mention stands, and not close by."""
    first, last = mention.tokens
    block = mention.place.block.span
    if first == 0 or last >= len(index.words) or index.starts[first - 1] < block.start:
        return False
    if index.run_of[first - 1] != index.run_of[first] or index.run_of[last] != index.run_of[first]:
        return False
    before, after = index.words[first - 1], index.words[last]
    if any(first - _NEAR <= place <= last + _NEAR for place in uses[noun]):
        return False
    return any(
        place
        and index.words[place - 1] == before
        and index.words[place + len(noun) : place + len(noun) + 1] == (after,)
        for place in uses[noun]
    )


def _as_written(mention: Mention, noun: Words, index: Index) -> str:
    """The noun phrase as the article writes it in mid-sentence; with a capital where the mention opens a sentence."""
    written = _usual_forms(index)[noun]
    opens = mention.place.left in ("start", "sentence")
    return written[0].upper() + written[1:] if opens else written


@lru_cache(maxsize=1)
def _usual_forms(index: Index) -> dict[Words, str]:
    """How a text mostly writes each noun phrase that is looked at; each use in lower case counts for two."""
    return {noun: _usual_form(index, noun) for noun in islice(_noun_phrases(index), _MOST_LOOKED_AT)}


def _usual_form(index: Index, noun: Words) -> str:
    forms: Counter[str] = Counter()
    for start in index.places_of(noun[0]):
        if index.words[start : start + len(noun)] == noun:
            text = index.text[index.starts[start] : index.ends[start + len(noun) - 1]]
            forms[text] += 2 if text[0].islower() else 1
    return max(forms, key=lambda form: (forms[form], form))
