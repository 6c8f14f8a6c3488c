"""Names: what is found, one key an entity, offices and bodies, headings, speed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.marks import names
from secondsource.model import Article, Name, words
from tests.build import article
from tests.timing import is_linear

CHECK = {"person": "P", "organisation": "O", "place": "L"}


def found(text: str, **kwargs) -> list[str]:
    made = article(text, **kwargs)
    return [f"{CHECK[m.type]} {words(made, m.span)}" for m in names.mark(made)]


def by_words(text: str, **kwargs) -> dict[str, Name]:
    made = article(text, **kwargs)
    return {words(made, m.span): m for m in names.mark(made)}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Russian officials met Chinese diplomats on Monday.", []),
        ("The Russia-US talks were shut down.", []),
        ("Russia’s foreign minister spoke in Geneva.", ["L Russia", "L Geneva"]),
        ("The US and the UK agreed.", ["L US", "L UK"]),
        ("They told us that nobody came.", []),
        ("NATO and the European Union agreed.", ["O NATO", "O European Union"]),
        ("A spokesman for Karim al-Hadari said no.", ["P Karim al-Hadari"]),
        ("The judge heard Jan van der Berg on Friday.", ["P Jan van der Berg"]),
        ("Police held Ronald McDonald in Chicago.", ["P Ronald McDonald", "L Chicago"]),
        ("Mr. Peter J. Orrin left for Paris.", ["P Peter J. Orrin", "L Paris"]),
        ("The Moscow-based analyst was ill.", ["L Moscow"]),
        ("He lives in Bosnia and Herzegovina.", ["L Bosnia and Herzegovina"]),
        ("Hurricane Elena struck on Friday.", []),
        ("Police said on Tuesday that it rained.", []),
        ("Microsoft sued Google in Seattle.", ["O Microsoft", "O Google", "L Seattle"]),
        ("The Bank of England raised rates.", ["O Bank of England"]),
    ],
)
def test_finds(text: str, want: list[str]):
    assert found(text) == want


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("America and the United States are one.", "America", "place:united states"),
        ("The U.S. said so.", "U.S.", "place:united states"),
        ("The U.N. said so.", "U.N.", "organisation:un"),
        ("The North Atlantic Treaty Organisation met.", None, "organisation:nato"),
        ("The Kremlin denied it.", "Kremlin", "organisation:russia/presidency"),
        ("The Russian Foreign Ministry denied it.", None, "organisation:russia/foreign ministry"),
        ("Burma is far.", "Burma", "place:myanmar"),
        ("Agence France-Presse said so.", "Agence France-Presse", "organisation:afp"),
    ],
)
def test_keys_come_from_the_lists(text: str, name: str | None, key: str):
    marks = by_words(text)
    assert key in {m.key for m in marks.values()}
    assert name is None or marks[name].key == key


def test_a_surname_has_the_key_of_the_full_name():
    text = "Minister Anna Kowalski spoke.\nMs Kowalski left. A. Kowalski wept. Kowalski’s car."
    assert {m.key for m in names.mark(article(text))} == {"person:anna kowalski"}


def test_two_of_one_family_stay_apart():
    text = "Anna Kowalski met Peter Kowalski in Warsaw."
    keys = [m.key for m in names.mark(article(text)) if m.type == "person"]
    assert keys == ["person:anna kowalski", "person:peter kowalski"]


@pytest.mark.parametrize(
    ("text", "person", "role", "body"),
    [
        (
            "Russian Foreign Ministry Spokeswoman Elena Petrova said no.",
            "Elena Petrova",
            "Spokeswoman",
            "organisation:russia/foreign ministry",
        ),
        (
            "Russian Deputy Foreign Minister Ivan Petrov said no.",
            "Ivan Petrov",
            "Deputy Foreign Minister",
            "organisation:russia/foreign ministry",
        ),
        (
            "US Deputy Secretary of State Karen Mills said no.",
            "Karen Mills",
            "Deputy Secretary of State",
            "organisation:united states/state department",
        ),
        (
            "White House press secretary Karen Mills said no.",
            "Karen Mills",
            "press secretary",
            "organisation:united states/white house",
        ),
        (
            "Karen Mills, the British foreign secretary, said no.",
            "Karen Mills",
            "foreign secretary",
            "organisation:united kingdom/foreign ministry",
        ),
        (
            "Karen Mills, a spokeswoman for the Pentagon, said no.",
            "Karen Mills",
            "spokeswoman",
            "organisation:united states/defence ministry",
        ),
        (
            "NATO Secretary General Karen Mills said no.",
            "Karen Mills",
            "Secretary General",
            "organisation:nato",
        ),
        (
            "French President Karen Mills said no.",
            "Karen Mills",
            "President",
            "organisation:france/presidency",
        ),
    ],
)
def test_offices(text: str, person: str, role: str, body: str):
    mark = by_words(text)[person]
    assert (mark.role, mark.body) == (role, body)


def test_an_office_without_a_country_takes_the_only_body_of_its_kind():
    text = "The Russian Foreign Ministry said no.\nDeputy Foreign Minister Ivan Petrov said no."
    assert by_words(text)["Ivan Petrov"].body == "organisation:russia/foreign ministry"


def test_of_two_bodies_of_a_kind_none_is_guessed():
    text = (
        "The Russian Foreign Ministry met the French Foreign Ministry.\n"
        "Deputy Foreign Minister Ivan Petrov said no."
    )
    assert by_words(text)["Ivan Petrov"].body == ""


def test_a_heading_in_title_case_has_the_names_of_the_body():
    text = "Anna Kowalski Slams Harsh New Winter Road Plan\nAnna Kowalski is against it."
    assert found(text, roles={0: "headline"}) == ["P Anna Kowalski", "P Anna Kowalski"]


def test_a_heading_in_capitals_has_the_names_of_the_body():
    text = "KOWALSKI SLAMS ROAD PLAN IN FRANCE\nAnna Kowalski is against it."
    assert found(text, roles={0: "headline"})[:2] == ["P KOWALSKI", "L FRANCE"]


def test_chrome_scores_less():
    text = "Anna Kowalski met him in France."
    (body,) = {m.score for m in names.mark(article(text)) if m.type == "place"}
    (nav,) = {m.score for m in names.mark(article(text, roles={0: "nav"})) if m.type == "place"}
    assert nav < body


def test_menus_beside_a_body_are_passed_over():
    text = "Anna Kowalski in France\nAnna Kowalski met him in Spain.\nPhoto from Geneva"
    found_names = found(text, roles={0: "teaser", 1: "body", 2: "caption"})
    assert found_names == ["P Anna Kowalski", "L Spain", "L Geneva"]


def test_names_stay_in_their_line():
    text = "He met Anna\nKowalski Street is shut."
    made = article(text)
    assert all("\n" not in words(made, m.span) for m in names.mark(made))


def test_works_without_blocks():
    plain = Article(id="a", page="p", origin="-", ref="-", text="Anna Kowalski left France.")
    assert [m.type for m in names.mark(plain)] == ["person", "place"]


@given(st.text(alphabet="AbC Orrin’s.,-&()\n1ÉU.S. Mr al", max_size=150))
@settings(max_examples=80, deadline=None)
def test_marks_lie_inside_and_apart(text: str):
    marks = list(names.mark(article(text)))
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in marks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(marks))


@pytest.mark.parametrize("unit", ["A ", "Orrin ", "of A ", "U.S.", "A-", "Mr. ", "a, the ", "X's "])
def test_linear(unit: str):
    assert is_linear(lambda times: list(names.mark(article(unit * times))), 1000)


def test_endless_words_and_lines_are_read_only_so_far(monkeypatch):
    monkeypatch.setattr(names, "MAX_LINE", 2_000)
    heap = "<" * names.MAX_SENTENCE + " Anna Kowalski"
    assert found(f"Anna Kowalski met him.\n{heap}") == ["P Anna Kowalski"]
    line = "Anna Kowalski met him. " * (2 * names.MAX_LINE // 23)
    assert 0 < len(found(line)) <= names.MAX_LINE // 23 + 1
