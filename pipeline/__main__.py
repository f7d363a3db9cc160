"""``python -m pipeline`` is ``unspin``."""

from pipeline.cli import main

if __name__ == "__main__":
    main(prog_name="unspin")
