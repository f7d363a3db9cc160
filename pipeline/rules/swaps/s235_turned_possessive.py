"""A possessive that a spinner turned round.

Finds: "the lives of ours", "the back of yours", where a writer has "our lives" and "your back".
Why: a spinner turns possessives round all over a text; English has such words behind "a" ("a friend of ours") and
"this" ("that back of yours"), but hardly ever behind "the".
Before: It is good for the health of yours, and also for the lives of ours.
After: It is good for your health, and also for our lives.
When it is wrong: where a text likes to set things apart ("the taste of ours, not of theirs"). So a single one in a
clean text is passed over, one that a clause tells more of ("the friends of ours who came") and two in a sentence that
compares ("the price of ours is lower than the price of theirs") everywhere, and none is repaired by itself.
Source: spun pages of several sites; 7.6 million words of clean text have no such place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from pipeline import tables
from pipeline.facts.language.inflection import bases, is_base
from pipeline.facts.language.realization import match_case
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_DETERMINERS = {"ours": "our", "yours": "your", "hers": "her", "theirs": "their"}
_TURNED = re.compile(
    rf"\bthe (?P<phrase>[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){{0,2}}) of (?P<owner>{'|'.join(_DETERMINERS)})\b"
    r"(?! (?:that|which|who|whom|whose|I|you|he|she|it|we|they)\b)",
    re.IGNORECASE,
)

_NO_THINGS = frozenset(
    (
        *("best", "bulk", "equal", "first", "half", "last", "latest", "like", "likes"),
        *("majority", "newest", "oldest", "part", "parts", "rest", "worst"),
    )
)
"""Of what is ours one may well say these."""

_COMPARED = re.compile(r"\b(?:than|unlike|whereas|compared?|comparison|differs?|different|versus)\b", re.IGNORECASE)
"""What stands in a sentence that compares."""

_FEWEST = 2


def find(reading: Reading) -> Iterator[Finding]:
    """The possessives, where there are two or the text around them is not clean."""
    matches = [match for match in _TURNED.finditer(reading.text) if _names_a_thing(match["phrase"].lower().split(" "))]
    found = _without_compared(reading, matches)
    for match in found:
        gate = reading.spin.gate_at(match.start())
        if gate == "clean" and len(found) < _FEWEST:
            continue
        surface = match.group()
        suggestion = match_case(f"{_DETERMINERS[match['owner'].lower()]} {match['phrase']}", surface)
        yield Finding(
            rule_id=RULE.id,
            span=Span(*match.span()),
            match=surface,
            suggestions=(suggestion,),
            confidence=0.85 if gate == "spun" and len(found) >= _FEWEST else 0.7,
            fix_class="unsafe",
            message=f"“{surface}” is “{suggestion}” turned round.",
            evidence=(("times_in_article", str(len(found))), ("gate", gate)),
        )


def _without_compared(reading: Reading, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The matches but those that stand with another one in a sentence that compares."""
    if len(matches) < _FEWEST:
        return matches
    starts = [sentence.start for sentence in reading.sentences]
    numbers = [bisect_right(starts, match.start()) - 1 for match in matches]
    several = {number for number, count in Counter(numbers).items() if number >= 0 and count > 1}
    places = {number: reading.sentences[number] for number in several}
    compared = {number for number, place in places.items() if _COMPARED.search(reading.text, place.start, place.end)}
    return [match for match, number in zip(matches, numbers, strict=True) if number not in compared]


def _names_a_thing(words: list[str]) -> bool:
    """Whether words behind "the" end with a noun, as those of "the best of ours" do not, and hold no function word."""
    last = words[-1]
    is_noun = is_base(last, "NOUN") or any(part_of_speech == "NOUN" for _, part_of_speech, _ in bases(last))
    return is_noun and last not in _NO_THINGS and tables.function_words().isdisjoint(words)


RULE = Rule(
    id="S235",
    name="turned-possessive",
    category="mangled synonym",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
