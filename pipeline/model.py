"""The values that pass between the rooms: frozen, and free of any other module of ours.

Positions are code points and spans are half-open. Inside the program every position counts in ``Article.text`` or in
the text of the stage at hand; only the report counts in the author's file (see ``Article.to_source``).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

FixClass = Literal["safe", "unsafe", "none"]
"""``safe`` is applied by default, ``unsafe`` is a suggestion, ``none`` has nothing to apply."""

State = Literal["open", "fixed", "ignored", "baseline", "overlapped", "protected", "reverted"]
REMAINING: frozenset[State] = frozenset({"open", "protected", "reverted"})
"""States of a finding that still stands in the text after the run."""

Gate = Literal["clean", "suspect", "spun"]
"""What a document, or a part of one, is taken for."""

DensityRating = Literal["under", "good", "over", "far over"]
"""How a keyphrase's density stands to Yoast's limits."""

BlockKind = Literal["p", "h", "li", "td", "quote", "code", "front_matter", "html"]

FieldName = Literal[
    "title",
    "description",
    "keywords",
    "open graph",
    "structured data",
    "structured keywords",
    "structured text",
    "alternative text",
    "tooltip",
    "hidden text",
    "anchor text",
    "tag list",
    "tag",
    "keyword",
    "category",
]
"""What a field is: the ``title`` and the descriptions that search engines show, attributes of pictures and links ...

