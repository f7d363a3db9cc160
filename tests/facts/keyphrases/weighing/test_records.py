"""What comes back in clean texts, and is not stuffed: doses, telephone numbers, labels, remarks in brackets."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import find_mentions
from pipeline.facts.keyphrases.weighing.records import is_subtitle, states_figures
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

SENTENCES = (
    "Sleep is when the body mends itself.",
    "Most adults need seven to nine hours a night.",
    "A dark room helps many people.",
    "Tea in the evening may keep you awake.",
    "Older people often wake early.",
    "A walk after dinner does good.",
)
PLAIN = Config(grammar=False, swap_model=False)


def _cleaned(parts: list[str]) -> tuple[str, str]:
    text = "Sleep and health\n\n" + "\n\n".join(parts) + "\n\nThat is all there is to it.\n"
    return text, clean_article(text, PLAIN).text


@pytest.mark.parametrize(
    "record",
    [
        "500 mg twice daily.",
        "1 tablet a day with food.",
        "250 mg to 500 mg every 8 hours.",
        "Tel 01632 960 001.",
        "Call 1-800-273-8255.",
        "5 out of 5 stars",
        "Level of evidence 2b",
        "(laughs out loud)",
        "[Applause from the audience]",
    ],
)
@pytest.mark.parametrize("shape", ["{} {}", "{}\n{}", "{}\n\n{}"])
def test_a_record_that_comes_back_in_a_clean_text_stays(record: str, shape: str) -> None:
    before, after = _cleaned([shape.format(sentence, record) for sentence in SENTENCES])
    assert after == before


@pytest.mark.parametrize("record", ["500 mg twice daily.", "Tel 01632 960 001.", "1 tablet a day with food."])
def test_figures_stay_whatever_is_to_be_fixed(record: str) -> None:
    text = "Sleep and health\n\n" + "\n\n".join(f"{sentence} {record}" for sentence in SENTENCES) + "\n"
    cleaned = clean_article(text, Config(grammar=False, swap_model=False, fix="all"))
    assert cleaned.text == text and not [one for one in cleaned.findings if one.rule_id.startswith("K")]


@pytest.mark.parametrize("label", ["SLEEP COACH", "DR ANN LEE", "Expert tip for parents", "KEY POINT"])
def test_a_label_before_a_colon_stays(label: str) -> None:
    before, after = _cleaned([f"{label}: {sentence}" for sentence in SENTENCES])
    assert after == before


@pytest.mark.parametrize(
    "phrase",
    ["buy melatonin 5 mg online", "how to lose 10 pounds fast", "omega 3 foods for vegans", "best mattress 2024"],
)
def test_a_search_phrase_with_a_number_goes(phrase: str) -> None:
    _, after = _cleaned([f"{sentence} {phrase}." for sentence in SENTENCES])
    assert phrase not in after


@pytest.mark.parametrize("phrase", ["7 diet pills", "10 slimming tips", "3 day diets", "2 minute workouts"])
def test_a_number_and_what_is_sold_goes(phrase: str) -> None:
    _, after = _cleaned([f"{sentence} {phrase}." for sentence in SENTENCES])
    assert phrase not in after


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("500 mg twice daily", True),
        ("3 gentle rounds", True),
        ("12 slow reps", True),
        ("5 deep breaths", True),
        ("7 diet pills", False),
        ("10 slimming tips", False),
        ("3 day diets", False),
        ("5 keto snacks", False),
        ("2 minute workouts", False),
        ("30 minutes daily", True),
        ("1 hour before bed", True),
        ("10 warm winter soup recipes", False),
        ("mon 9 am to 5 pm", True),
        ("isbn 978 0 306 40615 7", True),
        ("accessed 24 march 2024", True),
        ("updated june 3", True),
        ("best mattress 2024", False),
        ("best mattress may 2024", False),
        ("low thyroid symptoms in women over 40", False),
        ("top 10 sleep tips", False),
        ("24 hour clinic near me", False),
        ("why am i tired", False),
    ],
)
def test_figures_are_told_from_numbers_in_searches(phrase: str, expected: bool) -> None:
    assert states_figures(tuple(phrase.split())) is expected


@pytest.mark.parametrize("topic", ["naps", "Sleep", "Rest"])
def test_and_you_belongs_to_the_heading_that_a_phrase_was_hung_on(topic: str) -> None:
    parts = [f"{sentence} cheap magnesium pills online." for sentence in SENTENCES]
    text = f"# Sleep well\n\n## {topic} and you cheap magnesium pills online\n\n" + "\n\n".join(parts) + "\n"
    assert f"## {topic} and you\n" in clean_article(text, PLAIN).text


def test_a_title_that_sentences_name_keeps_its_second_part() -> None:
    title = "Calm Evenings: Herbal Tea Blends for Parents"
    text, cleaned = _cleaned(
        [
            title,
            f"Today we look at the topic of {title}. {SENTENCES[0]}",
            *SENTENCES[1:4],
            title,
            *SENTENCES[4:],
            f"We hope that you have learned something about {title}.",
        ]
    )
    assert cleaned == text


@pytest.mark.parametrize("count", [2, 5000])
@pytest.mark.parametrize("mark", [":", ","])
def test_a_block_of_capitalized_words_is_read_like_a_short_one(count: int, mark: str) -> None:
    title = f"Calm Nights{mark} Warm Tea for Parents"
    text = "Sleep " * count + f"{title}. We like the topic of {title}.\n"
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    mentions = find_mentions(index, ("warm", "tea", "for", "parents"))
    assert len(mentions) == 2 and is_subtitle(text, mentions) is (mark == ":")


def test_how_often_to_do_each_exercise_stays() -> None:
    exercises = ("Knee Bend", "Heel Raise", "Side Leg Lift", "Wall Push", "Arm Circle", "Calf Stretch")
    rounds = [f"{name} – 3 gentle rounds" for name in exercises]
    rounds += [f"{name} – warm up + 2 gentle rounds" for name in exercises[:2]]
    text = "Exercises at home\n\n" + " ".join(SENTENCES) + "\n\n" + "\n".join(rounds) + "\n"
    assert clean_article(text, PLAIN).text == text


def test_a_refrain_that_a_sentence_takes_up_stays() -> None:
    refrain = "Gently up and softly down."
    text = (
        "A quiet quarter of an hour\n\n"
        "Sit down on the floor, and let your hands rest on your knees, followed by a slow look around. "
        f"{refrain} Go on like this, following the air as it comes in at the nose. Just a little more. "
        f"{refrain} {refrain} Let the belly be soft.\n\n"
        f"Allow the arms to grow heavy. Allow the legs to sink into the ground below. {refrain} {refrain} "
        f"Keep the jaw loose, and the forehead smooth and wide as you breathe {refrain.lower()} "
        f"At last, just sitting here in the room, breathing {refrain.lower()} Let go of what you do not need. "
        f"One last time. {refrain} And when you are ready, open your eyes.\n"
    )
    assert clean_article(text, PLAIN).text == text
