"""Brackets, notes, tags and dashes around stuffed phrases: none is left that only stood there for the phrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes

CONFIG = Config(grammar=False, swap_model=False)
PHRASE = "Cheap magnesium pills online"
AROUND = f"""How to Sleep Well

Many people lie awake at night and wonder what might help. {PHRASE}. A cool and dark room is a good start.

Most adults need about seven hours. {PHRASE}. Children need more than that, and old people a little less.

{{}}

Coffee stays in the blood for hours. {PHRASE}. It is best to have the last cup before three.

A short walk in the evening calms the mind. {PHRASE}. Bright screens do the opposite, so put them away.
"""


def clean(part: str, name: str) -> str:
    """What becomes of a part of an article in which a phrase is stuffed; ``{}`` stands for the phrase."""
    source = AROUND.format(part.format(PHRASE))
    cleaned = clean_article(article_from_bytes(source.encode(), Path(name), name, CONFIG), CONFIG)
    return cleaned.source.split("a little less.\n\n")[1].split("\n\nCoffee")[0].replace(PHRASE, "{}")


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    ("part", "after"),
    [
        ("Sleep is good. ({}.) Then go to bed early.", "Sleep is good. Then go to bed early."),
        ("Sleep is good. ({}. Write it down.) Then go.", "Sleep is good. (Write it down.) Then go."),
        ("({}. Write it down.) Then go to bed.", "(Write it down.) Then go to bed."),
        ("Sleep is good. [{}. Write it down.] Then go.", "Sleep is good. [Write it down.] Then go."),
        ("Sleep is good (and so is rest. {}.) Then go.", "Sleep is good (and so is rest.) Then go."),
        ("Sleep is good (Lee et al., 2019; {}). Then go.", "Sleep is good (Lee et al., 2019). Then go."),
        ("Sleep is good. Do it. **{}. Write it down.** Then go.", "Sleep is good. Do it. **Write it down.** Then go."),
        ("Sleep is good. <b>{}. Write it down.</b> Then go.", "Sleep is good. <b>Write it down.</b> Then go."),
        ("Sleep is good. [{}. Write it down.](/a) Then go.", "Sleep is good. [Write it down.](/a) Then go."),
        ("Sleep is good.[^1] {}. Then go to bed.", "Sleep is good.[^1] Then go to bed."),
        ("Sleep is good.[1, 2] {}. Then go to bed.", "Sleep is good.[1, 2] Then go to bed."),
        ("Sleep is good.¹ {}! Then go to bed.", "Sleep is good.¹ Then go to bed."),
        ("Sleep is good.<sup>1</sup> {}! Then go to bed.", "Sleep is good.<sup>1</sup> Then go to bed."),
        ("Sleep is good. {}.[^1] Then go to bed.", "Sleep is good.[^1] Then go to bed."),
        ("Sleep is good. {}.[3] Then go to bed.", "Sleep is good.[3] Then go to bed."),
        ("Sleep is good. {}.¹ Then go to bed.", "Sleep is good.¹ Then go to bed."),
        ("Sleep is good. {}.<sup>1</sup> Then go.", "Sleep is good.<sup>1</sup> Then go."),
        ("Sleep is good. {}. 2 hours are enough.", "Sleep is good. 2 hours are enough."),
        ("Sleep is good. {}. [A book](/a) says so.", "Sleep is good. [A book](/a) says so."),
        ("Sleep is good.<br> {}. Then go to bed.", "Sleep is good.<br> Then go to bed."),
        ("Sleep is good. <!-- note --> {}. Then go.", "Sleep is good. <!-- note --> Then go."),
        ("Sleep is good. ![x](a.png) {}. Then go.", "Sleep is good. ![x](a.png) Then go."),
    ],
)
def test_a_phrase_takes_its_own_marks_along(part: str, after: str, name: str) -> None:
    assert clean(part, name) == after


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "mark",
    [
        ".[^1] Then go to bed.",
        ".[3] Then go to bed.",
        ".[1](#a) Then go to bed.",
        ".^1^ Then go to bed.",
        ".<sup>2</sup> Then go to bed.",
        ".<br>Then go to bed.",
        ".{% endnote %} Then go to bed.",
        "[^1]. Then go to bed.",
        ".[^1]",
        ".[/box]",
    ],
)
def test_the_stop_and_the_note_behind_a_phrase_stay_with_the_sentence(mark: str, name: str) -> None:
    behind = mark.replace("{", "{{").replace("}", "}}")
    assert clean(f"A good bed helps against pain {{}}{behind}", name) == f"A good bed helps against pain{mark}"


@pytest.mark.parametrize(
    "part",
    [
        "Most adults need seven hours: {}. Some need more than that.",
        "Here is what helps at night: {}. Open the window for an hour.",
    ],
)
def test_where_a_colon_may_announce_what_follows_a_phrase_is_only_proposed(part: str) -> None:
    assert clean(part, "a.txt") == part


NOTED = [
    ("A good bed helps against pain {}#. Then go to bed.", "A good bed helps against pain#. Then go to bed."),
    ("A good bed helps against pain. {}#. Then go to bed.", "A good bed helps against pain#. Then go to bed."),
    ("A good bed helps against pain, {}#. Then go to bed.", "A good bed helps against pain#. Then go to bed."),
    ("Sleep is good for the joints {}# and for the heart.", "Sleep is good for the joints# and for the heart."),
    ("A good bed helps against pain. {}#", "A good bed helps against pain.#"),
    # Where no sentence stands before it, it is not known what the note is on.
    ("{}#", "{}#"),
    ("{}.#", "{}.#"),
    ("A good bed helps. {}# and a walk are better.", "A good bed helps. {}# and a walk are better."),
]


@pytest.mark.parametrize(("part", "after"), NOTED)
@pytest.mark.parametrize("mark", ["¹", "[1]", "[^1]", "<sup>1</sup>"])
def test_the_mark_of_a_note_right_behind_a_phrase_stays_with_the_sentence(part: str, after: str, mark: str) -> None:
    assert clean(part.replace("#", mark), "a.md") == after.replace("#", mark)


@pytest.mark.parametrize(("part", "after"), NOTED)
@pytest.mark.parametrize("mark", ["<sup>1</sup>", '<sup><a href="/n">12</a></sup>', "<sup>3,4</sup>"])
def test_so_does_a_raised_number_on_a_page(part: str, after: str, mark: str) -> None:
    paragraphs = AROUND.format(part.replace("#", mark).format(PHRASE)).split("\n\n")
    page = "<h1>How to Sleep Well</h1>" + "".join(f"<p>{text.strip()}</p>\n" for text in paragraphs[1:])
    cleaned = clean_article(article_from_bytes(page.encode(), Path("a.html"), "a.html", CONFIG), CONFIG)
    assert f"<p>{after.replace('#', mark).format(PHRASE)}</p>" in cleaned.source


@pytest.mark.parametrize("gap", [" ", "\u200b", "\ufeff", "&nbsp;"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_the_stop_behind_a_gap_stays(gap: str, name: str) -> None:
    part = f"Sleep is good for the joints {{}}{gap}. Then go to bed."
    assert clean(part, name) in (part, "Sleep is good for the joints. Then go to bed.")


@pytest.mark.parametrize("phrase", ["air purifier for 20 m² rooms", "buy scales in kg/m² units"])
def test_a_raised_digit_of_a_unit_is_no_note(phrase: str) -> None:
    text = AROUND.replace("{{}}", "Air is good.").replace(PHRASE, phrase).format("")
    assert phrase not in clean_article(text, CONFIG).text


@pytest.mark.parametrize("phrase", ["Cheap omega3 pills online", "Cheap covid19 test kits"])
def test_a_number_that_is_part_of_a_name_is_no_note(phrase: str) -> None:
    text = AROUND.replace("{{}}", "Fish is good.").replace(PHRASE, phrase).format("")
    assert phrase not in clean_article(text, CONFIG).text


@pytest.mark.parametrize("emphasis", ["*", "**", "_"])
def test_the_stop_inside_of_emphasis_stays_with_the_sentence(emphasis: str) -> None:
    part = f"{emphasis}A good bed helps against pain {{}}.{emphasis} Then go to bed."
    assert clean(part, "a.md") == part.replace(" {}", "")


@pytest.mark.parametrize("phrase", ["Cheap magnesium *pills online*", "Cheap **magnesium pills online**"])
def test_no_space_is_left_before_the_stop_where_a_phrase_ends_in_emphasis(phrase: str) -> None:
    before, behind = "A good bed helps against pain", ". Then go to bed."
    assert clean(f"{before} {phrase}{behind}", "a.md") == f"{before}{behind}"


def test_what_goes_on_behind_a_character_reference_stays() -> None:
    part = "A good bed helps against pain {}&nbsp;today. Then go to bed."
    assert clean(part, "a.md") == part


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "part",
    [
        "He left. — {}. — Then he went to bed early.",
        "Sleep is good ({}, and so is rest). Then go to bed.",
        "Sleep is good (and so is rest. {}). Then go to bed.",
        "Sleep is good **{}. Write it down.** Then go to bed.",
        "Sleep is good <br> {}. Then go to bed early.",
        "![x](a.png) {}. Then go to bed early.",
    ],
)
def test_where_it_is_not_known_whose_a_mark_is_the_phrase_stays(part: str, name: str) -> None:
    assert clean(part, name) == part


@pytest.mark.parametrize(
    ("part", "after"),
    [
        ("Home > Sleep > {}", "Home > Sleep"),
        ("Home → Sleep → {}", "Home → Sleep"),
        ("Home > {} > Sleep", "Home > Sleep"),
        # A label keeps its colon, so that what it labels is only proposed.
        ("Source: {}", "Source: {}"),
        ("**Source:** {}", "**Source:** {}"),
    ],
)
def test_no_mark_is_left_that_led_to_the_phrase(part: str, after: str) -> None:
    assert clean(part, "a.md") == after


@pytest.mark.parametrize("bullet", ["a)", "(b)", "i.", "iv)"])
def test_the_letter_of_an_item_goes_with_it(bullet: str) -> None:
    part = f"Do this at night.\n\n{bullet} {{}}\n\nSleep is good."
    assert clean(part, "a.txt") == "Do this at night.\n\nSleep is good."


@pytest.mark.parametrize("bullet", ["a)", "i."])
def test_the_letter_of_an_item_stays_with_the_words_that_stay(bullet: str) -> None:
    assert clean(f"{bullet} Sleep is good. {{}}.", "a.txt") == f"{bullet} Sleep is good."


@pytest.mark.parametrize(
    ("part", "after"),
    [
        (
            "Eating out is harder {}. Ask what\nelse goes into the fryer. Eat\nthe salad then.",
            "Eating out is harder. Ask what\nelse goes into the fryer. Eat\nthe salad then.",
        ),
        (
            "Butter gets its own dish {}. Read\nthe label, and ask {}. He\nwill know.",
            "Butter gets its own dish. Read\nthe label, and ask {}. He\nwill know.",
        ),
    ],
)
def test_a_line_that_goes_on_in_the_next_one_keeps_its_full_stops(part: str, after: str) -> None:
    assert clean(part.replace("{}", PHRASE.lower()), "a.txt").replace(PHRASE.lower(), "{}") == after
