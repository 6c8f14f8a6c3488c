"""Dated events as an RFC 5545 calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from icalendar import Calendar
from icalendar import Event as Entry

from secondsource.model import Article, Status, Story, StoryEvent, words
from secondsource.outputs.characters import allowed
from secondsource.text.when import first_day, last_day

SUFFIX = "ics"
MEDIA = "text/calendar"

LONGEST = timedelta(
    days=31
)  # an event known to a month still has a place in a calendar, a year has not
RFC_STATUS: dict[Status, str] = {  # RFC 5545 §3.8.1.11
    "proposed": "TENTATIVE",
    "tentative": "TENTATIVE",
    "postponed": "CANCELLED",
    "suspended": "CANCELLED",
    "adjourned": "CANCELLED",
    "cancelled": "CANCELLED",
    "did_not_happen": "CANCELLED",
}


class Dated(NamedTuple):
    """One calendar entry: an event on its days (both inclusive) and the story it is told in."""

    first: date
    last: date
    event: StoryEvent
    story: Story


def entries(
    stories: Iterable[Story], *, since: date | None = None, until: date | None = None
) -> list[Dated]:
    """The events whose days are known to within a month, by day; bounds are inclusive.

    What was refused of an event ("November 14" for a meeting in January) never becomes a day, and
    what is only alleged or denied is not entered at all.
    """
    found = []
    for story in stories:
        for event in story.events:
            if event.when is None or event.polarity != "affirmed":
                continue
            first, last = first_day(event.when), last_day(event.when)
            if first is None or last is None or last - first >= LONGEST:
                continue
            if (since is None or last >= since) and (until is None or first <= until):
                found.append(Dated(first, last, event, story))
    return sorted(found, key=lambda one: (one.first, one.last, one.event.id))


def render(
    stories: Iterable[Story],
    articles: Iterable[Article],
    *,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[str]:
    """One calendar with an all-day entry for each dated event."""
    by_id = {article.id: article for article in articles}
    calendar = Calendar()
    calendar.add("prodid", "-//secondsource//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "secondsource")
    for one in entries(stories, since=since, until=until):
        calendar.add_component(_entry(one, by_id))
    yield calendar.to_ical().decode()


def _entry(one: Dated, articles: Mapping[str, Article]) -> Entry:
    event = one.event
    entry = Entry()
    entry.add("uid", f"{event.id}@secondsource")
    entry.add("dtstamp", _stamp(one, articles))
    entry.add("summary", allowed(event.label or event.type))
    entry.add("dtstart", one.first)
    entry.add("dtend", one.last + timedelta(days=1))  # DTEND is excluded
    entry.add("status", RFC_STATUS.get(event.status, "CONFIRMED"))
    entry.add("categories", [event.type])
    if event.place:
        entry.add("location", allowed(event.place.name))
    entry.add("description", allowed(_description(one, articles)))
    return entry


def _stamp(one: Dated, articles: Mapping[str, Article]) -> datetime:
    """The last day the story speaks from; no clock, so that the same heap gives the same bytes."""
    days = [
        day
        for i in one.story.articles
        if (found := articles[i].published) and (day := last_day(found.when))
    ]
    return datetime.combine(max(days, default=one.first), time(), UTC)


def _description(one: Dated, articles: Mapping[str, Article]) -> str:
    lines = [f"{one.event.status.replace('_', ' ')}: {one.story.headline}"]
    for cite in one.event.mentions:
        article = articles[cite.article]
        lines.append(f"“{words(article, cite.span)}” ({article.outlet or article.origin})")
    return "\n".join(lines)
