"""Questions of searchers that come back between the sentences: "Does keto raise cholesterol?", six times."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline import tables
from pipeline.facts.keyphrases.mentions.index import Index, Run, Words
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
_MANY = 4
"""Times that a question stands there word for word from which an author hardly asks it."""
_MOST = 200
"""Questions that are compared; an article has fewer."""
_STOP = re.compile(r"[.?!…]")
_ANSWERS = frozenset({"if", "no", "not", "yes"})
_SPEAKING = ("first_person", "subjects", "taking_up", "referring_words")
_LEADS = ":-–—"
"""Marks behind the label of a question, as in an interview."""
_CONFIDENCE = 0.6
_FORM = ("asked_again",)


def find_repeated_questions(index: Index) -> Iterator[Keyphrase]:
    """Each question that comes back, with all of its mentions but the first; none is cut without asking."""
    if index.text.count("?") < _FEWEST:
        return
    groups: defaultdict[Words, list[Run]] = defaultdict(list)
    for run in islice(_questions(index), _MOST):
        groups[_asked(index, run)].append(run)
    for group in groups.values():
        if len(group) >= _FEWEST and sum(not _opens_block(index, run) for run in group) >= _FEWEST_INSIDE:
            times = Counter(index.words[run.first : run.last] for run in group)
            mentions = tuple(filter(None, (_mention(index, run, times) for run in group[1:])))
            text = " ".join(index.words[group[0].first : group[0].last])
            evidence = (("questions", str(len(group))),)
            if mentions:
                yield Keyphrase(text, mentions, _CONFIDENCE, evidence, is_foreign=True, is_settled=True)


def _asked(index: Index, run: Run) -> Words:
    """What a question asks: its first word and those that tell something, "before" and "not" among them."""
    first, *words = index.words[run.first : run.last]
    small = tables.function_words() - word_list("telling_small_words")
    return (first, *(stem(word) for word in words if word not in small))


def _questions(index: Index) -> Iterator[Run]:
    """The questions between sentences, as people type them."""
    for run in index.runs:
        end, block = index.ends[run.last - 1], index.blocks[run.block]
        is_asked = index.text.startswith("?", end) and _SHORTEST <= run.last - run.first <= _LONGEST
        if not is_asked or block.kind != "p" or not _is_between(index, run):
            continue
        words = index.words[run.first : run.last]
        is_typed = words[0] in word_list("query_starts") and index.starts_sentence(index.starts[run.first], block)
        telling = frozenset(map(stem, {*words} - tables.function_words()))
        is_the_authors = _is_told(words) or _is_answered(index, run, telling) or _is_led_to(index, run)
        if is_typed and len(telling) >= _FEWEST_TELLING and not is_the_authors:
            yield run


def _is_told(words: Sequence[str]) -> bool:
    """Whether somebody speaks in a question, to a reader or of what was said before."""
    return any(word_list(name).intersection(words[1:]) for name in _SPEAKING)


def _is_led_to(index: Index, run: Run) -> bool:
    """Whether the sentence before a question makes it be asked again, as in a checklist: "Check again."."""
    block = index.blocks[run.block]
    for number in range(run.first - 1, -1, -1):
        if index.starts[number] < block.span.start:
            break
        if index.starts_sentence(index.starts[number], block):
            return index.words[number] in word_list("asking_again")
    return False


def _is_answered(index: Index, run: Run, telling: frozenset[str]) -> bool:
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


def _mention(index: Index, run: Run, times: Counter[Words]) -> Mention | None:
    """A question as a mention, with no cut where its author may ask again; None where it is quoted or spoken."""
    words = index.words[run.first : run.last]
    span = Span(index.starts[run.first], index.ends[run.last - 1])
    mention = classify(index, words, (run.first, run.last), span, 1, _FORM)
    if mention.position != "detached":
        return None
    return replace(mention, confidence=_CONFIDENCE, is_sure=False, is_vague=times[words] < _MANY)
