"""How well keyword stuffing is found and removed: clean articles are stuffed from a seed, cleaned, and compared.

    python -m benchmarks.stuffing FOLDER_OF_CLEAN_ARTICLES [--half develop|report] [--seed N] [--show N]

Articles and phrases are divided into a half to develop on and a half to report on. The figures count only what is cut
without asking. "exact" compares the text 30 characters to each side of an injection with the clean article.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config import Config
from pipeline.facts.tokens import tokenize
from pipeline.reading import Reading
from pipeline.rules.stuffing import RULES

_AROUND = 30
"""Characters to each side of an injection that must come back exactly."""


PHRASES = (
    "why do my knees click on stairs",
    "how to sleep with a stiff neck",
    "best pillow for shoulder pain",
    "cheap yoga mats near me",
    "what is good for swolen ankles fast",
    "can dehydratoin cause leg cramps",
    "keto gummies for weight loss",
    "apple cider vinegar pills reviews",
    "get rid of belly fat overnight",
    "buy collagen powder online",
    "does green tea help with anxeity",
    "is magnesium good for restless sleep",
    "foot massage machine with heat",
    "natural remedies for ear infection",
    "emergency dentist open on sunday",
    "knee brace for running 2024",
    "why does my jaw hurts in the morning",
    "what causes tingling in fingers at night",
    "blood sugar support supplement",
    "home treatment for plantar fascitis",
    "stop snoring with this simple trick",
    "lose weight without exercise at home",
    "how many calories in a banana smoothie",
    "how long does a migrane last",
    "hair loss treatment for women over 50",
    "lower back stretches for seniors",
    "best vitamins for imune system",
    "affordable hearing aids for seniors",
    "when should i see a doctor for a cough",
    "where do i buy blue light glasses",
    "car insurance quotes online",
    "payday loans no credit check",
)
"""Invented search phrases: questions, noun phrases and commands, some misspelt, some foreign to health."""

_FAQ = """What You Should Know About Asthma

What is asthma?

Asthma narrows the airways of the lungs. People with asthma may wheeze, cough or feel short of breath.

What causes asthma?

Doctors do not know what causes asthma in every case. Pollen, smoke and cold air can set it off.

What is asthma?

Is asthma a lifelong condition? Asthma often starts in childhood. Ask your doctor about an asthma action plan.

Talk to your doctor if your inhaler no longer helps.

Talk to your doctor if you wake at night because of asthma.
"""

_SONG = """A Song for Stretching

Breathe in and let it go
let it go, let it go slow
Breathe in and let it go

We reach up to the morning sun
and bend and bend till we are done
Breathe in and let it go

Sing the chorus again. Breathe in and let it go. Rest a moment. Breathe in and let it go.
"""

_CITIES = """Where Our Nurses Work

Our nurses visit people at home in these places:

- Home nursing care in Springfield
- Home nursing care in Riverton
- Home nursing care in Lakewood

Home nursing care in Springfield began in 1990. Families there asked for it. Home nursing care in Riverton came later.
"""

_QUOTED = """How People Search for Help

Every night, thousands of people type "why is my chest tight at night" into a search box. Some are worried.
Others are only curious. “why is my chest tight at night” is among the commonest queries of the small hours.

Doctors say that the query "why is my chest tight at night" deserves a calm answer.
"""

_TERMS = """Living With Lower Back Pain

Lower back pain is common. Most people have lower back pain at some time. Lower back pain often passes in a few weeks.
Exercise helps people with lower back pain, and rest alone does not. If you have lower back pain, keep moving.

Causes of Lower Back Pain

The causes of lower back pain are many. Lifting causes lower back pain. A fall can cause lower back pain.

Treatment for lower back pain

Heat, exercise and time are the best treatment for lower back pain.
"""

_STEPS = """A Plain Bread

- Mix the flour and the salt.
- Cover with a damp cloth and let it rest.
- Knead the dough for ten minutes.
- Cover with a damp cloth and let it rest.

Shape the loaf. Cover with a damp cloth and let it rest. Bake it until it sounds hollow. Let it cool down fully.
"""

_ORGANIZATION = """Who to Ask

The Centers for Disease Control and Prevention keeps records. The Centers for Disease Control and Prevention
also gives advice to travelers. Learn more about the Centers for Disease Control and Prevention. See the website of the
Centers for Disease Control and Prevention

For more information about the Centers for Disease Control and Prevention, call 311.
"""

_SMALL = """notes to myself

i went for a run today. my knees were sore again. i went for a run anyway. it felt good.

