"""The finder of stuffed search phrases, and the ranges that have to go."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.engines.bundle import local_engines
from pipeline.facts.keyphrases.finding.keyphrases import Keyphrase, Mention, find_keyphrases
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

SHARED = Path(os.environ.get("UNSPIN_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
SEED = SHARED / "spun" / "dev" / "seed-back-pain.txt"

PHRASE = "why do my knees click on stairs"


def keyphrases(text: str, format: str = "text", given: str | None = None) -> tuple[Keyphrase, ...]:
    return find(text, format, given=(given,) if given else ())


def find(
    text: str, format: str = "text", *, given: tuple[str, ...] = (), shared: dict[str, int] | None = None
) -> tuple[Keyphrase, ...]:
    insertion_model = local_engines().insertion_model
    index = Index(text, tokenize(text), find_blocks(text, format))
    return find_keyphrases(index, given, shared, insertion_model=insertion_model)


def mentions(text: str, format: str = "text", given: str | None = None) -> list[Mention]:
    found = [mention for phrase in keyphrases(text, format, given) for mention in phrase.mentions]
    return sorted(found, key=lambda mention: mention.span)


def cleaned(text: str, format: str = "text", given: str | None = None) -> str:
    pieces, position = [], 0
    for mention in mentions(text, format, given):
        if mention.fix_class == "safe" and mention.cut is not None:
            assert mention.cut.start >= position, "cuts overlap"
            pieces.append(text[position : mention.cut.start])
            position = mention.cut.end
    return "".join(pieces) + text[position:]


PROSE = """The knee is the largest joint of the body. It bends and straightens thousands of times on an ordinary
day, and it carries most of our weight while it does so. Two pads of cartilage take up the shock of each step. With age
they wear thin, and the bones above and below them may begin to rub. That is no reason to sit still. Joints that move
stay supple.
"""
"""Enough honest text for the stuffing not to be most of an article."""

ARTICLE = """Caring for Your Knees

Strong thighs protect the joint. {0} Walk a little every day.

Ice helps in the first two days. why do my knees click on stairs

why do my knees click on stairs. Swimming is kind to the joint.