A ``structured text`` is a copy of what readers read, or an answer, in structured data. A ``tag list`` is a link to a
tag's page, which readers see; a ``tag`` is an entry of a list of tags in front matter, a ``keyword`` one of a list of
keywords there, and a ``category`` what the article is filed under.
"""

Decision = Literal["accept", "reject", "never"]
"""What a person says of a finding; ``never`` rejects it, in all later runs too."""

Evidence = tuple[tuple[str, str], ...]
"""(name, value) pairs that say why a rule fired."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; an empty span overlaps a range that it lies strictly inside."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Segment(NamedTuple):
    """A range of ``Article.text`` and the range of ``Article.source`` that it was read from.

    Where both are equally long, characters correspond one to one. Otherwise, as for an entity or an escape, the range
    is taken or left as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int

    @property
    def is_verbatim(self) -> bool:
        """Whether characters correspond one to one."""
        return self.end - self.start == self.source_end - self.source_start


@dataclass(frozen=True, slots=True)
class Block:
    """A block and its kind.

    Attributes:
        span: the block's text, without its bullet or heading mark and without white space around.
        kind: ``p``, ``h``, ``li``, ``td`` or ``quote`` for prose; ``code``, ``html`` or ``front_matter`` for the rest.
        line: the whole lines that the block stands on, with their line ends.
        level: of a heading, 1 to 6; 0 where there is none or it is not known.
        stated: the kind that the file's markup states, where ``kind`` is told by the looks of the text all the same:
            many a heading is but a short paragraph.
    """

    span: Span
    kind: BlockKind
    line: Span
    level: int = 0
    stated: BlockKind | None = None

    @property
    def shown(self) -> str:
        """What an editor is told: what the file calls it, such as ``p`` or ``h2``, else what it looks like."""
        kind = self.stated or self.kind
        return f"h{self.level}" if kind == "h" and self.level else kind


@dataclass(frozen=True, slots=True)
class Field:
    """Text that search engines weigh by itself: beside what a reader reads, as a description, or in it, as a link's.

    Attributes:
        name: what it is.
        span: where it stands in the article's text.
        is_kept: whether no part of it may go, since the markup around it would change too.
    """

    name: FieldName
    span: Span
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What the markup of a file says of the text in it; all spans count in that text.

    Attributes:
        blocks: in reading order and apart.
        code: ranges that no edit may touch, sorted: inline code, what a field computes.
        fields: what the file holds beside what is read, in the order of the text.
        prose_end: where the text ends that is read, and behind which only fields stand, one a line; None for the end.
        extracted_ratio: share of the file's words that belong to the article; None where the file is the article.
        taken_in: what the file calls parts of the article that usually stand beside one, such as ``comments``.
        line_marks: ranges between the lines of a block, sorted, that go with the words around them or stay: the marks
            of a quotation or a list that begin the next line, and those of a hard line break.
        links: whole links in the text, their marks and targets too, sorted; a mention that is all there is in one goes
            with it. None where targets are no part of the text.
    """

    blocks: tuple[Block, ...]
    code: tuple[Span, ...] = ()
    fields: tuple[Field, ...] = ()
    prose_end: int | None = None
    extracted_ratio: float | None = None
    taken_in: tuple[str, ...] = ()
    line_marks: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    Attributes:
        id: stable name of the article within a run: its path relative to the input folder, with forward slashes.
        path: the file it came from, as text for reports; empty for text given to the Python API.
        format: name of a format in ``pipeline.ingest``: ``text``, ``markdown`` ...
        source: the decoded file.
        text: what the rules read.
        segments: sorted ranges, apart in both, that map ``text`` to ``source``; for plain text a single identity. Text
            between them, such as the gap between two paragraphs, stands nowhere in ``source``; source between them is
            markup.
        layout: blocks and code as the markup states them; None where they are read off ``text`` itself.
        title: the article's title, or empty.
        url: where the article stands on the web, if the file says so.
        extracted_ratio: share of the file's words that belong to the article; None where the file is the article.
        encoding: the codec that decoded the file.
        byte_order_mark: the bytes that stood before the text, to be written back.
        language: two-letter code, or empty where the text is too short to tell.
        language_confidence: 0 to 1, or None where it was not measured.
    """

    id: str
    source: str
    text: str
    segments: tuple[Segment, ...]
    path: str = ""
    format: str = "text"
    layout: Layout | None = None
    title: str = ""
    url: str = ""
    extracted_ratio: float | None = None
    encoding: str = "utf-8"
    byte_order_mark: bytes = b""
    language: str = ""
    language_confidence: float | None = None

    @classmethod
    def from_text(cls, text: str, *, id: str = "article", format: str = "text") -> Article:
        """An article whose text is its own source."""
        return cls(id=id, source=text, text=text, segments=(Segment(0, len(text), 0, len(text)),), format=format)

    @property
    def prose(self) -> str:
        """What a reader reads: the text without the fields behind it."""
        return self.text if self.layout is None else self.text[: self.layout.prose_end]

    def to_source(self, position: int) -> int:
        """The position in ``source`` of a position in ``text``."""
        index = bisect_right(self.segments, position, key=lambda segment: segment.start) - 1
        if index < 0:
            return self.segments[0].source_start if self.segments else 0
        segment = self.segments[index]
        if position >= segment.end or not segment.is_verbatim:
            return segment.source_end if position >= segment.end else segment.source_start
        return segment.source_start + position - segment.start

    def to_source_span(self, span: Span) -> Span:
        """The range in ``source`` of a range in ``text``, from its first character to its last."""
        start = self.to_source(span.start)
        if not len(span):
            return Span(start, start)
        segment = self.segments[max(bisect_right(self.segments, span.end - 1, key=lambda one: one.start) - 1, 0)]
        end = segment.source_end
        if segment.is_verbatim and span.end < segment.end:
            end = segment.source_start + span.end - segment.start
        return Span(start, max(start, end))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says about a range of the text that it read.

    Attributes:
        rule_id: id of the rule, such as ``S200``.
        span: in the text that the rule read; in ``Cleaned.findings``, in ``Article.text``.
        match: the text in ``span`` when the rule read it.
        suggestions: replacements for ``span``, best first; an empty string is a removal.
        confidence: 0 to 1.
        fix_class: whether the first suggestion may be applied.
        message: one sentence for an editor.
        evidence: why the rule fired.
        category: what kind of trouble it is, in an editor's words.
        state: what became of the finding.
        clinical_flag: the number, drug, unit or negation at stake, or empty.
        read_in: number of the reading that it was found in; later ones read what earlier ones left.
        read_at: where it stood in the text of that reading; None as long as ``span`` says so.
    """

    rule_id: str
    span: Span
    match: str
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    fix_class: FixClass = "none"
    message: str = ""
    evidence: Evidence = ()
    category: str = ""
    state: State = "open"
    clinical_flag: str = ""
    read_in: int = 0
    read_at: Span | None = None

    @property
    def removes_mention(self) -> bool:
        """Whether it takes a stuffed mention away, and with it whatever number or name the mention holds."""
        return self.rule_id.startswith("K")

    @property
    def is_of_field(self) -> bool:
        """Whether it is about a field: the text of a picture may be edited, though nothing else in its markup may."""
        return self.evidence[:1] != () and self.evidence[0][0] == "field"

    @property
    def restores_encoding(self) -> bool:
        """Whether it repairs characters and leaves what a reader sees or meant, and may so bring a negation back.

        So does "isn’t" for "isnâ€™t", and "not" in Latin letters for one with a Cyrillic letter that looks the same.
        """
        return self.rule_id.startswith("E")

    def with_state(self, state: State, *evidence: tuple[str, str]) -> Finding:
        """The same finding in another state, with more evidence."""
        return replace(self, state=state, evidence=self.evidence + evidence)


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of ``Article.text[start:end]`` by ``new``, and the rules that asked for it."""

    start: int
    end: int
    new: str
    rule_ids: tuple[str, ...]

    @property
    def span(self) -> Span:
        """The range that is replaced."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class KeyphraseUse:
    """How much a text uses a keyphrase; ``None`` where the text has no words or sentences.

    Attributes:
        exact_count: mentions of the phrase, word by word.
        yoast_count: as Yoast counts: for each sentence the least of the counts of its content words, summed.
        density: Yoast's count by the words of the prose, times a factor for the length of the phrase; in percent.
        density_rating: the band that the density falls into.
        max_per_100_words: the most exact mentions that start in any window of 100 words.
        longest_gap_pct: the longest run of sentences without the phrase or a synonym, in percent of all sentences.
    """

    exact_count: int
    yoast_count: int
    density: float | None
    density_rating: DensityRating | None
    max_per_100_words: int
    longest_gap_pct: float | None


