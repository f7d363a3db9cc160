"""Texts in which letter case tells nothing of what was put in."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_article
from pipeline.config import Config

PLAIN = Config(grammar=False, swap_model=False)

HANDOUT = """Frozen Shoulder Stretches

Frozen shoulder stretches take ten minutes a day. Warm the arm in the shower first.

Stop when it hurts more than a little. Frozen shoulder stretches are not for the week after a fall. Call us then.

Ask for a sheet with pictures. Frozen shoulder stretches can be done sitting down. Breathe out as you reach.
"""

STORY = """what the waiting room heard

will it hurt? that is what the boy wanted to know, and nobody told him. he counted the fish in the tank.

will it hurt? said the old man behind us, in a voice for the whole room. his daughter patted his sleeve.

a nurse came with a clipboard. she called a name and two people stood up. the wrong one sat down again.

will it hurt? she whispered it, the girl in the corner, and her mother said that she would hold her hand.

it did not hurt. it took four minutes, and the boy got a sticker with a shark on it.
"""


def capitalized(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


@pytest.mark.parametrize(
    "text",
    [HANDOUT, HANDOUT.upper(), capitalized(HANDOUT), STORY, STORY.upper()],
    ids=["as usual", "capitals", "each word capitalized", "no capitals", "a story in capitals"],
)
def test_an_author_may_write_in_any_letter_case(text: str) -> None:
    assert clean_article(text, PLAIN).text == text


def test_a_section_in_capitals_keeps_its_subjects() -> None:
    usual = """Coming Home

You can go home when you can drink and walk. Somebody has to drive you, and stay with you until the next morning.

"""
    warning = """Bladder catheter care is not hard. Wash your hands first, and keep the bag below the bed.

Bladder catheter care means no pulling on the tube. Bladder catheter care can be learned in a day. Ask the nurse.
"""
    text = usual + warning.upper()
    assert clean_article(text, PLAIN).text == text


def test_a_phrase_stuffed_into_capitals_still_goes() -> None:
    text = """Caring for Your Knees

Strong thighs protect the joint. why do my knees click on stairs. Walk a little every day. Rest when the knee swells.

Ice helps in the first two days. Wrap it in a towel before use. why do my knees click on stairs

Swimming is kind to the joint. why do my knees click on stairs. Ask for advice before you start.
"""
    after = clean_article(text.upper(), PLAIN).text
    assert "CLICK" not in after
    assert "STRONG THIGHS PROTECT THE JOINT. WALK A LITTLE EVERY DAY. REST WHEN THE KNEE SWELLS." in after


def test_a_shout_in_a_text_of_the_usual_case_is_still_a_sign() -> None:
    text = """Sleeping With a Stiff Neck

A thin pillow keeps the neck straight. BEST NECK PILLOW FOR SIDE SLEEPERS Turn the mattress now and then.

A warm shower loosens the muscles. Stretch slowly afterward. BEST NECK PILLOW FOR SIDE SLEEPERS

Do not read in bed. BEST NECK PILLOW FOR SIDE SLEEPERS Most aches are gone in a week.
"""
    assert "PILLOW" not in clean_article(text, PLAIN).text


def test_what_somebody_says_stays() -> None:
    text = """The Long Night

The baby slept at last. is the fever down? said my sister from the door. We looked at the strip of paper.

At two he woke and drank a little. is the fever down? she asked, and put the kettle on. Nobody knew.

At six the sun came up. is the fever down? whispered my mother on the telephone. It was.
"""
    assert clean_article(text, PLAIN).text == text


def test_a_question_that_nobody_says_goes() -> None:
    text = """When to Call the Doctor

Babies run hot quickly. is a fever of 38 bad for a baby? Give small sips and undress the child.

Most fevers pass in three days. is a fever of 38 bad for a baby? A cool cloth helps. The doctor said so.

Call when the child is limp. is a fever of 38 bad for a baby? He asked us to count the wet diapers.
"""
    assert "is a fever" not in clean_article(text, PLAIN).text
