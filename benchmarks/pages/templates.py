"""Page templates of many kinds; each gives a page and says what of it is the article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.pages import furniture
from benchmarks.pages.pour import Blocks, as_lines, as_tags, as_wordpress

Write = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A page.

    Attributes:
        source: the file.
        article: the ranges of ``source`` that are the article: its heading and its body.
        suffix: of the file's name.
    """

    source: str
    article: tuple[tuple[int, int], ...]
    suffix: str = ".html"


_MARK = "\ue000"
"""Stands around the article while a page is put together."""


def _filled(page: str, suffix: str = ".html") -> Filled:
    parts = page.split(_MARK)
    ranges, position = [], 0
    for number, part in enumerate(parts):
        if number % 2:
            ranges.append((position, position + len(part)))
        position += len(part)
    return Filled("".join(parts), tuple(ranges), suffix)


def _m(content: str) -> str:
    return f"{_MARK}{content}{_MARK}"


def old_blog(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A blog of 2006: line ends, font tags, a sidebar of links and words, comments without names."""
    return _filled(f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><TITLE>{write(title)} :: Jenny's Corner</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8">
<STYLE TYPE="text/css"><!-- body {{ font-family: Verdana; }} #left > a {{ color: navy }} --></STYLE></HEAD>
<BODY BGCOLOR="#ffffff" TEXT=#000000>
<CENTER><FONT SIZE="+3">Jenny's Corner</FONT><BR>{furniture.WELCOME}</CENTER><HR>
<DIV ID="left" CLASS="sidebar">
<B>Recent Posts</B><BR>
{furniture.links(rng)}<BR><BR>
{furniture.AUTHOR}
</DIV>
<DIV ID="main">
<H1>{_m(write(title))}</H1>
<SMALL>Posted by Jenny on a Tuesday at 8:15 PM</SMALL><P>
<FONT FACE="Verdana">{_m(as_lines(blocks, write))}
</FONT>
<P>
<A HREF="/print">Print this</A> | <A HREF="/mail">Email this</A>
<H3>Comments</H3>
{furniture.comments(rng)}
</DIV>
<HR><CENTER><SMALL>{furniture.COPYRIGHT}</SMALL></CENTER>
</BODY></HTML>
""")


