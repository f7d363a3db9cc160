"""The right form of a word that a spinner puts in: number, tense, comparison, capitals."""

from __future__ import annotations

from functools import cache

from lemminflect import getInflection, getLemma

PARTS_OF_SPEECH = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}
"""Penn Treebank tags of base forms, with their parts of speech."""

_INFLECTED = frozenset({"NNS", "VBD", "VBG", "VBN", "VBZ", "JJR", "JJS", "RBR", "RBS"})
_VOWEL_SOUND = ("hour", "honest", "honor", "heir", "herb")
_CONSONANT_SOUND = ("uni", "use", "usu", "eu", "one", "once", "uter", "uti")


def part_of_speech(tag: str) -> str:
    """NOUN, VERB, ADJ or ADV for a Penn Treebank tag; empty for any other word and for names."""
    return "" if tag.startswith("NNP") or tag == "RP" else PARTS_OF_SPEECH.get(tag[:2], "")


@cache
def base_form(word: str, tag: str) -> str:
    """The base form of a word in lower case."""
    lemmas = getLemma(word, upos=part_of_speech(tag)) if tag in _INFLECTED else ()
    return lemmas[0] if lemmas else word


@cache
def inflect(phrase: str, tag: str) -> str:
    """``phrase`` with its last word, or the first one of a verb phrase, in the form that ``tag`` names."""
    if tag not in _INFLECTED:
        return phrase
    words = phrase.split()
    place = 0 if tag.startswith("VB") else len(words) - 1
    if tag in ("JJR", "JJS", "RBR", "RBS") and (len(words) > 1 or len(words[0]) > 6):
        return f"{'more' if tag.endswith('R') else 'most'} {phrase}"
    is_plural = tag == "NNS" and getLemma(words[place], upos="NOUN") not in ((), (words[place],))
    forms = () if is_plural else getInflection(words[place], tag=tag)
    if forms:
        words[place] = forms[0]
    return " ".join(words)


def with_case_of(new: str, old: str) -> str:
    """``new`` in capitals where ``old`` is, or with a first capital where ``old`` has one."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def article_before(word: str) -> str:
    """``a`` or ``an``, as the sound of ``word`` asks for."""
    word = word.lower()
    vowel = word.startswith(_VOWEL_SOUND) or (word[:1] in tuple("aeiou") and not word.startswith(_CONSONANT_SOUND))
    return "an" if vowel else "a"
