"""Events: what happens when, where, between whom, and how firmly each passage says it.

One mark a passage; marks may overlap (two events may share a day or a party). Which passages speak
of the same event is settled later, over the story.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from msgspec import structs

from secondsource.model import (
    Article,
    Block,
    Certainty,
    Count,
    Event,
    Mention,
    Name,
    Quote,
    Span,
    Time,
    inside,
    marks,
    words,
)
from secondsource.text import world
from secondsource.text.counted import (
    COUNTED,
    THINGS,
    count,
    counts_for,
    counts_of,
    named_elsewhere,
    of_crowd,
    only_counted,
    rivals,
    said_apart,
    with_things,
)
from secondsource.text.denials import denying_words, is_denied
from secondsource.text.eventwords import Head, kinds, standing, telling, word_set
from secondsource.text.pointing import points
from secondsource.text.polarity import (
    DENIED_BEFORE,
    denied_before,
    denied_claims,
    polarity,
    sense,
    unhappened,
)
from secondsource.text.scenes import HARM, Scene, places_of, span_of, times_of, words_of
from secondsource.text.senses import meant
from secondsource.text.sides import parties_of
from secondsource.text.tollwords import Toll, counting
from secondsource.text.triggers import heads, statements
from secondsource.text.verbs import folded_tokens
from secondsource.text.words import WORD, fold, sentences

Placed = TypeVar("Placed", Time, Name)
ROLES = ("headline", "dek", "body")
DATED = "events/date: day, "  # sentences that only tell the day of the event spoken of
DATABLE = ("consult", "elect", "fixture", "gathering", "launch", "strike", "protest", "agree")
OPENED = ("harm", "protest", "fixture", "gathering")  # whose day the sentence before may tell
DENYING = ("events/denied claims", DENIED_BEFORE)
OUTRIGHT = (HARM, "agree", "consult", "document", "office")  # what is denied outright
MAX_TO_DAY = 20  # code points from "will be held" to the day
MAX_SINCE = 60  # ... from "it happened": "outside a hall on Vell Road late on Saturday"
MIN_IDIOM = 4  # words of a verb that tells an event by itself: "put pen to paper"
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
            if not (_tells(low) or (told_before and points(low))):
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
            )
            told = list(_events(scene, low))
            if opening and told and not scene.times and not scene.quotes:
                told[0] = _opened(told[0], opening)
            before = None if told else _opening_day(within, span)
            for event in told:
                found.append(event)
                if kinds()[event.type].family == "consult" and len(event.parties) > 1:
                    back.append(event.parties)
    found = _meant(article, folded, _settled(article, found))
    found = sorted(found, key=lambda e: e.span)
    yield from sorted(_pointed(found), key=lambda e: (e.span, e.trigger))


def _opening_day(within: _Within, span: Span) -> Time | None:
    """The only day of a sentence that tells no event: it may set the scene for the next one."""
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
        return [m for m in _from(self._times, span) if m.span.end <= span.end]

    def names(self, span: Span) -> list[Name]:
        return [m for m in _from(self._names, span) if m.span.end <= span.end]

    def quotes(self, span: Span) -> list[Quote]:
        first = bisect_left(self._quotes, (span.start - self._longest, 0, 0))
        last = bisect_left(self._quotes, (span.end, 0, 0), lo=first)
        touching = {number for _, end, number in self._quotes[first:last] if end > span.start}
        return [self._quoted[number] for number in sorted(touching)]


def _from(found: Sequence[Placed], span: Span) -> Sequence[Placed]:
    """The marks that begin in a span; they are in text order."""
    first = bisect_left(found, span.start, key=_start)
    return found[first : bisect_left(found, span.end, lo=first, key=_start)]


def _start(mark: Time | Name) -> int:
    return mark.span.start


def _meant(article: Article, folded: str, found: Sequence[Event]) -> list[Event]:
    """The events with the type their words have on this page: strikes of jets, not of workers."""
    if not found:
        return []
    said = frozenset(WORD.findall(folded[:MAX_READ]))
    meanings = []
    for event in found:
        trigger = WORD.findall(folded[event.trigger.start : event.trigger.end])
        kind = meant(event.type, trigger, said) if trigger else event.type
        meanings.append(structs.replace(event, type=kind) if kind != event.type else event)
    return meanings


# ------------------------------------------------------------------ one sentence


def _events(scene: Scene, folded: str) -> Iterator[Event]:
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
    found = heads(scene.line, headline=scene.role == "headline", taken=taken)[:MAX_HEADS]
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
        event = _event(scene, found, number, times.get(number), places.get(number), counted)
        if event:
            told.append((head, event))
    yield from with_things(scene, told, counted)
    if counted:
        yield from only_counted(scene, found, counted)


@cache
def _pointing() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(r["pattern"]), r["status"], r["name"]) for r in standing()["pointing"])


def _dates_only(scene: Scene, folded: str) -> Iterator[Event]:
    """ "It will be held on 16 November": the day of the event the article speaks of."""
    for pattern, status, name in _pointing():
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
    """ "North Atlantic Treaty Organization" speaks of no treaty."""
    span = span_of(scene, head.start, head.end)
    return any(n.type != "place" and inside(span, n.span) for n in scene.names)


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


def _event(
    scene: Scene,
    found: Sequence[Head],
    number: int,
    time: Time | None,
    place: Mention | None,
    counted: Sequence[Toll],
) -> Event | None:
    head = found[number]
    kind = head.kind
    assert kind is not None
    parties = parties_of(scene, found, number, place, kind)
    if kind.type == "RESIGN" and _is_taken(scene, head):
        behind = scene.line[head.start].start
        parties = tuple(p for p in parties if p.span and p.span.start > behind)
    if kind.family == "office":
        parties = tuple(p for p in parties if not _has_officer(scene, p, head))
    stance = polarity(scene, found, number)
    status, told = _status(scene, head, found, time)
    if stance != "denied" and (
        unhappened(scene, head, status) or is_denied(scene.line, head, status)
    ):
        stance = "denied"  # "did not bomb the village"
    if kind.needs == "parties" and head.part == "verb" and len(parties) < 2 and stance != "denied":
        return None
    further = rivals(counted)
    counts = tuple(
        count(scene, t, kind)
        for t in counted
        if t not in further and counts_for(t, found, number) and not said_apart(scene, t, head)
    )
    if not counts and stance != "denied" and _is_idle(head, parties, place, time, scene):
        return None
    trigger = span_of(scene, head.start, head.end)
    return Event(
        span=_whole(
            scene,
            head,
            trigger,
            None if _is_far(scene, found, number, time) else time,
            place,
            counts,
        ),
        trigger=trigger,
        by="events/" + kind.type.lower() + ("" if told else ": usual status"),
        type=kind.type,
        parties=parties,
        place=place,
        time=time.span if time else None,
        status=status,  # type: ignore[arg-type]
        polarity=stance,
        certainty=_certainty(head),
        counts=counts,
        label=_label(scene, head),
        score=0.9 if told else 0.6,
    )


def _has_officer(scene: Scene, party: Mention, head: Head) -> bool:
    """Whether a name only says whose officer somebody is: "Korrin's mayor", not "Kern's exit"."""
    if party.span is None or not party.key.startswith("person:"):
        return False
    behind = scene.text[party.span.end : party.span.end + 3]
    own = behind[1:3] == "s " and behind[0] in "'’"
    return own and scene.line[head.start].start != party.span.end + 3


def _is_taken(scene: Scene, head: Head) -> bool:
    """Whether somebody else has to do with a resignation: "the governor has accepted it"."""
    first = head.group.start if head.group else head.start
    takers = standing()["takers"]["words"]
    return any(t.low in takers for t in scene.line[first : head.end])


def _is_far(scene: Scene, found: Sequence[Head], number: int, time: Time | None) -> bool:
    """Whether another event stands between this one and the day they share."""
    if time is None or number + 1 == len(found) or found[number + 1].kind is None:
        return False
    return scene.line[found[number + 1].start].end <= time.span.start


def _certainty(head: Head) -> Certainty:
    return head.certainty  # type: ignore[return-value]


def _is_idle(
    head: Head, parties: Sequence[Mention], place: Mention | None, time: Time | None, scene: Scene
) -> bool:
    """Whether an event word says nothing of an event: "delay in discussions", "when we meet"."""
    if (
        head.kind
        and head.kind.family == "agree"
        and head.part == "noun"
        and not (head.told or time)
        and not (parties and _is_definite(scene, head))
    ):
        return True
    met = head.kind is not None and head.kind.family in ("consult", "agree", "fixture")
    if head.part == "verb" and head.first:
        told = head.group is not None and head.group.tense in ("past", "perfect") and not met
        if scene.line[head.first - 1].low in ("i", "we", "you") and not told:
            return time is None
    if parties or place or time or scene.role == "headline":
        return False
    before = scene.line[head.first - 1].low if head.first else ""
    if head.part == "verb":
        done = head.group is not None and head.group.tense in ("past", "perfect")
        said = head.end - head.start + bool(done and scene.quotes)  # "have signed a truce, he said"
        whole = head.kind and head.kind.family == "agree" and said >= MIN_IDIOM
        return met and not whole
    if head.told:
        return False
    start = head.start
    while start > 0 and head.start - start < 4 and scene.line[start - 1].word:
        before = scene.line[start - 1].low
        if before in word_set("determiners"):
            return before in ("any", "no", "every", "each")
        if before in word_set("prepositions"):
            break
        start -= 1
    return head.kind is not None and head.kind.family != HARM


def _is_definite(scene: Scene, head: Head) -> bool:
    """Whether an event noun is one spoken of before: "the agreement with the union"."""
    before = [t.low for t in scene.line[max(0, head.start - 3) : head.start]]
    return "the" in before or "this" in before


def _status(scene: Scene, head: Head, found: Sequence[Head], time: Time | None) -> tuple[str, bool]:
    """The status, and whether the words say it; "would" in reported speech is coming."""
    group = head.group
    if head.told:
        if (
            group
            and group.tense == "would"
            and head.status == "tentative"
            and _reported(scene, head)
        ):
            return "scheduled", True
        if group and group.tense == "present" and head.status == "happened":
            if scene.role != "headline" and time is not None:
                return "scheduled", True  # "polls open on Sunday"
            if scene.role != "headline":
                return "ongoing", True
        return head.status, True
    main = next((h for h in found if h.kind and h.told), None)
    if main and head.kind == main.kind and main.status in ("scheduled", "tentative", "confirmed"):
        return "scheduled", False
    if head.status:
        return head.status, False
    if time is not None and _is_coming_cause(scene, head):
        return "scheduled", False
    return "happened", False


def _is_coming_cause(scene: Scene, head: Head) -> bool:
    """ "It will cancel all trains on Friday because of a strike": the strike is to come too."""
    before = [t.low for t in scene.line[: head.first]]
    near = f" {' '.join(before[-4:])} "
    if not any(f" {cause} " in near for cause in standing()["causes"]["words"]):
        return False
    coming = word_set("future") | word_set("would") | word_set("coming")
    return any(low in coming for low in before)


def _reported(scene: Scene, head: Head) -> bool:
    at = scene.line[head.start].start
    return any(
        quote.form != "direct" and any(c.start <= at < c.end for c in quote.content)
        for quote in scene.quotes
    ) or any(t.low in sense("say") for t in scene.line[: head.start])


# ------------------------------------------------------------------ counts, spans, labels


def _whole(
    scene: Scene,
    head: Head,
    trigger: Span,
    time: Time | None,
    place: Mention | None,
    counts: Sequence[Count],
) -> Span:
    """From the first to the last of trigger, verb group, day, place and counts."""
    spans = [trigger]
    if head.group:
        spans.append(span_of(scene, head.group.start, head.group.end))
    spans += [time.span] if time else []
    spans += [place.span] if place and place.span else []
    spans += [c.span for c in counts]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


_TOPIC = re.compile(r" (?:on|about|over|regarding|of)\b")


def _label(scene: Scene, head: Head) -> str:
    """The noun phrase that names the event: "peace talks", "Brannock bus crash"."""
    line = scene.line
    if head.part == "verb":
        return scene.text[line[head.start].start : line[head.end - 1].end]
    start = head.start
    while start > 0 and head.start - start < 5 and line[start - 1].word:
        low = line[start - 1].low
        if low in word_set("prepositions") | word_set("determiners") | word_set("clauses"):
            break
        if head.group and start - 1 < head.group.end and start - 1 >= head.group.start:
            break
        if low in word_set("be") or low in word_set("future") or low.isdigit() or low == "and":
            break
        start -= 1
    return scene.text[line[start].start : line[head.end - 1].end]


# ------------------------------------------------------------------ over the article


def _settled(article: Article, found: Sequence[Event]) -> list[Event]:
    """Times of ", which will take place on ..." go to the event of the sentence that has none yet.

    Where the nearest noun has another day elsewhere in the article, the main event of the sentence
    is the better reading: "the consultations will take place following the meeting, which will
    take place on November 14", the meeting being on January 10.
    """
    settled = list(found)
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
            settled[number - 1] = structs.replace(
                main, time=event.time, span=Span(main.span.start, event.time.end)
            )
            settled[number] = structs.replace(
                event, time=None, span=Span(event.span.start, event.trigger.end)
            )
    return settled


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


def _pointed(found: Sequence[Event]) -> Iterator[Event]:
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
