"""One time expression and an anchor → its TIMEX3 value and stretch: arithmetic of the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from msgspec import Struct

from secondsource.model import When
from secondsource.text.interval import DAY, edtf, first_day, last_day, of_days, offset

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, of the northern year
PARTS = {  # hours of a day, first and past-the-last
    "MO": (5, 12),
    "MI": (12, 13),
    "AF": (12, 18),
    "EV": (17, 24),
    "NI": (18, 24),
    "DT": (6, 18),
}
SPAN_YEARS = 9  # how far February 29 is looked for
LONGEST = {  # days a unit may have
    "day": 1,
    "week": 7,
    "weekend": 7,
    "month": 31,
    "quarter": 92,
    "season": 92,
    "half": 184,
    "year": 366,
    "decade": 3653,
    "century": 36525,
}
LEAN = 2  # how much farther the unlikely side of a leaning sense counts
MAX_STEPS = 4000  # units a relative expression may go; more is a slip of the writer
MAX_ANCHORS = 12  # times one hanging on another

_EXPR = re.compile(r"([^T@]*?)(<<|>>|<\?|>\?|<|>)?(T[^@]*)?(?:@(.*))?")
_STEP = re.compile(r"(day|week|weekend|month|quarter|half|season|year|decade|century)([+-]\d+)?")
_SHIFT = re.compile(r"([+-])P(\d+)(Y|Q|M|W|D)")
_IN_YEAR = re.compile(r"=(\d{4})")
_CLOCK = re.compile(r"T(\d{2})(?::(\d{2}))?(?::\d{2})?(Z|[+-]\d{2}:\d{2})?")
_YEAR = r"(\d{4}|XXXX)"
_DAY = re.compile(r"(?<!BC)\b(\d{4}|XXXX)-(\d{2})-(\d{2})\b")
_FORMS = {
    "day": re.compile(_YEAR + r"-(\d{2})-(\d{2})"),
    "nth": re.compile(_YEAR + r"-(\d{2})-(mon|tue|wed|thu|fri|sat|sun)#(-?\d)"),
    "month": re.compile(_YEAR + r"-(\d{2})"),
    "quarter": re.compile(_YEAR + r"-Q([1-4])"),
    "half": re.compile(_YEAR + r"-H([12])"),
    "season": re.compile(_YEAR + r"-(SP|SU|FA|WI)"),
    "week": re.compile(_YEAR + r"-W(\d{2})"),
    "easter": re.compile(_YEAR + r"-easter([+-]\d+)?"),
    "year": re.compile(r"(\d{4})"),
}


class Stretch(Struct, frozen=True, gc=False, order=True):
    """Whole days, half-open, and the TIMEX3 value that names them."""

    start: date
    end: date
    value: str


def impossible(expr: str) -> bool:
    """Whether an expression names a day no calendar has: "XXXX-02-30", "2021-13-01"."""
    return any(not _exists(found[1], int(found[2]), int(found[3])) for found in _DAY.finditer(expr))


def _exists(year: str, month: int, number: int) -> bool:
    try:
        date(2000 if year == "XXXX" else max(int(year), 1), month, number)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def settle(expr: str, anchor: When | None) -> tuple[str, When | None]:
    """The TIMEX3 value, X for what the anchor leaves open, and the stretch where it is known."""
    if expr.startswith("P") or expr.endswith("_REF"):
        return expr, None
    if "/" in expr:
        return _range(expr, anchor)
    form = _EXPR.fullmatch(expr)
    if form is None:
        return expr, None
    head, sense, clock, base = form.groups()
    if base is not None:
        if base.count("@") > MAX_ANCHORS:
            return expr, None
        anchor = settle(base, anchor)[1]
    stretch = _stretch(head, sense or "", anchor)
    said = "" if clock is None or clock.endswith("~") else clock
    if stretch is None:
        return _unknown(head) + said, None
    if clock:
        return stretch.value + said, _at(stretch, clock.removesuffix("~"))
    return stretch.value, _when(stretch)


def _range(expr: str, anchor: When | None) -> tuple[str, When | None]:
    left, _, right = expr.partition("/")
    start_value, start = settle(left, anchor)
    end_value, end = settle(right, start or anchor)
    if start is None or end is None:
        return f"{start_value}/{end_value}", None
    if start.earliest and end.latest and start.earliest >= end.latest:
        return f"{start_value}/{end_value}", None
    return f"{start_value}/{end_value}", When(start.earliest, end.latest, start.utc and end.utc)


def _when(stretch: Stretch) -> When:
    return When(datetime.combine(stretch.start, time()), datetime.combine(stretch.end, time()))


def _at(stretch: Stretch, clock: str) -> When | None:
    """A clock or a part of the day, on one day; of a longer stretch the whole is known at most."""
    if stretch.end - stretch.start > DAY:
        return _when(stretch)
    start = datetime.combine(stretch.start, time())
    part = PARTS.get(clock[1:])
    if part:
        return When(start + timedelta(hours=part[0]), start + timedelta(hours=part[1]))
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return _when(stretch)
    hour, minute, zone = int(found[1]), int(found[2] or 0), found[3]
    if hour > 24 or minute > 59:
        return _when(stretch)
    moment = start + timedelta(hours=hour, minutes=minute)
    if zone:
        moment -= offset(zone)
    return When(moment, moment + timedelta(minutes=1), zone is not None)


def _unknown(head: str) -> str:
    """The TIMEX3 value of an expression whose anchor is not known."""
    step = _STEP.fullmatch(head)
    if step:
        return {
            "day": "XXXX-XX-XX",
            "week": "XXXX-WXX",
            "weekend": "XXXX-WXX-WE",
            "month": "XXXX-XX",
            "quarter": "XXXX-QX",
            "half": "XXXX-HX",
            "decade": "XXX",
            "century": "XX",
        }.get(step[1], "XXXX")
    if head in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS.index(head) + 1}"
    if not head:
        return "XXXX-XX-XX"
    if _IN_YEAR.fullmatch(head):
        return head[1:]
    if "#" in head or "easter" in head or _SHIFT.fullmatch(head):
        return "XXXX-XX-XX" if not _SHIFT.fullmatch(head) else "XXXX"
    return head


def _stretch(head: str, sense: str, anchor: When | None) -> Stretch | None:
    start, last = first_day(anchor), last_day(anchor)
    try:
        if "XX" in head or head in WEEKDAYS or (sense and head == "weekend"):
            if start is None or last is None or not 10 < start.year < 9980:
                return None
            # "On Friday they met" is tomorrow's, dated in another zone, rather than six days old.
            grace = DAY if head in WEEKDAYS and sense == "<" else timedelta()
            if head in WEEKDAYS and not sense:
                sense = "<?"  # news looks back
            return _choose(_candidates(head, start, last), sense, start=start, last=last + grace)
        if head[:1].isdigit():
            return _absolute(head)
        if start is None or last is None:
            return None
        if not head:  # a bare clock: the anchor's own day
            return Stretch(start, last + DAY, _named(start, last)) if start == last else None
        return _relative(head, start, last)
    except (ValueError, OverflowError):
        return None


def _absolute(head: str) -> Stretch | None:
    for form, pattern in _FORMS.items():
        found = pattern.fullmatch(head)
        if found:
            return _of_form(form, int(found[1]), found.groups()[1:])
    if head.isdigit() and len(head) in (2, 3):  # a century, a decade
        width = 10 ** (4 - len(head))
        first = int(head) * width
        return Stretch(date(max(first, 1), 1, 1), date(first + width, 1, 1), head)
    return None


def _of_form(form: str, year: int, rest: tuple[str | None, ...]) -> Stretch | None:
    """The stretch of one form in one year: ("day", 2021, ("12", "17")). ValueError: no such day."""
    first = rest[0] if rest else None
    if form == "year":
        return Stretch(date(year, 1, 1), date(year + 1, 1, 1), f"{year:04d}")
    if form == "easter":
        return _one_day(_easter(year) + int(first or 0) * DAY)
    if first is None:
        return None
    if form == "day":
        return _one_day(date(year, int(first), int(rest[1] or 0)))
    if form == "nth":
        return _one_day(_nth(year, int(first), WEEKDAYS.index(rest[1] or "mon"), int(rest[2] or 1)))
    if form == "month":
        return _months(year, int(first), 1, f"{year:04d}-{first}")
    if form == "quarter":
        return _months(year, int(first) * 3 - 2, 3, f"{year:04d}-Q{first}")
    if form == "half":
        return _months(year, int(first) * 6 - 5, 6, f"{year:04d}-H{first}")
    if form == "season":
        return _months(year, SEASONS[first], 3, f"{year:04d}-{first}")
    monday = date.fromisocalendar(year, int(first), 1)
    return Stretch(monday, monday + 7 * DAY, f"{year:04d}-W{first}")


def _one_day(when: date) -> Stretch:
    return Stretch(when, when + DAY, when.isoformat())


def _months(year: int, month: int, count: int, name: str) -> Stretch:
    ends = year * 12 + month - 1 + count
    return Stretch(date(year, month, 1), date(ends // 12, ends % 12 + 1, 1), name)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    """The n-th weekday of a month; -1 is the last."""
    if number > 0:
        first = date(year, month, 1)
        return first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * DAY
    last = _months(year, month, 1, "").end - DAY
    return last - ((last.weekday() - weekday) % 7 + 7 * (-number - 1)) * DAY


def _easter(year: int) -> date:
    """Easter Sunday of the western churches. Source: Meeus, Astronomical Algorithms, ch. 8."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    m = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


