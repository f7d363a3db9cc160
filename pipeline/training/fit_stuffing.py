"""Fit the model that tells injected phrases from an author's own words, for ``pipeline/facts/keyphrase_model.py``.

    python -m pipeline.training.fit_stuffing TRAIN.jsonl.gz pipeline/data/stuffing/model.toml [--texts 1260] [--seed 7]

Needs the optional dependencies ``training``. Texts of ``FIT_SOURCES`` are used clean, clean but repetitive, and stuffed
by the generator; four logistic regressions are fitted on what the program itself says of them. The thresholds and sizes
are no result of the fit: they are written back as they stand in the program's file. The weights there are an input too:
they decide for which phrases variants are looked for. The same seed and the same present file give the same new file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from math import log
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline

from pipeline import tables
from pipeline.facts.blocks import find_blocks
from pipeline.facts.keyphrase_candidates import find_candidates
from pipeline.facts.keyphrase_features import (
    Features,
    look_features,
    mention_features,
    phrase_features,
    share_features,
    topic_features,
)
from pipeline.facts.keyphrase_index import Index, Words
from pipeline.facts.keyphrase_mentions import Mention, Position
from pipeline.facts.keyphrase_model import model
from pipeline.facts.keyphrases import gather_mentions
from pipeline.facts.tokens import tokenize
from pipeline.model import Span
from pipeline.training.build_fluency import FIT_SOURCES
from pipeline.training.repetitive_texts import BUILDERS, FRAMES
from pipeline.training.stuffing_generator import Injection, Stuffed, stuff
from pipeline.training.stuffing_phrases import choose_phrases, find_topic
from pipeline.training.stuffing_shapes import INTEGRATED, draw_shapes

_WORDS = range(200, 2501)
"""Lengths of the texts that are used."""
_PHRASES = (1, 1, 1, 2, 3)
_MENTIONS = (2, 3, 3, 4, 6, 8, 10, 14)
"""A text gets one of these numbers of phrases, and of mentions of all of them together."""
_FEWEST_OF_EACH = 3
"""Mentions of each phrase where there are several."""
_OWN_SHARE, _MOST_OWN = 0.12, 5
"""How often the phrase is one that stands in the article already; out of so many that come back there."""
_OWN_WORDS = range(2, 5)
_INTEGRATED_SHARE, _OTHER_SHAPES = 0.3, 3
"""How often a phrase replaces noun phrases too, and how many shapes it takes apart from that."""
_REPETITIVE = ("overuse", "overuse", "overuse", *BUILDERS)
"""What makes a clean text repetitive is one of these."""
_POSITIVE_SHARE = 0.3
"""Share of its mentions from which a phrase counts as injected."""
_FOLDS = 5
_INVERSE_PENALTIES = {"look": 1.0, "mention": 1.0, "phrase": 1.0, "mention_of_stuffed": 0.5}
"""The regressions, with scikit-learn's ``C`` for each."""
_MOST_STEPS = 5000
_DIGITS = 3
"""Of the weights, behind the point."""
_BY_HAND = {"articles": 1.0, "given": 2.0}
"""Weights of ``[phrase]`` that single texts of unknown phrases cannot tell: those features are 0 in all of them."""

_HEADER = """\
# How sure it is that a phrase was injected into a text, and that each of its mentions was. Four logistic regressions:
#
#   log-odds of a phrase     = bias + the sum of [look] x keyphrase_features.look_features and .topic_features,
#                              after a glance, to spare most phrases the rest
#   weight of a mention      = bias + the sum of [mention] x keyphrase_features.mention_features
#   confidence of a phrase   = logistic(bias + the sum of [phrase] x keyphrase_features.phrase_features)
#   confidence of a mention  = that of its phrase
#                              x logistic(bias + the sum of [mention_of_stuffed] x keyphrase_features.share_features)
#
# The weights of its mentions are among the features of a phrase, and so is by how much they exceed [usual_weight]: the
# log-odds of all mentions in a position. A feature that is not listed has weight 0.
#
# Source: fitted by
#   python -m pipeline.training.fit_stuffing {corpus} pipeline/data/stuffing/model.toml --texts {texts} --seed {seed}
# on {texts} texts of {corpus}, each clean, clean but made repetitive by pipeline/training/repetitive_texts.py, and
# stuffed by pipeline/training/stuffing_generator.py; phrases and wordings are those of the split "fit". Sources of the
# texts, which the fluency tables did not count:
#   {sources}
# Area under the ROC curve (AUC) on texts held out, in {folds} folds; the weights of mentions that [phrase] and
# [mention_of_stuffed] see come from a fold without their text:
{results}
# Set by hand: {by_hand} in [phrase]. [threshold] and [size] were chosen on dev.jsonl.gz and on the
# half "develop" of the articles, phrases and controls of benchmarks/stuffing.
"""

