"""Characters without width inside a word.

Finds: zero-width spaces, word joiners and byte order marks between the letters of a word.
Why: a reader sees nothing, but no search engine, no speller and no later rule knows the word; it is done to pass
copied text for new, and left behind by programs that paste.
Before: doc|tor, where the bar stands for a zero-width space.
After: doctor
When it is wrong: hardly where the letters are an English word without them. Where they are none, the repair is but
proposed; two words that only such a character divides get a space. Soft hyphens are left: they tell where to break.
Source: this project's own choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts.language.vocabulary import frequency, is_word
from pipeline.fields import find_everywhere
from pipeline.model import Finding, FixClass, Span
from pipeline.reading import Reading
from pipeline.rule import Rule
from pipeline.tables import function_words

_INVISIBLE = "\u200b\u2060\ufeff"
_LETTERS = "A-Za-z\u00c0-\u024f\u0400-\u052f"
"""Latin ones, and those of the disguises of E002."""
_MORE_FREQUENT = 0.5
"""By how much, on the Zipf scale, a word is more frequent than the rarest of the words that its parts make: "doc|tor",
but not "weight|loss". This project's own choice."""
_DIVIDED_WORD = re.compile(rf"(?<![{_LETTERS}])[{_LETTERS}]++(?:[{_INVISIBLE}]++[{_LETTERS}]++)+")
_GAP = re.compile(f"[{_INVISIBLE}]+")


def find(reading: Reading) -> Iterator[Finding]:
    """Each divided word a finding, in the text and in each field."""
    return find_everywhere(reading, _find_in)


def _find_in(text: str) -> Iterator[Finding]:
    if not any(sign in text for sign in _INVISIBLE):
        return
    for found in _DIVIDED_WORD.finditer(text):
        whole, fix_class = _repaired(_GAP.split(found[0]))
        yield Finding(
            rule_id=RULE.id,
            span=Span(*found.span()),
            match=found[0],
            suggestions=(whole,),
            fix_class=fix_class,
            message=f"Characters without width stand between the letters of “{whole}”.",
            evidence=(("characters", " ".join(f"U+{ord(sign):04X}" for sign in sorted({*found[0]} & {*_INVISIBLE}))),),
        )


def _repaired(parts: list[str]) -> tuple[str, FixClass]:
    """The word that parts of one make, or several words with spaces; and whether that is certain."""
    whole = "".join(parts)
    words = [part.lower() for part in parts]
    if not all(map(is_word, words)) or (is_word(whole.lower()) and any(map(_is_letter, words))):
        return whole, "safe" if is_word(whole.lower()) else "unsafe"
    if frequency(whole.lower()) > min(map(frequency, words)) + _MORE_FREQUENT:
        return whole, "safe"
    return " ".join(parts), "unsafe"


def _is_letter(part: str) -> bool:
    """Whether a part is a single letter that is no word: "fee" and "d" are "feed"."""
    return len(part) == 1 and part not in function_words()


RULE = Rule(
    id="E003", name="invisible-characters", category="encoding", severity="error", explanation=__doc__ or "", find=find
)
