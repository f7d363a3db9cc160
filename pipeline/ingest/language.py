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

_MORE_FUNCTION_WORDS = _FUNCTION_WORDS.union(
    ["because", "between", "can", "during", "from", "has", "how", "if", "not", "other", "than", "their", "these"],
    ["they", "this", "what", "when", "which", "your"],
)
"""With words that make up less than a thousandth of any other language's texts (source: wordfreq)."""

_CERTAIN_FUNCTION_WORDS = 0.2
"""Share of these above which nobody else is asked, since the identifier takes half a second to load. They are .31 of
English and at most .11 of any of 38 other languages (Hungarian; source: wordfreq), and the identifier says English of
all 6,667 such texts among 6,670 clean and spun articles, with a probability of at least .88."""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify_language(text: str) -> tuple[str, float | None]:
    """Two-letter language code and its probability; an empty code where the text is too short to tell."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    if len(words) < _FEWEST_WORDS:
        return "", None
    if sum(word in _MORE_FUNCTION_WORDS for word in words) / len(words) >= _CERTAIN_FUNCTION_WORDS:
        return "en", 1.0
    language, confidence = _identifier().classify(text[:_SAMPLE])
    function_words = sum(word in _FUNCTION_WORDS for word in words) / len(words)
    if language != "en" and function_words >= _FEWEST_FUNCTION_WORDS:
        return "en", function_words
    return str(language), float(confidence)
