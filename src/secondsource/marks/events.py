"""Events: what happens when, where, between whom, and how firmly each passage says it.

One mark a passage; marks may overlap (two events may share a day or a party). Which passages speak
of the same event is settled later, over the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import structs

from secondsource.model import (
    Article,
    Block,
    Certainty,
    Count,
    Event,
    Mention,
    Name,
    Polarity,
    Quote,
    Span,
    Time,
    inside,
    marks,
    touches,
    words,
)
from secondsource.text import world
from secondsource.text.tolls import Toll, tolls
from secondsource.text.triggers import (
    Head,
    Kind,
    heads,
    kinds,
    standing,
    statements,
    word_set,
)
from secondsource.text.verbs import Token, tokens
from secondsource.text.words import fold, sentences

ROLES = ("headline", "dek", "body")
MAX_SENTENCE = 1500  # code points; longer "sentences" are lists or garbage
NEAR = 25  # tokens a subject may reach back
HARM = "harm"


class _Scene(NamedTuple):
    """What stands in one sentence besides its words."""

    text: str
    line: list[Token]
    span: Span
    role: str
    times: list[Time]
    names: list[Name]
    quotes: list[Quote]
    back: Sequence[tuple[Mention, ...]]  # the parties of the meetings before, the last one last


def mark(article: Article) -> Iterator[Event]:
    """Events of the headline, the dek and the body, in text order."""
    found: list[Event] = []
    back: list[tuple[Mention, ...]] = []
    for block in marks(article, Block):
        if block.role not in ROLES:
            continue
        within = _Within(article, block.span)
        for span in sentences(article.text, block.span):
            if span.end - span.start > MAX_SENTENCE:
                continue
            scene = _Scene(
                article.text,
                tokens(article.text, span),
                span,
                block.role,
                within.times(span),
                within.names(span),
                within.quotes(span),
                back,
            )
            for event in _events(scene):
                found.append(event)
                if kinds()[event.type].family == "consult" and len(event.parties) > 1:
                    back.append(event.parties)
    yield from sorted(_pointed(_settled(article, found)), key=lambda e: (e.span, e.trigger))


class _Within:
    """The marks of one block, so that each sentence looks at few of them."""

    def __init__(self, article: Article, block: Span) -> None:
        self._times = [m for m in marks(article, Time) if inside(m.span, block)]
        self._names = [m for m in marks(article, Name) if inside(m.span, block)]
        self._quotes = [m for m in marks(article, Quote) if touches(m.span, block)]

    def times(self, span: Span) -> list[Time]:
        return [m for m in self._times if inside(m.span, span)]

    def names(self, span: Span) -> list[Name]:
        return [m for m in self._names if inside(m.span, span)]

    def quotes(self, span: Span) -> list[Quote]:
        return [m for m in self._quotes if any(touches(c, span) for c in m.content)]


# ------------------------------------------------------------------ one sentence


def _events(scene: _Scene) -> Iterator[Event]:
    said = statements(fold(scene.text[scene.span.start : scene.span.end]), 0, len(scene.text))
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
    claim = _denied_claims(scene)
    if claim:
        yield claim
    found = heads(scene.line, headline=scene.role == "headline", taken=taken)
    counted = tolls(scene.line)
    found = _without_echoes(found, counted)
    times = _times(scene, found)
    places = _places(scene, found)
    for number, head in enumerate(found):
        if head.kind is None or _in_a_name(scene, head):
            continue
        event = _event(scene, found, number, times.get(number), places.get(number), counted)
        if event:
            yield event
    if counted and not any(h.kind and h.kind.family == HARM for h in found):
        yield from _only_counted(scene, found, counted, times)


def _in_a_name(scene: _Scene, head: Head) -> bool:
    """ "North Atlantic Treaty Organization" speaks of no treaty."""
    span = _span(scene, head.start, head.end)
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
    scene: _Scene,
    found: Sequence[Head],
    number: int,
    time: Time | None,
    place: Mention | None,
    counted: Sequence[Toll],
) -> Event | None:
    head = found[number]
    kind = head.kind
    assert kind is not None
    parties = _parties(scene, found, number, place, kind)
    if kind.needs == "parties" and head.part == "verb" and len(parties) < 2:
        return None
    if _is_idle(head, parties, place, time, scene):
        return None
    counts = tuple(
        Count(t.what, t.low, t.high, _span(scene, t.start, t.end), t.scope)
        for t in counted
        if _counts_for(t, found, number)
    )
    polarity = _polarity(scene, found, number)
    status, told = _status(scene, head, found, time)
    trigger = _span(scene, head.start, head.end)
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
        polarity=polarity,
        certainty=_certainty(head),
        counts=counts,
        label=_label(scene, head),
        score=0.9 if told else 0.6,
    )


def _is_far(scene: _Scene, found: Sequence[Head], number: int, time: Time | None) -> bool:
    """Whether another event stands between this one and the day they share."""
    if time is None or number + 1 == len(found) or found[number + 1].kind is None:
        return False
    return scene.line[found[number + 1].start].end <= time.span.start


def _certainty(head: Head) -> Certainty:
    return head.certainty  # type: ignore[return-value]


def _is_idle(
    head: Head, parties: Sequence[Mention], place: Mention | None, time: Time | None, scene: _Scene
) -> bool:
    """Whether an event word says nothing of an event: "delay in discussions", "when we meet"."""
    if (
        head.kind
        and head.kind.family == "agree"
        and head.part == "noun"
        and not (head.told or time)
    ):
        return True
    if head.part == "verb" and head.first and scene.line[head.first - 1].low in ("i", "we", "you"):
        return time is None
    if parties or place or time or scene.role == "headline":
        return False
    before = scene.line[head.first - 1].low if head.first else ""
    if head.part == "verb":
        return head.kind is not None and head.kind.family in ("consult", "agree", "fixture")
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


def _status(
    scene: _Scene, head: Head, found: Sequence[Head], time: Time | None
) -> tuple[str, bool]:
    """The status and whether the words say it; "would" and what follows a coming event are coming."""
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
    return "happened", False


def _reported(scene: _Scene, head: Head) -> bool:
    at = scene.line[head.start].start
    return any(
        quote.form != "direct" and any(c.start <= at < c.end for c in quote.content)
        for quote in scene.quotes
    ) or any(t.low in ("said", "told", "stated", "announced", "reported", "added", "noted")
             for t in scene.line[: head.start])  # fmt: skip


def _polarity(scene: _Scene, found: Sequence[Head], number: int) -> Polarity:
    """alleged or denied by the quote the words stand in, by a verb of reporting, or a word beside."""
    head = found[number]
    at = scene.line[head.start].start
    for quote in scene.quotes:
        if not any(c.start <= at < c.end for c in quote.content):
            continue
        if quote.act == "deny":
            return "denied"
        cue = fold(words_of(scene, quote.cue)) if quote.cue else ""
        if any(w in _sense("allege") for w in cue.split()):
            return "alleged"
    for other in reversed(found[:number]):
        if other.part != "report":
            continue
        between = scene.line[other.end : head.first]
        if other.sense == "deny" and not any(not t.word and t.low in ";," for t in between):
            return "denied"
        if other.sense == "allege" and not any(t.low == ";" for t in between):
            return "alleged"
        break
    near = scene.line[max(0, head.first - 4) : head.end]
    if any(t.low in standing()["alleged"]["words"] for t in near):
        return "alleged"
    return "affirmed"


def words_of(scene: _Scene, span: Span) -> str:
    """The words under a span of the scene's article."""
    return scene.text[span.start : span.end]


@cache
def _sense(name: str) -> frozenset[str]:
    return frozenset(f for verb in standing()["reports"][name] for f in verb.split("|"))


def _denied_claims(scene: _Scene) -> Event | None:
    """ "Moscow has denied all such accusations": an event that an earlier sentence alleged."""
    line = scene.line
    claims = standing()["alleged"]["claims"]
    for at, token in enumerate(line):
        if token.low not in _sense("deny"):
            continue
        for end in range(at + 1, min(len(line), at + 6)):
            if line[end].low in claims:
                follows = line[end + 1].low if end + 1 < len(line) else "."
                if follows in ("that", "of", "it"):
                    return None  # what is denied stands in the sentence itself
                span = _span(scene, at, end + 1)
                agents = _subject(scene, at, ()) if at else []
                return Event(
                    span=span,
                    trigger=span,
                    by="events/denied claims",
                    type="STATEMENT",
                    parties=tuple(structs.replace(m, role="denier") for m in agents[:1]),
                    polarity="denied",
                    status="proposed",
                    score=0.7,
                )
    return None


# ------------------------------------------------------------------ when and where


def _owner(found: Sequence[Head], at: int) -> int | None:
    """The event word or verb of reporting that words at a token belong to."""
    owner = None
    for number, head in enumerate(found):
        if head.first <= at:
            owner = number
    return owner if owner is not None else (0 if found else None)


