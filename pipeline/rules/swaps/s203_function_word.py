"""A longer form of a function word, where it says no more than the short one.

Finds: "as well as" between two nouns, "will certainly", "does now not" and the like in a text, or a part of one, that
is spun; and "they tin help", "at to the lowest degree", where a spinner took a word in another sense.
Why: spinners lengthen and, will and also all over a text; nobody would miss the difference.
Before: The muscles as well as the tendons will certainly relax.
After: The muscles and the tendons will relax.
When it is wrong: where the author of a spun text meant the emphasis. What is not spun is left alone, in what may be
written in an old or a second English it is only suggested, "as well as" has to stand there three times, and a
comparison ("as well as they did") or a loaf tin is left alone.
Source: data/swaps/function_words.tsv; the gate of data/swaps/gate.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule

_CONFIDENCE = 0.97


def find(reading: Reading) -> Iterator[Finding]:
    """The function words of a spinner; safe in text that is spun beyond doubt: the words around settle the rest."""
    for match in reading.function_swaps:
        surface = reading.text[match.span.start : match.span.end]
        yield Finding(
            rule_id=RULE.id,
            span=match.span,
            match=surface,
            suggestions=(match.replacement,),
            confidence=_CONFIDENCE,
            fix_class="safe" if reading.spin.is_sure_at(match.span.start) else "unsafe",
            message=f"“{surface}” is a spinner's “{match.replacement}”.",
            evidence=(
                ("listed_form", match.swap.spun),
                ("times_in_article", str(match.count)),
                ("gate", "spun"),
                *reading.model_evidence(match.span),
            ),
        )


RULE = Rule(
    id="S203",
    name="function-word",
    category="mangled synonym",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
