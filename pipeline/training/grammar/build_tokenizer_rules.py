"""Writes the rules by which spaCy splits English text into tokens and tokens into sentences: ``terms/tokenizer.json``.

python -m pipeline.training.grammar.build_tokenizer_rules
"""

from __future__ import annotations

import json

from spacy.about import __version__
from spacy.lang.en import English
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.pipeline import Sentencizer
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from pipeline.tables.rows import DATA


def main() -> None:
    """Write the file."""
    rules = English.Defaults
    assert rules.token_match is None, "this rule of spaCy is not followed"
    content = {
        "source": f"spaCy {__version__}, English",
        "prefixes": compile_prefix_regex(rules.prefixes or ()).pattern,
        "suffixes": compile_suffix_regex(rules.suffixes or ()).pattern,
        "infixes": compile_infix_regex(rules.infixes or ()).pattern,
        "addresses": f"(?u){URL_PATTERN}",
        "stops": "".join(Sentencizer.default_punct_chars),
        "exceptions": {
            text: [part[ORTH] for part in parts] for text, parts in sorted(rules.tokenizer_exceptions.items())
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":"))
    (DATA / "terms" / "tokenizer.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