i went for a run on sunday. my knees were sore again. no pain on monday.
"""

HARD_CONTROLS = {
    "faq": _FAQ, "song": _SONG, "cities": _CITIES, "quoted": _QUOTED, "terms": _TERMS, "steps": _STEPS,
    "organization": _ORGANIZATION, "lower case": _SMALL,
}  # fmt: skip
"""Texts that repeat themselves for a good reason."""


@dataclass(frozen=True)
class Insertion:
    """``text`` put in at ``position`` of the clean article; ``shape`` names how."""

    position: int
    text: str
    shape: str


@dataclass
class Score:
    """Counts of one shape."""

    injected: int = 0
    removed: int = 0
    exact: int = 0
    flagged: int = 0
    letters: int = 0
    letters_removed: int = 0
    misses: list[str] = field(default_factory=list)


def sentence_gaps(text: str) -> list[int]:
    """Positions just behind the stop of a sentence that another one follows in the same line."""
    return [m.start() + 1 for m in re.finditer(r"(?<=[a-z]{3})[.!?](?= [A-Z][a-z])", text)]


def line_ends(text: str) -> list[int]:
    """Ends of lines of prose that end in a full stop."""
    return [m.end() for m in re.finditer(r"(?m)^(?![-#*•]).{80,}[a-z]{3}[.!?](?=\n|$)", text)]


def line_starts(text: str) -> list[int]:
    """Starts of lines of prose."""
    return [m.start() for m in re.finditer(r"(?m)^(?=[A-Z][a-z]+ .{80,}$)", text)]


def paragraph_breaks(text: str) -> list[int]:
    """Ends of paragraphs that an empty line follows."""
    return [m.start() for m in re.finditer(r"(?<=[.!?])(?=\n\n[A-Z])", text)]


def list_items(text: str) -> list[int]:
    """Ends of list items."""
    return [m.end() for m in re.finditer(r"(?m)^- .{3,80}(?=\n- )", text)]


def headings(text: str) -> list[int]:
    """Ends of short lines in title case."""
    found = re.finditer(r"(?m)^(?!- )[A-Z][^.\n:?!]{8,60}[a-z]{3}$", text)
    return [m.end() for m in found if sum(w[0].isupper() for w in m.group().split()) >= 2]


def word_insides(text: str) -> list[int]:
    """Positions inside long lower-case words of sentences."""
    return [m.start() + 2 + m.start() % 3 for m in re.finditer(r"(?<= )[a-z]{6,12}(?= [a-z])", text)]


def comma_gaps(text: str) -> list[int]:
    """Positions between a noun-like word and a preposition, in mid-sentence."""
    return [m.start() for m in re.finditer(r"(?<=[a-z]{4}s) (?=(?:in|with|during|after|because|when) [a-z])", text)]


Sites = Callable[[str], list[int]]

SHAPES: dict[str, tuple[Sites, str]] = {
    "after, own stop": (sentence_gaps, " {p}."),
    "after, no stop": (sentence_gaps, " {p}"),
    "after, doubled stop": (sentence_gaps, " {p}.."),
    "after, wide gap": (sentence_gaps, "\u00a0 {p}."),
    "after, glued": (sentence_gaps, "{p}."),
    "line end, own stop": (line_ends, " {p}."),
    "line end, no stop": (line_ends, " {p}"),
    "line start, own stop": (line_starts, "{p}. "),
    "line start, no stop": (line_starts, "{p} "),
    "own paragraph": (paragraph_breaks, "\n\n{p}"),
    "list item": (list_items, "\n- {p}"),
    "in a word": (word_insides, "{p}"),
    "heading, and": (headings, "…and {p}"),
    "heading, for": (headings, " For {p}"),
    "heading, colon": (headings, ": {p}"),
    "doubled phrase": (sentence_gaps, " {p} {p}."),
    "mid-sentence": (comma_gaps, " {p}"),
    "call to action": (paragraph_breaks, "\n\nSee more on {p}??"),
    "call to action, sentence": (line_ends, " Click here for {p}."),
    "closing lines": (lambda text: [len(text.rstrip())], "\n\nAdditional Resources:\n\nSee more on {p}"),
}


def cased(phrase: str, rng: random.Random) -> str:
    """The phrase in the case form that one article uses."""
    form = rng.choice(("lower", "lower", "lower", "sentence", "title"))
    return {"lower": phrase, "sentence": phrase[0].upper() + phrase[1:], "title": phrase.title()}[form]


def insertions(text: str, phrase: str, count: int, rng: random.Random) -> list[Insertion]:
    """``count`` insertions or fewer, each far from the others, in shapes drawn evenly."""
    chosen: list[Insertion] = []
    form = cased(phrase, rng)
    shapes = rng.sample(sorted(SHAPES), len(SHAPES))
    for shape in shapes * 2:
        sites, template = SHAPES[shape]
        free = [p for p in sites(text) if all(abs(p - other.position) > 2 * _AROUND for other in chosen)]
        if free and len(chosen) < count:
            chosen.append(Insertion(rng.choice(free), template.format(p=form), shape))
    return sorted(chosen, key=lambda insertion: insertion.position)


def stuffed(text: str, chosen: list[Insertion]) -> tuple[str, list[range]]:
    """The stuffed text, and the range of each insertion in it."""
    pieces, ranges, position, shift = [], [], 0, 0
    for insertion in chosen:
        pieces += (text[position : insertion.position], insertion.text)
        start = insertion.position + shift
        ranges.append(range(start, start + len(insertion.text)))
        shift += len(insertion.text)
        position = insertion.position
    return "".join(pieces) + text[position:], ranges


def find_cuts(text: str) -> tuple[list[range], list[range]]:
    """What is cut without asking, and what is only reported."""
    reading = Reading(text, "text", Config(), tagger=None)  # type: ignore[arg-type]
    findings = [finding for rule in RULES for finding in rule.find(reading)]
    safe = [range(f.span.start, f.span.end) for f in findings if f.fix_class == "safe"]
    return safe, [range(f.span.start, f.span.end) for f in findings if f.fix_class != "safe"]


def score_article(text: str, chosen: list[Insertion], scores: dict[str, Score]) -> int:
    """Add one article's counts to the scores; the number of letters wrongly removed."""
    spun, ranges = stuffed(text, chosen)
    safe, reported = find_cuts(spun)
    gone = bytearray(len(spun))
    for cut in safe:
        gone[cut.start : cut.stop] = b"\1" * len(cut)
    foreign = bytearray(len(spun))
    for inserted in ranges:
        foreign[inserted.start : inserted.stop] = b"\1" * len(inserted)
    for insertion, inserted in zip(chosen, ranges, strict=True):
        score = scores.setdefault(insertion.shape, Score())
        letters = [i for i in inserted if spun[i].isalnum()]
        removed = sum(gone[i] for i in letters)
        window = range(max(0, inserted.start - _AROUND), min(len(spun), inserted.stop + _AROUND))
        exact = "".join(spun[i] for i in window if not gone[i]) == "".join(spun[i] for i in window if not foreign[i])
        score.injected += 1
        score.letters += len(letters)
        score.letters_removed += removed
        score.removed += removed == len(letters)
        score.exact += exact
        score.flagged += any(r.start < inserted.stop and inserted.start < r.stop for r in reported)
        if not exact:
            score.misses.append(spun[window.start : window.stop])
    return sum(1 for i, c in enumerate(spun) if gone[i] and not foreign[i] and c.isalnum())


