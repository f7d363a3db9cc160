"""Findings for mentions: the same for every stuffing rule; a rule chooses which mentions are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.keyphrases.finding.keyphrases import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.model import Finding, Span

_LONGEST_NAMED = 100
"""Characters of a mention that a message names as a whole."""


def mention_findings(
    text: str, keyphrases: Sequence[Keyphrase], rule_id: str, shape: str, message: str
) -> Iterator[Finding]:
    """A finding for each mention of one shape.

    Args:
        text: the text that the mentions count in.
        keyphrases: the stuffed phrases of ``text``.
        rule_id: the rule that speaks.
        shape: the shape of the rule's mentions, see ``Mention.shape``.
        message: one sentence for an editor, in which ``{phrase}`` stands for the phrase.
    """
    for keyphrase in keyphrases:
        count = str(keyphrase.count)
        for mention in keyphrase.mentions:
            if mention.shape != shape:
                continue
            span: Span = mention.cut or mention.span
            yield Finding(
                rule_id=rule_id,
                span=span,
                match=text[span.start : span.end],
                suggestions=(mention.leaves,) if mention.cut else mention.replacements,
                confidence=round(mention.confidence if mention.cut else keyphrase.confidence, 3),
                fix_class=mention.fix_class,
                message=message.format(phrase=_as_it_stands(text, keyphrase.text, mention)),
                evidence=(
                    ("keyphrase", keyphrase.text),
                    ("mentions", count),
                    ("position", mention.position),
                    ("form", ", ".join(mention.form) or "exact"),
                    ("oddities", ", ".join(mention.oddities) or "none"),
                    ("reads_on_without", f"{mention.seam.close:.1f}"),
                    ("reads_with", f"{mention.seam.enter + mention.seam.leave:.1f}"),
                    *((("missing_without", f"{mention.gap:.1f}"),) if mention.gap is not None else ()),
                    ("phrase_confidence", f"{keyphrase.confidence:.3f}"),
                    *(("phrase_" + name, value) for name, value in keyphrase.evidence),
                ),
                category="keyword stuffing",
            )


def _as_it_stands(text: str, phrase: str, mention: Mention) -> str:
    """The phrase as a mention writes it; the mention itself, if it is no list, where that says the phrase otherwise."""
    written = " ".join(text[mention.span.start : mention.span.end].split())
    words = r"[^\w]+".join(map(re.escape, phrase.split()))
    if found := re.search(words, written, re.IGNORECASE):
        return found.group()
    return written if len(written) <= _LONGEST_NAMED and "listed" not in mention.form else phrase
