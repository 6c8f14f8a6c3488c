"""Credits: every rule's own examples, bylines, blocks' roles, hostile lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.marks import credits
from secondsource.model import Article
from secondsource.text.patterns import rules
from tests.build import article
from tests.timing import is_linear

RULES = rules("en/credits.toml")
YES = [(name, text, who) for name, rule in RULES.items() for text, who in rule["yes"]]
NO = [(name, text) for name, rule in RULES.items() for text in rule.get("no", ())]


def marked(text: str, **roles) -> list[tuple[str, str]]:
    return [(c.role, c.who) for c in credits.mark(article(text, **roles))]


@pytest.mark.parametrize(("name", "text", "who"), YES, ids=[f"{n}: {t}" for n, t, _ in YES])
def test_rule_finds(name: str, text: str, who: str):
    before = "https://ift.tt/2Zz9QaB 14, 2020 at 09:01AM\n" if RULES[name].get("after") else ""
    assert who in [w for _, w in marked(before + text)]


@pytest.mark.parametrize(("name", "text"), NO, ids=[f"{n}: {t}" for n, t in NO])
def test_rule_leaves_alone(name: str, text: str):
    assert [c.by for c in credits.mark(article(text)) if c.by == f"credits:{name}"] == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("By Ana Orrin", [("author", "Ana Orrin")]),
        ("By Ana Orrin and Bo Harrow", [("author", "Ana Orrin"), ("author", "Bo Harrow")]),
        ("By Ana Orrin, Reuters", [("author", "Ana Orrin"), ("agency", "Reuters")]),
        ("By Ana Orrin | 3 March 2020", [("author", "Ana Orrin")]),
        ("By the river two men were held by police.", []),
        ("Ana Orrin went to Harrow.", []),
    ],
)
def test_bylines(text: str, want: list[tuple[str, str]]):
    assert marked(text) == want


def test_a_line_of_pictures_credits_no_words():
    assert marked("FILE PHOTO. © Reuters / Ana Orrin") == [("photo", "Reuters")]


def test_an_agency_in_a_caption_is_a_photo_credit():
    assert marked("AFP", roles={0: "caption"}) == [("photo", "AFP")]


def test_feed_name_after_a_stamp_is_an_outlet():
    text = "https://ift.tt/2Zz9QaB 14, 2020 at 09:01AM\nfrom Lowland Post – Daily news"
    assert marked(text) == [("relay", "IFTTT"), ("outlet", "Lowland Post")]


def test_works_without_blocks():
    plain = Article(id="a", page="p", origin="-", ref="-", text="HARROW (AFP) - Two men were held.")
    assert [(c.role, c.who) for c in credits.mark(plain)] == [("agency", "AFP")]


@given(st.text(alphabet="ABy Photo:/()—-.©,\n1a'’ REUTERS", max_size=200))
@settings(max_examples=150, deadline=None)
def test_spans_lie_inside_the_text(text: str):
    found = list(credits.mark(article(text)))
    assert all(0 <= c.span.start < c.span.end <= len(text) for c in found)


@pytest.mark.parametrize("unit", ["A ", "By ", "(A", "photo ", "© ", "A, ", "a/", "- ", "AP/"])
def test_pumped_lines_take_linear_time(unit: str):
    assert is_linear(lambda times: list(credits.mark(article((unit * 60 + "\n") * times))), 20)
