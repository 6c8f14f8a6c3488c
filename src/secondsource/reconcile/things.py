"""What counts things and nothing else: which event it is of. It is evidence of nothing besides."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from secondsource.model import Account, Block, Finding, Span, inside, marks
from secondsource.reconcile.dated import (
    DAY_COMING,
    DAY_TOLD,
    FAMILIES,
    is_day_coming,
    is_day_told,
    is_long,
)
from secondsource.reconcile.passages import Passage
from secondsource.text.counted import ASTRAY, THINGS
from secondsource.text.tollwords import is_of, toll_words
from secondsource.text.words import sentences

DAY = len("2031-05-12")  # of a value in EDTF, the clock left aside


def parted(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages that tell an event, and those that only count things or tell a day."""
    bare = [p.event.by in (THINGS, DAY_TOLD, DAY_COMING) for p in passages]
    found = list(zip(passages, bare, strict=True))
    return [p for p, is_bare in found if not is_bare], [p for p, is_bare in found if is_bare]


def told_with(groups: Sequence[Sequence[Passage]], bare: Sequence[Passage]) -> list[list[Passage]]:
    """For each group of passages what only counts things of it: of the nearest event before."""
    found: list[list[Passage]] = [[] for _ in groups]
    for one in (p for p in bare if p.event.by == THINGS):
        near = [
            (other.event.span > one.event.span, _apart(one, other), number)
            for number, group in enumerate(groups)
            for other in group
            if other.article.id == one.article.id and other.event.type == one.event.type
        ]
        lone = _lone(one, groups) if one.event.type == ASTRAY else None
        if near or lone is not None:
            number = min(near)[2] if near else lone or 0
            found[number].append(_heard(one, groups[number]))
    return found


def dated_with(groups: Sequence[Sequence[Passage]], bare: Sequence[Passage]) -> list[list[Passage]]:
    """The groups, each with the days told without a word for it that it is on."""
    found = [list(group) for group in groups]
    for one in (p for p in bare if is_day_told(p.event)):
        fits = [
            (any(p.article.id == one.article.id for p in group), _width(group), -number)
            for number, group in enumerate(groups)
            if _is_on(one, group)
        ]
        if fits:
            number = -max(fits)[2]
            first = groups[number][0]
            event = structs.replace(one.event, type=first.event.type)
            found[number].append(structs.replace(one, event=event, family=first.family))
    return found


def coming(groups: Sequence[Sequence[Passage]], bare: Sequence[Passage]) -> list[list[Passage]]:
    """The days still to come on which no event is told: each an event of the story's own type.

    "It plans a second flight on 8 July" under a launch, "he would leave on 30 November".
    """
    found: dict[str, list[Passage]] = {}
    main = max(groups, key=lambda g: (_width(g), sum(p.lead for p in g)), default=None)
    if main is None or main[0].family not in FAMILIES:
        return []
    taken = {p.value[:DAY] for group in groups for p in group if p.when}
    for one in (p for p in bare if is_day_coming(p.event)):
        if one.value[:DAY] not in taken:
            event = structs.replace(one.event, type=main[0].event.type, span=_line(one))
            told = structs.replace(one, event=event, family=main[0].family)
            found.setdefault(one.value[:DAY], []).append(told)
    return [found[day] for day in sorted(found)]


def _line(day: Passage) -> Span:
    """The sentence a day stands in: the only words there are for what is on it."""
    at = day.event.span
    blocks = [b.span for b in marks(day.article, Block) if inside(at, b.span)]
    lines = (s for b in blocks for s in sentences(day.article.text, b) if inside(at, s))
    return next(lines, at)


def undated(
    groups: Sequence[Sequence[Passage]],
) -> tuple[list[list[Passage]], list[list[Passage]]]:
    """The groups without such days, and the days of each."""
    told = [[p for p in group if not is_day_told(p.event)] for group in groups]
    return told, [[p for p in group if is_day_told(p.event)] for group in groups]


def _is_on(one: Passage, group: Sequence[Passage]) -> bool:
    """Whether an event is on a day somebody tells, and his own article puts it on no other."""
    dated = [p for p in group if p.when and not p.soft and not is_long(p.when)]
    mine = [p for p in dated if p.article.id == one.article.id]
    return any(p.value[:DAY] == one.value[:DAY] for p in mine or dated)


def _width(group: Sequence[Passage]) -> int:
    """How many articles tell of an event."""
    return len({p.article.id for p in group})


def _heard(one: Passage, group: Sequence[Passage]) -> Passage:
    """An outlet's own number may be the word of whom it may repeat for the event itself."""
    told = {p.origin.key for p in group if p.attributed}
    for p in group:
        if p.article.id == one.article.id and not p.attributed:
            told.update(p.besides)
    return structs.replace(one, besides=tuple(sorted({*one.besides, *told} - {one.origin.key})))


def _lone(one: Passage, groups: Sequence[Sequence[Passage]]) -> int | None:
    """The only event of the story that can be counted so, for an article that tells of none."""
    what = one.event.things[0].what
    fits = [
        number
        for number, group in enumerate(groups)
        if any(is_of(what, p.event.type, p.family) for p in group)
    ]
    return fits[0] if len(fits) == 1 else None


def _apart(one: Passage, other: Passage) -> int:
    return abs(one.event.span.start - other.event.span.start)


def telling(found: Sequence[Finding], bare: Sequence[Passage]) -> list[Account]:
    """The accounts of an event without those that only count: they are no sources of the story."""
    counted = {(p.article.id, c.span) for p in bare for c in p.event.things}
    return [
        a
        for f in found
        if f.attribute != "count" or f.about in toll_words()["counted"]
        for v in f.versions
        for a in v.accounts
        if (a.cite.article, a.cite.span) not in counted
    ]
