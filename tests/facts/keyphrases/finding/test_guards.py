"""Places in which a stuffed phrase is only proposed to be cut, since the author may have put it there."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.facts.keyphrases.finding.guards import may_be_needed
from pipeline.facts.keyphrases.mentions.index import Index
from pipeline.facts.keyphrases.mentions.mention import find_mentions
from pipeline.facts.language.blocks import find_blocks
from pipeline.facts.language.tokens import tokenize

PLAIN = Config(grammar=False, swap_model=False)
TEXT = """A Word on This

{phrase}. Nobody has to hurry, and most of it gets better by itself. {phrase}

{sentence} Walk a little every day, and look in at night. {phrase}
"""


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("knee cartilage supplements", "No knee cartilage supplements grow cartilage."),
        ("wart removal cream", "More wart removal cream does not help."),
        ("anti aging serum", "Not all anti aging serum stings."),
        ("grief counseling online", "Grief counseling online helped my sister."),
        ("child fever medicine", "Child fever medicine: 5 ml at one year."),
        ("best gout diet plan", "Best gout diet plan: none."),
        ("best skin hospital", "Finding the right best skin hospital is no small thing."),
        ("professional teeth whitening", "For these reasons, professional teeth whitening services are in demand."),
    ],
)
def test_what_the_sentence_needs_stays(phrase: str, sentence: str) -> None:
    cleaned = clean_article(TEXT.format(phrase=phrase, sentence=sentence), PLAIN)
    assert sentence in cleaned.text
    assert cleaned.text.count(phrase) == sentence.count(phrase)


def test_a_question_that_a_sentence_of_the_author_asks_stays_with_its_like() -> None:
    text = """Painkillers at Home

Adults take tablets. How much paracetamol is safe? Eight tablets. Do not take more in a day.

Children get it by weight. How much paracetamol is safe? Ask a nurse. A syringe comes with the bottle.

The liver breaks it down. In liver disease, how much paracetamol is safe? Your doctor decides. Some get half.

The kidney sheds it. How much paracetamol is safe? Six tablets. Drink enough with them.
"""
    assert clean_article(text, PLAIN).text == text


def test_the_cells_of_a_table_stay() -> None:
    row = "| morning | blood pressure | blood pressure | blood pressure |"
    text = f"""Our Week

| | Mon | Tue | Wed |
|---|---|---|---|
{row}
{row.replace("morning", "evening")}

blood pressure: sit for five minutes first

blood sugar: wash your hands first
"""
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize(
    "entries",
    [
        (
            "Furlan AD. Massage for low-back pain. Cochrane Database Syst Rev. 2015;(9):CD001929.",
            "Hayden JA. Exercise therapy for chronic pain. Cochrane Database Syst Rev. 2021;9:CD009790.",
            "Parreira P. Back schools. Cochrane Database Syst Rev. 2017;8:CD011674.",
        ),
        (
            "World Health Organization. Guideline on salt. 2012.",
            "World Health Organization. Guideline on sugar. 2015.",
            "World Health Organization. Guideline on fat. 2018.",
        ),
        (
            "American Heart Association. (2021). Heart disease. American Heart Association. https://www.heart.org/a",
            "American Heart Association. (2022). High blood fat. American Heart Association. https://www.heart.org/b",
            "American Heart Association. (2023). Strokes. American Heart Association. https://www.heart.org/c",
        ),
    ],
)
def test_a_bibliography_keeps_its_names(entries: tuple[str, ...]) -> None:
    text = "\n\n".join(("Backs and Hearts", "Massage may ease a sore back for a while.", *entries)) + "\n"
    assert clean_article(text, PLAIN).text == text


@pytest.mark.parametrize(
    "sentence",
    [
        "It found (2018). The trial ended early.",
        "Revenue rose in 2019; 3 shops closed.",
        "Our plan for 2024: 10 easy exercises.",
        "The page was published on March 5, 2019.",
    ],
)
def test_a_paragraph_with_a_year_is_no_bibliography(sentence: str) -> None:
    text = """A Word on This

{0} Nobody has to hurry. best knee brace near me. Most of it gets better by itself. best knee brace near me

Walk a little every day. best knee brace near me
"""
    assert "best knee brace near me" not in clean_article(text.format(sentence), PLAIN).text


LEAFLET = """Amlodipine

how to take it
One tablet in the morning, with or without food.

what if you forget it
Take it when you remember, unless it is night.

