"""Counts of an event: which event of a sentence they are of, and sentences that only count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import structs

from secondsource.model import Count, Event, Span
from secondsource.text.crowds import counted_things
from secondsource.text.eventwords import Head, Kind, harms, kinds
from secondsource.text.figures import AGE, figures
from secondsource.text.groups import grouped
from secondsource.text.patterns import rules
from secondsource.text.pointing import NUMBER, THEM, resolved
from secondsource.text.scenes import HARM, Scene, span_of, times_of
from secondsource.text.shots import is_of_several
from secondsource.text.things import EVERY
from secondsource.text.tolls import tolls
from secondsource.text.tollwords import Toll, families, is_of, toll_words
from secondsource.text.verbs import Token
from secondsource.text.victims import OTHERS, is_of_harm, is_of_others, victims, with_killer
from secondsource.text.whereabouts import places_of

SUFFERED = (
    "killed", "injured", "shot", "missing", "displaced", "evacuated", "households without power",
)  # fmt: skip
EVERYWHERE = ("killed", "injured", "shot", "missing")  # of every harm of the sentence
CROWDS = ("participants", "spectators")
ENTRANTS = "entrants"
# What else is counted where the event is named elsewhere, with its usual type.
USUAL = {
    "participants": "PROTEST", "spectators": "FIXTURE", "rescued": "DISASTER",
    "on board": "TRANSPORT", "entrants": "FIXTURE", "sanctioned persons": "COERCE",
}  # fmt: skip
COUNTED = "events/counted only"
ASTRAY = "STATEMENT"  # the type of what counts something of which its article tells no event
MAX_REJECTED = 4  # tokens between "not" and the number that is wrong
MAX_THINGS = 12  # of one sentence; more are a list
THINGS = "events/things only"
MAX_BESIDE = 3  # tokens between an event word and the things it has beside it: "an attack on two"


def _strays(counted: Sequence[Toll], heads: Sequence[Head]) -> list[Toll]:
    """The counts of people no event of their sentence can have: "eleven men are in custody"."""
    told = {head.kind.family for head in heads if head.kind}
    apart = (*SUFFERED, *USUAL, "drafts")
    return [
        t._replace(families=families(t.what))
        for t in counted
        if t.what not in apart and not told & families(t.what)
    ]


def things_of(scene: Scene, counted: Sequence[Toll]) -> list[Toll]:
    """What else a sentence counts, by the numbers that are part of no name and no time."""
    if not scene.numbered:
        return []
    named = [n.span for n in scene.names]
    named += [t.span for t in scene.times if t.type != "DURATION"]
    given = (
        resolved(t, scene.prior) if t.what == THEM else t
        for t in counted_things(scene.line, counted)
    )
    found = [t for t in given if t and not any(_touches(scene, t, span) for span in named)]
    taken = [(t.start, t.end) for t in (*counted, *found) if t.what != NUMBER]
    measured = (
        Toll(f.what, f.low, f.high, "", f.start, f.end, families=_of_figure(f.what))
        for f in figures(scene.line, taken)
    )
    units = [
        t
        for t in measured
        if not any(_touches(scene, t, span) for span in named[len(scene.names) :])
    ]
    alone = [t for t in found if t.what == NUMBER]
    plain = [t for t in alone if all(t.end <= u.start or u.end <= t.start for u in units)]
    told = [t for t in found if t.what != NUMBER] + units + plain
    return [t for t in told if not _is_rejected(scene.line, t.start)]


def _is_rejected(line: Sequence[Token], at: int) -> bool:
    """Whether a number is somebody else's and wrong: "not the 23 reported earlier"."""
    back = at - 1
    while back >= 0 and at - back < MAX_REJECTED and line[back].low in _rejecting("between"):
        back -= 1
    before = " ".join(t.low for t in line[max(0, back - 1) : back + 1])
    return any(f" {before}".endswith(f" {word}") for word in _rejecting("words"))


@cache
def _rejecting(name: str) -> frozenset[str]:
    return frozenset(rules("en/amounts.toml")["rejected"][name])


def _of_figure(what: str) -> frozenset[str]:
    return families(what) if what == AGE else frozenset({EVERY})


def _touches(scene: Scene, toll: Toll, span: Span) -> bool:
    """Whether the number of a count is part of a name or of a time: "Gate 14", "on May 3"."""
    return span.start <= scene.line[toll.start].start < span.end


