"""What a user adds to the shipped tables: a folder of tables, and a list of words that are never flagged."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline import tables
from pipeline.errors import ConfigError

OVERLAID = ("fingerprints.tsv", "listed_swaps.tsv")
"""The shipped tables that a user's folder may lay rows over."""

_DIGEST_DIGITS = 12


@cache
def vocabulary(path: Path) -> tuple[str, ...]:
    """The words and phrases of an accept-list: one a line; empty lines and lines that begin with "#" say nothing.

    Raises:
        ConfigError: the list cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path given to --vocab.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 ({error.reason}); save it as UTF-8.") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def digest_user_files(folder: Path | None, accept_list: Path | None) -> str:
    """A digest of what a user added, or an empty text; every file is read and checked on the way.

    Raises:
        ConfigError: a file cannot be used, or the folder holds none of the tables.
    """
    # A run reads the files anew, whatever an earlier run in this process found in them.
    vocabulary.cache_clear()
    tables.listed_swaps.cache_clear()
    tables.fingerprints.cache_clear()
    digest = sha256()
    if folder:
        found = [name for name in OVERLAID if (folder / name).is_file()]
        if not found:
            raise ConfigError(f"{folder}: holds none of {', '.join(OVERLAID)}; check the path given to --tables.")
        tables.listed_swaps(folder)
        tables.fingerprints(folder)
        for name in found:
            digest.update(name.encode() + (folder / name).read_bytes())
    if accept_list:
        digest.update("\n".join(vocabulary(accept_list)).encode())
    return digest.hexdigest()[:_DIGEST_DIGITS] if folder or accept_list else ""
