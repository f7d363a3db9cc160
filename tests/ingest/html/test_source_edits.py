"""HTML: how edits come to stand in the source, and what goes with the text that they take."""

from __future__ import annotations

from pathlib import Path

import pytest
from edits import edited
from html_samples import html_article

from pipeline.clean import clean_article
from pipeline.config import Config
from pipeline.draft import splice
from pipeline.ingest.articles import article_from_bytes, source_edits
from pipeline.model import Edit

PILLS = "Cheap magnesium pills online"
SENTENCES = (
    ("Snoring is the sound of a soft palate that flutters.", "It gets louder with weight, wine and age."),
    ("Sleep on your side.", "Raise the head of the bed by a hand."),
    ("A dentist can make a splint.", "It holds the jaw forward all night."),
    ("Pauses in breathing are another matter.", "They need a night in a laboratory."),
    ("The mask looks dreadful.", "It works on the first night."),
)


@pytest.mark.parametrize(
    ("source", "old", "new", "after"),
    [
        ("<p>pins <i>and also</i> needles</p>", "pins and also needles", "pins and needles", "pins <i>and </i>needles"),
        (
            "<p>high <i>blood</i> strain &amp; more</p>",
            "blood strain",
            "blood pressure",
            "high <i>blood</i> pressure &amp;",
        ),
        ("<p>one <b>two</b> three</p>", "one two three", "uno two four", "<p>uno <b>two</b> four</p>"),
        ("<p>a b</p>", "b", 'R&D <b> "q"', '<p>a R&amp;D &lt;b&gt; "q"</p>'),
        ("<p>caf&eacute; x</p>", "é", "e", "<p>cafe x</p>"),
        ("<p>a b</p>", "b", "b.", "<p>a b.</p>"),
        ("<p>Q&A stuff amp; x</p>", "A stuff ", "", "<p>Q&amp;amp; x</p>"),
        ("<p>a &lt/ b</p>", "/", "-", "<p>a &lt;- b</p>"),
        ("<p>sn&shy;ore <b>lou</b>dly</p>", "snore", "sleep", "<p>sleep <b>lou</b>dly</p>"),
        ("<p>night <!-- x --> (cap)</p>", "night ", "night", "<p>night<!-- x -->(cap)</p>"),
        ("<p>night&nbsp;<b> </b> , cap</p>", "night ,", "night,", "<p>night<b></b>, cap</p>"),
        ("<p>a <i> </i> night cap</p>", "night", "day", "<p>a <i> </i> day cap</p>"),
        ("<p>a <i>cap <!-- x --></i> b</p>", "cap ", "", "<p>a <i><!-- x --></i>b</p>"),
    ],
)
def test_an_edit_keeps_the_tags_around_what_stays(source: str, old: str, new: str, after: str) -> None:
    assert after in edited(html_article(source), old, new)


@pytest.mark.parametrize(
    ("second", "after"),
    [(Edit(3, 3, "new", ("B",)), "<p>R&amp;newabc</p>"), (Edit(4, 5, "new", ("B",)), "<p>R&amp;anewc</p>")],
)
def test_edits_behind_one_ampersand_escape_it_once(second: Edit, after: str) -> None:
    article = html_article("<p>R&Dabc</p>")
    made = source_edits(article, [Edit(2, 3, "", ("A",)), second])
    assert splice(article.source, made) == after
    assert {rule_id for edit in made for rule_id in edit.rule_ids} == {"A", "B"}


def test_an_escaped_ampersand_between_two_edits_joins_them() -> None:
    article = html_article("<p>a & b</p>")
    made = source_edits(article, [Edit(2, 2, "R", ("A",)), Edit(3, 3, "D", ("B",))])
    assert made == (Edit(5, 6, "R&amp;D", ("A", "B")),)


