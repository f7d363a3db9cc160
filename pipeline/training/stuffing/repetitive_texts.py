"""Clean articles made repetitive for a good reason: what a remover of keyword stuffing must leave alone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.training.stuffing.phrases import find_topic
from pipeline.training.stuffing.places import heading_ends

_OVERUSE = 30
"""Times that a term is written once more."""


@dataclass(frozen=True)
class Frames:
    """Sentences and lines around a topic; those of the splits differ."""

    overuse: tuple[str, ...]
    questions: tuple[str, ...]
    quoting: tuple[str, ...]
    signs: tuple[str, ...]
    groups: str
    places: tuple[str, ...]
    links: tuple[str, ...]
    captions: tuple[str, ...]


FRAMES: dict[str, Frames] = {
    "fit": Frames(
        overuse=(
            "Doctors and patients often speak of {t}.", "A few words about {t} may help.",
            "Much of {t} is still unclear.",
            "It helps to read about {t} beforehand.", "Every family deals with {t} in its own way.",
            "There are good books on {t}.", "With {t}, small steps count.",
            "The term {t} is older than most people think.",
            "This is where {t} begins.", "After {t} comes a time of rest.", "Some say that {t} runs in families.",
            "People with {t} and people without {t} answered alike.", "Later we will compare {t} with other things.",
            "One type of {t} differs from the next.", "Our view of {t} has changed.",
            "When {t} is mild, few people notice.",
            "No word of {t} here.", "Enough about {t} for now.", "First of all, {t} at home and at work.",
            "As much of {t} as you like.",
            "All in all, a short history of {t}.",
        ),
        questions=(
            "What are the signs of {t}?", "How is {t} found?", "Does {t} go away?", "Are there kinds of {t}?",
            "Who is at risk of {t}?", "How can I live with {t}?",
        ),
        quoting=(
            "Most visitors come to us with the words “can {t} be serious” in mind.",
            "The sentence \"can {t} be serious\" stands in many letters.",
            "We took “can {t} be serious” as the title of a talk.",
        ),
        signs=("A little {t}", "Signs of {t}", "Fear of {t}", "New {t}", "Other kinds of {t}", "{t} in the family"),
        groups="Meetings about {t}",
        places=("Dover", "Bristol", "Hudson", "Auburn", "Clinton", "Franklin"),
        links=("See our guide to {t}", "More stories about {t}", "Download the leaflet on {t}"),
        captions=("Picture {n}. A note on {t}.", "Photo {n}: {t} then and now."),
    ),
    "develop": Frames(
        overuse=(
            "Many people ask about {t}.", "There is more to {t} than one page can hold.", "Not all {t} is alike.",
            "We return to {t} below.", "Experts still argue about {t}.", "The history of {t} is long.",
            "Some readers have met {t} at work, and others have met {t} at home.", "So much for {t} in general.",
            "In short, {t} matters.", "For {t}, patience is needed.", "What we know about {t} grows every year.",
            "Talk to someone who knows {t} well.", "New work on {t} appears every month.",
        ),
        questions=(
            "What is {t}?", "Why does {t} matter?", "Who should know about {t}?", "How common is {t}?",
            "Where can I learn more about {t}?",
        ),
        quoting=(
            "Every week, thousands of people type “how does {t} work” into a search box.",
            "The query “how does {t} work” is among the commonest that we see.",
            "To those who ask \"how does {t} work\" we can give a short answer.",
        ),
        signs=("Trouble with {t}", "Early trouble with {t}", "Loss of {t}", "Changes in {t}", "No sign of {t} at all"),
        groups="Groups on {t}",
        places=("Springfield", "Riverton", "Lakewood", "Fairview", "Milford"),
        links=("Learn more about {t}", "Questions and answers about {t}", "{t} in other languages"),
        captions=("Figure {n}. An overview of {t}.", "Table {n}. Numbers on {t}, by year."),
    ),
    "report": Frames(
        overuse=(
            "Little was written about {t} at first.", "That is why {t} needs care.", "Here, too, {t} comes in.",
            "Nobody should be afraid of {t}.", "Researchers have looked at {t} from many sides.",
            "Without {t} the picture would not be whole.", "Let us look at {t} again.", "A word on {t} is in order.",
            "Others see {t} in another light.", "The cost of {t} varies.", "Children learn about {t} at school.",
            "Both views of {t} have their friends, and {t} has survived both.", "As for {t}, opinions differ.",
        ),
        questions=(
            "Is {t} new?", "When did {t} begin?", "What does {t} cost?", "Can {t} be avoided?",
            "Whom do I ask about {t}?",
        ),
        quoting=(
            "\"is {t} worth it\" was the question that most visitors brought with them.",
            "We answered “is {t} worth it” as well as we could.",
            "One reader wrote the words 'is {t} worth it' on a card and handed it in.",
        ),
        signs=("Too much {t}", "Too little {t}", "Sudden {t}", "Doubts about {t}", "A long time without {t}"),
        groups="Local chapters for {t}",
        places=("Ashland", "Clayton", "Georgetown", "Newport", "Oxford", "Salem"),
        links=("Read the full report on {t}", "All pages about {t}", "Contact the {t} team"),
        captions=("Image {n}: {t} in practice.", "Chart {n}: the share of {t}."),
    ),
}  # fmt: skip
"""By split, see ``phrases.SPLITS``."""


def _contents(text: str, _: Frames, rng: random.Random) -> str:
    """The headings repeated as a table of contents at the top."""
    headings = [text[text.rfind("\n", 0, end) + 1 : end] for end in heading_ends(text)]
    if len(headings) < 3:
        return text
    mark = rng.choice(("- ", "", "• "))
    return "Contents\n\n" + "\n".join(mark + heading for heading in headings) + "\n\n" + text


def _overuse(text: str, frames: Frames, rng: random.Random) -> str:
    """The article's topic written thirty times more, in prose that needs it."""
    topic = find_topic(text)
    sentences: list[str] = []
    while sum(sentence.count(topic) for sentence in sentences) < _OVERUSE:
        sentences.append(_capitalized(rng.choice(frames.overuse).format(t=topic)))
    paragraphs = text.split("\n\n")
    prose = [index for index, paragraph in enumerate(paragraphs) if paragraph.endswith(".")]
    for sentence in sentences if prose else ():
        index = rng.choice(prose)
        paragraphs[index] = f"{paragraphs[index]} {sentence}"
    return "\n\n".join(paragraphs)