""" + PROSE.replace("\n", " ")


@pytest.mark.parametrize(
    ("put_in", "left"),
    [
        ("why do my knees click on stairs.", ""),
        ("why do my knees click on stairs", ""),
        ("why do my knees click on stairs..", ""),
        ("Why do my knees click on stairs.", ""),
        ("Why Do My Knees Click On Stairs.", ""),
        ("why do my knees click on stairs. why do my knees click on stairs.", ""),
        ("why do my knees click on stairs near me.", ""),
        ("why do my knee click on stairs.", ""),
        ("See more on why do my knees click on stairs.", ""),
        ("(why do my knees click on stairs)", ""),
        (
            "Some ask “why do my knees click on stairs” at night.",
            "Some ask “why do my knees click on stairs” at night. ",
        ),
        (
            'Some type "why do my knees click on stairs" at night.',
            'Some type "why do my knees click on stairs" at night. ',
        ),
    ],
)
def test_what_stands_between_two_sentences(put_in: str, left: str) -> None:
    expected = ARTICLE.replace("{0} ", left).replace(f" {PHRASE}\n", "\n").replace(f"\n{PHRASE}. ", "\n")
    assert cleaned(ARTICLE.format(put_in)) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_are_kept(newline: str) -> None:
    text = (
        f"A Title\n\nOne line is here.\n\n{PHRASE}\n\nAnother is here. {PHRASE}.\n\n- one\n- {PHRASE}\n- two\n\n{PROSE}"
    )
    clean = f"A Title\n\nOne line is here.\n\nAnother is here.\n\n- one\n- two\n\n{PROSE}"
    assert cleaned(text.replace("\n", newline)) == clean.replace("\n", newline)


def test_lines_without_empty_lines_between() -> None:
    text = f"One line is here.\n{PHRASE}\nAnother is here. {PHRASE}\nThe last is here.\n{PROSE}"
    assert cleaned(text) == f"One line is here.\nAnother is here.\nThe last is here.\n{PROSE}"


def test_neighboring_lines_go_together() -> None:
    text = f"{PROSE}\n{PHRASE}\n\nRelated searches:\n\n{PHRASE}\n\nSee more on {PHRASE}"
    assert cleaned(text) == PROSE.rstrip("\n")


def test_markdown() -> None:
    text = "# Knees\n\n{}Strong thighs help. {}Walk daily.\n\n> A quotation stays.{}\n\n```\n{}\n```\n"
    assert cleaned(text.format(PROSE, f"**{PHRASE}** ", f" {PHRASE}", PHRASE), "markdown") == (
        text.format(PROSE, "", "", PHRASE)
    )


def test_positions() -> None:
    text = (
        f"Knees That Last: Get Relief For {PHRASE}\n\nWalk a little. {PHRASE}. Rest in the fu{PHRASE}ture.\n\n"
        f"{PHRASE}\n\nIce eases joints {PHRASE} after walks.\n\nLearn more about {PHRASE}\n"
    )
    assert [mention.position for mention in mentions(text)] == [
        "appended",
        "detached",
        "in-word",
        "own-block",
        "inside",
        "call-to-action",
    ]


def test_a_title_that_is_the_phrase_stays() -> None:
    text = f"{PHRASE}\n\nStrong thighs help. {PHRASE}. Walk daily, and rest when it hurts. {PHRASE}\n\n{PROSE}"
    assert [mention.fix_class for mention in mentions(text)] == ["safe", "safe"]
    assert all(mention.span.start > len(PHRASE) for mention in mentions(text))


def test_a_heading_that_needs_its_object_is_only_proposed() -> None:
    text = f"How to Treat {PHRASE}\n\nStrong thighs help. {PHRASE}. Walk daily, and rest when it hurts. {PHRASE}\n"
    assert mentions(text)[0].fix_class == "unsafe"


def title_of(title: str) -> str:
    """What is left of a title over an article in which the phrase is stuffed."""
    return cleaned(f"# {title}\n\nStrong thighs help. {PHRASE}. Walk daily. {PHRASE}\n\n{PROSE}", "markdown").split(
        "\n"
    )[0]


@pytest.mark.parametrize(
    "lead", [": Get Relief For {}", " – Tips On {}", " (Featuring {})", " | What Works For {}", " and {}", ": {}"]
)
def test_what_leads_to_a_phrase_at_the_end_of_a_title_goes_with_it(lead: str) -> None:
    assert title_of(f"Strong Legs for Life{lead.format(PHRASE)}") == "# Strong Legs for Life"


@pytest.mark.parametrize("title", ["Strong Legs (and Their Tendons)", "Strong Legs: What Helps", "Tips On Strong Legs"])
def test_what_a_title_says_of_its_own_stays(title: str) -> None:
    assert title_of(title) == f"# {title}"


@pytest.mark.parametrize(
    "behind",
    ["| Drug | Time |\n|---|---|\n| Ice | 15 min |\n", "Drug | Time\n---|---\nIce | 15\n", "- Ice\n", "> Ice\n"],
)
def test_the_marks_of_what_follows_a_paragraph_that_goes_stay(behind: str) -> None:
    text = f"# Knees\n\nStrong thighs help. {PHRASE}. Walk daily. {PHRASE}\n\n{PROSE}\n\n{PHRASE}\n\n{behind}"
    after = cleaned(text, "markdown")
    assert PHRASE not in after
    assert after.endswith(f"stay supple.\n\n\n{behind}")


@pytest.mark.parametrize("phrase", [PHRASE, PHRASE.capitalize()])
def test_a_verb_does_not_lose_its_subject(phrase: str) -> None:
    text = f"Strong thighs help. {PHRASE}. Walk daily. {PHRASE} Rest.\n\n{phrase} is sold at my shop.\n\n{PROSE}"
    assert f"{phrase} is sold at my shop." in cleaned(text)


def test_an_article_that_is_all_stuffing_is_not_emptied() -> None:
    text = f"{PHRASE}. " * 20 + "Walk a little every day."
    assert keyphrases(text)
    assert all(mention.fix_class == "unsafe" for mention in mentions(text))
    assert cleaned(text) == text


def test_one_mention_of_a_given_phrase_is_enough() -> None:
    text = f"Strong thighs protect the joint. {PHRASE}. Walk a little every day.\n"
    assert not keyphrases(text)
    assert cleaned(text, given=PHRASE.upper()) == "Strong thighs protect the joint. Walk a little every day.\n"


def test_a_given_phrase_stays_where_it_is_prose() -> None:
    text = "Lower back pain is common. Most people have lower back pain now and then. Rest helps lower back pain.\n"
    assert cleaned(text, given="lower back pain") == text


def test_a_given_phrase_that_is_absent_or_empty() -> None:
    assert keyphrases("Nothing is here.", given="lower back pain") == ()
    assert keyphrases("Nothing is here.", given="?!") == ()
    assert keyphrases("Nothing is here. pain. It is here.", given="pain") is not None


def test_a_word_that_follows_every_mention_by_accident_stays() -> None:
    text = f"{PROSE}\nRest well. {PHRASE} The joint heals. Eat well. {PHRASE} The bone heals.\n"
    assert cleaned(text) == f"{PROSE}\nRest well. The joint heals. Eat well. The bone heals.\n"


def test_letters_that_outer_words_share_by_accident_stay() -> None:
    text = f"{PROSE}\nThey sit be{{0}}hind the ear. Most wearers se{{0}}ttle in soon.{{1}} It is so.\n"
    phrase = "affordable hearing aids"
    assert cleaned(text.format(phrase, f" {phrase}.")) == text.format("", "")


def test_no_mention_overlaps_another() -> None:
    text = (
        "Walk daily. cheap yoga mats near me. cheap yoga mats. Rest well. cheap yoga mats near me\n\ncheap yoga mats\n"
        * 3
    )
    spans = [
        mention.span for mention in mentions("Some words of an article stand here, and more of them. " * 20 + text)
    ]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_cleaned_text_is_left_alone() -> None:
    text = ARTICLE.format("See more on why do my knees click on stairs?? Why do my knees click on stairs.")
    assert keyphrases(cleaned(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\u00a0\n",
        "why do my " * 10_000,
        "why do my back. why do my legs hurt " * 3_000,
        "pain " * 50_000,
        "back pain cure now. " * 5_000,
        "why do my back hurt\n" * 5_000,
        "the quick brown fox jumps over it and then " * 23_000,
        '"' * 50_000 + "a b c " * 10,
        "Heading " + "and for of " * 10_000 + f"{PHRASE}\n\nText. {PHRASE}. It is\n",
        "fuwhy do my back hurture " * 4_000,
        "\n" * 50_000,
    ],
)
def test_hostile_text_ends(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert len(once) >= len(text) / 2


SEED_SENTENCES = (
    "With Back Pain\n\n7 Ways",
    "can also intensify neck and back pain.\n\nAttempt",
    "downward for extended periods.\n\nPoor position",
    "also by poor stance. Back pain may",
    "diminishes both legs. Periodically, the pain",
    "residence solutions\n\nNeck and back pain is",
    "stop it in the future.\n\nIn this write-up",
    "simple on the reduced back.\n\nYoga",
    "adjustments.\n\nImproper pose",
    "the fetal placement).\n\nPlacing",
    "as well as stress. Through mindful",
    "when bring groceries. Remember of",
    "a much healthier back..",
)


@pytest.mark.skipif(not SEED.is_file(), reason=f"{SEED} is not here; set UNSPIN_SHARED_DATA")
def test_the_seed() -> None:
    text = SEED.read_bytes().decode("utf-8")
    gold = json.loads(SEED.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    found = [mention for mention in mentions(text) if mention.fix_class == "safe"]
    assert len(found) == len(gold["keyphrase_spans"])
    for mention, (start, end) in zip(found, gold["keyphrase_spans"], strict=True):
        assert mention.cut is not None and mention.cut.start <= start and end <= mention.cut.end
    clean = cleaned(text)
    assert [sentence for sentence in SEED_SENTENCES if sentence not in clean] == []
    assert clean.endswith(SEED_SENTENCES[-1])
    removed = len(tokenize(text)) - len(tokenize(clean))
    # Twelve mentions and one around which a word heals; "Get Relief For", "and", and five words of the closing lines.
    assert removed == 12 * 8 + 7 + 3 + 1 + 5
    assert keyphrases(clean) == ()


ONE_MENTION = (
    "Caring for Your Knees\n\nStrong thighs protect the joint. {}Walk a little every day. Rest if it swells.\n\n"
    "Ice helps in the first two days. Wrap it in a towel before use.{}\n\nSwimming is kind to the joint.\n"
)


@pytest.mark.parametrize(
    "places", [("foot massage machine with heat. ", ""), ("", "\n\nfoot massage machine with heat"),
               ("", "\n\nSee more on foot massage machine with heat")],
)  # fmt: skip
def test_what_several_articles_share_is_evidence_for_each(places: tuple[str, str]) -> None:
    text = ONE_MENTION.format(*places)
    assert [mention for mention in mentions(text) if mention.fix_class == "safe"] == []
    found = find(text, shared={"foot massage machine with heat": 4})
    assert [mention.fix_class for phrase in found for mention in phrase.mentions] == ["safe"]


@pytest.mark.parametrize(
    ("places", "phrase"),
    [
        (("Talk to your doctor before you start a new plan. ", ""), "talk to your doctor before you start a new plan"),
        (("", "\n\nWhat are the symptoms of knee pain?"), "what are the symptoms of knee pain"),
        (("", "\n\nRisks and Side Effects"), "risks and side effects"),
    ],
)
def test_what_clinics_write_under_every_article_stays(places: tuple[str, str], phrase: str) -> None:
    text = ONE_MENTION.format(*places)
    found = find(text, shared={phrase: 64})
    assert not [mention for keyphrase in found for mention in keyphrase.mentions if mention.fix_class == "safe"]


IN_PLACE_OF_NOUNS = (
    """Sleeping Well With Stiff Joints

