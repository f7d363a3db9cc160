"""Names that come back in a text as search phrases do: the author's own stay."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.model import Article

CONFIG = Config(grammar=False, swap_model=False)

REFERENCES = """Mumps

Mumps swells the glands below the ears. The {body} advises two doses of vaccine. In 2019 the {body}
counted the cases again.

References

"Fact sheet". {body}. Retrieved 2 May 2019.
"Position paper". {body}. Retrieved 3 May 2019.
"""

SPEAKER = """Skin after forty

Redness passes. "It fades in a day," consultant dermatologist Dr Anna Mallory told us.

Retinol stings at first. "Begin with two nights a week," consultant dermatologist Dr Anna Mallory told us.

Oily skin dries out too. "Look for a gel," consultant dermatologist Dr Anna Mallory told us.
"""

EXERCISES = """# Stretches

## 1. Seated Harbor Twist

You are never too old to twist. Let the knees fall to the side to get the true Seated Harbor Twist feel.

## 2. Bridge

Lift the hips for three breaths.
"""


def changed(text: str, format: str = "text") -> str:
    return clean_article(Article.from_text(text, format=format), CONFIG).text


@pytest.mark.parametrize("day", ["Retrieved May 2019", "Last accessed 02/05/2019", "Retrieved Sept. 2, 2019"])
def test_an_entry_with_the_day_on_which_it_was_read_keeps_its_publisher(day: str) -> None:
    text = REFERENCES.format(body="Northern Mumps Institute").replace("Retrieved 2 May 2019", day)
    assert changed(text.replace("Retrieved 3 May 2019", day)) == text.replace("Retrieved 3 May 2019", day)


@pytest.mark.parametrize("body", ["World Health Organization", "American Diabetes Association"])
def test_the_publisher_of_a_cited_work_stays(body: str) -> None:
    text = REFERENCES.format(body=body)
    assert changed(text) == text


@pytest.mark.parametrize("mark", [',"', '",'])
def test_who_said_a_quotation_stays(mark: str) -> None:
    text = SPEAKER.replace(',"', mark)
    assert changed(text) == text


def test_a_numbered_heading_and_what_its_section_calls_it_stay() -> None:
    assert changed(EXERCISES, "markdown") == EXERCISES


def test_credits_of_pictures_stay() -> None:
    parts = [
        f"## {food}\n\n{credit}\n\n{food} helped people in one study fall asleep {number} minutes sooner.\n"
        for number, (food, credit) in enumerate(
            [
                ("Kiwi", "Ana Dias/Getty Images"),
                ("Almonds", "GETTY IMAGES"),
                ("Oats", "Jo Lee/Getty Images"),
                ("Milk", "GETTY IMAGES"),
                ("Turkey", "Kim Poe/Getty Images"),
                ("Rice", "GETTY IMAGES"),
            ],
            4,
        )
    ]
    text = "# Six foods for the night\n\n" + "\n".join(parts)
    assert changed(text, "markdown") == text


def test_a_search_phrase_with_a_city_goes_from_between_the_sentences_as_before() -> None:
    text = (
        "Mumps\n\nMumps swells the glands. mumps vaccine clinic Leeds. Rest for a week.\n\n"
        "Drink enough water. mumps vaccine clinic Leeds. Call a doctor if it hurts to swallow.\n"
    )
    assert "Leeds" not in changed(text)
