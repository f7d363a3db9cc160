"""The pages on which a person looks through a run, made from its reports, its journal and the originals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import cast

from pipeline.batch.decided import replay
from pipeline.batch.journal import Journal, open_journal, unpack
from pipeline.batch.originals import Originals, original_files
from pipeline.batch.request import Listener
from pipeline.batch.rulings import earlier_rulings
from pipeline.config import Config
from pipeline.draft import Draft
from pipeline.engines.bundle import local_engines
from pipeline.errors import ArticleError
from pipeline.facts.keyphrases.use import find_sentences_with
from pipeline.files.master import read_results
from pipeline.files.output import state_folder
from pipeline.files.review_pages import page_name, remove_pages_from, write_page
from pipeline.files.run_record import RunRecord, read_run, refuse_lost_results
from pipeline.reading import Reading
from pipeline.report.columns import Row
from pipeline.report.page import render_page
from pipeline.report.redline import redline
from pipeline.report.reread import of_kind
from pipeline.report.review import Batch, BatchLine, ReviewedArticle, ReviewedText, pages_of


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What is to be reviewed.

    Attributes:
        folder: of the run's reports.
        inputs: the originals; none for where they were at the run.
    """

    folder: Path
    inputs: tuple[Path, ...] = ()


@dataclass(slots=True)
class Review:
    """What was made.

    Attributes:
        pages: how many there are.
        articles: with findings.
        first_page: path of the page to begin with.
        without_text: cleaned articles that are shown without their text, with the reason.
    """

    pages: int
    articles: int
    first_page: Path | None = None
    without_text: list[tuple[str, str]] = field(default_factory=list)


def write_review(request: ReviewRequest, listener: Listener) -> Review:
    """Write the pages of a run into the folder ``review`` beside its reports.

    Args:
        request: what is to be reviewed.
        listener: told how it goes on.

    Raises:
        ConfigError: there is no such run, or no article among the originals that were named.
        OutputError: its reports cannot be read, the pages cannot be written, or a run is writing to the output.
    """
    run = read_run(request.folder)
    refuse_lost_results(run)
    batch, numbers = _plan(request.folder, run)
    review = Review(len(batch.pages), len(numbers))
    with state_folder(run.output) as state, open_journal(state) as journal:
        reader = _Reader(run, journal, Originals(original_files(run, request.inputs).by_id, run.config))
        results = _with_findings(request.folder)
        held = Counter(numbers)
        done = 0
        for number in range(review.pages):
            articles = []
            for rows in islice(results, held[number]):
                done += 1
                articles.append(reader.read(f"a{done}", rows))
                listener.progress(done, len(numbers), str(rows[0]["path"]), "reviewed")
            path = write_page(request.folder, number, render_page(batch, number, articles))
            review.first_page = review.first_page or path
            if batch.is_clean:
                review.without_text += ((str(one.row["path"]), one.fault) for one in articles if one.fault)
        remove_pages_from(request.folder, review.pages)
    return review


def _with_findings(folder: Path) -> Iterator[list[Row]]:
    return (rows for rows in read_results(folder) if of_kind(rows, "finding"))


def _plan(folder: Path, run: RunRecord) -> tuple[Batch, list[int]]:
    """The table of the run, and for each article with findings the number of its page."""
    results = [(rows[0], [row["state"] for row in of_kind(rows, "finding")]) for rows in read_results(folder)]
    numbers = pages_of([len(states) for _, states in results if states])
    names = tuple(page_name(number) for number in range(max(numbers, default=0) + 1))
    links = (f"{names[number] if number else ''}#a{place}" for place, number in enumerate(numbers, 1))
    lines = tuple(
        BatchLine(row, len(states), states.count("open"), next(links) if states else "") for row, states in results
    )
    return Batch(run.run_id, str(folder), run.command == "clean", lines, names), numbers


class _Reader:
    """Reads articles again.

    Args:
        run: that they are of.
        journal: its results.
        originals: where they are.
    """

    def __init__(self, run: RunRecord, journal: Journal, originals: Originals) -> None:
        self._run = run
        self._journal = journal
        self._originals = originals

    def read(self, name: str, rows: Sequence[Row]) -> ReviewedArticle:
        """An article as it is shown.

        Args:
            name: of its place on the page.
            rows: of its result, as they stand in the report.
        """
        try:
            order, text = self._text(rows)
        except ArticleError as error:
            return ReviewedArticle(name, rows[0], tuple(of_kind(rows, "finding")), None, str(error))
        findings = of_kind(rows, "finding")
        return ReviewedArticle(name, rows[0], tuple(findings[number] for number in order), text)

    def _text(self, rows: Sequence[Row]) -> tuple[list[int], ReviewedText]:
        """The numbers of the findings in reading order, and the text with them."""
        article_id = str(rows[0]["path"])
        if self._run.command != "clean":
            raise ArticleError("unreadable", "The article was only checked.")
        entry = self._journal.find("clean", article_id)
        if entry is None:
            raise ArticleError("unreadable", "The result of the run is damaged.")
        source = self._originals.find(article_id)
        replayed = replay(source, unpack(entry.rows), earlier_rulings(rows))
        draft, findings = replayed.redecided.draft, replayed.redecided.findings
        order = sorted(range(len(findings)), key=lambda number: findings[number].span)
        passages = redline(replayed.article, draft.edits, [findings[number] for number in order])
        return order, ReviewedText(tuple(passages), _sentences_with_keyphrase(draft, rows[0], source.config))


def _sentences_with_keyphrase(draft: Draft, row: Row, config: Config) -> tuple[bool, ...]:
    keyphrase, synonyms = row["keyphrase"], cast("list[str] | None", row.get("synonyms"))
    if not keyphrase:
        return ()
    reading = Reading(draft.text, draft.article.format, config, local_engines(0), layout=draft.layout)
    return find_sentences_with(reading.tokens, reading.sentences, str(keyphrase), synonyms or ())
