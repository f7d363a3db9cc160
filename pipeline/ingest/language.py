"""Which language an article is in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 20_000
"""Code points looked at."""

_FEWEST_WORDS = 20
"""Words under which a text is too short to tell."""

_FUNCTION_WORDS = frozenset({
    "and", "are", "be", "because", "between", "can", "during", "from", "has", "how", "if", "it", "not", "of", "or",
    "other", "than", "that", "the", "their", "these", "they", "this", "what", "when", "which", "with", "you",
    "your",
})  # fmt: skip
"""Frequent in English; each makes up less than .004 of any other language's texts, all together at most .005 of them
and .2 of English. Not among them: "a", "an", "as", "for", "in", "is", "on", "to" (source: wordfreq, 38 languages)."""

_FEWEST_FUNCTION_WORDS = 0.1
"""Share of these from which a text is English, and nobody else is asked, since the identifier takes half a second to
load. Of 6,670 clean and spun articles, all have it."""

_SPELLED_ALIKE = frozenset({"are", "be", "can", "has", "it", "of"})
"""Words of these that other languages have too, and may use often in a text of theirs: "can" is Turkish for "soul"."""

_FEWEST_DIFFERENT = 3
"""Other words of these that the text must hold, so that a title or a quotation makes nothing English."""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify_language(text: str) -> tuple[str, float | None]:
    """Two-letter language code and its probability; an empty code where the text is too short to tell."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    if len(words) < _FEWEST_WORDS:
        return "", None
    found = [word for word in words if word in _FUNCTION_WORDS]
    if len(found) / len(words) >= _FEWEST_FUNCTION_WORDS and len(set(found) - _SPELLED_ALIKE) >= _FEWEST_DIFFERENT:
        return "en", 1.0
    language, confidence = _identifier().classify(text[:_SAMPLE])
    return str(language), float(confidence)
