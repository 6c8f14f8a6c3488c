"""Events: what happens when, where, between whom, and how firmly each passage says it.

One mark a passage; marks may overlap (two events may share a day or a party). Which passages speak
of the same event is settled later, over the story.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import structs

from secondsource.model import (
    Article,
    Block,
    Event,
    Mention,
    Name,
    Quote,
    Span,
    Time,
    beginning,
    inside,
    marks,
)
from secondsource.text.amounts import has_number
from secondsource.text.counted import (
    COUNTED,
    THINGS,
    counts_of,
    only_counted,
    with_things,
)
from secondsource.text.denials import denying_words
from secondsource.text.eventwords import Head, kinds, standing, telling
from secondsource.text.mutual import DATED, pointed, settled
from secondsource.text.occurrence import occurrence
from secondsource.text.patterns import rules
from secondsource.text.pointing import points
from secondsource.text.polarity import (
    denied_before,
    denied_claims,
    sense,
)
from secondsource.text.scenes import HARM, Scene, span_of, times_of, words_of
from secondsource.text.scores import scored
from secondsource.text.senses import meant, pages
from secondsource.text.tollwords import Toll, counting
from secondsource.text.triggers import heads, statements
from secondsource.text.verbs import folded_tokens
from secondsource.text.whereabouts import places_of
from secondsource.text.words import WORD, fold, sentences

ROLES = ("headline", "dek", "body")
OPENED = ("harm", "protest", "fixture", "gathering")  # whose day the sentence before may tell
MAX_TO_DAY = 20  # code points from "will be held" to the day
MAX_SINCE = 60  # ... from "it happened": "outside a hall on Vell Road late on Saturday"
MAX_READ = 40_000  # code points of one article that tell what its words mean
MAX_HEADS = 24  # event words of one sentence; more are a list
MAX_COUNTS = 12  # numbers of one sentence that count somebody
MAX_SENTENCE = 1500  # code points; longer "sentences" are lists or garbage


def mark(article: Article) -> Iterator[Event]:
    """Events of the headline, the dek and the body, in text order."""
    found: list[Event] = []
    back: list[tuple[Mention, ...]] = []
    prior = ""
    within = _Within(article)
    folded = fold(article.text)
    said = frozenset(WORD.findall(folded[:MAX_READ]))
    about = pages(said)
    for block in marks(article, Block):
        if block.role not in ROLES:
            continue
        before: Time | None = None
        for span in sentences(article.text, block.span):
            low = folded[span.start : span.end]
            opening, before = before, None
            if span.end - span.start > MAX_SENTENCE:
                continue
            told_before, prior = prior, low
            tells = _tells(low) or (bool(told_before) and points(low))
            numbered = has_number(low)
            if not (tells or numbered):
                before = _opening_day(within, span)
                continue
            scene = Scene(
                article.text,
                folded_tokens(low, span.start),
                span,
                block.role,
                within.times(span),
                within.names(span),
                within.quotes(span),
                back,
                told_before,
                numbered,
            )
            told = list(_events(scene, low, about) if tells else with_things(scene, (), ()))
            events = [n for n, event in enumerate(told) if event.by != THINGS]
            if opening and events and not scene.times and not scene.quotes:
                told[events[0]] = _opened(told[events[0]], opening)
            before = None if events else _opening_day(within, span)
            for event in told:
                found.append(event)
                if kinds()[event.type].family == "consult" and len(event.parties) > 1:
                    back.append(event.parties)
    found = _meant(said, folded, settled(article, found))
    found = sorted(found, key=lambda e: e.span)
    yield from sorted(pointed(found), key=lambda e: (e.span, e.trigger))


def _opening_day(within: _Within, span: Span) -> Time | None:
    """The only day of a sentence that tells no event: it may set the scene for the next one.

    A dateline sets none: "KARST, May 14 (Ostra) -".
    """
    if within.text[span.start : span.end].rstrip().endswith(("-", "–", "—", ")")):
        return None
    days = [t for t in within.times(span) if t.type == "DATE" and not t.expr.endswith("_REF")]
    return days[0] if len(days) == 1 and not within.quotes(span) else None


def _opened(event: Event, day: Time) -> Event:
    """ "I walked with them on Thursday. Students marched through Velm": they did on Thursday."""
    seen = event.type in kinds() and kinds()[event.type].family in OPENED
    if (
        seen
        and event.time is None
        and event.status == "happened"
        and event.by not in (COUNTED, THINGS)
    ):
        return structs.replace(event, time=day.span)
    return event


def _tells(low: str) -> bool:
    """Whether a folded sentence has a word every event needs; most sentences have none."""
    words = WORD.findall(low)
    if "'s" in low:
        words += [word[:-2] for word in words if word.endswith("'s")]
    return not _telling().isdisjoint(words)


@cache
def _telling() -> frozenset[str]:
    return telling() | counting() | sense("deny") | denying_words()


class _Within:
    """The marks of an article by where they begin, so that each sentence looks at few of them."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self._times = marks(article, Time)
        self._names = marks(article, Name)
        self._quotes = sorted(
            (c.start, c.end, number)
            for number, quote in enumerate(marks(article, Quote))
            for c in quote.content
        )
        self._quoted = marks(article, Quote)
        self._longest = max((end - start for start, end, _ in self._quotes), default=0)

    def times(self, span: Span) -> list[Time]:
        return [m for m in beginning(self._times, span) if m.span.end <= span.end]

    def names(self, span: Span) -> list[Name]:
        return [m for m in beginning(self._names, span) if m.span.end <= span.end]

    def quotes(self, span: Span) -> list[Quote]:
        first = bisect_left(self._quotes, (span.start - self._longest, 0, 0))
        last = bisect_left(self._quotes, (span.end, 0, 0), lo=first)
        touching = {number for _, end, number in self._quotes[first:last] if end > span.start}
        return [self._quoted[number] for number in sorted(touching)]