def _times(scene: _Scene, found: Sequence[Head]) -> dict[int, Time]:
    owned: dict[int, Time] = {}
    for time in scene.times:
        if time.type in ("SET", "DURATION") or time.expr.endswith("_REF"):
            continue
        at = next((n for n, t in enumerate(scene.line) if t.end > time.span.start), None)
        owner = None if at is None else _owner(found, at)
        if at is None or owner is None or _apart(scene, time, found[owner]):
            continue
        if _in_dateline(scene, time, found[owner]):
            continue
        if (
            owner not in owned
            or _is_finer(time, owned[owner])
            or _is_new_day(scene, at, found[owner])
        ):
            owned[owner] = time
    _share(scene, found, owned)
    return {n: time for n, time in owned.items() if found[n].kind is not None}


def _in_dateline(scene: _Scene, time: Time, head: Head) -> bool:
    """ "VELMAR, May 19 (Meridian) - The show ...": the day of writing."""
    start = scene.line[head.first].start
    between = scene.text[time.span.end : start].lstrip()
    return (
        time.span.end <= start
        and time.span.start - scene.span.start < 40
        and (between.startswith(("(", "- ", "– ", "— ", "-- ", "—", "–")))
    )


def _is_new_day(scene: _Scene, at: int, head: Head) -> bool:
    """ "moved from May 5 to May 12": the second is the day of the event."""
    before = scene.line[at - 1].low if at else ""
    return head.status in ("postponed", "rescheduled") and before in ("to", "until", "till")


def _is_finer(new: Time, old: Time) -> bool:
    """Whether a second time says the day the first leaves open: "a week later, on May 3"."""
    if old.type == "TIME" and new.type == "DATE" and new.anchor is None:
        return True
    told = new.expr[:1].isdigit() or new.expr.startswith("XXXX-")
    return told and not (old.expr[:1].isdigit() or old.expr.startswith("XXXX-"))


def _apart(scene: _Scene, time: Time, head: Head) -> bool:
    """Whether a time stands outside the quoted words the event stands in, or the other way round."""
    at = scene.line[head.start].start
    for quote in scene.quotes:
        holds_time = any(inside(time.span, c) for c in quote.content)
        holds_event = any(c.start <= at < c.end for c in quote.content)
        if holds_time != holds_event and (holds_time or _beside_cue(scene, time, quote)):
            return True
    return False


def _beside_cue(scene: _Scene, time: Time, quote: Quote) -> bool:
    """ "reported on Tuesday that": the time belongs to the saying."""
    if quote.cue is None:
        return False
    if quote.cue.end <= time.span.start:
        return time.span.start - quote.cue.end <= 30
    return True


def _share(scene: _Scene, found: Sequence[Head], owned: dict[int, Time]) -> None:
    """Times said once for two events: "a meeting of the Council and an assembly later that week"."""
    for number in range(len(found) - 2, -1, -1):
        head, after = found[number], found[number + 1]
        if number in owned or head.kind is None or after.kind is None or number + 1 not in owned:
            continue
        between = [t.low for t in scene.line[head.end : after.first]]
        if any(b in word_set("clauses") or b in ";:" for b in between):
            continue
        time = owned[number + 1]
        if time.span.start < scene.line[after.start].start:
            continue
        both = "and" in between and head.part == "noun" and after.part == "noun"
        if (
            (both and not after.relative and after.group is None)
            or (
                head.part == "verb"
                and after.part == "noun"
                and after.group is None
                and "," not in between
            )
            or (_same_harm(head, after))
        ):
            owned[number] = time
    for number in range(1, len(found)):
        if (
            number not in owned
            and number - 1 in owned
            and _same_harm(found[number - 1], found[number])
        ):
            owned[number] = owned[number - 1]


def _same_harm(a: Head, b: Head) -> bool:
    return bool(a.kind and b.kind and a.kind.family == b.kind.family == HARM)


