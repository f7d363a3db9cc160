"""The table of known swaps as it is built: where the repair of one form is another form."""

from __future__ import annotations

import pytest

from pipeline.training.swap_tables.build_listed_swaps import Swap, composed, without_chains


def test_a_repair_ends_at_the_end_of_its_chain() -> None:
    rows = {"a range of": ("a variety of",), "a variety of": ("a number of", "many"), "a number of": ("several",)}
    assert without_chains(rows) == {
        "a range of": ("several",),
        "a variety of": ("several", "many"),
        "a number of": ("several",),
    }


def test_a_form_inside_of_a_repair_is_repaired_too() -> None:
    rows = {"and also then": ("and also later",), "and also": ("and",)}
    assert without_chains(rows)["and also then"] == ("and later",)


def test_a_part_of_a_word_is_no_form() -> None:
    assert without_chains({"aid": ("help",), "salve": ("band-aid",)})["salve"] == ("band-aid",)


def test_repairs_that_lead_to_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="lead to each other"):
        without_chains({"sofa": ("couch",), "couch": ("sofa",)})


def _swap(spun: str, original: str, action: str = "fix") -> Swap:
    return Swap(spun, (original,), action, "", "web-spinner-pairs")


def test_a_repair_whose_words_were_swapped_again_has_a_row_of_its_own() -> None:
    table = [_swap("lower back ache", "back ache"), _swap("rear ache", "back ache", "fix_in_spun")]
    assert composed(table) == [_swap("lower rear ache", "back ache", "fix_in_spun")]


def test_no_row_is_made_of_single_words_of_suggestions_of_known_forms_or_with_a_doubled_word() -> None:
    table = [_swap("lower back ache", "back ache"), _swap("lower lower back ache", "back ache")]
    assert composed([*table, _swap("ire", "anger"), _swap("hot anger fit", "rage")]) == []
    assert composed([_swap("rear ache", "back ache", "suggest"), _swap("back ache ache", "back ache")]) == []
    known = [
        _swap("rear ache", "back ache"),
        _swap("back ache pain", "back ache"),
        _swap("rear ache pain", "back ache"),
    ]
    assert composed(known) == []
