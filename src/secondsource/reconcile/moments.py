"""When a passage puts its event, and on which day words were said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache

from secondsource.model import Article, Event, Quote, Span, Time, When, inside, marks
from secondsource.reconcile.dated import DAY_COMING
from secondsource.reconcile.lines import around, start_of
from secondsource.text.eventwords import standing
from secondsource.text.occurrence import DONE
from secondsource.text.when import first_day, resolve
from secondsource.text.words import WORD, fold

COMING = (
    "scheduled",
    "tentative",
    "cancelled",
    "postponed",
    "rescheduled",
    "suspended",
    "adjourned",
)  # of a day to come
TURNED = ("cancelled", "postponed", "suspended")
BESIDE = 24  # code points before a day in which the verb stands that it belongs to
AFTER = timedelta(days=31)  # "after the holidays" ends somewhere
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SOON = timedelta(days=10)  # "immediately after"
HALF_YEAR = timedelta(days=183)
_DEICTIC = re.compile(r"day(?:[+-]\d+)?(?:T[A-Z]+)?")


def moment(
    article: Article, event: Event, mark: Time | None, resolved: Mapping[Span, When | None]
) -> tuple[When | None, bool]:
    """When a passage puts its event, and whether loosely; "after X" opens a stretch behind X."""
    when = resolved.get(event.time) if event.time else None
    if when is None or mark is None:
        return None, False
    before = fold(article.text[max(0, mark.span.start - 30) : mark.span.start]).split()
    if before[-1:] != ["until"] or event.status != "happened":  # it goes on until Friday
        when = _turned(article, event, mark, when)
    if _owns(article, mark) or event.by == DAY_COMING:
        return when, mark.soft  # "after Sunday's stampede": on Sunday
    bounds = standing()["bounds"]
    if before[-1:] == ["since"] and event.status in DONE:
        return None, False  # "the worst since 2019": on any day until now
    if _ends(before, bounds["after"]) and mark.type == "TIME":
        return when, True  # "shortly after 10pm" is no stretch of days
    if _ends(before, bounds["after"]) and when.latest is not None:
        soon = any(w in bounds["soon"] for w in before[-3:])
        return When(when.latest, when.latest + (SOON if soon else AFTER), when.utc), True
    if _ends(before, bounds["before"]) and when.latest is not None and mark.type == "DATE":
        start = article.published.when.earliest if article.published else None
        if start is not None and start < when.latest:
            return When(start, when.latest, when.utc), True
    return when, mark.soft


def spoken_days(
    mark: Time | None,
    quotes: Sequence[Quote],
    asof: Mapping[Span | None, When],
    resolved: Mapping[Span, When | None],
) -> Mapping[Span, When | None]:
    """The days with that of a quotation's "today" on the day it was said.

    "It was published this morning," she told the House on Tuesday: on Tuesday.
    """
    if mark is None or mark.anchor is not None or not _DEICTIC.fullmatch(mark.expr):
        return resolved
    said = [
        q for q in quotes if q.form == "direct" and any(inside(mark.span, c) for c in q.content)
    ]
    who = {q.speaker.key for q in said if q.speaker and q.speaker.key}
    said += [q for q in quotes if q.speaker and q.speaker.key in who]  # all on one occasion
    day = next((asof[q.span] for q in said if q.span in asof), None)
    return resolved if day is None else {**resolved, mark.span: resolve(mark.expr, day)}


def _owns(article: Article, mark: Time) -> bool:
    """Whether a time is the possessor of what follows: "Sunday's stampede"."""
    said = article.text[mark.span.start : mark.span.end + 2]
    return said.rstrip().endswith(("'s", "’s"))


def _turned(article: Article, event: Event, mark: Time, when: When) -> When:
    """A bare weekday on the side of publication that the status asks for: "set for Sunday"."""
    published = article.published.when if article.published else None
    if not (published and published.earliest and when.latest and when.earliest):
        return when
    if mark.expr[:3] not in WEEKDAYS or len(mark.expr) > 4:
        return when
    week = timedelta(days=7)
    if event.status in TURNED and _is_of_turning(article, mark):
        return when
    if event.status in COMING and when.latest <= published.earliest:
        return When(when.earliest + week, when.latest + week, when.utc)
    if event.status == "happened" and published.latest and when.earliest >= published.latest:
        return When(when.earliest - week, when.latest - week, when.utc)
    return when


def is_ahead(article: Article, event: Event, when: When | None) -> bool:
    """Whether what is told as done is on a day to come: "shareholders vote on 4 June"."""
    published = article.published.when if article.published else None
    if event.status != "happened" or when is None or when.earliest is None:
        return False
    return bool(published and published.latest and when.earliest >= published.latest)


def _is_of_turning(article: Article, mark: Time) -> bool:
    """Whether a day is that on which something was put off: "was called off late on Thursday"."""
    before = WORD.findall(fold(article.text[max(0, mark.span.start - BESIDE) : mark.span.start]))
    near = [word for word in before if word not in ("on", "late", "early")][-2:]
    return any(word in turns() for word in (" ".join(near), *near[-1:]))


@cache
def turns() -> frozenset[str]:
    """The past forms of the verbs by which an event is put off or called off."""
    changes = (verb for some in TURNED for verb in standing()["changes"].get(some, ()))
    return frozenset(verb.split("|")[2] for verb in changes)


def _ends(before: Sequence[str], phrases: Sequence[str]) -> bool:
    return any(list(before[-len(p.split()) :]) == p.split() for p in phrases)


def is_doubtful(article: Article, event: Event, mark: Time | None, when: When | None) -> bool:
    """Whether a day given without its year fits no year: past this year, far off in the next."""
    if (
        mark is None
        or when is None
        or article.published is None
        or not mark.expr.startswith("XXXX-")
    ):
        return False
    published = first_day(article.published.when)
    day = first_day(when)
    if (
        published is None
        or day is None
        or event.status not in ("scheduled", "tentative", "confirmed")
    ):
        return False
    gap = day - published
    return gap < timedelta(days=-1) or gap > HALF_YEAR


def days_said(
    article: Article,
    quotes: Sequence[Quote],
    times: Mapping[Span, Time],
    resolved: Mapping[Span, When | None],
) -> dict[Span | None, When]:
    """The day each quote was said, where its own sentence or the one it inherits from tells it."""
    found: dict[Span | None, When] = {}
    last: dict[str, When] = {}
    published = article.published.when if article.published else None
    told = {e.time for e in marks(article, Event) if e.time}
    days = sorted(span for span, mark in times.items() if mark.type == "DATE" and span not in told)
    for quote in quotes:
        day = _said_on(article, quote, days, resolved, published)
        who = quote.speaker.name if quote.speaker else ""
        inherited = any(t.inherited for t in quote.via)
        if day is None and inherited and who in last:
            day = last[who]
        if day is not None:
            found[quote.span] = day
            last[who] = day
    return found


def _said_on(
    article: Article,
    quote: Quote,
    days: Sequence[Span],
    resolved: Mapping[Span, When | None],
    published: When | None,
) -> When | None:
    _, sentence = around(article, quote.cue or quote.span)
    if sentence is None:
        return None
    first = bisect_left(days, sentence.start, key=start_of)
    for span in days[first : bisect_left(days, sentence.end, lo=first, key=start_of)]:
        when = resolved.get(span)
        if not inside(span, sentence) or when is None:
            continue
        if any(inside(span, c) for c in quote.content) or when.earliest is None:
            continue
        if published and published.latest and when.earliest >= published.latest:
            continue
        return when
    return None
