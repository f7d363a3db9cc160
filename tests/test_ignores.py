"""Findings that a person refuses for good: by a list, by a comment in the article, or by a decision on a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import by_path, table, unspin
from decided import PAGE, QUICK, SPUN, save
from html_samples import html_article
from listed import LIST, cached, listed, run

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.ingest.articles import article_from_bytes
from pipeline.model import Article, Cleaned

STUFFED = (
    "Rest well, and rest often. In Ohio best knee doctor near me the knee heals in its own time.\n\n"
    "Cold packs help best knee doctor near me most people. Walk each day best knee doctor near me and stretch. "
    "Sleep more.\n\n"
    "Ask a nurse about best knee doctor near me pain that stays.\n"
)
BY_PHRASE = '[[ignore]]\nrule = "S2"\nphrase = " Pores  AND skin"\nreason = "a house word."\n'


def config(**settings: object) -> Config:
    return Config.model_validate({"grammar": False, "swap_model": False, **settings})


def states(cleaned: Cleaned, match: str) -> set[str]:
    return {finding.state for finding in cleaned.findings if finding.match.casefold() == match}


def test_a_rule_and_a_phrase_are_ignored_wherever_they_stand(tmp_path: Path) -> None:
    cleaned = clean_article(SPUN, config(ignores=listed(tmp_path, BY_PHRASE)))
    assert states(cleaned, "pores and skin") == {"ignored"}
    assert "Your pores and skin is the biggest organ" in cleaned.text
    assert "frame temperature" not in cleaned.text
    ignored = next(finding for finding in cleaned.findings if finding.state == "ignored")
    assert ignored.message.endswith(f"Ignored by {LIST}: a house word.")


def test_a_fingerprint_is_of_one_finding_and_outlives_edits_elsewhere(folder: Path) -> None:
    run(folder, "-o", folder / "out")
    rows = table(folder / "out", "findings.csv")
    one = [row for row in rows if row["path"] == "a.txt" and row["match"] == "pores and skin"][2]
    entries = listed(folder, f'[[ignore]]\nfingerprint = "{one["finding_id"]}"\n')
    text = "A first line that was not there before.\n\n" + SPUN.replace("frame temperature", "warmth")
    ignored = [f for f in clean_article(text, config(ignores=entries)).findings if f.state == "ignored"]
    assert [(finding.rule_id, finding.match) for finding in ignored] == [(one["rule_id"], "pores and skin")]


def test_what_is_ignored_counts_neither_for_the_gate_nor_for_quality(folder: Path) -> None:
    run(folder, "--fail-on", "never", command="check")
    before = by_path(folder / "out")["a.txt"]
    listed(folder, BY_PHRASE)
    run(folder, "--fail-on", "never", command="check")
    after = by_path(folder / "out")["a.txt"]
    assert (before["findings_ignored"], after["findings_ignored"]) == ("0", "9")
    assert int(after["findings_warning"]) + int(after["findings_error"]) < int(before["findings_warning"]) + int(
        before["findings_error"]
    )
    assert float(after["quality_score_before"]) >= float(before["quality_score_before"])


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_a_comment_ignores_in_its_article_and_stays(kind: str) -> None:
    comment = '<!-- unspin-ignore S["pores and skin"] S200["not there"] -->'
    lines = [line for line in SPUN.splitlines() if line]
    if kind == "html":
        article = html_article(PAGE.format("".join(f"<p>{line}</p>\n" for line in lines) + comment))
    else:
        article = Article.from_text("\n\n".join([*lines, comment]), format="markdown")
    cleaned = clean_article(article, config())
    assert states(cleaned, "pores and skin") == {"ignored"}
    assert comment in cleaned.source
    assert "frame temperature" not in cleaned.source
    again = html_article(cleaned.source) if kind == "html" else Article.from_text(cleaned.source, format=kind)
    assert clean_article(again, config()).source == cleaned.source


def test_a_stuffed_phrase_can_be_kept_by_a_comment() -> None:
    assert "best knee doctor" not in clean_article(Article.from_text(STUFFED, format="markdown"), config()).text
    kept = f'{STUFFED}\n<!-- unspin-ignore K["best knee doctor near me"] -->\n'
    assert clean_article(Article.from_text(kept, format="markdown"), config()).source == kept


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ('<!-- unspin-ignore K["not there"] -->', "Nothing is found that this comment ignores"),
        ('<!-- unspin-ignore Q1["knee"] -->', "There is no rule 'Q1'"),
        ("<!-- unspin-ignore the knee -->", "not understood"),
        ('<!-- unspin-ignore G["knee"] -->', ""),
        ('<!-- unspin-ignore S210["knee"] -->', ""),
    ],
)
def test_a_comment_that_ignores_nothing_is_told_unless_its_rules_did_not_look(comment: str, told: str) -> None:
    text = f"Rest the knee when it hurts.\n\n{comment}\n"
    findings = clean_article(Article.from_text(text, format="markdown"), config()).findings
    assert [finding.rule_id for finding in findings] == (["E012"] if told else [])
    assert all(told in finding.message and finding.match == comment for finding in findings)


def test_a_phrase_in_a_comment_is_no_finding_that_the_comment_ignores() -> None:
    text = SPUN.replace("pores and skin", "skin").replace("Pores and Skin", "Skin")
    within = text.replace("holds water in", 'holds water in <!-- unspin-ignore S203["pores and skin"] -->')
    assert "unspin-ignore" in within
    article = article_from_bytes(within.encode(), Path("a.md"), "a.md", config())
    found = clean_article(article, Config(grammar=False)).findings
    assert [f.rule_id for f in found if "pores and skin" in f.match] == ["E012"]


def test_a_comment_in_code_is_for_readers() -> None:
    shown = "<!-- unspin-ignore the knee -->"
    text = f"Rest the knee.\n\n```\n{shown}\n```\n\nIn `{shown}` it is code.\n"
    article = article_from_bytes(text.encode(), Path("a.md"), "a.md", config())
    assert not clean_article(article, config()).findings


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.xhtml"])
def test_what_looks_like_a_comment_in_a_script_is_none(name: str) -> None:
    comment = '<!-- unspin-ignore S["pores and skin"] -->'
    script = f"<script>//<![CDATA[\nvar note = '{comment}';\n\n//]]></script>"
    lines = [line for line in SPUN.splitlines() if line]
    for end, is_fixed in ((script, True), (f"{script}\n\n{comment}", False)):
        page = PAGE.format("".join(f"<p>{line}</p>" for line in lines) + end)
        source = "\n\n".join([*lines, end]) if name == "a.md" else page
        cleaned = clean_article(article_from_bytes(source.encode(), Path(name), name, config()), config())
        assert ("fixed" in states(cleaned, "pores and skin"), end in cleaned.source) == (is_fixed, True)
        assert "E012" not in {finding.rule_id for finding in cleaned.findings}


def test_what_looks_like_a_comment_in_an_attribute_is_none() -> None:
    page = PAGE.format("<p>Rest the knee.</p><img src='a.png' alt='<!-- unspin-ignore the knee -->'>")
    assert not clean_article(html_article(page), config()).findings


def test_entries_that_ignore_nothing_are_told_once_for_a_folder_and_not_for_a_file(folder: Path) -> None:
    listed(folder, BY_PHRASE + '[[ignore]]\nrule = "K"\nphrase = "not there"\n[[ignore]]\nrule="G"\nphrase="no"\n')
    options = ("-o", folder / "out")
    assert '1 ignore of your list ignored nothing: K["not there"]' in run(folder, *options)
    assert json.loads((folder / "out" / "run.json").read_text())["idle_ignores"] == ['K["not there"]']
    assert '1 ignore of your list ignored nothing: K["not there"]' in run(folder, *options)
    single = unspin("check", folder / "in" / "b.txt", "--report-dir", folder / "other", *QUICK[:-1])
    assert "ignored nothing" not in single.stderr


IDLE = BY_PHRASE + '[[ignore]]\nrule = "K"\nphrase = "not there"\n'


@pytest.mark.parametrize(
    ("paths", "options", "is_told"),
    [
        (("in",), (), True),
        (("in/sub", "in"), (), True),
        (("in/sub",), (), False),
        (("in/sub", "in/other"), (), False),
        (("in",), ("--glob", "*.txt"), False),
        (("in",), ("--exclude", "other"), False),
        (("in",), ("--ignore", "E012"), False),
    ],
)
def test_an_entry_that_other_articles_may_need_is_not_called_idle(
    folder: Path, paths: tuple[str, ...], options: tuple[str, ...], is_told: bool
) -> None:
    for name in ("sub", "other"):
        (folder / "in" / name).mkdir()
        (folder / "in" / name / f"{name}.txt").write_text(SPUN, encoding="utf-8")
    listed(folder / "in", IDLE)
    ended = unspin("clean", *(folder / one for one in paths), "-o", folder / "out", *QUICK[:-1], *options)
    assert ended.exit_code == 0, ended.stderr
    assert ("ignored nothing" in ended.stderr) == is_told
    told = ['K["not there"]'] if is_told else []
    assert json.loads((folder / "out" / "run.json").read_text())["idle_ignores"] == told


def test_articles_beside_the_input_may_need_an_entry_too(folder: Path) -> None:
    listed(folder, IDLE)
    (folder / "notes.pdf").write_bytes(b"%PDF")
    assert "ignored nothing" in run(folder, "-o", folder / "out")
    (folder / "c.txt").write_text(SPUN, encoding="utf-8")
    assert "ignored nothing" not in run(folder, "-o", folder / "out")


def test_a_list_apart_from_the_input_may_serve_other_runs(folder: Path) -> None:
    (folder / "lists").mkdir()
    ignores = listed(folder / "lists", IDLE)
    assert "ignored nothing" not in run(folder, "-o", folder / "out", "--ignores", ignores)
    assert by_path(folder / "out")["a.txt"]["findings_ignored"] != "0"


@pytest.mark.parametrize("decision", ["list", "never"])
def test_an_idle_comment_can_be_refused_as_any_other_finding(folder: Path, decision: str) -> None:
    (folder / "in" / "c.md").write_text('Rest the knee.\n\n<!-- unspin-ignore K["not there"] -->\n', encoding="utf-8")
    run(folder, "-o", folder / "out")
    rows = table(folder / "out", "findings.csv")
    idle = next(row for row in rows if row["rule_id"] == "E012")
    assert idle["state"] == "open"
    if decision == "list":
        listed(folder, f'[[ignore]]\nfingerprint = "{idle["finding_id"]}"\n')
    else:
        idle["decision"] = "never"
        assert unspin("apply", save(folder, rows)).exit_code == 0
    told = run(folder, "-o", folder / "out", "--no-cache")
    after = next(row for row in table(folder / "out", "findings.csv") if row["rule_id"] == "E012")
    assert after["state"] == "ignored" and LIST in after["message"]
    assert "ignored nothing" not in told


def test_an_idle_comment_on_a_page_is_told_where_it_stands(folder: Path) -> None:
    lines = ["<h1>Knees</h1>", "<p>Rest the knee.</p>", "<!-- unspin-ignore oops -->", "<p>Sleep &amp; eat.</p>"]
    (folder / "in" / "c.html").write_text("\n".join([*lines, lines[2], ""]), encoding="utf-8")
    run(folder, "-o", folder / "out")
    for _ in range(2):
        rows = table(folder / "out", "findings.csv")
        idle = [row for row in rows if row["rule_id"] == "E012"]
        assert [(row["line"], row["column"], row["end_line"], row["end_column"]) for row in idle] == [
            ("3", "1", "3", "28"), ("5", "1", "5", "28"),
        ]  # fmt: skip
        idle[0]["decision"], idle[0]["replacement"] = "accept", "Sit up."
        refused = unspin("apply", save(folder, rows))
        assert (refused.exit_code, "of no words that could be replaced" in refused.stderr) == (2, True)
        idle[0]["decision"] = "reject"
        assert unspin("apply", save(folder, rows)).exit_code == 0


def test_a_changed_list_has_only_those_articles_cleaned_anew_that_it_concerns(folder: Path) -> None:
    options = ("-o", folder / "out")
    run(folder, *options)
    listed(folder, BY_PHRASE)
    run(folder, *options)
    assert cached(folder) == {"a.txt": "false", "b.txt": "true"}
    assert "pores and skin" in (folder / "out" / "articles" / "a.txt").read_text(encoding="utf-8")
    listed(folder, BY_PHRASE + '[[ignore]]\nrule = "K"\nphrase = "not there"\n')
    run(folder, *options)
    assert cached(folder) == {"a.txt": "true", "b.txt": "true"}
    (folder / LIST).unlink()
    run(folder, *options)
    assert cached(folder) == {"a.txt": "false", "b.txt": "true"}
    assert "Your skin is the biggest" in (folder / "out" / "articles" / "a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[[ignore]]\nrule = 'S200'\n", "either a fingerprint, or a rule and a phrase"),
        ("[[ignore]]\nphrase = 'knee'\n", "either a fingerprint, or a rule and a phrase"),
        ("[[ignore]]\nfingerprint = 'f'\nrule = 'S'\nphrase = 'knee'\n", "either a fingerprint"),
        ("[[ignore]]\nrule = 'Q1'\nphrase = 'knee'\n", "There is no rule 'Q1'"),
        ("[[ignore]]\nrule = 'S200'\nfrase = 'knee'\n", "frase"),
        ("[ignore", "not valid TOML"),
    ],
)
def test_a_list_that_cannot_be_meant_stops_the_run(folder: Path, content: str, told: str) -> None:
    listed(folder, content)
    ended = unspin("clean", folder / "in", "-o", folder / "out", *QUICK)
    assert ended.exit_code == 2
    assert LIST in ended.stderr and told in ended.stderr
    assert not (folder / "out").exists()


def test_a_list_can_be_named(folder: Path) -> None:
    other = folder / "other.toml"
    other.write_text(BY_PHRASE)
    run(folder, command="check", UNSPIN_IGNORES=str(other), **{"UNSPIN_FAIL_ON": "never"})
    assert by_path(folder / "out")["a.txt"]["findings_ignored"] == "9"
    missing = unspin("check", folder / "in", "--ignores", folder / "no.toml")
    assert missing.exit_code == 2 and "check the path given to --ignores" in missing.stderr
