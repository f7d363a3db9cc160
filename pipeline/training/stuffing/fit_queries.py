"""Fit the trees that tell which sentences may end in a search query, or hold one between two marks.

    python -m pipeline.training.stuffing.fit_queries TRAIN.jsonl.gz pipeline/data/stuffing/query_trees.tsv

Options are ``--texts`` and ``--seed``. For ``pipeline/facts/keyphrases/finding/queries.py``. Needs the optional
dependencies ``training``. Search queries (``insertion_model.examples.Queries``) are hung on some sentences of clean
texts, a few behind a comma or the like, and put behind some commas; what the trees learn to tell apart are these
queries and the words that stand so in all other sentences. Prints how many
queries are found for each number of other places that pass, on every fifth text, which is held out for that. The same
seed gives the same file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from pipeline.facts.keyphrases.finding.query_features import query_features
from pipeline.facts.keyphrases.finding.query_places import find_stretches
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.training.insertion_model.examples import Queries
from pipeline.training.stuffing.query_rows import Row, fit_on_texts

_SENTENCE_END = re.compile(r"(?<=[a-z]{3})(?=[.!?](?:\s|$))")
_COMMA = re.compile(r"(?<=[a-z]),(?= [a-z])")
_SENTENCES_PER_QUERY, _COMMAS_PER_QUERY = 4, 12
_MARKS = ("", "", "", "", ",", ";", ":", " -", " –")
"""What stands before a query that ends a sentence."""


def main() -> None:
    """Read the texts, hang queries on them, fit, print, and write the trees."""
    fit_on_texts(__doc__, _rows)


def _rows(text: str, queries: Queries, own: Sequence[str], rng: random.Random) -> Iterator[Row]:
    """The places of a text with queries put in; of a sentence with a query none but that."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    commas = [match.start() for match in _COMMA.finditer(text)]
    chosen = dict.fromkeys(rng.sample(ends, len(ends) // _SENTENCES_PER_QUERY), False)
    chosen |= dict.fromkeys(rng.sample(commas, len(commas) // _COMMAS_PER_QUERY), True)
    stuffed, starts, done = "", set(), 0
    for place in sorted(chosen):
        mark = "," if chosen[place] else rng.choice(_MARKS)
        stuffed += f"{text[done:place]}{mark} "
        starts.add(len(stuffed))
        stuffed += queries.write(own)
        done = place
    stuffed += text[done:]
    index = Index(stuffed, tokenize(stuffed), find_blocks(stuffed, "text"))
    hung = {index.run_of[number] for number, start in enumerate(index.starts) if start in starts}
    for stretch in find_stretches(index):
        if stretch.kind not in ("tail", "segment"):
            continue
        is_query = index.starts[stretch.first] in starts
        if is_query or index.run_of[stretch.first] not in hung:
            yield Row(query_features(index, stretch), is_query)


if __name__ == "__main__":
    main()
