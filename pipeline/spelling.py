"""Which words are no misspellings: words that the speller knows, terms of health writing, units, names and acronyms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain, takewhile

from pipeline import tables
from pipeline.model import Span

SPELLERS = "MORFOLOGIK_RULE_"
"""What LanguageTool's ids of the spellers begin with."""

# Digits and marks belong to the word, so that "H1N1" and "naïve" are not judged part by part.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

# "supplementsThe" is two words that lost their blank; "mtDNA" and "eBenefits" are names.
_FUSED = re.compile(r"[a-z]{4,}[A-Z][a-z]+")
_ACRONYM = re.compile(r"\w{0,3}[A-Z]\w*[A-Z]\w*|[a-z]{1,3}[A-Z]\w*")
_OPENS_SENTENCE = re.compile(r"(?:\A|[.!?:…][\"”’)\]]*\s|\n)[\s\"“‘'(\[*•#>–—-]*\Z")
_REACH = 24
_TITLE = re.compile(r"(?<!\w)(\w+)\.[ \u00a0]\Z")
_SENTENCE_GOES_ON = re.compile(r"[^\n]*[.!?]")
_BEFORE_CAPITAL = re.compile(r"[ \u00a0](?!I\b)[A-Z]")
_BEFORE_APOSTROPHE = re.compile(r"[^\W_]+['’]\Z")
_DOUBLE_NAME = re.compile(r"-[A-Z]")
_CITED = re.compile(r"[\w'’-]{0,40}(?:,? (?:and|&) [A-Z][\w'’-]{1,40})?,? et al\b")
_DOSAGE_FORM = re.compile(
    r"[ \u00a0](?:capsule|cream|drop|gel|inhaler|injection|lotion|lozenge|ointment|patche?|pen|pill|powder|spray|syrup"
    r"|tablet)s?\b|[ \u00a0][\d.]+[ \u00a0]?(?:g|mcg|mg|micrograms?|ml)\b"
)
_GREEK = re.compile(r"[\u0370-\u03ffµ]")
_WEEKDAYS = frozenset({"Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun"})
_AMERICAN = {"ae": "e", "oe": "e", "sulph": "sulf", "itre": "iter", "metre": "meter"}
_BRITISH = re.compile(r"ae|oe|sulph|(?:itre|metre)(?=s?\b)", re.IGNORECASE)
_SHORTEST_RESPELLED = 7
"""Letters of a word that may be such a spelling: "thoese" is none of "these"."""

_DECLARED = re.compile(r"en[-_]([a-z]{2})", re.IGNORECASE)
_WORDS_OF_DECLARATION = 3
"""Words spelled in one way that a declaration of it counts as: templates declare what nobody looked at."""

_EMPHASIS = frozenset("*_")
_LONGEST_MENTION = 64
"""Letters of the longest word or name in emphasis, with its marks."""

_EMPHASIZED = re.compile(r"(?<![*_\w])([*_])([^*_\s][^*_\n]*)\1(?![*_\w])")
_WORD_IN_EMPHASIS = re.compile(r"[\w’'-]+")
_SPECIES = re.compile(r"([A-Z][a-z]+)\s([a-z-]+)")

_SETTING_OFF = _EMPHASIS | frozenset("\"“‘'[(")
_LONGEST_UNKNOWN_ACRONYM = 3
"""Letters: one slip leads from any word so short to several others."""

_SHORTEST_BEFORE_STEM = 3
"""Letters of a drug's name before its stem."""


def variety_of(text: str, declared: str = "") -> str:
    """``en-GB`` for a text with more British than American spellings, else ``en-US``.

    Args:
        text: the text.
        declared: what its file calls its language. A variety of English counts as some words spelled so.
    """
    british, american = (tables.speller_words(variety) for variety in ("en-GB", "en-US"))
    words = [word.lower() for word in _WORD.findall(text)]
    balance = sum((word in british) - (word in american) for word in words)
    return "en-GB" if balance + _declared_balance(declared) > 0 else "en-US"


