"""Front matter in YAML, TOML and JSON: what is read of it, and what goes where an article is left without a phrase."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.draft import splice
from pipeline.ingest import plain
from pipeline.ingest.articles import article_from_bytes, source_edits
from pipeline.ingest.front_matter.fences import front_matter_end
from pipeline.model import Article, Cleaned, Edit

PILLS = "cheap magnesium pills online"
STUFFED = (
    "\n# Sleeping Well Without Pills\n\n"
    f"Go to bed at the same time every night. {PILLS}. A dark room helps the body to rest.\n\n"
    f"Coffee late in the day keeps many people awake. {PILLS}. Tea with milk is kinder at night.\n\n"
    f"Walk for half an hour before dinner. {PILLS}. Put the telephone in another room.\n"
)
PRESSURE = (
    "\n# Understanding Blood Pressure\n\nBlood pressure is the force of the blood against the walls of the arteries. "
    "High blood pressure has hardly a symptom.\n\nMeasure your blood pressure in the morning. Low blood pressure makes "
    "some people dizzy, and salt raises the blood pressure of many.\n"
)
BACK = (
    "\n# Living With Back Pain\n\nBack pain is common, and most of it passes. Lower back pain often follows a day of "
    "lifting.\n\nA warm bath eases back pain for an hour or two. See a doctor when back pain comes with a fever.\n"
)


def read(source: str) -> Article:
    return article_from_bytes(source.encode(), Path("a.md"), "a.md", Config())


def cleaned(front: str, body: str = STUFFED, *, fix: Any = "safe") -> Cleaned:
    return clean_article(read(front + body), Config(grammar=False, swap_model=False, fix=fix))


def front_after(front: str, *, fix: Any = "safe") -> str:
    source = cleaned(front, fix=fix).source
    return source[: source.index("\n# ")]


def fields(source: str) -> list[tuple[str, str]]:
    article = read(f"{source}Old words here.\n")
    assert article.layout is not None
    return [(field.name, article.text[field.span.start : field.span.end]) for field in article.layout.fields]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("---\ntitle: >-\n  Sleep\n  well\n---\n", [("title", "Sleep well")]),
        ("---\nsummary: |+ # two lines\n  Sleep\n  well\n\n---\n", [("description", "Sleep\nwell")]),
        (
            "---\ntitle: Sleep\n  well\ndescription: 'It''s\n  late'\n---\n",
            [("title", "Sleep well"), ("description", "It's late")],
        ),
        ('---\ntitle: "an \\u0065scape"\n---\n', [("title", "an escape")]),
        ('---\ntitle: "over \\\n  lines"\n---\n', [("title", "over lines")]),
        ("---\nseo: {title: Sleep, keywords: [nap]}\n---\n", [("title", "Sleep"), ("keyword", "nap")]),
        ("---\nrank_math:\n  seo:\n    metaDescription: Rest\n---\n", [("description", "Rest")]),
        (
            "---\n_yoast_wpseo_title: Sleep\nrank_math_description: Rest\n---\n",
            [("title", "Sleep"), ("description", "Rest")],
        ),
        ("---\nauthor: {title: Dr}\nimages:\n  - title: A bed\n---\n", []),
        (
            "---\nog: {title: Sleep}\ntwitter:description: Rest\nogTitle: Nap\n---\n",
            [("open graph", "Sleep"), ("open graph", "Rest"), ("open graph", "Nap")],
        ),
        (
            "+++\ntitle = 'Sleep'\n[params]\nseo.description = '''\nRest\nwell'''\n+++\n",
            [("title", "Sleep"), ("description", "Rest\nwell")],
        ),
        (
            "+++\n[taxonomies]\ntags = ['nap', 12, \"r\\u0065st\"]\n[[menu]]\ntitle = 'x'\n+++\n",
            [("tag", "nap"), ("tag", "rest")],
        ),
        (
            '{\n\t"title": "Sleep",\n\t"tags": ["nap", "a\\/b"]\n}\n',
            [("title", "Sleep"), ("tag", "nap"), ("tag", "a/b")],
        ),
        ('---json\n{"title": "Sleep"}\n---\n', [("title", "Sleep")]),
        ("---toml\ntitle = 'Sleep'\n---\n", [("title", "Sleep")]),
        ("---yaml\ntitle: Sleep\n---\n", [("title", "Sleep")]),
        ("---\ntags: &t [nap]\nkeywords: *t\n---\n", [("tag", "nap")]),
        ("---\nauthor: &a {title: Dr}\nseo: *a\n---\n", [("title", "Dr")]),
        ("---\nx: &t nap\ntags: [*t, rest, *t]\ntitle: *t\n---\n", [("tag", "nap"), ("tag", "rest")]),
        ("---\nx: &t [nap]\nkeywords: *t\ntags: *t\n---\n", [("keyword", "nap")]),
        ("---\ntags: &t [nap, *t, *t]\nseo: &s {title: Sleep, meta: *s}\n---\n", [("tag", "nap"), ("title", "Sleep")]),
    ],
)
def test_values_are_read_however_they_are_written(front: str, found: list[tuple[str, str]]) -> None:
    assert fields(front) == found


def test_aliases_of_aliases_are_read_once_each() -> None:
    lists = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 16))
    assert fields(f"---\na0: &a0 [nap]\n{lists}tags: *a15\nkeywords: *a0\n---\n") == [("keyword", "nap")]
    groups = "".join(f"data: &b{n} {{{', '.join([f'seo: *b{n - 1}'] * 9)}}}\n" for n in range(1, 16))
    assert fields(f"---\ndata: &b0 {{title: Sleep}}\n{groups}---\n") == [("title", "Sleep")]


def test_brackets_without_end_are_not_looked_at() -> None:
    assert fields(f"---\ntitle: {'[' * 50_000}{']' * 50_000}\n---\n") == []
    assert fields(f"---\nx: {'[' * 15}{']' * 15}\ntags: [nap]\n---\n") == [("tag", "nap")]


@pytest.mark.parametrize("source", ["{} is empty.\n", "{{< figure >}}\n", '{"a": 1} and more\n', "{braces} here\n"])
def test_a_text_that_begins_with_a_brace_has_no_front_matter(source: str) -> None:
    assert front_matter_end(source) == 0


def test_the_title_is_the_article_s_own_before_that_for_search_engines() -> None:
    assert read("---\nseo: {title: Ten Hints}\ntitle: Sleep\n---\nOld words here.\n").title == "Sleep"
    assert read("+++\nseo_title = 'Ten Hints'\n+++\nOld words here.\n").title == "Ten Hints"


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("---\nkeywords: >\n  sleep,\n  {},\n  nap\n---\n", "---\nkeywords: >\n  sleep,\n  nap\n---\n"),
        ("---\nkeywords: >-\n  {},\n  nap\nx: 1\n---\n", "---\nkeywords: >-\n  nap\nx: 1\n---\n"),
        ("---\nkeywords: |+\n  {}\n\nx: 1\n---\n", '---\nkeywords: ""\n\nx: 1\n---\n'),
        ("---\nkeywords: sleep, {0},\n  nap\n---\n", "---\nkeywords: sleep,\n  nap\n---\n"),
        ("---\nkeywords: 'it''s late, {0},\n  nap'\n---\n", "---\nkeywords: 'it''s late,\n  nap'\n---\n"),
        ('---\nseo:\n  keywords: "sleep, {0}"\n---\n', '---\nseo:\n  keywords: "sleep"\n---\n'),
        (
            "---\nseo: {{title: Sleep, keywords: [{0}, nap]}}\n---\n",
            "---\nseo: {{title: Sleep, keywords: [nap]}}\n---\n",
        ),
        ("---\ntags:\n  - nap\n  - >-\n    cheap magnesium\n    pills online\n---\n", "---\ntags:\n  - nap\n---\n"),
        ("---\ntags:\n  - nap\n  - cheap magnesium\n    pills online\n---\n", "---\ntags:\n  - nap\n---\n"),
        ('---\ntags: ["{0}",\n  "{0}",\n  "{0}"]\n---\n', "---\ntags: []\n---\n"),
        ('---\ntags: [\n  "{0}","{0}"\n]\n---\n', "---\ntags: []\n---\n"),
        ("---\ntags: &t [nap, {0}]\nkeywords: *t\n---\n", None),
        ("---\ntags: &t\n  - {0}\n---\n", None),
        ("---\nkeywords: |\n  sleep\n  {0}\n---\n", None),
        ('---\nkeywords: "sleep, \\"{0}\\", nap"\n---\n', None),
        ('---\nkeywords: "sleep, {0}, \\\n  nap"\n---\n', None),
        ("---\nrank_math_focus_keyword: {0}\n---\n", None),
        ('+++\ntags = ["nap", "{0}"]\n+++\n', '+++\ntags = ["nap"]\n+++\n'),
        (
            "+++\n[taxonomies]\ntags = [\n  'nap',\n  '{0}',\n]\n+++\n",
            "+++\n[taxonomies]\ntags = [\n  'nap',\n]\n+++\n",
        ),
        ("+++\nkeywords = '''nap,\n{0},\nrest'''\n+++\n", "+++\nkeywords = '''nap,\nrest'''\n+++\n"),
        ("+++\ntags = [ # mine\n  '{0}', # why\n]\n+++\n", None),
        ('{{"tags": ["{0}"], "x": 1}}\n', '{{"tags": [], "x": 1}}\n'),
        ('{{\n\t"seo": {{"keywords": "a\\/b, {0}"}}\n}}\n', '{{\n\t"seo": {{"keywords": "a\\/b"}}\n}}\n'),
    ],
)
def test_what_the_article_is_left_without_goes_or_is_reported(front: str, after: str | None) -> None:
    front = front.format(PILLS) if "{" in front else front
    assert front_after(front) == (front if after is None else after.replace("{{", "{").replace("}}", "}"))
    assert [f.state for f in cleaned(front).findings if f.rule_id in ("K112", "K118")].count("open") == (after is None)


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("  - nap\n  # the pills\n  - {}\n", "  - nap\n"),
        (
            "  # topics\n  - nap\n  # the pills\n  # again\n  - {} # here\n  # more\n  - rest\n",
            "  # topics\n  - nap\n  # more\n  - rest\n",
        ),
        ("  - nap\n  # topics\n  - {}\n  - rest\n", "  - nap\n  # topics\n  - rest\n"),
        ("  - nap\n  # topics\n  - rest\n  - {}\n", "  - nap\n  # topics\n  - rest\n"),
        ("  # topics\n  - {}\n\n  - rest\n", "  # topics\n\n  - rest\n"),
        ("  - |\n    nap\n    # no comment\n  - {}\n", "  - |\n    nap\n    # no comment\n"),
    ],
)
def test_a_comment_goes_with_the_last_entry_below_it(front: str, after: str) -> None:
    assert front_after(f"---\ntags:\n{front.format(PILLS)}---\n") == f"---\ntags:\n{after}---\n"


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("  - nap\n  - {}\n", "  - nap\n"),
        ("  - {}\n  - nap\n", "  - nap\n"),
        ("  - nap\n\n  # the pills\n  - '{}' # here\n\n  - rest\n", "  - nap\n\n\n  - rest\n"),
        (
            "\n  # topics\n  - nap\n  # the pills\n  - {}\n  # more\n  - rest\n",
            "\n  # topics\n  - nap\n  # more\n  - rest\n",
        ),
        ("- nap\n- >-\n  cheap magnesium\n  pills online\n- rest\n", "- nap\n- rest\n"),
    ],
)
def test_an_entry_goes_with_its_line_in_files_of_windows(front: str, after: str) -> None:
    body = STUFFED.replace("\n", "\r\n")
    written = f"---\ntags:\n{front.format(PILLS)}---\n".replace("\n", "\r\n")
    source = cleaned(written, body).source
    assert source[: source.index("\r\n# ")] == f"---\ntags:\n{after}---\n".replace("\n", "\r\n")


@pytest.mark.parametrize("break_", ["\r", "\x85", "\u2028"])
def test_an_entry_stays_where_its_line_ends_with_another_mark_than_the_file_s(break_: str) -> None:
    for front in (f"---\ntags:\n  - {PILLS}{break_}  - nap\n---\n", f"---\ntags:\n  - nap{break_}  - {PILLS}\n---\n"):
        assert fields(front) == [("tag", one) for one in ([PILLS, "nap"] if "nap\n" in front else ["nap", PILLS])]
        assert front_after(front) == front


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("---\ntitle: >-\n  Sleep:\n  how to - {}\n---\n", "---\ntitle: >-\n  Sleep:\n  how to\n---\n"),
        ("---\ndescription: |\n  Rest. {}.\n  Read on.\n---\n", None),
        ('+++\nseo.title = "Sleep | {}"\n+++\n', '+++\nseo.title = "Sleep"\n+++\n'),
    ],
)
def test_the_end_of_a_title_is_a_suggestion(front: str, after: str | None) -> None:
    front = front.format(PILLS)
    assert front_after(front) == front
    if after is not None:
        assert front_after(front, fix="all") == after


PRESSURES = [
    "blood pressure",
    "high blood pressure",
    "low blood pressure",
    "normal blood pressure",
    "blood pressure chart",
]
PAINS = ["back pain", "lower back pain", "upper back pain", "back pain exercises", "chronic back pain"]
LINES = "Blood pressure in numbers, what high blood pressure does,\n  and how it is measured."


@pytest.mark.parametrize(
    ("front", "body"),
    [
        (f"---\ntags: [{', '.join(PRESSURES)}]\n---\n", PRESSURE),
        ("---\ntags:\n" + "".join(f"  - {one}\n" for one in PRESSURES) + "---\n", PRESSURE),
        (f"---\nkeywords: >\n  {PRESSURES[0]},\n  {PRESSURES[1]},\n  {PRESSURES[2]}\n---\n", PRESSURE),
        (f"---\nkeywords: {', '.join(PRESSURES)},\n  salt\n---\n", PRESSURE),
        (f"---\ndescription: |\n  {LINES}\n---\n", PRESSURE),
        (
            f"---\nseo:\n  title: High and Low Blood Pressure\n  keywords: {json.dumps(PRESSURES)}\n---\n",
            PRESSURE,
        ),
        (f"---\nrank_math_focus_keyword: blood pressure\ntags: {json.dumps(PRESSURES)}\n---\n", PRESSURE),
        (f"+++\ntags = {json.dumps(PRESSURES)}\n+++\n", PRESSURE),
        (
            f"+++\n[taxonomies]\ntags = {json.dumps(PRESSURES, indent=2)}\n[extra]\n"
            f"keywords = '{', '.join(PRESSURES)}'\n+++\n",
            PRESSURE,
        ),
        (json.dumps({"title": "Blood Pressure", "tags": PRESSURES}, indent="\t") + "\n", PRESSURE),
        (f"---json\n{json.dumps({'keywords': ', '.join(PRESSURES)})}\n---\n", PRESSURE),
        (f"---\ntags: [{', '.join(PAINS)}]\n---\n", BACK),
        ("---\ntags:\n" + "".join(f"  # on {one}\n  - '{one}'\n" for one in PAINS) + "---\n", BACK),
        (f"---\nkeywords: |\n  {', '.join(PAINS)}\n---\n", BACK),
        ("---\ntitle: >-\n  Back Pain: When\n  Back Pain Needs a Doctor\n---\n", BACK),
        (f"+++\ntitle = 'Back Pain'\nkeywords = {json.dumps(PAINS)}\n+++\n", BACK),
        (json.dumps({"seo": {"title": "Back Pain", "keywords": PAINS}}) + "\n", BACK),
    ],
)
def test_the_topic_in_all_its_variants_stays(front: str, body: str) -> None:
    done = cleaned(front, body)
    assert done.source == front + body
    assert [f.message for f in done.findings if f.rule_id in ("K110", "K111", "K112", "K113", "K118")] == []


WORDS = st.sampled_from(["nap", "deep sleep", "it's late", 'a "bed"', "rest: now", "tea, milk", "# one", "café"])


def _yaml_entry(draw: Any, word: str) -> str:
    styles = [json.dumps(word, ensure_ascii=False), "'" + word.replace("'", "''") + "'"]
    if yaml.safe_load(f"[{word}]") == [word] if word not in ("rest: now", "# one") else False:
        styles.append(word)
    return str(draw(st.sampled_from(styles)))


@st.composite
def listings(draw: Any) -> tuple[str, list[str]]:
    """Front matter with a list of tags, and what the list holds."""
    words = draw(st.lists(WORDS, min_size=1, max_size=5))
    language = draw(st.sampled_from(["lines", "yaml", "toml", "json"]))
    if language == "json":
        return json.dumps({"tags": words, "date": 1}, indent=draw(st.sampled_from([None, 1, "\t"]))) + "\n", words
    if language == "toml":
        literals = [json.dumps(word, ensure_ascii=False) for word in words]
    else:
        literals = [_yaml_entry(draw, word) for word in words]
    if language == "lines":
        gaps = draw(st.lists(st.sampled_from(["", "  # c\n", "\n"]), min_size=len(words), max_size=len(words)))
        lines = (f"{gap}  - {literal}\n" for gap, literal in zip(gaps, literals, strict=True))
        return f"---\ntags:\n{''.join(lines)}date: 1\n---\n", words
    gap = draw(st.sampled_from([", ", ",\n  ", " ,"]))
    inside = draw(st.sampled_from(["[{}]", "[ {} ]", "[\n  {},\n]"])).format(gap.join(literals))
    return (
        f"+++\ntags = {inside}\ndate = 1\n+++\n" if language == "toml" else f"---\ntags: {inside}\ndate: 1\n---\n"
    ), words


def load(front: str) -> Any:
    if front.startswith("{"):
        return json.loads(front)
    return tomllib.loads(front.strip("+\n")) if front.startswith("+") else yaml.safe_load(front.strip("-\n"))


@given(listings(), st.data())
def test_the_file_reads_as_before_but_for_the_entries_that_go(
    listing: tuple[str, list[str]], data: st.DataObject
) -> None:
    front, words = listing
    article = read(f"{front}Old words here.\n")
    assert article.layout is not None
    places = [field for field in article.layout.fields if field.name == "tag"]
    assert [article.text[place.span.start : place.span.end] for place in places] == words
    gone = data.draw(st.sets(st.sampled_from([n for n, place in enumerate(places) if not place.is_kept] or [-1])))
    edits = [Edit(places[n].span.start, places[n].span.end, "", ("X",)) for n in sorted(gone) if n >= 0]
    after = splice(article.source, source_edits(article, edits))
    assert after.endswith("Old words here.\n")
    kept = [word for number, word in enumerate(words) if number not in gone]
    assert load(after.removesuffix("Old words here.\n")) == {"tags": kept, "date": 1}
    assert gone or after == article.source


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("---\ntitle: Sleep: how to\n---\n", [("title", "Sleep: how to")]),
        (
            "---\ntitle: [unclosed\ntags:\n\t- nap\n\t- rest\n---\n",
            [("title", "[unclosed"), ("tag", "nap"), ("tag", "rest")],
        ),
        ("---\ntitle: a: b\ntags: [nap, 'rest']\n---\n", [("title", "a: b"), ("tag", "nap"), ("tag", "rest")]),
        (
            "---\nx: a: b\ndescription: >-\n  Go to bed\n  early\nauthor: Ann\n---\n",
            [("description", "Go to bed early")],
        ),
        ("+++\ntitle = Toml\n+++\n", [("title", "Toml")]),
        ('---json\n{"title": "Sleep",\n}\n---\n', []),
        ("---\nauthor: a: b\nRest well.\n---\n", []),
        ("---\ncategories: [nap]\ncategory: rest\n---\n", [("category", "nap"), ("category", "rest")]),
        ("title: Sleep\ntags:\n- nap\n---\n", [("title", "Sleep"), ("tag", "nap")]),
        ("title: Sleep: x\ndate: 2020\n---\n", [("title", "Sleep: x")]),
        ("Title: Sleep\n---\n", []),
        ("Note: Sleep\nTip: Rest\n---\n", []),
        ("title: Sleep\n\ntags: x\n---\n", []),
    ],
)
def test_what_is_broken_or_lacks_a_fence_is_read_line_by_line(front: str, found: list[tuple[str, str]]) -> None:
    assert fields(front) == found


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Sleep: how to {}\ntags:\n\t- nap\n\t- {}\n---\n",
        "---\ncategories: [nap, {}]\n---\n",
        "---\ncategory: {}\n---\n",
        "title: Sleep: x\ntags: [nap, {}]\n---\n",
    ],
)
def test_what_may_not_go_without_asking_is_reported(front: str) -> None:
    front = front.replace("{}", PILLS)
    assert front_after(front) == front
    states = [finding.state for finding in cleaned(front).findings if finding.is_of_field]
    assert len(states) == front.count(PILLS) and set(states) == {"open"}


def test_a_category_goes_where_suggestions_are_made() -> None:
    front = f"---\ncategories:\n  - nap\n  - {PILLS}\n---\n"
    assert front_after(front, fix="all") == "---\ncategories:\n  - nap\n---\n"


def test_yaml_with_a_fence_below_it_alone_is_edited_as_such() -> None:
    front = f"title: Sleep\ntags:\n- nap\n- {PILLS}\n---\n"
    assert front_after(front) == "title: Sleep\ntags:\n- nap\n---\n"


@pytest.mark.parametrize(
    ("front", "rules"),
    [
        (f"Title: Sleep | {PILLS}\nTags: nap, {PILLS}\nCategory: {PILLS}\n", ["K110", "K112", "K118"]),
        (f"---\ntitle: Sleep\ntags: [nap, {PILLS}]\n---\n", ["K118"]),
        ("Title: Sleep\nDate: 2020\n", []),
    ],
)
def test_front_matter_of_a_text_file_is_reported_alone(front: str, rules: list[str]) -> None:
    source = front + STUFFED
    article = article_from_bytes(source.encode(), Path("a.txt"), "a.txt", Config())
    done = clean_article(article, Config(grammar=False, swap_model=False, fix="all"))
    assert done.source.startswith(front + "\n") and PILLS not in done.source[len(front) :]
    assert [finding.rule_id for finding in done.findings if finding.is_of_field] == rules
    assert article.title.startswith("Sleep")


@pytest.mark.parametrize(
    "source",
    [
        "Note: rest.\nTip: nap.\n\nOld words here.\n",
        "---\nOld words\n---\nNew words.\n",
        "---\nTitle: x\n\nOld words.\n---\nEnd.\n",
    ],
)
def test_a_text_file_without_front_matter_is_prose(source: str) -> None:
    assert article_from_bytes(source.encode(), Path("a.txt"), "a.txt", Config()).text == source


def test_lines_over_hyphens_are_front_matter_where_most_keys_are_known() -> None:
    assert front_matter_end("Title: Knees\ndate: 2020-01-02\ncover: a.png\n---\nRest.\n")
    assert not front_matter_end("Treatment: rest\nSummary: most knees heal\n---\nRest.\n")
    assert not front_matter_end("Summary: most knees heal\nTreatment: rest\n---\nRest.\n")


def test_prose_between_two_breaks_is_no_front_matter_of_a_text() -> None:
    prose = "---\nRest when the knee swells.\nIce helps some people.\nSummary: most knees heal.\n---\nThe end.\n"
    assert plain.parse(prose).text == prose
    assert plain.parse("---\nTitle: Knees: a guide\ntags: [knees\n---\nThe end.\n").text.startswith("The end.")
