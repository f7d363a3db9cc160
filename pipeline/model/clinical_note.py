"""What a replacement does with the words that a finding's ``clinical_flag`` names, in an editor's words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def clinical_note(flag: str, match: str, new: str | None) -> str:
    """Such as ``“no” is put in; “not” is dropped``.

    Args:
        flag: of the finding: the items at stake, with a comma between them.
        match: what is replaced.
        new: what comes in its place; None where nothing is proposed.
    """
    was, comes = _words(match), _words(match if new is None else new)
    by_fate: dict[str, list[str]] = {}
    for item in flag.split(", "):
        balance = comes[item] - was[item]
        by_fate.setdefault("is put in" if balance > 0 else "is dropped" if balance < 0 else "is at stake", []).append(
            item
        )
    return "; ".join(f"{_quoted(items)} {_verb(fate, items)}" for fate, items in by_fate.items())


def _words(text: str) -> Counter[str]:
    """How often each word stands there, in lower case, and each pair of words, with a gap and as doses have it."""
    words = [word.replace("’", "'").lower() for word in _WORD.findall(text)]
    pairs = list(pairwise(words))
    return Counter([*words, *map(" ".join, pairs), *map("".join, pairs)])


def _quoted(items: list[str]) -> str:
    *first, last = (f"“{item}”" for item in items)
    return f"{', '.join(first)} and {last}" if first else last


def _verb(fate: str, items: list[str]) -> str:
    return fate.replace("is ", "are ", 1) if len(items) > 1 else fate
