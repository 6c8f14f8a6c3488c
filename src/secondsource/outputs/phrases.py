"""Days, figures and marks put into words for someone reading a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from secondsource.model import (
    AnyMark,
    Block,
    Credit,
    Event,
    Name,
    Published,
    Quote,
    Span,
    Time,
)

BOUNDS = {
    "day": "published on",
    "not_before": "not before",
    "not_after": "not after",
    "near": "near",
    "reject": "not its day:",
}
# A day that stands in quotation marks is somebody's own words, and stays as it is.
_DAY = re.compile(
    r'(?<![\w“"‘/:.-])(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2})|T(\d{2}:\d{2})(?::\d{2})?Z?)?(?![\w:/-])'
)
_MONTH = re.compile(r"(\d{4}-\d{2})")
_FIGURE = re.compile(r"(?<![\w.])(\d*)\.\.(\d*)(?!\w|\.[\w.])")
_LARGE = re.compile(r'(?<![\w“"‘.,/:-])\d{5,}(?![\w,/:-]|\.\d)')
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
MOST_DECIMALS = 3  # of a figure told in millions: more are told in digits


def plain(value: str) -> str:
    """ "did_not_happen" as "did not happen"."""
    return value.replace("_", " ")


def readable(value: str) -> str:
    """Days and figures as people write them: "2025-03-10/2025-03-16" as "10–16 March 2025".

    "12.." is "12 or more", "..12" is "at most 12", "12..15" is "12 to 15", "2400000" is
    "2.4 million". All else stays.
    """
    if _MONTH.fullmatch(value):
        return _written(value + "-01", "%B %Y", value)
    return figures(_DAY.sub(_days, value))


def figures(text: str) -> str:
    """Numbers in a text as people write them: "2000.." as "2000 or more", 18400 as "18,400"."""
    return _LARGE.sub(_large, _FIGURE.sub(_figure, text))


def _large(match: re.Match[str]) -> str:
    number = int(match[0])
    for scale, name in SCALES:
        told = f"{number / scale:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")
        if number >= scale and round(float(told) * scale) == number:
            return f"{told} {name}"
    return f"{number:,}"


def _days(match: re.Match[str]) -> str:
    first, last, clock = match.groups()
    end = _written(last or first, "{day} %B %Y", last or first)
    if not last:
        return f"{end}, {clock}" if clock else end
    if first[:7] == last[:7]:
        return _written(first, "{day}–", f"{first} to ") + end
    start = "{day} %B" if first[:4] == last[:4] else "{day} %B %Y"
    return f"{_written(first, start, first)} to {end}"


def _written(day: str, form: str, otherwise: str) -> str:
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return otherwise
    return found.strftime(form).replace("{day}", str(found.day))


def _figure(match: re.Match[str]) -> str:
    low, high = match.groups()
    if low and high:
        return f"{low} to {high}"
    return f"{low} or more" if low else f"at most {high}" if high else match[0]


def meaning(mark: AnyMark, values: Mapping[Span, str]) -> str:
    """What a mark says of its words, in a sentence's worth of plain words.

    values: what the times of the article came to, by span.
    """
    match mark:
        case Block():
            return mark.role
        case Name():
            called = mark.key.partition(":")[2]
            body = f"speaks for {mark.body.partition(':')[2]}" if mark.body else ""
            return ", ".join(filter(None, (f"{mark.type}: {called}", mark.role, body)))
        case Time():
            value = values.get(mark.span, "")
            if mark.impossible:
                return f"there is no such {mark.type.lower()}: {mark.expr}"
            if not value or value == mark.expr:
                return readable(mark.expr)
            return f"{readable(value)} (the words say {mark.expr})"
        case Credit():
            return f"{mark.role}: {mark.who}"
        case Published():
            why = f" ({mark.why})" if mark.why else ""
            return f"{BOUNDS[mark.bound]} {readable(mark.expr)}{why}"
        case Quote():
            return _quote(mark)
        case Event():
            return _event(mark, values)


def _quote(mark: Quote) -> str:
    speaker = mark.speaker.name if mark.speaker else "nobody named"
    chain = " ← ".join([*(teller.name for teller in mark.via), speaker])
    return (
        f"{mark.form}: {chain}"
        + (f", to {mark.to.name}" if mark.to else "")
        + ("" if mark.act == "say" else f" ({mark.act})")
        + (", its quotation marks repaired" if mark.repaired else "")
    )


def _event(mark: Event, values: Mapping[Span, str]) -> str:
    said = [mark.type.lower(), plain(mark.status)]
    if mark.polarity != "affirmed":
        said.append(mark.polarity)
    if mark.parties:
        said.append(" and ".join(dict.fromkeys(party.name for party in mark.parties)))
    if mark.place:
        said.append(f"in {mark.place.name}")
    if mark.time and values.get(mark.time):
        said.append(readable(values[mark.time]))
    said += [
        f"{plain(count.what)}: {_range(count.low, count.high)}"
        for count in (*mark.counts, *mark.things)
    ]
    return ", ".join(said)


def _range(low: int | float, high: int | float | None) -> str:
    if low == high:
        return str(low)
    return readable(f"{low or ''}..{'' if high is None else high}")
