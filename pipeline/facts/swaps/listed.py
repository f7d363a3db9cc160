"""Known swaps in a text: one pass over the words with the shipped table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline import tables
from pipeline.facts.language.inflection import inflect, is_base
from pipeline.facts.language.phrases import PhraseMatcher
from pipeline.facts.language.realization import match_case, with_article
from pipeline.facts.language.tokens import Token, Tokens
from pipeline.facts.swaps.natural_places import is_natural
from pipeline.model import Gate, Span
from pipeline.tables import ListedSwap

LISTED_RULES = ("S200", "S201", "S202")
"""The rules that report listed swaps, see ``reporting_rule``."""

_NO_CONTEXT = frozenset(["more", "much", "not", "out"])
"""Function words that go with what stands before them."""

_VERB_FORMS = ("VBZ", "VBG", "VBD")


@dataclass(frozen=True, slots=True)
class ListedMatch:
    """A row of the table where it stands in a text.

    Attributes:
        span: what is to be replaced; holds the article before the phrase where that has to change.
        swap: the row.
        replacements: originals in the form that fits the place, best first.
        shown: what the span holds, in quotation marks; with the whole phrase where that is longer.
        phrase: the whole of the spun form, with the words behind the span that the row only asks for.
    """

    span: Span
    swap: ListedSwap
    replacements: tuple[str, ...]
    shown: str
    phrase: Span


def reporting_rule(swap: ListedSwap, gate: Gate) -> str | None:
    """The rule that reports a listed swap at a place with that gate; None where it is passed over."""
    if swap.is_repair:
        return "S200" if swap.action == "fix" or gate != "clean" else None
    if swap.is_tortured_phrase:
        return "S202" if swap.action == "suggest" or gate == "spun" else None
    return "S201" if gate == "spun" or (gate == "suspect" and swap.action == "suggest") else None


def find_listed_swaps(text: str, tokens: Tokens, overlay: Path | None = None) -> tuple[ListedMatch, ...]:
    """The listed swaps of ``text``, sorted, apart, without natural places and rows whose required words are absent.

    Args:
        text: the text.
        tokens: its words.
        overlay: a user's folder of tables.
    """
    folded = text.lower()
    return tuple(
        _place(text, tokens[first:after], swap, originals)
        for first, after, (swap, originals) in _matcher(overlay).find(text, tokens)
        if _condition_holds(swap.requires, folded) and not is_natural(text, tokens, first, after)
    )


def _place(text: str, words: Sequence[Token], swap: ListedSwap, originals: tuple[str, ...]) -> ListedMatch:
    phrase = Span(words[0].start, words[-1].end)
    cased = [match_case(original, text[phrase.start : phrase.end]).split(" ") for original in originals]
    shared = _shared_context([word.lower for word in words], [original.lower().split(" ") for original in originals])
    span = Span(phrase.start, words[-1 - shared].end)
    fitting = [" ".join(original[: len(original) - shared]) for original in cased]
    wide, best = with_article(text, span, fitting[0])
    lead = text[wide.start : span.start]
    shown = f"“{text[wide.start : span.end]}”"
    if shared:
        shown += f" in “{text[wide.start : phrase.end]}”"
    return ListedMatch(wide, swap, (best, *(lead + other for other in fitting[1:])), shown, phrase)


def _shared_context(spun: Sequence[str], originals: Sequence[Sequence[str]]) -> int:
    """How many words at the end are context that a row asks for, as "your back" in "extend your back" for "stretch".

    They stand in the form and in all originals, and a function word leads to them; a noun that the form ends with is
    part of the swap ("reduced back" for "lower back"). Where a spinner only put words in ("the exact same"), a form is
    clearer as a whole.
    """
    most = min(map(len, (spun, *originals))) - 1
    same = 0
    while same < most and all(original[-1 - same] == spun[-1 - same] for original in originals):
        same += 1
    small_words = tables.function_words() - _NO_CONTEXT
    shared = next((length for length in range(same, 0, -1) if spun[-length] in small_words), 0)
    changed = set(spun[: len(spun) - shared])
    return 0 if any(changed.issuperset(original[: len(original) - shared]) for original in originals) else shared


def _condition_holds(requires: str, folded: str) -> bool:
    """Whether one of the required terms ("benign cancer or benign tumor") stands in the article, in lower case."""
    terms = requires.strip("()").split(" or ")
    return not requires or any(re.search(rf"\b{re.escape(term)}\b", folded) for term in terms)


@lru_cache(maxsize=4)
def _matcher(overlay: Path | None) -> PhraseMatcher[tuple[ListedSwap, tuple[str, ...]]]:
    swaps = tables.listed_swaps(overlay)
    rows = [(swap.spun, (swap, swap.originals)) for swap in swaps]
    inflected = [form for swap in swaps for form in _inflected(swap)]
    return PhraseMatcher([*rows, *inflected])


def _inflected(swap: ListedSwap) -> Iterator[tuple[str, tuple[ListedSwap, tuple[str, ...]]]]:
    """The plural of a row of nouns, and the other forms of a row that begins with a verb."""
    original = swap.originals[0]
    spun_words, original_words = swap.spun.split(), original.split()
    if len(spun_words) < 2:
        return
    if is_base(spun_words[-1], "NOUN") and is_base(original_words[-1], "NOUN"):
        spun, good = inflect(spun_words[-1], "NNS"), inflect(original_words[-1], "NNS")
        yield " ".join([*spun_words[:-1], spun]), (swap, (" ".join([*original_words[:-1], good]),))
    if spun_words[0] != original_words[0] and _is_verb(spun_words[0]) and _is_verb(original_words[0]):
        for tag in _VERB_FORMS:
            spun, good = inflect(spun_words[0], tag), inflect(original_words[0], tag)
            yield " ".join([spun, *spun_words[1:]]), (swap, (" ".join([good, *original_words[1:]]),))


def _is_verb(word: str) -> bool:
    return is_base(word, "VERB") and not is_base(word, "NOUN") and not is_base(word, "ADJ")
