"""Search phrases stuffed into a text, found without being told."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from pipeline import tables
from pipeline.engines.protocols import InsertionModel
from pipeline.facts.keyphrases.cuts.gaps import Gaps
from pipeline.facts.keyphrases.cuts.tails import with_tails
from pipeline.facts.keyphrases.finding.candidates import Places, find_candidates
from pipeline.facts.keyphrases.finding.chains import find_chains
from pipeline.facts.keyphrases.finding.cutting import STAY, with_cuts
from pipeline.facts.keyphrases.finding.doubled import find_doubled
from pipeline.facts.keyphrases.finding.filled_lists import find_filled_lists
from pipeline.facts.keyphrases.finding.fillers import find_fillers
from pipeline.facts.keyphrases.finding.items import merge_bullets
from pipeline.facts.keyphrases.finding.list_labels import find_labeled_lists
from pipeline.facts.keyphrases.finding.list_lines import find_hashtags, find_line_lists
from pipeline.facts.keyphrases.finding.lists import find_city_lists, merge_lists
from pipeline.facts.keyphrases.finding.local import find_local_searches
from pipeline.facts.keyphrases.finding.near_me import find_near_me
from pipeline.facts.keyphrases.finding.queries import find_more_queries, find_queries, likely_queries, with_queries
from pipeline.facts.keyphrases.finding.repeated_questions import find_repeated_questions
from pipeline.facts.keyphrases.finding.spam_goods import find_spam_goods
from pipeline.facts.keyphrases.finding.stuffed_headings import find_stuffed_headings
from pipeline.facts.keyphrases.finding.torn_words import find_torn_words
from pipeline.facts.keyphrases.finding.variant_lists import find_variant_lists
from pipeline.facts.keyphrases.finding.variants import find_variants
from pipeline.facts.keyphrases.mentions.index import Index, Words
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.lines import with_broken
from pipeline.facts.keyphrases.mentions.mention import Mention, classify, crowd, find_mentions
from pipeline.facts.keyphrases.weighing.context import judge_again
from pipeline.facts.keyphrases.weighing.features import logistic, phrase_features
from pipeline.facts.keyphrases.weighing.headings import without_title
from pipeline.facts.keyphrases.weighing.hung import find_hung
from pipeline.facts.keyphrases.weighing.look import worth_a_look
from pipeline.facts.keyphrases.weighing.mention_features import Features
from pipeline.facts.keyphrases.weighing.model import (
    explain,
    is_unsure,
    model,
    phrase_logit,
    settle,
    weigh_mentions,
)
from pipeline.facts.keyphrases.weighing.patched import find_patched
from pipeline.facts.keyphrases.weighing.records import is_refrain, is_subtitle, may_be_labels, states_figures
from pipeline.facts.language.tokens import tokenize
from pipeline.model import Span

__all__ = ["Keyphrase", "Mention", "find_keyphrases"]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a phrase beforehand.

    Attributes:
        given: whether the user named it.
        articles: how many articles of the folder share it.
        patched: whether it was patched into the text, see ``find_patched`` and ``find_hung``.
    """

    given: bool = False
    articles: int = 1
    patched: bool = False

    @property
    def fewest_mentions(self) -> int:
        """How often the phrase must stand in the text to be looked at."""
        return 1 if self.given or self.articles > 1 else 2


def find_keyphrases(
    index: Index,
    given: Sequence[str] = (),
    shared: Mapping[str, int] | None = None,
    *,
    insertion_model: InsertionModel,
) -> tuple[Keyphrase, ...]:
    """The stuffed phrases of a text, the surest first.

    Args:
        index: the article's text.
        given: phrases that the user names, in any letter case.
        shared: phrases of the text that stand alone in other articles of its folder too, in lower case with one space
            between the words, each with about how many articles share it (a power of two, or the fewest that count);
            None or empty where there is no such evidence.
        insertion_model: sees where words were put in, and where a noun phrase is missing.
    """
    known = {tuple(phrase.split()): _Known(articles=articles) for phrase, articles in (shared or {}).items()}
    for phrase in given:
        if named := tuple(token.lower for token in tokenize(phrase)):
            known[named] = _Known(given=True, articles=known.get(named, _Known()).articles)
    candidates, gaps = find_candidates(index), Gaps(index, insertion_model)
    for words in (*find_patched(index, candidates, gaps), *find_hung(index, candidates, gaps, insertion_model)):
        known[words] = replace(known.get(words, _Known()), patched=True)
    likely = _likely(index, candidates, known)
    weighed = (_weigh(index, words, known.get(words, _Known())) for words in (*known, *likely))
    doubted = list(filter(None, weighed))
    found = judge_again(index, doubted, insertion_model) if doubted else []
    features = {phrase.text: said for phrase, said in found}
    lists = [*find_fillers(index), *_city_lists(index), *_variant_lists(index)]
    sure = [phrase for phrase in lists if phrase.mentions[0].is_sure]
    ranked = [
        *sure,
        *sorted((phrase for phrase, _ in found), key=_rank),
        *(phrase for phrase in lists if phrase not in sure),
        *(phrase for phrase in find_local_searches(index) if phrase.text not in features),
        *find_repeated_questions(index),
        *find_stuffed_headings(index),
    ]
    torn, near_me = list(find_torn_words(index, insertion_model)), list(find_near_me(index))
    pasted = [*find_doubled(index, insertion_model), *find_spam_goods(index, insertion_model)]
    may_be_queries = likely_queries(index)
    once = list(find_queries(index, may_be_queries, insertion_model))
    if any(
        phrase.confidence >= model()["threshold"]["stuffed_text"]
        for phrase in (*ranked, *torn, *pasted, *once, *near_me)
    ):
        once += find_more_queries(index, may_be_queries, insertion_model)
    queries = [*torn, *pasted, *once, *near_me]
    if not ranked and not queries:
        return ()
    apart = with_queries(index, _apart(index, ranked, features, gaps), queries)
    settled = with_tails(index, without_title(index, _with_lists(index, apart)))
    return with_broken(index, with_cuts(index, settled))


