"""How fast, how quiet and how thorough the grammar stage is, beside LanguageTool alone.

    python -m benchmarks.grammar quality CLEAN [--half develop|report] [--health]
    python -m benchmarks.grammar applied TEXTS [--of-each 150]
    python -m benchmarks.grammar speed CLEAN --spun FOLDER [--articles 500] [--rounds 3] [--measure first ...]

Every other article belongs to the half to choose the profile by; the rest to the half to report on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.grammar.applied import show_applied
from benchmarks.grammar.quality import print_quality
from benchmarks.grammar.speed import MEASURES, time_all
from benchmarks.stuffing.__main__ import half_of, read_articles
from pipeline.engines.languagetool.access import GrammarAccess
from pipeline.engines.languagetool.install import find_installation
from pipeline.engines.languagetool.server import LanguageToolServer

HEALTH = ("medquad", "nursing", "anatomy", "microbiology", "vagov")
"""Parts of the names of articles on health."""


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    quality = commands.add_parser("quality", help="false alarms and seeded errors")
    quality.add_argument("clean", type=Path, help="clean articles: a folder, or JSON lines with a text")
    quality.add_argument("--half", choices=("develop", "report"), default="develop")
    quality.add_argument("--health", action="store_true", help="only articles whose names tell that they are on health")
    quality.add_argument("--of-each", type=int, default=150, help="seeded errors of each kind")
    quality.add_argument("--seed", type=int, default=1)
    quality.add_argument("--show", type=int, default=0, help="rules shown")
    applied = commands.add_parser("applied", help="show what is applied by itself in real text")
    applied.add_argument("clean", type=Path, help="real texts: a folder, or JSON lines with a text")
    applied.add_argument("--of-each", type=int, default=150, help="paragraphs looked at for each rule")
    speed = commands.add_parser("speed", help="time beside the user's loop")
    speed.add_argument("clean", type=Path, help="clean articles: a folder, or JSON lines with a text")
    speed.add_argument("--spun", type=Path, help="spun articles, *.txt; simulated ones make up the number")
    speed.add_argument("--articles", type=int, default=20)
    speed.add_argument("--rounds", type=int, default=3)
    speed.add_argument("--measure", nargs="+", choices=tuple(MEASURES), default=tuple(MEASURES))
    return parser.parse_args()


def main() -> None:
    """Run what is asked for."""
    options = arguments()
    articles = read_articles(options.clean)
    if options.command == "speed":
        spun = list(read_articles(options.spun).values()) if options.spun else []
        time_all(list(articles.values()), spun, options.articles, options.rounds, options.measure)
        return
    if options.command == "applied":
        with LanguageToolServer(find_installation(announce=print)) as server:
            show_applied(articles.values(), GrammarAccess(server.address, "").engine(90.0), options.of_each)
        return
    chosen = half_of(articles, options.half)
    if options.health:
        chosen = {name: text for name, text in chosen.items() if any(part in name for part in HEALTH)}
    with LanguageToolServer(find_installation(announce=print)) as server:
        server.wait_ready()
        print(f"# half {options.half}, seed {options.seed}")
        print_quality(list(chosen.values()), server.address, options.of_each, options.seed, options.show)


if __name__ == "__main__":
    main()
