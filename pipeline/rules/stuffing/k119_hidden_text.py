"""Hidden text that is stuffed with search phrases.

Finds: An element that its style, the style sheet of the page or its kind keeps from the reader (not displayed, of no
size, off the screen, in the color of its ground, ``hidden``, ``noscript``) and that holds a phrase which is stuffed
into the article, or is a list of one phrase and what people add to it.
Why: It is written for search engines alone, which call it spam.
Before: <div style="display:none">knee pain relief, best knee pain relief, cheap knee pain relief</div>
After: Nothing; the element goes unless something leads to it by its name. So does a run of searches in lower case
("physio leeds best physio leeds sports massage leeds"). Hidden text that says more than the phrase, or a number, a dose
or a "not", stays and is reported: it may be an answer that a script shows. Where the phrase is not stuffed into the
article, a list goes only if people type its entries into a search, as with "best" and "cheap".
When it is wrong: A list of links that a script shows, each with the topic in its name.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.clinical import find_clinical_items
from pipeline.facts.keyphrases.fields import (
    find_field_stuffing,
    find_items,
    is_only,
    is_run_of_searches,
    mentions_any,
    stems,
)
from pipeline.facts.keyphrases.finding.variants import YEAR
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Finding, FixClass, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_MOST = 2
_LINE = re.compile(r"[.!?\n]")


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each hidden element."""
    hidden = [(field, text) for field, text in reading.fields if field.name == "hidden text"]
    phrases = [keyphrase.text for keyphrase in reading.keyphrases] if hidden else []
    for field, text in hidden:
        known = mentions_any(text, phrases)
        if known:
            yield _finding(field.span, text, known, is_sure=_says_only(text, _cut(reading)), is_known=True)
            continue
        stuffing = find_field_stuffing(text, (), most=_MOST)
        if stuffing is not None and _says_only(text, [stuffing.phrase]):
            # Else they may be the entries of a menu.
            is_typed = len(find_items(text)) > len(stuffing.cuts) > 0 and all(cut.is_typed for cut in stuffing.cuts)
            yield _finding(field.span, text, stuffing.phrase, is_sure=is_typed, is_known=False)


def _cut(reading: Reading) -> list[str]:
    return [phrase.text for phrase in reading.cut_phrases]


def _says_only(text: str, phrases: Sequence[str]) -> bool:
    """Whether each part of a text is one of the phrases and what people add to a search, with no number of its own."""
    if is_run_of_searches(text, phrases):
        return _has_no_number(text)
    known = [stems(tokenize(phrase)) for phrase in phrases]
    parts = [item.words for line in _LINE.split(text) for item in find_items(line) if item.words]
    return all(any(is_only(words, phrase) for phrase in known) for words in parts) and _has_no_number(text)


def _has_no_number(text: str) -> bool:
    """Whether a text has no number, dose or "not", a year aside."""
    items = find_clinical_items(text, tokenize(text))
    return all(item.kind == "drug" or YEAR.fullmatch(item.key) for item in items)


def _finding(span: Span, text: str, phrase: str, *, is_sure: bool, is_known: bool) -> Finding:
    fix_class: FixClass = "safe" if is_sure else "none"
    return Finding(
        RULE.id,
        span,
        text,
        ("",) if is_sure else (),
        0.95 if is_known else 0.9,
        fix_class,
        f"Text that no reader sees says “{phrase}”.",
        (("field", "hidden text"), ("phrase", phrase), ("stuffed_in_article", str(is_known).lower())),
    )


RULE = Rule(
    id="K119",
    name="hidden-text",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
