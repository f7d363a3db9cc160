"""What stands around an article on a page: menus, teasers, comments, notices; written for this project."""

from __future__ import annotations

from html import escape
from random import Random

MENU = (
    "Home",
    "Health A-Z",
    "Recipes",
    "Fitness",
    "Mind & mood",
    "Family",
    "News",
    "About us",
    "Contact",
    "Newsletter",
)
ENTITIES = {
    "&rsquo;": "’",
    "&ldquo;": "“",
    "&rdquo;": "”",
    "&ndash;": "–",
    "&eacute;": "é",
    "&nbsp;": "\u00a0",
    "&shy;": "\u00ad",
    "&bull;": "•",
}
"""Characters by the names that the articles are written with."""
TEASERS = (
    ("Ten quick lunches for a busy week", "A jar, a spoon and ten minutes are all that you need for these."),
    ("What your nails say about you", "Ridges, spots and bends: which of them matter, and which do not."),
    ("How much coffee is too much?", "We asked three specialists, and they did not agree."),
    ("A beginner's guide to cold showers", "Thirty seconds are enough to start with, says our columnist."),
    ("Why the garden is the best gym", "Digging burns more than you think, and the view is better."),
    ("The truth about detox teas", "Your liver does the job already, and it does it for free."),
    ("Seven stretches for the office", "Nobody will notice that you do the third one at your desk."),
    ("Is your mattress too soft?", "A simple test with a rolling pin tells you in a minute."),
)
COMMENTS = (
    ("Marge", "Thank you so much for this, I have been looking for an answer like that for years and years!"),
    (
        "old_tom",
        "Not sure that I agree with the second point, my doctor told me something else last week.",
    ),
    ("Priya S.", "Great post. Could you write one about teenagers as well? Mine will not listen to anything I say."),
    ("anonymous", "First time here, bookmarked the page and sent it to my sister who has the same trouble."),
)
AUTHOR = "Jenny Marlow has written about food and family for years. She lives in Leeds with two cats and a bicycle."
COOKIES = "We use cookies to remember your choices and to count our visitors. Going on, you agree to our policy."
COPYRIGHT = "Copyright 2019 Marlow Media Ltd. All rights reserved. Nothing on this site replaces a doctor's advice."
LETTER = "Get our weekly letter: one good idea every Sunday morning, never any spam. Type your address to sign up."
WELCOME = "Welcome to my little corner of the web, where I write about the things that keep us well and happy."


def bare(text: str) -> str:
    """Text as it is written in a title."""
    return escape(text, quote=False)


def menu(rng: Random, count: int = 7) -> str:
    """List items with links."""
    return "".join(f'<li><a href="/{n}">{escape(name)}</a></li>' for n, name in enumerate(rng.sample(MENU, count)))


def links(rng: Random, count: int = 5) -> str:
    """Links with line ends between, as old pages have them."""
    return "<br>\n".join(
        f'<a href="/p/{n}.html">{escape(name)}</a>' for n, (name, _) in enumerate(rng.sample(TEASERS, count))
    )


def teasers(rng: Random, count: int = 4) -> str:
    """Articles to read next, each with a sentence."""
    return "\n".join(
        f'<div class="card"><h4><a href="/t/{n}">{escape(name)}</a></h4><p>{escape(text)}</p></div>'
        for n, (name, text) in enumerate(rng.sample(TEASERS, count))
    )


def comments(rng: Random, count: int = 3) -> str:
    """List items, each with a reader's comment."""
    return "\n".join(
        f'<li class="comment"><cite>{escape(name)}</cite> says:<p>{escape(text)}</p></li>'
        for name, text in rng.sample(COMMENTS, count)
    )