def half_of(items: list[str], half: str) -> list[str]:
    """Every other item."""
    return items[0 if half == "develop" else 1 :: 2]


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of the articles, by name."""
    for path in sorted(folder.glob("*.txt")):
        yield path.name, path.read_bytes().decode("utf-8")


def print_scores(title: str, scores: dict[str, Score], wrong: int, show: int) -> None:
    """One line for each shape, and one for all."""
    print(f"\n{title}\n{'shape':26} spans removed exact flagged  letters removed")
    total = Score()
    for shape, score in sorted(scores.items()):
        print_row(shape, score)
        for name in ("injected", "removed", "exact", "flagged", "letters", "letters_removed"):
            setattr(total, name, getattr(total, name) + getattr(score, name))
        for miss in score.misses[:show]:
            print("      ", repr(miss))
    print_row("all", total)
    share = total.letters_removed / max(1, total.letters_removed + wrong)
    print(f"of the letters removed, injected ones: {share:.4f} ({wrong} wrongly removed)")


def print_row(name: str, score: Score) -> None:
    """One line of the table."""
    n = max(1, score.injected)
    print(
        f"{name:26} {score.injected:5} {score.removed / n:7.3f} {score.exact / n:5.3f} {score.flagged / n:7.3f}"
        f"  {score.letters_removed / max(1, score.letters):.3f}"
    )


def print_controls(title: str, texts: list[tuple[str, str]]) -> None:
    """How many texts without stuffing are changed or remarked upon, and the speed."""
    changed, remarked, words = [], [], 0
    started = time.perf_counter()
    for name, text in texts:
        safe, reported = find_cuts(text)
        words += len(tokenize(text))
        changed += [name] if safe else []
        remarked += [name] if reported else []
    speed = words / (time.perf_counter() - started)
    print(f"{title}: changed {len(changed)} of {len(texts)} {changed}")
    print(f"    only reported {len(remarked)}; {speed:,.0f} words/s")


def main() -> None:
    """Run the benchmark on one half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("develop", "report"), default="develop")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="misses shown for each shape")
    options = parser.parse_args()
    every = dict(articles(options.folder))
    names, phrases = half_of(list(every), options.half), half_of(list(PHRASES), options.half)
    rng = random.Random(f"{options.seed} {options.half}")
    for title, low, high in (("full: 6 to 14 mentions", 6, 14), ("sparse: 2 or 3 mentions", 2, 3)):
        scores: dict[str, Score] = {}
        wrong, shapes = 0, Counter[str]()
        for name in names:
            chosen = insertions(every[name], rng.choice(phrases), rng.randint(low, high), rng)
            shapes.update(insertion.shape for insertion in chosen)
            if len(chosen) >= low:
                wrong += score_article(every[name], chosen, scores)
        print_scores(title, scores, wrong, options.show)
    print()
    print_controls("clean controls, all", list(every.items()))
    print_controls("hard controls", list(HARD_CONTROLS.items()))


if __name__ == "__main__":
    main()
