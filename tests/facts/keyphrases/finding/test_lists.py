"""Lists of stuffed phrases, and of one service in several cities."""

from __future__ import annotations

import pytest

from pipeline.facts.keyphrases.finding.keyphrases import gather_mentions
from pipeline.facts.keyphrases.finding.lists import find_city_lists, merge_lists
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

PHRASE = "knee brace running"


def index_of(text: str) -> Index:
    return Index(text, tokenize(text), find_blocks(text, "text"))


def lists(text: str) -> list[str]:
    """The lists of a phrase's mentions, as written."""
    index = index_of(text)
    mentions, _ = gather_mentions(index, tuple(PHRASE.split()), given=True)
    merged = [mention for _, mention in merge_lists(index, mentions) if mention.shape == "keyword-list"]
    return [text[mention.span.start : mention.span.end] for mention in merged]


def city_lists(text: str) -> list[tuple[str, str, int]]:
    """Service, list as written, and number of cities of each list."""
    found = find_city_lists(index_of(text))
    return [
        (service, text[mention.span.start : mention.span.end], mention.count)
        for service, mentions in found
        for mention in mentions
    ]


@pytest.mark.parametrize("mark", [", ", "; ", " | ", " / ", " - ", " – ", " • "])
def test_marks_between_the_items(mark: str) -> None:
    listed = mark.join([PHRASE, f"{PHRASE} 2024", f"best {PHRASE}", "knee braces for running"])
    assert lists(f"Rest the knee. {listed}. Put ice on it.") == [listed]


@pytest.mark.parametrize("lead", ["Tags: ", "Keywords: ", "Related searches: "])
def test_the_word_that_announces_a_list_goes_with_it(lead: str) -> None:
    listed = f"{lead}{PHRASE}, {PHRASE} near me, {PHRASE} reviews"
    assert lists(f"Rest the knee.\n\n{listed}") == [listed]


def test_an_item_that_is_no_mention_belongs_to_the_list() -> None:
    listed = f"{PHRASE} 2024, ankle wrap, {PHRASE} near me, {PHRASE} reviews"
    assert lists(f"Rest the knee. {listed}. Put ice on it.") == [listed]


def test_items_that_go_on_with_whom_they_are_for() -> None:
    listed = f"{PHRASE} for men, {PHRASE} for women, {PHRASE} near me"
    assert lists(f"Rest the knee. {listed}. Put ice on it.") == [listed]


@pytest.mark.parametrize(
    "text",
    [
        f"Rest the knee. {PHRASE}, {PHRASE} online. Put ice on it.",
        f"Rest the knee. {PHRASE}. Put ice on it. {PHRASE} 2024. Sit down. {PHRASE} near me. Lie down.",
        f"Rest the knee. {PHRASE}\n\n{PHRASE} 2024\n\n{PHRASE} near me",
        f"A {PHRASE} helps, since the strap holds the joint, and a second {PHRASE} in the wash spares trouble.",
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert lists(text) == []


@pytest.mark.parametrize(
    ("listed", "service"),
    [
        ("pest control in Austin, pest control in Dallas, pest control in Houston", "pest control in"),
        ("plumber Austin | plumber Dallas | plumber Houston", "plumber"),
        ("Nurses in New York; nurses in Boston; nurses in San Diego; nurses in Miami", "nurses in"),
    ],
)
def test_a_service_in_several_cities(listed: str, service: str) -> None:
    [(found, span, count)] = city_lists(f"Call us early. {listed}. We answer all calls.")
    assert found == service
    assert span == listed
    assert count == listed.lower().count(service)


def test_cities_with_the_code_of_their_state() -> None:
    listed = "locksmith in Austin, TX, locksmith in Dallas, TX, locksmith in Houston, TX"
    [(_, span, _)] = city_lists(f"Call us early. {listed}")
    assert span == listed


KNEES = """The knee carries most of our weight. It bends thousands of times on an ordinary day. Two pads of cartilage
take up each step. With age they wear thin, and the bones may begin to rub. Joints that move stay supple. {}
"""
BULLETS = "\n\n- {0} in Austin\n- {0} in Dallas, TX\n- {0} in Houston"


@pytest.mark.parametrize("service", ["Locksmith", "insurance broker"])
def test_a_service_in_several_cities_line_by_line(service: str) -> None:
    found = city_lists(KNEES.format("") + BULLETS.format(service))
    assert found == [
        (f"{service.lower()} in", f"{service} in {city}", 1) for city in ("Austin", "Dallas, TX", "Houston")
    ]


@pytest.mark.parametrize("service", ["Knee clinic", "Physical therapy for joints", "Open"])
def test_lines_of_cities_that_belong_to_the_article(service: str) -> None:
    assert city_lists(KNEES.format(f"{service} times change.") + BULLETS.format(service)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The study ran in Boston, Chicago and Denver.",
        "Offices: Boston, Chicago, Denver, Seattle",
        "Pest control in Austin and pest control in Dallas cost the same.",
        "It was cold in Boston, warm in Chicago and hot in Phoenix.",
        "A day in Boston. A day in Chicago. A day in Denver.",
        "- Home care in Boston\n- Home care in Chicago\n- Home care in Denver\n",
        "We drove from Denver to Omaha, from Omaha to Chicago and from Chicago to Cleveland.",
        "Some search for “pest control in Austin, pest control in Dallas, pest control in Houston”.",
    ],
)
def test_what_is_no_list_of_cities(text: str) -> None:
    assert city_lists(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nurses in Boston, nurses in Chicago, nurses in Denver measured the pressure at home.",
        "The University of Chicago, University of Sydney, University of Toronto and others took part.",
        "We flew to Boston, to Chicago, to Denver.",
        "Night in Omaha, night in Chicago, night in Cleveland: the motels all had a refrigerator.",
    ],
)
def test_cities_that_a_sentence_needs(text: str) -> None:
    assert city_lists(text) == []