def _declared_balance(declared: str) -> int:
    """The words spelled in the British way that a declaration counts as; less than 0 for American ones.

    Canadians spell in both ways, and "en" is any.
    """
    found = _DECLARED.fullmatch(declared)
    if found is None or found[1].upper() == "CA":
        return 0
    return -_WORDS_OF_DECLARATION if found[1].upper() == "US" else _WORDS_OF_DECLARATION


def american(text: str) -> str:
    """A text with those spellings as in American English in which the names of drugs and units differ."""
    return _BRITISH.sub(_respelled, text)


def _respelled(found: re.Match[str]) -> str:
    new = _AMERICAN[found[0].lower()]
    return new.capitalize() if found[0][0].isupper() else new


def is_right(text: str, start: int, end: int, language: str) -> bool:
    """Whether all words at a place of ``text`` are such; a speller may reject the compound of them."""
    words = _WORD.finditer(text, start, end)
    return _is_part_of_term(text, start, end) or all(
        _is_right(match[0], language) or _is_name(match[0], text, match.start()) for match in words
    )


def _is_part_of_term(text: str, start: int, end: int) -> bool:
    """Whether a term with an apostrophe lies around a place: the speller parts "za'atar" in two."""
    if "'" not in _plain(text[max(0, start - 1) : end + 1]):
        return False
    before = _BEFORE_APOSTROPHE.search(text, max(0, start - _REACH), start)
    whole = _WORD.match(text, before.start() if before else start)
    return whole is not None and end <= whole.end() and _is_term(_plain(whole[0]))


def may_be_name(text: str, start: int, end: int) -> bool:
    """Whether an unknown word may be a name, or the first word of one.

    It opens a sentence ("Oakhollow Clinic is open"), has a capital behind a hyphen ("Smith-Jones"), or is all that
    stands between marks of emphasis ("**metafor**").
    """
    if text[start].isupper() and (_BEFORE_CAPITAL.match(text, end) or _DOUBLE_NAME.search(text[start:end])):
        return True
    return text[max(0, start - 1) : start] in _EMPHASIS and text[end : end + 1] in _EMPHASIS


def is_mentioned(text: str, start: int, end: int, emphasized: Sequence[Span] = ()) -> bool:
    """Whether a word stands in slight emphasis, alone as words of other languages do, or in the name of a species.

    As in "Spanish *sensible*" and "*Akkermansia muciniphila*".

    Args:
        text: the text.
        start: of the word.
        end: of it, exclusive.
        emphasized: ranges in slight emphasis that the text does not show, by their starts.
    """
    before = max(0, start - _LONGEST_MENTION)
    marked = (found.span(2) for found in _EMPHASIZED.finditer(text, before, end + _LONGEST_MENTION))
    nearest = bisect_left(emphasized, before, key=lambda span: span.start)
    near = ((span.start, span.end) for span in takewhile(lambda span: span.start <= start, emphasized[nearest:]))
    around = (text[first:last].strip() for first, last in chain(marked, near) if first <= start and end <= last)
    return any(_WORD_IN_EMPHASIS.fullmatch(one) or _is_species(one) for one in around)


def _is_species(name: str) -> bool:
    """Whether a text is the name of a species, of whose words the dictionary has none."""
    found = _SPECIES.fullmatch(name)
    return found is not None and not any(_is_right(word, "en-US") for word in found.groups())


def comes_back(text: str, start: int, end: int) -> bool:
    """Whether a word stands elsewhere in a text too, in any letter case: a slip of the finger hardly does."""
    return _word_counts(text)[text[start:end].lower()] > 1


