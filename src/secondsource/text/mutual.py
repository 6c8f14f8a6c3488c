"""What the events of one article tell of one another: a day, a type, what a denial is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from secondsource.model import Article, Event, Span, words
from secondsource.text import world
from secondsource.text.counted import COUNTED, THINGS, named_elsewhere, of_crowd
from secondsource.text.eventwords import kinds
from secondsource.text.polarity import DENIED_BEFORE
from secondsource.text.scenes import HARM
from secondsource.text.words import fold

DATED = "events/date: day, "  # sentences that only tell the day of the event spoken of
DATABLE = (
    "consult",
    "elect",
    "fixture",
    "gathering",
    "launch",
    "closure",
    "strike",
    "protest",
    "agree",
)
DENYING = ("events/denied claims", DENIED_BEFORE)
OUTRIGHT = (HARM, "agree", "consult", "document", "office")  # what is denied outright


def settled(article: Article, found: Sequence[Event]) -> list[Event]:
    """Times of ", which will take place on ..." go to the event of the sentence that has none yet.

    Where the nearest noun has another day elsewhere in the article, the main event of the sentence
    is the better reading: "the consultations will take place following the meeting, which will
    take place on November 14", the meeting being on January 10.
    """
    anew = list(found)
    for number, event in enumerate(found):
        if event.time is None or number == 0:
            continue
        main = found[number - 1]
        between = fold(article.text[event.trigger.end : event.time.start])
        apart = article.text[main.trigger.end : event.trigger.start]
        if (
            ", which" not in between
            or main.time is not None
            or main.type != event.type
            or "." in apart
            or "\n" in apart
        ):
            continue
        if any(
            o is not event
            and o.type == event.type
            and o.time is not None
            and words(article, o.time) != words(article, event.time)
            and _shared(o, event)
            for o in found
        ):
            anew[number - 1] = structs.replace(
                main, time=event.time, span=Span(main.span.start, event.time.end)
            )
            anew[number] = structs.replace(
                event, time=None, span=Span(event.span.start, event.trigger.end)
            )
    return anew


def _shared(a: Event, b: Event) -> bool:
    mine, theirs = _actors(a), _actors(b)
    return bool(mine) and (mine <= theirs or theirs <= mine)


def _actors(event: Event) -> frozenset[str]:
    return frozenset(
        world.country(p.name) or world.capital(p.name) or world.demonym(p.name) or p.key
        for p in event.parties
    )


def _is_datable(event: Event, day: Event) -> bool:
    """Whether an event may be what a sentence gives the day of: "it happened on Saturday"."""
    family = kinds()[event.type].family
    if day.status == "happened":
        return event.status == "happened" and family in (*DATABLE, HARM, "coerce")
    return family in DATABLE


def _is_deniable(event: Event, denial: Event) -> bool:
    """Whether a denial that names no event may be of one: told before it, and not to come."""
    kind = kinds()[event.type]
    told = event.status in ("happened", "ongoing") and event.polarity != "denied"
    return told and event.span < denial.span and kind.family in OUTRIGHT and kind.type != "DEATH"


def pointed(found: Sequence[Event]) -> Iterator[Event]:
    """Events that only point to another get its type: what is coming, what is alleged."""
    lead = next(
        (e for e in found if e.type != "STATEMENT" and e.status in ("scheduled", "tentative")), None
    )
    alleged: Event | None = None
    apart = (COUNTED, THINGS, *DENYING)
    named = [e for e in found if e.by not in apart and not e.by.startswith("events/date: ")]
    for event in found:
        if event.by.startswith(DATED):
            before = [e for e in named if _is_datable(e, event) and e.span < event.span]
            if before:
                yield structs.replace(event, type=before[-1].type)
        elif event.by.startswith("events/date: "):
            if lead:
                yield structs.replace(event, type=lead.type)
        elif event.by in DENYING:
            plain = any(e.polarity == "denied" for e in named)  # it is denied in so many words
            near = (e for e in reversed(named) if not plain and _is_deniable(e, event))
            target = alleged or next(near, None)
            if target:
                yield structs.replace(event, type=target.type, label=target.label)
        elif event.by in (COUNTED, THINGS):
            yield from named_elsewhere(event, named)
        else:
            if event.polarity == "alleged":
                alleged = event
            yield event
            yield from of_crowd(event, named)
