"""What a user may add: a folder of tables that overlays the shipped ones, and a list of words never to be flagged."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import by_path, table, unspin

from pipeline.clean import clean_article
from pipeline.config import Config, make_config
from pipeline.errors import ConfigError
from pipeline.tables.user import digest_user_files

SPUN = (
    "A warm bath will certainly relax you, and also it is a lot more pleasant than a pill. Likewise, various other "
    "people stretch. You will certainly feel the difference, and your sleep will additionally improve."
)


def _config(**settings: object) -> Config:
    return make_config({"grammar": False, "swap_model": False, **settings}, "test")


def _tables(folder: Path, *rows: str, columns: str = "spun\toriginal\taction") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "listed_swaps.tsv").write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    return folder


def _matches(text: str, config: Config) -> list[str]:
    return [finding.match for finding in clean_article(text, config).findings]


def test_a_row_of_the_user_is_found_and_repaired(tmp_path: Path) -> None:
    folder = _tables(tmp_path, "Bubble Bath\tfoam bath\tfix")
    cleaned = clean_article(f"{SPUN} Take a bubble bath.", _config(tables=folder))
    assert cleaned.text.endswith("Take a foam bath.")
    assert [f for f in cleaned.findings if ("table_source", "user") in f.evidence]


def test_a_row_without_an_action_is_a_suggestion(tmp_path: Path) -> None:
    folder = _tables(tmp_path, "bubble bath\tfoam bath", columns="spun\toriginal")
    cleaned = clean_article(f"{SPUN} Take a bubble bath.", _config(tables=folder))
    assert "bubble bath" in [f.match for f in cleaned.findings if f.rule_id == "S201"]
    assert cleaned.text.endswith("Take a bubble bath.")


def test_a_row_replaces_the_shipped_one_and_off_takes_it_away(tmp_path: Path) -> None:
    text = "Soon you feel pins and also needles."
    assert _matches(text, _config()) == ["pins and also needles"]
    assert _matches(text, _config(tables=_tables(tmp_path / "a", "pins and also needles\tx\toff"))) == []
    other = clean_article(text, _config(tables=_tables(tmp_path / "b", "pins and also needles\ttingling\tfix")))
    assert [finding.suggestions for finding in other.findings] == [("tingling",)]


def test_fingerprints_of_the_user_count(tmp_path: Path) -> None:
    (tmp_path / "fingerprints.tsv").write_text("phrase\tfamily\nfrom the start of time\tmine\n", encoding="utf-8")
    text = "From the start of time people slept. " * 3
    before, after = (clean_article(text, config).scores.spin_score for config in (_config(), _config(tables=tmp_path)))
    assert before is not None and after is not None and after > before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("spun\tfixes\na\tb\n", "no column original"),
        ("spun\toriginal\nreduced back\t\n", "line 2: the column original is empty"),
        ("spun\toriginal\taction\na b\tc\tmend\n", "action is 'mend'"),
        ("spun\toriginal\tclean_per_million\na b\tc\tmany\n", "no number"),
        ("spun\toriginal\nA b\ta B\nc\td\nA b\te|A b\n", "line 4: original is 'A b', as spun is"),
        ("spun\toriginal\na b\n", "wrong number of cells"),
        ("spun\toriginal\n\na b\t|\n", "line 3: original is '|'"),
        ("spun\toriginal\na b\tbath|\n", "line 2: original is 'bath|'"),
        (f"spun\toriginal\na b\t{'c' * 200_000}\n", "no table"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "listed_swaps.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        digest_user_files(tmp_path, None)


def test_a_folder_without_tables_is_a_wrong_option(tmp_path: Path, spun: Path) -> None:
    result = unspin("check", spun, "--no-grammar", "--tables", tmp_path, "--report-dir", tmp_path / "out")
    assert result.exit_code == 2 and "listed_swaps.tsv" in result.output


def test_accepted_words_are_ignored_but_reported(tmp_path: Path) -> None:
    accept_list = tmp_path / "words.txt"
    accept_list.write_text("# names of ours\n\nPins and Also Needles\n", encoding="utf-8")
    [finding] = clean_article("Soon you feel pins and also needles.", _config(vocab=accept_list, fix="all")).findings
    assert finding.state == "ignored" and ("accepted_by", "--vocab") in finding.evidence


def test_only_the_accepted_words_are_ignored(tmp_path: Path) -> None:
    accept_list = tmp_path / "words.txt"
    accept_list.write_text("pins\n", encoding="utf-8")
    text = "Soon you feel pins and also needles. Eat oily fish for healthy pores and skin."
    states = {f.match: f.state for f in clean_article(f"{SPUN} {text}", _config(vocab=accept_list)).findings}
    assert states["pins and also needles"] == "ignored"
    assert "ignored" not in [state for match, state in states.items() if "pins" not in match]


def test_a_stuffed_phrase_is_no_matter_of_words(tmp_path: Path) -> None:
    accept_list = tmp_path / "words.txt"
    accept_list.write_text("why do my knees hurt\n", encoding="utf-8")
    text = "Rest helps. why do my knees hurt. Drink water. why do my knees hurt. Sleep well. why do my knees hurt."
    plain, accepting = (clean_article(text, config) for config in (_config(), _config(vocab=accept_list)))
    assert accepting.text == plain.text


def test_a_missing_list_is_a_wrong_option(tmp_path: Path, spun: Path) -> None:
    result = unspin("check", spun, "--no-grammar", "--vocab", tmp_path / "none.txt", "--report-dir", tmp_path / "out")
    assert result.exit_code == 2 and "--vocab" in result.output


def test_a_changed_list_is_seen_by_the_next_run(tmp_path: Path, spun: Path) -> None:
    accept_list, out = tmp_path / "words.txt", tmp_path / "out"
    arguments = ("clean", spun, "-o", out, "--no-grammar", "--no-swap-model", "--vocab", accept_list)
    accept_list.write_text("", encoding="utf-8")
    assert unspin(*arguments).exit_code == 0
    [match, *_] = [row["match"] for row in table(out, "findings.csv") if row["rule_source"] == "swap"]
    accept_list.write_text(f"{match}\n", encoding="utf-8")
    assert unspin(*arguments).exit_code == 0
    [article] = by_path(out).values()
    assert article["from_cache"] == "false" and int(article["findings_ignored"]) >= 1
