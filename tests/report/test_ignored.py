"""Which entry of the list of ignores a finding gets that is never to be flagged again."""

from __future__ import annotations

import pytest

from pipeline.report.ignored import ignore_for


@pytest.mark.parametrize("match", ["a", "The", "BP", " of,", "the the", "5", "don’t", ", ,", "The  the"])
def test_what_is_no_more_than_a_small_word_is_refused_at_its_place(match: str) -> None:
    entry = ignore_for({"rule_id": "G304", "match": match, "path": "a.txt", "finding_id": "f33208105e57c52d-2"})
    assert (entry.fingerprint, entry.rule, entry.phrase) == ("f33208105e57c52d", "", "")
    assert entry.reason == f'G304 "{" ".join(match.split())}", refused in a.txt'


@pytest.mark.parametrize(("match", "phrase"), [("skin,", "skin"), ("as well as", "as well as"), ("5 mg", "5 mg")])
def test_other_words_are_refused_wherever_the_stage_finds_them(match: str, phrase: str) -> None:
    entry = ignore_for({"rule_id": "S203", "match": match, "path": "a.txt", "finding_id": "f33208105e57c52d"})
    assert (entry.fingerprint, entry.rule, entry.phrase, entry.reason) == ("", "S", phrase, "refused in a.txt")


def test_a_finding_of_what_readers_do_not_see_is_refused_by_its_rule_and_place() -> None:
    entry = ignore_for({"rule_id": "E012", "match": "", "path": "a.html", "finding_id": "f33208105e57c52d"})
    assert (entry.fingerprint, entry.reason) == ("f33208105e57c52d", "E012, refused in a.html")