when to call a doctor
If your ankles swell or your heart races.
"""


def test_a_heading_in_small_letters_that_leaflets_share_stays() -> None:
    shared = {"when to call a doctor": 4}
    assert clean_article(LEAFLET, PLAIN, shared_phrases=shared).text == LEAFLET


def test_a_line_in_small_letters_among_headings_with_capitals_goes() -> None:
    shared = {"best knee brace near me": 4}
    text = (
        LEAFLET.replace("how", "How")
        .replace("what", "What")
        .replace("when to call a doctor", "best knee brace near me")
    )
    assert "brace" not in clean_article(text, PLAIN, shared_phrases=shared).text


QUOTED = """What They Say

{}

"Best dentist in Ely, and I have tried both." That is what Mrs. Moss wrote. best dentist in ely

We print all of them. best dentist in ely
"""


def test_nothing_is_cut_from_the_start_of_a_quotation() -> None:
    quotation = '"best dentist in ely!! best dentist i have EVER had and i have had a few" — Darren'
    cleaned = clean_article(QUOTED.format(quotation), PLAIN)
    assert quotation in cleaned.text
    assert "wrote. best" not in cleaned.text


LISTED = """What Callers Want

{lead}

{items}

Do not paste dentist open sunday into a page. dentist open sunday. It reads badly, and nobody believes it.

Most callers are friendly. dentist open sunday. Some are in pain, and they come first.
"""


@pytest.mark.parametrize(
    ("lead", "items"),
    [
        ("Our site was found by these phrases:", "- dentist open sunday\n- tooth broke off\n- do fillings hurt"),
        ("This is what people type most:", "1. dentist open sunday\n2. tooth broke off\n3. do fillings hurt"),
        ("We counted for a month.", "1. tooth broke off\n2. dentist open sunday\n3. fillings and crowns"),
    ],
)
def test_an_item_that_its_list_counts_or_announces_stays(lead: str, items: str) -> None:
    assert items in clean_article(LISTED.format(lead=lead, items=items), PLAIN).text


@pytest.mark.parametrize(
    ("lead", "items", "left"),
    [
        ("Bring these along:", "- your card\n- dentist open sunday\n- a list of your pills", "card\n- a list"),
        ("Come in this order:", "1. your card\n1. dentist open sunday\n2. a list of your pills", "card\n2. a list"),
        ("Count to ten.", "1. Sit up.\n2. Breathe out slowly dentist open sunday.\n3. Rest.", "out slowly.\n3. Rest."),
        ("Related searches:", "- dentist open sunday\n- dentist open sunday near me", ""),
    ],
)
def test_an_item_that_was_put_in_goes(lead: str, items: str, left: str) -> None:
    cleaned = clean_article(LISTED.format(lead=lead, items=items), PLAIN).text.partition("Do not paste")[0]
    assert "dentist" not in cleaned
    assert left in cleaned


SERVED = """CBD Oil for Dogs

CBD oil for dogs is made from hemp. Start with 0.25 mg for each kilogram of body weight, twice a day.

Talk to your vet if your dog takes phenobarbital CBD oil for dogs near me.

