"""How much of clean text the swap model reads, and how often the first look finds a spun passage in it.

    python -m pipeline.training.swap_model.evaluate_first_look --corpus dev.jsonl.gz
        --spun ARTICLE.txt [ARTICLE.txt ...]

The source of a spun article is its name up to the first hyphen. Fingerprints are left out, as if no table knew the
spinner.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pipeline.engines.protocols import EarlyExit, WindowVerdict
from pipeline.engines.swapmodel import OnnxSwapModel
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize
from pipeline.facts.swaps.learned.scores import prose_words, score_words
from pipeline.facts.swaps.model_words import ModelWord, cut_windows
from pipeline.training.corpus import read_texts

Words = tuple[ModelWord, ...]

_LONGEST_TEXT = 20_000
"""Characters read of a clean text."""


class CountingModel(OnnxSwapModel):
    """The shipped model, which counts what it reads.

    Attributes:
        words: read, some of them twice.
        early_words: of these, the ones that the first layers alone read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = self.early_words = 0

    def read(
        self, windows: Sequence[Sequence[str]], least: float, early_exit: EarlyExit | None = None
    ) -> tuple[WindowVerdict, ...]:
        """See ``SwapModel.read``."""
        verdicts = super().read(windows, least, early_exit)
        self.words += sum(map(len, windows))
        self.early_words += sum(len(verdict.swapped) for verdict in verdicts if verdict.is_early)
        return verdicts


def read_clean(corpus: Path, count: int, rng: random.Random) -> list[Words]:
    """The words of some texts of gzipped JSON lines."""
    texts = [text[:_LONGEST_TEXT] for text in read_texts(corpus)]
    return [words_of(text) for text in rng.sample(texts, min(count, len(texts)))]


def words_of(text: str) -> Words:
    """The words and marks of a plain text."""
    return prose_words(text, tokenize(text), find_blocks(text, "text"))


def mix(clean: Words, spun: Words, share: float, wanted: int, most: int, rng: random.Random) -> Words:
    """A clean text with a passage of a spun one somewhere in it.

    Args:
        clean: the words of a clean text.
        spun: the words of a spun article.
        share: of the mixed text, that the passage makes up.
        wanted: windows of the mixed text.
        most: words in a window.
        rng: source of chance.
    """
    passage = _cut(spun, max(1, round(wanted * share)), most, rng)
    around = _cut(clean, wanted - round(wanted * share), most, rng)
    place = rng.choice([0, *(after for _, after in cut_windows(around, most))])
    return around[:place] + passage + around[place:]


def _cut(words: Words, count: int, most: int, rng: random.Random) -> Words:
    """So many windows in a row, or as many as there are."""
    windows = list(cut_windows(words, most))
    count = min(count, len(windows))
    first = rng.randint(0, len(windows) - count)
    return words[windows[first][0] : windows[first + count - 1][1]] if count else ()


def print_read(name: str, texts: Sequence[Words], model: CountingModel) -> None:
    """Print how much is read of some texts."""
    model.words = model.early_words = 0
    whole = sum(score_words(words, model, 0).is_whole for words in texts)
    read, early = (count / sum(map(len, texts)) for count in (model.words, model.early_words))
    print(
        f"{name}: {len(texts)} texts, {read:.3f} of their words read, {early:.3f} by the first layers alone, "
        f"{whole} read to the end"
    )


def main() -> None:
    """Read the texts and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="clean texts, gzipped JSON lines")
    parser.add_argument("--texts", type=int, default=250, help="clean texts that are read")
    parser.add_argument("--spun", type=Path, nargs="+", required=True, help="spun articles, plain text")
    parser.add_argument("--mixed", type=int, default=50, help="mixed texts of each source and share")
    parser.add_argument("--windows", type=int, nargs=2, default=(6, 16), help="of the shortest, the longest mixed text")
    parser.add_argument("--shares", type=float, nargs="*", default=(0.1, 0.2, 0.5, 1.0), help="of a mixed text, spun")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    model = CountingModel()
    clean = read_clean(options.corpus, options.texts, rng)
    print_read("clean", clean, model)
    least = options.windows[0] * model.words_in_window
    long_enough = [words for words in clean if len(words) >= least] or clean
    sources: dict[str, list[Words]] = defaultdict(list)
    for path in options.spun:
        sources[path.name.split("-")[0]].append(words_of(path.read_text(encoding="utf-8")))
    for source, articles in sources.items():
        for share in options.shares:
            mixed = []
            for _ in range(options.mixed):
                around, passage = rng.choice(long_enough), rng.choice(articles)
                wanted = rng.randint(*options.windows)
                mixed.append(mix(around, passage, share, wanted, model.words_in_window, rng))
            print_read(f"{source}, {share:.0%} spun", mixed, model)


if __name__ == "__main__":
    main()