Many people who live with {0} wake up early. A warm bath before bed eases the joints, and so does a firm mattress. The
first signs of {0} are often felt in the hands, long before anything can be seen on a scan.

Your nurse can show you how to rest the wrist. In adults over sixty, {0} is treated with warmth, movement and patience.

"""
    + PROSE
).replace("\nfirst", " first")


def test_a_phrase_that_only_stands_where_nouns_stood_is_reported_and_not_cut() -> None:
    text = IN_PLACE_OF_NOUNS.format("best tires for snow")
    (found,) = keyphrases(text)
    assert found.text == "best tires for snow"
    assert [mention.fix_class for mention in found.mentions] == ["none"] * 3
    assert found.evidence[0][0] == "out_of_context"
    assert cleaned(text) == text


def test_a_term_that_stands_where_nouns_stand_is_not_reported() -> None:
    assert keyphrases(IN_PLACE_OF_NOUNS.format("wear of the knuckles")) == ()


def test_a_letter_that_is_two_in_lower_case_moves_no_mention() -> None:
    text = (
        "İstanbul hair clinic prices are what most visitors ask about. A surgeon looks at the scalp first. İstanbul "
        "hair clinic prices. Some people wait a year. İstanbul hair clinic prices. The scar fades in time."
    )
    phrase = "i̇stanbul hair clinic prices"
    found = [text[mention.span.start : mention.span.end] for mention in mentions(text, given=phrase)]
    assert found == ["İstanbul hair clinic prices"] * 3
