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

_FUNCTION_WORDS = frozenset(
    ["a", "an", "and", "are", "as", "be", "for", "in", "is", "it", "of", "on", "or", "that", "the", "to", "with", "you"]
)
_FEWEST_FUNCTION_WORDS = 0.12
"""Share of English function words above which a text is English, however strange its other words are."""

_CERTAIN_FUNCTION_WORDS = 0.2
"""Share above which nobody else is asked: the identifier takes half a second to load, and says English of all 658 such
texts among 670 clean and spun articles, of 650 with a probability that rounds to 1."""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify_language(text: str) -> tuple[str, float | None]:
    """Two-letter language code and its probability; an empty code where the text is too short to tell."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    if len(words) < _FEWEST_WORDS:
        return "", None
    function_words = sum(word in _FUNCTION_WORDS for word in words) / len(words)
    if function_words >= _CERTAIN_FUNCTION_WORDS:
        return "en", 1.0
    language, confidence = _identifier().classify(text[:_SAMPLE])
    if language != "en" and function_words >= _FEWEST_FUNCTION_WORDS:
        return "en", function_words
    return str(language), float(confidence)
