"""Fit the trees that tell which words inside of a sentence may be a search query.

    python -m pipeline.training.stuffing.fit_insides TRAIN.jsonl.gz pipeline/data/stuffing/inside_trees.tsv

Options are ``--texts`` and ``--seed``. For ``pipeline/facts/keyphrases/finding/queries.py``. Needs the optional
dependencies ``training``. Search queries are put between two words of some sentences of clean texts; what the trees
learn to tell apart are the words that are mostly a query, and what the program would look at in all other sentences.
Prints how many queries are found for each number of other places that pass, on every fifth text, which is held out for
that. The same seed gives the same file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from pipeline.facts.keyphrases.finding.query_features import inside_features
from pipeline.facts.keyphrases.finding.query_insides import find_insides
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Span
from pipeline.training.insertion_model.examples import Queries
from pipeline.training.stuffing.query_rows import Row, fit_on_texts

_BETWEEN = re.compile(r"(?<=[a-z]{3} )(?=[a-z]{2,})")
_WORDS_PER_QUERY = 60
_MOSTLY = 0.6
"""Share that the words and the query have in common, of those that either has, from which on they are a query."""


def main() -> None:
    """Read the texts, put queries into them, fit, print, and write the trees."""
    fit_on_texts(__doc__, _rows)


def _rows(text: str, queries: Queries, own: Sequence[str], rng: random.Random) -> Iterator[Row]:
    """The places of a text with queries put in; what shares a sentence with a query, and is hardly one, is neither."""
    places = [match.start() for match in _BETWEEN.finditer(text)]
    stuffed, put_in, done = "", [], 0
    for place in sorted(rng.sample(places, min(len(places), len(text.split()) // _WORDS_PER_QUERY))):
        stuffed += text[done:place]
        query = queries.write(own)
        put_in.append(Span(len(stuffed), len(stuffed) + len(query)))
        stuffed += f"{query} "
        done = place
    stuffed += text[done:]
    index = Index(stuffed, tokenize(stuffed), find_blocks(stuffed, "text"))
    by_run = {index.run_of[number]: span for span in put_in for number in _tokens_in(index, span)}
    for stretch in find_insides(index):
        span = by_run.get(index.run_of[stretch.first])
        words = Span(index.starts[stretch.first], index.ends[stretch.last - 1])
        is_query = span is not None and _shared(words, span) >= _MOSTLY
        if span is None or is_query:
            yield Row(inside_features(index, stretch), is_query)


def _tokens_in(index: Index, span: Span) -> Iterator[int]:
    return (number for number, start in enumerate(index.starts) if span.start <= start < span.end)


def _shared(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))


if __name__ == "__main__":
    main()