def wordpress(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A block theme of WordPress."""
    return _filled(f"""<!DOCTYPE html>
<html lang="en-US">
<head>
\t<meta charset="UTF-8" />
\t<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{write(title)} &#8211; Well &amp; Happy</title>
<link rel="canonical" href="https://example.org/a-post/" />
<script type="application/ld+json">{{"@type":"Article","author":{{"name":"Jenny Marlow"}}}}</script>
<style id='wp-block-library-inline-css'>.wp-block-button__link{{color:#fff}}@media (max-width:600px){{.menu{{display:none}}}}</style>
</head>
<body class="post-template-default single single-post has-sidebar wp-embed-responsive">
<div class="wp-site-blocks"><header class="wp-block-template-part">
<div class="wp-block-group"><p class="wp-block-site-title"><a href="/">Well &amp; Happy</a></p>
<nav class="wp-block-navigation" aria-label="Main"><ul>{furniture.menu(rng)}</ul></nav></div></header>
<main class="wp-block-group" id="wp--skip-link--target">
<h1 class="wp-block-post-title">{_m(write(title))}</h1>
<div class="wp-block-group post-meta"><div class="wp-block-post-date"><time datetime="2021-03-04">March 4, 2021</time></div>
<div class="wp-block-post-author-name">Jenny Marlow</div></div>
<div class="entry-content wp-block-post-content is-layout-constrained">
{_m(as_wordpress(blocks, write))}
</div>
<div class="wp-block-comments"><h2>3 responses</h2><ol class="wp-block-comment-template">
{furniture.comments(rng)}
</ol></div></main>
<aside class="wp-block-group"><h3>Keep reading</h3>{furniture.teasers(rng)}</aside>
<footer class="wp-block-template-part"><p>{furniture.COPYRIGHT}</p></footer></div>
<script>document.write("<p>not text</p>");</script>
</body></html>""")


def table_layout(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A page laid out by tables, without a single name."""
    return _filled(f"""<html>
<head><title>{write(title)}</title></head>
<body leftmargin=0 topmargin=0>
<table width="100%" cellpadding=0 border=0><tr><td colspan=3><img src="logo.gif" alt="Logo"> <font size=5>Health Pages</font></td></tr>
<tr><td width=150 valign=top bgcolor="#eeeeee">
<a href=index.html>Home</a><br>
{furniture.links(rng, 6)}
<p><font size=1>{furniture.LETTER}</font>
<form action=/s><input name=q><input type=submit value=Go></form></td>
<td valign=top>
<h1>{_m(write(title))}</h1>
{_m(as_tags(blocks, write))}
<p align=center><a href=a.html>&lt;&lt; Previous</a> | <a href=b.html>Next &gt;&gt;</a></p>
</td>
<td width=160 valign=top><b>Popular</b><br>{furniture.links(rng, 4)}</td></tr>
<tr><td colspan=3 align=center><font size=1>{furniture.COPYRIGHT}</font></td></tr></table>
</body></html>
""")


def amp(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """An AMP page."""
    return _filled(f"""<!doctype html>
<html ⚡ lang="en"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script>
<title>{write(title)} | Daily Wellness</title><link rel="canonical" href="https://example.org/wellness/post">
<style amp-boilerplate>body{{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}}</style><noscript><style amp-boilerplate>body{{-webkit-animation:none}}</style></noscript>
<style amp-custom>.ad{{display:none}} .lead{{font-size:18px}}</style></head>
<body><amp-sidebar id="sidebar" layout="nodisplay" side="left"><ul>{furniture.menu(rng)}</ul></amp-sidebar>
<header class="top-bar"><button on="tap:sidebar.toggle">Menu</button><a href="/">Daily Wellness</a></header>
<amp-ad width=300 height=250 type="doubleclick"><div placeholder>Loading</div></amp-ad>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{_m(write(title))}</h1>
<ul class="amp-wp-meta"><li>By Jenny Marlow</li><li><time>March 4, 2021</time></li></ul></header>
<amp-img src="a.jpg" width=600 height=400 layout="responsive"></amp-img>
<div class="amp-wp-article-content">{_m(as_tags(blocks, write))}</div>
<footer class="amp-wp-article-footer"><div class="amp-wp-tax-category">Categories: <a href="/c" rel="category tag">Health</a></div></footer></article>
<section class="related"><h3>Related articles</h3>{furniture.teasers(rng)}</section>
<footer><p>{furniture.COPYRIGHT}</p></footer>
<amp-consent layout="nodisplay" id="consent"><div id="cookie-notice"><p>{furniture.COOKIES}</p></div></amp-consent></body></html>""")


def minified(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A news page on one line, without optional tags and quotation marks."""
    content = as_tags(blocks, write, gap="").replace("</p>", "").replace("</li>", "")
    page = f"""<!doctype html><html lang=en><meta charset=utf-8><title>{write(title)} - The Wellness Post</title><meta name=description content="A short description of it"><link rel=stylesheet href=/a.css><body class="page article-page"><div id=gdpr-bar class=cookie-consent><span>{furniture.COOKIES}</span><button>OK</button></div><div class=masthead><a href=/ class=logo>The Wellness Post</a><ul class=navbar-nav>{furniture.menu(rng)}</ul></div><div class=container><div class=row><div class=col-md-8><h1>{_m(write(title))}</h1><div class=byline>By <a href=/jm>Jenny Marlow</a>, March 4</div><div class=article-body>{_m(content)}</div><div class=share-buttons><a href=#>Share</a><a href=#>Tweet</a></div><div class=author-bio><p>{furniture.AUTHOR}</div></div><div class="col-md-4 sidebar"><h3>Most read</h3>{furniture.teasers(rng)}<div class=newsletter-box><p>{furniture.LETTER}</div></div></div></div><div class=site-footer><p>{furniture.COPYRIGHT}</div><script>var a="</p>",b=1<2&&3>2</script>"""
    return _filled(page.replace("\n", " "))


def xhtml(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """XHTML that is read as XML: tags that close themselves, CDATA."""
    content = as_tags(blocks, write).replace("&rsquo;", "&#8217;")
    return _filled(
        f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>{write(title)}</title>
<meta http-equiv="Content-Type" content="application/xhtml+xml; charset=utf-8" /><script type="text/javascript" src="/a.js" />
<script type="text/javascript"><![CDATA[ if (a < b && c) {{ d("<p>"); }} ]]></script></head>
<body><div id="nav"><ul>{furniture.menu(rng)}</ul></div><a id="top" />
<div id="content"><h1>{_m(write(title))}</h1>
{_m(content)}
</div>
<div id="footer"><p>{furniture.COPYRIGHT}<br /><![CDATA[Set in <Georgia> & Verdana]]></p></div></body></html>
""",
        ".xhtml",
    )


def no_body(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A page without html, head and body tags, and with paragraphs left open."""
    content = as_tags(blocks, write).replace("</p>", "").replace("</li>", "")
    return _filled(f"""<!doctype html>
<title>{write(title)}</title>
<nav><a href=/>home</a> <a href=/blog>blog</a> <a href=/about>about me</a></nav>
<h1>{_m(write(title))}</h1>
{_m(content)}
<hr>
<footer><p>{furniture.AUTHOR}
<p>{furniture.COPYRIGHT}</footer>
""")


def deeply_nested(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A page of a site builder: sixty boxes around everything, names that say nothing."""
    names = [f"x{rng.randrange(10**6):06d}" for _ in range(60)]
    opened = "".join(f'<div class="{name} sc-{name[::-1]}"><div data-testid="{name}">' for name in names[:30])
    closed = "</div></div>" * 30
    rows = as_tags(blocks, write).replace("<p>", '<p class="font_8" style="line-height:1.7em">')
    return _filled(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{write(title)} | Jenny</title></head><body>
<div id="SITE_CONTAINER"><div id="masterPage"><header id="SITE_HEADER">{opened}<nav><ul>{furniture.menu(rng)}</ul></nav>{closed}</header>
<div id="PAGES_CONTAINER">{opened}<div><div><h1 class="font_2"><span style="font-size:36px"><span>{_m(write(title))}</span></span></h1></div></div>
<section><div><div><div>{_m(rows)}</div></div></div></section>
<div><div><div><p>{furniture.LETTER}</p></div></div></div>{closed}</div>
<footer id="SITE_FOOTER"><div><p>{furniture.COPYRIGHT}</p></div></footer></div></div></body></html>
""")


def blogger(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A hosted blog: the post in boxes of its own, gadgets on the side, the name of the blog as the first heading."""
    return _filled(f"""<!DOCTYPE html>
<html dir='ltr' xmlns='http://www.w3.org/1999/xhtml'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/>
<title>Happy Kitchen: {write(title)}</title></head><body class='loading variant-simple'>
<div class='header section' id='header'><div class='titlewrapper'><h1 class='title'><a href='/'>Happy Kitchen</a></h1></div>
<p class='description'><span>{furniture.WELCOME}</span></p></div>
<div class='tabs section'><ul>{furniture.menu(rng)}</ul></div>
<div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><h2 class='date-header'><span>Tuesday, March 4</span></h2>
<div class='post hentry'><h3 class='post-title entry-title'>{_m(write(title))}</h3>
<div class='post-body entry-content' id='post-body-1'>{_m(as_lines(blocks, write))}<div style='clear: both;'></div></div>
<div class='post-footer'><span class='post-author'>Posted by Jenny</span> <span class='post-labels'>Labels: <a rel='tag' href='/l'>food</a></span></div></div>
<div class='comments' id='comments'><h4>3 comments:</h4><ul>{furniture.comments(rng)}</ul></div></div></div></div>
<div class='column-right-inner'><div class='sidebar section'><div class='widget HTML'><h2>About me</h2><p>{furniture.AUTHOR}</p></div>
<div class='widget PopularPosts'><h2>Popular posts</h2>{furniture.teasers(rng)}</div></div></div>
<div class='footer section'>{furniture.COPYRIGHT}</div></body></html>
""")


def portal(title: str, blocks: Blocks, write: Write, rng: Random) -> Filled:
    """A health portal: a box for each thing, links between the paragraphs, microdata."""
    body = as_tags(blocks, write)
    middle = body.find("\n<p>", len(body) // 2)
    advert = "\n<div class=\"ad-slot\" aria-hidden=\"true\"><span>Advertisement</span></div>"
    parts = (body[:middle], body[middle:]) if middle > 0 else (body, "")
    return _filled(f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{write(title)} | HealthPortal</title>
<meta property="og:title" content="A page of HealthPortal"></head>
<body><a class="skip-link" href="#c">Skip to main content</a>
<div role="banner"><div class="search-box"><label>Search the site</label><input></div><div role="navigation"><ul>{furniture.menu(rng)}</ul></div></div>
<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/h">Health</a></li><li>This page</li></ol>
<div role="main" id="c"><div itemscope itemtype="https://schema.org/Article">
<h1 itemprop="headline">{_m(write(title))}</h1>
<p class="reviewed">Medically reviewed by a doctor on March 4, 2021</p>
<div class="toolbar"><a href="#">Print</a> <a href="#">Share</a></div>
<div itemprop="articleBody">{_m(parts[0])}{advert}{_m(parts[1])}</div></div>
<div class="recommended"><h2>You may also like</h2>{furniture.teasers(rng)}</div></div>
<div role="complementary"><p>{furniture.LETTER}</p></div>
<div role="contentinfo"><p>{furniture.COPYRIGHT}</p></div>
<div id="onetrust-consent-sdk"><div class="cookie-text">{furniture.COOKIES}</div></div></body></html>
""")


TEMPLATES: dict[str, Callable[[str, Blocks, Write, Random], Filled]] = {
    template.__name__: template
    for template in (
        old_blog, wordpress, table_layout, amp, minified, xhtml, no_body, deeply_nested, blogger, portal,
    )
}
