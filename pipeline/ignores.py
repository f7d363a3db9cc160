"""Findings that a person refused for good, by the user's list or by a comment in the article: they change nothing.

A comment ``<!-- unspin-ignore S200["pores and skin"] -->`` holds for its whole article, wherever in it it stands. It
stays in the cleaned file: it would else be missing when that is cleaned again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path

from pipeline.config import Config
from pipeline.draft import Draft
from pipeline.ingest.html.tokens import tokenize_html
from pipeline.model import IN_SOURCE, Article, Finding, Span
from pipeline.names import collapse, fingerprint, fingerprint_of, words_around
from pipeline.tables.digests import text_digest
from pipeline.tables.ignores import Ignore, read_ignores

IDLE_COMMENT = "E012"
"""The rule of comments that ignore nothing."""

_WITH_COMMENTS = ("markdown", "html", "xhtml")
_NAME = "unspin-ignore"
_COMMENT = re.compile(rf"<!--\s*{_NAME}\b(.*?)-->", re.DOTALL)
_ENTRY = re.compile(r"\s*,?\s*([A-Za-z]\d*)\s*\[\s*[\"“](.+?)[\"”]\s*\]", re.DOTALL)
IN_COMMENT = "a comment in the article"
"""Where what a comment ignores is refused."""

_DIGEST_DIGITS = 12


class IgnoreList:
    """Entries, for look-up.

    Args:
        entries: in their order.
        source: where they stand, for messages.
    """

    def __init__(self, entries: Sequence[Ignore], source: str) -> None:
        self.entries = tuple(entries)
        self.digest = text_digest(*(entry.model_dump_json() for entry in entries))[:_DIGEST_DIGITS] if entries else ""
        self._source = source
        self._by_fingerprint = {fingerprint_of(one.fingerprint.strip()): one for one in entries if one.fingerprint}
        self._by_phrase: defaultdict[str, list[Ignore]] = defaultdict(list)
        for entry in entries:
            if entry.phrase:
                self._by_phrase[_folded(entry.phrase)].append(entry)

    def find(self, rule_id: str, match: str, find_fingerprint: Callable[[], str]) -> list[Ignore]:
        """The entries that a finding has."""
        if not self.entries:
            return []
        on_phrase = self._by_phrase.get(_folded(match), ())
        found = [entry for entry in on_phrase if rule_id.startswith(entry.rule.strip().upper())]
        exact = self._by_fingerprint.get(find_fingerprint()) if self._by_fingerprint else None
        return [*found, exact] if exact else found

    @property
    def names(self) -> list[str]:
        """The names of the entries."""
        return [entry.name for entry in self.entries]

    def told(self, entry: Ignore) -> str:
        """What a report says of an entry: where it stands, and why."""
        reason = collapse(entry.reason).rstrip(".")
        return f"{self._source}: {reason}" if reason else self._source


def ignore_list(config: Config) -> IgnoreList:
    """The list that the settings name; without entries where they name none.

    Raises:
        ConfigError: it cannot be used.
    """
    return _list_in(config.ignores) if config.ignores else IgnoreList((), "")


def forget_lists() -> None:
    """Have each list read anew, whatever an earlier run in this process found in it."""
    _list_in.cache_clear()


@cache
def _list_in(path: Path) -> IgnoreList:
    return IgnoreList(read_ignores(path), path.name)


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment in an article.

    Attributes:
        entries: none where it cannot be understood.
        span: in the article's text; empty before what stands behind it, where comments are no part of that.
        in_source: in the article's source.
    """

    entries: tuple[Ignore, ...]
    span: Span
    in_source: Span


class Ignoring:
    """What is refused in one article.

    Args:
        article: as it was read.
        config: names the user's list.
    """

    def __init__(self, article: Article, config: Config) -> None:
        self._text = article.text
        self._listed = ignore_list(config)
        self._comments = tuple(_comments(article)) if article.format in _WITH_COMMENTS else ()
        entries = [entry for comment in self._comments for entry in comment.entries]
        self._commented = IgnoreList(entries, IN_COMMENT)
        self._used: set[str] = set()
        self._used_comments: set[str] = set()

    @property
    def used(self) -> tuple[str, ...]:
        """The names of the entries of the user's list that a finding had."""
        return tuple(sorted(self._used))

    def judged(self, findings: Iterable[Finding], draft: Draft) -> Iterator[Finding]:
        """The findings of a draft's text, those that are refused being ignored; a phrase in a comment is none."""
        for finding in findings:
            if not self._is_in_comment(finding, draft):
                yield self._judged(finding, draft.to_article(finding.span))

    def _is_in_comment(self, finding: Finding, draft: Draft) -> bool:
        return any(comment.span.contains(draft.to_article(finding.span)) for comment in self._comments)

    def _judged(self, finding: Finding, span: Span) -> Finding:
        """A finding, ignored if it is refused; its span is that in the article."""

        def find_fingerprint() -> str:
            return fingerprint(finding.rule_id, finding.match, *words_around(self._text, span))

        listed = self._listed.find(finding.rule_id, finding.match, find_fingerprint)
        commented = self._commented.find(finding.rule_id, finding.match, find_fingerprint)
        self._used.update(entry.name for entry in listed)
        self._used_comments.update(entry.name for entry in commented)
        if not listed and not commented:
            return finding
        told = self._listed.told(listed[0]) if listed else IN_COMMENT
        message = f"{finding.message} Ignored by {told}."
        return replace(finding, message=message).with_state("ignored", ("ignored_by", told))

    def idle_comments(self, rules: Collection[str], looked_for: Collection[str]) -> Iterator[Finding]:
        """A finding for each comment that ignored nothing, but for those whose rules did not look at all of the text.

        It can be refused as any other.

        Args:
            rules: the ids of all rules.
            looked_for: of those that looked.
        """
        for comment in self._comments:
            idle = [entry for entry in comment.entries if entry.name not in self._used_comments]
            unknown = [entry for entry in idle if not _concerns(entry, rules)]
            if not comment.entries:
                message = 'This comment is not understood: write <!-- unspin-ignore S200["the phrase"] -->.'
            elif unknown:
                message = f"There is no rule {unknown[0].rule!r}; `unspin rules` lists them."
            elif idle and all(_concerns(entry, looked_for) for entry in idle):
                names = ", ".join(entry.name for entry in idle)
                message = f"Nothing is found that this comment ignores by {names}: mend that entry, or remove it."
            else:
                continue
            match = self._text[comment.span.start : comment.span.end]
            place = () if match else ((IN_SOURCE, f"{comment.in_source.start}-{comment.in_source.end}"),)
            finding = Finding(IDLE_COMMENT, comment.span, match, message=message, evidence=place, category="ignores")
            yield self._judged(finding, comment.span)


def _concerns(entry: Ignore, rules: Collection[str]) -> bool:
    return any(rule_id.startswith(entry.rule) for rule_id in rules)


def _comments(article: Article) -> Iterator[_Comment]:
    for found in _written(article):
        start = _position(article, found.start())
        end = start + len(found[0]) if article.text.startswith(found[0], start) else start
        yield _Comment(tuple(_entries(found[1])), Span(start, end), Span(*found.span()))


def _written(article: Article) -> Iterator[re.Match[str]]:
    """The comments for us in the source of an article, but for what only looks like one: in a script, in code."""
    source = article.source
    if _NAME not in source:
        return
    if article.format == "markdown":
        yield from (one for one in _COMMENT.finditer(source) if not _is_shown(article, _position(article, one.start())))
        return
    for token in tokenize_html(source, is_xml=article.format == "xhtml"):
        if token.kind == "comment" and (found := _COMMENT.fullmatch(source, token.start, token.end)):
            yield found


def _entries(content: str) -> list[Ignore]:
    """The entries in a comment; none where a part of it is no entry."""
    entries: list[Ignore] = []
    place = 0
    while found := _ENTRY.match(content, place):
        entries.append(Ignore(rule=found[1].upper(), phrase=collapse(unescape(found[2]))))
        place = found.end()
    return [] if content[place:].strip() else entries


def _position(article: Article, in_source: int) -> int:
    """Where something in an article's source stands in its text, or what stands behind it."""
    for segment in article.segments:
        if segment.is_verbatim and segment.source_start <= in_source < segment.source_end:
            return segment.start + in_source - segment.source_start
    behind = [one.start for one in article.segments if one.source_start >= in_source]
    return min(behind, default=len(article.prose))


def _is_shown(article: Article, position: int) -> bool:
    """Whether what looks like a comment in Markdown is shown to readers, as code is, or is part of a script."""
    layout = article.layout
    if layout is None:
        return False
    if any(code.start < position < code.end for code in layout.code):
        return True
    block = next((one for one in layout.blocks if one.span.start <= position < one.span.end), None)
    if block is None or block.kind != "html":
        return block is not None and block.kind == "code"
    tokens = tokenize_html(article.text[block.span.start : block.span.end])
    return position - block.span.start not in {one.start for one in tokens if one.kind == "comment"}


def _folded(phrase: str) -> str:
    """A phrase without what does not count in it; one that is all marks is kept."""
    text = collapse(phrase).casefold()
    return re.sub(r"^\W+|\W+$", "", text) or text
