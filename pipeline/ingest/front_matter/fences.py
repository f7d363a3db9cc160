"""Where the front matter of Markdown begins and ends, and what it is written in: fences, a bare object, headers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

from pipeline.ingest.front_matter.headers import headers_end
from pipeline.tables.fields import header_keys, key_letters

Language = Literal["yaml", "toml", "json", "headers", "lines"]
"""``headers`` have no fences; ``lines`` are what cannot be read as what the fences say."""

_FENCED = re.compile(
    r"\ufeff?(?:---(?P<named>yaml|toml|json)?[ \t]*\r?\n(?P<hyphens>.*?)^(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\r?\n(?P<pluses>.*?)^\+\+\+)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
"""YAML between three hyphens, or what the first fence names (Eleventy, Gatsby); TOML between three plus signs."""
_UNOPENED = re.compile(
    r"\ufeff?(?P<content>(?=[A-Za-z])"
    r"(?:[A-Za-z][\w.-]*:(?:[ \t][^\r\n]*)?\r?\n|(?:[ \t]|-[ \t])(?=[^\r\n]*\S)[^\r\n]*\r?\n){2,500})"
    r"---[ \t]*(?:\r?\n|\Z)"
)
"""YAML with a fence below it alone, as Hexo has it; such lines may as well be a heading of Markdown."""
_KEY = re.compile(r"^([A-Za-z][\w.-]*):", re.MULTILINE)
_BRACE = re.compile(r"\ufeff?(?=\{)")
_FEWEST_KEYS = 2
_LINE_END = re.compile(r"[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a file; all positions count in the file.

    Attributes:
        language: that it is written in.
        start: where its content begins.
        end: where its content ends.
        text_start: where the article's text begins.
    """

    language: Language
    start: int
    end: int
    text_start: int


def find_front_matter(source: str) -> FrontMatter | None:
    """The front matter of a Markdown file, or None where it has none."""
    found = _FENCED.match(source)
    if found:
        languages: dict[str | None, Language] = {"toml": "toml", "json": "json"}
        language = "toml" if found["pluses"] is not None else languages.get(found["named"], "yaml")
        start, end = found.span("pluses" if found["pluses"] is not None else "hyphens")
        return FrontMatter(language, start, end, found.end())
    return _bare_object(source) or _unopened(source) or _headers(source)


def front_matter_end(source: str) -> int:
    """Where the front matter ends; 0 where there is none."""
    found = find_front_matter(source)
    return found.text_start if found else 0


def _bare_object(source: str) -> FrontMatter | None:
    """JSON without fences, as Hugo has it: an object that the file begins with, with its last line for itself."""
    brace = _BRACE.match(source)
    if brace is None:
        return None
    try:
        content, end = json.JSONDecoder().raw_decode(source, brace.end())
    except (ValueError, RecursionError):
        return None
    line_end = _LINE_END.match(source, end)
    return FrontMatter("json", brace.end(), end, line_end.end()) if content and line_end else None


def _unopened(source: str) -> FrontMatter | None:
    found = _UNOPENED.match(source)
    keys = [key_letters(key) for key in _KEY.findall(found["content"])] if found else []
    known = sum(key in header_keys() for key in keys)
    if found is None or len(keys) < _FEWEST_KEYS or keys[0] not in header_keys() or 2 * known <= len(keys):
        return None
    return FrontMatter("yaml", *found.span("content"), found.end())


def _headers(source: str) -> FrontMatter | None:
    end = headers_end(source)
    return FrontMatter("headers", int(source.startswith("\ufeff")), end, end) if end else None
