"""What of a field may go because it says what is cut from the article: an entry of a list, or the end of a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.facts.keyphrases.cuts.extent import find_cuts
from pipeline.facts.keyphrases.fields import find_items, holds, is_only, mentions_any, stems
from pipeline.facts.keyphrases.mentions.index import STOPS, Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, find_mentions
from pipeline.facts.language.blocks import PROSE, find_blocks
from pipeline.facts.language.tokens import Token, tokenize
from pipeline.model import Block, Span


class CutPhrase(NamedTuple):
    """A phrase that is cut from the article.

    Attributes:
        text: the phrase in lower case.
        is_gone: whether the article says it nowhere once all of its sure mentions are cut; one that is left may be
            what the article is about.
    """

    text: str
    is_gone: bool


def without_mentions_in(keyphrases: tuple[Keyphrase, ...], fields: Sequence[Span]) -> tuple[Keyphrase, ...]:
    """The phrases without the mentions that stand in fields, and those of them that have others.

    Args:
        keyphrases: the stuffed phrases of an article.
        fields: ranges of its text, sorted.
    """
    if not fields:
        return keyphrases
    kept = (
        replace(one, mentions=tuple(m for m in one.mentions if not _is_inside(m.span, fields))) for one in keyphrases
    )
    return tuple(one for one in kept if one.mentions)


def find_cut_phrases(
    keyphrases: Sequence[Keyphrase], tokens: Sequence[Token], blocks: Sequence[Block], fields: Sequence[Span]
) -> tuple[CutPhrase, ...]:
    """The phrases of which a mention is cut from the article, the surest first.

    Args:
        keyphrases: the stuffed phrases of the article.
        tokens: its words.
        blocks: its blocks.
        fields: ranges of its text that are no running text, sorted.
    """
    cut = [keyphrase for keyphrase in keyphrases if any(mention.cut for mention in keyphrase.mentions)]
    if not cut:
        return ()
    sure = sorted(m.cut for phrase in cut for m in phrase.mentions if m.cut and m.fix_class == "safe")
    left = [
        token
        for token in tokens
        if not _is_inside(token, sure) and not _is_inside(token, fields) and _is_prose(token, blocks)
    ]
    words = stems(left)
    return tuple(CutPhrase(phrase.text, not holds(words, stems(tokenize(phrase.text)))) for phrase in cut)


def _is_inside(inner: Token | Span, ranges: Sequence[Span]) -> bool:
    number = bisect_right(ranges, inner.start, key=lambda span: span.start) - 1
    return number >= 0 and inner.end <= ranges[number].end


def _is_prose(token: Token, blocks: Sequence[Block]) -> bool:
    number = bisect_right(blocks, token.start, key=lambda block: block.span.start) - 1
    return number >= 0 and blocks[number].kind in PROSE


class Entry(NamedTuple):
    """An entry of a list that holds a phrase.

    Attributes:
        phrase: in lower case.
        span: its range, with the mark that parts it where it may go.
        is_only: whether it may go: it says nothing but the phrase.
    """

    phrase: str
    span: Span
    is_only: bool


def find_entries(text: str, phrases: Sequence[str]) -> list[Entry]:
    """The entries of a list of keywords that hold one of the phrases.

    Where no other entry is left, the whole list is given as one.

    Args:
        text: of the list.
        phrases: in lower case.
    """
    items = find_items(text)
    known = [(phrase, stems(tokenize(phrase))) for phrase in phrases]
    owners = [next((phrase for phrase, words in known if is_only(item.words, words)), "") for item in items]
    if items and all(owners):
        return [Entry(owners[0], Span(0, len(text)), is_only=True)]
    entries: list[Entry] = []
    keeps_before = False
    for number, (item, owner) in enumerate(zip(items, owners, strict=True)):
        if not owner or not item.is_plain:
            keeps_before = True
            held = next((phrase for phrase, words in known if holds(item.words, words)), "")
            entries += [Entry(held, item.span, is_only=False)] if held else []
        elif keeps_before:
            entries.append(Entry(owner, Span(items[number - 1].span.end, item.span.end), is_only=True))
        else:
            entries.append(Entry(owner, Span(item.span.start, items[number + 1].span.start), is_only=True))
    return entries


def find_ends(text: str, phrases: Sequence[str]) -> list[tuple[str, Span]]:
    """What goes from a line that says phrases, as it would go from a heading; else the items at its end that say them.

    Nothing where a mention opens the line or is part of what the line says.

    Args:
        text: of the line.
        phrases: in lower case, the surest first.
    """
    return _set_off_ends(text, phrases) or _last_items(text, phrases)


def _last_items(text: str, phrases: Sequence[str]) -> list[tuple[str, Span]]:
    """The items at the end of a line that say nothing but phrases, where the rest is left without any of them."""
    items = find_items(text)
    known = [(phrase, stems(tokenize(phrase))) for phrase in phrases]
    first, spoken = len(items), ""
    while first and items[first - 1].is_plain:
        owner = next((phrase for phrase, words in known if is_only(items[first - 1].words, words)), "")
        if not owner:
            break
        first, spoken = first - 1, owner
    if not 0 < first < len(items):
        return []
    rest = text[: items[first - 1].span.end]
    ends = find_ends(rest, phrases)
    if not ends and mentions_any(rest, phrases):
        return []
    return [*ends, (spoken, Span(len(rest), items[-1].span.end))]


def _set_off_ends(text: str, phrases: Sequence[str]) -> list[tuple[str, Span]]:
    """The ends of a line that say phrases, a mark or a call before them; nothing where a mention stands elsewhere."""
    tokens, whole = tokenize(text), Span(0, len(text))
    index = Index(text, tokens, (Block(whole, "h", whole, 1),))
    ends: list[tuple[str, Span]] = []
    for phrase in phrases:
        for form in _forms(tokens, stems(tokenize(phrase))):
            mentions = [m for m in find_mentions(index, form) if not any(m.span.overlaps(cut) for _, cut in ends)]
            if any(mention.position not in ("appended", "detached") for mention in mentions):
                return []
            cuts = find_cuts(index, mentions)
            if any(cut.leaves_hole or cut.leaves_marks for cut in cuts):
                return []
            ends += ((phrase, _with_stop(text, cut.span)) for cut in cuts)
    return sorted(ends, key=lambda end: end[1])


def find_text_cuts(text: str, phrases: Sequence[str]) -> list[tuple[str, Span]]:
    """What goes from a text of several lines that says phrases: those that are a line or a sentence of their own.

    Nothing where the text would be left without a word.

    Args:
        text: paragraphs, each on a line of its own.
        phrases: in lower case, the surest first.
    """
    tokens, blocks = tokenize(text), find_blocks(text, "text")
    index = Index(text, tokens, blocks)
    cuts: list[tuple[str, Span]] = []
    for phrase in phrases:
        for form in _forms(tokens, stems(tokenize(phrase))):
            mentions = [m for m in find_mentions(index, form) if _is_apart(m)]
            mentions = [m for m in mentions if not any(m.span.overlaps(cut) for _, cut in cuts)]
            found = find_cuts(index, mentions)
            cuts += ((phrase, cut.span) for cut in found if not (cut.leaves_hole or cut.leaves_marks))
    cuts.sort(key=lambda cut: cut[1])
    is_left = any(not any(cut.contains(Span(one.start, one.end)) for _, cut in cuts) for one in tokens)
    return cuts if is_left and all(a.end <= b.start for (_, a), (_, b) in pairwise(cuts)) else []


def _is_apart(mention: Mention) -> bool:
    """Whether a mention is a line of its own, or a sentence between two others or at the end of a line."""
    return mention.position == "own-block" or (
        mention.position == "detached" and mention.place.right in ("sentence", "end")
    )


def _with_stop(text: str, cut: Span) -> Span:
    """A cut that ends in a stop, without the stop before the phrase: that of the sentence which stays."""
    has_both = text[cut.start] in STOPS and text[cut.end - 1] in STOPS and len(cut) > 1
    return Span(cut.start + 1, cut.end) if has_both else cut


def _forms(tokens: Sequence[Token], phrase: Words) -> Iterator[Words]:
    """The phrase as it is written in the line, in the singular or the plural."""
    words, size = stems(tokens), len(phrase)
    places = (place for place in range(len(words) - size + 1) if words[place : place + size] == phrase)
    yield from dict.fromkeys(tuple(token.lower for token in tokens[place : place + size]) for place in places)
