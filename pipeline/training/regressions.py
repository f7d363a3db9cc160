"""Logistic regressions on named features, fitted with texts held out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline

from pipeline.facts.keyphrases.weighing.mention_features import Features

FOLDS = 5
DIGITS = 3
"""Of the weights, behind the point."""
_MOST_STEPS = 5000


@dataclass
class Rows:
    """What a regression is fitted on: features, what to predict from them, and the number of the text behind each."""

    features: list[Features] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)

    def add(self, features: Features, label: bool, text: int) -> None:
        """Append one row."""
        self.features.append(features)
        self.labels.append(label)
        self.texts.append(text)


@dataclass(frozen=True)
class Fit:
    """A fitted regression.

    Attributes:
        whole: fitted on all rows.
        folds: for the number of each text, the one that was fitted without it.
        summary: rows and area under the curve, for people.
    """

    whole: Pipeline
    folds: Mapping[int, Pipeline]
    summary: str

    def without(self, text: int) -> Pipeline:
        """The regression that did not see the text; a text without rows was seen by none."""
        return self.folds.get(text, self.whole)

    def weights(self) -> dict[str, float]:
        """The weights by name of feature, and ``bias``."""
        vectorizer, regression = self.whole[0], self.whole[-1]
        named = zip(vectorizer.feature_names_, regression.coef_[0].tolist(), strict=True)
        return {**dict(named), "bias": float(regression.intercept_[0])}


def fit_rows(rows: Rows, inverse_penalty: float) -> Fit:
    """Fit a regression on all rows, and on those of all texts but each fold's.

    Args:
        rows: what to fit on.
        inverse_penalty: the more, the larger the weights may grow.
    """
    labels, texts = np.array(rows.labels), np.array(rows.texts)
    held_out = np.zeros(len(labels))
    folds: dict[int, Pipeline] = {}
    for known, held in GroupKFold(FOLDS).split(rows.features, labels, texts):
        fold = _regression(inverse_penalty).fit([rows.features[row] for row in known], labels[known])
        held_out[held] = fold.decision_function([rows.features[row] for row in held])
        folds |= dict.fromkeys(texts[held].tolist(), fold)
    area = roc_auc_score(labels, held_out)
    summary = f"{len(labels):,} rows, {labels.sum():,} of them positive, AUC {area:.4f}"
    return Fit(_regression(inverse_penalty).fit(rows.features, labels), folds, summary)


def _regression(inverse_penalty: float) -> Pipeline:
    return make_pipeline(DictVectorizer(), LogisticRegression(C=inverse_penalty, max_iter=_MOST_STEPS))


def weight_lines(weights: Mapping[str, float]) -> str:
    """A line for each weight, the bias first and the others by name; the program asks for some that may be 0."""
    names = sorted(weights, key=lambda name: (name != "bias", name))
    return "".join(f"{name} = {weights[name]:z.{DIGITS}f}\n" for name in names)
