"""Search queries that stand once in an article, where no sentence has a place for them."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Cleaned

PLAIN = Config(grammar=False, swap_model=False)
TEXT = """When Your Knees Complain

Most knees grumble now and then, and few of them are ill. {}

Stairs load the joint with several times your weight. {}

See a doctor if the knee locks, swells or gives way.
"""


def _clean(first: str, second: str = "Hold the rail and lead with the good leg.") -> Cleaned:
    return clean_article(TEXT.format(first, second), PLAIN)


@pytest.mark.parametrize(
    ("stuffed", "after"),
    [
        (
            "A short walk loosens the joint again why do my knees click on stairs.",
            "A short walk loosens the joint again.",
        ),
        ("Wrap the ice in a thin towel best knee brace 2024.", "Wrap the ice in a thin towel."),
        (
            "Strong thighs take the strain off the knee cap cheap knee braces online free shipping.",
            "Strong thighs take the strain off the knee cap.",
        ),
        (
            "how to stop knee pain fast at home Rest the leg on a pillow for an hour.",
            "Rest the leg on a pillow for an hour.",
        ),
        (
            "Rest the leg on a pillow. Best knee doctor near me reviews. An hour is enough.",
            "Rest the leg on a pillow. An hour is enough.",
        ),
        (
            "Some of them are toxic best knee brace 2024.",
            "Some of them are toxic.",
        ),
        (
            "Rest the leg on a pillow for an hour. Top rated knee surgeon near me",
            "Rest the leg on a pillow for an hour.",
        ),
        (
            "Warm it up before you climb the stairs (best knee brace for seniors 2024).",
            "Warm it up before you climb the stairs.",
        ),
        (
            "Warm it up (cheap knee braces online free shipping) before you climb the stairs.",
            "Warm it up before you climb the stairs.",
        ),
        (
            "Supports are a matter of taste; cheap knee brace near me, some people swear by them.",
            "Supports are a matter of taste; some people swear by them.",
        ),
        (
            "Cold packs ease the swelling after a walk "
            "knee replacement cost without insurance Nobody enjoys hearing this from a doctor.",
            "Cold packs ease the swelling after a walk Nobody enjoys hearing this from a doctor.",
        ),
    ],
)
def test_a_single_query_goes_and_leaves_the_sentence_whole(stuffed: str, after: str) -> None:
    cleaned = _clean(stuffed)
    assert cleaned.text == TEXT.format(after, "Hold the rail and lead with the good leg.")
    (finding,) = [found for found in cleaned.findings if found.state == "fixed"]
    assert dict(finding.evidence)["mentions"] == "1"
    assert float(dict(finding.evidence)["phrase_out_of_context"]) > 6
    assert clean_article(cleaned.text, PLAIN).text == cleaned.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Ask the nurse how to wrap the knee at home.",
        "Ask your pharmacist how to throw away medicine that you no longer need.",
        "Take no more than 4 cheap knee sleeves near me g in 24 hours.",
        "Tell the nurse how much knee pain medicine costs online.",
        "He looked up the price of the brace online.",
        "The best brace is the one that you wear every day.",
        "Many people wonder why their knees click on stairs.",
        "They think that taking pain pills guarantees a cure.",
        "Is there a pharmacy near me?",
        "My mother found a good doctor near me last year.",
        "She searched for “why do my knees click on stairs” and found this page.",
        "The clinic sells knee braces and walking sticks at cost.",
        "Cold packs, heat packs and a warm bath all help a little.",
        "Best of all is a short walk.",
        "Old people here order knee braces online. The bus brings them on Fridays.",
        "Patients with gout there order cherries from Turkey.",
        "My brother repairs mobility scooters cheap and fast.",
        "Free parking for blood donors. Free tea for blood donors. Free beds for everybody.",
        "Sore knees, stiff hips, morning swelling, muscle weakness and a limp are common.",
        "Take the lift if there is one, free parking at the back, and mind the steps.",
        "Our reviews are good, best small hotel 2022 in the local paper, but we are full only in July.",
        "The gym (cheapest gym near the station) is full in January.",
        "The clinic has three rooms, free parking for patients, and a small garden.",
        "Related: How to sleep with a sore knee, Exercises for a sore knee, Why knees hurt at night.",
        "No pain, no gain? Not for knees.",
        "More than 200 people took part in the knee pain study in 2019.",
        "We tried three braces, two sleeves and the free exercise plan.",
        "The trial compared knee replacement with exercise treatment.",
        "Take the tablets with food (never on an empty stomach) for a week.",
        "A scan of the joint (magnetic resonance imaging) shows the cartilage.",
        "Some people buy their braces abroad (the cheapest ones online are from Poland).",
        "The costs differ (for a brace about 40 dollars, free for children).",
        "Bring your papers (insurance card and doctor letter).",
        "The other group (usual treatment plus home exercises) did better.",
        "A review of trials [best evidence available] found little.",
        "The handout (exercises for knee pain relief) is free.",
        "The blog post (What to Learn by Dan Luu) made a big impact.",
        "They write about it (what does the science say about cupping) every year.",
    ],
)
def test_what_belongs_to_its_sentence_stays(sentence: str) -> None:
    cleaned = _clean(sentence)
    assert cleaned.text == TEXT.format(sentence, "Hold the rail and lead with the good leg.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Take it to the vet dog scratching no fleas home remedy.",
        "Keep the joint warm and dry at midday collagen powder benefits for skin.",
        "Give it a rest on the way up and down knee surgery price both legs.",
        "Nothing does what costly sports drinks do knee friendly hotel Miami.",
        "Few people need pills best sleeping pills 2022 for more than a week.",
        "Take the pills best blood pressure pills 2022 for at least a month.",
        "Nobody should mix alcohol best rehab centers 2022 with sleeping pills.",
        "Feed the dog best dog food 2022 without grain.",
        "Wear the brace best knee brace 2023 for six weeks.",
        "Pay yearly if you can: how much is car insurance per month. Ask for discounts.",
    ],
)
def test_what_begins_in_doubt_is_only_proposed(sentence: str) -> None:
    """The words before or behind may belong to the query, or the first or last ones to the author."""
    assert _clean(sentence).edits == ()


def test_a_number_that_costs_nothing_to_call_is_told() -> None:
    assert _clean("Call the poison control center toll free at any hour.").edits == ()


@pytest.mark.parametrize("mark", [",", "—", ";"])
def test_a_text_may_start_with_a_mark(mark: str) -> None:
    text = f"{mark} best knee brace near me, the shop says it is open all day long.\n"
    assert clean_article(text, PLAIN).text == text