def _candidates(head: str, start: date, last: date) -> Iterator[Stretch]:
    """Every reading of an expression without its year (month, week) around the anchor, in order."""
    if head in WEEKDAYS:
        at = start - 7 * DAY
        at += (WEEKDAYS.index(head) - at.weekday()) % 7 * DAY
        while at <= last + 7 * DAY:
            yield _one_day(at)
            at += 7 * DAY
        return
    if head == "weekend":
        for count in (-1, 0, 1):
            stretch = _unit("weekend", start, count)
            if stretch is not None:
                yield stretch
        return
    if head[4:8] == "-XX-":
        for number in range(start.year * 12 + start.month - 3, last.year * 12 + last.month + 2):
            if head.startswith(("XXXX", f"{number // 12:04d}")):
                try:
                    yield _one_day(date(number // 12, number % 12 + 1, int(head[8:])))
                except ValueError:
                    continue  # no such day in this month
        return
    reach = SPAN_YEARS if head == "XXXX-02-29" else 1
    for form, pattern in _FORMS.items():
        found = pattern.fullmatch(head)
        if found:
            for year in range(start.year - reach, min(last.year, start.year + 200) + reach + 1):
                try:
                    stretch = _of_form(form, year, found.groups()[1:])
                except ValueError:
                    continue  # February 29
                if stretch is not None:
                    yield stretch
            return


def _choose(
    candidates: Iterator[Stretch], sense: str, *, start: date, last: date
) -> Stretch | None:
    """The reading the sense asks for.

    < the last begun, << the last over, > the next not over, >> the next to begin;
    <? and >? the nearest, leaning to one side; without a sense the nearest.
    """
    found = list(candidates)
    if sense == "<":
        found = [stretch for stretch in found if stretch.start <= last][-1:]
    elif sense == "<<":
        found = [stretch for stretch in found if stretch.end <= start][-1:]
    elif sense == ">":
        found = [stretch for stretch in found if stretch.end > start][:1]
    elif sense == ">>":
        found = [stretch for stretch in found if stretch.start > last][:1]

    back, ahead = {"<?": (1, LEAN), ">?": (LEAN, 1)}.get(sense, (1, 1))

    def gap(stretch: Stretch) -> tuple[int, date]:
        behind, before = (start - stretch.end).days + 1, (stretch.start - last).days
        return max(behind * back, before * ahead, 0), stretch.start

    return min(found, key=gap, default=None)


def _relative(head: str, start: date, last: date) -> Stretch | None:
    shift = _SHIFT.fullmatch(head)
    if shift:
        return _shifted(shift, start, last)
    named = _IN_YEAR.fullmatch(head)
    if named:
        return _over_months(start, last, 12 * (int(named[1]) - start.year))
    step = _STEP.fullmatch(head)
    if step is None:
        return None
    count = int(step[2] or 0)
    if abs(count) > MAX_STEPS or (last - start).days >= LONGEST[step[1]]:
        return None  # "that day" after "in May": which one is not said
    return _unit(step[1], start if count <= 0 else last, count)


def _unit(unit: str, at: date, count: int) -> Stretch | None:
    """The calendar unit `count` after the one that holds a day."""
    if unit == "day":
        return _one_day(at + count * DAY)
    if unit in ("week", "weekend"):
        monday = at - at.weekday() * DAY + 7 * count * DAY
        year, week, _ = monday.isocalendar()
        if unit == "week":
            return Stretch(monday, monday + 7 * DAY, f"{year:04d}-W{week:02d}")
        return Stretch(monday + 5 * DAY, monday + 7 * DAY, f"{year:04d}-W{week:02d}-WE")
    if unit in ("decade", "century"):
        width = 10 if unit == "decade" else 100
        first = (at.year // width + count) * width
        return _absolute(f"{first // width:0{3 if unit == 'decade' else 2}d}")
    size = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12}[unit]
    offbeat = 1 if unit == "season" else 0  # winter begins in December
    index, month = divmod((at.year * 12 + at.month - 1 + offbeat) // size * size + count * size, 12)
    if unit == "year":
        return _of_form("year", index, ())
    if unit == "month":
        return _of_form("month", index, (f"{month + 1:02d}",))
    if unit == "season":
        name = ("WI", "SP", "SU", "FA")[month // 3]
        return _of_form("season", index - (name == "WI"), (name,))
    return _of_form(unit, index, (str(month // size + 1),))


def _shifted(shift: re.Match[str], start: date, last: date) -> Stretch | None:
    """The anchor itself moved by a length of time, at the grain of the anchor."""
    count = int(shift[1] + shift[2])
    if abs(count) > MAX_STEPS:
        return None
    if shift[3] in ("D", "W"):
        days = count * (7 if shift[3] == "W" else 1) * DAY
        return Stretch(start + days, last + DAY + days, _named(start + days, last + days))
    return _over_months(start, last, count * {"M": 1, "Q": 3, "Y": 12}[shift[3]])


def _over_months(start: date, last: date, months: int) -> Stretch:
    first = _moved(start, months)
    if start == last:
        return _one_day(first)
    end = _moved(last + DAY, months)
    return Stretch(first, end, _named(first, end - DAY))


def _moved(at: date, months: int) -> date:
    """The same day some months away; the month's last where it is shorter."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    ends = _months(year, month + 1, 1, "").end - DAY
    return date(year, month + 1, min(at.day, ends.day))


def _named(first: date, last: date) -> str:
    """The TIMEX3 value of whole days from the first to the last."""
    if first == last:
        return first.isoformat()
    for unit in ("week", "month", "quarter", "season", "half", "year"):
        stretch = _unit(unit, first, 0)
        if stretch and stretch.start == first and stretch.end == last + DAY:
            return stretch.value
    return edtf(of_days(first, last))
