"""Interval algebra over `When`: days in, days out, overlaps, ISO 8601 and EDTF."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from secondsource.model import When

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MAX_WIDTH = 62  # days: a wider interval says no day
_ISO = re.compile(
    r"(\d{4})(?:-?(\d{2})(?:-?(\d{2})"
    r"(?:[T ](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?"
    r" ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?)?)?"
)

Days = tuple[int, int] | None  # first and last possible day, proleptic ordinals; None if unknown


def days_of(when: When) -> Days:
    """The days an interval holds; None where they are too many to tell."""
    if when.earliest is None or when.latest is None:
        return None
    first = when.earliest.toordinal()
    last = max(first, (when.latest - timedelta(microseconds=1)).toordinal())
    return (first, last) if last - first <= MAX_WIDTH else None


def days_apart(a: Days, b: Days) -> int:
    """Days between two intervals at least; 0 where one is unknown."""
    return max(0, b[0] - a[1], a[0] - b[1]) if a and b else 0


def of_day(when: date) -> When:
    """One whole day, of no known zone."""
    start = datetime(when.year, when.month, when.day)
    return When(start, _after(start, DAY))


def day(year: int, month: int, number: int) -> When:
    """One whole day; raises ValueError where there is no such day."""
    return of_day(date(year, month, number))


def of_days(first: date, last: date) -> When:
    """Whole days from the first to the last, both counted."""
    start = datetime(first.year, first.month, first.day)
    return When(start, _after(datetime(last.year, last.month, last.day), DAY))


def _after(start: datetime, length: timedelta) -> datetime | None:
    try:
        return start + length
    except OverflowError:  # 9999-12-31
        return None


def first_day(when: When | None) -> date | None:
    """The day the stretch begins, None where that end is open."""
    return when.earliest.date() if when and when.earliest else None


def last_day(when: When | None) -> date | None:
    """The last day the stretch touches (inclusive), None where that end is open."""
    if when is None or when.latest is None:
        return None
    return (when.latest - timedelta(microseconds=1)).date()


def overlap(a: When, b: When) -> When | None:
    """What two stretches share; None where they share nothing."""
    starts = [when.earliest for when in (a, b) if when.earliest is not None]
    ends = [when.latest for when in (a, b) if when.latest is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and start >= end:
        return None
    return When(start, end, a.utc and b.utc)


def contains(outer: When, inner: When) -> bool:
    """Whether no moment of the inner stretch lies outside the outer one."""
    early = outer.earliest is None or (
        inner.earliest is not None and outer.earliest <= inner.earliest
    )
    late = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return early and late


def hull(a: When, b: When) -> When:
    """The smallest stretch that holds both."""
    start = None if a.earliest is None or b.earliest is None else min(a.earliest, b.earliest)
    end = None if a.latest is None or b.latest is None else max(a.latest, b.latest)
    return When(start, end, a.utc and b.utc)


def edtf(when: When) -> str:
    """The stretch as EDTF: a day, month or year where it is one, else "first/last" (inclusive).

    An open end is "..": "../2021-12-28". A clock time of under a day keeps its minutes.
    """
    first, last = first_day(when), last_day(when)
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    if when.earliest and when.latest and when.latest - when.earliest <= MINUTE:
        return when.earliest.isoformat(timespec="minutes") + ("Z" if when.utc else "")
    if first == last:
        return first.isoformat()
    next_day = last + DAY if last < date.max else None
    if first.day == 1 and next_day is not None and next_day.day == 1:
        months = (next_day.year - first.year) * 12 + next_day.month - first.month
        if months == 1:
            return f"{first:%Y-%m}"
        if months == 12 and first.month == 1:
            return f"{first.year:04d}"
    return f"{first.isoformat()}/{last.isoformat()}"


def parse(iso: str) -> When | None:
    """The stretch an ISO 8601 or EDTF string names; None where it names none ("2021-13-45").

    Reads a day, month, year, a date-time with or without a zone, and "a/b" with ".." for open ends.
    A time with a zone comes back in UTC.
    """
    iso = iso.strip()
    if "/" in iso:
        left, _, right = iso.partition("/")
        start = When(None, None) if left in ("", "..") else parse(left)
        end = When(None, None) if right in ("", "..") else parse(right)
        if start is None or end is None or (start.earliest is None and end.latest is None):
            return None
        if start.earliest and end.latest and start.earliest >= end.latest:
            return None
        return When(start.earliest, end.latest, start.utc and end.utc)
    found = _ISO.fullmatch(iso)
    if found is None:
        return None
    try:
        return _stretch(*found.groups())
    except (ValueError, OverflowError):
        return None


def _stretch(
    year: str,
    month: str | None,
    number: str | None,
    hour: str | None,
    minute: str | None,
    second: str | None,
    zone: str | None,
) -> When:
    if month is None:
        start = datetime(int(year), 1, 1)
        return When(start, datetime(int(year) + 1, 1, 1) if int(year) < 9999 else None)
    if number is None:
        start = datetime(int(year), int(month), 1)
        return When(start, next_month(start))
    start = datetime(int(year), int(month), int(number))
    if hour is None:
        return When(start, _after(start, DAY))
    start = start.replace(hour=int(hour), minute=int(minute or 0), second=int(second or 0))
    if zone is not None:
        start = start - offset(zone)
    return When(start, start + MINUTE, zone is not None)


def next_month(start: datetime) -> datetime | None:
    """The first of the month after."""
    if start.month == 12:
        return datetime(start.year + 1, 1, 1) if start.year < 9999 else None
    return datetime(start.year, start.month + 1, 1)


def offset(zone: str) -> timedelta:
    """How far a zone written as Z, UTC, GMT or +hh:mm is ahead of UTC."""
    if zone in ("Z", "UTC", "GMT"):
        return timedelta()
    digits = zone[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return -ahead if zone[0] == "-" else ahead