@lru_cache(maxsize=2)
def _word_counts(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def is_cited(text: str, start: int, end: int) -> bool:
    """Whether a word is the name of an author, as in "Bischoff-Ferrari et al."."""
    return text[start].isupper() and _CITED.match(text, end) is not None


def may_be_abbreviation(word: str) -> bool:
    """Whether a word in small letters may be an acronym: one of health writing ("tsh"), or it is as short as one.

    Of short words only swapped letters tell a slip ("teh").
    """
    if not word.islower() or not word.isalpha():
        return False
    if word.upper() in tables.acronyms():
        return True
    swapped = (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1))
    return len(word) <= _LONGEST_UNKNOWN_ACRONYM and tables.function_words().isdisjoint(swapped)


def may_open_title(text: str, start: int) -> bool:
    """Whether what stands at a place begins a sentence, or a title that marks set off: "see *Vitamin D for bones*"."""
    return text[max(0, start - 1) : start] in _SETTING_OFF or _opens_sentence(text, start)


def precedes_dosage_form(text: str, start: int, end: int) -> bool:
    """Whether a dosage form or a dose stands behind a capitalized word, as behind a drug: "Nephralin tablets"."""
    return text[start].isupper() and _DOSAGE_FORM.match(text, end) is not None


def may_be_drug(word: str) -> bool:
    """Whether an unknown word ends as generic names of drugs do: there are always newer ones than a table has."""
    lower = word.lower().removesuffix("s")
    return any(lower.endswith(stem) and len(lower) >= len(stem) + _SHORTEST_BEFORE_STEM for stem in tables.drug_stems())


@lru_cache(maxsize=100_000)
def _is_right(word: str, language: str) -> bool:
    plain = _plain(word)
    if plain.isdecimal() or plain in tables.units() or plain in _WEEKDAYS or _GREEK.search(plain) is not None:
        return True
    return _is_accepted(plain, language) or _is_term(plain) or _is_right_in_america(plain, language)


def _is_right_in_america(word: str, language: str) -> bool:
    """Whether a long word of British spelling is right with American spelling: spellers lack many a "haematoma"."""
    if language == "en-US" or len(word) < _SHORTEST_RESPELLED:
        return False
    respelled = american(word)
    return respelled != word and (_is_accepted(respelled, "en-US") or _is_term(respelled))


def _plain(word: str) -> str:
    return word.replace("’", "'")


def _is_accepted(word: str, language: str) -> bool:
    """Whether the speller accepts a word; it looks at case."""
    accepted = tables.speller_words(language)
    return any(_fits(one, accepted) for one in (word, word.removesuffix("'s")))


def _fits(word: str, accepted: frozenset[str]) -> bool:
    if word.islower():
        return word in accepted
    capitalized = word.capitalize()
    return word in (capitalized, word.upper()) and (word.lower() in accepted or capitalized in accepted)


def _is_term(word: str) -> bool:
    lower = word.lower()
    return lower in terms() or lower.removesuffix("'s") in terms()


@cache
def terms() -> frozenset[str]:
    """Terms of health writing, in lower case."""
    return tables.known_words() | tables.health_words() | tables.drugs() | tables.medical_words()


def _is_name(word: str, text: str, start: int) -> bool:
    """Whether a word is written as names and acronyms are.

    The first word of a sentence says nothing by its capital, but another sentence may have it as a name.
    """
    if word.islower() or _FUSED.search(word):
        return False
    if _ACRONYM.fullmatch(word) or any(letter.isdigit() for letter in word):
        return True
    return word[0].isupper() and (not _opens_sentence(text, start) or _stands_as_name(word, text))


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a word at a place does; the stop of a title, as in "Dr. Okafor", ends no sentence."""
    if not _OPENS_SENTENCE.search(text, max(0, start - _REACH), start):
        return False
    title = _TITLE.search(text, max(0, start - _REACH), start)
    return title is None or title[1].lower() not in tables.titles()


def _stands_as_name(word: str, text: str) -> bool:
    """Whether a word has its capital within a sentence somewhere; in a heading, which has no stop, all words may."""
    places = re.finditer(rf"(?<![\w'’-]){re.escape(word)}(?![\w-])", text)
    return any(not _opens_sentence(text, one.start()) and _SENTENCE_GOES_ON.match(text, one.end()) for one in places)
