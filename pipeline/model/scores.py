"""What was measured of an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Gate = Literal["clean", "suspect", "spun"]
"""What a document, or a part of one, is taken for."""

DensityRating = Literal["under", "good", "over", "far over"]
"""How a keyphrase's density stands to Yoast's limits."""


@dataclass(frozen=True, slots=True)
class KeyphraseUse:
    """How much a text uses a keyphrase; ``None`` where the text has no words or sentences.

    Attributes:
        exact_count: mentions of the phrase, word by word.
        yoast_count: as Yoast counts: for each sentence the least of the counts of its content words, summed.
        density: Yoast's count by the words of the prose, times a factor for the length of the phrase; in percent.
        density_rating: the band that the density falls into.
        max_per_100_words: the most exact mentions that start in any window of 100 words.
        longest_gap_pct: the longest run of sentences without the phrase or a synonym, in percent of all sentences.
    """

    exact_count: int
    yoast_count: int
    density: float | None
    density_rating: DensityRating | None
    max_per_100_words: int
    longest_gap_pct: float | None


@dataclass(frozen=True, slots=True)
class TextCounts:
    """Counts of one text; a share or mean is None where there is no sentence.

    Attributes:
        words: words of the prose, split at white space as crawlers do.
        sentences: sentences of the prose.
        paragraphs: paragraphs that are neither heading nor list item.
        avg_words_per_sentence: mean length of a sentence in words.
        long_sentence_pct: share of sentences over 20 words, in percent.
        passive_pct: share of sentences in the passive voice, in percent.
        transition_pct: share of sentences with a transition word or phrase, in percent.
        flesch: Flesch's reading ease, 0 to 100; None for ten words or fewer.
    """

    words: int
    sentences: int
    paragraphs: int
    avg_words_per_sentence: float | None = None
    long_sentence_pct: float | None = None
    passive_pct: float | None = None
    transition_pct: float | None = None
    flesch: float | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured of an article; ``None`` is "not measured", 0 is "measured: none".

    The pairs are of the text before and after cleaning. ``shingles`` tells near-duplicates of the cleaned text, see
    ``pipeline.facts.folder.near_duplicates``. ``looked_for`` names the stages whose rules ran.
    """

    spin_score: float | None = None
    gate: str | None = None
    keyphrase: str | None = None
    keyphrase_source: str | None = None
    keyphrase_before: KeyphraseUse | None = None
    keyphrase_after: KeyphraseUse | None = None
    text_before: TextCounts | None = None
    text_after: TextCounts | None = None
    grammar_checked: bool = False
    grammar_unchecked: int | None = None
    shingles: bytes = field(default=b"", repr=False)
    looked_for: tuple[str, ...] = ()

    @property
    def stages(self) -> frozenset[str]:
        """The stages whose rules ran, all of them or some."""
        return frozenset(name.partition(" ")[0] for name in self.looked_for)
