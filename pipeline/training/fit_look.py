"""Fit the model that tells after a glance which phrases may be stuffed, for ``pipeline/facts/keyphrase_look.py``.

    python -m pipeline.training.fit_look TRAIN.jsonl.gz pipeline/data/stuffing/look.toml [--texts 1260] [--seed 7]

Needs the optional dependencies ``training``. The texts, what is made of them and the labels are those of
``pipeline.training.fit_stuffing``. The threshold is no result of the fit: it is written back as it stands in the
program's file. The same seed gives the same file.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import tables
from pipeline.facts.keyphrase_features import topic_features, word_features
from pipeline.facts.keyphrase_look import place_features
from pipeline.training.build_fluency import FIT_SOURCES
from pipeline.training.regressions import FOLDS, Rows, fit_rows, weight_lines
from pipeline.training.stuffing_candidates import Candidate, Label, candidates, fit_options, read_fit_texts

_INVERSE_PENALTY = 1.0
"""scikit-learn's ``C``."""

_HEADER = """\
# Which of the phrases that come back in a text are worth a closer look. One logistic regression:
#
#   log-odds of a phrase = bias + the sum of [weights] x keyphrase_look.place_features, and
#                          keyphrase_features.word_features and .topic_features
#
# Source: fitted by
#   python -m pipeline.training.fit_look {corpus} pipeline/data/stuffing/look.toml --texts {texts} --seed {seed}
# on the texts of stuffing/model.toml, made and labeled as for it. Sources of the texts, which the fluency tables did
# not count:
#   {sources}
# On texts held out, in {folds} folds: {result}
# [threshold] was chosen on the half "develop" of the articles and phrases of benchmarks/stuffing.
"""


def main() -> None:
    """Read the texts, fit, and write the model."""
    options = fit_options(__doc__)
    texts = read_fit_texts(options.corpus, options.texts, options.seed)
    fit = fit_rows(look_rows(texts, options.seed), _INVERSE_PENALTY)
    print(fit.summary)
    header = _HEADER.format(
        corpus=options.corpus.name,
        texts=len(texts),
        seed=options.seed,
        sources=", ".join(sorted(FIT_SOURCES)),
        folds=FOLDS,
        result=fit.summary,
    )
    threshold = tables.settings("stuffing/look.toml")["threshold"]["look"]
    settings = f"\n[threshold]\n# Log-odds of a phrase from which it is looked at more closely.\nlook = {threshold}\n"
    options.model.write_text(f"{header}\n[weights]\n{weight_lines(fit.weights())}{settings}", encoding="utf-8")


def look_rows(texts: Sequence[str], seed: int) -> Rows:
    """What a glance at each candidate tells, and whether it was injected.

    Parts and variants of an injected phrase are left out, and what stands in a single place, which is always looked at.

    Args:
        texts: clean texts.
        seed: for what is made of them.
    """
    rows = Rows()
    for number, candidate in candidates(texts, seed):
        injected = {Label.INJECTED, Label.INTEGRATED}
        is_injected = candidate.is_given and not injected.isdisjoint(candidate.labels)
        is_clear = is_injected or {*injected, Label.PART}.isdisjoint(candidate.labels)
        if is_clear and len(candidate.starts) > 1:
            rows.add(_features(candidate), is_injected, number)
    return rows


def _features(candidate: Candidate) -> dict[str, float]:
    index, words, starts = candidate.index, candidate.words, candidate.starts
    places = place_features(index, words, starts)
    return word_features(words) | places | topic_features(index, words, len(starts))


if __name__ == "__main__":
    main()
