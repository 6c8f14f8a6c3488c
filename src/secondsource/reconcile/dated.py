"""Days told without a word for what is on them: "Not a wheel will turn on 21 May".

A calendar day still to come is rarely named by chance: where another article of the story has its
event on that day, and this one gives the event no day, its sentence speaks of that event.

So does a day that has passed, as long as it is not the day on which something was said: "The boat
came over my shed on Saturday" tells the day of the crash. Such a day is an account of the event's
day and evidence of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from secondsource.model import Article, Block, Event, Quote, Span, Time, When, inside, marks, words
from secondsource.text.counted import THINGS
from secondsource.text.eventwords import Head
from secondsource.text.recounting import responds
from secondsource.text.triggers import heads
from secondsource.text.verbs import Token, folded_tokens
from secondsource.text.when import first_day
from secondsource.text.words import fold, sentences

DAY = len("2031-05-12")  # of a value in EDTF, the clock left aside
DAY_ONLY = "events/day only"
DAY_TOLD = "events/day told"
DAY_SAID = "events/day said"
DAY_COMING = "events/day coming"
MAX_DAYS = 12  # of one article
FAMILIES = (
    "agree", "aid", "closure", "coerce", "consult", "document", "elect", "fixture", "gathering",
    "launch", "office", "protest", "strike",
)  # fmt: skip
ROLES = ("headline", "dek", "body")
DATELINE = 40  # code points from the start of a block in which the day of writing stands
DEADLINE = 12  # code points before a day in which the words stand that make it a last one
NEAR_SAYING = 40  # code points between a day and the word of saying it goes with
_CLOCK = re.compile(r"T\d\d:?\d*~?")
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


# ------------------------------------------------------------------ days that have passed


def days_told(article: Article, resolved: Mapping[Span, When | None]) -> Iterator[Event]:
    """The days an article tells that belong to no event of its own.

    One on which somebody only spoke is told apart: it is the day of what is done by speaking.

    Of one still to come everybody may speak; it may be all that is told of what comes.
    """
    published = first_day(article.published.when) if article.published else None
    if published is None:
        return
    taken = {e.time for e in marks(article, Event) if e.time and e.by != THINGS}
    quotes = marks(article, Quote)
    found = 0
    for block in (b.span for b in marks(article, Block) if b.role in ROLES):
        free = [t for t in marks(article, Time) if inside(t.span, block) and t.span not in taken]
        lines = sentences(article.text, block) if free else []
        for time in free:
            line = next((s for s in lines if inside(time.span, s)), None)
            when = resolved.get(time.span)
            day = first_day(when) if when and not is_long(when) else None
            if line is None or day is None or found == MAX_DAYS:
                continue
            comes = day > published
            spoken = not comes and _is_of_saying(article, time, line, quotes)
            if not _is_loose(article, time, block):
                found += 1
                yield Event(
                    span=time.span,
                    trigger=time.span,
                    by=DAY_COMING if comes else DAY_SAID if spoken else DAY_TOLD,
                    type="STATEMENT",
                    time=time.span,
                    status="scheduled" if comes else "happened",
                    score=0.6,
                )


def _is_loose(article: Article, time: Time, block: Span) -> bool:
    """Whether a day is that of a dateline, an hour alone, or none at all: "the rest of the day".

    One that only ends a stretch says nothing of what was on it: "not later than Friday".
    """
    said = fold(words(article, time.span))
    before = fold(article.text[max(block.start, time.span.start - DEADLINE) : time.span.start])
    if before.endswith("later than "):
        return True
    after = article.text[time.span.end : time.span.end + 2].lstrip()
    opens = time.span.start - block.start < DATELINE and after.startswith(("(", "-", "–", "—"))
    bare = time.expr == "day" and said not in ("today", "this day")
    return opens or bare or said in ("last day", "next day") or bool(_CLOCK.fullmatch(time.expr))


def is_day_told(event: Event) -> bool:
    """Whether an event is but a day that passed, of which nothing says what was on it."""
    return event.by == DAY_TOLD


def is_day_said(event: Event) -> bool:
    """Whether an event is but a day on which somebody spoke."""
    return event.by == DAY_SAID


def is_day_coming(event: Event) -> bool:
    """Whether an event is but a day still to come, of which no event word says what is on it."""
    return event.by == DAY_COMING


def near(cue: Span | Token, day: Span) -> bool:
    """Whether a day stands beside a word of saying: "told the House on Tuesday"."""
    return max(day.start - cue.end, cue.start - day.end) <= NEAR_SAYING


def _is_of_saying(article: Article, time: Time, line: Span, quotes: Sequence[Quote]) -> bool:
    """Whether a day is that on which something was said, or on which the text was written."""
    if fold(article.text[time.span.end - 2 : time.span.end + 2]).find("'s") >= 0:
        return False  # "thanked the navy for Tuesday's drop"
    said = folded_tokens(fold(article.text[line.start : line.end]), line.start)
    if any(responds(t.low) for t in said if t.end <= time.span.start and near(t, time.span)):
        return True  # "thanked the army on Tuesday for freeing them"
    if any(inside(time.span, c) for q in quotes for c in q.content):
        return False
    if any(q.cue and inside(q.cue, line) and near(q.cue, time.span) for q in quotes):
        return True
    before: list[Head] = [h for h in heads(said) if said[h.start].start < time.span.start]
    return bool(before) and before[-1].kind is None
