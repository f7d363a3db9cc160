"""Questions of searchers, one behind the other, that nobody answers.

Finds: A paragraph with three questions or more in a row, as people type them ("What is the best ...?"), or two
where "People also ask" stands before them, and no question among them that speaks to the reader; two lines or more
below "People also ask" that are questions, one right below the other.
Why: They are copied from a page of search results to hold its phrases; the article goes on without an answer.
Before: A cold goes by itself. What is the best tea for a cold? How can I stop a cold fast? Is honey a cure for a cold?
After: The same; whether the article answers them only its editor can tell.
When it is wrong: An introduction that asks what the article answers, or questions to take to a doctor.
Source: Shapes of stuffing listed for this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from pipeline.facts.language.blocks import PROSE
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_FEWEST, _FEWEST_ANNOUNCED = 3, 2
_FEWEST_WORDS, _MOST_WORDS = 5, 12
"""Words of a question as people type them; a writer's are shorter ("Who gets it?") or longer."""
_QUESTIONS = re.compile(
    r"(?P<label>\bPeople also ask(?:ed)?:?\s+)?(?P<run>(?:[A-Z][^.?!\r\n]{8,150}\?[ \t]*){2,})", re.IGNORECASE
)
_LABEL = re.compile(r"\bPeople also ask(?:ed)?:?\Z", re.IGNORECASE)
_TYPED = re.compile(r"(?:how|what|which|why|can i|is|are|does|do i)\b", re.IGNORECASE)
_ADDRESSED = re.compile(
    r"\b(?:(?:are|can|could|did|do|have|should|were|will|would) (?:you|we|they|he|she|it)|your|we|our|my|this|that"
    r"|these|those|it|they|he|she|there|them|her|his|else)\b",
    re.IGNORECASE,
)
"""Words of who speaks to a reader, or goes on from the question before."""


def find(reading: Reading) -> Iterator[Finding]:
    """A finding for each run of questions."""
    yield from _in_lines(reading)
    for block in reading.blocks:
        if block.kind != "p" or reading.text.count("?", block.span.start, block.span.end) < _FEWEST_ANNOUNCED:
            continue
        for found in _QUESTIONS.finditer(reading.text, block.span.start, block.span.end):
            questions = [question.strip() for question in found["run"].split("?")[:-1]]
            fewest = _FEWEST_ANNOUNCED if found["label"] else _FEWEST
            if len(questions) >= fewest and all(map(_is_typed, questions)):
                span = Span(found.start(), found.start() + len(found[0].rstrip()))
                yield _finding(reading, span, len(questions), 0.9 if found["label"] else 0.6)


def _in_lines(reading: Reading) -> Iterator[Finding]:
    """A finding for each run of questions that are lines of their own, below "People also ask"."""
    blocks = [block for block in reading.blocks if block.kind in PROSE]
    for number, block in enumerate(blocks):
        if not (label := _LABEL.search(reading.text, block.span.start, block.span.end)):
            continue
        below = takewhile(lambda one: _is_question(reading.text, one.span), blocks[number + 1 :])
        lines = [one.span for one in below]
        if len(lines) >= _FEWEST_ANNOUNCED:
            yield _finding(reading, Span(label.start(), lines[-1].end), len(lines), 0.9)


def _is_question(text: str, span: Span) -> bool:
    """Whether a line is one question that stands by itself; some of them speak of their asker."""
    line = text[span.start : span.end]
    words = len(line.split())
    return line.endswith("?") and line.count("?") == 1 and _FEWEST_WORDS <= words <= _MOST_WORDS


def _finding(reading: Reading, span: Span, questions: int, confidence: float) -> Finding:
    return Finding(
        rule_id=RULE.id,
        span=span,
        match=reading.text[span.start : span.end],
        suggestions=(),
        confidence=confidence,
        fix_class="none",
        message=f"{questions} questions as people type them, with no answer behind them.",
        evidence=(("questions", str(questions)),),
    )


def _is_typed(question: str) -> bool:
    """Whether a question stands by itself and is as long as one that is typed."""
    return bool(
        _FEWEST_WORDS <= len(question.split()) <= _MOST_WORDS
        and _TYPED.match(question)
        and not _ADDRESSED.search(question)
    )


RULE = Rule(
    id="K122",
    name="unanswered-questions",
    category="keyword stuffing",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
