"""What time expressions mean, and the algebra of stretches."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Dating, Span, Time, When
from secondsource.text import when
from tests.build import article

THURSDAY = when.day(2021, 12, 30)


@pytest.mark.parametrize(
    ("expr", "value", "stretch"),
    [
        ("2021-12-17", "2021-12-17", "2021-12-17"),
        ("2021-12", "2021-12", "2021-12"),
        ("2021", "2021", "2021"),
        ("199", "199", "1990-01-01/1999-12-31"),
        ("19", "19", "1900-01-01/1999-12-31"),
        ("2021-Q3", "2021-Q3", "2021-07-01/2021-09-30"),
        ("2021-H1", "2021-H1", "2021-01-01/2021-06-30"),
        ("2021-WI", "2021-WI", "2021-12-01/2022-02-28"),
        ("2021-W01", "2021-W01", "2021-01-04/2021-01-10"),
        ("XXXX-01-10", "2022-01-10", "2022-01-10"),
        ("XXXX-11-14", "2021-11-14", "2021-11-14"),
        ("XXXX-11-14>", "2022-11-14", "2022-11-14"),
        ("XXXX-05<?", "2021-05", "2021-05"),
        ("XXXX-05", "2022-05", "2022-05"),
        ("XXXX-08<<", "2021-08", "2021-08"),
        ("XXXX-XX-28", "2021-12-28", "2021-12-28"),
        ("2021-XX-28T14:46", "2021-12-28T14:46", "2021-12-28T14:46"),
        ("XXXX-02-29", "2020-02-29", "2020-02-29"),
        ("thu", "2021-12-30", "2021-12-30"),
        ("thu<", "2021-12-30", "2021-12-30"),
        ("fri<", "2021-12-31", "2021-12-31"),
        ("sat<", "2021-12-25", "2021-12-25"),
        ("thu<<", "2021-12-23", "2021-12-23"),
        ("thu>>", "2022-01-06", "2022-01-06"),
        ("tue<", "2021-12-28", "2021-12-28"),
        ("tue>", "2022-01-04", "2022-01-04"),
        ("fri", "2021-12-31", "2021-12-31"),
        ("day-1TNI", "2021-12-29TNI", "2021-12-29"),
        ("tue<TNI~", "2021-12-28", "2021-12-28"),
        ("week", "2021-W52", "2021-12-27/2022-01-02"),
        ("week-1", "2021-W51", "2021-12-20/2021-12-26"),
        ("weekend<", "2021-W51-WE", "2021-12-25/2021-12-26"),
        ("month+1", "2022-01", "2022-01"),
        ("quarter-1", "2021-Q3", "2021-07-01/2021-09-30"),
        ("season", "2021-WI", "2021-12-01/2022-02-28"),
        ("year-10", "2011", "2011"),
        ("decade-1", "201", "2010-01-01/2019-12-31"),
        ("-P1Y", "2020-12-30", "2020-12-30"),
        ("-P1Y@2021-Q3", "2020-Q3", "2020-07-01/2020-09-30"),
        ("=1988@2021-Q3", "1988-Q3", "1988-07-01/1988-09-30"),
        ("=1988@2020-02-29", "1988-02-29", "1988-02-29"),
        ("+P1M@2021-01-31", "2021-02-28", "2021-02-28"),
        ("XXXX-07@year-1", "2020-07", "2020-07"),
        ("XXXX-11-thu#4", "2021-11-25", "2021-11-25"),
        ("XXXX-05-mon#-1", "2022-05-30", "2022-05-30"),
        ("XXXX-easter@2024", "2024-03-31", "2024-03-31"),
        ("XXXX-easter-2@2024", "2024-03-29", "2024-03-29"),
        ("week@XXXX-03-06", "2022-W09", "2022-02-28/2022-03-06"),
        ("XXXX-01-01/XXXX-01-09", "2022-01-01/2022-01-09", "2022-01-01/2022-01-09"),
        ("T22:00-05:00", "2021-12-30T22:00-05:00", "2021-12-31T03:00Z"),
        ("P3D", "P3D", None),
        ("PAST_REF", "PAST_REF", None),
        ("XXXX-02-30", "XXXX-02-30", None),
        ("2021-02-30", "2021-02-30", None),
        ("BC0490", "BC0490", None),
        ("year+99999", "XXXX", None),
        ("nonsense", "nonsense", None),
    ],
)
def test_an_expression_means(expr: str, value: str, stretch: str | None):
    found = when.resolve(expr, THURSDAY)
    assert (when.value(expr, THURSDAY), found and when.edtf(found)) == (value, stretch)


@pytest.mark.parametrize(
    ("expr", "value"),
    [
        ("XXXX-01-10", "XXXX-01-10"),
        ("thu<", "XXXX-WXX-4"),
        ("month+1", "XXXX-XX"),
        ("day-1TNI", "XXXX-XX-XXTNI"),
        ("thu<TNI~", "XXXX-WXX-4"),
        ("XXXX-12-25@2019", "2019-12-25"),
        ("XXXX-01-01/XXXX-01-09", "XXXX-01-01/XXXX-01-09"),
        ("2021-12-17", "2021-12-17"),
    ],
)
def test_without_an_anchor_what_is_unknown_stays_open(expr: str, value: str):
    assert when.value(expr, None) == value


def test_a_part_beside_a_weekday_narrows_the_stretch_not_the_value():
    assert when.resolve("tue<TNI~", THURSDAY) == when.resolve("tue<TNI", THURSDAY)


def test_a_year_as_anchor_holds_its_own_days():
    assert when.resolve("XXXX-02-10", when.parse("1940")) == when.day(1940, 2, 10)


@pytest.mark.parametrize(
    ("expr", "want"),
    [("XXXX-02-30", True), ("2021-02-29", True), ("XXXX-02-29", False), ("2021-13-01", True)],
)
def test_impossible_days_are_known(expr: str, want: bool):
    assert when.impossible(expr) is want


@pytest.mark.parametrize(
    ("iso", "want"),
    [
        ("2021-12-28", "2021-12-28"),
        ("2021-12", "2021-12"),
        ("20211228", "2021-12-28"),
        ("2021-12-28T14:46:00+01:00", "2021-12-28T13:46Z"),
        ("2021-12-28 14:46", "2021-12-28T14:46"),
        ("../2021-12-28", "../2021-12-28"),
        ("2021-12-28/..", "2021-12-28/.."),
        ("2021-12-28/2022-01-03", "2021-12-28/2022-01-03"),
        ("9999-12-31", "9999-12-31/.."),
    ],
)
def test_iso_and_edtf_are_read(iso: str, want: str):
    found = when.parse(iso)
    assert found is not None
    assert when.edtf(found) == want


@pytest.mark.parametrize(
    "iso",
    [
        "2021-13-45",
        "2021-02-30",
        "0000",
        "",
        "/",
        "../..",
        "28.12.2021",
        "2022/2021",
        "2021-12-28T25:00",
    ],
)
def test_no_day_is_made_up(iso: str):
    assert when.parse(iso) is None


def test_days_are_counted_inclusively():
    week = when.of_days(date(2021, 12, 27), date(2022, 1, 2))
    assert (when.first_day(week), when.last_day(week)) == (date(2021, 12, 27), date(2022, 1, 2))
    assert (when.first_day(None), when.last_day(When(None, None))) == (None, None)


@pytest.mark.parametrize(
    ("a", "b", "want"),
    [
        ("2021-12", "2021-12-28/2022-01-03", "2021-12-28/2021-12-31"),
        ("2021-12-28", "2021-12-29", None),
        ("../2021-12-28", "2021-12-27/..", "2021-12-27/2021-12-28"),
    ],
)
def test_overlap(a: str, b: str, want: str | None):
    left, right = when.parse(a), when.parse(b)
    assert left is not None
    assert right is not None
    shared = when.overlap(left, right)
    assert (shared and when.edtf(shared)) == want
    assert when.contains(left, right) is (want == b)


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS)
def test_a_day_survives_being_written(day: date):
    assert when.parse(when.edtf(when.of_day(day))) == when.of_day(day)


@given(DAYS, st.sampled_from(["mon", "wed", "sun"]), st.sampled_from(["", "<", "<<", ">", ">>"]))
def test_a_weekday_lies_within_a_week(day: date, name: str, sense: str):
    found = when.first_day(when.resolve(name + sense, when.of_day(day)))
    assert found is not None
    away = (found - day).days
    ranges = {"": (-4, 2), "<": (-5, 1), "<<": (-7, -1), ">": (0, 6), ">>": (1, 7)}
    low, high = ranges[sense]
    assert low <= away <= high
    assert found.weekday() == when.WEEKDAYS.index(name)


@given(st.text(alphabet="XQWHT@<>?#0123456789-+:/daymonthuePYREF", max_size=24), DAYS)
def test_any_string_resolves_or_does_not(expr: str, day: date):
    found = when.resolve(expr, when.of_day(day))
    assert found is None or isinstance(found.earliest, datetime)
    assert isinstance(when.value(expr, when.of_day(day)), str)


def _told(published: str | None):
    text = "On January 10 they meet, and later that week, on Thursday, others do."
    first, week, last = Span(3, 13), Span(29, 44), Span(49, 57)
    times = (
        Time(span=first, by="t", type="DATE", expr="XXXX-01-10"),
        Time(span=week, by="t", type="DATE", expr="week", anchor=first),
        Time(span=last, by="t", type="DATE", expr="thu>"),
    )
    dating = Dating(when.parse(published) or When(None, None), "", 1.0, "t") if published else None
    return (first, week, last), article(text, marks=times, published=dating)


def test_moments_follow_anchors():
    (first, week, last), told = _told("2021-12-28")
    found = {span: at and when.edtf(at) for span, at in when.moments(told).items()}
    assert found == {first: "2022-01-10", week: "2022-01-10/2022-01-16", last: "2021-12-30"}
    assert when.values(told)[week] == "2022-W02"


def test_an_unsure_day_of_publication_widens_what_hangs_on_it():
    (first, _, last), told = _told("2021-12-28/2022-01-04")
    found = when.moments(told)
    assert found[first] == when.day(2022, 1, 10)
    assert found[last] == when.of_days(date(2021, 12, 30), date(2022, 1, 6))


def test_without_a_day_of_publication_nothing_is_guessed():
    _, told = _told(None)
    assert set(when.moments(told).values()) == {None}


def test_anchors_in_a_circle_end():
    a, b = Span(0, 4), Span(5, 9)
    marks = (
        Time(span=a, by="t", type="DATE", expr="day-1", anchor=b),
        Time(span=b, by="t", type="DATE", expr="day+1", anchor=a),
    )
    told = article("this that", marks=marks, published=Dating(THURSDAY, "", 1.0, "t"))
    assert set(when.moments(told)) == {a, b}
