"""Fit the model that tells injected phrases from an author's own words, for ``facts/keyphrases/weighing/model.py``.

    python -m pipeline.training.stuffing.fit_model TRAIN.jsonl.gz pipeline/data/stuffing/model.toml
        [--texts 1260] [--seed 7]

Needs the optional dependencies ``training``. Texts of ``FIT_SOURCES`` are used clean, clean but repetitive, and stuffed
by the generator; four logistic regressions are fitted on what the program itself says of them. The thresholds and sizes
are no result of the fit: they are written back as they stand in the program's file. The weights there are an input too:
they decide for which phrases variants are looked for. The same seed and the same present file give the same new file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from typing import Any, get_args
from unittest.mock import patch

from sklearn.pipeline import Pipeline

from pipeline.engines.bundle import local_engines
from pipeline.facts.keyphrases.cuts.gaps import Gaps
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import Position
from pipeline.facts.keyphrases.weighing.features import logistic, phrase_features
from pipeline.facts.keyphrases.weighing.fit import context_features, read_in_context
from pipeline.facts.keyphrases.weighing.mention_features import Features, share_features
from pipeline.facts.keyphrases.weighing.model import is_unsure, model, phrase_logit
from pipeline.training.regressions import DIGITS, FOLDS, Fit, Rows, fit_rows, weight_lines
from pipeline.training.stuffing.build_fluency import FIT_SOURCES
from pipeline.training.stuffing.candidates import Candidate, Label, candidates, fit_options, read_fit_texts

_POSITIVE_SHARE = 0.3
"""Share of its mentions from which a phrase counts as injected."""
_INVERSE_PENALTIES = {"mention": 1.0, "phrase": 1.0, "phrase_in_context": 1.0, "mention_of_stuffed": 0.5}
"""The regressions, with scikit-learn's ``C`` for each."""
_BY_HAND = {"articles": 1.0, "given": 2.0}
"""Weights of ``[phrase]`` that single texts of unknown phrases cannot tell: those features are 0 in all of them."""

_HEADER = """\
# How sure it is that a phrase was injected into a text, and that each of its mentions was. Four logistic regressions:
#
#   weight of a mention      = bias + the sum of [mention] x mention_features.mention_features
#   confidence of a phrase   = logistic(bias + the sum of [phrase] x features.phrase_features)
#                              or, from [threshold] unsure_from to phrase_safe, once mentions were read in their
#                              sentences:
#                              logistic(bias + the sum of [phrase_in_context] x fit.context_features)
#   confidence of a mention  = that of its phrase
#                              x logistic(bias + the sum of [mention_of_stuffed] x
#                                         mention_features.share_features)
#
# The weights of its mentions are among the features of a phrase, and so is by how much they exceed [usual_weight]: the
# log-odds of all mentions in a position. A feature that is not listed has weight 0. The modules named here are those of
# facts/keyphrases/weighing.
#
# Source: fitted by
#   python -m pipeline.training.stuffing.fit_model {corpus} pipeline/data/stuffing/model.toml
#       --texts {texts} --seed {seed}
# on {texts} texts of {corpus}, each clean, clean but made repetitive by repetitive_texts.py, and
# stuffed by generator.py of the same folder; phrases and wordings are those of the split "fit". Sources of the
# texts, which the fluency tables did not count:
#   {sources}
# Area under the ROC curve (AUC) on texts held out, in {folds} folds; the weights of mentions that [phrase] and
# [mention_of_stuffed] see come from a fold without their text:
{results}
# Set by hand: {by_hand} in [phrase]. [threshold] and [size] were chosen on dev.jsonl.gz and on the
# half "develop" of the articles, phrases and controls of benchmarks/stuffing.
"""

