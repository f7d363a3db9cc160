"""The only reader of ``pipeline/data`` and of the tables that a user lays over it: loads, validates, caches.

What many rooms ask for is handed out here, whatever file it stands in; the other modules of this package are imported
by who needs what they read.
"""

from pipeline.tables.grammar import (
    ProfileAction,
    ProfileRow,
    function_words,
    grammar_profile,
    never_doubled_words,
    sentence_openers,
    speller_words,
)
from pipeline.tables.insertions import InsertionModelFiles, insertion_model, insertion_model_version
from pipeline.tables.swaps import (
    CompoundPart,
    Fingerprint,
    FunctionSwap,
    ListedSwap,
    NaturalPlace,
    SwapAction,
    british_words,
    compound_parts,
    fingerprints,
    function_swaps,
    listed_swaps,
    natural_places,
    word_parts,
)
from pipeline.tables.terms import (
    Organization,
    acronyms,
    drug_stems,
    drugs,
    glosses,
    health_words,
    known_words,
    medical_words,
    negations,
    number_words,
    organizations,
    titles,
    units,
)
from pipeline.tables.thresholds import GateSettings, gate_settings, settings

__all__ = [
    "CompoundPart",
    "Fingerprint",
    "FunctionSwap",
    "GateSettings",
    "InsertionModelFiles",
    "ListedSwap",
    "NaturalPlace",
    "Organization",
    "ProfileAction",
    "ProfileRow",
    "SwapAction",
    "acronyms",
    "british_words",
    "compound_parts",
    "drug_stems",
    "drugs",
    "fingerprints",
    "function_swaps",
    "function_words",
    "gate_settings",
    "glosses",
    "grammar_profile",
    "health_words",
    "insertion_model",
    "insertion_model_version",
    "known_words",
    "listed_swaps",
    "medical_words",
    "natural_places",
    "negations",
    "never_doubled_words",
    "number_words",
    "organizations",
    "sentence_openers",
    "settings",
    "speller_words",
    "titles",
    "units",
    "word_parts",
]
