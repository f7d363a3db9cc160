"""Where the command begins, as ``unspin`` and as ``python -m pipeline``."""

from __future__ import annotations

import gc

_OBJECTS_BEFORE_COLLECTING = 50_000
"""New objects before the garbage collector looks through them: what is loaded at the start stays to the end, and a run
in which nothing has changed is over soon after it."""


def main() -> None:
    """Run the command that the arguments name."""
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    # Loaded here, with the collector told.
    from pipeline.cli.commands import main as command

    command(prog_name="unspin")


if __name__ == "__main__":
    main()
