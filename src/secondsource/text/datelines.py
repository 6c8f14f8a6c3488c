"""Lines that state a full date, and what speaks for and against each being the day of publication.

Works on lines, their tags and class words alone; which line is the headline is told from outside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from secondsource.model import Line, Span
from secondsource.text.days import Day, scan
from secondsource.text.patterns import rules
from secondsource.text.words import fold

LANGUAGES = ("de", "en", "es", "fr", "it")
MAX_LINE = 240  # characters of a line that can be a date line
OPENING = 60  # characters of a longer line in which a date may open it
MAX_HEADLINES = 40
MAX_DATES = 3  # dates in one line; a line with more is a list
MAX_LABEL = 60  # characters before a date that are looked at
NEAR = 2  # lines on either side in which a temperature betrays a weather box

_HINT = re.compile(r"(?:19|20)\d\d|\d\d?\.\s?\d\d?\.\s?\d\d")
_OPENED = re.compile(r"\)?[ \u00a0]?[-–—:|•]")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class DateLine(NamedTuple):
    """A date in a short line. `features` name what was seen; weights are in the rule file."""

    number: int  # of the line
    date: Day
    features: tuple[str, ...]
    weekday: int | None  # the weekday written beside the date, 0 is Monday


def find(
    text: str, lines: Sequence[Line], headlines: Sequence[int], *, month_first: bool
) -> list[DateLine]:
    """The dates in short lines, in text order; headlines are numbers of lines."""
    dated: list[tuple[int, Day, int]] = []
    for number, line in enumerate(lines):
        start, end = line.span.start, line.span.end
        opens = end - start > MAX_LINE
        within = Span(start, min(end, start + OPENING)) if opens else line.span
        if not _HINT.search(text, start, within.end):
            continue
        dates = list(scan(text, within, month_first=month_first))
        if opens:  # "27.1.2022 - In memory of ...": a paragraph may open with its day
            dates = [date for date in dates[:1] if _OPENED.match(text, date.span.end)]
        if dates and len(dates) <= MAX_DATES:
            dated.extend((number, date, rank) for rank, date in enumerate(dates))
    headlines = headlines[:MAX_HEADLINES]
    alike = Counter((lines[number].path, lines[number].cues) for number, _, _ in dated)
    found = []
    for order, (number, date, rank) in enumerate(dated):
        line = lines[number]
        marks = [*_place(number, headlines), *_words(text, lines, number, date)]
        marks.extend(cues(line.cues))
        count = alike[line.path, line.cues]
        if line.path and count >= 3:
            marks.append("listed")
        if rank:
            marks.append("second-in-line")
        if order == 0:
            marks.append("first")
        if line.linked * 2 > line.span.end - line.span.start:
            marks.append("linked")
        marks.extend(_tag(line))
        if _weather_near(text, lines, number):
            marks.append("weather")
        weekday = _weekday(text, line.span, date)
        found.append(DateLine(number, date, tuple(dict.fromkeys(marks)), weekday))
    return found


def _place(number: int, headlines: Sequence[int]) -> Iterator[str]:
    if not headlines:
        yield "no-headline"
        yield "top" if number < 6 else "deep"
        return
    gap = min((number - headline for headline in headlines), key=lambda g: (abs(g), g))
    if gap < -4:
        yield "far-above"
    elif gap < 0:
        yield "above"
    elif gap == 0:
        yield "in-headline"
    elif gap <= 2:
        yield "just-below"
    elif gap <= 6:
        yield "below"
    elif gap <= 20:
        yield "further-below"
    else:
        yield "far-below"


def _tag(line: Line) -> Iterator[str]:
    path = line.path.split(">")
    if any(tag in ("aside", "nav", "footer") for tag in path):
        yield "aside"
    if "article" in path or "main" in path:
        yield "in-article"
    if line.tag in ("li", "td", "th"):
        yield "in-list"
    if line.tag in ("p",) and line.span.end - line.span.start > 80:
        yield "paragraph"


def _words(text: str, lines: Sequence[Line], number: int, date: Day) -> Iterator[str]:
    line = lines[number]
    before = text[line.span.start : date.span.start]
    after = text[date.span.end : line.span.end]
    rest = len(before.strip(" |•·,-–—:")) + len(after.strip(" |•·,-–—:."))
    if line.span.end - line.span.start > MAX_LINE:
        yield "opens"
    else:
        yield (
            "alone" if rest <= 12 else "short" if rest <= 45 else "long" if rest <= 110 else "prose"
        )
    if all(word in weekdays() for word in _LETTERS.findall((before + after).lower())):
        yield "pure"
    if date.clock:
        yield "clock-time"
    label = kind_of_label(before)
    if not label and len(before.strip()) <= 14 and number and not line.path.endswith(">li"):
        above = lines[number - 1].span
        if above.end - above.start <= 40:
            label = kind_of_label(text[above.start : above.end])
            if label in ("published", "day") and text[above.end - 1] != ":":
                label = ""
            elif (
                label == "clock"
                and fold(text[above.start : above.end]).strip(" :") not in _labels()
            ):
                label = ""  # "Ferry late again today" is a headline
    if label:
        yield "label-" + label


def kind_of_label(before: str) -> str:
    """What the words before a date say it is: published, updated, refuse, clock or ""."""
    words = _LETTERS.findall(fold(before[-MAX_LABEL:]))
    while words and words[-1] in weekdays():
        words.pop()
    for size in range(min(4, len(words)), 0, -1):
        kind = _labels().get(" ".join(words[-size:]))
        if kind:
            return kind
    for size in range(min(4, len(words)), 0, -1):  # "Posted by Ann Example, December 28, 2021"
        kind = _labels().get(" ".join(words[:size]))
        if kind in ("published", "updated", "clock"):
            return kind
    return ""


@cache
def cues(names: str) -> tuple[str, ...]:
    """Features of the class, id and itemprop words along a line's path."""
    if not names:
        return ()
    lowered = names.lower()
    own = " ".join(lowered.split()[-4:])
    found = []
    for kind, parts in rules("world/published.toml")["cues"].items():
        if any(part in own for part in parts):
            found.append(f"cue-{kind}")
        elif any(part in lowered for part in parts):
            found.append(f"outer-cue-{kind}")
    return tuple(found)


@cache
def _labels() -> dict[str, str]:
    """Label words to kinds; where a word has two the more cautious counts."""
    found: dict[str, str] = {}
    for kind in ("day", "published", "updated", "clock", "refuse"):
        for language in LANGUAGES:
            for words in rules(f"{language}/published.toml")["labels"][kind]:
                found[fold(words)] = kind
    return found


@cache
def weekdays() -> dict[str, int]:
    """Weekday names and short forms of all languages, lower case, to 0..6 (Monday is 0)."""
    found: dict[str, int] = {}
    for language in reversed(LANGUAGES):
        table = rules(f"{language}/published.toml")["weekdays"]
        short = table["short"]
        for number, name in enumerate(table["names"]):
            found[name] = number if name != "sonnabend" else 5
        for number, name in enumerate(short[:7]):
            found.setdefault(name, number)
        for name in short[7:]:
            found[name] = next(n for n, s in enumerate(short[:7]) if name.startswith(s[:3]))
    return found


def _weekday(text: str, within: Span, date: Day) -> int | None:
    words = _LETTERS.findall(
        text[max(within.start, date.span.start - 14) : date.span.start].lower()
    )
    return weekdays().get(words[-1]) if words else None


def _weather_near(text: str, lines: Sequence[Line], number: int) -> bool:
    for other in lines[max(0, number - NEAR) : number + NEAR + 1]:
        if other.span.end - other.span.start <= 40 and _temperature().fullmatch(
            text, other.span.start, other.span.end
        ):
            return True
    return False


@cache
def _temperature() -> re.Pattern[str]:
    pattern = rules("world/published.toml")["patterns"]["temperature"]
    return re.compile(pattern)
