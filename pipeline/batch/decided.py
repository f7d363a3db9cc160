"""One article of a run with what a person decided on its findings; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import cast

from pipeline.batch.worker import labels
from pipeline.config import Config
from pipeline.draft import Draft, splice
from pipeline.engines.bundle import local_engines
from pipeline.errors import ArticleError
from pipeline.files.extract import extract
from pipeline.ingest.articles import file_content, read_listed_article, source_edits
from pipeline.ingest.formats import Member
from pipeline.measure import measure_texts
from pipeline.model import Article, Cleaned, Finding, Scores
from pipeline.reading import Reading
from pipeline.redecide import Redecided, Ruling, redecide
from pipeline.redraft import not_repeated
from pipeline.report.columns import Row
from pipeline.report.ignored import ignore_for
from pipeline.report.reread import edit_of, finding_of, of_kind
from pipeline.report.rows import Files, article_rows
from pipeline.report.wording import REMOVAL
from pipeline.tables.digests import text_digest


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article is read.

    Attributes:
        path: the file.
        member: the article itself, where its file holds several; None where the file is to be read.
        config: the settings that it was cleaned with.
    """

    path: Path
    member: Member | None
    config: Config


@dataclass(frozen=True, slots=True)
class Decided:
    """An article with its decisions.

    Attributes:
        rows: article, findings and edits.
        shingles: of the text, by which near-duplicates are told.
        content: the file; None where it holds other articles too.
        source: the article's decoded text as it was read.
        new_source: the same with its edits.
        extracted: the article freed from its file; None where that is not wanted.
        notices: what a person should know of it.
    """

    rows: list[Row]
    shingles: bytes
    content: bytes | None
    source: str
    new_source: str
    extracted: bytes | None
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """An article made anew from its original, as its run did.

    Attributes:
        raw: the bytes of the file; None where it holds other articles too.
        article: as it was read.
        redecided: what became of it.
    """

    raw: bytes | None
    article: Article
    redecided: Redecided


def replay(source: Source, base: Sequence[Row], rulings: Mapping[int, Ruling]) -> Replayed:
    """Make an article anew from its original, as the run did, but for what a person decided; nothing is measured.

    Args:
        source: where it is read.
        base: its rows after the run.
        rulings: by the number of the finding among these rows.

    Raises:
        ArticleError: the original has changed since, or the decisions exclude each other.
    """
    raw, article = _read(source, base[0])
    findings = [finding_of(one) for one in of_kind(base, "finding")]
    run = redecide(article, findings, {})
    made = source_edits(article, run.draft.edits)
    if splice(article.source, made) != splice(article.source, [edit_of(one) for one in of_kind(base, "edit")]):
        raise not_repeated()
    return Replayed(raw, article, redecide(article, findings, rulings) if rulings else run)


def decide_on(source: Source, base: Sequence[Row], rulings: Mapping[int, Ruling]) -> Decided:
    """Make an article anew from its original, as the run did, but for what a person decided, and measure it.

    Args:
        source: where it is read.
        base: its rows after the run.
        rulings: by the number of the finding among these rows.

    Raises:
        ArticleError: the original has changed since, the decisions exclude each other, or the file cannot hold them.
    """
    replayed = replay(source, base, rulings)
    article, decided = replayed.article, replayed.redecided
    cleaned = _cleaned(article, decided.draft, decided.findings, base[0], source.config)
    content = None if replayed.raw is None else file_content(replayed.raw, cleaned)
    to = source.config.to
    return Decided(
        rows=_rows(cleaned, base, rulings, content, source.config),
        shingles=cleaned.scores.shingles,
        content=content,
        source=article.source,
        new_source=cleaned.source,
        extracted=None if to == "none" else extract(cleaned, to, content).encode("utf-8", "replace"),
        notices=decided.notices,
    )


def original_changed() -> ArticleError:
    """The fault of an article whose original is not the one that the run read."""
    return ArticleError("changed", "The original has changed since the run. Run `unspin clean` again.")


def _read(source: Source, row: Row) -> tuple[bytes | None, Article]:
    digest, member = str(row["sha256_before"]), source.member
    if member and text_digest(member.text) != digest:
        raise original_changed()
    try:
        return read_listed_article(source.path, str(row["path"]), member, digest, source.config)
    except ArticleError as error:
        raise original_changed() if error.code == "unreadable" and source.path.is_file() else error from error


def _cleaned(article: Article, draft: Draft, findings: Sequence[Finding], row: Row, config: Config) -> Cleaned:
    edits = source_edits(article, draft.edits)
    return Cleaned(
        article=article,
        text=draft.prose,
        source=splice(article.source, edits),
        edits=draft.edits,
        source_edits=edits,
        findings=tuple(findings),
        scores=_scores(article, draft, row, config),
        seconds=tuple(cast("dict[str, float]", row["stage_seconds"]).items()),
        ignores=tuple(cast("list[str]", row.get("ignores") or ())),
    )


def _scores(article: Article, draft: Draft, row: Row, config: Config) -> Scores:
    """What the run measured, and the text measured as it is now."""
    config = config.model_copy(update={"synonyms": tuple(cast("list[str]", row.get("synonyms") or ()))})
    engines = local_engines(0)
    before = Reading(article.text, article.format, config, engines, layout=article.layout)
    after = Reading(draft.text, article.format, config, engines, layout=draft.layout) if draft.edits else before
    return replace(
        measure_texts(before, after, cast("str | None", row["keyphrase"])),
        keyphrase_source=cast("str | None", row["keyphrase_source"]),
        spin_score=cast("float | None", row["spin_score"]),
        grammar_checked=row["grammar_checked"] is True,
        looked_for=tuple(cast("list[str] | None", row["quality_basis"]) or ()),
    )


def _rows(
    cleaned: Cleaned, base: Sequence[Row], rulings: Mapping[int, Ruling], content: bytes | None, config: Config
) -> list[Row]:
    after = cleaned.source.encode("utf-8", "surrogatepass") if content is None else content
    row = base[0]
    files = Files(str(row["sha256_before"]), sha256(after).hexdigest(), str(row["output_path"]))
    rows = article_rows(cleaned, labels(config), files)
    findings, run_findings = of_kind(rows, "finding"), of_kind(base, "finding")
    if any(one["finding_id"] != other["finding_id"] for one, other in zip(findings, run_findings, strict=True)):
        raise not_repeated()
    for number, ruling in rulings.items():
        findings[number] |= {"decision": ruling.decision, "decided_at": ruling.decided_at}
        if findings[number]["replacement"] == "" != run_findings[number]["replacement"]:
            findings[number]["replacement"] = REMOVAL
    refused = [ignore_for(findings[n]).name for n, ruling in rulings.items() if ruling.decision == "never"]
    rows[0]["ignores"] = sorted({*cleaned.ignores, *refused})
    rows[0]["seconds"] = row["seconds"]
    # What somebody decided on has been reviewed.
    rows[0]["needs_clinical_review"] = sum(bool(one["clinical_flag"]) and not one["decision"] for one in findings)
    if "synonyms" in row:
        rows[0]["synonyms"] = row["synonyms"]
    return rows
