"""Lines that an author repeats stay, in whatever format the article comes; stuffed lines still go."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes

Blocks = list[tuple[str, str]]
"""Kind and text of the blocks of an article: title, heading, paragraph, item, or verse for a line of a paragraph."""
CONFIG = Config(grammar=False, swap_model=False)
FORMATS = ("txt", "md", "html")
MARKS = {"title": "# ", "heading": "## ", "item": "- "}
TAGS = {"title": "h1", "heading": "h2", "item": "li"}
SENTENCES = (
    "Sleep is when the body mends itself, and most adults need seven to nine hours of it a night.",
    "A dark room helps many people to fall asleep sooner than a light one does.",
    "Tea in the evening may keep you awake, because it holds almost as much caffeine as coffee.",
    "Older people often wake early, and they nap more often in the afternoon.",
    "A walk after dinner does good, as long as it ends an hour before bed.",
    "Write down what worries you, so that it waits on paper until the morning.",
)


def as_file(blocks: Blocks, suffix: str) -> str:
    if suffix == "html":
        lines = (f"<{TAGS.get(kind, 'p')}>{escape(text)}</{TAGS.get(kind, 'p')}>" for kind, text in blocks)
        return "<!DOCTYPE html>\n<title>Notes</title>\n<article>\n" + "\n".join(lines) + "\n</article>\n"
    text, before = "", "title"
    for kind, content in blocks:
        mark = MARKS.get(kind, "") if suffix == "md" or kind == "item" else ""
        end = "  \n" if suffix == "md" and kind == "verse" else "\n"
        gap = end if kind == before and kind in ("item", "verse") else "\n\n"
        text, before = text + (gap if text else "") + mark + content, kind
    return text + "\n"


def cleaned(content: str, suffix: str) -> str:
    return clean_article(article_from_bytes(content.encode(), Path(f"a.{suffix}"), "a", CONFIG), CONFIG).source


def repeated(line: str, kind: str = "paragraph") -> Blocks:
    """An article in which a line stands between every two paragraphs."""
    pairs = pairwise(SENTENCES)
    return [
        ("title", "A night of rest"),
        *(b for one, two in pairs for b in (("paragraph", one), (kind, line), ("paragraph", two))),
    ]


def sections(names: tuple[str, ...], blocks: Blocks) -> Blocks:
    """The same blocks under several headings."""
    return [("title", "A plan for the week"), *(block for name in names for block in (("heading", name), *blocks))]


def items(*lines: str) -> Blocks:
    return [("item", line) for line in lines]


CONTENTS = ("What causes back pain", "How to treat back pain at home", "Best exercises for back pain")
CHAPTERS = [
    block
    for name, text in zip(CONTENTS, SENTENCES[3:], strict=True)
    for block in (("heading", name), ("paragraph", text))
]
SOUP = ("2 tablespoons olive oil", "1 large yellow onion, chopped", "salt and black pepper to taste", "low fat milk")
EXERCISES = ("single leg deadlift", "side lying leg raise", "foam roller calf massage", "bird dog hold")
LETTERS = [
    (
        "paragraph",
        "I bought a white noise machine last week. Which white noise machine do you use?",
    ),
    ("paragraph", "We have a white noise machine from the 1990s, and it still works."),
    ("paragraph", "Keep the white noise machine far from the bed. A white noise machine is not a cure; see a doctor."),
]
CLEAN: dict[str, Blocks] = {
    "label in capitals": repeated("SLEEP TIP OF THE DAY"),
    "call in capitals": repeated("TRY THIS TONIGHT"),
    "navigation": repeated("Back to top"),
    "navigation in capitals": repeated("BACK TO TOP"),
    "navigation in small letters": repeated("back to top"),
    "credit": repeated("PHOTO BY JANE MILLER"),
    "caption": repeated("A woman sleeping in a dark room"),
    "heading in capitals": repeated("WHEN TO SEE A DOCTOR", "heading"),
    "heading in small letters": repeated("what the experts say", "heading"),
    "label with a word of searches": repeated("FREE TIP"),
    "labels that the prose takes up": [*repeated("TRY THIS TONIGHT"), ("paragraph", "So try this tonight, and see.")],
    "sign-off": repeated("Yours in good health"),
    "steps": sections(("The cat", "The cow", "The twist"), items("lie on your back", "repeat on the other side")),
    "exercises of two weeks": sections(("Week one", "Week two"), items(*EXERCISES)),
    "exercises of two weeks in capitals": sections(("Week one", "Week two"), items(*map(str.upper, EXERCISES))),
    "ingredients of two recipes": sections(("Lentil soup", "Bean soup"), items(*SOUP)),
    "good and bad sides": sections(("Foam", "Latex", "Springs"), items("free shipping and returns", "hard to turn")),
    "menu": sections(("Monday", "Tuesday", "Friday"), items("overnight oats with berries", "leftover lentil soup")),
    "table of contents": [
        ("title", "Living with back pain"),
        *items(*CONTENTS),
        *CHAPTERS,
    ],
    "table of contents in small letters": [
        ("title", "Living with back pain"),
        *items(*map(str.lower, CONTENTS)),
        *CHAPTERS,
    ],
    "symptoms under two headings": sections(
        ("Adults", "Children"),
        items("numb legs in lower back pain", "fever in lower back pain", "loss of weight in lower back pain"),
    ),
    "refrain": [
        ("title", "The night train"),
        *(b for text in SENTENCES[:4] for b in (("verse", text), ("verse", "and the night train rolls along"))),
    ],
    "subject of a letter": [("paragraph", "Subject: Re: white noise machine"), *LETTERS],
    "subject with a word before it": [("paragraph", "Subject: your white noise machine"), *LETTERS],
    "story within a text": [
        ("title", "How to write"),
        ("paragraph", "Use this rewrite of Little Red Riding Hood as a guide."),
        ("paragraph", "Little Red Riding Hood"),
        ("paragraph", "A young girl, known as Little Red Riding Hood (LRRH), lived near the woods."),
        ("paragraph", "Little Red Riding Hood (LRRH) took a basket. The wolf met Little Red Riding Hood on her way."),
    ],
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", CLEAN)
def test_a_line_that_its_author_repeats_stays(name: str, suffix: str) -> None:
    content = as_file(CLEAN[name], suffix)
    assert cleaned(content, suffix) == content


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "line",
    [
        "cheap magnesium pills online",
        "Cheap Magnesium Pills Online",
        "sleep clinic with parking near me",
        "why do my knees click on stairs",
        "Why do i wake up at night",
        "best vitamins for imune system",
        "reduce swelling after dental implant.",
    ],
)
def test_a_line_that_only_searchers_write_goes(line: str, suffix: str) -> None:
    blocks = repeated(line)
    content = as_file(blocks, suffix)
    assert cleaned(content, suffix) == as_file([block for block in blocks if block[1] != line], suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_line_goes_where_its_phrase_stands_between_sentences_too(suffix: str) -> None:
    line = "low carb meal delivery"
    blocks = repeated(line)
    stuffed = [(kind, f"{text} {line}." if kind == "paragraph" and text != line else text) for kind, text in blocks]
    without = as_file([block for block in blocks if block[1] != line], suffix)
    assert cleaned(as_file(stuffed, suffix), suffix) == without
