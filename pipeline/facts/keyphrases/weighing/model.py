"""How sure it is that a phrase and its mentions were injected: logistic models, stated in ``stuffing/model.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline import tables
from pipeline.facts.keyphrases.cuts.gaps import Gaps, is_closed, is_open
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.keyphrases.weighing.features import logistic
from pipeline.facts.keyphrases.weighing.fit import FOREIGN_BOUND, context_features
from pipeline.facts.keyphrases.weighing.headings import spare_headings
from pipeline.facts.keyphrases.weighing.mention_features import Features, mention_features, share_features
from pipeline.facts.keyphrases.weighing.records import is_aside, is_label, states_figures, states_measure
from pipeline.facts.language.fluency import has_verb
from pipeline.model import Evidence

WARNING_WORDS = frozenset({"never", "not", "don't", "cannot", "can't", "won't"})
"""Words of warnings and rules, which stand in queries too but are never cut without asking."""
PAIR = 2
"""Words in the shortest phrase; two words are often the article's own topic."""
_MOST_EVIDENCE = 8
"""Signals named in a report."""


def model() -> dict[str, Any]:
    """The weights and thresholds."""
    return tables.settings("stuffing/model.toml")


def weigh_mentions(index: Index, words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the log-odds that each was injected, seen by itself."""
    lower = sum("lower_case_start" in mention.oddities for mention in mentions)
    if lower and index.is_sloppy(lower):
        mentions = [replace(m, oddities=tuple(o for o in m.oddities if o != "lower_case_start")) for m in mentions]
    weights = model()["mention"]
    return [replace(m, weight=_logit(weights, mention_features(index.text, words, m))) for m in mentions]


def phrase_logit(features: Features) -> float:
    """Log-odds that a phrase was injected."""
    return _logit(model()["phrase"], features)


def is_unsure(words: Words, confidence: float) -> bool:
    """Whether a phrase is worth reading in its sentences: it may be injected, and it may be the author's.

    Pairs of words are left out: terms of the article's trade, most of them.
    """
    threshold = model()["threshold"]
    return len(words) > PAIR and bool(threshold["unsure_from"] <= confidence < threshold["plain"])


def confidence_in_context(confidence: float, features: Features, foreign: Sequence[float]) -> float:
    """How sure it is that a phrase was injected, once some of its mentions were read in their sentences.

    Hardly ever so sure that something is cut: a rare term may be as foreign to the model as a search phrase.

    Args:
        confidence: how sure it was before; where that is enough to cut, it stays, unless the mentions belong there.
        features: what ``phrase_features`` says of the phrase.
        foreign: how foreign these mentions are, one number or more.
    """
    threshold = model()["threshold"]
    logit = _logit(model()["phrase_in_context"], context_features(phrase_logit(features), features, foreign))
    seen = logistic(logit)
    is_own = sum(foreign) / len(foreign) < threshold["own"] and confidence < threshold["own_below"]
    if confidence >= threshold["phrase_safe"] and not is_own:
        return confidence
    if seen >= threshold["in_context_safe"] and is_foreign(foreign):
        return seen
    return min(seen, float(threshold["in_context_most"]))


def may_be_reported(confidence: float, features: Features, foreign: Sequence[float], unread: int) -> bool:
    """Whether a phrase can still turn out to be reported, were the mentions that are not read yet as foreign as can be.

    Args:
        confidence: how sure it is that it was injected by all else.
        features: what ``phrase_features`` says of the phrase.
        foreign: how foreign the mentions that were read are.
        unread: how many were not.
    """
    report = model()["threshold"]["report"]
    if confidence >= report:
        return True
    weights = model()["phrase_in_context"]
    most = context_features(phrase_logit(features), features, [*foreign, *[FOREIGN_BOUND] * unread])
    # A negative weight of the mean is owed to the other two, and bounds nothing by itself.
    slack = max(0.0, -weights["foreign_mean"]) * (most["foreign_mean"] - most["foreign_least"])
    return bool(logistic(_logit(weights, most) + slack) >= report)


def is_foreign(foreign: Sequence[float]) -> bool:
    """Whether mentions do not belong in their sentences, all in all.

    Args:
        foreign: how foreign each of them is, one number or more.
    """
    return bool(sum(foreign) / len(foreign) >= model()["threshold"]["foreign"])


def explain(features: Features) -> Evidence:
    """The signals that weigh most in the log-odds of a phrase, strongest first."""
    weights = model()["phrase"]
    told = sorted(features, key=lambda name: (-abs(features[name] * weights.get(name, 0.0)), name))[:_MOST_EVIDENCE]
    return tuple((name, f"{features[name]:.2f}") for name in told if features[name])


def settle(
    index: Index, words: Words, mentions: Sequence[Mention], phrase: float, features: Features, gaps: Gaps
) -> list[Mention]:
    """The mentions of a phrase with their confidence; what is more likely a part of its sentence than not is prose.

    Args:
        index: the text.
        words: the phrase in lower case.
        mentions: its mentions, weighed by ``weigh_mentions``.
        phrase: how sure it is that the phrase was injected.
        features: what ``phrase_features`` says of the phrase.
        gaps: the gaps of the text.
    """
    settled = [_settled(index, words, mention, phrase, features) for mention in gaps.add_to(mentions)]
    asides = [is_aside(index.text, words, mention) for mention in settled]
    if not any(one.is_sure and not is_so for one, is_so in zip(settled, asides, strict=True)):
        # What is put into sentences too is no remark such as "(laughs out loud)".
        settled = [replace(m, is_sure=False) if is_so else m for m, is_so in zip(settled, asides, strict=True)]
    # The user who names a phrase wants it gone from headings too.
    return settled if features["given"] > 0 else spare_headings(index, words, settled)


def _settled(index: Index, words: Words, mention: Mention, phrase: float, features: Features) -> Mention:
    """The mention with its confidence; what is more likely a part of its sentence than not is one."""
    threshold = model()["threshold"]
    share = _share(index, words, mention, features)
    in_sentence = mention.position == "inside" or (mention.hangs and mention.place.block.kind != "h")
    is_likely = share >= threshold[_safe_name(mention)] and not (in_sentence and _is_doubtful(mention, phrase, share))
    is_part = in_sentence and not is_likely
    sure = is_likely and phrase >= threshold["pair_safe" if len(words) == PAIR else "phrase_safe"]
    sure = (
        sure
        and not _may_be_meant(words, phrase, features)
        and not is_label(index.text, mention)
        and not (mention.position == "own-block" and _is_wanted(index, mention, features))
    )
    sure = sure and not _is_tied(index, mention) and not _is_predicate(index, mention)
    # What only holds most of the phrase must be odd in its own place: the article's topic is in many a phrase.
    sure = sure and ("word_dropped" not in mention.form or mention.weight >= 0)
    position = "prose" if is_part else mention.position
    return replace(mention, position=position, confidence=phrase * share, is_sure=sure and not is_part)


def _may_be_meant(words: Words, phrase: float, features: Features) -> bool:
    """Whether a phrase may be a warning, a dose or a date of the author's.

    What was patched into the text is not, but for a dose; nor is it sure of a phrase that may belong there.
    """
    if features["patched"] > 0 and phrase >= model()["threshold"]["in_context_safe"]:
        return states_measure(words)
    return not WARNING_WORDS.isdisjoint(words) or states_figures(words)


def _safe_name(mention: Mention) -> str:
    """Name of the threshold from which a mention is cut."""
    if is_open(mention):
        return "mention_safe_open"
    # A variant may be the author's own words, and sentences can do without many of those.
    return "mention_safe_closed" if is_closed(mention) and not mention.form else "mention_safe"


def _is_doubtful(mention: Mention, phrase: float, share: float) -> bool:
    """Whether the phrase of a mention in mid-sentence is too little sure for what its gap says.

    What is left of a phrase whose other mentions are gone tells less than all of them did.
    """
    threshold = model()["threshold"]
    if is_open(mention):
        return bool(phrase * share < threshold["mention_safe_open"])
    return bool(phrase < threshold["closed_from"] and share < threshold["mention_safe"])


def _is_tied(index: Index, mention: Mention) -> bool:
    """Whether a preposition or quantifier before a mention and a comma behind it tie it to its sentence.

    So they do in "Of all home remedies for colds, ...".
    """
    first = mention.tokens[0]
    is_led = mention.position == "inside" and mention.place.left in ("word", "connector")
    if not is_led or not mention.place.stops.startswith(",") or mention.oddities:
        return False
    return index.words[first - 1] in word_list("quantifiers") | word_list("connectors")


def _is_predicate(index: Index, mention: Mention) -> bool:
    """Whether a mention begins with the verb of a subject before it: "a person who [knows the fat loss facts] is"."""
    first = mention.tokens[0]
    is_led = mention.position == "inside" and mention.place.left in ("word", "connector")
    return is_led and index.words[first - 1] in word_list("subjects") and has_verb(index.words[first : first + 1])


def _is_wanted(index: Index, mention: Mention, features: Features) -> bool:
    """Whether a line of its own is a heading by its mark, or holds the phrase that the user named."""
    line = mention.place.block.line
    is_heading = index.text[line.start : line.end].lstrip().startswith("#") and index.text[mention.span.start].isupper()
    return features["given"] > 0 or is_heading


def _logit(weights: Mapping[str, float], features: Features) -> float:
    return weights["bias"] + weighted_sum(weights, features)


def weighted_sum(weights: Mapping[str, float], features: Features) -> float:
    """The sum of the features, each times its weight; what is not listed has none."""
    total = 0.0
    for name, value in features.items():
        if value and (weight := weights.get(name)):
            total += value * weight
    return total


def _share(index: Index, words: Words, mention: Mention, phrase: Features) -> float:
    """How likely the mention was injected where its phrase was."""
    if mention.position in ("quoted", "prose"):
        return 0.0
    return logistic(_logit(model()["mention_of_stuffed"], share_features(index.text, words, mention, phrase)))
