"""A page of which most was left out.

Finds: a page of whose words less than half were taken for the article.
Why: menus, comments and notices are left out on purpose, but where they make up most of a page, a part of the article
may have been left out with them.
Before: a page with a short article and two hundred comments.
After: the same; compare the article's text with the page.
When it is wrong: short articles between long menus.
Source: the share is this project's own choice (data/html/page.toml).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import tables
from pipeline.model import Finding, Span
from pipeline.reading import Reading
from pipeline.rule import Rule

_SHOWN = 80
"""Code points of the article's beginning in the report."""


def find(reading: Reading) -> Iterator[Finding]:
    """One finding for the page, at the beginning of what was taken for the article."""
    ratio = reading.extracted_ratio
    if ratio is None or ratio >= tables.settings("html/page.toml")["region"]["warn_under"]:
        return
    end = min(_SHOWN, len(reading.text.partition("\n")[0]))
    yield Finding(
        rule_id=RULE.id,
        span=Span(0, end),
        match=reading.text[:end],
        message=f"Only {ratio:.0%} of the words on the page were taken for its article, which begins here.",
        evidence=(("extracted_ratio", f"{ratio:.3f}"),),
    )


RULE = Rule(
    id="E010",
    name="little-extracted",
    category="extraction",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
