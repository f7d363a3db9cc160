"""A page whose article was hard to tell from what stands around it.

Finds: a page of whose running text less than half was taken for the article, and one of which a part was taken that
the page names as comments, a sidebar or the like.
Why: comments and notices are left out on purpose, but where they make up most of a page, a part of the article
may have been left out with them. Where next to nothing else stands on the page, they are read, for they may be the
article, such as a list of readers' questions; then edits may stand in what readers wrote.
Before: a page with a short article and two hundred comments.
After: the same; compare the article's text with the page.
When it is wrong: short articles above many comments. Menus and lists are no running text, and do not count: an article
that is a list and was left out is not missed.
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
    ratio, taken_in = reading.extracted_ratio, ", ".join(reading.taken_in)
    share = reading.prose_ratio if reading.prose_ratio is not None else ratio
    is_little = share is not None and share < tables.settings("html/page.toml")["region"]["warn_under"]
    if ratio is None or share is None or not (is_little or taken_in):
        return
    end = min(_SHOWN, len(reading.text.partition("\n")[0]))
    message = f"Only {share:.0%} of the running text was taken for the article, which begins here."
    if taken_in:
        message = (
            f"What was taken for the page's article, which begins here, has a part that the page names as {taken_in}."
        )
    yield Finding(
        rule_id=RULE.id,
        span=Span(0, end),
        match=reading.text[:end],
        message=message,
        evidence=(
            ("extracted_ratio", f"{ratio:.3f}"),
            ("prose_ratio", f"{share:.3f}"),
            *((("taken_in", taken_in),) if taken_in else ()),
        ),
    )


RULE = Rule(
    id="E010",
    name="doubtful-extraction",
    category="extraction",
    severity="warning",
    explanation=__doc__ or "",
    find=find,
)
