"""False alarms on clean text and seeded errors found, of LanguageTool as it comes and of the grammar stage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from benchmarks.grammar.seeded import Seeded, seed_errors
from pipeline.config import Config
from pipeline.engines.bundle import local_engines
from pipeline.engines.languagetool.access import GrammarAccess
from pipeline.engines.languagetool.address import LanguageToolAddress
from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.model import Span
from pipeline.reading import Reading
from pipeline.rules.grammar import RULES

LANGUAGE = "en-US"
_SENTENCE = re.compile(r"[A-Z][^.!?\n]*[a-z0-9)]\.(?=\s|\Z)")
_FEWEST_WORDS, _MOST_WORDS = 7, 40
_BATCH = 40
_REACH = 12
"""Code points around a seeded error in which a remark counts as finding it: one word more or less."""


class Judges:
    """Both, on one server.

    Args:
        address: of the server.
    """

    def __init__(self, address: LanguageToolAddress) -> None:
        self._plain = LanguageToolEngine(address)
        self._engines = replace(local_engines(0), grammar=GrammarAccess(address, "").engine(90.0))

    def plain(self, text: str) -> list[tuple[Span, str]]:
        """Place and rule of each remark of LanguageTool with its default rules."""
        return [(match.span, match.rule_id) for match in self._plain.check_whole(text, LANGUAGE).matches]

    def ours(self, text: str) -> list[tuple[Span, str]]:
        """Place and LanguageTool's rule of each finding of the grammar stage."""
        config = Config(swap_model=False)
        reading = Reading(text, "text", config, self._engines)
        found = []
        for rule in RULES:
            for finding in rule.find(reading):
                found.append((finding.span, dict(finding.evidence).get("languagetool_rule", rule.id)))
        return found


def count_alarms(articles: Iterable[str], judges: Judges) -> tuple[Counter[str], Counter[str], int]:
    """The remarks of both by rule, and the words."""
    plain: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    words = 0
    for text in articles:
        plain.update(rule for _, rule in judges.plain(text))
        ours.update(rule for _, rule in judges.ours(text))
        words += len(text.split())
    return plain, ours, words


def right_sentences(articles: Iterable[str], judges: Judges) -> list[str]:
    """The sentences in which LanguageTool, as it comes, finds nothing."""
    found = dict.fromkeys(match[0] for text in articles for match in _SENTENCE.finditer(text))
    sentences = [one for one in found if _FEWEST_WORDS <= len(one.split()) <= _MOST_WORDS]
    right = []
    for batch, remarks in _remarked(sentences, judges.plain):
        right += [sentence for sentence, own in zip(batch, remarks, strict=True) if not own]
    return right


def count_found(seeded: Sequence[Seeded], judges: Judges) -> Mapping[str, Counter[str]]:
    """By kind: the errors, and how many each finds."""
    counts: dict[str, Counter[str]] = {}
    for name in ("plain", "ours"):
        find = judges.plain if name == "plain" else judges.ours
        at = 0
        for batch, remarks in _remarked([error.text for error in seeded], find):
            for error, own in zip(seeded[at : at + len(batch)], remarks, strict=True):
                near = Span(max(0, error.span.start - _REACH), error.span.end + _REACH)
                kind = counts.setdefault(error.kind, Counter())
                kind["errors"] += name == "plain"
                kind[name] += any(span.overlaps(near) for span in own)
            at += len(batch)
    return counts


def _remarked(
    sentences: Sequence[str], find: Callable[[str], list[tuple[Span, str]]]
) -> Iterator[tuple[Sequence[str], list[list[Span]]]]:
    """Sentences in batches, each a paragraph, and the places remarked upon in each."""
    for first in range(0, len(sentences), _BATCH):
        batch = sentences[first : first + _BATCH]
        starts = []
        length = 0
        for sentence in batch:
            starts.append(length)
            length += len(sentence) + 2
        remarks: list[list[Span]] = [[] for _ in batch]
        for span, _ in find("\n\n".join(batch)):
            index = bisect_right(starts, span.start) - 1
            remarks[index].append(Span(span.start - starts[index], span.end - starts[index]))
        yield batch, remarks


def print_quality(articles: Sequence[str], address: LanguageToolAddress, of_each: int, seed: int, show: int) -> None:
    """Measure both and print what came out."""
    judges = Judges(address)
    plain, ours, words = count_alarms(articles, judges)
    print(f"clean text, {len(articles)} articles, {words:,} words")
    for name, counts in (("LanguageTool", plain), ("unspin", ours)):
        print(f"  alarms of {name:13} {counts.total():5}, {10_000 * counts.total() / words:.1f} in 10,000 words")
    print(f"  share {ours.total() / max(1, plain.total()):.3f}")
    for rule, count in ours.most_common(show):
        print(f"    {rule:45} {count:4}  {10_000 * count / words:.2f} in 10,000 words")
    seeded = list(seed_errors(right_sentences(articles, judges), of_each, seed))
    found = count_found(seeded, judges)
    found = {**found, "all": sum(found.values(), Counter())}
    print(f"seeded errors, {len(seeded)}: kind, errors, found by LanguageTool, by unspin, share")
    for kind, counts in found.items():
        share = counts["ours"] / max(1, counts["plain"])
        print(f"  {kind:14} {counts['errors']:5} {counts['plain']:5} {counts['ours']:5}  {share:.3f}")
