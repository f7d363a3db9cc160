"""What a sentence says beside a search phrase: whether its words tell anything, or are small words and praise."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import has_verb
from pipeline.facts.language.vocabulary import stem

_PLAIN_GAP = re.compile(r"[*_]*,?\s+[*_]*")
"""Between two words of a sentence that is no list, label or quotation."""
_END = re.compile(r"[*_]*[.!…]")
_LONG = 3
"""Words of a long phrase that tell something."""
_OFTEN = 3
"""How often a sentence names what it is only there for, whatever else it says of it."""
_GENERAL_PRAISE = frozenset({"best", "good", "great", "ideal", "perfect", "right", "top", "ultimate"})
"""Praise that makes no other thing of what it praises, as "cheap" and "easy" do."""
_PAGES = frozenset({"article", "blog", "guide", "page", "post", "section", "site", "website"})
"""What a sentence may send its reader to."""
_BE = frozenset({"are", "be", "is"})
_NO_SENTENCE = 99
"""Words that are left of what is two sentences, or a list."""


class Sentence(NamedTuple):
    """The number of its first token, and of the token behind its last."""

    first: int
    last: int


class HeldPhrase(NamedTuple):
    """Words that a sentence names, and the first tokens of two places where it does, or of one two times.

    ``is_query`` says that only searchers write them so.
    """

    words: Words
    first: int
    again: int
    is_query: bool

    @property
    def is_long(self) -> bool:
        """Whether so many of the words tell something that hardly a writer names them twice in a sentence."""
        return sum(map(tells, self.words)) >= _LONG


def tells(word: str) -> bool:
    """Whether a lower-case word is neither small nor empty."""
    return word not in _small_and_empty()


@cache
def _small_and_empty() -> frozenset[str]:
    return tables.function_words() | word_list("empty_words") | word_list("empty_praise") | word_list("empty_talk")


def turns(word: str) -> bool:
    """Whether a small word makes a statement of what stands around it: it denies, compares or sets off."""
    return word in word_list("telling_small_words") or word.endswith("n't")


def words_left(index: Index, sentence: Sentence, phrase: HeldPhrase) -> int:
    """How many words of a sentence say something beside a phrase.

    What comes back as a neighbor of the phrase is part of a longer form of it, and so is a word inside it where the
    phrase stands twice with nothing between: "acne treatment acne scars treatment".
    """
    own = set(map(stem, phrase.words))
    others = [word for word in index.words[slice(*sentence)] if stem(word) not in own]
    if _is_glued(index, sentence) or not has_verb(others):
        return _NO_SENTENCE
    counts = Counter(map(stem, index.words[sentence.first : sentence.last]))
    is_jammed = _is_jammed(index, phrase)
    left: set[str] = set()
    longer: set[str] = set()
    for number in range(*sentence):
        word = index.words[number]
        if stem(word) in own or not (tells(word) or turns(word)):
            continue
        left.add(stem(word))
        beside = [stem(index.words[side]) in own for side in (number - 1, number + 1) if side in range(*sentence)]
        if (counts[stem(word)] > 1 and any(beside)) or (is_jammed and beside == [True, True]):
            longer.add(stem(word))
    return len(left - longer)


def is_talk(index: Index, sentence: Sentence, phrase: HeldPhrase) -> bool:
    """Whether a sentence praises a phrase, or speaks of who searches and reads, as those do that are there for it."""
    words = index.words[sentence.first : sentence.last]
    if not word_list("empty_praise").isdisjoint(words):
        return True
    if not word_list("empty_words").isdisjoint(words) and (phrase.is_query or _is_of_itself(index, sentence, phrase)):
        return True
    return (phrase.is_query or phrase.is_long) and not word_list("empty_talk").isdisjoint(words)


def is_held_only(index: Index, sentence: Sentence, phrase: HeldPhrase) -> bool:
    """Whether a sentence of small and empty words is sure to be there for a phrase alone.

    It names what no writer does, or the phrase twice with nothing between or three times, says of it that it is itself
    or good for itself, or speaks of the article or a search.
    """
    words = index.words[sentence.first : sentence.last]
    if phrase.is_query:
        return True
    if words[0] in word_list("call_openers") or _is_limited(index, sentence, phrase) or _is_title(index, phrase):
        return False
    if phrase.is_long and not word_list("empty_talk").isdisjoint(words):
        return True
    return _is_jammed(index, phrase) or _is_of_itself(index, sentence, phrase)


def _is_of_itself(index: Index, sentence: Sentence, phrase: HeldPhrase) -> bool:
    """Whether a phrase is said to be itself, or good for itself; or stands three times in the sentence."""
    size = len(phrase.words)
    stems, sought = [stem(word) for word in index.words[slice(*sentence)]], [stem(word) for word in phrase.words]
    if sum(stems[place : place + size] == sought for place in range(len(stems))) >= _OFTEN:
        return True
    between = index.words[phrase.first + size : phrase.again]
    gap = index.text[index.ends[phrase.first + size - 1] : index.starts[phrase.again]]
    if _BE.isdisjoint(between) or "," in gap or "and" in between:
        return False
    praise = word_list("empty_praise")
    own = _BE | praise | tables.function_words()
    # "Drug abuse is drug abuse" is a saying.
    return not praise.isdisjoint(between) and all(word in own or stems.count(stem(word)) > 1 for word in between)


def _is_limited(index: Index, sentence: Sentence, phrase: HeldPhrase) -> bool:
    """Whether a phrase is but a part of another: "simple yoga poses are the best yoga poses", "yoga poses guide"."""
    before = index.words[phrase.first - 1 : phrase.first] if phrase.first > sentence.first else ()
    ends = (place + len(phrase.words) for place in (phrase.first, phrase.again))
    behind = {index.words[end] for end in ends if end < sentence.last and index.run_of[end] == index.run_of[end - 1]}
    is_narrowed = any(word not in tables.function_words() | _GENERAL_PRAISE for word in before)
    return is_narrowed or not _PAGES.isdisjoint(behind)


def _is_title(index: Index, phrase: HeldPhrase) -> bool:
    """Whether a phrase has capitals where a sentence names it again: the title of what it is told of in."""
    first, again = (index.tokens.texts[place : place + len(phrase.words)] for place in (phrase.first, phrase.again))
    return again[-1][0].isupper() and not first[-1][0].isupper()


def _is_jammed(index: Index, phrase: HeldPhrase) -> bool:
    """Whether a phrase stands twice with one word between at most."""
    ends = (place + len(phrase.words) + skipped for place in (phrase.first, phrase.again) for skipped in (0, 1))
    return any(
        index.words[end : end + 1] == phrase.words[:1] and index.run_of[end] == index.run_of[end - 1] for end in ends
    )


def _is_glued(index: Index, sentence: Sentence) -> bool:
    """Whether a small word in mid-sentence has a capital, as behind a heading that has lost its end."""
    texts = index.tokens.texts[sentence.first + 1 : sentence.last]
    return any(text[0].isupper() and len(text) > 1 and text.lower() in tables.function_words() for text in texts)


def is_plain(index: Index, sentence: Sentence) -> bool:
    """Whether nothing but spaces, commas and emphasis stands between the words of a sentence, and a stop behind."""
    gaps = (index.text[index.ends[n] : index.starts[n + 1]] for n in range(sentence.first, sentence.last - 1))
    return all(map(_PLAIN_GAP.fullmatch, gaps)) and _END.match(index.text, index.ends[sentence.last - 1]) is not None