def _places(scene: _Scene, found: Sequence[Head]) -> dict[int, Mention]:
    owned: dict[int, Mention] = {}
    for name in [*scene.names, *_unnamed_places(scene)]:
        at = next((n for n, t in enumerate(scene.line) if t.start >= name.span.start), None)
        if name.type != "place" or at is None:
            continue
        owner = _place_owner(scene, found, name, at)
        if owner is not None and owner not in owned and found[owner].kind is not None:
            shown = words_of(scene, name.span)
            owned[owner] = Mention(name=shown, key=name.key, span=name.span, role="place")
    for number, head in enumerate(found):  # two harms of one sentence happened in one place
        for other in (number - 1, number + 1):
            if number not in owned and other in owned and _same_harm(head, found[other]):
                owned[number] = owned[other]
    return owned


def _unnamed_places(scene: _Scene) -> Iterator[Name]:
    """Capitalised words right behind "in", "near" and the like that no name mark covers."""
    covered = [m.span for m in (*scene.names, *scene.times)]
    for at in range(1, len(scene.line)):
        token = scene.line[at]
        if scene.line[at - 1].low not in standing()["places"]["prepositions"]:
            continue
        end = at
        while end < len(scene.line) and _is_capital(scene, end):
            end += 1
        span = Span(token.start, scene.line[end - 1].end) if end > at else None
        if span and not any(touches(span, other) for other in covered):
            name = scene.text[span.start : span.end]
            yield Name(span=span, by="events/place", type="place", key="place:" + fold(name))


def _is_capital(scene: _Scene, at: int) -> bool:
    token = scene.line[at]
    shown = scene.text[token.start : token.end]
    return token.word and shown[:1].isupper() and not (len(shown) > 1 and shown.isupper())


def _place_owner(scene: _Scene, found: Sequence[Head], name: Name, at: int) -> int | None:
    line = scene.line
    for number, head in enumerate(found):
        if head.part == "noun" and head.kind and _stands_before(line, name, at, head):
            is_party = bool(world.country(words_of(scene, name.span))) and head.kind.family != HARM
            return None if is_party else number
    before, noun = _preposition(line, at)
    owner = _owner(found, at)
    if owner is None or found[owner].kind is None:
        return None
    if before in standing()["places"]["prepositions"]:
        if noun in standing()["elsewhere"]["words"]:
            return None
        return owner
    kind = found[owner].kind
    head = found[owner]
    visited = head.part == "verb" and not world.country(words_of(scene, name.span))
    if kind and (
        kind.roles.get("object") == "place"
        or kind.family == HARM
        or (kind.family == "consult" and visited)
    ):
        if 0 < at - head.end <= 4 and before in ("", "hit", "struck"):
            return owner
    return None


def _stands_before(line: Sequence[Token], name: Name, at: int, head: Head) -> bool:
    """ "the Geneva talks", "Brannock bus crash"."""
    end = at
    while end < len(line) and line[end].end <= name.span.end:
        end += 1
    return (
        end <= head.start <= end + 1
        and (
            end == head.start or (line[end].word and line[end].low not in word_set("prepositions"))
        )
        and not (end < len(line) and line[end].low in ("'s", ",", "and"))
    )


def _preposition(line: Sequence[Token], at: int) -> tuple[str, str]:
    """The preposition that leads to a place name, and the word before it: "in the city of Orvane"."""
    nouns = standing()["places"]["nouns"]
    loose = standing()["places"]["directions"]
    back = at - 1
    while back >= 0 and at - back < 8:
        low = line[back].low
        if low in word_set("prepositions"):
            if low == "of" and back and line[back - 1].low in nouns:
                back -= 1
                continue
            return low, line[back - 1].low if back else ""
        if not (low in word_set("determiners") or low in nouns or low in loose):
            return low if low in ("hit", "struck") else "", ""
        back -= 1
    return "", ""


# ------------------------------------------------------------------ between whom


def _parties(
    scene: _Scene, found: Sequence[Head], number: int, place: Mention | None, kind: Kind
) -> tuple[Mention, ...]:
    head = found[number]
    roles = kind.roles
    if not any(roles.values()):
        return ()
    parties: list[Mention] = []
    if head.part == "noun":
        parties += _before_noun(scene, head, roles)
    if (head.group and head.group.start < head.start and not head.group.passive) or (
        head.part == "verb" and head.group and not head.group.passive
    ):
        if roles.get("subject"):
            first = head.group.start
            parties += [
                structs.replace(m, role=roles["subject"]) for m in _subject(scene, first, found)
            ]
    elif head.part == "verb" and head.group and head.group.passive and roles.get("object"):
        parties += [
            structs.replace(m, role=roles["object"])
            for m in _subject(scene, head.group.start, found)
        ]
    parties += _after(scene, found, number, roles)
    if kind.family == "consult" and len(parties) < 2 and _points_back(scene, head):
        parties = list(_spoken_of(scene)) or parties
    seen: dict[str, Mention] = {}
    for party in parties:
        if place is None or party.span != place.span:
            seen.setdefault(party.key or fold(party.name), party)
    return tuple(seen.values())


