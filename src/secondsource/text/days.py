"""Full dates (day, month and year) as they stand in date lines and declarations, in many languages.

`marks/times` reads what sentences say; this reads what machines and mastheads write: "28.12.2021",
"2021-12-28T14:46:00+01:00", "Dec 28th, 2021", "Tue Dec 28 14:46:00 CET 2021", "2021年12月28日".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from secondsource.model import Span
from secondsource.text.patterns import rules

FIRST_YEAR = 1900
LAST_YEAR = 2100
MAX_VALUE = 200  # characters of a declared value that are looked at

_MONTH = r"[^\W\d_]{3,14}"
_GAP = r"[ \u00a0]{1,2}"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2021-12-28, 2021/12/28, 2021.12.28, with whatever clock after it
        (
            r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})"
            r"(?P=s)(?P<d>\d{1,2})(?![\d]|[/.-]\d)"
        ),
        # 28.12.2021, 28. 12. 2021, 28/12/2021, 28-12-2021, 28.12.21
        (
            r"(?<![\d/.,:-])(?P<a>\d{1,2})(?P<t>[-/.])[ \u00a0]?(?P<b>\d{1,2})(?P=t)[ \u00a0]?"
            r"(?P<n>(?:19|20)\d\d|\d\d)(?![\d]|[/-]\d|[.,:]\d)"
        ),
        # 28 December 2021, 28. Dezember 2021, 28 de diciembre de 2021, 28-Dec-2021
        (
            r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª)?\.?"
            r"[ \u00a0-]{1,2}(?:(?:de|of|di)[ \u00a0])?"
            rf"(?P<w>{_MONTH})\.?,?[ \u00a0-]{{1,2}}(?:(?:de|del)[ \u00a0])?(?P<y>{_YEAR})"
        ),
        # December 28, 2021; Dec. 28th 2021; Dec 28 14:46:00 CET 2021
        (
            rf"(?<!\w)(?P<w>{_MONTH})\.?{_GAP}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?{_GAP}"
            rf"(?:\d\d:\d\d(?::\d\d)?[ \u00a0](?:[A-Z]{{2,5}}[ \u00a0])?)?(?P<y>{_YEAR})"
        ),
        # 2021年12月28日, 2021년 12월 28일
        (
            r"(?P<y>(?:19|20)\d\d)[ ]?[年년][ ]?(?P<m>\d{1,2})[ ]?[月월][ ]?"
            r"(?P<d>\d{1,2})[ ]?[日일]"
        ),
    )
)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:[T ]?\d{4,6}\D{0,6})?")
_EPOCH = re.compile(r"(\d{10})(\d{3})?")
_CLOCK = re.compile(r"\D{0,14}?\d{1,2}\s?(?:[:.h]\s?\d\d\b|[ap]\.?m\b|uhr\b)", re.IGNORECASE)


class Day(NamedTuple):
    """A full date in a text; `days` are its readings, the likelier first ("03/04/2021" has two)."""

    span: Span
    days: tuple[date, ...]
    clock: bool  # whether a time of day follows


def scan(text: str, within: Span, *, month_first: bool = False) -> Iterator[Day]:
    """The full dates inside a stretch of text, in order; what no calendar has is passed over."""
    found: dict[int, Day] = {}
    for form in _FORMS:
        for match in form.finditer(text, within.start, within.end):
            days = _readings(match.groupdict(), month_first=month_first)
            if days:
                clock = _CLOCK.match(text, match.end(), min(match.end() + 30, within.end))
                span = Span(match.start(), match.end())
                found.setdefault(span.start, Day(span, days, clock is not None))
    end = within.start
    for start in sorted(found):
        if start >= end:
            yield found[start]
            end = found[start].span.end


@lru_cache(maxsize=1024)
def read(value: str, *, month_first: bool = False) -> tuple[date, ...]:
    """The readings of the first date a declared value holds; () where it holds none."""
    value = value.strip()[:MAX_VALUE]
    epoch = _EPOCH.fullmatch(value)
    if epoch:
        day = datetime.fromtimestamp(int(epoch[1]), UTC).date()
        return (day,) if FIRST_YEAR <= day.year <= LAST_YEAR else ()
    compact = _COMPACT.fullmatch(value)
    if compact:
        return _readings(compact.groupdict(), month_first=False)
    # "2021-12-28T14:46": the T would hide the end of the date from scan().
    opened = re.sub(r"(?<=\d)T(?=\d\d:?\d\d)", " ", value)
    first = next(scan(opened, Span(0, len(opened)), month_first=month_first), None)
    return first.days if first else ()


def _readings(parts: dict[str, str | None], *, month_first: bool) -> tuple[date, ...]:
    """The days the parts of a match may mean, likelier first."""
    if parts.get("n"):
        year = int(parts["n"] or 0)
        if year < 100:
            if parts["t"] != ".":  # "10-12-21" and "1/2/21" are anything but dates in many texts
                return ()
            year += 2000
        a, b = int(parts["a"] or 0), int(parts["b"] or 0)
        orders = [(a, b)] if parts["t"] == "." else [(a, b), (b, a)]
        if month_first and parts["t"] != ".":
            orders.reverse()
        days = [_day(year, month, day) for day, month in orders]
        return tuple(dict.fromkeys(day for day in days if day))
    word = parts.get("w")
    month = months().get(word.lower()) if word else int(parts["m"] or 0)
    found = _day(int(parts["y"] or 0), month, int(parts["d"] or 0)) if month else None
    return (found,) if found else ()


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Month names of many languages, lower case, to 1..12."""
    lists = rules("world/months.toml")["months"]
    return {name: number for number, names in enumerate(lists, 1) for name in names}