_COMMENTS = {
    "variants": "Confidence of a phrase from which its variants are looked for.",
    "unsure_from": "Confidence of a phrase from which its mentions are read in their sentences.",
    "plain": "Confidence of a phrase from which it is stuffed wherever it stands; up to there its mentions are read.",
    "in_context_most": "Confidence of a phrase that its sentences give it at most, unless they give it in_context_safe "
    "and it is foreign.",
    "report": "Confidence of a phrase from which it is reported.",
    "foreign": "Mean log-odds of the mentions that were read, from which they do not belong in their sentences.",
    "hung": "The same for a phrase that comes back behind words that lead to none; set by hand. One of 200 in clean "
    "text has as much.",
    "own": "The same, below which they do, and the confidence from which a phrase is stuffed nevertheless.",
    "phrase_safe": "Confidence of a phrase from which its mentions may be cut without asking.",
    "whole": "Confidence from which a phrase counts as sure where several overlap.",
    "most_repeated_words": "Words of the longest repetition that is followed up: a part of it is no phrase.",
    "pair_safe": "The same for a phrase of two words.",
    "mention_safe": "Likelihood, given its phrase, from which a mention is cut; else one in a sentence is part of it.",
    "mention_safe_closed": "The same where its sentence would miss nothing, and where it would miss a noun phrase; "
    "there, in mid-sentence, times the confidence of its phrase.",
    "closed_from": "Confidence of a phrase from which it tells in mid-sentence that nothing would be missed.",
    "gap_bound": "Log-odds of a gap beyond which, down or up, it is closed or open.",
    "city_list": "Confidence of a list of one service in three cities or more; set by hand.",
    "most_of_text": "Share of a text's words above which stuffing is most of it, so that every cut is only proposed.",
    "sloppy_text": "Share of sentences that start in lower case, above which one more says nothing.",
    "fewest_words": "Words of the shortest phrase that is looked for inside sentences; two words must stand alone.",
    "most_words": "Words of the longest phrase that is looked for.",
    "copied_words": "Words before and behind two places of a phrase that are the same, from which on the places are "
    "copies of a\n# passage. Chosen on train.jsonl.gz, where passages that pages give twice lost items.",
    "copied_words_of_many": "The same for a phrase of more than three places.",
    "mentions_per_word": "Mentions looked at in a text: so many for each of its words, on top of the least.",
    "least_mentions": "Mentions looked at in the shortest text.",
}
"""What the thresholds and sizes mean, by name."""


@dataclass(frozen=True, slots=True)
class _Unsure:
    """A candidate that is read in its sentences.

    Attributes:
        features: what is to be said of the phrase.
        foreign: what ``read_in_context`` found.
        is_injected: whether it was put in.
        text: the number of its text.
    """

    features: Features
    foreign: list[float]
    is_injected: bool
    text: int


def main() -> None:
    """Read the texts, fit, and write the model."""
    options = fit_options(__doc__)
    texts = read_fit_texts(options.corpus, options.texts, options.seed)
    fits, usual = fit_all(texts, options.seed)
    results = [f"{name}: {fit.summary}" for name, fit in fits.items()]
    print("\n".join(results))
    header = _HEADER.format(
        corpus=options.corpus.name,
        texts=len(texts),
        seed=options.seed,
        sources=", ".join(sorted(FIT_SOURCES)),
        folds=FOLDS,
        results="\n".join(f"#   {line}" for line in results),
        by_hand=" and ".join(sorted(_BY_HAND)),
    )
    options.model.write_text(header + _sections(fits, usual), encoding="utf-8")


def fit_all(texts: Sequence[str], seed: int) -> tuple[dict[str, Fit], dict[str, float]]:
    """The regressions by name, and the usual weight of a mention by position.

    The second pass makes the same texts again, to weigh each mention by a regression that did not see its text.

    Args:
        texts: clean texts.
        seed: for what is made of them.
    """
    rows = {name: Rows() for name in _INVERSE_PENALTIES}
    seen: Counter[tuple[Position, bool]] = Counter()
    for number, candidate in candidates(texts, seed):
        for mention, label in candidate.labeled():
            rows["mention"].add(candidate.features(mention), label is Label.INJECTED, number)
            seen[mention.position, label is Label.INJECTED] += 1
    fits = {"mention": fit_rows(rows["mention"], _INVERSE_PENALTIES["mention"])}
    usual = _usual_weights(seen)
    unsure: list[_Unsure] = []
    for number, candidate in candidates(texts, seed):
        weighed = _weighed(candidate, fits["mention"].without(number))
        # The features must be those that the program will find with the new file, not with the present one.
        with patch.dict(model()["usual_weight"], usual):
            features = phrase_features(weighed.index, weighed.words, weighed.mentions)
        _add_phrase(rows["phrase"], rows["mention_of_stuffed"], weighed, features, number)
        unsure += _read(weighed, features, number)
    fits["phrase"] = fit_rows(rows["phrase"], _INVERSE_PENALTIES["phrase"])
    for one in unsure:
        (logit,) = fits["phrase"].without(one.text).decision_function([one.features]).tolist()
        rows["phrase_in_context"].add(context_features(logit, one.features, one.foreign), one.is_injected, one.text)
    for name in ("phrase_in_context", "mention_of_stuffed"):
        fits[name] = fit_rows(rows[name], _INVERSE_PENALTIES[name])
    return fits, usual