_COMMENTS = {
    "look": "Log-odds of a phrase after a glance, below which it is not looked at more closely.",
    "variants": "Confidence of a phrase from which its variants are looked for.",
    "report": "Confidence of a phrase from which it is reported.",
    "phrase_safe": "Confidence of a phrase from which its mentions may be cut without asking.",
    "whole": "Confidence from which a phrase counts as sure where several overlap.",
    "most_repeated_words": "Words of the longest repetition that is followed up: a part of it is no phrase.",
    "pair_safe": "The same for a phrase of two words.",
    "mention_report": "Likelihood, given its phrase, below which a mention inside a sentence is part of the sentence.",
    "mention_safe": "Likelihood, given its phrase, from which a mention is cut without asking.",
    "city_list": "Confidence of a list of one service in three cities or more; set by hand.",
    "most_of_text": "Share of a text's words above which stuffing is most of it, so that every cut is only proposed.",
    "sloppy_text": "Share of sentences that start in lower case, above which one more says nothing.",
    "fewest_words": "Words of the shortest phrase that is looked for inside sentences; two words must stand alone.",
    "most_words": "Words of the longest phrase that is looked for.",
    "mentions_per_word": "Mentions looked at in a text: so many for each of its words, on top of the least.",
    "least_mentions": "Mentions looked at in the shortest text.",
}
"""What the thresholds and sizes mean, by name."""


class Label(Enum):
    """What a mention is, as the injections of its text tell."""

    AUTHOR = "not injected"
    INJECTED = "injected, and the whole phrase"
    INTEGRATED = "injected in place of words of the author"
    PART = "part of an injected phrase"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase of a text that the program looks at.

    Attributes:
        index: its text.
        words: the phrase in lower case.
        starts: numbers of the tokens that it was found at.
        mentions: its mentions, their ``weight`` set.
        labels: what each mention is.
        is_given: whether exactly this phrase was injected.
    """

    index: Index
    words: Words
    starts: list[int]
    mentions: list[Mention]
    labels: list[Label]
    is_given: bool

    def features(self, mention: Mention) -> Features:
        """What the program says of a mention by itself."""
        return mention_features(self.index.text, self.words, mention)

    def labeled(self) -> list[tuple[Mention, Label]]:
        """The mentions with their labels, but for parts of a longer phrase: these are neither injected nor not."""
        pairs = zip(self.mentions, self.labels, strict=True)
        return [(mention, label) for mention, label in pairs if label is not Label.PART]


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


def main() -> None:
    """Read the texts, fit, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--texts", type=int, default=1260)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    texts = read_fit_texts(options.corpus, options.texts, options.seed)
    fits, usual = fit_all(texts, options.seed)
    results = [f"{name}: {fit.summary}" for name, fit in fits.items()]
    print("\n".join(results))
    header = _HEADER.format(
        corpus=options.corpus.name,
        texts=len(texts),
        seed=options.seed,
        sources=", ".join(sorted(FIT_SOURCES)),
        folds=_FOLDS,
        results="\n".join(f"#   {line}" for line in results),
        by_hand=" and ".join(sorted(_BY_HAND)),
    )
    options.model.write_text(header + _sections(fits, usual), encoding="utf-8")


def read_fit_texts(corpus: Path, count: int, seed: int) -> list[str]:
    """``count`` texts to fit on, in the order that the seed gives.

    Args:
        corpus: gzipped JSON lines with ``source`` and ``text``.
        count: how many; fewer where the corpus has no more.
        seed: for the order.
    """
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [str(row["text"]) for row in rows if row["source"] in FIT_SOURCES and len(row["text"].split()) in _WORDS]
    random.Random(seed).shuffle(texts)
    return texts[:count]


def fit_all(texts: Sequence[str], seed: int) -> tuple[dict[str, Fit], dict[str, float]]:
    """The regressions by name, and the usual weight of a mention by position.

    The second pass makes the same texts again, to weigh each mention by a regression that did not see its text.

    Args:
        texts: clean texts.
        seed: for what is made of them.
    """
    rows = {name: Rows() for name in _INVERSE_PENALTIES}
    seen: Counter[tuple[Position, bool]] = Counter()
    for number, candidate in _candidates(texts, seed):
        _add_look(rows["look"], candidate, number)
        for mention, label in candidate.labeled():
            rows["mention"].add(candidate.features(mention), label is Label.INJECTED, number)
            seen[mention.position, label is Label.INJECTED] += 1
    fits = {name: fit_rows(rows[name], _INVERSE_PENALTIES[name]) for name in ("look", "mention")}
    usual = _usual_weights(seen)
    for number, candidate in _candidates(texts, seed):
        weighed = _weighed(candidate, fits["mention"].without(number))
        _add_phrase(rows["phrase"], rows["mention_of_stuffed"], weighed, usual, number)
    for name in ("phrase", "mention_of_stuffed"):
        fits[name] = fit_rows(rows[name], _INVERSE_PENALTIES[name])
    return fits, usual