def _likely(index: Index, candidates: Places, known: Container[Words]) -> list[Words]:
    """The phrases that come back in the text and may be stuffed, but for those that are known."""
    found = {words: starts for words, starts in candidates.items() if words not in known and not states_figures(words)}
    repeated = set(worth_a_look(index, {words: starts for words, starts in found.items() if len(starts) > 1}))
    return [words for words, starts in found.items() if len(starts) == 1 or words in repeated]


def _rank(phrase: Keyphrase) -> tuple[float, float, str]:
    """The order in which phrases take their mentions: of two sure ones, that which explains more of the text.

    A part of a phrase stands as often but is shorter; a phrase with an addition is longer but stands less often.
    """
    whole = sum(mention.count for mention in phrase.mentions if not mention.is_partial)
    weight = len(phrase.text.split()) * sqrt(whole)
    return -min(phrase.confidence, model()["threshold"]["whole"]), -weight, phrase.text


def _weigh(index: Index, words: Words, known: _Known) -> tuple[Keyphrase, Features] | None:
    """A phrase, its mentions not settled yet, with what is to be said of it; None where it is hardly stuffed."""
    mentions, features = gather_mentions(index, words, given=known.given, articles=known.articles)
    if sum(mention.count for mention in mentions) < known.fewest_mentions:
        return None
    confidence = logistic(phrase_logit(features))
    if confidence < model()["threshold"]["report"] and not (is_unsure(words, confidence) or known.patched):
        return None
    phrase = Keyphrase(" ".join(words), tuple(mentions), confidence, explain(features))
    return phrase, features | {"patched": float(known.patched)}


def gather_mentions(
    index: Index, words: Words, *, given: bool = False, articles: int = 1
) -> tuple[list[Mention], Features]:
    """The mentions of a phrase with their weights, and what is to be said of the phrase.

    Variants are among them where the phrase is worth a closer look.

    Args:
        index: the text.
        words: the phrase in lower case.
        given: whether the user named the phrase.
        articles: how many articles of the folder share the phrase.
    """
    mentions = find_mentions(index, words)
    if not mentions:
        return [], {}
    mentions = weigh_mentions(index, words, mentions)
    features = phrase_features(index, words, mentions, given=given, articles=articles)
    if not given and logistic(phrase_logit(features)) < model()["threshold"]["variants"]:
        return mentions, features
    variants = find_variants(index, words, mentions)
    if not variants:
        return mentions, features
    covered = {number for variant in variants for number in range(*variant.tokens)}
    kept = [mention for mention in mentions if covered.isdisjoint(range(*mention.tokens))]
    for group in (mention for mention in mentions if mention.count > 1 and mention not in kept):
        variants = _with_group(index, words, group, variants)
    mentions = weigh_mentions(index, words, crowd([*kept, *variants]))
    return mentions, phrase_features(index, words, mentions, given=given, articles=articles)


def _with_group(index: Index, words: Words, group: Mention, variants: list[Mention]) -> list[Mention]:
    """The variants, those in a group of mentions of the phrase as one mention with the group."""
    inside = [variant for variant in variants if variant.span.overlaps(group.span)]
    ends = (min(m.tokens[0] for m in (group, *inside)), max(m.tokens[1] for m in (group, *inside)))
    span = Span(min(m.span.start for m in (group, *inside)), max(m.span.end for m in (group, *inside)))
    return [variant for variant in variants if variant not in inside] + [
        classify(index, words, ends, span, group.count)
    ]