def _usual_weights(seen: Mapping[tuple[Position, bool], int]) -> dict[str, float]:
    """The log-odds, rounded, that a mention in each position was injected; ``seen`` counts those that were or not."""
    positions: tuple[Position, ...] = get_args(Position)
    odds = {name: (seen.get((name, True), 0) + 1) / (seen.get((name, False), 0) + 1) for name in positions}
    return {name: round(log(value), DIGITS) for name, value in odds.items()}


def _weighed(candidate: Candidate, regression: Pipeline) -> Candidate:
    """The candidate, its mentions weighed by ``regression``."""
    weights = regression.decision_function([candidate.features(mention) for mention in candidate.mentions]).tolist()
    pairs = zip(candidate.mentions, weights, strict=True)
    return replace(candidate, mentions=[replace(mention, weight=weight) for mention, weight in pairs])


def _add_phrase(phrases: Rows, mentions: Rows, candidate: Candidate, features: Features, text: int) -> None:
    """Add a candidate and, where it is exactly an injected phrase, its mentions.

    What is neither injected nor the author's own is left out: a part of an injected phrase, and a phrase that mostly
    stands in the place of noun phrases.

    Args:
        phrases: gets the candidate.
        mentions: gets its mentions.
        candidate: the phrase, its mentions weighed without its text.
        features: what is to be said of the phrase.
        text: the number of its text.
    """
    exact = _exact_labels(candidate)
    injected = exact.count(Label.INJECTED)
    is_injected = injected > 0 and injected >= _POSITIVE_SHARE * len(exact)
    if not is_injected and (Label.INTEGRATED in exact or (not injected and Label.PART in exact)):
        return
    phrases.add(features, is_injected, text)
    if is_injected and candidate.is_given:
        seen = replace(candidate, mentions=_gaps(candidate.index).add_to(candidate.mentions))
        _add_shares(mentions, seen, features, text)


def _exact_labels(candidate: Candidate) -> list[Label]:
    """What the mentions of the very phrase are; where there are only variants, what these are."""
    pairs = zip(candidate.mentions, candidate.labels, strict=True)
    return [label for mention, label in pairs if not mention.form] or candidate.labels


def _read(candidate: Candidate, features: Features, text: int) -> Iterator[_Unsure]:
    """The candidate once more if it is read in its sentences, unless it is a part of an injected phrase.

    Here a phrase in the place of noun phrases counts as injected: its sentences show it.
    """
    exact = _exact_labels(candidate)
    put_in = exact.count(Label.INJECTED) + exact.count(Label.INTEGRATED)
    is_injected = put_in > 0 and put_in >= _POSITIVE_SHARE * len(exact)
    if (put_in or Label.PART in exact) and not (is_injected and candidate.is_given):
        return
    if is_unsure(candidate.words, logistic(phrase_logit(features))):
        (foreign,) = read_in_context(candidate.index, [candidate.mentions], local_engines().insertion_model)
        if foreign:
            yield _Unsure(features, foreign, is_injected, text)


@lru_cache(maxsize=1)
def _gaps(index: Index) -> Gaps:
    return Gaps(index, local_engines().insertion_model)


def _add_shares(rows: Rows, candidate: Candidate, phrase: Features, text: int) -> None:
    """Add the mentions of an injected phrase; quoted ones are never cut, so left out.

    Args:
        rows: gets the mentions.
        candidate: the phrase, the gaps of its mentions known.
        phrase: its features.
        text: the number of its text.
    """
    for mention, label in candidate.labeled():
        if mention.position != "quoted":
            features = share_features(candidate.index.text, candidate.words, mention, phrase)
            rows.add(features, label is Label.INJECTED, text)


def _sections(fits: Mapping[str, Fit], usual: Mapping[str, float]) -> str:
    """The tables of the file: the fitted weights, and the thresholds and sizes as they stand."""
    weights = {name: fit.weights() for name, fit in fits.items()} | {"usual_weight": dict(usual)}
    weights["phrase"] |= _BY_HAND
    fitted = [f"\n[{name}]\n{weight_lines(values)}" for name, values in weights.items()]
    kept = [f"\n[{name}]\n{_setting_lines(model()[name])}" for name in ("threshold", "size")]
    return "".join(fitted + kept)


def _setting_lines(settings: Mapping[str, Any]) -> str:
    """A line for each setting, below the comment on it, if any."""
    comments = {name: f"# {_COMMENTS[name]}\n" for name in settings if name in _COMMENTS}
    return "".join(f"{comments.get(name, '')}{name} = {value}\n" for name, value in settings.items())


if __name__ == "__main__":
    main()
