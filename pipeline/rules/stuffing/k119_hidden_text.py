"""Hidden text that is stuffed with search phrases.

Finds: An element that its style, the style sheet of the page or its kind keeps from the reader (not displayed, of no
size, off the screen, in the color of its ground, ``hidden``, ``noscript``) and that holds a phrase which is stuffed
into the article, or one phrase three times or more.
Why: It is written for search engines alone, which call it spam.
Before: <div style="display:none">knee pain relief, best knee pain relief, cheap knee pain relief</div>
After: Nothing; the element goes unless something leads to it by its name.
When it is wrong: A part that a script shows later and that repeats its topic; a phrase that stands there only once or
twice and is not stuffed into the article is left alone.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.keyphrase_fields import find_field_stuffing, mentions_any
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_MOST = 2
_LONGEST = 60
"""Words in the longest hidden text that is cut: longer ones may be a part of the page that a script shows."""


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each hidden element."""
    hidden = [(field, text) for field, text in reading.fields if field.name == "hidden text"]
    phrases = [keyphrase.text for keyphrase in reading.keyphrases] if hidden else []
    for field, text in hidden:
        known = mentions_any(text, phrases)
        stuffing = find_field_stuffing(text, phrases, most=_MOST)
        if not known and stuffing is None:
            continue
        phrase = known or (stuffing.phrase if stuffing else "")
        is_short = len(text.split()) <= _LONGEST
        yield Finding(
            RULE.id,
            field.span,
            text,
            ("",) if is_short else (),
            0.95 if known else 0.9,
            "safe" if is_short else "none",
            f"Text that no reader sees says “{phrase}”.",
            (("field", field.name), ("phrase", phrase), ("stuffed_in_article", str(bool(known)).lower())),
        )


RULE = Rule(
    id="K119",
    name="hidden-text",
    category="keyword stuffing",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
