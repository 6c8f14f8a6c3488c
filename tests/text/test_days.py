"""Full dates as machines and mastheads write them."""

from __future__ import annotations

from datetime import date

import pytest

from secondsource.model import Span
from secondsource.text.days import read, scan
from tests.timing import is_linear

WANT = date(2021, 12, 28)


@pytest.mark.parametrize(
    "value",
    [
        "2021-12-28T14:46:00+01:00", "20211228", "20211228T144600Z", "1640702760", "1640702760000",
        "Tue Dec 28 14:46:00 CET 2021", "Tue, 28 Dec 2021 14:46:00 GMT", "28.12.2021, 14:46 Uhr",
        "28. Dezember 2021", "28 de diciembre de 2021", "Dec. 28th, 2021", "28 décembre 2021",
        "2021年12月28日", "28-12-2021 10:29", "28.12.21", "28 декабря 2021", "12/28/2021",
    ],
)  # fmt: skip
def test_spellings(value: str) -> None:
    assert read(value) == (WANT,)


@pytest.mark.parametrize(
    "value", ["", "2021-13-45", "1.2.2021.3", "31 June 2021", "10-12-21", "99"]
)
def test_no_days(value: str) -> None:
    assert read(value) == ()


def test_two_readings_likelier_first() -> None:
    assert read("03/04/2021") == (date(2021, 4, 3), date(2021, 3, 4))
    assert read("03/04/2021", month_first=True) == (date(2021, 3, 4), date(2021, 4, 3))


def test_scan_gives_spans_and_clocks() -> None:
    text = "Posted 28.12.2021 um 14:46 Uhr, updated Jan 3, 2022"
    found = list(scan(text, Span(0, len(text))))
    assert [(text[d.span.start : d.span.end], d.clock) for d in found] == [
        ("28.12.2021", True),
        ("Jan 3, 2022", False),
    ]


@pytest.mark.parametrize(
    "piece", ["2021-", "28.12.", "Dec 28, ", "28 December ", "1 " * 3, "é" * 7]
)
def test_scanning_is_linear(piece: str) -> None:
    def work(size: int) -> object:
        text = piece * (size // len(piece))
        return list(scan(text, Span(0, len(text))))

    assert is_linear(work, 20_000)
