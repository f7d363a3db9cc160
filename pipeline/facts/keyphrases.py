"""Search phrases stuffed into a text, found without being told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.facts.blocks import Block
from pipeline.facts.keyphrase_candidates import find_candidates
from pipeline.facts.keyphrase_index import Index, Words
from pipeline.facts.keyphrase_mentions import Mention, find_mentions
from pipeline.facts.keyphrase_model import model, weigh
from pipeline.facts.keyphrase_seams import find_cuts
from pipeline.facts.keyphrase_variants import with_variants
from pipeline.facts.tokens import Token, tokenize
from pipeline.model import Evidence, Span

__all__ = ["Keyphrase", "Mention", "find_keyphrases"]

STAY = frozenset({"prose", "quoted"})
"""Positions in which a mention is never cut."""


@dataclass(frozen=True, slots=True)
class Keyphrase:
    """A stuffed search phrase.

    Attributes:
        text: the phrase in lower case.
        mentions: its mentions in reading order; no two of one text overlap, whatever their phrases.
        confidence: how sure it is that the phrase was stuffed into the text, 0 to 1.
        evidence: the signals behind the confidence.
        most_of_text: whether stuffing makes up so much of the text that cutting it would leave no article.
    """

    text: str
    mentions: tuple[Mention, ...]
    confidence: float
    evidence: Evidence
    most_of_text: bool = False


def find_keyphrases(
    text: str, tokens: tuple[Token, ...], blocks: tuple[Block, ...], given: str | None = None
) -> tuple[Keyphrase, ...]:
    """The stuffed phrases of ``text``, the surest first.

    Args:
        text: the article's text.
        tokens: its words.
        blocks: its blocks.
        given: a phrase that the user names, or None.
    """
    index = Index(text, tokens, blocks)
    named = tuple(token.lower for token in tokenize(given)) if given else ()
    candidates = [named] if named else []
    candidates += [words for words in find_candidates(index) if words != named]
    phrases = (_phrase(index, words, words == named) for words in candidates)
    found = [phrase for phrase in phrases if phrase is not None]
    found.sort(key=lambda phrase: (-round(phrase.confidence, 2), -len(phrase.text), phrase.text))
    return _with_cuts(text, blocks, _apart(found, len(text), len(tokens)))


def _phrase(index: Index, words: Words, given: bool) -> Keyphrase | None:
    mentions = find_mentions(index, words)
    if not mentions or (not given and sum(mention.count for mention in mentions) < 2):
        return None
    confidence, weighed, evidence = weigh(index, words, mentions, given)
    if confidence >= model()["threshold"]["safe"]:
        confidence, weighed, evidence = weigh(index, words, with_variants(index, words, mentions), given)
    if confidence < model()["threshold"]["report"] or not any(mention.oddities for mention in weighed):
        return None
    return Keyphrase(" ".join(words), tuple(weighed), confidence, evidence)


def _apart(found: list[Keyphrase], length: int, words: int) -> list[Keyphrase]:
    """The phrases without the mentions that a surer phrase covers; ``length`` in code points."""
    taken = bytearray(length)
    kept: list[Keyphrase] = []
    stuffed = 0
    for phrase in found:
        mentions = tuple(m for m in phrase.mentions if taken.find(1, m.span.start, m.span.end) < 0)
        if all(mention.position in STAY for mention in mentions):
            continue
        for mention in mentions:
            taken[mention.span.start : mention.span.end] = b"\x01" * len(mention.span)
        stuffed += sum(mention.count for mention in mentions) * len(phrase.text.split())
        kept.append(replace(phrase, mentions=mentions))
    if stuffed > model()["threshold"]["most_of_text"] * words:
        kept = [replace(phrase, most_of_text=True) for phrase in kept]
    return kept


def _with_cuts(text: str, blocks: tuple[Block, ...], phrases: list[Keyphrase]) -> tuple[Keyphrase, ...]:
    """The phrases, their mentions with what has to be cut for them."""
    safe = model()["threshold"]["safe"]
    goes = [(mention, phrase.most_of_text) for phrase in phrases for mention in phrase.mentions]
    goes = sorted((pair for pair in goes if pair[0].position not in STAY), key=lambda pair: pair[0].span)
    cuts = find_cuts(text, blocks, [mention for mention, _ in goes])
    done: dict[Span, Mention] = {}
    for (mention, most), cut in zip(goes, cuts, strict=True):
        sure = mention.confidence >= safe and not cut.leaves_hole and not most
        done[mention.span] = replace(mention, cut=cut.span, fix_class="safe" if sure else "unsafe")
    return tuple(replace(p, mentions=tuple(done.get(m.span, m) for m in p.mentions)) for p in phrases)
