"""The manners of the simulated spinners: which kinds of forms they use, and how often."""

from __future__ import annotations

import random
from typing import NamedTuple, get_args

from pipeline.training.spinners.dictionary import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)

Range = tuple[float, float]


class Settings(NamedTuple):
    """One spinner of a recipe.

    Attributes:
        weights: how much it likes each kind of form.
        coverage: share of the content words and phrases that its dictionary holds.
        function_coverage: the same for function words.
        content_rate: how often it swaps a content word that its dictionary holds.
        function_rate: the same for function words.
        phrase_rate: the same for phrases.
        blind: whether it takes a word for any part of speech.
        bare: whether it writes the base form of a word where the text had an inflected one.
        article_care: how often it makes "a" and "an" fit.
        calque_rate: how often it writes a calque, see ``pipeline.training.spinners.calques``.
    """

    weights: dict[Kind, float]
    coverage: float
    function_coverage: float
    content_rate: float
    function_rate: float
    phrase_rate: float
    blind: bool
    bare: bool
    article_care: float
    calque_rate: float


class Recipe(NamedTuple):
    """A manner of spinning; a spinner draws its settings from the ranges.

    Attributes:
        name: of the manner.
        share: of the spinners that have it.
        weights: of the kinds; a spinner bends them at random. Empty: all at random.
        content: range of the rate at which content words are swapped.
        function: the same for function words.
        phrase: the same for phrases.
        blind: chance that a spinner takes words for any part of speech.
        bare: chance that a spinner writes base forms alone.
        calque: range of the rate at which calques are written.
    """

    name: str
    share: float
    weights: dict[Kind, float]
    content: Range
    function: Range
    phrase: Range
    blind: float = 0.0
    bare: float = 0.0
    calque: Range = (0.0, 0.0)

    def draw(self, rng: random.Random) -> Settings:
        """The settings of one spinner."""
        base = self.weights or dict.fromkeys(KINDS, 1.0)
        spread = 0.7 if self.weights else 2.0
        return Settings(
            weights={kind: weight * rng.lognormvariate(0, spread) for kind, weight in base.items()},
            coverage=rng.uniform(0.15, 1.0),
            function_coverage=rng.uniform(0.1, 0.6),
            content_rate=rng.uniform(*self.content),
            function_rate=rng.uniform(*self.function),
            phrase_rate=rng.uniform(*self.phrase),
            blind=rng.random() < self.blind,
            bare=rng.random() < self.bare,
            article_care=rng.choice((0.0, 0.5, 1.0)),
            calque_rate=rng.uniform(*self.calque),
        )


RECIPES = (
    Recipe(
        "word for word",
        1.5,
        {"thesaurus": 0.5, "related": 0.15, "hypernym": 0.1, "unidiomatic": 0.15, "wrong_sense": 0.1},
        content=(0.15, 0.9),
        function=(0.0, 0.3),
        phrase=(0.0, 0.2),
    ),
    Recipe(
        "context free",
        2.5,
        {"wrong_sense": 0.4, "unidiomatic": 0.25, "phrase": 0.2, "listed": 0.05, "thesaurus": 0.1},
        content=(0.4, 1.0),
        function=(0.3, 1.0),
        phrase=(0.3, 1.0),
        blind=0.5,
    ),
    Recipe(
        "inflating",
        2.0,
        {"unidiomatic": 0.35, "inflation": 0.35, "listed": 0.1, "phrase": 0.1, "thesaurus": 0.05, "wrong_sense": 0.05},
        content=(0.2, 0.8),
        function=(0.4, 1.0),
        phrase=(0.3, 1.0),
    ),
    Recipe(
        "phrases",
        1.5,
        {"phrase": 0.7, "listed": 0.1, "tortured": 0.1, "unidiomatic": 0.1},
        content=(0.0, 0.4),
        function=(0.0, 0.6),
        phrase=(0.5, 1.0),
    ),
    Recipe(
        "tortured",
        1.5,
        {"tortured": 0.3, "wrong_sense": 0.2, "thesaurus": 0.2, "related": 0.15, "phrase": 0.1, "unidiomatic": 0.05},
        content=(0.5, 1.0),
        function=(0.0, 0.4),
        phrase=(0.3, 1.0),
    ),
    Recipe(
        "translated",
        1.0,
        {"tortured": 0.2, "unidiomatic": 0.3, "thesaurus": 0.2, "phrase": 0.2, "wrong_sense": 0.1},
        content=(0.3, 0.9),
        function=(0.0, 0.5),
        phrase=(0.3, 1.0),
        calque=(0.02, 0.15),
    ),
    Recipe(
        "any sense",
        3.0,
        {"any_sense": 0.3, "thesaurus": 0.35, "related": 0.2, "hypernym": 0.05, "wrong_sense": 0.1},
        content=(0.3, 0.95),
        function=(0.2, 1.0),
        phrase=(0.2, 1.0),
        blind=0.3,
        bare=0.5,
    ),
    Recipe("mixed", 1.5, {}, content=(0.1, 0.9), function=(0.0, 0.8), phrase=(0.1, 0.9), blind=0.2),
)
"""Most spinners swap a word nearly always if they know it: rates are high, and coverage decides how much is swapped."""

TRANSLATED = Recipe(
    "translated word for word",
    1.0,
    {"translation": 0.6, "wrong_sense": 0.15, "unidiomatic": 0.15, "phrase": 0.1},
    content=(0.1, 0.7),
    function=(0.3, 1.0),
    phrase=(0.3, 1.0),
    calque=(0.0, 0.1),
)
"""Writes what came back from another language for a word or phrase, whatever the context."""
