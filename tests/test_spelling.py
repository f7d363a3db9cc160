"""Words that are no misspellings."""

from __future__ import annotations

import pytest

from pipeline.spelling import is_right, may_be_abbreviation, may_be_drug, may_be_name, may_open_title, variety_of


@pytest.mark.parametrize(
    "text",
    [
        "Drink water before you sleep.",
        "It’s the patient’s own choice, isn't it?",
        "In 2019, 12 of them took warfarin for atrial fibrillation.",
        "Erythromelalgia is a pain of the feet.",
        "They live with Fallot and Sjöberg in Wherevertown.",
        "The VEGF-related mtDNA of ARBs and H1N1.",
        "WHAT TO EAT",
        "Dr. Okafor said so. Prof. Xiulan agrees.",
        "Oakhollow is open. We like Oakhollow best.",
        "A stye is sore; take ciclosporin, baloxavir or oestradiol.",
        "Below 48 mmol/mol, or 5 ng of it.",
        "A pulse of 250 µs at 3 µV.",
        "The β-hCG and the α-tocopherol.",
        "Add za'atar, edamame and jollof rice before savasana.",
        "Mon Tue Wed Thu Fri Sat Sun",
    ],
)
def test_terms_names_and_acronyms_are_right(text: str) -> None:
    assert is_right(text, 0, len(text), "en-US")


@pytest.mark.parametrize(
    "text",
    [
        "The colour of her fibre.",
        "Drink watter before you sleep.",
        "Recieve it in the morning.",
        "It is over. Recieve it then.",
        "Take joint supplementsThe Body needs them.",
        "A naïvve idea.",
        "they live in england",
        "Oakhollow is open.",
        "It is new. Tretment helps.\n\nBest Tretment For You",
    ],
)
def test_slips_are_not(text: str) -> None:
    assert not is_right(text, 0, len(text), "en-US")


def test_the_variety_counts() -> None:
    tumour, tumor = "The tumour grew.", "The tumor grew."
    assert not is_right(tumour, 0, len(tumour), "en-US")
    assert is_right(tumour, 0, len(tumour), "en-GB")
    assert not is_right(tumor, 0, len(tumor), "en-GB")
    # No list for this one: all is left to the speller.
    assert not is_right(tumor, 0, len(tumor), "en-ZA")
    assert variety_of("The colour of a tumour.") == "en-GB"
    assert variety_of("The color of a tumor. Organisation.") == "en-US"
    assert variety_of("No such word.") == "en-US"


@pytest.mark.parametrize("word", ["haemoglobin", "Haematuria", "hyperkalaemia", "oesophagitis"])
def test_a_term_in_british_spelling_is_right_where_british_english_is_checked(word: str) -> None:
    assert is_right(word.lower(), 0, len(word), "en-GB")
    assert not is_right(word.lower(), 0, len(word), "en-US")


@pytest.mark.parametrize("slip", ["thoese", "haemoglobbin", "recieve"])
def test_a_slip_is_no_british_spelling(slip: str) -> None:
    assert not is_right(slip, 0, len(slip), "en-GB")


@pytest.mark.parametrize("word", ["uk", "tsh", "er", "neb", "copd", "mri", "xr", "nhs"])
def test_a_short_word_or_an_acronym_in_small_letters_may_be_an_abbreviation(word: str) -> None:
    assert may_be_abbreviation(word)


@pytest.mark.parametrize("word", ["teh", "adn", "watter", "tretment", "Tsh", "H2O", "wich"])
def test_a_slip_may_not(word: str) -> None:
    assert not may_be_abbreviation(word)


@pytest.mark.parametrize(
    ("text", "word", "is_name"),
    [
        ("We used **metafor** in R.", "metafor", True),
        ("We used _metafor_ in R.", "metafor", True),
        ("Oakhollow Clinic is open.", "Oakhollow", True),
        ("We used metafor in R.", "metafor", False),
        ("**Drink watter** now.", "watter", False),
        ("5 * watter", "watter", False),
    ],
)
def test_a_word_that_emphasis_sets_off_may_be_a_name(text: str, word: str, is_name: bool) -> None:
    start = text.index(word)
    assert may_be_name(text, start, start + len(word)) == is_name


@pytest.mark.parametrize(
    ("text", "is_opening"),
    [
        ("It rained. Vitamin D is cheap.", True),
        ("Read *Vitamin D for bones* now.", True),
        ("Read “Vitamin D for bones” now.", True),
        ("They lack Vitamin D in May.", False),
        ("See Dr. Vitamin there.", False),
    ],
)
def test_a_sentence_or_a_title_may_begin_at_a_place(text: str, is_opening: bool) -> None:
    assert may_open_title(text, text.index("Vitamin")) == is_opening


@pytest.mark.parametrize("name", ["aspart", "degludec", "glargine", "lispro", "detemir", "glulisine", "Vildagliptin"])
def test_the_names_of_insulins_and_other_drugs_are_right(name: str) -> None:
    assert is_right(name, 0, len(name), "en-US")


def test_a_declared_variety_holds_until_the_spelling_says_otherwise() -> None:
    assert variety_of("No such word.", "en-GB") == variety_of("A color.", "en_gb") == "en-GB"
    assert variety_of("No such word.", "en-AU") == variety_of("No such word.", "en-IE") == "en-GB"
    assert variety_of("The color of a tumor in the fiber center.", "en-GB") == "en-US"
    assert variety_of("A colour.", "en-US") == "en-US"
    assert variety_of("The colour of a tumour in the fibre centre.", "en-US") == "en-GB"
    for says_nothing in ("en", "en-CA", "de-DE", "", "x"):
        assert variety_of("No such word.", says_nothing) == "en-US"
        assert variety_of("A colour.", says_nothing) == "en-GB"


def test_a_compound_is_right_where_its_parts_are() -> None:
    text = "It is VEGF-funded and watter-funded."
    assert is_right(text, 6, 17, "en-US")
    assert not is_right(text, 22, 35, "en-US")


@pytest.mark.parametrize("word", ["dulavastatin", "Zorbivirs", "xelarimab", "lentapril", "noraprazole"])
def test_a_word_with_the_stem_of_a_drug_may_be_one(word: str) -> None:
    assert may_be_drug(word)


@pytest.mark.parametrize("word", ["april", "watter", "tretment", "Stye", "nib"])
def test_other_words_are_no_drugs(word: str) -> None:
    assert not may_be_drug(word)


@pytest.mark.parametrize(
    ("text", "is_name"), [("Oakhollow Clinic", True), ("Sometims I rest", False), ("Oak is", False)]
)
def test_before_a_capital_a_word_may_be_a_name(text: str, is_name: bool) -> None:
    assert may_be_name(text, 0, text.index(" ")) == is_name
