"""Which language an article is in."""

from __future__ import annotations

import pytest

from pipeline.ingest.language import identify_language

FOREIGN = {
    "hu": "A megfelelő alvás is fontos a gyógyuláshoz, és a test is jobban regenerálódik, ha a szoba sötét. A legtöbb "
    "orvos a rendszeres mozgást is ajánlja, de a fájdalom esetén a pihenés is segít.",
    "nl": "Een goede nachtrust is belangrijk in het herstel van de rug, en de meeste artsen raden in dat geval rust "
    "aan. Het is in veel gevallen beter om in bed te blijven of warm water te gebruiken.",
    "da": "For de fleste er det vigtigt at sove for at blive rask, og de fleste læger anbefaler motion for ryggen. "
    "Det er for mange bedre at gå en tur i parken.",
    "pl": "To jest bardzo ważne, a to dlatego, że sen w nocy to podstawa zdrowia i to nie jest nic nowego, a lekarze "
    "to potwierdzają na co dzień w swoich gabinetach.",
    "tr": "Can sıkıntısı can yakar, ama can sağlığı için yürüyüş şart. Her sabah yarım saat yürüyen insanların uykusu "
    "düzelir, can dostlarınızla yürüyün.",
    "de": "Ein warmes Bad am Abend hilft in der Regel, und in vielen Fällen ist an Schlaf erst danach zu denken. Was "
    "in der Nacht weh tut, ist am Morgen oft besser.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_short_words_that_languages_share_make_no_text_english(language: str) -> None:
    assert identify_language(FOREIGN[language])[0] == language


def test_english_is_english_however_strange_its_words_are() -> None:
    text = (
        "The torso agony that you discern during the nighttime vanishes as soon as the mattress and the cushions from "
        "the workshop are swapped. This is what the physicians and their aides said when they were inquired."
    )
    assert identify_language(text) == ("en", 1.0)


def test_a_few_words_tell_no_language() -> None:
    assert identify_language("Back pain and the night") == ("", None)
