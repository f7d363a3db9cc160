from __future__ import annotations

import random
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from pipeline.model import Article, Cleaned, Edit
from pipeline.training.stuffing.generator import Stuffed, stuff
from pipeline.training.stuffing.phrases import SPLITS, choose_phrases, find_topic, load_wordings
from pipeline.training.stuffing.shapes import INTEGRATED, SHAPES

ROOT = Path(__file__).parents[1]
# The benchmarks are no part of the installed package, and pytest puts only the folder of the tests on the path.
sys.path.insert(0, str(ROOT))

from benchmarks.stuffing.controls import hard_controls  # noqa: E402
from benchmarks.stuffing.score import Score, add_article  # noqa: E402

TEXT = (
    """How to Care for a Garden Pond

A garden pond needs little care in spring. Clear the leaves out of the pond, and test the water once a month. Fish wake
slowly. Feed them only when the water is warm enough, since they cannot digest the food in cold water.

What to Do in Summer

In summer, the water evaporates quickly. Fill the pond in the evening with rain water from a barrel. Plants with broad
leaves give shade, and the shade keeps algae away from the surface. Do not use any powder against algae.

- Remove dead leaves from the surface
- Check the pump and clean its filter
- Cut back reeds that grow too close together

Late Autumn Work

Nets keep the falling leaves away. Take the pump out of the pond before the first frost. The fish sleep at the bottom of
the pond, where the water stays at four degrees. A float keeps a hole open in the ice, so that gas can leave the pond.
""".replace("wake\n", "wake ")
    .replace("broad\n", "broad ")
    .replace("bottom of\n", "bottom of ")
)


def spliced_back(stuffed: Stuffed) -> str:
    text = stuffed.text
    for injection in reversed(stuffed.injections):
        text = text[: injection.start] + injection.replaced + text[injection.end :]
    return text


def cleaned_with(stuffed: Stuffed, edits: list[Edit]) -> Cleaned:
    article = Article.from_text(stuffed.text)
    return Cleaned(article, stuffed.text, stuffed.text, tuple(edits), tuple(edits), ())


@pytest.mark.parametrize("seed", range(40))
def test_splicing_the_injections_out_gives_the_clean_text(seed: int) -> None:
    rng = random.Random(seed)
    stuffed = stuff(TEXT, choose_phrases(TEXT, "develop", 2, rng), 8, rng, split="develop")

    assert spliced_back(stuffed) == stuffed.clean == TEXT
    assert stuffed.injections
    assert all(one.end <= other.start for one, other in pairwise(stuffed.injections))


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_every_shape_finds_a_place(shape: str) -> None:
    stuffed = stuff(TEXT, ["pond pump reviews"], 4, random.Random(1), ["after, own stop", "own line", shape])

    assert shape in {injection.shape for injection in stuffed.injections}
    assert spliced_back(stuffed) == TEXT


def test_an_integrated_mention_stands_where_a_noun_phrase_stood() -> None:
    stuffed = stuff(TEXT, ["how to unclog a drain"], 2, random.Random(3), [INTEGRATED])

    assert [injection.shape for injection in stuffed.injections] == [INTEGRATED] * 2
    assert all(injection.replaced.strip() for injection in stuffed.injections)
    assert spliced_back(stuffed) == TEXT


def test_the_same_seed_gives_the_same_text() -> None:
    def once(seed: int) -> Stuffed:
        rng = random.Random(seed)
        return stuff(TEXT, choose_phrases(TEXT, "fit", 3, rng), 10, rng)

    assert once(5) == once(5)
    assert once(5) != once(6)


def test_the_splits_share_no_phrase_and_no_wording() -> None:
    for one, other in combinations(map(load_wordings, SPLITS), 2):
        for name in ("phrases", "templates", "services", "cities", "calls_to_action", "closings", "heading_leads"):
            assert not {*getattr(one, name)} & {*getattr(other, name)}, name


def test_phrases_have_two_to_ten_words() -> None:
    assert not [p for split in SPLITS for p in load_wordings(split).phrases if not 2 <= len(p.split()) <= 10]


def test_the_topic_comes_from_the_article() -> None:
    assert find_topic(TEXT) == "pond"
    assert find_topic("Short.") == ""


@pytest.mark.parametrize("slid", [False, True])
def test_a_perfect_cleaner_scores_full_marks(slid: bool) -> None:
    rng = random.Random(2)
    stuffed = stuff(TEXT, ["pond pump reviews"], 6, rng, ["after, own stop", "own paragraph", "in a word", INTEGRATED])
    edits = [Edit(i.start, i.end, i.replaced, ("K100",)) for i in stuffed.injections]
    if slid:
        # "worse[. X]. Next" and "worse.[ X.] Next" are the same cut.
        edits = [
            Edit(e.start - 1, e.end - 1, e.new, e.rule_ids)
            if not e.new and stuffed.text[e.start - 1] == stuffed.text[e.end - 1]
            else e
            for e in edits
        ]
    score = Score()

    add_article(stuffed, cleaned_with(stuffed, edits), score)

    total = score.total
    assert total["restored"] == 1
    assert total["letters removed"] == total["letters"]
    assert total["wrongly removed"] == 0
    assert total["touched sentences"] == total["touched sentences exact"] > 0
    assert total["untouched sentences"] == total["untouched sentences exact"] > 0
    assert total["touched lines"] == total["touched lines exact"] > 0
    assert score.integrated == {"restored": score.shapes[INTEGRATED]["spans"]}
    assert all(counts["exact"] == counts["spans"] for counts in score.shapes.values())


def test_doing_nothing_scores_nothing() -> None:
    stuffed = stuff(TEXT, ["pond pump reviews"], 6, random.Random(2))
    score = Score()

    add_article(stuffed, cleaned_with(stuffed, []), score)

    assert (
        score.total["letters removed"] == score.total["wrongly removed"] == score.total["touched sentences exact"] == 0
    )
    assert score.total["untouched sentences"] == score.total["untouched sentences exact"]


def test_a_cut_of_clean_text_is_counted() -> None:
    stuffed = stuff(TEXT, ["pond pump reviews"], 1, random.Random(2), ["closing lines"])
    score = Score()

    add_article(stuffed, cleaned_with(stuffed, [Edit(0, 11, "", ("K100",))]), score)

    assert score.total["wrongly removed"] == len("HowtoCare")
    assert score.total["untouched sentences exact"] == score.total["untouched sentences"] - 1


@pytest.mark.parametrize("half", ["develop", "report"])
def test_hard_controls_are_many_and_the_same_for_the_same_seed(half: str) -> None:
    articles = {f"{number}.txt": TEXT.replace("algae", f"algae {number}") for number in range(9)}

    controls = hard_controls(articles, half, 1)

    assert controls == hard_controls(articles, half, 1)
    assert len(controls) >= 80


def test_hard_controls_of_the_two_halves_differ() -> None:
    folder = ROOT / "benchmarks" / "stuffing" / "controls"
    develop, report = (
        {path.read_text(encoding="utf-8") for path in (folder / half).glob("*.txt")} for half in ("develop", "report")
    )

    assert len(develop) >= 25 and len(report) >= 25
    assert not develop & report