def _meant(said: frozenset[str], folded: str, found: Sequence[Event]) -> list[Event]:
    """The events with the type their words have on this page: strikes of jets, not of workers."""
    meanings = []
    for event in found:
        trigger = WORD.findall(folded[event.trigger.start : event.trigger.end])
        kind = meant(event.type, trigger, said) if trigger else event.type
        if not kind:
            continue
        meanings.append(structs.replace(event, type=kind) if kind != event.type else event)
    return meanings


# ------------------------------------------------------------------ one sentence


def _events(scene: Scene, folded: str, about: frozenset[str]) -> Iterator[Event]:
    said = statements(folded, 0, len(folded))
    for statement in said:
        span = Span(scene.span.start + statement.start, scene.span.start + statement.end)
        yield Event(
            span=span,
            trigger=span,
            by=f"events/date: {statement.name}",
            type="STATEMENT",
            status=statement.status,  # type: ignore[arg-type]
            certainty="certain" if statement.status == "scheduled" else "possible",
            score=0.8,
        )
    taken = [
        n
        for n, t in enumerate(scene.line)
        for s in said
        if scene.span.start + s.start <= t.start < scene.span.start + s.end
    ]
    taken += [  # "on March 27" is no march
        n
        for n, t in enumerate(scene.line)
        for m in scene.times
        if m.span.start <= t.start < m.span.end
    ]
    yield from _leaders(scene, folded)
    claim = denied_claims(scene) or denied_before(scene, folded)
    if claim:
        yield claim
    headline = scene.role == "headline"
    found = heads(scene.line, headline=headline, taken=taken, pages=about)[:MAX_HEADS]
    if not any(head.kind and head.kind.type == "FIXTURE" for head in found):
        told_by_score = scored(scene.text, scene.span, scene.line, about, taken)
        if told_by_score:
            found = sorted((*_outside(found, told_by_score), told_by_score), key=_first)
    if not any(head.kind for head in found):
        yield from _dates_only(scene, folded)
    counted = counts_of(scene)[:MAX_COUNTS]
    found = _without_echoes(found, counted)
    times = times_of(scene, found)
    places = places_of(scene, found)
    told: list[tuple[Head, Event]] = []
    for number, head in enumerate(found):
        if head.kind is None or _in_a_name(scene, head):
            continue
        event = occurrence(scene, found, number, times.get(number), places.get(number), counted)
        if event:
            told.append((head, event))
    yield from with_things(scene, told, counted)
    if counted:
        yield from only_counted(scene, found, counted)


