from __future__ import annotations

import pytest

from pipeline.facts.language.realization import match_case


@pytest.mark.parametrize(
    ("replacement", "match", "expected"),
    [
        ("as well as", "As nicely as", "As well as"),
        ("as long as", "as lengthy as", "as long as"),
        ("pain in the back", "Ache in the back", "Pain in the back"),
        ("back pain", "BACK ACHE", "BACK PAIN"),
        ("the end of the day", "The Close of the Day", "The End of the Day"),
        ("an MRI scan", "an MRI test", "an MRI scan"),
        ("a scan by MRI", "MRI testing", "A scan by MRI"),
        ("anxiety and stress", "Stress and anxiety as well as stress", "Anxiety and stress"),
    ],
)
def test_a_replacement_takes_the_letter_case_of_what_it_replaces(replacement: str, match: str, expected: str) -> None:
    assert match_case(replacement, match) == expected
