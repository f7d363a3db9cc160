"""Files to articles and back, byte for byte."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import get_args

import pytest

from pipeline.config import Config
from pipeline.errors import ArticleError
from pipeline.ingest.articles import read_article
from pipeline.ingest.decoding import encode
from pipeline.ingest.formats import Container
from pipeline.ingest.registry import FORMATS, SUFFIXES, is_container, load_format

ENGLISH = "The doctor’s advice is to rest, to drink water and to sleep on your side for a week or two.\r\nThat’s all.\n"
FRENCH = (
    "Le médecin vous demande de prendre ce médicament deux fois par jour pendant une semaine et de boire beaucoup "
    "d'eau, surtout le soir avant de dormir dans votre lit."
)
CONFIG = Config()


def _write(folder: Path, content: bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (ENGLISH.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + ENGLISH.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "utf-16-be"),
        (ENGLISH.encode("utf-16-le"), "utf-16-le"),
        (ENGLISH.encode("cp1252"), "cp1252"),
    ],
)
def test_a_file_is_decoded_and_comes_back_byte_for_byte(tmp_path: Path, content: bytes, encoding: str) -> None:
    article = read_article(_write(tmp_path, content), "article.txt", CONFIG)
    assert article.source == ENGLISH
    assert article.encoding == encoding
    assert encode(article.source, article.encoding, article.byte_order_mark) == content


def test_a_named_encoding_with_a_mark_is_taken_without_one(tmp_path: Path) -> None:
    path = _write(tmp_path, ENGLISH.encode("utf-8"))
    article = read_article(path, "article.txt", Config(encoding="utf-8-sig"))
    assert encode(article.source, article.encoding, article.byte_order_mark) == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"%PDF-1.7 and more", "not_text"),
        (b"PK\x03\x04 a zip file", "not_text"),
        (b"text\x00\x01\x02\x03 with controls", "not_text"),
        (FRENCH.encode(), "not_english"),
    ],
)
def test_a_file_that_is_no_article_has_a_reason(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_article(_write(tmp_path, content), "article.txt", CONFIG)
    assert caught.value.code == code


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ArticleError) as caught:
        read_article(_write(tmp_path, b"a" * 101), "article.txt", Config(max_bytes=100))
    assert caught.value.code == "too_large"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ArticleError) as caught:
        read_article(tmp_path, "folder", CONFIG)
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize(
    ("content", "name", "title"),
    [
        ("---\ntitle: 'Sleep Well'\n---\n\n# Another\n\nText of some words.\n", "a.md", "Sleep Well"),
        ("---\ntags: [a]\n---\n\n# Sleep Well\n\nText.\n\ntitle: not this\n", "a.md", "Sleep Well"),
        ("\nSleep Well\n\nText of some words.\n", "a.txt", "Sleep Well"),
        ("Sleep is good. Rest is good. That is all there is.\n", "a.txt", ""),
    ],
)
def test_the_title_is_found(tmp_path: Path, content: str, name: str, title: str) -> None:
    assert read_article(_write(tmp_path, content.encode(), name), name, CONFIG).title == title


def test_every_format_can_be_asked_for() -> None:
    assert get_args(Config.model_fields["format"].annotation) == ("auto", *FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_name_and_holds_what_the_registry_says(name: str) -> None:
    format = load_format(name)
    suffixes = [suffix for suffix, own in SUFFIXES.items() if own == name]
    assert format.name == name
    assert suffixes
    assert all(is_container(Path(f"a{suffix}"), CONFIG) == isinstance(format, Container) for suffix in suffixes)
