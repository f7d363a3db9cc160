"""How one mention of a stuffed phrase is written: its case, its variants, and the lists and lines around it."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from pipeline.training.stuffing.phrases import Wordings

VARIANTS = ("plural", "reordered", "word dropped", "city", "year", "near me", "respelt")
"""How a mention may differ from its phrase."""

_FIELD = re.compile(r"\{(\w+)\}")
_FORMS = ("lower",) * 6 + ("sentence",) * 2 + ("title",) * 2 + ("upper",)
"""Case forms, each as often as it is drawn."""
_VARYING_ARTICLES = 0.25
"""Share of the articles whose mentions do not all have the same case form."""
_QUESTION_OR_COMMAND = re.compile(
    r"(?:how|why|what|when|where|which|who|whose|is|are|am|does|do|did|can|should|was|will|best|buy|get|stop|try|learn"
    r"|find|order|book|treat|remove|reduce|relieve|lose|use|ask|start|play|compare|refinance|rent|hire|bet|lease|replace"
    r"|teach|signs|cause|dose)\b"
)


class Writer:
    """Writes the mentions of one article.

    Args:
        wordings: the split that calls to action, cities and leads come from.
        phrases: every phrase of the article, for lists of several.
        rng: source of chance.
    """

    def __init__(self, wordings: Wordings, phrases: Sequence[str], rng: random.Random) -> None:
        self._wordings = wordings
        self._phrases = phrases
        self._rng = rng
        self._form = rng.choice(_FORMS)
        self._varies = rng.random() < _VARYING_ARTICLES
        # One service in all lists of an article: its owner offers one.
        services = [phrase for phrase in phrases if _is_service(phrase)]
        self.service = rng.choice(services or wordings.services)

    def write(self, template: str, phrase: str, variant: str = "") -> str:
        """``template`` with its fields filled in.

        Args:
            template: text with ``{p}`` the phrase, ``{v}`` a variant of it, ``{q}`` another phrase of the article or a
                variant, ``{list}`` or ``{bullets}`` keywords, ``{cities}`` or ``{city_bullets}`` a service in several
                cities, ``{call}``, ``{closing}`` or ``{lead}`` one of the wordings of the split.
            phrase: the search phrase, in lower case.
            variant: one of ``VARIANTS`` for ``{v}``; drawn where empty.
        """
        return _FIELD.sub(lambda match: self._fill(match[1], phrase, variant), template)

    def _fill(self, field: str, phrase: str, variant: str) -> str:
        rng = self._rng
        match field:
            case "p":
                return self._cased(phrase)
            case "v":
                return self._cased(vary(phrase, variant or rng.choice(VARIANTS), self._wordings.cities, rng))
            case "q":
                return self._cased(rng.choice([other for other in self._keywords(phrase, 2) if other != phrase]))
            case "call" | "closing" | "lead":
                choices = {
                    "call": self._wordings.calls_to_action,
                    "closing": self._wordings.closings,
                    "lead": self._wordings.heading_leads,
                }
                return self.write(rng.choice(choices[field]), phrase)
            case "list":
                keywords = self._keywords(phrase, rng.randint(3, 6))
                return rng.choice((", ", ", ", " | ", " - ", " / ", "; ")).join(map(self._cased, keywords))
            case "bullets":
                return "\n".join(f"- {self._cased(keyword)}" for keyword in self._keywords(phrase, rng.randint(2, 5)))
            case "cities":
                return rng.choice((", ", ", ", " | ", " ")).join(self._in_cities())
            case "city_bullets":
                return "\n".join(f"- {line}" for line in self._in_cities())
        raise KeyError(field)

    def _cased(self, phrase: str) -> str:
        form = self._rng.choice(_FORMS) if self._varies and self._rng.random() < 0.4 else self._form
        if form == "sentence":
            return phrase[0].upper() + phrase[1:]
        if form == "title":
            return " ".join(word[0].upper() + word[1:] for word in phrase.split())
        return phrase.upper() if form == "upper" else phrase

    def _keywords(self, phrase: str, count: int) -> list[str]:
        """The phrase first, then others of the article and variants, ``count`` in all; none stands twice."""
        others = [other for other in self._phrases if other != phrase and self._rng.random() < 0.7]
        keywords = [phrase, *others][:count]
        while len(keywords) < count:
            base = self._rng.choice(keywords[:2])
            variant = vary(base, self._rng.choice(VARIANTS), self._wordings.cities, self._rng)
            if variant not in keywords:
                keywords.append(variant)
        return keywords

    def _in_cities(self) -> list[str]:
        cities = self._rng.sample(self._wordings.cities, self._rng.randint(3, 6))
        link = self._rng.choice((" in ", " in ", " in ", " "))
        service = self.service if self._form == "lower" else self.service.title()
        return [f"{service}{link}{city}" for city in cities]


def _is_service(phrase: str) -> bool:
    """Whether a phrase is short and names a thing that may be offered in a city."""
    words = phrase.split()
    return len(words) <= 4 and not _QUESTION_OR_COMMAND.match(phrase) and not {"near", "is", "are"} & set(words)


def vary(phrase: str, variant: str, cities: Sequence[str], rng: random.Random) -> str:
    """``phrase`` changed as ``variant`` says; where it cannot be (no word to drop), with "near me" added."""
    words = phrase.split()
    long = [index for index, word in enumerate(words) if len(word) > 3]
    if variant == "city":
        return f"{phrase} in {rng.choice(cities)}" if rng.random() < 0.7 else f"{phrase} {rng.choice(cities)}"
    if variant == "year":
        return f"{phrase} {rng.randint(2019, 2026)}"
    if variant == "plural" and long:
        words[long[-1]] = words[long[-1]][:-1] if words[long[-1]].endswith("s") else words[long[-1]] + "s"
    elif variant == "word dropped" and len(words) > 2:
        del words[rng.randrange(len(words))]
    elif variant == "reordered" and len(words) > 2:
        cut = rng.randrange(1, len(words))
        words = words[cut:] + words[:cut]
    elif variant == "respelt" and long:
        index = rng.choice(long)
        words[index] = misspell(words[index], rng)
    else:
        words += [] if phrase.endswith("near me") else ["near", "me"]
    return " ".join(words) if words != phrase.split() else f"{phrase} {rng.randint(2019, 2026)}"


def misspell(word: str, rng: random.Random) -> str:
    """Two letters swapped, or one left out or doubled, behind the first."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )
