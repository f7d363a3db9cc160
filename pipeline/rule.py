"""What a rule is: a value with an id, a name, an explanation and a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Finding
from pipeline.reading import Reading

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: family letter and three digits, such as ``S230``; never used again for another rule.
        name: lower-case words joined by hyphens.
        category: what kind of trouble it finds, in an editor's words.
        severity: how much the trouble matters to a reader.
        explanation: the rule file's docstring: Finds, Why, Before, After, When it is wrong, Source.
        find: the findings in one text, in any order.
    """

    id: str
    name: str
    category: str
    severity: Severity
    explanation: str
    find: Callable[[Reading], Iterator[Finding]]
