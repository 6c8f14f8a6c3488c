"""Eyewitnesses: what those say who were there, without a word for what happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from secondsource.model import (
    Article,
    Block,
    Event,
    Quote,
    Span,
    Time,
    inside,
    marks,
    touches,
)
from secondsource.text.counted import COUNTED
from secondsource.text.patterns import rules
from secondsource.text.scenes import HARM
from secondsource.text.triggers import kinds
from secondsource.text.words import sentences

WITNESSED = "events/witness"
MAX_SPEECH = 1500  # code points of one stretch of speech looked at for what somebody saw


def witnessed(folded: str, start: int, end: int, *, opening: bool) -> tuple[int, int] | None:
    """The first words of a stretch of folded speech that only somebody says who was there.

    opening: whether the stretch is the head of what its speaker said in the writer's words.
    """
    said = folded[start:end]
    found = [match.span() for pattern in _patterns("told") if (match := pattern.search(said))]
    if opening:
        found += [m.span() for pattern in _patterns("opening") if (m := pattern.search(said))]
    first = min(found, default=None)
    return (start + first[0], start + first[1]) if first else None


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in rules("en/eyewitness.toml")[name])


def witnesses(article: Article, folded: str) -> list[Event]:
    """What people say in the body who were there, one mark for each of their quotes.

    It tells of the harm the article is about, whatever the words for that are.
    """
    bodies = [b.span for b in marks(article, Block) if b.role == "body"]
    found: list[Event] = []
    for quote in marks(article, Quote):
        if quote.act != "say" or quote.speaker is None:
            continue
        for content in quote.content:
            end = min(content.end, content.start + MAX_SPEECH)
            told = witnessed(folded, content.start, end, opening=quote.form == "indirect")
            body = next((b for b in bodies if told and inside(Span(*told), b)), None)
            if told and body:
                found.append(_witness(article, Span(*told), body, content))
                break
    return found


def _witness(article: Article, told: Span, body: Span, content: Span) -> Event:
    """What a witness says, with the day of the same sentence and speech."""
    sentence = next((s for s in sentences(article.text, body) if inside(told, s)), told)
    times = [
        t
        for t in marks(article, Time)
        if t.type in ("DATE", "TIME")
        and inside(t.span, sentence)
        and inside(t.span, content)
        and not t.expr.endswith("_REF")
    ]
    time = next((t.span for t in times if t.type == "DATE"), times[0].span if times else None)
    return Event(
        span=told,
        trigger=told,
        by=WITNESSED,
        type="DISASTER",
        time=time,
        status="happened",
        score=0.6,
    )


def nearest_harm(event: Event, found: Sequence[Event]) -> Event | None:
    """The harm a witness speaks of: the last one told before his words, else the first.

    None in a sentence that names one itself.
    """
    harm = [e for e in found if kinds()[e.type].family == HARM and e.by != WITNESSED]
    if not harm or any(touches(e.span, event.span) for e in harm):
        return None
    named = [e for e in harm if e.by != COUNTED] or harm
    return next((e for e in reversed(named) if e.span < event.span), named[0])