def _spoken_of(scene: _Scene) -> tuple[Mention, ...]:
    """The two parties of the last meeting of two that are no alliances; else of the last of two."""
    pairs = [p for p in scene.back if len(p) == 2]
    states = [p for p in pairs if not any(world.body(m.name) for m in p)]
    return next(iter((states or pairs)[::-1]), ())


def _points_back(scene: _Scene, head: Head) -> bool:
    start = head.group.start if head.group and head.group.start < head.start else head.start
    left = " ".join(t.low for t in scene.line[max(0, start - 4) : start])
    return any(left.endswith(phrase) for phrase in standing()["back"]["parties"])


def _named(scene: _Scene, at: int) -> list[Mention]:
    """The parties one token stands for: a name, "Russian-American", "Russia-US", "Valdorian"."""
    token = scene.line[at]
    shown = scene.text[token.start : token.end]
    if "-" in shown or "–" in shown:
        keys = world.parties(shown)
        if keys:
            return [
                Mention(world.label(k), k, Span(token.start, token.end), "participant")
                for k in keys
            ]
    name = next((n for n in scene.names if n.span.start <= token.start < n.span.end), None)
    if name:
        return [Mention(words_of(scene, name.span), name.key, name.span)]
    key = (
        world.country(shown)
        or world.demonym(shown)
        or world.body(shown)
        or (world.capital(shown) if at and scene.line[at - 1].low != "in" else None)
    )
    if key and shown[:1].isupper():
        return [Mention(world.label(key), key, Span(token.start, token.end))]
    return []


def _before_noun(scene: _Scene, head: Head, roles: dict[str, str]) -> list[Mention]:
    """Names in the noun phrase before its noun: "Russia-US talks", "the NATO-Russia Council meeting"."""
    parties: list[Mention] = []
    at = head.start - 1
    while (
        at >= 0 and head.start - at < 7 and (scene.line[at].word or scene.line[at].low in "-–'s&")
    ):
        low = scene.line[at].low
        if low in word_set("prepositions") | word_set("clauses") | word_set("determiners"):
            break
        if head.group and head.group.start <= at < head.group.end:
            break
        role = roles.get("subject") or roles.get("of", "")
        parties += [] if not role else [structs.replace(m, role=role) for m in _named(scene, at)]
        at -= 1
    return parties[::-1]


def _subject(scene: _Scene, first: int, found: Sequence[Head]) -> list[Mention]:
    """Names of the noun phrase before a verb group that begins at a token."""
    line = scene.line
    parties: list[Mention] = []
    reports = {h.start for h in found if h.part == "report"}
    at = first - 1
    if at >= 0 and line[at].low == ",":
        at -= 1
    quoted = '"“”'
    while at >= 0 and first - at < NEAR:
        low = line[at].low
        if low in quoted or low in ";:" or at in reports or low in word_set("clauses") - {"as"}:
            break
        if low == ",":
            listed = (
                bool(parties)
                and at
                and bool(_named(scene, at - 1))
                and any(t.low == "and" for t in line[at:first])
            )
            if not listed:
                break
        governed = at and line[at - 1].low in ("in", "at", "on", "from", "near")
        if not governed and _opens_name(scene, at):
            parties += _named(scene, at)
        at -= 1
    return parties[::-1]


def _opens_name(scene: _Scene, at: int) -> bool:
    """Whether a token is the last of its name, so that each name counts once."""
    token = scene.line[at]
    name = next((n for n in scene.names if n.span.start <= token.start < n.span.end), None)
    return name is None or token.end >= name.span.end


