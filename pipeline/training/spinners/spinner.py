"""Simulated spinners: each swaps words and phrases of a text in its own manner, and says what stood there before."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.training.spinners.calques import calque_at
from pipeline.training.spinners.dictionary import MOST_WORDS, Form, SpinnerDictionary
from pipeline.training.spinners.inflection import article_before, base_form, inflect, part_of_speech, with_case_of
from pipeline.training.spinners.recipes import RECIPES, Recipe

KEEP = ""
"""The original of a word that nobody touched."""

DELETE = "DELETE"
"""The original of a word that belongs to a longer swap, whose first word names what stood there."""


class SpunWord(NamedTuple):
    """A word of a spun text.

    Attributes:
        text: the word, mark or line break.
        swapped: whether a spinner put it in.
        original: what stood there, in lower case: ``KEEP``, ``DELETE`` or the words; None where it cannot be named.
    """

    text: str
    swapped: bool = False
    original: str | None = KEEP


class Swap(NamedTuple):
    """A place of a text and what to write there.

    Attributes:
        start: the first word.
        end: after the last word.
        new: the words to write.
    """

    start: int
    end: int
    new: tuple[str, ...]


Accept = Callable[[Sequence[str], Swap], bool]
"""Says whether a swap may be made in these words; it refuses one that nobody could see."""


class Spinner:
    """A spinner with its own small dictionary, drawn from the large one as words come up.

    Args:
        dictionary: all that spinners are known to write.
        recipe: its manner.
        rng: the random numbers; the same state spins the same way.
        accept: see ``Accept``; everything is accepted without it.
    """

    def __init__(
        self, dictionary: SpinnerDictionary, recipe: Recipe, rng: random.Random, accept: Accept | None = None
    ) -> None:
        self._dictionary = dictionary
        self._rng = rng
        self._accept = accept
        self._settings = recipe.draw(rng)
        self._chosen: dict[tuple[str, str], tuple[Form, ...]] = {}

    def spin(self, words: Sequence[str], tags: Sequence[str]) -> list[SpunWord]:
        """Spin a text given as words and their Penn Treebank tags."""
        lower = [word.lower() for word in words]
        spun: list[SpunWord] = []
        place = 0
        while place < len(words):
            swap = self._swap_at(lower, tags, place)
            if swap is None or (self._accept and not self._accept(lower, swap)):
                spun.append(SpunWord(words[place]))
                place += 1
            else:
                self._write(spun, words, swap)
                place = swap.end
        return spun

    def _swap_at(self, lower: Sequence[str], tags: Sequence[str], place: int) -> Swap | None:
        longest = self._dictionary.openings.get(base_form(lower[place], tags[place]), 1)
        longest = max(longest, self._dictionary.openings.get(lower[place], 1))
        for length in range(min(longest, len(lower) - place), 1, -1):
            swap = self._phrase_swap(lower, tags, place, length)
            if swap is not None:
                return swap
        if self._settings.calque_rate and self._rng.random() < self._settings.calque_rate:
            calque = calque_at(lower, tags, place, self._rng)
            if calque is not None:
                return Swap(place, *calque)
        return self._word_swap(lower, tags, place)

    def _phrase_swap(self, lower: Sequence[str], tags: Sequence[str], place: int, length: int) -> Swap | None:
        """A swap of the ``length`` words at ``place``, as they stand or with the inflected word in its base form."""
        words, last = list(lower[place : place + length]), place + length - 1
        for inflected, tag in ((None, ""), (0, tags[place]), (length - 1, tags[last])):
            if inflected == 0 and not tag.startswith("VB"):
                continue
            if inflected and tag != "NNS":
                continue
            key = list(words)
            if inflected is not None:
                key[inflected] = base_form(words[inflected], tag)
                if key == words:
                    continue
            form = self._form(" ".join(key), "PHRASE", self._settings.phrase_rate)
            if form is not None:
                return Swap(place, last + 1, self._words_of(form, tag))
        return None

    def _word_swap(self, lower: Sequence[str], tags: Sequence[str], place: int) -> Swap | None:
        word, tag = lower[place], tags[place]
        form = self._form(word, "FUNC", self._settings.function_rate)
        if form is not None:
            return Swap(place, place + 1, tuple(form.text.split()))
        pos = part_of_speech(tag)
        if not pos:
            return None
        if self._settings.blind:
            pos = "ANY"
        form = self._form(base_form(word, tag), pos, self._settings.content_rate)
        if form is None:
            return None
        return Swap(place, place + 1, self._words_of(form, tag if form.pos == part_of_speech(tag) else ""))

    def _words_of(self, form: Form, tag: str) -> tuple[str, ...]:
        """What is written for a form in the place of a word with this tag; as it stands for no tag."""
        return tuple((form.text if self._settings.bare else inflect(form.text, tag)).split())

    def _form(self, original: str, pos: str, rate: float) -> Form | None:
        """What this spinner writes for ``original`` this time, or None to leave it."""
        if original not in self._dictionary.forms:
            return None
        key = (original, pos)
        if key not in self._chosen:
            self._chosen[key] = self._choose(original, pos)
        chosen = self._chosen[key]
        return self._rng.choice(chosen) if chosen and self._rng.random() < rate else None

    def _choose(self, original: str, pos: str) -> tuple[Form, ...]:
        """The one to three forms of ``original`` that this spinner knows; none where its dictionary lacks the word."""
        coverage = self._settings.function_coverage if pos == "FUNC" else self._settings.coverage
        if self._rng.random() >= coverage:
            return ()
        by_kind = self._dictionary.by_kind(original, pos)
        kinds = [kind for kind in by_kind if self._settings.weights.get(kind)]
        if not kinds:
            return ()
        count = self._rng.choices((1, 2, 3), (6, 3, 1))[0]
        drawn = self._rng.choices(kinds, [self._settings.weights[kind] for kind in kinds], k=count)
        return tuple(dict.fromkeys(self._rng.choice(by_kind[kind]) for kind in drawn))

    def _write(self, spun: list[SpunWord], words: Sequence[str], swap: Swap) -> None:
        old = words[swap.start : swap.end]
        new = [with_case_of(swap.new[0], old[0]), *swap.new[1:]]
        if len(old) == len(new) and old[0].istitle() and old[-1].istitle():
            new = [with_case_of(word, model) for word, model in zip(new, old, strict=True)]
        if spun and spun[-1].text.lower() in ("a", "an") and self._rng.random() < self._settings.article_care:
            spun[-1] = spun[-1]._replace(text=with_case_of(article_before(new[0]), spun[-1].text))
        spun.extend(label_swap(old, new))


def write_swaps(words: Sequence[str], swaps: Sequence[Swap]) -> list[SpunWord]:
    """The words with ``swaps``, which stand in order and do not overlap; one without new words leaves some out."""
    spun: list[SpunWord] = []
    place = 0
    for swap in swaps:
        spun.extend(SpunWord(word) for word in words[place : swap.start])
        if swap.new:
            old = words[swap.start : swap.end]
            spun.extend(label_swap(old, [with_case_of(swap.new[0], old[0]), *swap.new[1:]]))
        place = swap.end
    return [*spun, *(SpunWord(word) for word in words[place:])]


def label_swap(old: Sequence[str], new: Sequence[str]) -> list[SpunWord]:
    """The words ``new`` with labels, where ``old`` stood: only the words between what both begin and end with."""
    before, after = [word.lower() for word in old], [word.lower() for word in new]
    if before == after:
        return [SpunWord(word) for word in new]
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    if first + last >= min(len(before), len(after)):
        # Words were only put in or left out: then the whole phrase is the swap.
        first = last = 0
    original = before[first : len(before) - last]
    name = " ".join(original) if len(original) <= MOST_WORDS else None
    middle = [
        SpunWord(word, True, DELETE if place else name) for place, word in enumerate(new[first : len(new) - last])
    ]
    return [
        *(SpunWord(word) for word in new[:first]),
        *middle,
        *(SpunWord(word) for word in new[len(new) - last :]),
    ]


def draw_spinner(
    dictionary: SpinnerDictionary,
    rng: random.Random,
    recipes: Sequence[Recipe] = RECIPES,
    accept: Accept | None = None,
) -> Spinner:
    """A spinner of a random manner, see ``Spinner``."""
    recipe = rng.choices(recipes, [recipe.share for recipe in recipes])[0]
    return Spinner(dictionary, recipe, rng, accept)
