"""Days told without a word for what is on them: "Not a wheel will turn on 21 May".

A calendar day still to come is rarely named by chance: where another article of the story has its
event on that day, and this one gives the event no day, its sentence speaks of that event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from secondsource.model import Article, Block, Event, Span, Time, When, inside, marks
from secondsource.text.when import first_day

DAY_ONLY = "events/day only"
MAX_DAYS = 12  # of one article
FAMILIES = (
    "agree", "aid", "coerce", "consult", "document", "elect", "fixture", "gathering", "launch",
    "office", "protest", "strike",
)  # fmt: skip
ROLES = ("headline", "dek", "body")
_CALENDAR = re.compile(r"(?:XXXX|\d{4})-\d\d-\d\d(?:T.*)?")


def days_only(article: Article, resolved: Mapping[Span, When | None]) -> Iterator[Event]:
    """The calendar days to come that belong to no event of an article, as events of no kind yet."""
    published = first_day(article.published.when) if article.published else None
    if published is None:
        return
    taken = {e.time for e in marks(article, Event) if e.time}
    blocks = [b.span for b in marks(article, Block) if b.role in ROLES]
    free = (t for t in marks(article, Time) if t.span not in taken and _CALENDAR.fullmatch(t.expr))
    for found, time in enumerate(t for t in free if any(inside(t.span, b) for b in blocks)):
        when = resolved.get(time.span)
        day = first_day(when) if when and not is_long(when) else None
        if found < MAX_DAYS and day is not None and day > published:
            yield Event(
                span=time.span,
                trigger=time.span,
                by=DAY_ONLY,
                type="STATEMENT",
                time=time.span,
                status="scheduled",
                score=0.6,
            )


def is_long(when: When) -> bool:
    """Whether a stretch is longer than a day, or open."""
    if when.earliest is None or when.latest is None:
        return True
    return when.latest - when.earliest > timedelta(days=1)


def is_day_only(event: Event) -> bool:
    """Whether an event is but a day of which nothing says what is on it."""
    return event.by == DAY_ONLY
