"""A run of characters without white space, cut into tokens as spaCy's tokenizer for English cuts it.

The sentences of a text depend on the few runs that hold a stop and on those behind them. To load spaCy for these takes
longer than to load all else that looks at clean text, and to have it cut all of a text takes twenty times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.tables.tokenizer import tokenizer_rules

Tokens = tuple[str, ...]

_LONGEST_CUT = 1_000
"""Characters of the longest run that is cut: the time for it grows with its square, as it does in spaCy."""


def cut_run(run: str) -> Tokens:
    """The tokens of a run of characters without white space; together they are the run. A very long one is a token."""
    exceptions = tokenizer_rules().exceptions
    if len(run) > _LONGEST_CUT:
        return (run,)
    if run in exceptions:
        return exceptions[run]
    return tuple(_joined(_cut(run, exceptions)))


def _cut(run: str, exceptions: Mapping[str, Tokens]) -> list[str]:
    """The tokens, by what is cut off at the ends, again and again, and then in the middle."""
    rules = tokenizer_rules()
    before: list[str] = []
    behind: list[str] = []
    while run and run not in exceptions:
        prefix = rules.prefix.search(run)
        first = prefix.end() - prefix.start() if prefix else 0
        if first and run[first:] in exceptions:
            before.append(run[:first])
            run = run[first:]
            break
        suffix = rules.suffix.search(run[first:])
        last = suffix.end() - suffix.start() if suffix else 0
        if last and run[:-last] in exceptions:
            behind.append(run[-last:])
            run = run[:-last]
            break
        if not first and not last:
            break
        if first:
            before.append(run[:first])
        if last and first + last <= len(run):
            behind.append(run[len(run) - last :])
            run = run[first : len(run) - last]
        elif first:
            run = run[first:]
    return [*before, *_cut_middle(run, exceptions), *reversed(behind)]


def _cut_middle(run: str, exceptions: Mapping[str, Tokens]) -> Iterator[str]:
    """The tokens of what is left between the ends."""
    rules = tokenizer_rules()
    if run in exceptions:
        yield from exceptions[run]
        return
    start = 0
    for infix in rules.infix.finditer(run) if not rules.address.match(run) else ():
        if infix.start() == 0:
            continue
        yield from filter(None, (run[start : infix.start()], infix[0]))
        start = infix.end()
    if start < len(run):
        yield run[start:]


def _joined(tokens: Sequence[str]) -> Iterator[str]:
    """The tokens with exceptions put together that were cut up with what is around them; long ones go first."""
    found = [
        (length, first)
        for first in range(len(tokens))
        for length in range(1, min(len(tokens) - first, _longest_exception()) + 1)
        if tuple(tokens[first : first + length]) in _cut_exceptions()
    ]
    taken: set[int] = set()
    joined: dict[int, int] = {}
    for length, first in sorted(found, key=lambda one: (-one[0], one[1])):
        places = range(first, first + length)
        if first not in taken and places[-1] not in taken:
            joined[first] = length
        taken.update(places)
    place = 0
    while place < len(tokens):
        length = joined.get(place, 0)
        if length:
            yield from tokenizer_rules().exceptions["".join(tokens[place : place + length])]
        else:
            yield tokens[place]
        place += max(1, length)


@cache
def _cut_exceptions() -> frozenset[Tokens]:
    """The exceptions that the rules can cut up, as these do where nothing is an exception."""
    rules = tokenizer_rules()
    patterns = rules.prefix, rules.suffix, rules.infix
    cut = (text for text in rules.exceptions if any(pattern.search(text) for pattern in patterns))
    return frozenset(tuple(_cut(text, {})) for text in cut if not any(map(str.isspace, text)))


@cache
def _longest_exception() -> int:
    return max(map(len, _cut_exceptions()))