def _questions(text: str, frames: Frames, rng: random.Random) -> str:
    """Headings that ask about the topic, and a list of them at the top."""
    questions = [_capitalized(question.format(t=find_topic(text))) for question in frames.questions]
    paragraphs = text.split("\n\n")
    places = sorted(rng.sample(range(1, len(paragraphs)), min(len(questions), len(paragraphs) - 1)), reverse=True)
    for place, question in zip(places, reversed(questions), strict=False):
        paragraphs.insert(place, question)
    listed = "\n".join(f"- {question}" for question in questions)
    return "\n\n".join([paragraphs[0], listed, *paragraphs[1:]])


def _quoted(text: str, frames: Frames, rng: random.Random) -> str:
    """A search query quoted in several sentences."""
    paragraphs = text.split("\n\n")
    for sentence in frames.quoting:
        paragraphs.insert(rng.randint(1, len(paragraphs)), _capitalized(sentence.format(t=find_topic(text))))
    return "\n\n".join(paragraphs)


def _signs(text: str, frames: Frames, rng: random.Random) -> str:
    """A list whose items all name the topic, given at the top and once more at the end."""
    signs = [_capitalized(sign.format(t=find_topic(text))) for sign in frames.signs]
    listed = "\n".join(f"- {sign}" for sign in signs)
    again = "\n".join(f"- {sign}" for sign in rng.sample(signs, len(signs)))
    return f"{text.rstrip()}\n\nWhat to watch for:\n\n{listed}\n\nIn short, watch for:\n\n{again}\n"


def _places(text: str, frames: Frames, rng: random.Random) -> str:
    """A list of what is offered in several places."""
    group = _capitalized(frames.groups.format(t=find_topic(text)))
    towns = rng.sample(frames.places, len(frames.places))
    listed = "\n".join(f"- {group} in {town}" for town in towns)
    last = f"{group} in {towns[0]} meet on Mondays. {group} in {towns[1]} meet on Fridays."
    return f"{text.rstrip()}\n\nWhere to go\n\n{listed}\n\n{last}\n"


def _links(text: str, frames: Frames, _: random.Random) -> str:
    """A breadcrumb above the article and links to other pages under it, each once."""
    topic = find_topic(text)
    links = "\n".join(_capitalized(link.format(t=topic)) for link in frames.links)
    return f"Home > Topics > {topic.title()}\n\n{text.rstrip()}\n\nRelated pages\n\n{links}\n"


def _captions(text: str, frames: Frames, rng: random.Random) -> str:
    """Captions of pictures between the paragraphs."""
    paragraphs = text.split("\n\n")
    for number in range(6, 0, -1):
        caption = rng.choice(frames.captions).format(n=number, t=find_topic(text))
        paragraphs.insert(max(1, len(paragraphs) * number // 7), caption)
    return "\n\n".join(paragraphs)


BUILDERS: dict[str, Callable[[str, Frames, random.Random], str]] = {
    "contents": _contents,
    "overuse": _overuse,
    "questions": _questions,
    "quoted": _quoted,
    "signs": _signs,
    "places": _places,
    "links": _links,
    "captions": _captions,
}
"""What makes a text repetitive, by name: each takes the clean text, the frames of a split and a source of chance."""


def _capitalized(sentence: str) -> str:
    return (
        re.sub(r"[a-z]", lambda match: match.group().upper(), sentence, count=1) if sentence[0].islower() else sentence
    )
