"""What a reviewer never wants flagged again: it spreads to the same words, goes on the list, and can be taken back."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from command import table, unspin
from decided import SPUN, save
from listed import LIST, cached, listed, run


def never_flag(folder: Path, kind: str) -> Path:
    """A file of decisions that refuses one finding for good, and accepts another."""
    rows = table(folder / "out", "findings.csv")
    first = next(row for row in rows if row["match"] == "pores and skin")
    accepted = next(row for row in rows if row["match"] == "human beings")
    first["decision"], accepted["decision"] = "never", "accept"
    if kind == "table":
        return save(folder, rows)
    decided = [{name: row[name] for name in ("path", "finding_id", "decision")} for row in (first, accepted)]
    content = {"schema_version": 1, "run_id": first["run_id"], "decisions": decided}
    (folder / "decisions.json").write_text(json.dumps(content))
    return folder / "decisions.json"


@pytest.mark.parametrize("kind", ["table", "json"])
def test_what_a_reviewer_never_wants_flagged_lasts_and_takes_no_other_decision_away(folder: Path, kind: str) -> None:
    options = ("-o", folder / "out")
    run(folder, *options)
    decisions = never_flag(folder, kind)
    dry = unspin("apply", decisions, *options, "--dry-run")
    assert "Would be added to" in dry.stderr and not (folder / "in" / LIST).exists()
    applied = unspin("apply", decisions, *options)
    assert applied.exit_code == 0, applied.stderr
    assert (
        f'Added to {(folder / "in" / LIST).resolve()}, never to be flagged again: S["pores and skin"]' in applied.stderr
    )
    entries = tomllib.loads((folder / "in" / LIST).read_text(encoding="utf-8"))["ignore"]
    assert entries == [{"rule": "S", "phrase": "pores and skin", "reason": "refused in a.txt"}]
    article = folder / "out" / "articles" / "a.txt"
    text = article.read_text(encoding="utf-8")
    assert text.startswith("Clear Pores and Skin Basics") and "maximum people want" in text

    assert "no longer hold" not in run(folder, *options)
    assert article.read_text(encoding="utf-8") == text
    assert cached(folder) == {"a.txt": "true", "b.txt": "true"}
    run(folder, *options, "--no-cache")
    assert article.read_text(encoding="utf-8") == text.replace("maximum people want", "maximum human beings want")


def test_a_list_that_is_there_is_added_to_and_what_is_taken_back_is_told(folder: Path) -> None:
    (folder / "unspin.toml").write_text("fix = 'safe'\n")
    mine = "# mine\n[[ignore]]\nrule = 'K'\nphrase = 'not there'"
    listed(folder, mine)
    run(folder, "-o", folder / "out")
    decisions = never_flag(folder, "table")
    assert unspin("apply", decisions).exit_code == 0
    written = (folder / LIST).read_text(encoding="utf-8")
    assert written.startswith(mine) and len(tomllib.loads(written)["ignore"]) == 2
    assert unspin("apply", decisions).exit_code == 0
    assert (folder / LIST).read_text(encoding="utf-8") == written
    rows = [{**row, "decision": ""} for row in table(folder / "out", "findings.csv")]
    assert "remove it from the list of ignores" in unspin("apply", save(folder, rows)).stderr


def test_an_entry_that_a_person_took_off_the_list_is_not_put_back_by_other_decisions(folder: Path) -> None:
    options = ("-o", folder / "out")
    run(folder, *options)
    assert unspin("apply", never_flag(folder, "json"), *options).exit_code == 0
    (folder / "in" / LIST).unlink()
    rows = table(folder / "out", "findings.csv")
    other = next(row for row in rows if row["match"] == "frame temperature")
    decided = {name: other[name] for name in ("path", "finding_id")} | {"decision": "reject"}
    content = {"schema_version": 1, "run_id": other["run_id"], "decisions": [decided]}
    (folder / "decisions.json").write_text(json.dumps(content))
    applied = unspin("apply", folder / "decisions.json", *options)
    assert applied.exit_code == 0 and "Added to" not in applied.stderr, applied.stderr
    assert not (folder / "in" / LIST).exists()


def test_a_list_that_cannot_be_added_to_is_told_before_an_article_changes(folder: Path) -> None:
    options = ("-o", folder / "out")
    run(folder, *options)
    decisions = never_flag(folder, "json")
    (folder / "in" / LIST).write_text("oops [")
    article = folder / "out" / "articles" / "a.txt"
    before = article.read_bytes()
    applied = unspin("apply", decisions, *options)
    assert applied.exit_code == 2 and LIST in applied.stderr
    assert article.read_bytes() == before


def test_a_small_word_that_is_never_to_be_flagged_is_refused_at_its_place_alone(folder: Path) -> None:
    options = ("-o", folder / "out")
    text = "Rest the knee at the end \u043ef the day.\n\nThe back \u043ef the knee is warm, and so is the other one.\n"
    (folder / "in" / "b.txt").write_text(text, encoding="utf-8")
    run(folder, *options)
    rows = table(folder / "out", "findings.csv")
    first, second = (row for row in rows if row["path"] == "b.txt")
    first["decision"] = "never"
    applied = unspin("apply", save(folder, rows))
    assert f'{first["finding_id"]} (E002 "\u043ef", refused in b.txt)' in applied.stderr
    run(folder, *options, "--no-cache")
    after = {row["finding_id"]: row["state"] for row in table(folder / "out", "findings.csv") if row["path"] == "b.txt"}
    assert after == {first["finding_id"]: "ignored", second["finding_id"]: "fixed"}


def decide(folder: Path, **decisions: str) -> str:
    """Save decisions as the review page does, by the name of the article and the number of its finding, and apply."""
    rows = table(folder / "out", "findings.csv")
    entries = []
    for place, decision in decisions.items():
        name, _, number = place.partition("_")
        row = [row for row in rows if row["path"] == f"{name}.txt" and row["match"] == "pores and skin"][int(number)]
        cells = {"path": row["path"], "finding_id": row["finding_id"], "decision": decision or None}
        entries.append(cells | {"replacement": "skin"} if decision == "accept" else cells)
    content = {"schema_version": 1, "run_id": rows[0]["run_id"], "decisions": entries}
    (folder / "decisions.json").write_text(json.dumps(content))
    applied = unspin("apply", folder / "decisions.json", "-o", folder / "out")
    assert applied.exit_code == 0, applied.stderr
    return applied.stderr


def refused(folder: Path) -> dict[str, set[int]]:
    """The numbers of the findings of each article that are refused for good."""
    numbers: dict[str, list[str]] = {}
    for row in table(folder / "out", "findings.csv"):
        if row["match"] == "pores and skin":
            numbers.setdefault(row["path"].removesuffix(".txt"), []).append(row["decision"])
    return {name: {n for n, one in enumerate(decided) if one == "never"} for name, decided in numbers.items()}


@pytest.fixture
def three(folder: Path) -> Path:
    """A run over three spun articles."""
    for name in ("b", "c"):
        (folder / "in" / f"{name}.txt").write_text(f"{SPUN}\nThis is article {name}.\n", encoding="utf-8")
    run(folder, "-o", folder / "out")
    return folder


@pytest.mark.parametrize("decision", ["accept", "reject", ""])
def test_what_is_taken_back_frees_what_was_refused_along_with_it(three: Path, decision: str) -> None:
    before = {path.name: path.read_bytes() for path in (three / "out" / "articles").iterdir()}
    decide(three, a_0="never", b_1="reject")
    everywhere = set(range(8))
    assert refused(three) == {"a": everywhere, "b": everywhere - {1}, "c": set()}
    told = decide(three, a_0=decision)
    assert refused(three) == {"a": set(), "b": set(), "c": set()}
    assert "  b.txt: 8 findings with the same words, refused along with it: taken back, too." in told
    after = {path.name: path.read_bytes() for path in (three / "out" / "articles").iterdir()}
    assert (after["a.txt"] == before["a.txt"], after["b.txt"] == before["b.txt"]) == (decision != "reject", False)
    assert after["b.txt"].count(b"ores and skin") == 1 and after["c.txt"] == before["c.txt"]


def test_what_somebody_refused_itself_stays_refused_with_what_has_its_words(three: Path) -> None:
    decide(three, a_0="never", c_0="reject")
    decide(three, b_3="never")
    everywhere = set(range(8))
    assert refused(three) == {"a": everywhere, "b": everywhere, "c": everywhere - {0}}
    decide(three, a_0="")
    assert refused(three) == {"a": everywhere - {0}, "b": everywhere, "c": everywhere - {0}}
    decide(three, b_3="")
    assert refused(three) == {"a": set(), "b": set(), "c": set()}


def test_what_is_freed_in_an_article_that_cannot_be_made_anew_waits_in_the_table(three: Path) -> None:
    decide(three, a_0="never", b_1="reject")
    rows = table(three / "out", "findings.csv")
    first = next(row for row in rows if row["path"] == "a.txt" and row["match"] == "pores and skin")
    first["decision"] = ""
    edited = three / "out" / "articles" / "b.txt"
    edited.write_bytes(edited.read_bytes() + b"My own line.\n")
    applied = unspin("apply", save(three, rows))
    assert applied.exit_code == 3 and "b.txt was changed by hand" in applied.stderr
    edited.unlink()
    assert unspin("apply", three / "out" / "findings.csv").exit_code == 0
    assert refused(three) == {"a": set(), "b": set(), "c": set()}
    assert edited.read_bytes().count(b"ores and skin") == 1


def test_a_table_with_a_refusal_for_good_applied_twice_gives_the_same(three: Path) -> None:
    mine = never_flag(three, "table").rename(three / "mine.csv")
    assert unspin("apply", mine, "-o", three / "out").exit_code == 0
    once, everywhere = table(three / "out", "findings.csv"), set(range(8))
    assert refused(three) == {"a": everywhere, "b": set(), "c": set()}
    again = unspin("apply", mine, "-o", three / "out")
    assert (again.exit_code, "taken back" in again.stderr) == (0, False)
    assert table(three / "out", "findings.csv") == once


def test_one_place_can_be_taken_out_of_what_is_refused(three: Path) -> None:
    decide(three, a_0="never")
    decide(three, a_4="")
    assert refused(three)["a"] == set(range(8)) - {4}
    rows = table(three / "out", "findings.csv")
    assert unspin("apply", save(three, rows)).exit_code == 0
    assert refused(three)["a"] == set(range(8)) - {4}
    first = next(row for row in rows if row["path"] == "a.txt" and row["match"] == "pores and skin")
    first["decision"] = ""
    assert unspin("apply", save(three, rows)).exit_code == 0
    assert refused(three)["a"] == set()
