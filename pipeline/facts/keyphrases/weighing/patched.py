"""Phrases that were patched into a text: the same words are a sentence of their own, and hang on whole sentences.

"Back brace for back pain. ... See someone back brace for back pain. ... When you wake up stiff back brace for back pain
and are fine by noon": no author writes all three. What the words are does not matter, so that a number or a negation
among them is no excuse: of 954 clean articles, and of 100 texts that repeat themselves for a good reason, none has such
a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.facts.keyphrases.cuts.gaps import Gaps, is_closed, is_open
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.mention import Mention, find_mentions
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import edge_words

_FEWEST_WORDS = 3
_FEWEST_HUNG = 2
"""Mentions inside of sentences, or behind them, that miss nothing without them."""


def find_patched(index: Index, phrases: Mapping[Words, Sequence[int]], gaps: Gaps) -> Iterator[Words]:
    """The phrases that were patched into a text.

    Args:
        index: the text.
        phrases: in lower case, each with the numbers of the tokens that it starts at.
        gaps: the gaps of the text; those of few phrases are looked at.
    """
    for words, starts in phrases.items():
        if not may_be_typed(words):
            continue
        alone = sum(_is_run(index, words, start) for start in starts)
        if alone and len(starts) - alone >= _FEWEST_HUNG:
            mentions = find_mentions(index, words)
            if any(map(_is_sentence, mentions)) and _hang(gaps.add_to([m for m in mentions if is_in_sentence(m)])):
                yield words


def may_be_typed(words: Words) -> bool:
    """Whether words are neither too few, nor open as a part of a sentence does, nor make up a statement."""
    if len(words) < _FEWEST_WORDS or words[0] in edge_words():
        return False
    verbs = word_list("question_verbs") | word_list("needs_verb") - {"to"}
    return words[0] in word_list("query_starts") or verbs.isdisjoint(words)


def _is_run(index: Index, words: Words, start: int) -> bool:
    """Whether the words that start at a token are all between two marks."""
    run = index.runs[index.run_of[start]]
    return (run.first, run.last) == (start, start + len(words))


def _is_sentence(mention: Mention) -> bool:
    is_whole = mention.place.left == "sentence" and mention.place.right in ("sentence", "end")
    return mention.position == "detached" and is_whole


def is_in_sentence(mention: Mention) -> bool:
    """Whether a mention stands inside of a sentence, or behind one without a stop between."""
    return mention.position in ("inside", "appended") and mention.place.left in ("word", "connector", "mark")


def _hang(mentions: Sequence[Mention]) -> bool:
    """Whether mentions inside of sentences, or behind them, were put in there: no sentence would miss one."""
    return sum(map(is_closed, mentions)) >= _FEWEST_HUNG and not any(map(is_open, mentions))
