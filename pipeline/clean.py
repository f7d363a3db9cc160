"""One article through all stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from time import perf_counter

from pipeline.config import Config
from pipeline.decide import decide
from pipeline.draft import Draft, splice
from pipeline.engines.bundle import Engines, local_engines
from pipeline.ignores import IDLE_COMMENT, Ignoring
from pipeline.ingest.articles import source_edits
from pipeline.joined import join_remarks
from pipeline.measure import measure_texts, name_keyphrase
from pipeline.model import Article, Cleaned, Finding, Scores
from pipeline.reading import Reading
from pipeline.stages import RULES, STAGES, Stage
from pipeline.verify import verify

_MODEL = "the model"
"""What a stage is said to have looked without."""


def clean_article(
    article: Article | str,
    config: Config | None = None,
    engines: Engines | None = None,
    shared_phrases: Mapping[str, int] | None = None,
) -> Cleaned:
    """Clean one article; nothing is read or written.

    Args:
        article: the article, or its text.
        config: settings; the defaults where None.
        engines: tagger, insertion model, grammar checker and swap model; where None, the grammar is not checked.
        shared_phrases: phrases that other articles of the folder share with this one, each with about how many do;
            see ``pipeline.facts.folder.phrases``. None where the article is judged by itself.

    Returns:
        The cleaned text with every finding and every edit.

    Raises:
        EngineError: an engine was asked for and cannot be used.
    """
    article = Article.from_text(article) if isinstance(article, str) else article
    config = config or Config()
    engines = engines or local_engines()
    draft = Draft(article)
    ignoring = Ignoring(article, config)
    findings: list[Finding] = []
    seconds: list[tuple[str, float]] = []
    readings: dict[str, Reading] = {}
    read = partial(_read, config=config, engines=engines)
    read_draft, reading = draft, read(draft, shared_phrases=shared_phrases)
    readings_done = 0
    for stage in STAGES:
        started = perf_counter()
        found: list[Finding] = []
        for number in range(stage.most_readings):
            if read_draft.text != draft.text:
                # What the folder shares is cut from its other articles too, so a second run would not know of it.
                read_draft, reading = draft, read(draft, shared_phrases=None if number else shared_phrases)
            readings.setdefault(stage.name, reading)
            decision = decide(ignoring.judged(_find(stage, reading, config), draft), reading, config)
            found = _with_later(found, [_placed(f, draft, readings_done) for f in decision.findings])
            readings_done += 1
            draft = draft.revise(decision.changes)
            if not decision.changes:
                reading = reading.leaving_out([f.span for f in decision.findings if f.removes_mention])
                break
        findings += found
        seconds.append((stage.name, perf_counter() - started))
    verdict = verify(draft, findings)
    after = reading if read_draft.text == verdict.draft.text else read(verdict.draft, shared_phrases=shared_phrases)
    edits = source_edits(article, verdict.draft.edits)
    scores = _measure(article, readings, after)
    looked = _that_looked(scores, config)
    idle = tuple(ignoring.idle_comments(RULES, looked)) if config.runs(IDLE_COMMENT) else ()
    return Cleaned(
        article=article,
        text=verdict.draft.prose,
        source=splice(article.source, edits),
        edits=verdict.draft.edits,
        source_edits=edits,
        findings=(*join_remarks(verdict.findings), *idle),
        scores=scores,
        seconds=tuple(seconds),
        ignores=ignoring.used,
    )


def _read(draft: Draft, config: Config, engines: Engines, shared_phrases: Mapping[str, int] | None) -> Reading:
    return Reading(draft.text, draft.article.format, config, engines, shared_phrases, draft.layout)


def _find(stage: Stage, reading: Reading, config: Config) -> Iterator[Finding]:
    for rule in stage.rules:
        if config.runs(rule.id):
            for finding in rule.find(reading):
                yield replace(finding, category=finding.category or rule.category)


def _placed(finding: Finding, draft: Draft, read_in: int) -> Finding:
    """A finding of a draft's text, with its place in the article."""
    return replace(finding, span=draft.to_article(finding.span), read_in=read_in, read_at=finding.span)


def _with_later(found: list[Finding], later: list[Finding]) -> list[Finding]:
    """The findings of a stage, with those of a later reading of its text that were fixed; the others were seen before.

    Args:
        found: of the earlier readings; none before the first.
        later: of the reading behind those.
    """
    if not found:
        return later
    fixed = [finding for finding in later if finding.state == "fixed"]
    return [*(_settled(finding, fixed) for finding in found), *fixed]


def _settled(finding: Finding, fixed: list[Finding]) -> Finding:
    """The finding, overlapped where it was open and a later reading fixed what stands there."""
    if finding.state != "open":
        return finding
    winner = next((other for other in fixed if other.span.overlaps(finding.span)), None)
    return finding.with_state("overlapped", ("overlapped_by", winner.rule_id)) if winner else finding


def _looked_for(readings: dict[str, Reading]) -> Iterator[str]:
    """The stages that ran, in order, with a remark on those of which a part was left out."""
    for stage in STAGES:
        reading = readings[stage.name]
        config = reading.config
        run = [config.runs(rule.id) for rule in stage.rules] if config.select or config.ignore else [True]
        left_out = [] if all(run) else ["some rules"]
        if stage.name == "swap" and reading.swap_scores is None:
            left_out.append(_MODEL)
        if any(run) and (stage.name != "grammar" or reading.grammar):
            yield f"{stage.name} (without {' and '.join(left_out)})" if left_out else stage.name


def _that_looked(scores: Scores, config: Config) -> list[str]:
    """The rules that looked at the whole article, with all that they look with."""
    looked_for = {name.partition(" ")[0] for name in scores.looked_for if _MODEL not in name}
    looked_for -= set() if scores.grammar_checked else {"grammar"}
    return [rule.id for stage in STAGES if stage.name in looked_for for rule in stage.rules if config.runs(rule.id)]


def _measure(article: Article, readings: dict[str, Reading], after: Reading) -> Scores:
    unstuffed, last = readings["swap"], readings["grammar"]
    keyphrase, source = name_keyphrase(readings["stuffing"], after, article.title)
    looked_for = tuple(_looked_for(readings))
    # Where no rule wants it, nobody is asked.
    grammar = last.grammar if any(name.startswith("grammar") for name in looked_for) else None
    return replace(
        measure_texts(readings["encoding"], after, keyphrase),
        spin_score=unstuffed.spin.score,
        gate=unstuffed.spin.gate,
        keyphrase_source=source,
        grammar_checked=grammar is not None and not grammar.unchecked,
        grammar_unchecked=len(grammar.unchecked) if grammar else None,
        looked_for=looked_for,
    )
