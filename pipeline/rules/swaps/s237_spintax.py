"""A choice or a placeholder of a spinner's template that no program filled.

Finds: "{Pull|Draw|Yank} the tick out", one choice in another ("{a|{b|c} d}"), "[often|frequently]", "%lengthy%".
Why: the article was published before it was spun, or the spinner stumbled; nobody writes this in an article.
Before: {Pull|Draw|Yank} the tick out {at once|immediately}.
After: Pull the tick out at once. (the first wording is suggested, never applied by default; a placeholder is flagged)
When it is wrong: a text about spintax, or about a program's options, outside of code, and a form to be filled in
("Circle one: [agree|disagree]"), so what stands in brackets is never replaced by itself. Code, formulas, templates
("{{ name | filter }}"), links and shortcodes are let be.
Source: the usual syntax of article spinners; words of markup from data/swaps/words.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.protected import ProtectedIndex
from pipeline.facts.swaps.spintax import find_spintax
from pipeline.fields import find_everywhere
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(reading: Reading) -> Iterator[Finding]:
    """The leftovers in every text and field, but for those in code and in addresses."""
    findings = list(find_everywhere(reading, _find_in))
    if not findings:
        return
    protected = ProtectedIndex(reading.protected)
    for finding in findings:
        if not _is_code(finding.span, protected, reading.text):
            yield finding


def _is_code(span: Span, protected: ProtectedIndex, text: str) -> bool:
    """Whether code or an address holds a span; braces alone, which Markdown may take for an expression, are none."""
    return any(
        item.kind in ("code", "address") and not (item.kind == "code" and text.startswith("{", item.span.start))
        for item in protected.touching(span)
    )


def _find_in(text: str) -> Iterator[Finding]:
    for leftover in find_spintax(text):
        match = text[leftover.span.start : leftover.span.end]
        hint = (
            f"write one of its wordings, such as “{leftover.words}”." if leftover.words else "write what it stood for."
        )
        yield Finding(
            rule_id=RULE.id,
            span=leftover.span,
            match=match,
            suggestions=(leftover.words,) if leftover.words else (),
            confidence=0.95,
            fix_class="unsafe" if leftover.kind == "braces" else "none",
            message=f"“{match}” is left of a spinner's template; {hint}",
            evidence=(("leftover", leftover.kind),),
        )


RULE = Rule(
    id="S237",
    name="spintax",
    category="template leftover",
    severity="error",
    explanation=__doc__ or "",
    find=find,
)
