"""What spinners put in the place of words and phrases, read from thesauri and lists."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from lemminflect import getAllInflections
from wordfreq import zipf_frequency

from pipeline.training.corpus import fold, read_table
from pipeline.training.spinners.inflection import PARTS_OF_SPEECH

Kind = Literal[
    "thesaurus",
    "hypernym",
    "related",
    "wrong_sense",
    "unidiomatic",
    "inflation",
    "phrase",
    "tortured",
    "listed",
    "any_sense",
    "translation",
]
"""Where a form comes from.

``thesaurus``: a synonym in any sense. ``hypernym``: a thesaurus word for something wider or similar. ``related``: a
word of the same entry of the Moby thesaurus, whose entries mix all senses. ``wrong_sense``, ``unidiomatic``,
``inflation`` and ``phrase``: the kinds of the spinner dictionary. ``tortured``: a word of a tortured phrase, or the
phrase. ``listed``: a pair of the list of spinner pairs. ``any_sense``: of ``spinner_senses.tsv``. ``translation``: came
back from another language, of ``spinner_translations.tsv``.
"""

ADDITIONS = Path(__file__).with_name("spinner_additions.tsv")
VOCABULARY = Path(__file__).with_name("spinner_vocabulary.tsv")
PHRASES = Path(__file__).with_name("spinner_phrases.tsv")
SENSES = Path(__file__).with_name("spinner_senses.tsv")
TRANSLATIONS = Path(__file__).with_name("spinner_translations.tsv")
MOST_WORDS = 4
"""Words of an original that the model can name."""

RAREST = 2.2
"""Zipf frequency of the rarest word that is taken from the thesaurus."""

GRAMMAR_WORDS = frozenset(
    word
    for line in (
        "a an and are as at be been by do does for had has have he her his i in is it its more most not of on or our",
        "she so that the their them there they this those to was we were with you your",
    )
    for word in line.split()
)
"""Words that hold sentences together. A thesaurus does not know them as such, and one in the place of another is often
nothing that a reader could see: only the longer forms of the spinner dictionary count."""

_KINDS: dict[str, Kind] = {
    "inflation": "inflation",
    "phrase": "phrase",
    "unidiomatic": "unidiomatic",
    "wrong_sense": "wrong_sense",
}
_PLAIN = re.compile(r"[a-z0-9][a-z0-9'-]*(?: [a-z0-9][a-z0-9'-]*)*")
_MARKER = re.compile(r" \((generic|similar|related) term\)$")
_PARTS_OF_SPEECH = {"(noun)": "NOUN", "(verb)": "VERB", "(adj)": "ADJ", "(adv)": "ADV"}


class Form(NamedTuple):
    """What a spinner may write for an original.

    Attributes:
        text: base form, lower case.
        pos: NOUN, VERB, ADJ or ADV where the original is a base form to be inflected; FUNC or PHRASE where it is text
            as it stands.
        kind: where it comes from.
    """

    text: str
    pos: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class SpinnerDictionary:
    """Originals and their forms.

    Attributes:
        forms: by original, in lower case; words and phrases alike.
        openings: first words of the phrases among the originals, with the longest phrase that each begins, in words.
    """

    forms: dict[str, tuple[Form, ...]]
    openings: dict[str, int] = field(default_factory=dict)
    _by_kind: dict[tuple[str, str], dict[Kind, tuple[Form, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def by_kind(self, original: str, pos: str) -> dict[Kind, tuple[Form, ...]]:
        """The forms of ``original`` for a part of speech, ANY for all but function words, by kind."""
        key = (original, pos)
        if key not in self._by_kind:
            found: dict[Kind, list[Form]] = defaultdict(list)
            for form in self.forms.get(original, ()):
                if _is_for(form, original, pos):
                    found[form.kind].append(form)
            self._by_kind[key] = {kind: tuple(forms) for kind, forms in found.items()}
        return self._by_kind[key]


def _is_for(form: Form, original: str, pos: str) -> bool:
    """Whether ``form`` may be written for a word or phrase of this part of speech."""
    if " " in original:
        return True
    if pos == "ANY":
        return form.pos != "FUNC"
    return form.pos == pos or (pos == "FUNC" and form.pos == "PHRASE")


class Sources(NamedTuple):
    """The files that a dictionary is read from.

    Attributes:
        thesaurus: ``th_en_US_v2.dat`` of the LibreOffice dictionaries.
        dictionary: ``spinner_dictionary.tsv``.
        pairs: ``web_spinner_pairs.tsv``.
        tortured: ``tortured_phrases.tsv``.
        related: ``words.txt`` of the Moby thesaurus: an entry a line, its words between commas.
        translations: ``spinner_translations.tsv``, where spinners translate too.
    """

    thesaurus: Path
    dictionary: Path
    pairs: Path
    tortured: Path
    related: Path
    translations: Path | None = None


def load_dictionary(sources: Sources) -> SpinnerDictionary:
    """Read all sources and this project's own additions into one dictionary."""
    forms: dict[str, dict[Form, None]] = defaultdict(dict)
    rows = [
        *_thesaurus_rows(sources.thesaurus),
        *related_rows(sources.related),
        *_dictionary_rows(sources.dictionary),
        *_dictionary_rows(ADDITIONS),
        *_dictionary_rows(VOCABULARY),
        *_dictionary_rows(PHRASES),
        *_dictionary_rows(SENSES, "any_sense"),
        *(_translation_rows(sources.translations) if sources.translations else ()),
        *_pair_rows(sources.pairs, "listed"),
        *_pair_rows(sources.tortured, "tortured"),
    ]
    for original, form in rows:
        if original in GRAMMAR_WORDS and not _is_seen(form):
            continue
        if original != form.text and _PLAIN.fullmatch(original) and _PLAIN.fullmatch(form.text):
            forms[original][form] = None
    return make_dictionary({original: tuple(found) for original, found in forms.items()})