def _city_lists(index: Index) -> Iterator[Keyphrase]:
    """Each list of a service in several cities: it speaks for itself, whatever else stands in the text.

    "University of" and "flights to" name no service.
    """
    confidence = model()["threshold"]["city_list"]
    for service, mentions in find_city_lists(index):
        evidence = (("cities", str(sum(mention.count for mention in mentions))),)
        words = service.removesuffix(" in").split()
        sure = words[-1] not in tables.function_words() and "of" not in words
        found = tuple(replace(mention, confidence=confidence, is_sure=sure) for mention in mentions)
        yield Keyphrase(service, found, confidence, evidence, is_settled=True)


def _variant_lists(index: Index) -> Iterator[Keyphrase]:
    """The lists of variants of one search, in whatever shape."""
    yield from find_labeled_lists(index)
    chains = list(find_chains(index))
    yield from find_filled_lists(index, chains)
    yield from find_variant_lists(index, chains)
    yield from find_line_lists(index)
    yield from find_hashtags(index)


def _apart(index: Index, ranked: Sequence[Keyphrase], features: Mapping[str, Features], gaps: Gaps) -> list[Keyphrase]:
    """The phrases without the mentions that a surer phrase covers, the other mentions settled.

    Args:
        index: the text.
        ranked: the phrases, the surest first.
        features: what is to be said of each phrase whose mentions are not settled yet, by its text.
        gaps: the gaps of the text; only those of mentions that are left are looked at.
    """
    taken, stays = bytearray(len(index.text)), bytearray(len(index.text))
    kept: list[Keyphrase] = []
    stuffed = 0
    for phrase in ranked:
        mentions = [m for m in phrase.mentions if not _is_taken(taken, m) and not _is_part(stays, m)]
        said = None if phrase.is_settled else features.get(phrase.text)
        if said:
            words = tuple(phrase.text.split())
            mentions = settle(index, words, mentions, phrase.confidence, said, gaps)
            is_label = may_be_labels(index.text, mentions, is_shared=said["articles"] > 0)
            is_repeated = is_refrain(index.text, mentions) and not (phrase.is_foreign and said["patched"] > 0)
            if is_label or is_subtitle(index.text, mentions) or is_repeated:
                mentions = [replace(mention, is_sure=False) for mention in mentions]
        if all(mention.position == "quoted" for mention in mentions) or _belongs(phrase, mentions):
            continue
        for mention in mentions:
            marked = stays if mention.position in STAY else taken
            marked[mention.span.start : mention.span.end] = b"\x01" * len(mention.span)
        stuffed += sum(mention.tokens[1] - mention.tokens[0] for mention in mentions)
        kept.append(replace(phrase, mentions=tuple(mentions)))
    kept = _without_taken_prose(kept, taken)
    if stuffed > model()["threshold"]["most_of_text"] * len(index.words):
        kept = [replace(phrase, most_of_text=True) for phrase in kept]
    return kept


def _belongs(phrase: Keyphrase, mentions: Sequence[Mention]) -> bool:
    """Whether every sentence would miss the phrase, and it is not plainly none of a writer's."""
    stays = all(mention.position in STAY for mention in mentions)
    missed = all(mention.position in STAY or (mention.gap or 0.0) > 0 for mention in mentions)
    plain = model()["threshold"]["plain" if stays else "phrase_safe"]
    return missed and not phrase.is_foreign and phrase.confidence < plain


def _is_taken(taken: bytearray, mention: Mention) -> bool:
    return taken.find(1, mention.span.start, mention.span.end) >= 0


def _is_part(stays: bytearray, mention: Mention) -> bool:
    """Whether a mention is part of a longer one that stays."""
    start, end = mention.span.start, mention.span.end
    inside = stays.find(0, start, end) < 0
    return mention.position not in STAY and inside and any(stays[max(0, start - 2) : start] + stays[end : end + 2])


def _without_taken_prose(phrases: list[Keyphrase], taken: bytearray) -> list[Keyphrase]:
    """The phrases, of their mentions that stay only those that lie in nothing that goes, nor in one another."""
    kept: list[Keyphrase] = []
    for phrase in phrases:
        mentions: list[Mention] = []
        for mention in phrase.mentions:
            if mention.position in STAY:
                if _is_taken(taken, mention):
                    continue
                taken[mention.span.start : mention.span.end] = b"\x01" * len(mention.span)
            mentions.append(mention)
        kept.append(replace(phrase, mentions=tuple(mentions)))
    return kept


def _with_lists(index: Index, phrases: list[Keyphrase]) -> list[Keyphrase]:
    """The phrases, each list of their mentions as one mention of the phrase that the list starts with."""
    owners = {mention.tokens[0]: number for number, phrase in enumerate(phrases) for mention in phrase.mentions}
    owned: list[list[Mention]] = [[] for _ in phrases]
    merged = merge_lists(index, [mention for phrase in phrases for mention in phrase.mentions])
    for first, mention in merge_bullets(index, merged):
        owned[owners[first]].append(mention)
    pairs = zip(phrases, owned, strict=True)
    return [replace(phrase, mentions=tuple(mentions)) for phrase, mentions in pairs if mentions]
