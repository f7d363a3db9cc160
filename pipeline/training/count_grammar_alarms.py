"""Count how often each rule and category of LanguageTool fires on clean text; run by hand, never by the program.

The counts stand in ``clean_alarms_per_10k`` of ``pipeline/data/grammar/profile.tsv``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from pipeline.engines.languagetool import LanguageToolEngine
from pipeline.engines.languagetool_install import find_installation
from pipeline.engines.languagetool_server import LanguageToolServer


def count_alarms(articles: list[Path], engine: LanguageToolEngine) -> tuple[Counter[str], int]:
    """Matches by rule id and by category, and the number of words."""
    alarms: Counter[str] = Counter()
    words = 0
    for path in articles:
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        for match in engine.check(text, "en-US").matches:
            alarms.update((match.rule_id, f"category:{match.category}"))
    return alarms, words


def main() -> None:
    """Print rule or category, count and rate, commonest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="folder of clean articles, plain text")
    folder = parser.parse_args().articles
    with LanguageToolServer(find_installation(announce=print)) as server:
        server.wait_ready()
        alarms, words = count_alarms(sorted(folder.glob("*.txt")), LanguageToolEngine(server.address))
    print(f"{words} words")
    for name, count in alarms.most_common():
        print(f"{name}\t{count}\t{10_000 * count / words:.2f}")


if __name__ == "__main__":
    main()