def _is_seen(form: Form) -> bool:
    """Whether a reader sees that a form does not belong in the place of a grammar word."""
    if form.kind in ("any_sense", "translation"):
        return True
    return form.kind not in ("thesaurus", "hypernym", "related") and " " in form.text


def make_dictionary(forms: dict[str, tuple[Form, ...]]) -> SpinnerDictionary:
    """A dictionary of these forms."""
    openings: dict[str, int] = {}
    for original in forms:
        words = original.split()
        if len(words) > 1:
            openings[words[0]] = max(openings.get(words[0], 0), len(words))
    return SpinnerDictionary(forms, openings)


def _thesaurus_rows(path: Path) -> Iterator[tuple[str, Form]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    position = 1
    while position < len(lines):
        word, count = lines[position].rsplit("|", 1)
        for line in lines[position + 1 : position + 1 + int(count)]:
            part, *synonyms = line.split("|")
            pos = _PARTS_OF_SPEECH.get(part)
            for synonym in synonyms if pos else ():
                marker = _MARKER.search(synonym)
                text = synonym[: marker.start()] if marker else synonym
                if "(antonym)" in synonym or len(text.split()) > 2 or text != text.lower():
                    continue
                if min(zipf_frequency(word, "en") for word in text.split(" ")) >= RAREST:
                    yield word.lower(), Form(text, str(pos), "hypernym" if marker else "thesaurus")
        position += int(count) + 1


def related_rows(path: Path) -> Iterator[tuple[str, Form]]:
    """The words that name each other in their entries and are base forms of one part of speech, without rare ones."""
    entries = {word: set(related) for word, *related in csv.reader(path.read_text(encoding="utf-8").splitlines())}
    for word, related in entries.items():
        for text in sorted(related & entries.keys()):
            if word in entries[text] and zipf_frequency(text, "en") >= RAREST:
                for pos in sorted(_base_parts(word) & _base_parts(text)):
                    yield word, Form(text, pos, "related")


def _dictionary_rows(path: Path, kind: Kind | None = None) -> Iterator[tuple[str, Form]]:
    """The rows of a table in the format of the spinner dictionary, all of one kind where it is given."""
    for row in read_table(path):
        yield fold(row["original"]), Form(fold(row["spun"]), row["pos"], kind or _KINDS[row["kind"]])


def _translation_rows(path: Path) -> Iterator[tuple[str, Form]]:
    """The rows of the table of ``build_translations``: text as it stands."""
    for row in read_table(path):
        yield row["original"], Form(row["spun"], "PHRASE", "translation")


def _pair_rows(path: Path, kind: Literal["listed", "tortured"]) -> Iterator[tuple[str, Form]]:
    """Whole phrases, and the word pairs in which two phrases of the same length differ at one word."""
    for row in read_table(path):
        original, spun = fold(row["original"]), fold(row["spun"])
        before, after = original.split(), spun.split()
        if len(before) <= MOST_WORDS + 2 and (kind == "listed" or row["health"] == "1"):
            yield original, Form(spun, "PHRASE", kind)
        if len(before) != len(after):
            continue
        for old, new in zip(before, after, strict=True):
            if old != new and len(old) > 3 and len(new) > 3:
                for pos in _base_forms(old, new):
                    yield old, Form(new, pos, kind)


def _base_forms(old: str, new: str) -> Iterable[str]:
    """The parts of speech in which both words are base forms, but for adverbs."""
    return sorted((_base_parts(old) & _base_parts(new)) - {"ADV"})


@cache
def _base_parts(word: str) -> frozenset[str]:
    """The parts of speech in which ``word`` is a base form."""
    return frozenset(
        pos for tag, pos in PARTS_OF_SPEECH.items() if word in getAllInflections(word, upos=pos).get(tag, ())
    )