@pytest.mark.parametrize(
    ("source", "old", "after"),
    [
        ("<p>one</p>\n<p>two <b>x</b></p>\n<p>three</p>\n", "two x\n\n", "<p>one</p>\n<p>three</p>\n"),
        ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "one\n", "<ul>\n<li>two</li>\n</ul>"),
        ("<p>x</p>\n<ul>\n<li>one</li>\n</ul>\n", "\n\none", "<p>x</p>\n"),
        ("<p>one <b>two</b> three</p>", "two ", "<p>one three</p>"),
        ('<p>a <a href="/b" title="A b">b</a> c</p>', "b ", "<p>a c</p>"),
        ('<p name="n">x</p><p title="A y" class="no id=1">y</p>', "\n\ny", '<p name="n">x</p>'),
        ("<p>line<br>\nstuff<br>\nmore</p>", "stuff\n", "<p>line<br>\nmore</p>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a\nb\n", "<table><tr><td>c</table>"),
        ("<table><caption>a</caption><tr><td>b</table>", "a\n\n", "<table><tr><td>b</table>"),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>x<td>y<tr><td>d</table>", "x\ny\n",
         "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d</table>"),
        ("<table><tr><td>x<tr><td rowspan=1>a<td rowspan='0'>b<tr><td>c</table>", "x\n",
         "<table><tr><td rowspan=1>a<td rowspan='0'>b<tr><td>c</table>"),
        ("<table><tr><td>x<tr><td>a<table><tr><td rowspan=9>b<tr><td>c</table></table>", "x\n",
         "<table><tr><td>a<table><tr><td rowspan=9>b<tr><td>c</table></table>"),
        ("<!-- wp:p -->\n<p>x</p>\n<!-- /wp:p -->\n\n<!-- wp:p {} -->\n<p>y</p>\n<!-- /wp:p -->\n", "\n\ny",
         "<!-- wp:p -->\n<p>x</p>\n<!-- /wp:p -->\n\n"),
        ("<p>x</p>\n<!-- wp:list --><ul><!-- wp:list-item --><li>y</li><!-- /wp:list-item --></ul>\n<!-- /wp:list -->",
         "\n\ny", "<p>x</p>\n"),
        ("One.\n\nTwo.\n\n<!--more-->\n\nThree.", "Two.\n\n", "One.\n\n<!--more-->\n\nThree."),
        ("One.\n\n<b>Two.</b>\n\nThree.", "Two.\n\n", "One.\n\nThree."),
    ],
)  # fmt: skip
def test_what_an_edit_leaves_empty_goes_with_its_tags(source: str, old: str, after: str) -> None:
    assert edited(html_article(source), old) == after


@pytest.mark.parametrize(
    ("source", "old", "after"),
    [
        ('<p>x</p><p id="a">y</p>', "\n\ny", '<p>x</p><p id="a"></p>'),
        ('<p>x</p><p><a name="a" title="A y">y</a></p>', "\n\ny", '<p>x</p><p><a name="a" title="A y"></a></p>'),
        ('<p>x</p><p><img src="i">y</p>', "\n\ny", '<p>x</p><p><img src="i"></p>'),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n", "<table><tr><td></td><td>b</td></tr></table>"),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>x</table>", "\nx", "<table><tr><td rowspan=2>a<td>b<tr><td></table>"),
        ("<table><tr><td ROWSPAN=0>a<td>b<tr><td>c<tr><td>x</table>", "\nx",
         "<table><tr><td ROWSPAN=0>a<td>b<tr><td>c<tr><td></table>"),
        ("<table><tr><td rowspan=2>a<tr><td>b<td rowspan=3>c<tr><td>d<tr><td>x</table>", "\nx",
         "<table><tr><td rowspan=2>a<tr><td>b<td rowspan=3>c<tr><td>d<tr><td></table>"),
        ("<p>x <b>y<i>z</b> w</i></p>", "yz", "<p>x <b><i></b> w</i></p>"),
    ],
)  # fmt: skip
def test_what_is_named_holds_a_picture_or_crosses_other_tags_stays(source: str, old: str, after: str) -> None:
    assert edited(html_article(source), old) == after


def test_a_paragraph_behind_a_line_break_and_the_sentence_after_it_go_together() -> None:
    stuffed = [f"<p>{one} {PILLS}. {two}</p>" for one, two in SENTENCES]
    ending = f"<p>Never use salt substitutes.<br><br><b>{PILLS}</b></p>\n<p>{PILLS}. Ask first. Some are potassium.</p>"
    source = "\n".join(["<h1>Snoring</h1>", *stuffed, ending])
    article = article_from_bytes(source.encode(), Path("a.html"), "a.html", Config(grammar=False, swap_model=False))
    after = clean_article(article, Config(grammar=False, swap_model=False)).source
    assert PILLS not in after
    assert "substitutes.<br><br></p>\n<p>Ask first. Some are potassium.</p>" in after
