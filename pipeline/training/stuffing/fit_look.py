"""Fit the models that tell after a glance which phrases may be stuffed, for ``facts/keyphrases/weighing/look.py``.

    python -m pipeline.training.stuffing.fit_look TRAIN.jsonl.gz pipeline/data/stuffing/look.toml
        [--texts 1260] [--seed 7]

Needs the optional dependencies ``training``. The texts, what is made of them and the labels are those of
``fit_model``. A regression is fitted on all rows and written to the file, boosted trees on those
that it lets pass, and written to ``look_trees.tsv`` beside it. The thresholds are no result of the fit: they are
written back as they stand in the program's file. The same seed gives the same files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline import tables
from pipeline.facts.keyphrases.weighing.features import count_features, topic_features, word_features
from pipeline.facts.keyphrases.weighing.look_features import mark_features, place_features
from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.training.boosting import fit_trees, write_trees
from pipeline.training.regressions import FOLDS, Rows, fit_rows, weight_lines
from pipeline.training.stuffing.build_fluency import FIT_SOURCES
from pipeline.training.stuffing.candidates import Candidate, Label, candidates, fit_options, read_fit_texts

_INVERSE_PENALTY = 1.0
"""scikit-learn's ``C``."""

_HEADER = """\
# Which of the phrases that come back in a text are worth a closer look. First a logistic regression:
#
#   log-odds of a phrase = bias + the sum of [weights] x features.word_features, .count_features and
#                          .topic_features, and look_features.place_features,
#                          all in facts/keyphrases/weighing
#
# then boosted trees, look_trees.tsv, which see these features and look_features.mark_features.
#
# Source: fitted by
#   python -m pipeline.training.stuffing.fit_look {corpus} pipeline/data/stuffing/look.toml
#       --texts {texts} --seed {seed}
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
    rows, marks = look_rows(texts, options.seed)
    fit = fit_rows(rows, _INVERSE_PENALTY)
    print(fit.summary)
    header = _HEADER.format(
        corpus=options.corpus.name,
        texts=len(texts),
        seed=options.seed,
        sources=", ".join(sorted(FIT_SOURCES)),
        folds=FOLDS,
        result=fit.summary,
    )
    thresholds = tables.settings("stuffing/look.toml")["threshold"]
    weights = weight_lines(fit.weights())
    options.model.write_text(f"{header}\n[weights]\n{weights}\n{_thresholds(thresholds)}", encoding="utf-8")
    passed = fit.whole.decision_function(rows.features) >= thresholds["topic"]
    trees = fit_trees(
        [a | b for a, b, is_in in zip(rows.features, marks, passed, strict=True) if is_in],
        [label for label, is_in in zip(rows.labels, passed, strict=True) if is_in],
        options.seed,
    )
    write_trees(trees, options.model.with_name("look_trees.tsv"))


def _thresholds(values: Mapping[str, float]) -> str:
    return f"""\
[threshold]
# Log-odds of a phrase from which it is looked at more closely: by its words and its number alone, with its places, with
# the topic as well; and by the trees. plain_trees is for pairs of words and for phrases that stand in so many_places or
# more: stuffed ones are plainer, and a look at these takes longest.
words = {values["words"]}
places = {values["places"]}
topic = {values["topic"]}
trees = {values["trees"]}
plain_trees = {values["plain_trees"]}
many_places = {values["many_places"]}
"""


def look_rows(texts: Sequence[str], seed: int) -> tuple[Rows, list[Features]]:
    """What a glance at each candidate tells, and whether it was injected; and the marks around each.

    Parts and variants of an injected phrase are left out, and what stands in a single place, which is always looked at.

    Args:
        texts: clean texts.
        seed: for what is made of them.
    """
    rows, marks = Rows(), []
    for number, candidate in candidates(texts, seed):
        injected = {Label.INJECTED, Label.INTEGRATED}
        is_injected = candidate.is_given and not injected.isdisjoint(candidate.labels)
        is_clear = is_injected or {*injected, Label.PART}.isdisjoint(candidate.labels)
        if is_clear and len(candidate.starts) > 1:
            rows.add(_features(candidate), is_injected, number)
            marks.append(mark_features(candidate.index, candidate.words, candidate.starts))
    return rows, marks


def _features(candidate: Candidate) -> dict[str, float]:
    index, words, starts = candidate.index, candidate.words, candidate.starts
    counts, topic = (features(index, words, len(starts)) for features in (count_features, topic_features))
    return word_features(words) | counts | place_features(index, words, starts) | topic


if __name__ == "__main__":
    main()
