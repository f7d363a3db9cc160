"""What speaks for and against a mention having been injected, by itself and as one of its phrase, as named numbers."""

from __future__ import annotations

from pipeline.facts.keyphrases.mentions.index import Words
from pipeline.facts.keyphrases.mentions.mention import Mention, asks
from pipeline.facts.language.fluency import has_verb

Features = dict[str, float]
"""Values by name; what is not there is 0."""

_GAP_BOUND = 6.0
"""Log-odds of a gap beyond which it is as good as certain."""
_OF_THE_PHRASE = (
    "foreign", "query_words", "question", "misspelt", "uncapitalized", "function_words", "words", "fluent_words",
    "weight_mean", "weight_first", "stays_share", "alone", "mentions", "loose_edge",
)  # fmt: skip
"""Features of a phrase that tell of each of its mentions."""


def mention_features(text: str, words: Words, mention: Mention) -> Features:
    """What is to be said of a mention by itself.

    Args:
        text: the text that it counts in.
        words: the phrase in lower case.
        mention: the mention.
    """
    place, seam = mention.place, mention.seam
    where = "inside" if mention.position in ("inside", "prose") else mention.position
    features: Features = {f"position_{where}": 1.0}
    features |= dict.fromkeys(mention.oddities, 1.0)
    if where == "inside":
        features |= {f"left_{place.left}": 1.0, f"right_{place.right}": 1.0}
    elif where == "appended":
        features[f"appended_to_{place.left}"] = 1.0
    if where in ("inside", "appended", "detached"):
        features |= {f"{where}_enter": seam.enter, f"{where}_leave": seam.leave, f"{where}_close": seam.close}
        features[f"{where}_gain"] = max(0.0, seam.close - seam.enter - seam.leave)
        features[f"{where}_loss"] = max(0.0, seam.enter + seam.leave - seam.close)
        features |= {f"{where}_gain_over_{n}": max(0.0, seam.close - seam.enter - seam.leave - n) for n in (4, 8)}
        features[f"{where}_slot"] = seam.slot
        features[f"{where}_missing"] = seam.missing
        features[f"{where}_missing_much"] = max(0.0, seam.missing - 0.5)
        features[f"{where}_hole"] = max(0.0, seam.slot - seam.close)
        features[f"{where}_no_hole"] = max(0.0, seam.close - seam.slot)
        features[f"{where}_rough"] = max(0.0, -2.0 - min(seam.enter, seam.leave))
        features[f"{where}_rough_both"] = max(0.0, -1.0 - max(seam.enter, seam.leave))
    if mention.stands_alone and not has_verb(words):
        features[f"{where}_fragment"] = 1.0
    features |= dict.fromkeys((f"form_{name}" for name in mention.form), 1.0)
    if mention.form:
        features["form_other"] = 1.0
    if mention.crowded:
        features["crowded"] = float(mention.crowded)
    if mention.stands_alone and is_well_formed(text, words, mention):
        features[f"{where}_well_formed"] = 1.0
    if mention.count > 1:
        features["repeated_at_once"] = 1.0
    if place.block.kind in ("h", "li") and where != "own-block":
        features[f"{where}_in_{place.block.kind}"] = 1.0
    if where == "appended" and place.block.kind == "h":
        features[f"heading_{place.left}"] = 1.0
        features["heading_led"] = float(place.is_led)
    if where == "own-block":
        features["own_block_" + place.block.kind] = 1.0
        features["own_block_title"] = float(place.number == 0)
    if asks(words):
        features[f"{where}_asks"] = 1.0
    features |= _capitals(text, mention, where)
    return features


def is_well_formed(text: str, words: Words, mention: Mention) -> bool:
    """Whether the mention is a sentence as writers write it: a capital, a verb, and the stop that it asks for."""
    wanted = "?" if asks(words) else "."
    opens = text[mention.span.start].isupper() and not text[mention.span.start : mention.span.end].istitle()
    return opens and mention.place.stops == wanted and has_verb(words)


def _capitals(text: str, mention: Mention, where: str) -> Features:
    """How the mention is capitalized, where that tells something."""
    surface = text[mention.span.start : mention.span.end].split()
    initials = [word[0].isupper() for word in surface if word[0].isalpha()]
    if where == "call-to-action" or not initials:
        return {}
    if all(initials):
        kind = "shouted" if len(surface) > 1 and all(word.isupper() for word in surface) else "titled"
    else:
        kind = "opened" if initials[0] else "lower"
    return {f"{where}_{kind}": 1.0}


def share_features(text: str, words: Words, mention: Mention, phrase: Features) -> Features:
    """What is to be said of a mention whose phrase was injected somewhere.

    Args:
        text: the text that it counts in.
        words: the phrase in lower case.
        mention: the mention.
        phrase: the features of its phrase.
    """
    hangs = mention.position == "inside" or (
        mention.position in ("appended", "prose") and mention.place.left in ("word", "connector")
    )
    name = "hanging" if hangs else "standing"
    told = {f"{name}_{feature}": phrase[feature] for feature in _OF_THE_PHRASE}
    if mention.gap is not None:
        gap = _bounded_gap(mention)
        told |= {f"{mention.position}_gap": gap, "gap_open": max(0.0, gap), "gap_closed": max(0.0, -gap)}
    return mention_features(text, words, mention) | told | {name: 1.0}


def _bounded_gap(mention: Mention) -> float:
    """The log-odds of the gap that a mention would leave, within ``_GAP_BOUND``; 0 where that is not known."""
    return max(-_GAP_BOUND, min(_GAP_BOUND, mention.gap or 0.0))
