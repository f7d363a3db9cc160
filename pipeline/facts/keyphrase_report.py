"""Findings for mentions: the same for every stuffing rule; a rule chooses which mentions are its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.facts.keyphrases import Keyphrase
from pipeline.model import Finding, Span


def mention_findings(
    text: str, keyphrases: Sequence[Keyphrase], rule_id: str, positions: frozenset[str], message: str
) -> Iterator[Finding]:
    """A finding for each mention in one of ``positions``.

    Args:
        text: the text that the mentions count in.
        keyphrases: the stuffed phrases of ``text``.
        rule_id: the rule that speaks.
        positions: positions of the rule's mentions.
        message: one sentence for an editor, in which ``{phrase}`` stands for the phrase.
    """
    for keyphrase in keyphrases:
        total = sum(mention.count for mention in keyphrase.mentions)
        for mention in keyphrase.mentions:
            if mention.position not in positions:
                continue
            span: Span = mention.cut or mention.span
            yield Finding(
                rule_id=rule_id,
                span=span,
                match=text[span.start : span.end],
                suggestions=("",) if mention.cut else (),
                confidence=round(mention.confidence if mention.cut else keyphrase.confidence, 3),
                fix_class=mention.fix_class,
                message=message.format(phrase=keyphrase.text),
                evidence=(
                    ("keyphrase", keyphrase.text),
                    ("mentions", str(total)),
                    ("position", mention.position),
                    ("oddities", ", ".join(mention.oddities) or "none"),
                    ("phrase_confidence", f"{keyphrase.confidence:.3f}"),
                    *(("phrase_" + name, value) for name, value in keyphrase.evidence),
                ),
                category="keyword stuffing",
            )