We serve CBD oil for dogs Denver, CBD oil for dogs Boulder, CBD oil for dogs Aurora and CBD oil for dogs Lakewood.
"""


def test_a_list_that_is_all_that_a_sentence_says_is_not_cut_from_it() -> None:
    assert clean_article(SERVED, PLAIN).text.endswith(SERVED[SERVED.index("We serve") :])


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("one death and 432 new cases", True),
        ("knee brace for running 2023", False),
        ("best treadmill under 500 dollars", False),
        ("1200 calorie meal plan", False),
    ],
)
def test_a_figure_inside_of_a_mention_may_be_needed(phrase: str, expected: bool) -> None:
    text = f"Measles Ireland: {phrase}\n\nThe clinics stay open. Call before you come."
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    (mention,) = find_mentions(index, tuple(token.lower for token in tokenize(phrase)))
    assert may_be_needed(index, mention, (), ()) is expected


def test_the_object_of_a_relative_clause_stays() -> None:
    text = (
        'Type "walk-in clinic near me" into your phone at night and you will get a map with red pins. Some of those '
        "pins are dental offices that charge hospital dentist prices. Some closed at eight. One is a bakery.\n"
    )
    assert clean_article(text, PLAIN).text == text


def test_no_single_word_of_a_question_is_left() -> None:
    ask = "how to get rid of cold sores fast?"
    text = (
        f"Cold Sores\n\nCold sores heal in ten days. H{ask[1:]}\n\nTablets work better than creams. So {ask} "
        f"Creams have to be put on five times a day.\n\nA sore near the eye needs a doctor. H{ask[1:]} So does "
        "any sore that lasts.\n"
    )
    assert f"creams. So {ask} Creams" in clean_article(text, PLAIN).text


def test_a_stop_between_two_mentions_stays_where_the_first_ends_a_sentence() -> None:
    phrase = "ear pain relief near me"
    text = (
        f"After a perforated eardrum\n\nDo not swim in the first month, {phrase}. {phrase.title()} Take a bath "
        f"instead, and keep the ear dry.\n\nHave you had a fever {phrase}? {phrase.capitalize()} Ring the ward and ask "
        f"for a nurse.\n\nDo you hear less than before {phrase}? {phrase} Others feel dizzy.\n\nLie on the other "
        f"side. {phrase} Use a warm cloth for ten minutes.\n\nThe hole closes after two months. "
        f"{phrase.capitalize()}. A doctor looks at it then.\n"
    )
    cleaned = clean_article(text, PLAIN).text
    assert "in the first month. Take a bath" in cleaned
    assert "had a fever? Ring the ward" in cleaned
    assert "less than before? Others feel" in cleaned


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Keep it dry, {0}. {0} and never push swabs in.", "Keep it dry, and never push swabs in."),
        ("Rest a day or two {0}. {0} before you swim again.", "Rest a day or two before you swim again."),
        ("Do not swim in {0}. {0} Do not dive.", "Do not swim in {0}. {0} Do not dive."),
    ],
)
def test_a_stop_between_two_mentions_goes_where_the_sentence_goes_on(sentence: str, expected: str) -> None:
    phrase = "ear pain relief near me"
    text = (
        f"After a perforated eardrum\n\n{sentence.format(phrase)}\n\nLie on the other side. {phrase} Use a warm cloth "
        f"for ten minutes.\n\nThe hole closes after two months. {phrase.capitalize()}. A doctor looks at it then.\n"
    )
    assert clean_article(text, PLAIN).text.split("\n\n")[1] == expected.format(phrase)


def test_a_place_is_not_left_of_a_search_that_names_it() -> None:
    text = (
        "Gum disease starts quietly. Dental implants cost Ohio. The gums bleed when you brush, and they dental "
        "implants cost Texas may pull away from the teeth. Dental implants cost Florida. Floss each night. Your "
        "dentist dental implants cost Iowa will clean below the gum line. Dental implants cost Maine. Do not smoke.\n"
    )
    cleaned = clean_article(text, PLAIN).text
    assert all(f"cost {place}" in cleaned or place not in cleaned for place in ("Ohio", "Texas", "Florida", "Maine"))


@pytest.mark.parametrize(
    ("sentence", "phrase", "is_needed"),
    [
        ("Finding the right sore knee pills is hard.", "sore knee pills", True),
        ("Finding the right sore knee pills doctor is hard.", "sore knee pills", False),
        ("For that, sore knee pills services are in demand.", "sore knee pills", True),
        ("See a sore knee pills doctor.", "sore knee pills", True),
        ("Rest eases sore knee pills joints.", "sore knee pills", False),
        ("For that, best sore knee pills services are in demand.", "best sore knee pills", False),
    ],
)
def test_a_part_of_a_noun_phrase_may_be_needed(sentence: str, phrase: str, is_needed: bool) -> None:
    text = f"Knees\n\n{sentence}\n"
    index = Index(text, tokenize(text), find_blocks(text, "text"))
    (mention,) = find_mentions(index, tuple(phrase.split()))
    assert may_be_needed(index, mention, (), ()) is is_needed


def test_two_mentions_before_a_verb_are_its_subject() -> None:
    text = """How to Stop Tooth Pain Fast

A toothache is often due to decay. Cold water may help for a while. ten home remedies. See a dentist soon.

Ten Home Remedies how to stop tooth pain fast is what many people want to know. how to stop tooth pain fast

Rinse with salt water. ten home remedies. Do not put an aspirin on the gum. how to stop tooth pain fast. It burns.
"""
    lines = clean_article(text, PLAIN).text.splitlines()
    assert not [line for line in lines if line.startswith("is what")]
    assert any(line.endswith("is what many people want to know.") for line in lines)


def test_a_query_whose_words_the_author_uses_elsewhere_is_only_proposed() -> None:
    text = """Hair in Winter

We can help you with home remedies for hair fall, which take a few weeks.

The old hair sheds at the end of the resting phase. More shedding needs home remedies for hair fall.

In this case, the home remedies for hair fall can give you good results.
"""
    assert clean_article(text, PLAIN).text == text
