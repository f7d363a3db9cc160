"""HTML: text that a reader does not see, and text that a reader may see."""

from __future__ import annotations

import pytest
from html_samples import html_article

from pipeline.clean import clean_article
from pipeline.config import Config


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>.a{color:red}.b{display:none}.c{color:blue}.d{display:none}</style>{b}{d}",
        "<style>/* } */.x{content:'}'}.b,.d{color:white;background-color:#FFFFFF}</style>{b}{d}",
        "<style>@import url(a.css);.b{height:0;overflow:hidden}#d{left:-9999px;position:absolute}</style>{b}{d}",
        "<style>.b.c{display:block}.e::before{display:block}.b{display:none}.d{opacity:0}</style>{d}",
        "<p style='position:absolute; left:-9999px'>no</p><p style='color:#fff'>no</p>",
        "<p style='visibility:hidden'>no <b>no</b></p><p style='text-indent:-9999px'>no</p>",
        "<p style='font-size:0'>no <b>no</b></p><p style='clip:rect(0,0,0,0);position:absolute'>no</p>",
    ],
)
def test_text_that_no_reader_sees_is_not_read(hidden: str) -> None:
    source = hidden.replace("{b}", '<p class="b">no</p>').replace("{d}", '<p class="x d" id="d">no</p>')
    assert html_article(f"<p>yes</p>{source}").prose == "yes"


@pytest.mark.parametrize(
    "shown",
    [
        "<style>.t{display:none}.t.active{display:block}</style><div class='t active'>yes</div>",
        "<style>.t{opacity:0}.t.show{opacity:1}</style><div class='t show'>yes</div>",
        "<style>.t{opacity:0;animation:in 1s forwards}@keyframes in{to{opacity:1}}</style><div class=t>yes</div>",
        "<style>.f{transition:opacity 1s}</style><div class=f style='opacity:0'>yes</div>",
        "<style>.t{display:none}</style><div class=t style='display: block'>yes</div>",
        "<style>.t{display:none}:checked~div{display:block}</style><div class=t>yes</div>",
        "<style>.hidden{display:none}@media(min-width:9px){.md\\:block{display:block}}</style>"
        "<div class='hidden md:block'>yes</div>",
        "<style>div{display:flex}</style><div hidden>yes</div>",
        "<style media=print>.t{display:none}</style><div class=t>yes</div>",
        "<style>@media print{.t{display:none}}</style><div class=t>yes</div>",
        "<noscript><style>.t{display:none}</style></noscript><div class=t>yes</div>",
        "<table><tr><td style='font-size:0px'><div style='font-size:13px'>yes</div></table>",
        "<div style='visibility:hidden'><div style='visibility:visible'>yes</div></div>",
        "<div style='color:#fff'><p style='color:#000'>yes</p></div>",
        "<div style='margin-top:-1200px;padding-top:1200px'>yes</div>",
        "<div style='position:relative;right:-1000px'>yes</div>",
        "<style>body{background:#222}</style><div style='color:#fff'>yes</div>",
        "<link rel=stylesheet href=a.css><div style='color:#fff'>yes</div>",
        "<table background=dark.jpg><tr><td><p style='color:#ffffff'>yes</p></table>",
        "<div style='background-image:url(x.png)'><p style='color:#fff'>yes</p></div>",
        "<div style='position:absolute;top:0'><p style='color:#fff'>yes</p></div>",
    ],
)
def test_text_that_a_reader_may_see_is_read(shown: str) -> None:
    assert html_article(f"<p>A word.</p>{shown}").prose.endswith("yes")


@pytest.mark.parametrize(
    "hidden",
    [
        "<ul hidden><li><a href=/a>Sleep apnea treatment</a></li><li><a href=/b>Sleep apnea cost</a></li>"
        "<li><a href=/c>Sleep apnea doctor</a></li></ul>",
        "<p hidden>Knee pain symptoms, knee pain treatment, knee pain exercises.</p>",
    ],
)
def test_a_hidden_menu_stays(hidden: str) -> None:
    words = "Sleep is when the body mends itself, and whoever sleeps too little feels it in the day."
    page = f"<!doctype html><html><body><article><h1>Sleep</h1><p>{words}</p>{hidden}</article></body></html>"
    cleaned = clean_article(html_article(page), Config(grammar=False, swap_model=False))
    assert cleaned.source == page
