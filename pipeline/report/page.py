"""The pages of a review: one file each, which loads nothing and works from the disk."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from shlex import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.model import clinical_note
from pipeline.report.cells import format_cell
from pipeline.report.quality import latest_quality
from pipeline.report.review import Batch, ReviewedArticle, choices_of, shown_wording

_NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that HTML cannot hold."""


def render_page(batch: Batch, number: int, articles: Sequence[ReviewedArticle]) -> bytes:
    """One page; the first one begins with the table of the batch.

    Args:
        batch: the run.
        number: of the page, from 0.
        articles: on it.
    """
    template = _environment().get_template("page.html.jinja")
    text = template.render(batch=batch, number=number, articles=articles)
    return _NOT_SHOWN.sub("\ufffd", text).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "cell": format_cell,
        "clinical_note": clinical_note,
        "digest": _digest,
        "quoted": quote,
        "shown": shown_wording,
    }
    environment.globals |= {
        "choices_of": choices_of,
        "latest_quality": latest_quality,
    }
    return environment


def _digest(content: str) -> str:
    """What the policy of the page calls a style or a script that may be used."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
