"""Build a training set: half of the sections of the clean texts as they are, half spun by spinners drawn at random.

Usage:
    python -m pipeline.training.spinners.spin_documents TAGGED.jsonl.gz SET.jsonl.gz
        --lists LISTS --thesaurus FILE --related FILE
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.facts.swaps.model_words import LINE_BREAK
from pipeline.training.known_names import refuse_unknown
from pipeline.training.spinners.dictionary import TRANSLATIONS, Sources, SpinnerDictionary, load_dictionary
from pipeline.training.spinners.human_slips import slip
from pipeline.training.spinners.natural_swaps import LEAST, REFUSED, NaturalSwaps
from pipeline.training.spinners.recipes import RECIPES, TRANSLATED, Recipe
from pipeline.training.spinners.spinner import Accept, Spinner, SpunWord, Swap, draw_spinner, write_swaps
from pipeline.training.spinners.tag_corpus import TaggedText, read_tagged
from pipeline.training.spinners.translations import read_translated

HELD_OUT_SOURCES = frozenset({"nhsr", "dblock", "recipes", "openstax-psychology"})
"""Clean sources that no model sees, to count false alarms in registers and by writers that are new to it."""

TIMES_IN_A_PASS = {"web_prose": 4, "second_language_prose": 4}
"""Sources that come more than once while the others come once, since they have words or ways to write that the others
lack; ``--times`` changes it."""

SHORTEST_SECTION, LONGEST_SECTION = 40, 700
SPUN_SHARE = 0.5
TRANSLATED_SHARE = 0.4
"""Of the spun sections of texts that were translated there and back, those that are spun that way."""
TRANSLATED_RATE = (0.3, 1.0)
"""Share of what came back otherwise that a section keeps."""

PARTLY_SPUN_SHARE = 0.15


class Section(NamedTuple):
    """A part of a text, spun or not.

    Attributes:
        source: the corpus that it is from.
        register: of the corpus.
        is_spun: whether a spinner went over it.
        words: its words with their labels.
    """

    source: str
    register: str
    is_spun: bool
    words: Sequence[SpunWord]

    @property
    def originals(self) -> dict[int, str | None]:
        """What stood in the place of each swapped word, by the word's place; None where it has no name."""
        return {place: word.original for place, word in enumerate(self.words) if word.swapped}


class CameBack(NamedTuple):
    """How a text came back from another language, see ``translate_back``.

    Attributes:
        swaps: in order.
        accept: see ``Accept``.
    """

    swaps: Sequence[Swap]
    accept: Accept

    def spin(self, words: Sequence[str], start: int, end: int, rng: random.Random) -> list[SpunWord]:
        """The words of a range of the text, with a share of its swaps."""
        share = rng.uniform(*TRANSLATED_RATE)
        lower = [word.lower() for word in words[start:end]]
        inside = (
            Swap(swap.start - start, swap.end - start, swap.new)
            for swap in self.swaps
            if start <= swap.start and swap.end <= end and rng.random() < share
        )
        return write_swaps(words[start:end], [swap for swap in inside if self.accept(lower, swap)])


