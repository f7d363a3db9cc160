"""Every rule against the cases in ``tests/cases``: what it flags, what it lets pass and what it repairs."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from html_samples import html_article
from stand_in import StandInModel

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.engines.bundle import Engines, local_engines
from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.engines.protocols import GrammarCheck
from pipeline.model import Article, Cleaned, Span
from pipeline.stages import RULES

CASES = Path(__file__).parent / "cases"
FEWEST_CASES = 2
SPUN = (
    "A warm bath will certainly relax you, and also it is a lot more pleasant than a pill. Likewise, various other "
    "people stretch. You will certainly feel the difference, and your sleep will additionally improve."
)


def _cases(kind: str) -> list[Any]:
    """The cases of a kind; ``{spun}`` in a text stands for a paragraph that makes the document spun."""
    cases = []
    for path in sorted(CASES.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(content.get(kind, []), start=1):
            filled = {key: v.replace("{spun}", SPUN) if isinstance(v, str) else v for key, v in case.items()}
            cases.append(pytest.param(path.stem, filled, id=f"{path.stem}-{number}"))
    return cases


@pytest.fixture(scope="session")
def engines(languagetool_server: LanguageToolServer) -> Engines:
    return replace(local_engines(), grammar=LanguageToolEngine(languagetool_server.address))


class UncheckedEngine:
    """A grammar checker that fails on every text."""

    version = "none"

    def check(self, text: str, language: str) -> GrammarCheck:
        return GrammarCheck((), (Span(0, len(text)),))

    def close(self) -> None:
        """Nothing to give back."""


def _rules_to_run(rule_id: str) -> str:
    """Stuffed mentions of one phrase stand in several shapes, so the whole family is run for a repair."""
    return "K" if rule_id.startswith("K") else rule_id


def _clean(rule_id: str, case: dict[str, Any], text: str, engines: Engines) -> Cleaned:
    grammar = rule_id.startswith("G")
    config = Config(select=(rule_id,), keyphrase=case.get("keyphrase"), grammar=grammar, fix=case.get("fix", "safe"))
    if case.get("unchecked"):
        engines = replace(engines, grammar=UncheckedEngine())
    if "swapped" in case:
        engines = replace(engines, swap_model=StandInModel(case["swapped"], case.get("originals", {})))
    is_page = case.get("format") == "html"
    article = html_article(text) if is_page else Article.from_text(text, format=case.get("format", "text"))
    return clean_article(article, config, engines)


@pytest.mark.parametrize(("rule_id", "case"), _cases("flags"))
def test_the_rule_flags(rule_id: str, case: dict[str, Any], engines: Engines) -> None:
    findings = _clean(rule_id, case, case["text"], engines).findings
    assert any(case.get("match", "") in finding.match for finding in findings), findings


@pytest.mark.parametrize(("rule_id", "case"), _cases("passes"))
def test_the_rule_lets_pass(rule_id: str, case: dict[str, Any], engines: Engines) -> None:
    findings = _clean(rule_id, case, case["text"], engines).findings
    unwanted = [f for f in findings if not case.get("safe_only") or f.fix_class == "safe"]
    assert not unwanted


@pytest.mark.parametrize(("rule_id", "case"), _cases("fixes"))
def test_the_rule_repairs(rule_id: str, case: dict[str, Any], engines: Engines) -> None:
    family = _rules_to_run(rule_id)
    cleaned = _clean(family, case, case["before"], engines)
    assert cleaned.source == case["after"]


@pytest.mark.parametrize(("rule_id", "case"), _cases("fixes"))
def test_a_repaired_text_is_left_alone(rule_id: str, case: dict[str, Any], engines: Engines) -> None:
    family = _rules_to_run(rule_id)
    assert _clean(family, case, case["after"], engines).source == case["after"]


@pytest.mark.xfail(reason="the reason stands beside the case", strict=True)
@pytest.mark.parametrize(("rule_id", "case"), _cases("known_failures"))
def test_the_rule_does_not_repair_yet(rule_id: str, case: dict[str, Any], engines: Engines) -> None:
    assert _clean(_rules_to_run(rule_id), case, case["before"], engines).source == case["after"]


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_every_rule_has_cases(rule_id: str) -> None:
    cases = tomllib.loads((CASES / f"{rule_id}.toml").read_text(encoding="utf-8"))
    assert len(cases.get("flags", [])) >= FEWEST_CASES
    assert len(cases.get("passes", [])) >= FEWEST_CASES


def test_every_case_file_has_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == set(RULES)
