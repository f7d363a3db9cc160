"""Of an edited text only the sentences that are new are sent, and the answers are those of a check from scratch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engines.languagetool.access import GrammarAccess
from pipeline.engines.languagetool.engine import LanguageToolEngine
from pipeline.engines.languagetool.http import LanguageToolHttp, NotCheckedError
from pipeline.engines.languagetool.sentences import sentences
from pipeline.engines.languagetool.server import LanguageToolServer
from pipeline.model import Span

TEXT = "He go to school. Nobody knows him there. This is importnat (he say. Or not) again. She have two dogs."

SENTENCES = (
    "He go to school.",
    "Nobody knows why.",
    "Nobody knows when.",
    "Nobody knows where.",
    "Thank you for your time.",
    "Thank you for your help!",
    "This is importnat (a new word.",
    "It ends here) and she have two dogs.",
    "An hour before you eat an apple?",
    "you may ask your doctor.",
    "It weighs approx. If you ask me.",
    "The dose is 5 mg.",
    "He said “take it with water.",
    "We all go there”, she said.",
    "Each day there are two  spaces.",
    "Eat more of the the bread.",
    "He organised it.",
    "They organized it themselves .",
    "- a first item",
    "- Another item.",
    "A heading",
    "small heading",
    "“small words in quotes",
    "Take some (not all).",
)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent to the server from now on."""
    texts: list[str] = []
    check = LanguageToolHttp.check

    def note(http: LanguageToolHttp, form: Mapping[str, str]) -> dict[str, Any]:
        texts.append(form["text"])
        return check(http, form)

    monkeypatch.setattr(LanguageToolHttp, "check", note)
    return texts


@pytest.fixture
def access(languagetool_server: LanguageToolServer, tmp_path: Path) -> GrammarAccess:
    return GrammarAccess(languagetool_server.address, "6.8", tmp_path / "grammar.sqlite")


@pytest.fixture
def engine(access: GrammarAccess) -> Iterator[LanguageToolEngine]:
    client = access.engine(60.0)
    yield client
    client.close()


def remarks(engine: LanguageToolEngine, text: str) -> list[str]:
    return [text[match.span.start : match.span.end] for match in engine.check(text, "en-US").matches]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("One thing. Another thing! More words? The end", ["One thing.", "Another thing!", "More words?", "The end"]),
        ("Take approx. If not, ask Messrs. Smith of the dept. In time.", None),
        ("Take 5 mg. Wait. It is DNA. See Dr. House, the head. of it.", None),
        ("Some lines.\nMore lines.  Two spaces. “Quoted words.” Then more… More", None),
        ("A heading\n\nThe text:\n\n- One part.\n- An end", ["A heading", "The text:", "- One part.", "- An end"]),
        ("Take it (or not). A drug is it. I know.", ["Take it (or not).", "A drug is it. I know."]),
        ("A heading\r\n\r\nThe text \n\nis it.\n\nlower", ["A heading", "The text \n\nis it.\n\nlower"]),
        ("All good (see there. And there) again. Next one.", ["All good (see there. And there) again.", "Next one."]),
        ("First part. Then (open. Never closed. At all.", ["First part.", "Then (open. Never closed. At all."]),
        ("First part. Then 1) closed. Never opened.", ["First part.", "Then 1) closed. Never opened."]),
    ],
)
def test_sentences_are_cut_where_they_surely_end(unit: str, expected: list[str] | None) -> None:
    found = sentences(unit)
    assert [sentence.text for sentence in found] == (expected or [unit])
    assert all(unit.startswith(sentence.text, sentence.start) for sentence in found)


def test_only_sentences_that_are_new_are_sent(
    access: GrammarAccess, engine: LanguageToolEngine, sent: list[str]
) -> None:
    assert remarks(engine, TEXT) == ["go", "importnat", "say", "have"]
    edited = TEXT.replace("knows", "nkows") + " All is well."
    assert access.unknown_length([(edited, "en-US")]) == len("Nobody nkows him there.") + len("All is well.")
    assert remarks(engine, edited) == ["go", "nkows", "importnat", "say", "have"]
    assert remarks(engine, "All is well. He go to school.\n\nShe have two dogs.") == ["go", "have"]
    assert sent == [TEXT, "Nobody nkows him there.\n\nAll is well."]


def test_what_could_not_be_checked_is_asked_for_again(
    engine: LanguageToolEngine, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = LanguageToolHttp.check

    def fail(http: LanguageToolHttp, form: Mapping[str, str]) -> dict[str, Any]:
        if "dogs" in form["text"]:
            raise NotCheckedError("no")
        return check(http, form)

    engine.check("He go to school. She has three dogs. It rains there. We stay here.", "en-US")
    before, after = "He go to school. ", " It rains there."
    with monkeypatch.context() as patch:
        patch.setattr(LanguageToolHttp, "check", fail)
        for _ in range(2):
            text = before + "She have two dogs." + after
            check_of_text = engine.check(text, "en-US")
            assert [text[span.start : span.end] for span in check_of_text.unchecked] == ["She have two dogs."]
            assert [match.span for match in check_of_text.matches] == [Span(3, 5)]
    assert remarks(engine, before + "She have two dogs." + after) == ["go", "have"]
    assert remarks(engine, before + "She have two dogs." + after) == ["go", "have"]
    assert sent[1:] == ["She have two dogs."]


gaps = st.sampled_from((" ", " ", " ", "\n", "\n\n", "\r\n\r\n"))
texts = st.lists(st.tuples(st.sampled_from(SENTENCES), gaps), max_size=9)


@given(before=texts, new=texts, place=st.integers(0, 9), left_out=st.integers(0, 3))
@settings(deadline=None, max_examples=80)
def test_the_answers_after_an_edit_are_those_of_a_check_from_scratch(
    languagetool_server: LanguageToolServer,
    before: list[tuple[str, str]],
    new: list[tuple[str, str]],
    place: int,
    left_out: int,
) -> None:
    after = [*before[:place], *new[:2], *before[place + left_out :]]
    with TemporaryDirectory() as folder:
        cached = GrammarAccess(languagetool_server.address, "6.8", Path(folder) / "grammar.sqlite").engine(60.0)
        fresh = GrammarAccess(languagetool_server.address, "6.8").engine(60.0)
        for parts in (before, after):
            text = "".join(map("".join, parts))
            assert cached.check(text, "en-US") == fresh.check(text, "en-US")
        cached.close()
        fresh.close()


def test_what_is_sent_before_a_small_letter_makes_no_difference(engine: LanguageToolEngine) -> None:
    text = "this one is lower case\n\nThis is the end."
    assert remarks(engine, "A heading\n\nIt was well.\n\n" + text) == ["this"]
    assert remarks(engine, "Another heading\n\nIt was the end.\n\n" + text) == ["this"]
