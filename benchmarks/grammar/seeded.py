"""Errors of grammar put into right sentences, one in each."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Span

Maker = Callable[[str, random.Random], "tuple[int, int, str] | None"]


@dataclass(frozen=True, slots=True)
class Seeded:
    """A sentence with one error.

    Attributes:
        kind: of the error.
        right: the sentence as it was.
        text: the sentence with the error.
        span: where it is, in ``text``.
    """

    kind: str
    right: str
    text: str
    span: Span


_AGREEMENT = {
    r"\b(?P<b>[Hh]e|[Ss]he|[Ii]t|[Tt]his|[Tt]hat) (?P<x>is|was|has|does)\b": {
        "is": "are",
        "was": "were",
        "has": "have",
        "does": "do",
    },
    r"\b(?P<b>[Tt]hey|[Ww]e|[Yy]ou|[Tt]hese|[Tt]hose) (?P<x>are|were|have|do)\b": {
        "are": "is",
        "were": "was",
        "have": "has",
        "do": "does",
    },
    r"\b(?P<b>[Tt]he \w+s) (?P<x>are|were|have)\b": {"are": "is", "were": "was", "have": "has"},
    r"\b(?P<b>[Tt]his) (?P<x>disease|condition|treatment|test|type|study|drug|gene|group)\b": {
        "disease": "diseases",
        "condition": "conditions",
        "treatment": "treatments",
        "test": "tests",
        "type": "types",
        "study": "studies",
        "drug": "drugs",
        "gene": "genes",
        "group": "groups",
    },
    r"\b(?P<b>[Mm]any|[Ss]everal|[Tt]hese) (?P<x>people|children|women|patients|studies|drugs|symptoms)\b": {
        "people": "person",
        "children": "child",
        "women": "woman",
        "patients": "patient",
        "studies": "study",
        "drugs": "drug",
        "symptoms": "symptom",
    },
}
_HOMOPHONES = {
    r"\b(?P<b>of|in|with|for) (?P<x>their)\b": {"their": "there"},
    r"(?P<b>)\b(?P<x>there) (?=is|are|may|was|were)": {"there": "their"},
    r"\b(?P<b>more|less|rather|other|better|higher|lower) (?P<x>than)\b": {"than": "then"},
    r"\b(?P<b>of|in|on|with|for) (?P<x>your)\b": {"your": "you're"},
    r"\b(?P<b>the|an|any) (?P<x>effects?)\b": {"effect": "affect", "effects": "affects"},
    r"\b(?P<b>can|may|to|not) (?P<x>affect|lose|accept)\b": {"affect": "effect", "lose": "loose", "accept": "except"},
    r"\b(?P<b>and|of|in) (?P<x>its)\b": {"its": "it's"},
    r"\b(?P<b>is|are|be) (?P<x>too)\b": {"too": "to"},
    r"\b(?P<b>[Yy]ou|they|who) (?P<x>know)\b": {"know": "no"},
    r"\b(?P<b>a|the|that|each) (?P<x>week|piece|role|patients?)\b": {
        "week": "weak",
        "piece": "peace",
        "role": "roll",
        "patient": "patience",
    },
}
_TENSE = {
    r"\b(?P<b>has|have|had) (?P<x>been|shown|given|taken|become|found)\b": {
        "been": "be",
        "shown": "show",
        "given": "gave",
        "taken": "took",
        "become": "became",
        "found": "find",
    },
    r"\b(?P<b>can|may|will|should|might|could) (?P<x>be|cause|help|have|lead|make|take|include|occur)\b": {
        "be": "been",
        "cause": "caused",
        "help": "helped",
        "have": "had",
        "lead": "leads",
        "make": "made",
        "take": "took",
        "include": "included",
        "occur": "occurred",
    },
    r"\b(?P<b>to) (?P<x>be|make|help|take|have|get|find|prevent)\b": {
        "be": "been",
        "make": "made",
        "help": "helped",
        "take": "took",
        "have": "had",
        "get": "got",
        "find": "found",
        "prevent": "prevented",
    },
    r"\b(?P<b>is|are|was|were|be) (?P<x>called|used|caused|found|known|given|made)\b": {
        "called": "call",
        "used": "use",
        "caused": "cause",
        "found": "find",
        "known": "know",
        "given": "gave",
        "made": "make",
    },
}
_MISSING = {
    r"\b(?P<b>need|want|able|going|likely|used|have)(?P<x> to)\b": {" to": ""},
    r"\b(?P<b>one|some|many|most|part|types?|lot|number)(?P<x> of) (?=the|a|these)": {" of": ""},
    r"\b(?P<b>such)(?P<x> as)\b": {" as": ""},
    r"\b(?P<b>due|according)(?P<x> to)\b": {" to": ""},
    r"\b(?P<b>can|may|should|will|must)(?P<x> be) (?=\w+ed\b)": {" be": ""},
    r"\b(?P<b>as well)(?P<x> as)\b": {" as": ""},
    r"\b(?P<b>is|was|has|have|with)(?P<x> an?) (?=\w+)": {" a": "", " an": ""},
    r"\b(?P<b>of|in|to|by|for)(?P<x> the) (?=\w+)": {" the": ""},
    r"\b(?P<b>depends|based)(?P<x> on)\b": {" on": ""},
}
_CASED = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|January|February|April|June|July|August|September|October|November|"
    r"December|American|Americans|English|European|African|United States|I)\b(?!['’])"
)
_DOUBLED = re.compile(r"\b(?:the|a|of|to|in|and|for|with|that|is|are|or|it|can|your|their|this)\b")
_ARTICLE = re.compile(r"\b(?:a|an|A|An) (?=[a-z])")
_PLAIN_WORD = re.compile(r"\b[a-z]{6,}\b")


def _by_table(table: Mapping[str, Mapping[str, str]]) -> Maker:
    def make(sentence: str, rng: random.Random) -> tuple[int, int, str] | None:
        found = [
            (match.start("x"), match.end("x"), changes[match["x"]])
            for pattern, changes in table.items()
            for match in re.finditer(pattern, sentence)
            if match["x"] in changes
        ]
        return rng.choice(found) if found else None

    return make


def _article(sentence: str, rng: random.Random) -> tuple[int, int, str] | None:
    found = list(_ARTICLE.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    word = match[0].strip()
    return match.start(), match.start() + len(word), word[0] if len(word) == 2 else f"{word}n"


def _doubled(sentence: str, rng: random.Random) -> tuple[int, int, str] | None:
    found = list(_DOUBLED.finditer(sentence))
    match = rng.choice(found) if found else None
    return (match.start(), match.end(), f"{match[0]} {match[0]}") if match else None


def _casing(sentence: str, rng: random.Random) -> tuple[int, int, str] | None:
    found = list(_CASED.finditer(sentence))
    if found:
        match = rng.choice(found)
        return match.start(), match.end(), match[0].lower()
    first = re.match(r"[A-Z][a-z]+ ", sentence)
    return (0, first.end() - 1, first[0].strip().lower()) if first else None


def _punctuation(sentence: str, rng: random.Random) -> tuple[int, int, str] | None:
    commas = [match.start() for match in re.finditer(r"(?<=[a-z]), (?=[a-z])", sentence)]
    if not commas or rng.random() < 0.2:
        return (len(sentence) - 1, len(sentence), "..") if sentence.endswith(".") else None
    at = rng.choice(commas)
    return at, at + 2, rng.choice([",, ", " , ", " ,", ","])


def _spelling(sentence: str, rng: random.Random) -> tuple[int, int, str] | None:
    found = list(_PLAIN_WORD.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    word, at = match[0], rng.randrange(1, len(match[0]) - 2)
    wrong = rng.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        ]
    )
    return (match.start(), match.end(), wrong) if wrong != word else None


KINDS: dict[str, Maker] = {
    "agreement": _by_table(_AGREEMENT),
    "article": _article,
    "doubled word": _doubled,
    "casing": _casing,
    "punctuation": _punctuation,
    "homophone": _by_table(_HOMOPHONES),
    "tense": _by_table(_TENSE),
    "missing word": _by_table(_MISSING),
    "spelling": _spelling,
}
"""Makes an error of each kind: the range to replace, and by what; None where the sentence has no room for it."""


def seed_errors(sentences: Sequence[str], of_each: int, seed: int) -> Iterator[Seeded]:
    """So many sentences with an error of each kind, or as many as there are.

    Args:
        sentences: right ones.
        of_each: of each kind.
        seed: the same seed gives the same errors.
    """
    for kind, make in KINDS.items():
        rng = random.Random(f"{seed} {kind}")
        order = list(sentences)
        rng.shuffle(order)
        made = 0
        for sentence in order:
            change = make(sentence, rng) if made < of_each else None
            if change is not None:
                start, end, new = change
                made += 1
                yield Seeded(kind, sentence, sentence[:start] + new + sentence[end:], Span(start, start + len(new)))