def _outside(found: Sequence[Head], head: Head) -> list[Head]:
    """The event words that stand outside another one."""
    return [h for h in found if h.end <= head.start or head.end <= h.start]


def _first(head: Head) -> int:
    return head.start


@cache
def _pointing() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(r["pattern"]), r["status"], r["name"]) for r in standing()["pointing"])


def _dates_only(scene: Scene, folded: str) -> Iterator[Event]:
    """ "It will be held on 16 November": the day of the event the article speaks of."""
    for pattern, status, name in _pointing() if scene.times else ():
        match = pattern.search(folded)
        end = scene.span.start + match.end() if match else 0
        days = (t for t in scene.times if t.type in ("DATE", "TIME") and t.span.start >= end)
        reach = MAX_SINCE if status == "happened" else MAX_TO_DAY
        day = next((t for t in days if t.span.start - end <= reach), None)
        if match is None or day is None or day.expr.endswith("_REF"):
            continue
        span = Span(scene.span.start + match.start(), day.span.end)
        yield Event(
            span=span,
            trigger=Span(span.start, end),
            by=DATED + name,
            type="STATEMENT",
            time=day.span,
            status=status,  # type: ignore[arg-type]
            score=0.8,
        )
        return


@cache
def _delegation() -> re.Pattern[str]:
    return re.compile(standing()["delegation"]["pattern"])


def _leaders(scene: Scene, folded: str) -> Iterator[Event]:
    """ "The Valdorian team will be led by Ada Kern": parties of the event the article is about."""
    for match in _delegation().finditer(folded):
        end = scene.span.start + match.end()
        near = (n for n in scene.names if n.type == "person" and 0 <= n.span.start - end <= 60)
        person = min(near, key=lambda n: n.span, default=None)
        if person is None:
            continue
        span = Span(scene.span.start + match.start(), person.span.end)
        party = Mention(words_of(scene, person.span), person.key, person.span, "lead")
        yield Event(
            span=span,
            trigger=Span(span.start, end),
            by="events/date: delegation",
            type="STATEMENT",
            status="scheduled",
            parties=(party,),
            score=0.6,
        )


def _in_a_name(scene: Scene, head: Head) -> bool:
    """ "North Atlantic Treaty Organization" speaks of no treaty, "Flood Service" of no flood."""
    span = span_of(scene, head.start, head.end)
    if any(n.type != "place" and inside(span, n.span) for n in scene.names):
        return True
    return scene.role == "body" and head.part == "noun" and _names_a_body(scene, head)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(rules("en/origins.toml")["bodies"])


def _names_a_body(scene: Scene, head: Head) -> bool:
    """Whether an event word and what follows it, both capitalised, name a body: "Strike Fund"."""
    line = scene.line
    if not all(scene.text[t.start].isupper() for t in line[head.start : head.end]):
        return False
    last = head.end
    while last < len(line) and line[last].word and scene.text[line[last].start].isupper():
        last += 1
    return any(t.low in _bodies() for t in line[head.end : last])


def _without_echoes(found: Sequence[Head], counted: Sequence[Toll]) -> list[Head]:
    """Heads without "killed" where it only counts what another event of the sentence did."""
    others = any(h.kind and h.kind.family == HARM and h.kind.type != "DEATH" for h in found)
    if not others:
        return list(found)
    return [
        h
        for h in found
        if not (h.kind and h.kind.type == "DEATH" and h.part == "verb")
        and not (
            h.kind and h.kind.type == "DEATH" and any(t.start <= h.start < t.end for t in counted)
        )
    ]