def cut_sections(text: TaggedText, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Ranges of whole lines, of random length; each one is spun by a spinner of its own."""
    start = 0
    wanted = rng.randint(SHORTEST_SECTION, LONGEST_SECTION)
    for place, word in enumerate(text.words):
        if word == LINE_BREAK and place - start >= wanted:
            yield start, place
            start = place + 1
            wanted = rng.randint(SHORTEST_SECTION, LONGEST_SECTION)
    if start < len(text.words):
        yield start, len(text.words)


def spin_text(
    text: TaggedText, draw: Callable[[], Spinner], rng: random.Random, came_back: CameBack | None = None
) -> Iterator[Section]:
    """The sections of a text, each clean, spun by a spinner that ``draw`` gives, or as it ``came_back``."""
    for start, end in cut_sections(text, rng):
        if came_back is not None and came_back.swaps and rng.random() < SPUN_SHARE * TRANSLATED_SHARE:
            yield Section(text.source, text.register, True, came_back.spin(text.words, start, end, rng))
            continue
        words, tags = slip(text.words[start:end], text.tags[start:end], rng)
        if rng.random() >= SPUN_SHARE:
            yield Section(text.source, text.register, False, [SpunWord(word) for word in words])
            continue
        spinner = draw()
        spun: list[SpunWord] = []
        share = rng.uniform(0.3, 0.8) if rng.random() < PARTLY_SPUN_SHARE else 1.0
        for first, after in _lines(words):
            if rng.random() < share:
                spun.extend(spinner.spin(words[first:after], tags[first:after]))
            else:
                spun.extend(SpunWord(word) for word in words[first:after])
        yield Section(text.source, text.register, True, spun)


def write_sections(path: Path, sections: Iterator[Section], most_words: int) -> tuple[int, int]:
    """Write sections until they hold ``most_words``; says how many words were written, and how many of them swapped."""
    written = swapped = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=4) as out:
        for section in sections:
            originals = section.originals
            row = {
                "source": section.source,
                "register": section.register,
                "is_spun": section.is_spun,
                "words": [word.text for word in section.words],
                "originals": originals,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += len(section.words)
            swapped += len(originals)
            if written >= most_words:
                break
    return written, swapped


def _lines(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges that end with a line break or with the text."""
    start = 0
    for place, word in enumerate(words):
        if word == LINE_BREAK:
            yield start, place + 1
            start = place + 1
    if start < len(words):
        yield start, len(words)


def _passes(texts: Sequence[TaggedText], rng: random.Random) -> Iterator[TaggedText]:
    """The texts over and over, each time in another order."""
    order = list(texts)
    while order:
        rng.shuffle(order)
        yield from order


@dataclass(frozen=True)
class Simulator:
    """Makes sections without end.

    Attributes:
        dictionary: all that its spinners may write.
        natural: tells swaps that nobody could see.
        recipes: manners of its spinners.
        texts: the clean texts; one that stands there several times comes as often in each pass.
        translated: how some of them came back from another language, by source and id.
    """

    dictionary: SpinnerDictionary
    natural: NaturalSwaps
    recipes: Sequence[Recipe]
    texts: Sequence[TaggedText]
    translated: Mapping[tuple[str, str], Sequence[Swap]] = field(default_factory=dict)

    def sections(self, rng: random.Random) -> Iterator[Section]:
        """Sections of texts in random order; the same state of the random numbers gives the same ones."""
        accept = partial(self.natural.accept, rng)
        draw = partial(draw_spinner, self.dictionary, rng, self.recipes, accept)
        for text in _passes(self.texts, rng):
            came_back = CameBack(self.translated.get((text.source, text.id), ()), accept)
            yield from spin_text(text, draw, rng, came_back)


def read_simulator(arguments: argparse.Namespace) -> Simulator:
    """The simulator that the options of ``add_arguments`` ask for, of the clean texts ``tagged``.

    Raises:
        SystemExit: an option names a manner or a corpus that is not there, or a corpus that is held out.
    """
    lists = arguments.lists
    sources = Sources(
        arguments.thesaurus,
        lists / "spinner_dictionary.tsv",
        lists / "web_spinner_pairs.tsv",
        lists / "tortured_phrases.tsv",
        arguments.related,
        TRANSLATIONS if arguments.translated else None,
    )
    recipes = (*RECIPES, *([TRANSLATED] if arguments.translated else []))
    refuse_unknown("--manners", arguments.manners, [recipe.name for recipe in recipes])
    texts = list(read_tagged(arguments.tagged))
    wanted = _choose(texts, arguments.sources, dict(arguments.times))
    return Simulator(
        load_dictionary(sources),
        NaturalSwaps(texts, arguments.least, arguments.refused),
        [recipe for recipe in recipes if not arguments.manners or recipe.name in arguments.manners],
        wanted,
        read_translated(arguments.translated) if arguments.translated else {},
    )


def _choose(texts: Sequence[TaggedText], sources: Collection[str], times: Mapping[str, int]) -> list[TaggedText]:
    """The texts of some corpora, or of all that are not held out, each as many times as it comes in a pass."""
    known = {text.source for text in texts} - HELD_OUT_SOURCES
    refuse_unknown("--sources", sources, known)
    chosen = set(sources) or known
    # The usual numbers stand for corpora that a training need not have.
    changed = [source for source, number in times.items() if number != TIMES_IN_A_PASS.get(source)]
    refuse_unknown("--times", changed, chosen)
    return [text for text in texts if text.source in chosen for _ in range(times.get(text.source, 1))]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that say what to spin, and how."""
    parser.add_argument("--lists", type=Path, required=True, help="folder of the spinner dictionary and the swap lists")
    parser.add_argument("--thesaurus", type=Path, required=True, help="th_en_US_v2.dat")
    parser.add_argument("--related", type=Path, required=True, help="words.txt of the Moby thesaurus")
    parser.add_argument("--translated", type=Path, help="how texts came back from another language, see translate_back")
    parser.add_argument(
        "--least", type=int, default=LEAST, help="times that words stand together in clean text to be natural there"
    )
    parser.add_argument(
        "--refused", type=float, default=REFUSED, help="share of the swaps into natural words that are not made"
    )
    parser.add_argument("--manners", nargs="*", default=[], help="names of recipes; all of them without this option")
    parser.add_argument("--sources", nargs="*", default=[], help="corpora; all but those held out without this option")
    parser.add_argument(
        "--times",
        nargs="*",
        action="extend",
        default=list(TIMES_IN_A_PASS.items()),
        type=_times,
        metavar="SOURCE=N",
        help="how often a corpus comes in a pass; the usual numbers stay for those that are not named",
    )


def _times(value: str) -> tuple[str, int]:
    source, _, times = value.partition("=")
    if not (source and times.isdecimal()):
        raise argparse.ArgumentTypeError(f"{value!r} is not a corpus and a whole number, as in web_prose=4")
    return source, int(times)


def main() -> None:
    """Write the training set and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagged", type=Path, help="clean texts, see tag_corpus")
    parser.add_argument("output", type=Path, help="the training set to write")
    add_arguments(parser)
    parser.add_argument("--words", type=int, default=4_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    simulator = read_simulator(arguments)
    sections = simulator.sections(random.Random(arguments.seed))
    written, swapped = write_sections(arguments.output, sections, arguments.words)
    print(f"{len(simulator.dictionary.forms)} originals; {written} words, {swapped} of them swapped")


if __name__ == "__main__":
    main()
