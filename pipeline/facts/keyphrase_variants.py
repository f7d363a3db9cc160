"""Other forms of a stuffed phrase: a plural, a word dropped or changed, another order, "near me" or a year added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.facts.keyphrase_index import Index, Run, Words
from pipeline.facts.keyphrase_mentions import Mention, classify
from pipeline.facts.keyphrase_places import word_list
from pipeline.model import Span

_STRONG = frozenset({"own-block", "detached", "call-to-action"})
"""Positions in which a variant is taken for one."""
_MOST_ADDED = 4
"""Words that a variant may have more than its phrase."""
_FEWEST_TO_DROP = 4
"""Words in the shortest phrase of which one may be missing."""


def with_variants(index: Index, words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a phrase, and its variants that stand alone and are odd in themselves, in reading order.

    Args:
        index: the text.
        words: the phrase in lower case.
        mentions: its exact mentions; those that a variant covers are left out.
    """
    target = Counter(_stem(word) for word in words)
    variants: list[Mention] = []
    for run in index.runs:
        if len(words) - 1 <= run.last - run.first <= len(words) + _MOST_ADDED and _is_variant(index, run, target):
            span = Span(index.tokens[run.first].start, index.tokens[run.last - 1].end)
            mention, _ = classify(index, words, (run.first, run.last), span, 1)
            if mention.position in _STRONG and mention.oddities:
                variants.append(mention)
    covered = {mention.span.start for mention in variants}
    kept = [m for m in mentions if m.span.start not in covered or m.position not in ("prose", "appended")]
    starts = {mention.span.start for mention in kept}
    return sorted([*kept, *(m for m in variants if m.span.start not in starts)], key=lambda mention: mention.span)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _is_variant(index: Index, run: Run, target: Counter[str]) -> bool:
    """Whether the words of a run are the phrase's, but for one, and else only what searchers add."""
    tokens = index.tokens[run.first : run.last]
    own = Counter(_stem(token.lower) for token in tokens)
    missing = sum((target - own).values())
    if missing > (target.total() >= _FEWEST_TO_DROP):
        return False
    extra = own - target
    if not extra:
        return True
    tail = " ".join(token.lower for token in tokens if _stem(token.lower) in extra)
    placed = tokens[-1].text[0].isupper() and tail.startswith("in ")
    added = tail in word_list("query_tails") or (tail.isdigit() and len(tail) == 4) or placed
    return added or (missing == 1 and extra.total() == 1)
