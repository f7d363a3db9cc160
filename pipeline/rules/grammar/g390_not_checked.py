"""A passage that the grammar checker could not check.

Finds: passages on which the checker fails or runs out of time, after two tries.
Why: a text that was not checked must not pass for one without errors.
Before: a wall of 40,000 quotation marks
After: (flagged; look at the passage yourself)
When it is wrong: never; it says what happened.
Source: the grammar engine's own account.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The passages that were not checked."""
    for span in reading.grammar.unchecked if reading.grammar else ():
        yield Finding(
            rule_id=RULE.id,
            span=span,
            match=reading.text[span.start : span.end],
            message="This passage could not be checked for grammar; look at it yourself.",
            evidence=(("characters", str(len(span))),),
        )


RULE = Rule(
    id="G390", name="not-checked", category="not checked", severity="warning", explanation=__doc__ or "", find=find
)
