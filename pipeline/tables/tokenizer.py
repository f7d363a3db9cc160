"""How spaCy cuts English text into tokens: ``terms/tokenizer.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.tables.rows import DATA


@dataclass(frozen=True, slots=True)
class TokenizerRules:
    """What is cut off and what is kept together.

    Attributes:
        prefix: what is cut off at the start of a run of characters without white space.
        suffix: what is cut off at its end.
        infix: what is cut out in the middle.
        address: a web address, which is kept.
        exceptions: the tokens of runs that the rules do not hold for.
        stops: the characters that end a sentence.
    """

    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    infix: re.Pattern[str]
    address: re.Pattern[str]
    exceptions: Mapping[str, tuple[str, ...]]
    stops: str


@cache
def tokenizer_rules() -> TokenizerRules:
    """The rules."""
    content = json.loads((DATA / "terms" / "tokenizer.json").read_text(encoding="utf-8"))
    prefix, suffix, infix, address = (
        re.compile(content[name]) for name in ("prefixes", "suffixes", "infixes", "addresses")
    )
    exceptions = {text: tuple(parts) for text, parts in content["exceptions"].items()}
    return TokenizerRules(prefix, suffix, infix, address, exceptions, content["stops"])