def fit_rows(rows: Rows, inverse_penalty: float) -> Fit:
    """Fit a regression on all rows, and on those of all texts but each fold's.

    Args:
        rows: what to fit on.
        inverse_penalty: the more, the larger the weights may grow.
    """
    labels, texts = np.array(rows.labels), np.array(rows.texts)
    held_out = np.zeros(len(labels))
    folds: dict[int, Pipeline] = {}
    for known, held in GroupKFold(_FOLDS).split(rows.features, labels, texts):
        fold = _regression(inverse_penalty).fit([rows.features[row] for row in known], labels[known])
        held_out[held] = fold.decision_function([rows.features[row] for row in held])
        folds |= dict.fromkeys(texts[held].tolist(), fold)
    area = roc_auc_score(labels, held_out)
    summary = f"{len(labels):,} rows, {labels.sum():,} of them positive, AUC {area:.4f}"
    return Fit(_regression(inverse_penalty).fit(rows.features, labels), folds, summary)


def _regression(inverse_penalty: float) -> Pipeline:
    return make_pipeline(DictVectorizer(), LogisticRegression(C=inverse_penalty, max_iter=_MOST_STEPS))


def _usual_weights(seen: Mapping[tuple[Position, bool], int]) -> dict[str, float]:
    """The log-odds, rounded, that a mention in each position was injected; ``seen`` counts those that were or not."""
    positions: tuple[Position, ...] = get_args(Position)
    odds = {name: (seen.get((name, True), 0) + 1) / (seen.get((name, False), 0) + 1) for name in positions}
    return {name: round(log(value), _DIGITS) for name, value in odds.items()}


def _candidates(texts: Sequence[str], seed: int) -> Iterator[tuple[int, Candidate]]:
    """The candidates of each text in all its versions, with the number of the text; the same at every call."""
    for number, text in enumerate(texts):
        for version in _versions(text, random.Random(f"{seed} {number}")):
            for candidate in _candidates_of(version):
                yield number, candidate


def _versions(text: str, rng: random.Random) -> Iterator[Stuffed]:
    """The text clean, clean but repetitive where it has a topic, and stuffed."""
    yield Stuffed(text, text, ())
    if find_topic(text):
        repetitive = BUILDERS[rng.choice(_REPETITIVE)](text, FRAMES["fit"], rng)
        yield Stuffed(repetitive, repetitive, ())
    yield stuff_text(text, rng)


def _candidates_of(version: Stuffed) -> Iterator[Candidate]:
    index = _index(version.text)
    given = {injection.phrase for injection in version.injections}
    for words, starts in find_candidates(index).items():
        mentions = gather_mentions(index, words)
        if mentions:
            labels = [label_mention(version, words, mention.span) for mention in mentions]
            yield Candidate(index, words, starts, mentions, labels, " ".join(words) in given)


def _index(text: str) -> Index:
    return Index(text, tokenize(text), find_blocks(text, "text"))


def stuff_text(text: str, rng: random.Random) -> Stuffed:
    """The text with injections of all kinds, from the split "fit".

    Args:
        text: the clean text.
        rng: source of chance; the same state gives the same result.
    """
    phrases = choose_phrases(text, "fit", rng.choice(_PHRASES), rng)
    if rng.random() < _OWN_SHARE and (own := _own_phrases(text)):
        phrases = (rng.choice(own),)
    count = rng.choice(_MENTIONS)
    if len(phrases) > 1:
        count = max(count, _FEWEST_OF_EACH * len(phrases))
    shapes = draw_shapes(rng)
    if rng.random() < _INTEGRATED_SHARE:
        shapes = (INTEGRATED, *shapes[:_OTHER_SHAPES])
    return stuff(text, phrases, count, rng, shapes)


def _own_phrases(text: str) -> list[str]:
    """Phrases that come back in the text and look like a search phrase."""
    function_words = tables.function_words()
    candidates = (words for words in find_candidates(_index(text)) if len(words) in _OWN_WORDS)
    named = (words for words in candidates if function_words.isdisjoint((words[0], words[-1])))
    return [" ".join(words) for words in named if all(word.isalpha() for word in words)][:_MOST_OWN]


def label_mention(version: Stuffed, words: Words, span: Span) -> Label:
    """What a mention is.

    Args:
        version: the text that it stands in.
        words: its phrase in lower case.
        span: where it stands.
    """
    for injection in version.injections:
        if span.overlaps(Span(injection.start, injection.end)):
            return _label_injected(version.text, words, span, injection)
    return Label.AUTHOR


