"""Words in which Cyrillic letters stand for Latin ones.

Finds: words with Cyrillic letters that look like the Latin letters of an English word.
Why: a reader sees nothing, but no search engine, no speller and no later rule knows the word; it is done to pass
copied text for new.
Before: Yоu mау take іt with food, where five of the letters are Cyrillic.
After: You may take it with food, all letters Latin.
When it is wrong: hardly where the word is an English one. Where it is not, the Latin word is but proposed. A word of
such letters alone is left to a text that has other Cyrillic words, or mixes alphabets in none of its words. Greek
letters are left alone, since medicine needs them.
Source: letters that look the same in the confusables of Unicode Technical Standard 39.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.lookalikes import find_disguised_words, name_of
from pipeline.fields import find_everywhere
from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """Each such word a finding, in the text and in each field by itself."""
    return find_everywhere(reading, _find_in)


def _find_in(text: str) -> Iterator[Finding]:
    for word in find_disguised_words(text):
        names = ", ".join(name_of(letter).lower() for letter in word.letters)
        yield Finding(
            rule_id=RULE.id,
            span=word.span,
            match=text[word.span.start : word.span.end],
            suggestions=(word.latin,),
            fix_class="safe" if word.is_certain else "unsafe",
            message=f"“{word.latin}” is written with Cyrillic letters: {names}.",
            evidence=(("letters", names),),
        )


RULE = Rule(
    id="E002", name="lookalike-letters", category="encoding", severity="error", explanation=__doc__ or "", find=find
)
