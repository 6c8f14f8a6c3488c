"""The role of every block."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.marks.blocks import keys, mark
from secondsource.model import Article, Page, words
from secondsource.read import read

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

STORY = [
    (
        "The harbour of Velmora will reopen to ferries on 10 March, the mayor "
        "said on Tuesday, a year "
        "after a storm tore away its outer wall and left the islands without a crossing."
    ),
    (
        "According to the Torn News Agency, citing an unnamed harbour official, "
        "the first ferry will "
        "carry freight alone, and passengers may board from the following week if all goes well."
    ),
    (
        "“I can confirm that these dates are being considered, but there is no final decision, and "
        "no other dates are being looked at,” the mayor, Ilka Torn, told reporters at the harbour."
    ),
    (
        "Last week the council published two draft contracts with a list of "
        "repairs it wants finished "
        "before winter. Among other things, it wants the builders to agree to work at night."
    ),
    (
        "On Monday the builders said that any delay would be unacceptable, and that the outer wall "
        "would be finished first. Residents have asked for a crossing since the storm."
    ),
]
HEADLINE = "Ferries to Velmora could sail again on March 10"


def article(text: str, media: str = "text/plain", **fields: Any) -> Article:
    page = Page(
        id="", origin="a", ref="a", media=media, body=text.encode(), charset="utf-8", **fields
    )
    got = read(page)
    assert isinstance(got, Article)
    return got


def roles(text: str, media: str = "text/plain") -> list[tuple[str, str]]:
    got = article(text, media)
    return [(words(got, block.span)[:24], block.role) for block in mark(got)]


def test_a_dump_with_weather_teasers_and_a_breadcrumb():
    lines = [
        ("-2.1 C", "widget"),
        ("Norland", "widget"),
        ("Friday, April 5, 2024", "widget"),
        ("Bakers of Osthain End Strike After Night of Talks", "teaser"),
        ("Shops may open by Sunday; the union...", "teaser"),
        (HEADLINE, "headline"),
        (f"HomeIslands{HEADLINE}", "nav"),
        (STORY[0], "body"),
        (STORY[1], "body"),
        ("Advertisement", "ad"),
        (STORY[2], "body"),
        (STORY[3], "body"),
        (STORY[4], "body"),
        ("Check out our other content", "nav"),
        ("Most Popular Articles", "nav"),
    ]
    got = roles("\n\n".join(line for line, _ in lines))
    assert got == [(line[:24], role) for line, role in lines]


def test_a_relayed_dump_with_a_photo_credit_and_a_stamp():
    lines = [
        ("31.0 C", "widget"),
        ("Monday, May 6, 2024", "widget"),
        (HEADLINE, "headline"),
        ("The decision follows a year in which the islands had no crossing at all", "dek"),
        (STORY[0], "body"),
        (STORY[1], "body"),
        ("Read more", "nav"),
        ("FILE PHOTO. © Torn News / Bo Reen", "credit"),
        ("Velmora says it knows who cut the cable", "teaser"),
        (STORY[2], "body"),
        (STORY[3], "body"),
        (STORY[4], "body"),
        ("https://sho.rt/7Qd3xA 5, 2024 at 01:12PM", "stamp"),
        ("from Velmora Post – Daily news", "stamp"),
        ("Most Popular Articles", "nav"),
    ]
    got = roles("\n\n".join(line for line, _ in lines))
    assert got == [(line[:24], role) for line, role in lines]


def test_html_and_bare_text_agree_on_the_body():
    html = (
        "<html><head><title>Ferries to Velmora could sail again on March 10 | Post</title></head>"
        "<body><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>"
        f"<article><h1>{HEADLINE}</h1><p class=byline>By Ilka Reen</p>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
        + "<figure><img><figcaption>The outer wall in May</figcaption></figure></article>"
        "<footer><p>© 2024 Velmora Post. All rights reserved.</p></footer></body></html>"
    )
    found = dict(roles(html, "text/html"))
    assert found[HEADLINE[:24]] == "headline"
    assert found["By Ilka Reen"] == "byline"
    assert found["The outer wall in May"] == "caption"
    assert [found[paragraph[:24]] for paragraph in STORY] == ["body"] * len(STORY)
    assert {found["Home"], found["World"], found["© 2024 Velmora Post. All"]} == {"nav"}


def test_a_line_that_returns_over_the_site_is_not_body():
    notice = "Our reporters work for readers alone, and readers alone decide whether we go on."
    pages = [
        article("\n".join([HEADLINE, STORY[n], notice, *STORY[n + 1 :]]), url="https://v.example/")
        for n in range(2)
    ]
    shared = set.intersection(*(set(keys(page)) for page in pages))
    repeated = {line for site, line in shared if line.startswith("our reporters")}
    found = {words(pages[0], block.span): block.role for block in mark(pages[0], repeated)}
    assert repeated
    assert found[notice] != "body"
    assert found[STORY[0]] == "body"


@given(st.text(alphabet=st.sampled_from("aB 1.,…\n\r©/:-\t"), max_size=300))
def test_blocks_cover_every_line_once_and_in_order(text):
    got = article(text)
    assert [block.span for block in mark(got)] == [line.span for line in got.lines]


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed pages are not beside this checkout")
def test_every_line_of_the_seeds_has_its_role():
    rows = [
        line.split("\t")
        for line in (SEEDS / "blocks.gold.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_bytes().decode()
        want = [(int(row[1]), int(row[2]), row[3]) for row in rows if row[0] == path.name]
        assert [(b.span.start, b.span.end, b.role) for b in mark(article(text))] == want


@pytest.mark.parametrize(
    "text",
    [
        "The talks open on Tuesday, Ana Roth told Meridian.",
        "“We agree,” she said.\n\nThe talks open next month.",
        "Mayor late\nThe mayor was late on Tuesday, his office said.",
        "It rained.\nThe mayor, who had waited for the rain, said that it was late.\nNobody left.",
    ],
)
def test_text_typed_by_hand_is_body(text: str) -> None:
    bare = article(text, media="text/plain")
    long = [block for block in mark(bare) if block.span.end - block.span.start > 11]
    assert {block.role for block in long} == {"body"}


def test_a_short_heading_over_a_short_article_is_its_headline():
    page = "<article><h1>Mayor resigns</h1><p>Jon Bell resigned on Monday.</p></article>"
    found = roles(page, "text/html")
    assert found == [("Mayor resigns", "headline"), ("Jon Bell resigned on Mon", "body")]


def test_a_form_around_the_whole_page_is_no_furniture():
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    html = f"<html><body><form id=aspnetForm><h1>{HEADLINE}</h1>{paragraphs}</form></body></html>"
    assert [role for _, role in roles(html, media="text/html")].count("body") == len(STORY)


def test_a_bare_text_begins_with_its_headline_however_short():
    for title in ("Line open again", "DEATH FERRY", "Out of breath"):
        assert roles("\n\n".join([title, *STORY[:2]]))[0] == (title, "headline")
    byline = "By our reporter Ada Kern in Freedom Square"
    got = roles("\n\n".join(["I was in the square", byline, *STORY[:2]]))
    assert got[0] == ("I was in the square", "headline")


def test_a_paragraph_signed_by_its_agency_is_body():
    said = (
        "Eleven people were hurt when a coach slid off the icy road to Larn on Sunday, police said."
    )
    for signed in (" (KPA)", " - Agencies", " [Larn Wire]"):
        assert [r for _, r in roles("Eleven hurt on icy road\n\n" + said + signed)][1:] == ["body"]


def test_the_lines_of_a_brief_are_body():
    text = """BRIEF-Estrel bank to bring out a new note

* Estrel Bank: note in circulation on Dec 3
* Paper notes valid for a further ten years
* First print run of 30 million notes
"""
    assert [r for _, r in roles(text)] == ["headline", "body", "body", "body"]
