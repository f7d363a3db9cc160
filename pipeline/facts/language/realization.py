"""A replacement made to fit its place: letter case, and the article before it."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

from pipeline.model import Span

_SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"])
_ARTICLE = re.compile(r"\b([Aa]n?)([ \u00a0]+)\Z")
ARTICLES = frozenset({"a", "an"})
"""The indefinite articles."""
ALL_ARTICLES = ARTICLES | {"the"}
"""These and the definite one."""

_VOWEL_SOUND = re.compile(r"(?!(?:uni|use|usu|uti|eu|one\b|once\b))[aeiou]|(?:hour|honest|honor|heir)", re.IGNORECASE)


def match_case(replacement: str, match: str) -> str:
    """``replacement`` in the letter case of ``match``: all capitals, title case, or a first capital.

    A word that ``match`` holds as well keeps the form that it has there, the last one if it stands there twice, but for
    a small word with the capital of the first.
    """
    letters = [character for character in match if character.isalpha()]
    if len(letters) > 3 and all(character.isupper() for character in letters):
        return replacement.upper()
    written = match.split()
    kept = {word.lower(): word for word in written if word != written[0] or not _is_small(word)}
    words = [kept.get(word.lower(), word) if word.islower() else word for word in replacement.split(" ")]
    if _is_title(match):
        words = [word if _is_small(word) and index else _capital(word) for index, word in enumerate(words)]
    elif match[:1].isupper():
        words[0] = _capital(words[0])
    return " ".join(words)


def _is_title(match: str) -> bool:
    words = [word for word in match.split() if not _is_small(word)]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _is_small(word: str) -> bool:
    return word.lower() in _SMALL_WORDS


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def article_before(words: str) -> str:
    """The indefinite article that words take: "an" before a vowel sound."""
    return "an" if _VOWEL_SOUND.match(words) else "a"


def fit_articles(words: tuple[str, ...], old: tuple[str, ...]) -> tuple[str, ...]:
    """The words, with each indefinite article among them made to fit a word that does not follow it in ``old``."""
    known = set(pairwise(old))
    return tuple(
        article_before(after) if word in ARTICLES and after and (word, after) not in known else word
        for word, after in zip_longest(words, words[1:], fillvalue="")
    )


def with_article(text: str, span: Span, replacement: str) -> tuple[Span, str]:
    """The range and replacement with the article before the range made to fit: "an" before a vowel sound.

    Args:
        text: the text.
        span: what is replaced.
        replacement: what takes its place.
    """
    before = _ARTICLE.search(text, max(0, span.start - 6), span.start)
    if before is None or not replacement[:1].isalpha():
        return span, replacement
    article = article_before(replacement)
    if before[1].lower() == article or bool(_VOWEL_SOUND.match(text, span.start)) == bool(article == "an"):
        return span, replacement
    article = _capital(article) if before[1][0].isupper() else article
    return Span(before.start(), span.end), f"{article}{before[2]}{replacement}"
