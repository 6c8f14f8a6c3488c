"""From evidence to a day: alone, by neighbours, and never by the page's clock."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.dating import settle
from secondsource.dating.declared import Claim, address
from secondsource.marks import published, times
from secondsource.model import Article, Dating, Fact, Link, Role, When, with_marks
from secondsource.text.odds import Bump, added, flat, narrowest, shares
from secondsource.text.when import of_day
from tests.build import article as build


def article(text: str, *, roles: dict[int, Role] | None = None, **fields: object) -> Article:
    made = build(text, roles=roles, **fields)  # type: ignore[arg-type]
    for marker in (times.mark, published.mark):
        made = with_marks(made, marker(made))
    return made


def alone(made: Article) -> Dating | None:
    return settle([made], [])[0].published


def declaring(*facts: tuple[str, str, str], url: str = "", found: When | None = None) -> Article:
    given_facts = tuple(Fact(*fact) for fact in facts)
    return article("The ferry was late.", facts=given_facts, url=url, found=found)


PUBLISHED = ("published", "2021-12-28T09:00:00+01:00", "json-ld:datePublished")
MODIFIED = ("modified", "2022-02-03", "json-ld:dateModified")


@pytest.mark.parametrize(
    ("made", "want"),
    [
        pytest.param(declaring(PUBLISHED), "2021-12-28", id="metadata"),
        pytest.param(declaring(MODIFIED, PUBLISHED), "2021-12-28", id="published-beats-modified"),
        pytest.param(declaring(url="https://a.example/2021/12/28/x"), "2021-12-28", id="address"),
        pytest.param(
            declaring(("published", "Tue Dec 28 14:46:00 CET 2021", "meta:date")),
            "2021-12-28",
            id="a-machine-s-spelling",
        ),
        pytest.param(declaring(("published", "2021-13-45", "meta:date")), None, id="no-such-day"),
        pytest.param(
            declaring(("published", "2030-01-01", "meta:date"), found=of_day(date(2022, 1, 5))),
            None,
            id="later-than-found",
        ),
        pytest.param(
            declaring(("published", "2099-01-01", "meta:date"), MODIFIED),
            "2022-02-03",
            id="years-after-all-else",
        ),
        pytest.param(declaring(), None, id="nothing"),
        pytest.param(
            declaring(url="https://a.example/web/20220105101010/http://b.example/x"),
            None,
            id="an-archive-s-crawl-day",
        ),
    ],
)
def test_declared_days(made: Article, want: str | None) -> None:
    dating = alone(made)
    assert (dating.value if dating else None) == want


def test_what_was_refused_is_told() -> None:
    dating = alone(declaring(PUBLISHED, MODIFIED, ("published", "2021-13-45", "meta:pubdate")))
    assert dating is not None
    assert {one.words for one in dating.rejected} >= {"2022-02-03", "2021-13-45"}
    assert all(one.why for one in dating.rejected)


def test_a_disputed_day_is_less_sure() -> None:
    plain = alone(declaring(PUBLISHED))
    disputed = alone(declaring(PUBLISHED, ("published", "2021-11-02", "property:datepublished")))
    assert plain is not None
    assert disputed is not None
    assert disputed.confidence < plain.confidence


CLOCKS = (
    "Sunday, December 3, 2023",
    "Last updated: Sunday, December 3, 2023",
    "Updated December 3, 2023 14:02",
    "Sun 3 Dec 2023 | Sign in",
    "Today is Sunday, December 3, 2023",
    "3 December 2023",
)


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("above", ["-4.4 C\nEurope\n", ""])
def test_the_clock_of_the_page_is_no_day(clock: str, above: str) -> None:
    text = f"{above}{clock}\nFerry late again\nThe ferry was late on Sunday, its captain said."
    top = above.count("\n")
    dating = alone(article(text, roles={0: "widget", top: "widget", top + 1: "headline"}))
    assert dating is None


def test_the_clock_is_a_bound() -> None:
    text = "-4 C\nSunday, December 3, 2023\nFerry late\nHe spoke on Friday, Dec. 1, 2023, to us."
    dating = alone(article(text, roles={0: "widget", 1: "widget", 2: "headline"}))
    assert dating is not None
    assert dating.when.latest is not None
    assert dating.when.latest.date() <= date(2023, 12, 4)
    assert any(one.by == "clock" for one in dating.rejected)


BODY = "The ferry was late on Sunday again, its captain said, and nobody could tell us quite why."


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            f"Ferry late again today\n{BODY}\n{BODY}\n{BODY}\nLast updated December 3, 2023",
            {0: "headline", 4: "dateline"},
            id="at-the-foot",
        ),
        pytest.param(
            f"All the news from here\nSunday, December 3, 2023\nSign in\n{BODY}",
            {0: "headline", 1: "dateline", 2: "nav"},
            id="under-a-motto",
        ),
        pytest.param(
            "Council approves new plan\nDecember 3, 2023\nChoir wins national prize\n"
            f"December 3, 2023\n{BODY}",
            {0: "headline", 1: "dateline", 2: "headline", 3: "dateline"},
            id="dated-teasers",
        ),
    ],
)
def test_no_date_of_the_furniture_is_the_day(text: str, roles: dict[int, Role]) -> None:
    assert alone(article(text, roles=roles)) is None


def test_a_date_between_headline_and_prose_is_the_day() -> None:
    text = f"Ferry late again today\nDecember 3, 2023\n{BODY}"
    dating = alone(article(text, roles={0: "headline", 1: "dateline"}))
    assert dating is not None
    assert dating.value == "2023-12-03"


def test_a_date_in_a_written_out_line_is_no_clock() -> None:
    caption = "A protest in front of the town hall of the old harbour, January 5, 2016. Photo: us."
    dating = alone(article(f"-4 C\nFerry late\n{caption}", roles={0: "widget", 1: "headline"}))
    assert dating is None or not any(one.by == "clock" for one in dating.rejected)


@pytest.mark.parametrize(
    ("stamp", "body", "want"),
    [
        ("https://ift.example/aB3 December 28, 2021 at 02:46PM", "Late.", "2021-12-28"),
        (
            "https://ift.example/aB3 28, 2021 at 02:46PM",
            "The talks will be held on January 10. They will meet next month.",
            "2021-12-28",
        ),
        (
            "https://ift.example/aB3 30, 2021 at 02:46PM",
            "The talks will be held on March 10. They will meet next month.",
            None,  # there is no 30 February
        ),
    ],
    ids=["whole", "the-month-swallowed", "no-such-day-in-that-month"],
)
def test_the_stamp_of_a_relay(stamp: str, body: str, want: str | None) -> None:
    made = article(f"Ferry late\n{body}\n{stamp}", roles={0: "headline", 2: "stamp"})
    dating = alone(made)
    if want is None:
        assert dating is None or "02-30" not in dating.value
        return
    assert dating is not None
    assert dating.value == want
    cited = [one for one in dating.evidence if one.by == "relay-stamp"]
    assert cited
    assert cited[0].span is not None
    assert made.text[cited[0].span.start : cited[0].span.end] == stamp


def test_a_body_dates_itself_only_near_what_it_tells() -> None:
    near = alone(article("The mayor said Tuesday, Dec. 28, 2021, that it sank on Tuesday."))
    assert near is not None
    assert near.when.earliest is not None
    assert near.when.latest is not None
    assert near.when.earliest.date() <= date(2021, 12, 28) < near.when.latest.date()
    assert alone(article("The bridge was opened on May 4, 1961, by the mayor.")) is None


# ------------------------------------------------------------------ stories

DATED = article(
    "The council said Tuesday that the ferry is late.",
    ref="a",
    facts=(Fact("published", "2021-12-28", "row:published"),),
)
THURSDAY = article("The council said Thursday that the ferry is still late.", ref="b")
SILENT = article("The ferry is late and nobody knows why.", ref="c")


def test_a_weekday_word_decides_within_the_week_of_a_neighbour() -> None:
    found = {one.ref: one.published for one in settle([DATED, THURSDAY], [])}
    dating = found["b"]
    assert dating is not None
    assert dating.when.earliest is not None
    assert date(2021, 12, 28) <= dating.when.earliest.date() <= date(2021, 12, 30)
    assert dating.value == "2021-12-30" or "/" in dating.value
    assert any(one.article == DATED.id for one in dating.evidence)


def test_a_copy_takes_the_day_of_its_original() -> None:
    link = Link(SILENT.id, DATED.id, "same", 0.9, "shared words")
    found = {one.ref: one.published for one in settle([DATED, SILENT], [link])}
    assert found["c"] is not None
    assert found["c"].value == "2021-12-28"


def test_a_story_without_a_day_has_none() -> None:
    assert [one.published for one in settle([THURSDAY, SILENT], [])] == [None, None]


def test_the_order_of_articles_and_links_does_not_matter() -> None:
    links = [
        Link(SILENT.id, DATED.id, "same", 0.6, "shared words"),
        Link(SILENT.id, THURSDAY.id, "cut", 0.4, "shared words"),
    ]
    results = {
        tuple(sorted((one.id, repr(one.published)) for one in settle(group, chain)))
        for group in permutations([DATED, THURSDAY, SILENT])
        for chain in (links, links[::-1])
    }
    assert len(results) == 1


def test_settling_twice_changes_nothing() -> None:
    once = settle([DATED, THURSDAY, SILENT], [])
    assert settle(once, []) == once


# ------------------------------------------------------------------ addresses and spreads


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        ("https://a.example/2021/12/28/x", "2021-12-28", "2021-12-28"),
        ("https://a.example/20211228-x.html", "2021-12-28", "2021-12-28"),
        ("https://a.example/news/28-12-2021", "2021-12-28", "2021-12-28"),
        ("https://a.example/2021/12/x", "2021-12-01", "2021-12-31"),
        ("https://a.example/2021/x", "2021-01-01", "2021-12-31"),
    ],
)
def test_addresses(url: str, first: str, last: str) -> None:
    claims = address(url)
    assert [(str(c.first), str(c.last)) for c in claims if isinstance(c, Claim)] == [(first, last)]


@pytest.mark.parametrize("url", ["https://a.example/2021/13/45/x", "http://[", "", "/x-1234567"])
def test_addresses_without_a_day(url: str) -> None:
    assert not [claim for claim in address(url) if claim.first == claim.last]


@given(
    st.lists(
        st.tuples(st.integers(-40, 40), st.integers(0, 30), st.floats(-8, 8)),
        min_size=0,
        max_size=8,
    ),
    st.floats(0.05, 1.0),
)
@settings(max_examples=60, deadline=None)
def test_the_narrowest_days_hold_their_mass(
    bumps: list[tuple[int, int, float]], mass: float
) -> None:
    start = date(2021, 12, 1)
    spread = added(
        flat(start, start + timedelta(days=60)),
        [
            Bump(start.toordinal() + at, start.toordinal() + at + size, log)
            for at, size, log in bumps
        ],
    )
    assert abs(sum(shares(spread)) - 1) < 1e-9
    first, last, held = narrowest(spread, mass)
    assert start <= first <= last <= start + timedelta(days=60)
    assert held >= mass - 1e-9
