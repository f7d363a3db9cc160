"""A replacement made to fit its place: letter case, and the article before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Span

_SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"])
_ARTICLE = re.compile(r"\b([Aa]n?)([ \u00a0]+)\Z")
_VOWEL_SOUND = re.compile(r"(?!(?:uni|use|usu|uti|eu|one\b|once\b))[aeiou]|(?:hour|honest|honor|heir)", re.IGNORECASE)


def match_case(replacement: str, match: str) -> str:
    """``replacement`` in the letter case of ``match``: all capitals, title case, or a first capital.

    A word that ``match`` holds as well keeps the form that it has there.
    """
    letters = [character for character in match if character.isalpha()]
    if len(letters) > 3 and all(character.isupper() for character in letters):
        return replacement.upper()
    kept = {word.lower(): word for word in reversed(match.split())}
    words = [kept.get(word.lower(), word) if word.islower() else word for word in replacement.split(" ")]
    if _is_title(match):
        words = [word if word in _SMALL_WORDS and index else _capital(word) for index, word in enumerate(words)]
    elif match[:1].isupper():
        words[0] = _capital(words[0])
    return " ".join(words)


def _is_title(match: str) -> bool:
    words = [word for word in match.split() if word.lower() not in _SMALL_WORDS]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def with_inner_articles(words: Sequence[str], old: Sequence[str]) -> tuple[str, ...]:
    """Lower-case words with each "a" or "an" among them made to fit the word behind it, if that is a new one there.

    Args:
        words: what takes the place of ``old``.
        old: what stood there.
    """
    present = set(pairwise(old))
    fitting = list(words)
    for place, (word, after) in enumerate(pairwise(words)):
        if word in ("a", "an") and (word, after) not in present:
            fitting[place] = "an" if _VOWEL_SOUND.match(after) else "a"
    return tuple(fitting)


def _with_article(text: str, span: Span, replacement: str) -> tuple[Span, str]:
    """The range and replacement with the article before the range made to fit: "an" before a vowel sound.

    Args:
        text: the text.
        span: what is replaced.
        replacement: what takes its place.
    """
    before = _ARTICLE.search(text, max(0, span.start - 6), span.start)
    if before is None or not replacement[:1].isalpha():
        return span, replacement
    article = "an" if _VOWEL_SOUND.match(replacement) else "a"
    if before[1].lower() == article or bool(_VOWEL_SOUND.match(text, span.start)) == bool(article == "an"):
        return span, replacement
    article = _capital(article) if before[1][0].isupper() else article
    return Span(before.start(), span.end), f"{article}{before[2]}{replacement}"


def with_articles(text: str, span: Span, replacements: Sequence[str]) -> tuple[Span, tuple[str, ...]]:
    """As ``_with_article`` for several replacements: where the first one changes the article, each has its own."""
    wide, best = _with_article(text, span, replacements[0])
    if wide == span:
        return span, tuple(replacements)
    lead = text[wide.start : span.start]
    others = (_with_article(text, span, other) for other in replacements[1:])
    return wide, (best, *(other if place == wide else lead + other for place, other in others))
