"""Train the swap model on sections that other processes spin meanwhile, each time anew. For a graphics card.

Usage:
    python -m pipeline.training.swap_model.fit_streamed SET.jsonl.gz PRETRAINED FOLDER --tagged TAGGED.jsonl.gz
        --lists LISTS --thesaurus FILE --related FILE --minutes 9 --device cuda --bfloat16

The set, of ``spinners.spin_documents``, only says which originals the model learns to name.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from pipeline.training.spinners import spin_documents
from pipeline.training.swap_model.example_stream import Stream, stream_batches
from pipeline.training.swap_model.examples import WordPieces, choose_tags
from pipeline.training.swap_model.fit import Examples, add_arguments, fit


def main() -> None:
    """Train until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--tagged", type=Path, required=True, help="clean texts, see tag_corpus")
    spin_documents.add_arguments(parser)
    parser.add_argument("--processes", type=int, default=14, help="that spin")
    parser.add_argument("--steps", type=float, default=math.inf, help="batches, if the time is not over earlier")
    arguments = parser.parse_args()
    tags = choose_tags(arguments.training_set, arguments.tags, arguments.words)
    pieces = WordPieces(arguments.pretrained / "tokenizer.json")
    simulator = spin_documents.read_simulator(arguments)
    stream = Stream(simulator.sections, pieces, tags, arguments.batch)
    fit(Examples(stream_batches(stream, arguments.processes, arguments.seed), arguments.steps), tags, arguments)


if __name__ == "__main__":
    main()
