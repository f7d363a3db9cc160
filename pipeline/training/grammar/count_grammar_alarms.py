"""Count how often each rule and category of LanguageTool fires on clean text; run by hand, never by the program.

    python -m pipeline.training.grammar.count_grammar_alarms FOLDER ... DEV.jsonl.gz ... [--write]

Of a folder only every other article is counted: the rest is for reporting. ``--write`` puts the rates into the column
``clean_alarms_per_10k`` of ``pipeline/data/grammar/profile.tsv``, and prints the rules that have no row of their own.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.engines.languagetool.install import find_installation
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.training.corpus import read_table, read_texts, write_table

PROFILE = Path("pipeline/data/grammar/profile.tsv")
COLUMNS = ("checker_rule", "rule_id", "action", "clean_alarms_per_10k", "reason", "source")


def texts_of(path: Path) -> Iterator[str]:
    """Every other article of a folder, or all of a file of gzipped JSON lines."""
    if path.is_dir():
        for article in sorted(path.glob("*.txt"))[::2]:
            yield article.read_bytes().decode("utf-8")
    else:
        yield from read_texts(path)


def count_alarms(texts: Iterable[str], engine: LanguageToolEngine) -> tuple[Counter[str], int]:
    """Matches by rule id and by category, and the number of words."""
    alarms: Counter[str] = Counter()
    words = 0
    for text in texts:
        words += len(text.split())
        for match in engine.check_whole(text, "en-US").matches:
            alarms.update((match.rule_id, f"category:{match.category}"))
    return alarms, words


def write_rates(alarms: Counter[str], words: int) -> None:
    """Put the rates into the profile."""
    rows = read_table(PROFILE)
    rates = {row["checker_rule"]: f"{10_000 * alarms[row['checker_rule']] / words:.2f}" for row in rows}
    write_table(PROFILE, COLUMNS, ({**row, "clean_alarms_per_10k": rates[row["checker_rule"]]} for row in rows))


def main() -> None:
    """Print rule or category, count and rate, commonest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", help="folders of clean articles, or gzipped JSON lines")
    parser.add_argument("--write", action="store_true", help="write the rates into the profile")
    options = parser.parse_args()
    with LanguageToolServer(find_installation(announce=print)) as server:
        server.wait_ready()
        texts = (text for path in options.paths for text in texts_of(path))
        alarms, words = count_alarms(texts, LanguageToolEngine(server.address))
    print(f"{words} words")
    for name, count in alarms.most_common():
        print(f"{name}\t{count}\t{10_000 * count / words:.2f}")
    if options.write:
        write_rates(alarms, words)


if __name__ == "__main__":
    main()