def _after(
    scene: _Scene, found: Sequence[Head], number: int, roles: dict[str, str]
) -> list[Mention]:
    """Names behind prepositions after the event word: "between X and Y", "with X", "by X"."""
    head = found[number]
    line = scene.line
    stop = found[number + 1].first if number + 1 < len(found) else len(line)
    parties: list[Mention] = []
    role = (
        roles.get("object", "")
        if head.part == "verb" and not (head.group and head.group.passive)
        else ""
    )
    for at in range(head.end, min(stop, head.end + 20)):
        low = line[at].low
        if low in ';:.!?"' or low in word_set("clauses"):
            break
        if head.group and head.group.start <= at < head.group.end:
            role = ""
            continue
        if low in word_set("prepositions"):
            if low != "of":
                role = roles.get(low, "")
            elif at == head.end or role:  # not in "talks on sharing the water of the Tolna"
                role = roles.get(low, role)
            continue
        if low == "," and not (at + 1 < len(line) and _named(scene, at + 1)):
            role = ""
        if role and _opens_name(scene, at):
            parties += [structs.replace(m, role=role) for m in _named(scene, at)]
    return parties


# ------------------------------------------------------------------ counts, spans, labels


def _counts_for(toll: Toll, found: Sequence[Head], number: int) -> bool:
    """Whether a count belongs to an event: harm to the nearest harm, drafts to documents."""
    kind = found[number].kind
    if kind is None:
        return False
    if toll.what == "drafts":
        fits = [n for n, h in enumerate(found) if h.kind and h.kind.family in ("document", "agree")]
    elif toll.what == "arrested":
        fits = [
            n
            for n, h in enumerate(found)
            if h.kind and h.kind.family in ("coerce", "protest", HARM)
        ]
    else:
        fits = [n for n, h in enumerate(found) if h.kind and h.kind.family in (HARM, "protest")]
    if not fits:
        return False
    return number == min(fits, key=lambda n: (abs(found[n].start - toll.start), n)) or (
        kind.family == HARM and toll.what in ("killed", "injured", "missing") and number in fits
    )


def _only_counted(
    scene: _Scene, found: Sequence[Head], counted: Sequence[Toll], times: dict[int, Time]
) -> Iterator[Event]:
    """A sentence that only counts: "the death toll rose to 14"; its event is named elsewhere."""
    harm = [t for t in counted if t.what in ("killed", "injured", "missing", "displaced")]
    if not harm or any(h.kind and h.kind.family == "protest" for h in found):
        return
    span = _span(scene, min(t.start for t in harm), max(t.end for t in harm))
    yield Event(
        span=span,
        trigger=span,
        by="events/counted only",
        type="DEATH",
        counts=tuple(
            Count(t.what, t.low, t.high, _span(scene, t.start, t.end), t.scope) for t in harm
        ),
        polarity="affirmed",
        score=0.7,
    )


def _span(scene: _Scene, start: int, end: int) -> Span:
    return Span(scene.line[start].start, scene.line[min(end, len(scene.line)) - 1].end)


def _whole(
    scene: _Scene,
    head: Head,
    trigger: Span,
    time: Time | None,
    place: Mention | None,
    counts: Sequence[Count],
) -> Span:
    """From the first to the last of trigger, verb group, day, place and counts."""
    spans = [trigger]
    if head.group:
        spans.append(_span(scene, head.group.start, head.group.end))
    spans += [time.span] if time else []
    spans += [place.span] if place and place.span else []
    spans += [c.span for c in counts]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


_TOPIC = re.compile(r" (?:on|about|over|regarding|of)\b")


def _label(scene: _Scene, head: Head) -> str:
    """The noun phrase that names the event: "talks on security guarantees", "Brannock bus crash"."""
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


def _pointed(found: Sequence[Event]) -> Iterator[Event]:
    """Events that only point to another get its type: dates to what is coming, denials to what is alleged."""
    lead = next(
        (e for e in found if e.type != "STATEMENT" and e.status in ("scheduled", "tentative")), None
    )
    alleged: Event | None = None
    harm = next(
        (e for e in found if kinds()[e.type].family == HARM and e.by != "events/counted only"), None
    )
    for event in found:
        if event.by.startswith("events/date: "):
            if lead:
                yield structs.replace(event, type=lead.type)
        elif event.by == "events/denied claims":
            target = alleged
            if target:
                yield structs.replace(event, type=target.type, label=target.label)
        elif event.by == "events/counted only":
            yield structs.replace(event, type=harm.type if harm else event.type)
        else:
            if event.polarity == "alleged":
                alleged = event
            yield event
