"""A comment for unspin in an article that ignores nothing.

Finds: in Markdown and HTML a comment that begins with "unspin-ignore" and that no finding of the article has, that
names a rule that there is not, or that cannot be understood.
Why: it was written to keep words as they are; a slip in it, or a phrase that was edited since, leaves them unguarded.
Before: the comment says S200["pores an skin"], the text "pores and skin".
After: the same; mend the comment, or remove it.
When it is wrong: where other settings, such as another keyphrase, would find what it ignores. Of rules that did not
look at the whole article it is not said. Where this rule is off, entries of the list of ignores that ignored nothing
are not told at the end of a run, either.
Source: this project's own choice.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Finding
from pipeline.reading import Reading
from pipeline.rule import Rule


def find(_reading: Reading) -> Iterator[Finding]:
    """Nothing: what a comment ignores is known when all stages are done, see ``pipeline.ignores``."""
    return iter(())


RULE = Rule(id="E012", name="idle-comment", category="ignores", severity="info", explanation=__doc__ or "", find=find)
