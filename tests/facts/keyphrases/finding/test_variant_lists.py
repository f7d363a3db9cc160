"""Lists of variants of one search, each of which stands once in the text, and the lists of authors beside them."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False, select=("K",))
TEXT = """Looking After a Sore Hip

A sore hip makes stairs hard, and most people notice it when they put on their socks. Use a stick{}.

Rest it for a day or two, then start to move it gently again.{} Warmth helps before a walk, and cold after it.
{}
See a doctor if the hip hurts at night or after a fall. X-rays show arthritis, but not how much it hurts.
"""
BARE = TEXT.format("", "", "")


def _text(place: int, stuffing: str) -> str:
    """The text with something at the end of a sentence, between two sentences, or in a paragraph of its own."""
    frames = ("{}", " {}", "\n{}\n")
    return TEXT.format(*(frame.format(stuffing) if number == place else "" for number, frame in enumerate(frames)))


def _assert_gone(text: str, left: str = BARE) -> None:
    cleaned = clean_article(text, PLAIN)
    assert cleaned.text == left
    assert clean_article(cleaned.text, PLAIN).text == left


@pytest.mark.parametrize(
    "stuffing",
    [
        ", hip pain exercises, best exercises for hip pain, hip pain relief at home, hip pain stretches pdf",
        ", sciatica exercises, sciatica stretches, sciatica exercises at home",
        ", hip doctor houston tx, best hip doctor houston, affordable hip doctor houston, hip surgeon houston",
        ", yoga course for beginners, yoga course over 40, yoga course for women over 40, yoga course for men over 40",
        ", how to relieve hip pain, how to relieve hip pain fast, how to sleep with hip pain, best hip pain pillow",
        " - hip pain pillow, best hip pain pillow, hip pain pillow for side sleepers, hip pain pillow reviews",
        ", physio leeds, physio bradford, physio wakefield",
        ", hip brace, best hip brace, and hip brace near me",
    ],
)
def test_behind_a_sentence(stuffing: str) -> None:
    _assert_gone(_text(0, stuffing))


@pytest.mark.parametrize(
    "stuffing",
    [
        "Hip pain pillow, best hip pain pillow, cheap hip pain pillow, hip pain pillow reviews.",
        "Hip replacement cost. Hip replacement cost without insurance. Hip replacement cost in my area.",
        "hip surgeon houston / hip surgeon dallas / hip surgeon houston tx / best hip surgeon near me.",
        "#hippain #hippainrelief #hipexercises #hipstretches #hipopeners",
        "Related searches: hip pain at night, what causes hip pain, best mattress for hips, hip brace.",
    ],
)
def test_between_sentences(stuffing: str) -> None:
    _assert_gone(_text(1, stuffing))


def test_questions_that_the_article_may_answer_are_only_proposed() -> None:
    asked = "People also ask: How long does hip pain last? Can it go away by itself? What does hip arthritis feel like?"
    text = _text(1, asked)
    cleaned = clean_article(text, PLAIN)
    assert cleaned.text == text
    assert any(found.rule_id == "K107" and "How long" in found.match for found in cleaned.findings)


@pytest.mark.parametrize(
    "own",
    [
        "Mild head injury. Mild head injury in children. Mild head injury with vomiting. The last needs a scan.",
        "Similar searches – in two databases, by two librarians, on one day – found nothing new.",
        "Popular searches: flu, cold, measles. These were the words typed most often.",
        "Topics: knee pain at home, knee pain at work, knee pain at night.",
        "Insulin cost, insulin pump cost, insulin syringe cost. All three have doubled since 2010.",
        "We do not sell it, antibiotics without prescription, antibiotics online, antibiotics near me.",
        "Popular tags:\n#running #eating #sleeping #resting",
    ],
)
def test_lists_of_the_author_stay(own: str) -> None:
    text = _text(1, own)
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize(
    "stuffing",
    [
        "Hip pain | hip pain relief | hip pain exercises | best hip pain treatment | hip pain near me",
        "Hip Surgeon Boston MA • Hip Surgeon Newton MA • Hip Surgeon Quincy MA • Hip Surgeon Salem MA",
        "Physio Leeds | Physio Headingley | Physio Morley | Physio Pudsey | Physio Horsforth",
        "Tags: hip pain, hip pain relief, best hip pain exercises, hip pain exercises pdf, hip doctor near me",
        "**Keywords:** hip pain relief, hip pain exercises, free hip pain pdf",
        "Keywords - hip pain, hip pain relief, best hip pain exercises, hip pain exercises pdf",
        "Searches related to hip pain: hip pain relief, hip brace, hip stretches for runners",
        "Related searches:\nhip pain relief, hip pain exercises pdf, best hip brace for women, hip pain near me",
        "- hip pain relief\n- hip pain exercises pdf\n- best hip pain exercises\n- hip pain doctor near me",
        "Related searches\n\n- hip pain relief\n- hip pain exercises\n- best hip brace for women",
        "#hippain #hippainrelief #hipexercises #hipstretches #hipopeners 🧘",
    ],
)
def test_lines(stuffing: str) -> None:
    _assert_gone(_text(2, stuffing))


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("A Sore Hip | Best Hip Brace | Hip Brace for Walking", "A Sore Hip"),
        ("Why Do Hips Hurt? | Hip Pain | Hip Pain Relief | Best Hip Pain Relief", "Why Do Hips Hurt?"),
        ("Hip Clinic Leeds | Hip Clinic Leeds Prices | Cheap Hip Clinic Leeds", "Hip Clinic Leeds"),
    ],
)
def test_titles(title: str, left: str) -> None:
    body = BARE.partition("\n")[2]
    cleaned = clean_article(title + "\n" + body, PLAIN)
    assert cleaned.text == left + "\n" + body


@pytest.mark.parametrize(
    "title",
    [
        "A Sore Hip | Hip Foundation",
        "A Sore Hip | Boston Hip Clinic | Hip Clinic Blog",
        "Hip Pain | Causes of Hip Pain | Treatment of Hip Pain",
    ],
)
def test_titles_of_authors(title: str) -> None:
    text = title + "\n" + BARE.partition("\n")[2]
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize(
    "listed",
    [
        ": it takes weight off in lower back pain, upper back pain, neck pain",
        ", blood pressure pills, blood sugar pills, blood fat pills, blood oxygen meters",
        ", annual report 2021, annual report 2022, annual report 2023",
        ", Lake Erie, Lake Huron, Lake Michigan, Lake Superior",
        ", gluten free bread, gluten free pasta, gluten free beer",
        ", fast food, cheap food, free food",
        ", type 2 diabetes, type 2 diabetes with headaches, type 2 diabetes with neuropathy, type 2 diabetes at work",
        ", as in these searches: best dentist houston, cheap dentist houston, dentist near me",
        ", walks for women, walks for men, walks for children, and walks for seniors",
        ", shoes online, shoes at the market, shoes for sale at the mall",
    ],
)
def test_authors_behind_a_sentence(listed: str) -> None:
    text = _text(0, listed)
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize(
    "listed",
    [
        "Knee Pain | Knee Pain Causes | Knee Pain Treatment | Knee Pain Exercises",
        "Home / Conditions / Knee Pain / Knee Pain Exercises",
        "Annual report 2021 | Annual report 2022 | Annual report 2023 | Annual report 2024",
        "Best shoes for men | Best shoes for women | Best shoes for children | Best cheap shoes",
        "Yoga Leeds | Yoga Classes | Yoga Teachers | Yoga Shop",
        "Tags: sleep, health",
        "Tags: pain, back pain, lower back pain, upper back pain",
        "Keywords: hypertension, blood pressure, sodium intake, blood pressure measurement",
        "Related topics: hip pain, hip replacement, hip exercises, hip fractures",
        "Related: How to sleep with a sore hip, Exercises for a sore hip, Why hips hurt at night",
        "People also ask: does it hurt? It does not.",
        "Posts with #thinspo and #proana were banned, and so was #bonespo.",
        "Posts with #thinspo #proana #thinspiration #bonespo were banned.",
        "brown rice flour, white rice flour, sweet rice flour, rice bran",
        "olive oil, extra virgin olive oil, light olive oil, olive oil spray",
        "Buy fresh fish, buy fresh bread, buy fresh fruit, buy fresh milk.",
        "Cheap meat, cheap wine, cheap thrills, cheap rent.",
        "Physical therapy at home, physical therapy in water, physical therapy online.",
        "Good sleep. Good food. Good friends.",
        "- Knee exercises at home\n- Knee exercises at work\n- Knee exercises in the car\n- Knee exercises online",
        "Use 1 cup flour, 1 cup rice flour, 1 cup corn flour, 1 cup flour for dusting.",
    ],
)
def test_lines_of_authors(listed: str) -> None:
    text = _text(2, listed)
    assert clean_article(text, PLAIN).text == text


def test_what_is_in_doubt_is_proposed() -> None:
    text = _text(0, ", hip pain treatment, hip pain causes, hip pain relief, hip pain doctor")
    cleaned = clean_article(text, PLAIN)
    assert cleaned.text == text
    assert [(finding.rule_id, finding.fix_class, finding.suggestions) for finding in cleaned.findings] == [
        ("K107", "unsafe", ("",))
    ]


@pytest.mark.parametrize(
    ("before", "listed", "is_proposed"),
    [
        ("The course has three parts", "stroke symptoms, stroke treatment, stroke prevention", False),
        ("The course has four parts", "stroke symptoms, stroke treatment, stroke cure, stroke prevention", False),
        ("The course goes through all topics", "gout cure, gout diet, gout pills, gout fingers", False),
        ("The swelling goes down slowly", "gout cure, gout diet, gout pills", False),
        ("The swelling goes down slowly", "gout cure, gout diet, gout pills, gout fingers", True),
    ],
)
def test_a_row_of_topics_is_proposed_to_go_where_it_is_long_and_not_counted(
    before: str, listed: str, *, is_proposed: bool
) -> None:
    text = _text(1, f"{before}, {listed}.")
    cleaned = clean_article(text, PLAIN)
    assert cleaned.text == text
    assert any(found.suggestions for found in cleaned.findings) == is_proposed


def test_a_search_in_a_list_does_not_change_what_is_found_of_it_elsewhere() -> None:
    listed = ", best dentist houston tx, affordable dentist houston, family dentist houston tx"
    text = _text(0, listed).replace("See a doctor", "The best dentist houston tx helped me too. See a doctor")
    cleaned = clean_article(text, PLAIN)
    assert listed not in cleaned.text
    assert "The best dentist houston tx helped me too." in cleaned.text