def _label_injected(text: str, words: Words, span: Span, injection: Injection) -> Label:
    """What a mention that overlaps an injection is; one that takes in letters of the author is the author's."""
    if injection.shape == INTEGRATED:
        return Label.INTEGRATED
    injected = Span(injection.start, injection.end)
    if _goes_beyond(text, span, injected):
        return Label.AUTHOR
    is_phrase = words == tuple(injection.phrase.split()) or injection.shape.startswith("city")
    return Label.INJECTED if is_phrase or not _goes_beyond(text, injected, span) else Label.PART


def _goes_beyond(text: str, span: Span, other: Span) -> bool:
    """Whether letters of ``span`` stand outside ``other``, which it overlaps."""
    outside = text[span.start : max(span.start, other.start)] + text[min(span.end, other.end) : span.end]
    return any(character.isalnum() for character in outside)


def _weighed(candidate: Candidate, regression: Pipeline) -> Candidate:
    """The candidate, its mentions weighed by ``regression``."""
    weights = regression.decision_function([candidate.features(mention) for mention in candidate.mentions]).tolist()
    pairs = zip(candidate.mentions, weights, strict=True)
    return replace(candidate, mentions=[replace(mention, weight=weight) for mention, weight in pairs])


def _add_look(rows: Rows, candidate: Candidate, text: int) -> None:
    """Add what a glance at a candidate tells, unless it is a part or a variant of an injected phrase.

    One that stands in a single place is looked at in any case, so it is left out too.
    """
    if len(candidate.starts) == 1:
        return
    is_injected = candidate.is_given and Label.INJECTED in candidate.labels
    if is_injected or {Label.INJECTED, Label.PART}.isdisjoint(candidate.labels):
        index, words, starts = candidate.index, candidate.words, candidate.starts
        rows.add(look_features(index, words, starts) | topic_features(index, words, len(starts)), is_injected, text)


def _add_phrase(phrases: Rows, mentions: Rows, candidate: Candidate, usual: Mapping[str, float], text: int) -> None:
    """Add a candidate, unless all that was injected of it is parts of a longer phrase; and its mentions.

    Args:
        phrases: gets the candidate.
        mentions: gets its mentions where it is exactly an injected phrase.
        candidate: the phrase, its mentions weighed without its text.
        usual: usual weights that go with those of the mentions.
        text: the number of its text.
    """
    exact = [
        label for mention, label in zip(candidate.mentions, candidate.labels, strict=True) if not mention.form
    ] or candidate.labels
    injected = exact.count(Label.INJECTED)
    if not injected and Label.PART in exact:
        return
    # The features must be those that the program will find with the new file, not with the present one.
    with patch.dict(model()["usual_weight"], usual):
        features = phrase_features(candidate.index, candidate.words, candidate.mentions)
    is_injected = injected > 0 and injected >= _POSITIVE_SHARE * len(exact)
    phrases.add(features, is_injected, text)
    if is_injected and candidate.is_given:
        _add_shares(mentions, candidate, features, text)


def _add_shares(rows: Rows, candidate: Candidate, phrase: Features, text: int) -> None:
    """Add the mentions of an injected phrase; ``phrase`` are its features. Quoted ones are never cut, so left out."""
    for mention, label in candidate.labeled():
        if mention.position != "quoted":
            features = share_features(candidate.index.text, candidate.words, mention, phrase)
            rows.add(features, label is Label.INJECTED, text)


def _sections(fits: Mapping[str, Fit], usual: Mapping[str, float]) -> str:
    """The tables of the file: the fitted weights, and the thresholds and sizes as they stand."""
    weights = {name: fit.weights() for name, fit in fits.items()} | {"usual_weight": dict(usual)}
    weights["phrase"] |= _BY_HAND
    fitted = [f"\n[{name}]\n{_weight_lines(values)}" for name, values in weights.items()]
    kept = [f"\n[{name}]\n{_setting_lines(model()[name])}" for name in ("threshold", "size")]
    return "".join(fitted + kept)


def _weight_lines(weights: Mapping[str, float]) -> str:
    """A line for each weight, the bias first and the others by name; the program asks for some that may be 0."""
    names = sorted(weights, key=lambda name: (name != "bias", name))
    return "".join(f"{name} = {weights[name]:z.{_DIGITS}f}\n" for name in names)


def _setting_lines(settings: Mapping[str, Any]) -> str:
    """A line for each setting, below the comment on it, if any."""
    comments = {name: f"# {_COMMENTS[name]}\n" for name in settings if name in _COMMENTS}
    return "".join(f"{comments.get(name, '')}{name} = {value}\n" for name, value in settings.items())


if __name__ == "__main__":
    main()
