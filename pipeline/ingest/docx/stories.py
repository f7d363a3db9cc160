"""The stories of a Word file as one article: its running text, then its text boxes, then its notes.

Headers and footers are left out: they stand around every page, as a menu does around an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.ingest.docx.boxes import read_boxes
from pipeline.ingest.docx.comments import Package
from pipeline.ingest.docx.document import Document, Paragraph
from pipeline.ingest.docx.reader import GAP, read_document
from pipeline.model import Edit

_NOTES = ("footnotes", "endnotes")
_BESIDE = ("header", "footer")


@dataclass(frozen=True, slots=True)
class Story:
    """A text of its own in a Word file.

    Attributes:
        part: name of the part that it stands in.
        document: what it says.
        start: where its text begins in the article.
        is_box: whether it is what the text boxes of its part say.
    """

    part: str
    document: Document
    start: int
    is_box: bool = False

    @property
    def end(self) -> int:
        """Where its text ends in the article."""
        return self.start + len(self.document.text)


def read_stories(package: Package) -> tuple[Story, ...]:
    """The stories of a Word file, the running text first; those without text are left out, but for that one.

    Raises:
        ArticleError: a part is damaged or too large.
    """
    content = package.parts.read(package.main)
    stories = [Story(package.main, read_document(content), 0)]
    others = [(package.main, read_boxes(content), True)]
    for kind in _NOTES:
        others += ((name, read_document(package.parts.read(name)), False) for name in package.names(kind))
    for part, document, is_box in others:
        if document.text:
            start = stories[-1].end + len(GAP) if stories[-1].document.text else 0
            stories.append(Story(part, document, start, is_box))
    return tuple(stories)


def article_text(stories: Sequence[Story]) -> str:
    """The texts of the stories, with an empty line between two."""
    return GAP.join(story.document.text for story in stories if story.document.text)


def placed_paragraphs(stories: Sequence[Story]) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs of all stories, each with where its story begins in the article."""
    for story in stories:
        yield from ((story.start, paragraph) for paragraph in story.document.paragraphs)


def edits_by_story(stories: Sequence[Story], edits: Sequence[Edit]) -> list[list[Edit]]:
    """For each story the edits of its own text; what is put in across two stands in the first."""
    divided: list[list[Edit]] = [[] for _ in stories]
    for edit in edits:
        new = edit.new
        for story, own in zip(stories, divided, strict=True):
            start, end = max(edit.start, story.start), min(edit.end, story.end)
            if start < end or edit.start == edit.end == start == end:
                own.append(Edit(start - story.start, end - story.start, new, edit.rule_ids))
                new = ""
    return divided


def count_beside(package: Package) -> int:
    """Words in the headers and footers, each different text once."""
    texts = {read_document(package.parts.read(name)).text for kind in _BESIDE for name in package.names(kind)}
    return sum(len(text.split()) for text in texts)
