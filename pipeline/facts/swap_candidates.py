"""What may have stood in place of a suspected phrase: the model's originals and the dictionary's, word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from pipeline.engines.protocols import Original
from pipeline.facts.swap_originals import look_up

_BEAM = 8
"""Unfinished candidates that are kept at each word."""

_LONGEST_ENTRY = 5
"""Words of a phrase that are looked up together."""

_FEWEST = 0.01
"""Probability of an original that only the dictionary names, and the least that a named one counts with."""

_OPTIONS = 4
"""Originals tried for one word or phrase, by each source."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A replacement for a whole phrase.

    Attributes:
        words: in lower case; none is a removal.
        likelihood: sum of the logarithms of the model's probabilities, an unnamed original counting as a rare one.
        named: words of the phrase that the model's second head replaced.
        listed: words of the phrase that the dictionary replaced.
        rank: places of the dictionary's originals in its lists, summed as logarithms; 0 is the commonest.
        forms: forms of the dictionary that were used.
    """

    words: tuple[str, ...] = ()
    likelihood: float = 0.0
    named: int = 0
    listed: int = 0
    rank: float = 0.0
    forms: tuple[str, ...] = ()

    def then(self, words: Sequence[str], likelihood: float) -> Candidate:
        """The candidate with more words, that stand in the phrase already."""
        return Candidate(
            (*self.words, *words), self.likelihood + likelihood, self.named, self.listed, self.rank, self.forms
        )


def find_candidates(
    words: Sequence[str], swapped: Sequence[float], originals: Sequence[tuple[Original, ...]]
) -> tuple[Candidate, ...]:
    """Replacements for a phrase, the likeliest first, none equal to the phrase itself.

    Args:
        words: of the phrase, in lower case.
        swapped: the probability of each that a spinner put it there.
        originals: what the model names for each; nothing for a word that it does not suspect.
    """
    beams: list[dict[tuple[str, ...], Candidate]] = [{} for _ in range(len(words) + 1)]
    beams[0][()] = Candidate()
    for place in range(len(words)):
        best = sorted(beams[place].values(), key=_order)[:_BEAM]
        for candidate in best:
            _add(beams[place + 1], candidate.then(words[place : place + 1], log(max(_FEWEST, 1 - swapped[place]))))
            for original in originals[place][:_OPTIONS]:
                _add(beams[place + 1], _named(candidate, original))
            for length in range(1, min(_LONGEST_ENTRY, len(words) - place) + 1):
                probabilities = {original.text: original.probability for original in originals[place]}
                for found in _listed(candidate, tuple(words[place : place + length]), probabilities):
                    _add(beams[place + length], found)
    beams[-1].pop(tuple(words), None)
    return tuple(sorted(beams[-1].values(), key=_order)[:_BEAM])


def _named(candidate: Candidate, original: Original) -> Candidate:
    grown = candidate.then(original.text.split(), log(max(_FEWEST, original.probability)))
    return Candidate(grown.words, grown.likelihood, grown.named + 1, grown.listed, grown.rank, grown.forms)


def _listed(candidate: Candidate, phrase: tuple[str, ...], probabilities: Mapping[str, float]) -> list[Candidate]:
    """The candidate with each of the dictionary's originals of a phrase."""
    found = []
    for entry in look_up(phrase)[:_OPTIONS]:
        likelihood = log(max(_FEWEST, probabilities.get(entry.text, 0.0)))
        grown = candidate.then(entry.text.split(), likelihood)
        rank = grown.rank + log(1 + entry.rank)
        found.append(
            Candidate(
                grown.words, grown.likelihood, grown.named + (entry.text in probabilities), grown.listed + len(phrase),
                rank, (*grown.forms, entry.form),
            )
        )  # fmt: skip
    return found


def _add(beam: dict[tuple[str, ...], Candidate], candidate: Candidate) -> None:
    known = beam.get(candidate.words)
    if known is None or _order(candidate) < _order(known):
        beam[candidate.words] = candidate


def _order(candidate: Candidate) -> tuple[float, float, tuple[str, ...]]:
    return -candidate.likelihood - candidate.listed, candidate.rank, candidate.words
