"""A swap that no table lists, found by a model that has learned how spinners write.

Finds: words that do not fit their sentence the way a spinner's words do not: "the hair increase cycle".
Why: spinners take synonyms of another sense; there are too many of them to be listed.
Before: The hair increase cycle has three stages.
After: The hair growth cycle has three stages. (suggested, never applied by default)
When it is wrong: an author's own stiff or playful wording, and terms of a trade. In a clean document only what the
model is all but certain of is flagged, and no phrase that people write as often as spinners; in a spun one it may well
flag one word in five wrongly. With --fix all only words with a probability of .7 and more are changed, of which nine in
ten are a spinner's. A word that stands alone in its line or cell is not read.
Source: data/models/swaps; the thresholds of data/swaps/gate.toml; suggestions from the model, from
data/swaps/originals.npz and from the article itself, ranked by data/swaps/ranking.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.swaps.learned.swaps import LearnedSwap
from pipeline.model import Evidence, Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The learned swaps, as far as the gate allows; none is applied by default."""
    for swap in reading.learned_swaps:
        match = reading.text[swap.span.start : swap.span.end]
        best = f"; it may have been “{swap.replacements[0]}”." if swap.replacements else "."
        yield Finding(
            rule_id=RULE.id,
            span=swap.span,
            match=match,
            suggestions=swap.replacements,
            confidence=swap.probability,
            fix_class="unsafe" if swap.is_likely else "none",
            message=f"“{match}” reads like a spinner's word{best}",
            evidence=(
                ("model_probability", f"{swap.probability:.2f}"),
                ("gate", reading.spin.gate_at(swap.span.start)),
                *_of_suggestion(swap),
            ),
        )


def _of_suggestion(swap: LearnedSwap) -> Evidence:
    """What speaks for the first suggestion."""
    if swap.best is None:
        return ()
    forms = [piece.form for piece in swap.best.candidate.pieces if piece.form]
    return (
        *([("dictionary_forms", ", ".join(forms))] if forms else []),
        ("fluency_gain", f"{swap.best.gain:.1f}"),
        ("original_elsewhere_in_article", "yes" if swap.best.survives else "no"),
    )


RULE = Rule(
    id="S210",
    name="learned-swap",
    category="mangled synonym",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
