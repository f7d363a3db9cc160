"""Learn which words belong to one topic, for ``facts/language/topics.py``: latent semantic analysis of clean text.

    python -m pipeline.training.stuffing.build_topics TRAIN.jsonl.gz pipeline/data/stuffing/topics.npz

Each passage of some 200 words is a document; words are weighted by tf-idf and projected by a truncated singular value
decomposition (Deerwester et al., "Indexing by Latent Semantic Analysis", 1990). The sources that the stuffing model is
fitted on (``FIT_SOURCES``) are left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline import tables
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.language.vocabulary import stem
from pipeline.training.stuffing.build_fluency import texts_to_count

_WORDS, _TOPICS, _PASSAGE = 16_000, 96, 200
_SEED = 7


def main() -> None:
    """Read the texts, decompose, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("table", type=Path)
    options = parser.parse_args()
    passages = list(_passages(options.texts))
    vectorizer = TfidfVectorizer(analyzer=lambda words: words, max_features=_WORDS, sublinear_tf=True, min_df=4)
    weights = vectorizer.fit_transform(passages)
    decomposition = TruncatedSVD(_TOPICS, random_state=_SEED)
    decomposition.fit(weights)
    vectors = decomposition.components_.T * decomposition.singular_values_
    vectors *= vectorizer.idf_[:, None]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled = np.round(vectors / lengths * 127).astype(np.int8)
    np.savez_compressed(
        options.table,
        words=np.array("\0".join(vectorizer.get_feature_names_out())),
        vectors=scaled,
        weights=vectorizer.idf_.astype(np.float32),
    )
    print(f"{len(passages)} passages, {len(lengths)} words")


def _passages(path: Path) -> Iterator[list[str]]:
    """The content words of each passage, without the "s" of plurals."""
    for text in texts_to_count(path):
        words = [stem(token.lower) for token in tokenize(text) if token.lower not in tables.function_words()]
        yield from (words[start : start + _PASSAGE] for start in range(0, len(words), _PASSAGE))


if __name__ == "__main__":
    main()