def counts_of(scene: Scene) -> list[Toll]:
    """Every number that counts somebody, and whoever is told to be hurt without one.

    "Two were killed in separate shootings" counts for none of them.
    """
    named = [n.span for n in scene.names if n.type == "organisation"]
    given = [
        t
        for t in tolls(scene.line)
        if not any(_begins_in(scene, t, span) for span in named)  # "taken to Larn One Hospital"
    ]
    if given and is_of_several(scene.line, harms()):
        given = [t for t in given if t.what not in EVERYWHERE]
    if not is_of_harm(scene.line):
        return [t for t in given if not _is_rejected(scene.line, t.start)]
    people = [n.span for n in scene.names if n.type == "person"]
    at = {t.start: n for n, t in enumerate(scene.line)}
    to = {t.end: n + 1 for n, t in enumerate(scene.line)}
    names = [(at[s.start], to[s.end]) for s in people if s.start in at and s.end in to]
    lists = grouped(scene.line, names)
    given = [t for t in given if not any(_is_within(t, whole) for whole in lists)] + lists
    more = victims(scene.line, names, given, headline=scene.role == "headline")
    found = sorted([*given, *more], key=lambda t: (t.start, t.end)) if more or lists else given
    found = [with_killer(scene.line, t) if t.what == "killed" else t for t in found]
    return [
        t._replace(scope=OTHERS)
        if t.what in EVERYWHERE and not t.scope and is_of_others(scene.line, t)
        else t
        for t in found
        if not _is_rejected(scene.line, t.start)
    ]


def _is_within(part: Toll, whole: Toll) -> bool:
    """Whether a count is one of a list's members: "two women" of "two women and a man"."""
    return part.what in EVERYWHERE and whole.start < part.end and part.start < whole.end


def _begins_in(scene: Scene, toll: Toll, span: Span) -> bool:
    """Whether the number of a count is a word of a name."""
    return span.start < scene.line[toll.start].start < span.end


def count(scene: Scene, toll: Toll, kind: Kind) -> Count:
    """A count as a mark."""
    what = _of_crowd(toll.what, kind)
    return Count(what, toll.low, toll.high, span_of(scene, toll.start, toll.end), toll.scope)


def _of_crowd(what: str, kind: Kind) -> str:
    """Who comes to a match looks on; who enters it, and who comes to anything else, takes part."""
    what = toll_words()["counted"].get(what, {}).get("as", what)
    if what == ENTRANTS:
        return "participants"
    if what in CROWDS:
        return "spectators" if kind.family == "fixture" else "participants"
    return what


def counts_for(toll: Toll, found: Sequence[Head], number: int) -> bool:
    """Whether a count belongs to an event: harm to the nearest harm, drafts to documents."""
    kind = found[number].kind
    if kind is None:
        return False
    fits = [
        n for n, h in enumerate(found) if h.kind and is_of(toll.what, h.kind.type, h.kind.family)
    ]
    if not fits:
        return False
    return (
        number == min(fits, key=lambda n: (abs(found[n].start - toll.start), n))
        or (kind.family == HARM and toll.what in EVERYWHERE and number in fits)
        or (kind.family == "protest" and toll.what == "arrested" and number in fits)
    )


def said_apart(scene: Scene, toll: Toll, head: Head) -> bool:
    """ "We counted 900," said the head of the group that had called the march.

    What is counted in somebody's mouth is his, what the rest of the sentence tells is not.
    """
    places = [
        next(
            (c for q in scene.quotes if q.form == "direct" for c in q.content if _holds(c, at)),
            None,
        )
        for at in (scene.line[toll.start].start, scene.line[head.start].start)
    ]
    return places[0] != places[1] and None in places


def _holds(content: Span, at: int) -> bool:
    return content.start <= at < content.end


def rivals(counted: Sequence[Toll]) -> list[Toll]:
    """Further sizes of one crowd: "police put it at 4,000, while Brus spoke of 20,000".

    Each is somebody else's word, whatever event the first one is told with.
    """
    crowds = [t for t in counted if t.what in (*CROWDS, ENTRANTS) and not t.scope]
    return [t for t in crowds[1:] if t.what == crowds[0].what and t.low != crowds[0].low]


def only_counted(scene: Scene, found: Sequence[Head], counted: Sequence[Toll]) -> Iterator[Event]:
    """A sentence that only counts: "the death toll rose to 14"; its event is named elsewhere.

    Harm by any count; a crowd, seats and the like by a count of their own, if no event of the
    sentence is of their family.
    """
    harm = [t for t in counted if t.what in SUFFERED]
    told = {
        h.kind.family
        for h in found
        if h.kind and not any(said_apart(scene, toll, h) for toll in counted)
    }
    if harm and not told & {HARM, "protest"}:
        lethal = any(t.what == "killed" for t in harm)
        yield _counted(scene, found, harm, kinds()["DEATH" if lethal else "DISASTER"])
    others = [t for t in counted if t.what in USUAL and not told & families(t.what)]
    if others and not (harm and HARM not in families(others[0].what)):
        kind = kinds()[USUAL[others[0].what]]
        rest = rivals(counted)
        same = [t for t in others if t.what == others[0].what and t not in rest]
        yield _counted(scene, found, same, kind)
    for toll in rivals(counted):
        yield _counted(scene, found, [toll], kinds()[USUAL[toll.what]])


