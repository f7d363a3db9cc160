"""The same words in a text and on a page get the same edits."""

from __future__ import annotations

from html import escape

from html_samples import html_article
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_article
from pipeline.config import Config

NO_GRAMMAR = Config(grammar=False, swap_model=False)
SENTENCES = (
    "A warm bath will certainly relax you, and also it is a lot more pleasant than a pill.",
    "Likewise, various other people have pins and also needles.",
    "High blood strain will additionally harm the heart.",
    "how can i fix my snorring noze fast",
    "Rest in the fuhow can i fix my snorring noze fastture.",
    "It stops with lactose bigotry.",
    "Sleep on your side.",
    "Ask a nurse, or call the clinic.",
    "Take 500 mg every 6 hours; never more than 4 g a day.",
    "“I have pins and also needles,” she said.",
)
TAGS = ("b", "em", "span", "i")


FIRST = "Most people sleep badly now and then, and few of them are ill."


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with tags, entities and comments strewn in.

    The first line of a text may be its title; here it is plainly none.
    """
    texts, pages = [FIRST], [f"<p>{FIRST}</p>"]
    for _ in range(draw(st.integers(2, 8))):
        sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3))
        text = " ".join(sentences)
        texts.append(text)
        pages.append(f"<p>{draw(strewn(text))}</p>")
    return "\n\n".join(texts), "\n".join(pages)


@st.composite
def strewn(draw: st.DrawFn, text: str) -> str:
    """A text as HTML."""
    parts = []
    for word in text.split(" "):
        written = escape(word, quote=False)
        shape = draw(st.integers(0, 11))
        if shape == 0:
            name = draw(st.sampled_from(TAGS))
            written = f"<{name}>{written}</{name}>"
        elif shape == 1 and word.isalpha() and len(word) > 3:
            written = f"{word[:2]}&shy;{word[2:]}"
        elif shape == 2 and word.isalpha() and len(word) > 2:
            written = f"{word[:1]}<b>{word[1:2]}</b>{word[2:]}"
        elif shape == 3:
            written += "<!-- note -->"
        elif shape == 4:
            written = "".join(f"&#{ord(character)};" for character in word)
        parts.append(written + draw(st.sampled_from((" ", " ", "\n", "  ", "&nbsp;", " &nbsp;"))))
    return "".join(parts).strip()


@settings(deadline=None, max_examples=40)
@given(paragraphs())
def test_a_page_is_cleaned_as_its_text_is(case: tuple[str, str]) -> None:
    text, page = case
    as_text, as_page = clean_article(text, NO_GRAMMAR), clean_article(html_article(page), NO_GRAMMAR)
    found = [(f.rule_id, f.match.split(), f.state) for f in as_text.findings]
    assert [(f.rule_id, f.match.split(), f.state) for f in as_page.findings] == found
    assert as_page.text.split() == as_text.text.split()
    assert html_article(as_page.source).text.split() == as_text.text.split()
