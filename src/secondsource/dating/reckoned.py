"""What an article's own words make of a stretch of days."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from functools import cache

from secondsource.dating.gathered import Gathered
from secondsource.model import Published
from secondsource.text.odds import Bump, Spread, added
from secondsource.text.patterns import rules

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_OF_SEVERAL = 0.8  # weight of the first of several weekdays beside the nearest
STAMPED = 6.0  # log odds of a day that a relay's stamp may mean
IN_MONTH = 2.5  # log odds of a month that "next month" or the address tells
PLAUSIBLE_YEAR = 2100  # a number beyond it is no year a text looks back on
RECENT = 10  # days back within which a day spoken of is news
MAX_SAID = 24  # different days of one text that are weighed
FAINTEST = 1 / 500  # chance of a single day where nothing is known
CAP = 3.5  # log odds one day spoken of can give at most: many are of other things

Table = tuple[tuple[int, int, float], ...]  # from, to, chance of each single day, as natural log


def weighed(gathered: Gathered, spread: Spread, *, weekdays: float = 1.0) -> Spread:
    """The spread with all the article's own soft evidence added and what is impossible cut off.

    weekdays: the weight of the weekday words, less where others have spoken of the same days.
    """
    spread = added(spread, _bumps(gathered, spread))
    by_weekday = weekday_logs(gathered)
    if by_weekday is not None:
        first = spread.first
        spread = Spread(
            first,
            tuple(
                log + weekdays * by_weekday[(first + n - 1) % 7]
                for n, log in enumerate(spread.logs)
            ),
        )
    return spread


def _bumps(gathered: Gathered, spread: Spread) -> Iterator[Bump]:
    for day, odds in gathered.odds.items():
        yield Bump(day.toordinal(), day.toordinal(), math.log1p(20 * math.exp(min(odds, 20.0))))
    for days, _ in gathered.stamps:
        for day in days:
            yield Bump(day.toordinal(), day.toordinal(), STAMPED)
    for claim in gathered.ranges:
        yield Bump(claim.first.toordinal(), claim.last.toordinal(), IN_MONTH)
    said = list(dict.fromkeys((mark.by, mark.expr) for mark in gathered.body))[:MAX_SAID]
    dated = [one for one in said if one[0].startswith(("day-", "month-day-"))]
    damp = 1 / math.sqrt(max(1.0, len(dated) / 2))
    first, last = date.fromordinal(spread.first), date.fromordinal(spread.last)
    for by, expr in said:
        if by.startswith("day-"):
            stated = _day(expr)
            if stated is not None:
                yield from _around(stated.toordinal(), table(by), damp)
        elif by.startswith("month-day-"):
            yield from _nearest(expr, by, damp, first, last)
        elif by == "next-month":
            for year in range(first.year, last.year + 1):
                start = date(year, int(expr[5:7]), 1).toordinal()
                yield Bump(start, start + 30, IN_MONTH)
        elif by == "year":
            # A bare year of the past: nothing before it, whatever comes after.
            start = date(int(expr), 1, 1).toordinal() if int(expr) > 0 else 1
            yield Bump(1, start - 1, -1.0)


def _around(centre: int, offsets: Table, scale: float) -> Iterator[Bump]:
    for start, end, log in offsets:
        yield Bump(centre + start, centre + end, scale * _capped(log))


def _capped(log: float) -> float:
    return CAP + max(-CAP, min(CAP, log - math.log(FAINTEST)))


def _nearest(expr: str, by: str, scale: float, first: date, last: date) -> Iterator[Bump]:
    """A day without its year, around each year's own: half a year to either side."""
    for year in range(first.year - 1, last.year + 2):
        day = _day(f"{year:04d}{expr[4:]}")
        if day is not None:
            for start, end, log in table(by):
                yield Bump(
                    day.toordinal() + max(start, -182),
                    day.toordinal() + min(end, 182),
                    scale * _capped(log),
                )


def weekday_logs(gathered: Gathered) -> list[float] | None:
    """Log odds of each weekday of publication, by the text's weekday words; None without any."""
    past: dict[int, str] = {}
    to_come: dict[int, str] = {}
    for mark in gathered.body:
        if mark.by.startswith("weekday-"):
            kind = mark.by.removeprefix("weekday-")
            named = WEEKDAYS.index(mark.expr[:3])
            if kind == "to-come":
                to_come.setdefault(named, kind)
            elif past.get(named) in (None, "past", "plain"):
                # Of one weekday told twice the more telling way counts: "said Tuesday".
                past[named] = kind if kind in ("said", "night") else past.get(named, kind)
    if not past and not to_come:
        return None
    return [_weekday_log(weekday, past, to_come) for weekday in range(7)]