def with_things(
    scene: Scene, told: Sequence[tuple[Head, Event]], counted: Sequence[Toll]
) -> Iterator[Event]:
    """The events of a sentence with the things it counts of them.

    "18 trucks got through" tells no event of its own: its article names one elsewhere.
    """
    heads = [head for head, _ in told]
    given = [*things_of(scene, counted), *_strays(counted, heads)][:MAX_THINGS]
    owners = [_owner(scene, toll, heads) for toll in given]
    for number, (head, event) in enumerate(told):
        assert head.kind is not None
        mine = [t for t, owner in zip(given, owners, strict=True) if owner == number]
        counts = tuple(count(scene, t, head.kind) for t in mine)
        yield structs.replace(event, things=counts) if counts else event
    for toll, owner in zip(given, owners, strict=True):
        listed = toll.start and scene.line[toll.start - 1].low == ":"  # "Civic Union: 112 seats"
        if owner is None and not listed:
            usual = (kind for kind in kinds().values() if is_of_kind(toll, kind))
            kind = kinds()[ASTRAY] if EVERY in toll.families else next(usual)
            event = _counted(scene, heads, [toll], kind)
            yield structs.replace(
                event, by=THINGS, counts=(), things=event.counts, time=None, place=None
            )


def _owner(scene: Scene, toll: Toll, heads: Sequence[Head]) -> int | None:
    """The event a count of things belongs to: the nearest one, before others one of those such
    things are counted of.
    """
    near = []
    for number, head in enumerate([] if toll.apart else heads):
        if (head.start < toll.end and toll.start < head.end) or said_apart(scene, toll, head):
            continue
        first, last = (head.end, toll.start) if head.end <= toll.start else (toll.end, head.first)
        between = [t.low for t in scene.line[first:last]]
        if head.kind is None or any(low in ";:?!" for low in between):
            continue
        fits = is_of_kind(toll, head.kind)
        if fits or toll.what != AGE:
            near.append((not fits, len(between), number))
    return min(near)[2] if near else None


def is_of_kind(toll: Toll, kind: Kind) -> bool:
    return not toll.families.isdisjoint((kind.family, kind.type, EVERY))


def _counted(scene: Scene, found: Sequence[Head], given: Sequence[Toll], kind: Kind) -> Event:
    """An event that nothing but its numbers tells, with the day and place beside them.

    "The toll rose to 14 on Friday" gives no day: that is when it stood so.
    """
    start, end = min(t.start for t in given), max(t.end for t in given)
    head = Head("noun", start, end, kind)
    among = sorted([*found, head], key=lambda h: h.start)
    at = among.index(head)
    time = None if any(t.standing for t in given) else times_of(scene, among).get(at)
    place = places_of(scene, among).get(at)
    span = span_of(scene, start, end)
    return Event(
        span=span,
        trigger=span,
        by=COUNTED,
        type=kind.type,
        time=time.span if time else None,
        place=place,
        counts=tuple(
            Count(t.what, t.low, t.high, span_of(scene, t.start, t.end), t.scope) for t in given
        ),
        polarity="affirmed",
        score=0.7,
    )


def named_elsewhere(event: Event, named: Sequence[Event]) -> Iterator[Event]:
    """What only counts, with the type of the article's event that can be counted so.

    Harm is harm by itself; the size of a crowd is nothing where no crowd is told of.
    """
    what = (event.counts or event.things)[0].what
    if what == NUMBER:
        yield event  # its own article need not name what it counts
        return
    fits = [e for e in named if is_of(what, e.type, kinds()[e.type].family)]
    if event.things:
        if not fits or event.type == ASTRAY:
            fits = _countable(event, named)
        fits = [e for e in fits if e.span < event.span] or fits[:1]
        if not fits:
            yield structs.replace(event, type=ASTRAY)
        for last in fits[-1:]:
            kind = kinds()[last.type]
            counts = tuple(structs.replace(c, what=_of_crowd(c.what, kind)) for c in event.things)
            yield structs.replace(event, type=kind.type, things=counts)
        return
    harm = [e for e in fits if kinds()[e.type].family == HARM]
    if what in SUFFERED:
        yield structs.replace(event, type=harm[0].type) if harm else event
    elif fits:
        kind = kinds()[fits[0].type]
        counts = tuple(structs.replace(c, what=_of_crowd(c.what, kind)) for c in event.counts)
        yield structs.replace(event, type=kind.type, counts=counts)


def _countable(event: Event, named: Sequence[Event]) -> list[Event]:
    """The events a figure of any kind may be of; of an age only a death."""
    if event.things[0].what == AGE:
        return [e for e in named if e.type == "DEATH"]
    return [e for e in named if e.type != ASTRAY] or list(named)


def of_crowd(event: Event, named: Sequence[Event]) -> Iterator[Event]:
    """ "Students marched through Larn. Police made 27 arrests": those of the march told before."""
    counts = tuple(c for c in event.counts if c.what == "arrested")
    if kinds()[event.type].family != "coerce" or not counts or event.status != "happened":
        return
    told = [e for e in named if kinds()[e.type].family == "protest" and e.status == "happened"]
    if told and not any(c.what == "arrested" for e in told for c in e.counts):
        yield structs.replace(
            event,
            by=COUNTED,
            type=told[0].type,
            parties=(),
            label="",
            counts=counts,
            polarity="affirmed",
        )
