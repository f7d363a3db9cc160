"""How sure it is that a phrase and its mentions were injected: a logistic model, stated in ``stuffing/model.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log
from typing import Any

from pipeline import tables
from pipeline.facts.keyphrase_index import Index, Words
from pipeline.facts.keyphrase_mentions import Mention, is_misspelt
from pipeline.facts.keyphrase_places import word_list
from pipeline.model import Evidence

_HARD = frozenset({"in_word", "lower_case_start", "unmarked_question"})
"""Oddities that careful text does not show at all."""

_SHORT_WORD = 3
"""Letters in the longest word that tells nothing of the topic."""

_FEW = 2
"""Mentions up to which a phrase is not beyond doubt."""


def model() -> dict[str, Any]:
    """The weights and thresholds."""
    return tables.settings("stuffing/model.toml")


def weigh(
    index: Index, words: Words, mentions: Sequence[Mention], given: bool
) -> tuple[float, list[Mention], Evidence]:
    """The phrase's confidence, its mentions with theirs, and the signals behind them.

    Args:
        index: the text.
        words: the phrase in lower case.
        mentions: its mentions.
        given: whether the user named the phrase.
    """
    weights = model()["phrase"]
    sloppy = _is_sloppy(index, mentions)
    if sloppy:
        mentions = [replace(m, oddities=tuple(o for o in m.oddities if o != "lower_case_start")) for m in mentions]
    foreign = _foreign(index, words, sum(mention.count for mention in mentions))
    mentions = [_settle(mention, foreign == 1 and len(mentions) > _FEW) for mention in mentions]
    signals = _signals(index, words, mentions)
    signals |= {"foreign": foreign, "given": float(given)}
    signals["prose_share"] *= 1 - foreign / 2
    if sloppy:
        signals["uncapitalized"] = 0.0
    hard = sum(_oddity(mention, _HARD) for mention in mentions)
    soft = sum(_oddity(mention, frozenset(mention.oddities) - _HARD) for mention in mentions)
    odd = min(weights["anomaly_cap"], hard + min(weights["soft_cap"], soft))
    logit = weights["bias"] + odd + sum(weights[name] * value for name, value in signals.items())
    weighed = [replace(mention, confidence=_logistic(_mention_logit(logit, mention))) for mention in mentions]
    evidence = (("oddities", f"{odd:.1f}"), *((name, f"{value:.2f}") for name, value in signals.items() if value))
    return _logistic(logit), weighed, evidence


def _is_sloppy(index: Index, mentions: Sequence[Mention]) -> bool:
    """Whether other sentences than the mentions start in lower case too."""
    total, lower = index.sentence_starts
    own = sum("lower_case_start" in mention.oddities for mention in mentions)
    return bool(lower - own > max(1, model()["threshold"]["sloppy_text"] * (total - own)))


def _settle(mention: Mention, out_of_place: bool) -> Mention:
    """The mention; at the end of a heading it belongs there, unless its words are out of place in the whole text."""
    if mention.position != "appended" or not mention.may_belong:
        return mention
    if out_of_place:
        return replace(mention, may_belong=False)
    return replace(mention, position="prose") if mention.attached else mention


def _oddity(mention: Mention, counted: frozenset[str]) -> float:
    weights = model()["anomaly"]
    return float(sum(weights[name] for name in mention.oddities if name in counted))


def _signals(index: Index, words: Words, mentions: Sequence[Mention]) -> dict[str, float]:
    total = len(mentions)
    surface = index.text[mentions[0].span.start : mentions[0].span.end]
    return {
        "mentions": log(max(1, sum(mention.count for mention in mentions))),
        "prose_share": sum(mention.position in ("prose", "quoted") for mention in mentions) / total,
        "places": len({_kind(mention) for mention in mentions if mention.position not in ("prose", "quoted")}) - 1.0,
        "query": float(_is_query(words)),
        "uncapitalized": float(not word_list("always_capitalized").isdisjoint(surface.split())),
        "misspelt": float(is_misspelt(words)),
    }


def _foreign(index: Index, words: Words, count: int) -> float:
    """Share of the phrase's longer words that stand in no other place of the text than its mentions."""
    telling = {word for word in words if len(word) > _SHORT_WORD}
    return sum(len(index.places.get(word, ())) <= count for word in telling) / max(1, len(telling))


def _kind(mention: Mention) -> tuple[str, bool]:
    return mention.position, mention.position == "detached" and mention.stopped


def _is_query(words: Words) -> bool:
    ends = (" ".join(words[-length:]) for length in (1, 2))
    return words[0] in word_list("query_starts") or any(end in word_list("query_ends") for end in ends)


def _mention_logit(phrase: float, mention: Mention) -> float:
    plain = mention.position == "appended" and mention.may_belong
    return phrase + float(model()["position"]["appended-plain" if plain else mention.position])


def _logistic(logit: float) -> float:
    return 1 / (1 + exp(-max(-50.0, min(50.0, logit))))
