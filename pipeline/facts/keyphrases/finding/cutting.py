"""What of a text goes with each mention of its stuffed phrases, and what may stand in place of those that stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.facts.keyphrases.cuts.extent import find_cuts
from pipeline.facts.keyphrases.cuts.replacements import find_replacements
from pipeline.facts.keyphrases.finding.guards import (
    asked_by_author,
    leads_to_verb,
    lowercase_headings,
    may_be_needed,
    used_by_author,
)
from pipeline.facts.keyphrases.finding.headed import headed_by_author
from pipeline.facts.keyphrases.finding.names import named_by_author
from pipeline.facts.keyphrases.mentions.index import STOPS, Index
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.lines import find_linked, find_pieces
from pipeline.facts.keyphrases.mentions.mention import Mention
from pipeline.model import Span

STAY = frozenset({"prose", "quoted"})
"""Positions in which a mention is never cut."""


def with_cuts(index: Index, phrases: list[Keyphrase]) -> tuple[Keyphrase, ...]:
    """The phrases, their mentions with what has to be cut for them, or what may stand in their place.

    A piece of a phrase has neither, nor has a mention whose marks would be left behind or whose ends are not plain.
    """
    pieces = {span for phrase in phrases for span in find_pieces(index, phrase.mentions)}
    pieces |= _linked_pieces(index, phrases)
    goes = [(mention, phrase.most_of_text) for phrase in phrases for mention in phrase.mentions]
    goes = sorted(
        (pair for pair in goes if pair[0].position not in STAY and pair[0].span not in pieces),
        key=lambda pair: pair[0].span,
    )
    cuts = find_cuts(index, [mention for mention, _ in goes])
    kept = [mention for phrase in phrases for mention in phrase.mentions if mention.position == "prose"]
    lines = {mention.block for phrase in phrases for mention in phrase.mentions if mention.position == "own-block"}
    headings = lowercase_headings(index, lines)
    own = frozenset[Span]().union(
        *(
            by_author(index, phrase.mentions)
            for by_author in (asked_by_author, named_by_author, headed_by_author)
            for phrase in phrases
        ),
        *(used_by_author(phrase.mentions) for phrase in phrases),
    )
    done: dict[Span, Mention] = {}
    for (mention, most), cut in zip(goes, cuts, strict=True):
        if cut.leaves_marks or mention.is_vague:
            continue
        if cut.leaves_hole and (mention.position == "inside" or (mention.hangs and mention.place.block.kind != "h")):
            done[mention.span] = replace(mention, position="prose")
            kept.append(mention)
            continue
        is_needed = mention.span in own or may_be_needed(index, mention, headings, lines)
        sure = mention.is_sure and not cut.leaves_hole and not most and not is_needed
        done[mention.span] = replace(mention, cut=cut.span, fix_class="safe" if sure else "unsafe")
    safe = [mention for mention in done.values() if mention.fix_class == "safe"]
    subjects = {one.span for pair in pairwise(safe) if _are_subject(index, *pair) for one in pair}
    for mention in safe:
        if mention.span in subjects or any(_shares_sentence(index, mention, other) for other in kept):
            done[mention.span] = replace(mention, fix_class="unsafe")

    def settled(phrase: Keyphrase, mention: Mention) -> Mention:
        known = done.get(mention.span, mention)
        return known if mention.span in pieces else find_replacements(index, phrase.text, known)

    return tuple(
        replace(phrase, mentions=tuple(settled(phrase, mention) for mention in phrase.mentions)) for phrase in phrases
    )


def _are_subject(index: Index, first: Mention, second: Mention) -> bool:
    """Whether two mentions side by side are all that stands before a verb: "[Ten remedies] [how to stop it] is ..."."""
    opens = first.place.left != "word" and first.tokens[1] == second.tokens[0]
    return opens and leads_to_verb(index, second)


def _linked_pieces(index: Index, phrases: Sequence[Keyphrase]) -> set[Span]:
    """The spans of the mentions that are but a part of a phrase in which a link begins or ends."""
    wholes = [span for phrase in phrases for span in find_linked(index, tuple(phrase.text.split()))]
    spans = {mention.span for phrase in phrases for mention in phrase.mentions} if wholes else set()
    return {span for span in spans if any(whole.contains(span) and whole != span for whole in wholes)}


def _shares_sentence(index: Index, mention: Mention, other: Mention) -> bool:
    """Whether a mention is a part of the sentence of one that stays: what is left would be no sentence of the author's.

    "Our knee pain relief clinic is the best choice for knee pain relief Leeds" was put in as a whole.
    """
    if mention.block != other.block or mention.position != "inside":
        return False
    first, second = sorted((mention.span, other.span))
    between = index.text[first.end : second.start]
    return not any(stop in STOPS for stop in between)
