"""Word sequences that come back in a text and stand, at least once, like a sentence of their own.

Linear in the text: a candidate starts where a sentence starts and ends where one ends, so each start has at most as many
candidates as a phrase has words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline import tables
from pipeline.facts.blocks import PROSE, Block
from pipeline.facts.tokens import Token

Words = tuple[str, ...]

_STOPS = ".?!…"
_BREAKS = frozenset(_STOPS + "\"“”:;|()[]{}<>•")
_GRAM = 3
"""Words in the runs that are indexed."""


def find_candidates(text: str, tokens: Sequence[Token], blocks: Sequence[Block]) -> list[Words]:
    """Repeated word sequences, the most often repeated and then the longest first.

    Args:
        text: the article's text.
        tokens: its words.
        blocks: its blocks; only prose blocks are searched.
    """
    size = tables.settings("stuffing/model.toml")["size"]
    runs = list(_runs(text, tokens, blocks))
    grams = Counter(gram for run in runs for gram in _grams(tokens, run))
    alone: Counter[Words] = Counter()
    for run in runs:
        alone.update(_standing_alone(text, tokens, run, grams))
    words = [phrase for phrase, count in alone.items() if count > 1 or _repeated(phrase, grams)]
    words = [phrase for phrase in words if size["fewest_words"] <= len(phrase) <= size["most_words"]]
    words.sort(key=lambda phrase: (-alone[phrase], -len(phrase), phrase))
    return words[: size["most_candidates"]]
