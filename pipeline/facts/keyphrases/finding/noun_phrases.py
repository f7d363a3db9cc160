"""Mentions that a noun phrase of the author's may need, though the sentence reads well enough without them.

The insertion model sees no hole in "Finding the right [skin clinic] is a decision", nor where what is left could be a
phrase of its own: "For these reasons, [professional teeth whitening] services are popular".
"""

from __future__ import annotations

from pipeline import tables
from pipeline.facts.keyphrases.finding.query_decisions import is_marked
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Mention, word_behind
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.fluency import is_adjective, is_noun
from pipeline.facts.language.realization import ALL_ARTICLES


def belongs_to_noun_phrase(index: Index, mention: Mention) -> bool:
    """Whether a mention between words of a sentence may be the noun of a phrase, or describe that of one.

    Args:
        index: the text.
        mention: the mention.
    """
    return mention.position == "inside" and (_is_head(index, mention) or _is_modifier(index, mention))


def _is_head(index: Index, mention: Mention) -> bool:
    """Whether an article and an adjective stand before a mention, and no noun or adjective behind it."""
    first, last = mention.tokens
    if mention.place.left != "word" or first < 2:
        return False
    before, adjective = index.words[first - 2 : first]
    behind = index.words[last] if mention.place.right == "word" and last < len(index.words) else ""
    is_led = before in ALL_ARTICLES and is_adjective(adjective) and not is_noun(adjective)
    return is_led and not (is_noun(behind) or is_adjective(behind))


def _is_modifier(index: Index, mention: Mention) -> bool:
    """Whether what nothing marks as a query stands before a noun, where a noun phrase may begin."""
    first, last = mention.tokens
    words = index.words[first:last]
    if is_marked(words) or words[-1] in tables.function_words() or not is_noun(word_behind(index, mention)):
        return False
    before = index.words[first - 1] if first else ""
    return mention.place.left != "word" or before in word_list("determiners") | word_list("connectors")
