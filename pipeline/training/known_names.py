"""Names in the options of a script: one that is not known ends it, for a training that leaves it out tells nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches


def refuse_unknown(option: str, names: Iterable[str], known: Collection[str]) -> None:
    """End the script at a name that is not known, and say which one it may have meant.

    Args:
        option: as it is written, such as ``--sources``.
        names: what stands behind it.
        known: what may stand there.

    Raises:
        SystemExit: a name is not known.
    """
    for name in names:
        if name not in known:
            nearest = get_close_matches(name, known, n=1)
            hint = f"; did you mean {nearest[0]!r}?" if nearest else "."
            raise SystemExit(f"{option}: there is no {name!r}{hint} Known here: {', '.join(sorted(known))}.")
