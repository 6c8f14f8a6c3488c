"""Page → Article."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Article, Fact, Fault, Page
from secondsource.read import decode, language, read


def page(body: str | bytes, media: str = "text/html", **fields: Any) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    return Page(id="p", origin="heap/a.html", ref="a.html", media=media, body=raw, **fields)


def article(*arguments: Any, **fields: Any) -> Article:
    got = read(page(*arguments, **fields))
    assert isinstance(got, Article)
    return got


# ------------------------------------------------------------------ bytes


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        (b"\x93Velmora\x94 \x96 it\x92s", "", "“Velmora” – it’s"),
        (b"\x93Velmora\x94", "iso-8859-1", "“Velmora”"),
        (b"\x93Velmora\x94", "utf-8", "“Velmora”"),
        ("“Velmora”".encode(), "iso-8859-1", "“Velmora”"),
        ("“Velmora”".encode() * 3 + b"\xff", "", "“Velmora”" * 3 + "\ufffd"),
        ("Велмора".encode("cp1251"), "windows-1251", "Велмора"),
        ("ヴェルモラ".encode("cp932"), "Shift_JIS", "ヴェルモラ"),
        ("Velmora".encode("utf-16"), "", "Velmora"),
        ("Velmora".encode("utf-16-be"), "", "Velmora"),
        (b"\xef\xbb\xbfVelmora", "", "Velmora"),
        (b"Velmora", "no-such-charset", "Velmora"),
        (b"Velmora", "rot13", "Velmora"),
    ],
)
def test_decoding(body, charset, text):
    assert decode(body, charset) == text


def test_a_charset_named_in_the_page_is_used():
    html = "<meta charset=windows-1251><p>Велмора</p>".encode("cp1251")
    assert article(html).text == "Велмора"


def test_a_russian_page_without_a_charset_is_not_taken_for_english():
    html = "<html lang=ru><p>Велмора</p>".encode("cp1251")
    assert article(html).text == "Велмора"


# ------------------------------------------------------------------ bare text


@given(st.text())
def test_declared_text_comes_back_code_point_for_code_point(text):
    raw = text.encode("utf-8", "surrogatepass")
    got = read(page(raw, media="text/plain", charset="utf-8"))
    assert isinstance(got, Article)
    assert got.text == text
    kept = [text[line.span.start : line.span.end] for line in got.lines]
    assert all(words and words == words.strip() for words in kept)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\r\n"])
def test_line_ends_are_kept_and_lines_trimmed(end):
    text = f"  One {end}{end}Two{end}"
    got = article(text, media="text/plain")
    assert got.text == text
    assert [got.text[line.span.start : line.span.end] for line in got.lines] == ["One", "Two"]


def test_empty_text_is_an_article():
    assert article("", media="text/plain").text == ""


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_fault(body):
    for media in ("text/html", "text/plain"):
        assert isinstance(read(page(body, media=media)), Article | Fault)


def test_a_pdf_is_a_fault_that_says_so():
    got = read(page(b"%PDF-1.7 ..."))
    assert got == Fault("a PDF, not a page", "heap/a.html", do="give HTML or plain text")


# ------------------------------------------------------------------ declared facts

DECLARED = """<!doctype html><html lang="en-GB"><head><title>Harbour opens | Velmora Post</title>
<link rel="canonical" href="/news/harbour"><meta property="og:title" content="Harbour opens">
<meta property="og:site_name" content="Velmora Post"><meta name="author" content="Ilka Torn">
<meta property="article:published_time" content="2021-03-04T10:00:00Z">
<script type="application/ld+json">{"@graph": [
 {"@type": "NewsArticle", "headline": "Harbour opens again", "datePublished": "2021-03-05",
  "author": [{"name": "Ilka Torn"}, {"@id": "#bo"}], "publisher": {"name": "The Velmora Post"},
  "dateModified": "2021-03-06", "articleSection": "Local",},
 {"@type": "WebPage", "datePublished": "2019-01-01"},
 {"@type": "Person", "@id": "#bo", "name": "Bo Reen"},
 {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "1999-01-01"}]}
]}</script></head><body><h1>The harbour opens</h1>
<time datetime="2021-03-04" itemprop="datePublished">4 March</time>
<aside><time datetime="2020-02-02">old</time></aside></body></html>"""


def test_every_declared_fact_is_kept_with_its_place():
    facts = set(article(DECLARED, url="https://www.velmora.example/x").facts)
    assert facts >= {
        Fact("published", "2021-03-04T10:00:00Z", "meta:article:published_time"),
        Fact("published", "2021-03-05", "json-ld:datePublished"),
        Fact("published", "2019-01-01", "json-ld:webpage.datePublished"),
        Fact("published", "2021-03-04", "time[datePublished]"),
        Fact("published", "2020-02-02", "time@aside"),
        Fact("modified", "2021-03-06", "json-ld:dateModified"),
        Fact("author", "Ilka Torn", "meta:author"),
        Fact("author", "Bo Reen", "json-ld:author"),
        Fact("section", "Local", "json-ld:articleSection"),
        Fact("url", "https://www.velmora.example/news/harbour", "link:canonical"),
        Fact("language", "en-GB", "html:lang"),
        Fact("title", "The harbour opens", "html:h1"),
    }
    assert not [fact for fact in facts if fact.value.startswith("1999")]


def test_the_best_of_the_declared_values():
    got = article(DECLARED)
    assert (got.title, got.outlet) == ("Harbour opens again", "Velmora Post")
    assert got.url == "/news/harbour"


def test_what_the_input_says_comes_first():
    got = article(DECLARED, facts=(Fact("title", "Given", "row:title"),))
    assert got.title == "Given"


def test_the_host_stands_in_for_an_outlet():
    assert article("<p>x</p>", url="https://www.velmora.example/1").outlet == "velmora.example"


@pytest.mark.parametrize("script", ["{", "[" * 5000, '{"@type":"Article","author":7}', "null"])
def test_broken_scripts_declare_nothing(script):
    html = f"<script type='application/ld+json'>{script}</script><p>x</p>"
    assert article(html).facts == ()


# ------------------------------------------------------------------ language


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        ("The mayor said that the harbour would be open for all of the ships.", (), "en"),
        ("Der Bürgermeister sagte, dass der Hafen für alle Schiffe offen ist.", (), "de"),
        ("Le maire a dit que le port est ouvert pour tous les navires de la ville.", (), "fr"),
        ("El alcalde dijo que el puerto está abierto para los barcos de la ciudad.", (), "es"),
        ("Il sindaco ha detto che il porto è aperto per tutte le navi della città.", (), "it"),
        ("Der Bürgermeister sagte, dass der Hafen für alle Schiffe offen ist.", ("en-US",), "de"),
        ("Velmora", ("fr",), "fr"),
        ("Velmora", (), ""),
        ("Бургомистр сказал, что порт открыт для всех судов.", ("ru_RU",), "ru"),
        ("", (), ""),
    ],
)
def test_language(text, declared, code):
    assert language(text, declared) == code
