"""Markdown: what is prose and what is not, and edits that leave its marks in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edits import edited
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.draft import splice
from pipeline.ingest.articles import article_from_bytes, broken_edits, source_edits
from pipeline.ingest.markdown.layout import read_layout
from pipeline.model import Article, Edit

CONFIG = Config()


def read(source: str) -> Article:
    return article_from_bytes(source.encode("utf-8", "surrogatepass"), Path("a.md"), "a.md", CONFIG)


def blocks(source: str) -> list[tuple[str, str]]:
    article = read(source)
    assert article.layout is not None
    return [(block.kind, article.text[block.span.start : block.span.end]) for block in article.layout.blocks]


def code(source: str) -> list[str]:
    article = read(source)
    assert article.layout is not None
    return [article.text[span.start : span.end] for span in article.layout.code]


def test_blocks_are_found_with_their_kinds() -> None:
    source = (
        "# Sleep well\n\nRest\n====\n\nSome prose\nof two lines.\n\n- an item\n- [x] a task\n\n1. one\n\n"
        "> a quotation\n\n"
        "```\ncode here\n```\n\n    indented code\n\n<div>\nan html block\n</div>\n\n"
        "| a head | b |\n|---|---|\n| cell | |\n\n"
        "[^1]: A note of words.\n\n[ref]: http://example.org\n"
    )
    assert blocks(source) == [
        ("h", "Sleep well"),
        ("h", "Rest"),
        ("p", "Some prose\nof two lines."),
        ("li", "an item"),
        ("li", "a task"),
        ("li", "one"),
        ("quote", "a quotation"),
        ("code", "```\ncode here\n```\n"),
        ("code", "    indented code\n"),
        ("html", "<div>\n"),
        ("h", "an html block"),
        ("html", "\n</div>\n"),
        ("td", "a head"),
        ("td", "b"),
        ("td", "cell"),
        ("p", "A note of words."),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Use `some code` and ``more ` code`` but not a ` lone mark.", ["`some code`", "``more ` code``"]),
        ('See [the **label**](http://a.org/x_(y) "title") here.', ['](http://a.org/x_(y) "title")']),
        ("See [a label][ref] and [ref] and [ref][].\n\n[ref]: http://a.org\n", ["][ref]", "[ref]", "[ref][]"]),
        ("See [no link] and [x][y] here.", []),
        (
            "A ![picture of words](a.png) and <b class='x'>bold</b>.",
            ["![picture of words](a.png)", "<b class='x'>", "</b>"],
        ),
        ("Fish &amp; chips, see <https://example.org/a>.", ["&amp;", "<https://example.org/a>"]),
        ("A note[^1] and {{< youtube id >}} and {% include x %}.", ["[^1]", "{{< youtube id >}}", "{% include x %}"]),
        ("| a \\| b | c |\n|---|---|\n", ["a \\| b"]),
    ],
)
def test_what_is_no_prose_is_known(source: str, expected: list[str]) -> None:
    assert code(f"{source}\n\nMore words.\n") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("> quoted words\n> go on\n>> deeper", ["> "]),
        ("- an item\n  that goes on  \n  and on", ["  ", "  ", "  "]),
        ("A line\\\nand another", ["\\"]),
    ],
)
def test_what_stands_between_two_lines_is_known(source: str, expected: list[str]) -> None:
    article = read(f"{source}\n\nMore words.\n")
    assert article.layout is not None
    assert [article.text[span.start : span.end] for span in article.layout.line_marks] == expected


def test_tables_and_headings_keep_their_frame() -> None:
    table = "| stuffed words | b |\n|---|---|\n| c | stuffed words |\n"
    assert edited(read(table), "stuffed words", "") == "|  | b |\n|---|---|\n| c | stuffed words |\n"
    layout = read_layout("Stuffed words\n=====\n\nProse.\n")
    assert [(block.line.start, block.line.end) for block in layout.blocks] == [(0, 20), (21, 28)]


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("Rest **stuffed words** now.", "stuffed words", "", "Rest now."),
        ("Rest **stuffed words** now.", "stuffed words** ", "", "Rest now."),
        ("Rest **stuffed words and more** now.", "**stuffed words ", "", "Rest **and more** now."),
        ("Rest **and stuffed words** now.", " stuffed words**", "", "Rest **and** now."),
        ("Rest ***stuffed words*** now.", "stuffed words", "", "Rest now."),
        ("Rest **stuffed words** now.", "**stuffed words** ", "", "Rest now."),
        ("Rest **stuffed** *words* now.", "stuffed** *words", "better", "Rest **better** now."),
        ("Rest **stuffed words** now.", "stuffed words", "well", "Rest **well** now."),
        ("2 * 3 stuffed * words.", "3 stuffed * ", "", "2 * words."),
    ],
)
def test_emphasis_stays_in_pairs(source: str, old: str, new: str, expected: str) -> None:
    assert edited(read(source), old, new) == expected


@pytest.mark.parametrize(
    ("source", "old", "expected"),
    [
        ("> One.\n> stuffed words\n> Two.\n", "stuffed words", "> One.\n> Two.\n"),
        ("> stuffed words\n> Two.\n", "stuffed words", "> Two.\n"),
        ("- One\n  stuffed words.\n- Two\n", "stuffed words.", "- One\n- Two\n"),
        ("One.\r\nstuffed words\r\nTwo.\r\n", "stuffed words", "One.\r\nTwo.\r\n"),
        ("One.\nstuffed words", "stuffed words", "One."),
        ("- stuffed words\n  and more\n", "stuffed words", "- and more\n"),
        ("> One.\n> stuffed words too\n", "stuffed words ", "> One.\n> too\n"),
        ("> One.\n> stuffed words\n\nTwo.", "stuffed words", "> One.\n\nTwo."),
        ("> > One.\n> > stuffed words", "stuffed words", "> > One."),
        ("> One.\n\nstuffed words\n\nTwo.", "stuffed words", "> One.\n\n\n\nTwo."),
    ],
)
def test_a_line_that_an_edit_empties_goes_with_the_mark_of_its_quotation(source: str, old: str, expected: str) -> None:
    assert edited(read(source), old, "") == expected


def test_a_phrase_goes_out_of_each_line_of_a_quotation() -> None:
    phrase = "why do my knees click on stairs"
    quotation = (
        "> Strong thighs protect the joint, and they take the load off it\n> when you climb.{last}\n\n"
        "> Rest when the knee swells.\n> {first}Ice helps in the first two days.\n"
    )
    around = "# Caring for Your Knees\n\nWalk a little every day. {between}Swimming is kind to the joint.\n\n"
    stuffed = around + quotation
    article = read(stuffed.format(last=f"\n> {phrase}", first=f"{phrase}. ", between=f"{phrase}. "))
    after = clean_article(article, Config(grammar=False, swap_model=False))
    assert after.source == stuffed.format(last="", first="", between="")


@pytest.mark.parametrize(
    ("source", "old", "expected"),
    [
        ("**One. stuffed words**", "stuffed words", "**One.**"),
        ("~~stuffed words one~~", "stuffed words", "~~one~~"),
        ("[One. stuffed words](/a)", "stuffed words", "[One.](/a)"),
        ("Two [stuffed words](/a) three", "stuffed words", "Two three"),
        ("Two [![stuffed](a.png) words](/a) three", " words", "Two [![stuffed](a.png)](/a) three"),
        ("Two ~~stuffed words~~ three", "stuffed words", "Two three"),
        ("> *One.\n> stuffed words* two", "stuffed words", "> *One.* two"),
        ("[^1]: One. stuffed words\n", "stuffed words", "[^1]: One.\n"),
        ("One.\\\nstuffed words\n", "stuffed words", "One.\n"),
        ("2 ~ 3 stuffed words ~ 4", "stuffed words ", "2 ~ 3 ~ 4"),
    ],
)
def test_no_white_space_is_left_inside_of_a_mark(source: str, old: str, expected: str) -> None:
    assert edited(read(source), old) == expected


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("- one\n\nstuffed words\n\n- two", "stuffed words\n\n", ""),
        ("one\n\nstuffed words\n---", "stuffed words\n", ""),
        ("one\n\nstuffed words\n\n    code", "\n\nstuffed words\n", ""),
        ("stuffed words\n2. two", "stuffed words\n", ""),
        ("> one\n\nstuffed words\n\n> two", "\nstuffed words\n\n", ""),
        ("- one\n- two\n\nstuffed words", "\nstuffed words", "  stuffed words"),
        ("**one** stuffed words **two**", " stuffed words ", ""),
        ("stuffed words\n\n---\n\ntwo\n\n---\n", "stuffed words\n\n", ""),
        ("one\n\nstuffed words\n\ntwo", "\n\nstuffed words\n\n", " "),
        ("# one\n\nstuffed words\n\ntwo", "\n\nstuffed words\n\n", ""),
        ("stuffed words [that go](/a) on", "words [that ", ""),
    ],
)
def test_an_edit_that_would_change_more_than_words_is_known(source: str, old: str, new: str) -> None:
    article = read(source)
    start = article.text.index(old)
    edit = Edit(start, start + len(old), new, ("X",))
    assert broken_edits(article, [edit]) == {edit}


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("- one\n- stuffed words\n- two", "- stuffed words\n", ""),
        ("1. stuffed words\n2. two", "1. stuffed words\n", ""),
        ("1. one\n\nstuffed words\n\n2. two", "\nstuffed words\n\n", ""),
        ("> one\n\nstuffed words\n\n> two", "stuffed words\n\n", ""),
        ("---\n\nstuffed words\n\n***", "stuffed words\n\n", ""),
        ("one **stuffed words** two", "**stuffed words** ", ""),
        ("| one | stuffed words |\n|---|---|\n| two | three |", "stuffed words", ""),
        ("One stuffed words two[^1].\n\n[^1]: A note.", "stuffed words", "of the"),
        ("`one` stuffed words\n\n```\ntwo\n```", " stuffed words", ""),
    ],
)
def test_edits_of_words_are_not_held_back(source: str, old: str, new: str) -> None:
    article = read(f"Sleep well.\n\n{source}\n")
    start = article.text.index(old)
    assert not broken_edits(article, [Edit(start, start + len(old), new, ("X",))])


def test_of_many_edits_only_those_are_held_back_that_break_the_article() -> None:
    part = "- one\n\nstuffed words\n\n- two\n\nA line of stuffed words goes on.\n\n"
    article = read(part * 5)
    edits = [Edit(m.start(), m.end(), "", ("X",)) for m in re.finditer("stuffed words(\n\n| )", article.text)]
    assert broken_edits(article, edits) == set(edits[::2])


TABLE = "| a | b |\n|---|---|\n| one | two |\n{row}| three | four |\n"


@pytest.mark.parametrize(
    ("row", "after"),
    [
        ("| stuffed words | |\n", ""),
        ("| | stuffed words |\n", ""),
        ("stuffed words |\n", ""),
        ("| **stuffed words** | stuffed words |\n", ""),
        ("| stuffed words | five |\n", "|  | five |\n"),
        ("stuffed words | five\n", "| | five\n"),
        ("| five | stuffed words |\n", "| five |  |\n"),
    ],
)
def test_a_row_of_a_table_that_is_emptied_goes_and_others_keep_their_cells(row: str, after: str) -> None:
    article = read(TABLE.format(row=row))
    edits = [Edit(m.start(), m.end(), "", ("X",)) for m in re.finditer("stuffed words", article.text)]
    assert not broken_edits(article, edits)
    cleaned = splice(article.source, source_edits(article, edits))
    assert cleaned == TABLE.format(row=after)
    if after:
        cells = re.findall("<td>(.*?)</td>", MarkdownIt("commonmark").enable("table").render(cleaned))
        assert cells[2:4] in (["", "five"], ["five", ""])


def test_the_head_of_a_table_stays() -> None:
    article = read("| stuffed words | |\n|---|---|\n| one | two |\n")
    assert edited(article, "stuffed words") == "|  | |\n|---|---|\n| one | two |\n"


FRONT = (
    "---\r\ntitle: 'It''s fine'\r\ndescription: \"Old words\"\r\ntags: [old words, \"sleep\"]\r\nslug: old-words\r\n"
    "date: 2020-01-02\r\nseo_title: Old words\r\nkeywords:\r\n  - old words\r\n  - 12\r\n---\r\n\r\nOld words here.\r\n"
)


def test_front_matter_is_read_value_by_value() -> None:
    article = read(FRONT)
    assert article.layout is not None
    fields = [(field.name, article.text[field.span.start : field.span.end]) for field in article.layout.fields]
    assert fields == [
        ("title", "It's fine"),
        ("description", "Old words"),
        ("tag", "old words"),
        ("tag", "sleep"),
        ("title", "Old words"),
        ("keyword", "old words"),
    ]
    assert article.prose == "\r\nOld words here.\r\n"
    assert article.title == "It's fine"


def in_field(old: str, number: int, new: str) -> str:
    article = read(FRONT)
    assert article.layout is not None
    return edited(article, old, new, behind=article.layout.fields[number].span.start)


def test_an_edit_of_a_value_stays_yaml_and_leaves_the_rest() -> None:
    assert in_field("Old", 1, 'Say "new"') == FRONT.replace('"Old words"', '"Say \\"new\\" words"')
    assert in_field("Old words", 4, "") == FRONT.replace("seo_title: Old words", 'seo_title: ""')
    assert in_field("Old", 4, "New: all") == FRONT.replace("seo_title: Old words", 'seo_title: "New: all words"')
    assert in_field("old", 2, "new") == FRONT.replace("[old words", "[new words")


@pytest.mark.parametrize(
    ("tags", "gone", "after"),
    [
        (" [a b, c d, e f]", ["a b"], " [c d, e f]"),
        (" [a b, 'c d', \"e f\"]", ["c d", "e f"], " [a b]"),
        (" [a b, c d, 12]", ["a b", "c d"], " [12]"),
        (" [ a b, ]", ["a b"], " []"),
        ("\n  - a b\n  - c d # yes\n  - e f", ["a b", "c d"], "\n  - e f"),
        ("\n- a b\n- 'c d'", ["c d"], "\n- a b"),
        ("\n- a b\n- c d", ["a b", "c d"], " []"),
        (" # mine\n  # topics\n  - a b # one\n  - c d\n  # end", ["a b", "c d"], " [] # mine\n  # topics\n  # end"),
        (" [a b,\n  c d,\n  e f]", ["c d"], " [a b,\n  e f]"),
        (" a b, c d", ["a b, "], " c d"),
        (" a b", ["a b"], ' ""'),
    ],
)
def test_a_tag_that_goes_leaves_a_list_that_is_still_yaml(tags: str, gone: list[str], after: str) -> None:
    article = read(f"---\ntags:{tags}\ndate: 2020-01-02\n---\n\nWords.\n")
    starts = [article.text.index(tag) for tag in gone]
    edits = [Edit(start, start + len(tag), "", ("X",)) for start, tag in zip(starts, gone, strict=True)]
    assert (
        splice(article.source, source_edits(article, edits)) == f"---\ntags:{after}\ndate: 2020-01-02\n---\n\nWords.\n"
    )


KNEES = "why do my knees click on stairs"
STUFFED = (
    f"\n# Caring for Your Knees\n\nWalk a little every day. {KNEES}. Swimming is kind to the joint.\n\n"
    f"Strong thighs protect the joint. {KNEES}.\n\nRest when the knee swells. {KNEES}. Ice helps for two days.\n"
)


def front_matter_after(front: str, body: str = STUFFED) -> tuple[str, list[tuple[str, str, str]]]:
    """Front matter as it is after a run, and rule, message and class of what is found in it."""
    cleaned = clean_article(read(f"---\n{front}---\n{body}"), Config(grammar=False, swap_model=False))
    found = [(f.rule_id, f.message, f.fix_class) for f in cleaned.findings if f.rule_id in ("K112", "K118")]
    return cleaned.source.split("---\n")[1], found


@pytest.mark.parametrize(
    ("front", "after"),
    [
        (f"tags:\n  - ice\n  - {KNEES}\n  - nap\n", "tags:\n  - ice\n  - nap\n"),
        (f'tags:\n  - "ice"\n  -\n    {KNEES}\n  - nap\n', None),
        (f"tags: [ice, # cold\n  {KNEES}, # why\n  nap]\n", None),
        (f"keywords: [{KNEES}, # why\n  nap]\n", None),
        (f"keywords: [ice, {KNEES}]\n", "keywords: [ice]\n"),
        (f"keywords: 'ice, \"{KNEES}\", nap'\n", None),
        (f"keywords: ice, {KNEES}, nap\n", "keywords: ice, nap\n"),
        (f"tags: [ice, {KNEES} after 40]\n", None),
    ],
)
def test_an_entry_that_cannot_go_by_itself_is_reported(front: str, after: str | None) -> None:
    left, found = front_matter_after(front)
    assert left == (front if after is None else after)
    assert [fix_class for *_, fix_class in found] == ["none" if after is None else "safe"]


def test_tags_and_keywords_are_counted_apart() -> None:
    tags = "tags: [knee pain, best knee pain, knee pain 2024, knee pain fast, ice]\n"
    left, found = front_matter_after(f"{tags}keywords: [knee pain, knees]\n", "\nKnees are stiff in the morning.\n")
    assert left == f"{tags}keywords: [knee pain, knees]\n"
    assert found == [("K118", "4 tags of the article say “knee pain”.", "none")] * 4


def test_variants_of_the_topic_are_no_stuffed_tags() -> None:
    kinds = "[blood pressure, high blood pressure, low blood pressure, normal blood pressure]"
    front = f"tags: {kinds}\nkeywords: {kinds}\n"
    body = "\nHigh blood pressure has hardly a symptom. Measure your blood pressure in the morning.\n"
    assert front_matter_after(front, body) == (front, [])


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("![A knee](k.png \"A tip\") and [a link](/x 'Its tip')", ["A knee", "A tip", "Its tip"]),
        ("![A knee][k] ![name] ![name][]\n\n[k]: k.png\n[name]: n.png", ["A knee"]),
        ("| a | b |\n|---|---|\n| ![One](1.png) | ![Two](2.png) |", ["One", "Two"]),
        ("> ![A *knee*](k.png)\n> ![Another](l.png)", ["A *knee*", "Another"]),
        ("[![A knee](k.png)](/large 'Large')", ["A knee", "Large"]),
        ("![an \\[escape\\] & more](k.png)", []),
    ],
)
def test_texts_of_pictures_and_tooltips_are_fields(source: str, fields: list[str]) -> None:
    article = read(source)
    assert article.layout is not None
    found = [article.text[field.span.start : field.span.end] for field in article.layout.fields]
    assert found == fields


@pytest.mark.parametrize(
    "front",
    [
        "---\n- a\n- list\n---\n",
        "---\ntitle: &a [*a]\n---\n",
        "---json\n{'title': 'no JSON'}\n---\n",
        '---\ntitle: "\\ud83d"\n---\n',
        "---\n" + "a: {" * 5_000 + "\n---\n",
    ],
)
def test_front_matter_that_is_not_read_stays(front: str) -> None:
    article = read(f"{front}Old words here.\n")
    assert article.layout is not None and article.layout.fields == ()
    assert article.prose == "Old words here.\n"
    assert edited(read(f"{front}Old words here.\n"), "Old", "New") == f"{front}New words here.\n"


@given(st.text(st.sampled_from("ab*_`[]()!<>#->|\\&;:\n\r\t 1.")))
def test_any_text_is_divided_without_loss(source: str) -> None:
    layout = read_layout(source)
    last = 0
    for block in layout.blocks:
        assert last <= block.span.start < block.span.end <= block.line.end <= len(source) or block.kind == "td"
        last = block.span.end
    assert all(0 <= span.start <= span.end <= len(source) for span in layout.code)
    assert all({source[o.start], source[c.start]} <= {"*", "_"} for o, c in layout.pairs)


@given(st.text(st.sampled_from("ab*_ \n")), st.data())
def test_edits_in_words_change_only_words_and_marks(source: str, data: st.DataObject) -> None:
    source = f"ab {source}"
    article = read(source)
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    made = source_edits(article, [Edit(start, end, "", ("K100",))])
    kept = splice(source, made)
    # Marks around nothing go too, and so do the end and the indent of a line that is emptied.
    marks = str.maketrans("", "", "*_\n ")
    assert kept.translate(marks) == (source[:start] + source[end:]).translate(marks)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_phrase_over_a_soft_line_break_goes_as_a_whole(line_end: str) -> None:
    phrase = "why do my knees click on stairs"
    around = (
        "# Caring for Your Knees\n\nWalk a little every day. {between}Swimming is kind to the joint.\n\n"
        "Rest when the knee swells. {first}Ice helps\nin the first two days.{last}\n"
    )
    stuffed = around.format(between=f"{phrase}. ", first="why do my\nknees click on stairs. ", last=f"\n{phrase}.")
    article = read(stuffed.replace("\n", line_end))
    after = clean_article(article, Config(grammar=False, swap_model=False))
    assert after.source == around.format(between="", first="", last="").replace("\n", line_end)


@pytest.mark.parametrize(
    "statement",
    [
        "import Tabs from '@theme/Tabs';\nimport './bed.css';",
        'import { Tip,  Note } from "../tips";',
        "export const title = 'Sleep  well';",
        "export default function Bed() { return 'a  bed' }",
        'import {\n  Tip,\n  Note as Hint,\n} from "../tips";',
        "import Tabs, {Tab} from '@theme/Tabs'",
        "import * as tips from './tips';",
        "export * from './tips';",
        "export * as tips from './tips'",
        "export { Tip }",
        "export {\n  Tip,\n  Note,\n} from './tips';",
        "export const { Tip,  Note } = tips;",
        "export default Layout;",
        "export default ({children}) => <div>{children}</div>",
        "export default {title: 'Sleep  well'}",
        "export class Bed extends React.Component {}",
    ],
)
def test_a_paragraph_of_javascript_is_code(statement: str) -> None:
    assert blocks(f"{statement}\n\nSleep well.\n") == [("code", f"{statement}\n"), ("p", "Sleep well.")]


@pytest.mark.parametrize(
    "words",
    [
        'import duties rise, the "herald" says.',
        "exports of tea fall.",
        "- import 'tea'",
        "Export your data from the app.",
        "export your data from the app.",
        "export default values, or your own, from the app.",
        "export class lists and function keys.",
        "export const is a word of JavaScript.",
        "import tea from 'China' and keep it dry.",
        'Import the diary from "My files" first.',
        'import the diary (all of it) from "My files"',
        "import and export\nof tea",
    ],
)
def test_words_that_begin_like_javascript_are_prose(words: str) -> None:
    assert blocks(f"{words}\n")[0][0] in ("p", "li")
