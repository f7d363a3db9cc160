"""Show what the grammar rules apply by themselves in real text, for a person to judge."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.engines.protocols import GrammarEngine

_LIKELY = {
    "G300": re.compile(r"[a-z]{3} +[,.;:!?](?=\s)|[a-z]{3}[.!?][A-Z][a-z]+ |[a-z]{2}  +[a-z]{2}"),
    "G301": re.compile(r"\b(a|an|and|as|at|but|for|from|if|into|of|or|our|than|the|their|to|we|with|your) \1\b", re.I),
    "G302": re.compile(
        r"\b[a-z]{5,}[”\"’)]?[.!] (?:the|this|that|and|in|on|they|it|we|you|which|a|to|for|if|when|some) "
    ),
    "G303": re.compile(r"[a-z](?:\.\.|,,|,\.|;;|::)(?![.\w])"),
}
"""Where a rule may find something; other paragraphs are not checked, since real slips are rare."""

_BLANK_LINES = re.compile(r"\n\s*\n")
_AROUND = 50
_MOST_OF_A_TEXT = 2
_LONGEST = 3_000


def _paragraphs(texts: Iterable[str], of_each: int) -> Iterator[tuple[str, str]]:
    """Rules and paragraphs in which they may find something; few of any one text."""
    counts: Counter[str] = Counter()
    for text in texts:
        own: Counter[str] = Counter()
        for paragraph in _BLANK_LINES.split(text):
            for rule, pattern in _LIKELY.items():
                is_wanted = counts[rule] < of_each and own[rule] < _MOST_OF_A_TEXT and len(paragraph) < _LONGEST
                if is_wanted and pattern.search(paragraph):
                    own[rule] += 1
                    counts[rule] += 1
                    yield rule, paragraph


def show_applied(texts: Iterable[str], grammar: GrammarEngine, of_each: int) -> None:
    """Print each applied fix in its place, by rule.

    Args:
        texts: real ones.
        grammar: the checker.
        of_each: paragraphs looked at for each rule.
    """
    engines = replace(local_engines(0), grammar=grammar)
    config = Config(select=("G3",), swap_model=False)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for _, paragraph in _paragraphs(texts, of_each):
        for finding in clean_article(paragraph, config, engines).findings:
            if finding.state == "fixed":
                before = paragraph[max(0, finding.span.start - _AROUND) : finding.span.start]
                after = paragraph[finding.span.end : finding.span.end + _AROUND]
                shown = f"{before}[{finding.match}|{finding.suggestions[0]}]{after}".replace("\n", "⏎")
                found[finding.rule_id].append(shown)
    for rule, hits in sorted(found.items()):
        unique = list(dict.fromkeys(hits))
        print(f"{rule}: {len(unique)}")
        for hit in unique:
            print(f"  {hit}")