@dataclass(frozen=True, slots=True)
class TextCounts:
    """Counts of one text; a share or mean is None where there is no sentence.

    Attributes:
        words: words of the prose, split at white space as crawlers do.
        sentences: sentences of the prose.
        paragraphs: paragraphs that are neither heading nor list item.
        avg_words_per_sentence: mean length of a sentence in words.
        long_sentence_pct: share of sentences over 20 words, in percent.
        passive_pct: share of sentences in the passive voice, in percent.
        transition_pct: share of sentences with a transition word or phrase, in percent.
        flesch: Flesch's reading ease, 0 to 100; None for ten words or fewer.
    """

    words: int
    sentences: int
    paragraphs: int
    avg_words_per_sentence: float | None = None
    long_sentence_pct: float | None = None
    passive_pct: float | None = None
    transition_pct: float | None = None
    flesch: float | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured of an article; ``None`` is "not measured", 0 is "measured: none".

    The pairs are of the text before and after cleaning. ``shingles`` tells near-duplicates of the cleaned text, see
    ``pipeline.facts.folder.near_duplicates``. ``looked_for`` names the stages whose rules ran.
    """

    spin_score: float | None = None
    gate: str | None = None
    keyphrase: str | None = None
    keyphrase_source: str | None = None
    keyphrase_before: KeyphraseUse | None = None
    keyphrase_after: KeyphraseUse | None = None
    text_before: TextCounts | None = None
    text_after: TextCounts | None = None
    grammar_checked: bool = False
    grammar_unchecked: int | None = None
    shingles: bytes = field(default=b"", repr=False)
    looked_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article after all stages.

    Attributes:
        article: as it was read.
        text: what a reader reads of ``article.text``, with ``edits`` applied.
        source: ``article.source`` with ``source_edits`` applied.
        edits: sorted, apart, in ``article.text``.
        source_edits: the same in ``article.source``: one edit may take several there, around tags that stay.
        findings: every finding of every stage, spans in ``article.text``.
        scores: measurements.
        seconds: wall time of each stage by name.
        ignores: names of the entries of the user's list of ignores that a finding had.
    """

    article: Article
    text: str
    source: str
    edits: tuple[Edit, ...]
    source_edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    scores: Scores = field(default_factory=Scores)
    seconds: tuple[tuple[str, float], ...] = ()
    ignores: tuple[str, ...] = ()