def _weekday_log(weekday: int, past: dict[int, str], to_come: dict[int, str]) -> float:
    tables = rules("world/nearness.toml")["weekday"]

    def log(table: str, days: int) -> float:
        return math.log(tables[table][days] * 7)

    since = [(weekday - named) % 7 for named in past]
    total = 0.0
    if len(since) == 1:
        total += log(past[next(iter(past))], since[0])
    elif since:
        total += log("nearest-of-two" if len(since) == 2 else "nearest-of-more", min(since))
        total += FIRST_OF_SEVERAL * log("first-of-several", since[0])
        if len(since) == 2:
            total += log("between", max(since) - min(since))
    if to_come:
        named = next(iter(to_come))
        total += log("other-to-come" if since else "to-come", (weekday - named) % 7)
    return total


def said_days(gathered: Gathered) -> list[tuple[Published, date]]:
    """The full dates of the text, with the marks that hold them."""
    found = []
    for mark in gathered.body:
        if mark.by.startswith("day-"):
            day = _day(mark.expr)
            if day is not None:
                found.append((mark, day))
    return found


def near_odds(gathered: Gathered, day: date, by: str, *, early: bool) -> float:
    """Log odds that the article appeared within a month of a day its body states.

    day: the latest past day stated in full; by: the rule that found it.
    """
    worth = rules("world/nearness.toml")["near"]
    return sum(float(worth[sign]) for sign in near_signs(gathered, day, by, early=early))


def near_signs(gathered: Gathered, day: date, by: str, *, early: bool) -> list[str]:
    """What speaks for and against an article of about that day, by the names of `[near]`."""
    signs = [by, "early" if early else "", _weekday_sign(gathered, day)]
    if by == "day-shown" and "weekday-agrees" in signs:
        signs.append("shown-agrees")
    signs.append(_year_sign(gathered, day))
    said = said_days(gathered)
    signs.append("told-twice" if sum(other == day for _, other in said) > 1 else "")
    gaps = [(day - other).days for _, other in said]
    signs.append("days-beside" if any(0 < gap <= 10 for gap in gaps) else "")
    without_year = [
        found
        for mark in gathered.body
        if mark.by.startswith("month-day-") and not mark.by.endswith("to-come")
        if (found := _day(f"{day.year:04d}{mark.expr[4:]}"))
    ]
    if without_year:
        close = any(abs((found - day).days) <= 10 for found in without_year)
        signs.append("month-day-agrees" if close else "month-day-differs")
    months = [mark.expr for mark in gathered.body if mark.by == "month"]
    if gathered.ceiling:
        months = [month for month in months if month <= gathered.ceiling.isoformat()[:7]]
    if months and max(months) > day.isoformat()[:7]:
        signs.append("later-month")
    return [sign for sign in signs if sign]


def _weekday_sign(gathered: Gathered, day: date) -> str:
    since = {
        (WEEKDAYS.index(mark.expr[:3]) - day.weekday()) % 7
        for mark in gathered.body
        if mark.by.startswith("weekday-") and mark.by != "weekday-to-come"
    }
    if not since:
        return ""
    if 0 in since:
        return "weekday-agrees"
    return "weekday-beside" if since & {1, 6} else "" if 5 in since else "weekday-differs"


def _year_sign(gathered: Gathered, day: date) -> str:
    """Years spoken of as past or present, beside that of the day."""
    years = [int(mark.expr) for mark in gathered.body if mark.by == "year"]
    last = gathered.ceiling.year if gathered.ceiling else PLAUSIBLE_YEAR - 1
    latest = max((year for year in years if year <= last), default=0)
    if latest == day.year + 1 and day.month == 12:
        return "year-turns"
    return "later-year" if latest > day.year else "same-year" if latest == day.year else ""


def told_days(gathered: Gathered, published: date) -> dict[int, float]:
    """The past days a text of a known day speaks of, ordinal → share of its mentions."""
    counts: dict[int, float] = {}
    for mark in gathered.body:
        day = None
        if mark.by.startswith("weekday-") and mark.by != "weekday-to-come":
            back = (published.weekday() - WEEKDAYS.index(mark.expr[:3])) % 7
            day = published.toordinal() - back
        elif mark.by.startswith("month-day-") and not mark.by.endswith(("to-come", "file")):
            year = published.year
            near = [_day(f"{y:04d}{mark.expr[4:]}") for y in (year - 1, year)]
            day = max((d.toordinal() for d in near if d and d <= published), default=None)
        elif mark.by in ("day-plain", "day-shown", "day-with-weekday", "day-post"):
            said = _day(mark.expr)
            day = said.toordinal() if said else None
        if day is not None and 0 <= published.toordinal() - day <= RECENT:
            counts[day] = 1.0
    whole = sum(counts.values())
    return {day: count / whole for day, count in counts.items()}


@cache
def table(name: str) -> Table:
    """A table of nearness by name: stretches in days, with the log chance of each of their days."""
    rows = rules("world/nearness.toml")["days"][name]
    return tuple((start, end, math.log(chance / (end - start + 1))) for start, end, chance in rows)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
