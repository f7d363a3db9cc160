"""Questions of searchers that come back between the sentences: "Does keto raise cholesterol?", six times."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Run
from pipeline.facts.keyphrases.mentions.keyphrase import Keyphrase
from pipeline.facts.keyphrases.mentions.mention import Mention, classify
from pipeline.facts.keyphrases.mentions.places import word_list
from pipeline.facts.language.vocabulary import stem
from pipeline.model import Span

_FEWEST = 3
"""Times that a question stands between sentences."""
_FEWEST_INSIDE = 2
"""Of these, times that it does not open its paragraph: under each of several headings an author may ask the same."""
_SHORTEST, _LONGEST = 4, 14
"""Words of a question."""
_FEWEST_TELLING = 2
"""Words of a question that are not small words: an author may well ask "What is it?" again and again."""
_ALIKE = 0.75
"""Share of their telling words that two questions with one first word have in common."""
_MOST = 200
"""Questions that are compared; an article has fewer."""
_TOLD = frozenset({"else", "her", "here", "his", "my", "our", "really", "their", "them", "then", "there", "us", "your"})
"""Words of a question that goes on from what stands before it."""
_STOP = re.compile(r"[.?!…]")
_ANSWERS = frozenset({"if", "no", "not", "yes"})
_SPEAKING = ("first_person", "subjects", "taking_up")
_LEADS = ":-–—"
"""Marks behind the label of a question, as in an interview."""
_CONFIDENCE = 0.6
_FORM = ("asked_again",)

_Telling = frozenset[str]


def find_repeated_questions(index: Index) -> Iterator[Keyphrase]:
    """Each question that comes back, with all of its mentions but the first; none is cut without asking."""
    if index.text.count("?") < _FEWEST:
        return
    asked = list(islice(_questions(index), _MOST))
    groups: list[tuple[Run, _Telling, list[Run]]] = []
    for run, telling in asked:
        for first, known, group in groups:
            is_same_kind = index.words[first.first] == index.words[run.first]
            if is_same_kind and len(known & telling) >= _ALIKE * len(known | telling):
                group.append(run)
                break
        else:
            groups.append((run, telling, [run]))
    for first, _, group in groups:
        if len(group) >= _FEWEST and sum(not _opens_block(index, run) for run in group) >= _FEWEST_INSIDE:
            mentions = tuple(filter(None, (_mention(index, run) for run in group[1:])))
            text = " ".join(index.words[first.first : first.last])
            evidence = (("questions", str(len(group))),)
            if mentions:
                yield Keyphrase(text, mentions, _CONFIDENCE, evidence, is_foreign=True, is_settled=True)


def _questions(index: Index) -> Iterator[tuple[Run, _Telling]]:
    """The questions between sentences, as people type them, with the words that tell what they are about."""
    for run in index.runs:
        end, block = index.ends[run.last - 1], index.blocks[run.block]
        if index.text[end : end + 1] != "?" or not _SHORTEST <= run.last - run.first <= _LONGEST:
            continue
        if (
            block.kind != "p"
            or not _is_between(index, run)
            or not index.starts_sentence(index.starts[run.first], block)
        ):
            continue
        words = index.words[run.first : run.last]
        small = tables.function_words()
        telling = frozenset(stem(word) for word in words if word not in small)
        is_typed = words[0] in word_list("query_starts") and len(telling) >= _FEWEST_TELLING
        if is_typed and not _is_told(words) and not _is_answered(index, run, telling):
            yield run, telling


def _is_told(words: Sequence[str]) -> bool:
    """Whether somebody speaks in a question, to a reader or of what was said before."""
    return any(word_list(name).intersection(words[1:]) for name in _SPEAKING) or not _TOLD.isdisjoint(words)


def _is_answered(index: Index, run: Run, telling: _Telling) -> bool:
    """Whether the sentence behind a question answers it: "Who pays for care? The county pays for some."."""
    stop = _STOP.search(index.text, index.ends[run.last - 1] + 1, index.blocks[run.block].span.end)
    if stop is None or stop[0] == "?":
        return False
    end = bisect_left(index.starts, stop.start())
    words = index.words[run.last : end]
    return bool(words) and (words[0] in _ANSWERS or not telling.isdisjoint(map(stem, words)))


def _is_between(index: Index, run: Run) -> bool:
    """Whether a question has other words of its paragraph beside it, and no label before it."""
    block, start, end = index.blocks[run.block].span, index.starts[run.first], index.ends[run.last - 1]
    before = index.text[block.start : start].rstrip(" *_")
    has_others = any(map(str.isalnum, before)) or any(map(str.isalnum, index.text[end : block.end]))
    return has_others and before[-1:] not in tuple(_LEADS)


def _opens_block(index: Index, run: Run) -> bool:
    return index.starts[run.first] == index.blocks[run.block].span.start


def _mention(index: Index, run: Run) -> Mention | None:
    """A question as a mention; None where it is quoted or spoken."""
    words = index.words[run.first : run.last]
    span = Span(index.starts[run.first], index.ends[run.last - 1])
    mention = classify(index, words, (run.first, run.last), span, 1, _FORM)
    if mention.position != "detached":
        return None
    return replace(mention, confidence=_CONFIDENCE, is_sure=False)
