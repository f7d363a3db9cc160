"""Build ``pipeline/data/grammar/speller_words.txt``: frequent words that LanguageTool's speller accepts.

Run by hand, never by the program. The words tell one variety of English from the other, and a misspelt word may have
been meant to be one of them. Every word is put to the speller of the server, in each variety of English; a word that is
rejected in lower case is tried with a capital, as names are.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wordfreq import top_n_list

from pipeline.engines.languagetool.http import LanguageToolHttp
from pipeline.engines.languagetool.install import find_installation
from pipeline.engines.languagetool.server import LanguageToolServer

VARIETIES = {"en-US": "MORFOLOGIK_RULE_EN_US", "en-GB": "MORFOLOGIK_RULE_EN_GB"}
"""The speller's rule by variety."""

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
WORDS_AT_ONCE = 500


def accepted(words: Sequence[str], variety: str, http: LanguageToolHttp) -> set[str]:
    """The words that the speller finds nothing in, each asked as a paragraph of its own."""
    right: set[str] = set()
    for first in range(0, len(words), WORDS_AT_ONCE):
        some = words[first : first + WORDS_AT_ONCE]
        text = "\n\n".join(some)
        rule = VARIETIES[variety]
        answer = http.check({"text": text, "language": variety, "enabledOnly": "true", "enabledRules": rule})
        wrong = {match["offset"] for match in answer["matches"]}
        right.update(word for word, start in _starts(some) if not any(start <= at <= start + len(word) for at in wrong))
    return right


def _starts(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    start = 0
    for word in words:
        yield word, start
        start += len(word) + 2


def main() -> None:
    """Ask the speller for each word and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=60_000, help="how many of the most frequent words are asked")
    parser.add_argument("--output", type=Path, default=Path("pipeline/data/grammar/speller_words.txt"))
    options = parser.parse_args()
    words = [word for word in top_n_list("en", options.words) if WORD.fullmatch(word)]
    with LanguageToolServer(find_installation(announce=print)) as server:
        server.wait_ready()
        http = LanguageToolHttp(server.address, deadline=300, patience=60)
        known = {variety: accepted(words, variety, http) for variety in VARIETIES}
        capitals = [word.capitalize() for word in words if not any(word in found for found in known.values())]
        for variety, found in known.items():
            found |= accepted(capitals, variety, http)
    options.output.write_text("".join(_lines(known)), encoding="utf-8")


def _lines(known: Mapping[str, set[str]]) -> Iterator[str]:
    """A line for each word; the variety stands behind a word that not all accept."""
    for word in sorted(set.union(*known.values())):
        varieties = [variety for variety, found in known.items() if word in found]
        yield f"{word}\n" if len(varieties) == len(known) else f"{word}\t{varieties[0]}\n"


if __name__ == "__main__":
    main()
