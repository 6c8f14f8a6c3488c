"""What counts things and nothing else: which event it is of. It is evidence of nothing besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import structs

from secondsource.model import Account, Count, Finding
from secondsource.reconcile.dated import DAY_COMING, DAY_SAID, DAY_TOLD
from secondsource.reconcile.passages import Passage, width
from secondsource.reconcile.samefigure import DISTINCT, Key, figure
from secondsource.text.counted import ASTRAY, THINGS
from secondsource.text.figures import measured
from secondsource.text.pointing import NUMBER
from secondsource.text.tollwords import is_fate, is_of, is_one, toll_words

SHORT = ("days", "hours", "minutes", "seconds", "weeks")


def parted(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages that tell an event, and those that only count things or tell a day."""
    return _split(passages, lambda p: p.event.by in (THINGS, DAY_TOLD, DAY_SAID, DAY_COMING))


def named(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """What only counts, and of it what does not say what: "Thirty-eight," she said."""
    return _split(passages, lambda p: any(c.what == NUMBER for c in p.event.things))


def _split(
    passages: Sequence[Passage], others: Callable[[Passage], bool]
) -> tuple[list[Passage], list[Passage]]:
    """Passages, and those of them that are others."""
    return [p for p in passages if not others(p)], [p for p in passages if others(p)]


def with_numbers(
    groups: Sequence[Sequence[Passage]],
    bare: Sequence[Sequence[Passage]],
    numbers: Sequence[Passage],
) -> list[list[Passage]]:
    """What only counts things of each group, with the numbers that stand alone.

    "I stopped at thirty-eight" counts the homes where another article has 38 of them.
    """
    found = [list(some) for some in bare]
    for group, some in zip(groups, found, strict=True):
        known: dict[int | float, dict[str, set[tuple[str, str]]]] = {}
        for p in (*group, *some):
            for c in (*p.event.counts, *p.event.things):
                if not c.scope:
                    by_what = known.setdefault(figure(c)[1], {})
                    by_what.setdefault(c.what, set()).add((p.article.id, p.origin.key))
        for p in numbers:
            for c in p.event.things:
                whats = known.get(c.low, {})
                if len(whats) == 1:
                    what, tellers = next(iter(whats.items()))
                    teller = (p.article.id, p.origin.key)
                    if p.origin.kind == "person" and teller not in tellers:
                        some.append(_heard(_alone(p, structs.replace(c, what=what)), group))
    return found


def told_with(groups: Sequence[Sequence[Passage]], bare: Sequence[Passage]) -> list[list[Passage]]:
    """For each group of passages what only counts things of it: of the nearest event before."""
    found: list[list[Passage]] = [[] for _ in groups]
    homes = _homes(groups)
    for one in (p for p in bare if p.event.by == THINGS):
        near = [
            (other.event.span > one.event.span, _apart(one, other), number)
            for number, group in enumerate(groups)
            for other in group
            if other.article.id == one.article.id and other.event.type == one.event.type
        ]
        lone = _lone(one, groups) if one.event.type == ASTRAY else None
        if not near and lone is None:
            lone = min((homes[f] for f in _figures(one) if f in homes), default=None)
        if near or lone is not None:
            number = min(near)[2] if near else lone or 0
            found[number].append(_heard(one, groups[number]))
    return found


def brought_together(
    groups: Sequence[Sequence[Passage]], bare: Sequence[Sequence[Passage]]
) -> list[list[Passage]]:
    """What only counts things of each group, with who tells the same figure of another event.

    "$58m" is told of the sale here and of the signing there: one figure, and it has two tellers.
    """
    told: dict[Key, list[tuple[int, Passage, Count]]] = {}
    for number, some in enumerate(zip(groups, bare, strict=True)):
        for p in (*some[0], *some[1]):
            for c in p.event.things:
                if _is_telling(c):
                    told.setdefault(figure(c), []).append((number, p, c))
    found = _with_side_figures(groups, bare)
    for tellers in told.values():
        for home in sorted({number for number, _, _ in tellers}):
            here = {(p.article.id, p.origin.key) for number, p, _ in tellers if number == home}
            found[home] += [
                _alone(p, c)
                for number, p, c in tellers
                if number != home and (p.article.id, p.origin.key) not in here
            ]
    return found


def _with_side_figures(
    groups: Sequence[Sequence[Passage]], bare: Sequence[Sequence[Passage]]
) -> list[list[Passage]]:
    """What only counts things of each group; of the main event also what the others count.

    "Four were winched to safety", told of the rescue, are four saved of the trawler that sank.
    Of what the main event is told to have a number of, another event's may be another number.
    """
    found = [list(some) for some in bare]
    if len(groups) < 2:
        return found
    main = max(range(len(groups)), key=lambda number: _weight(groups[number]))
    home = groups[main]
    mine = [(p, c) for p in (*home, *bare[main]) for c in (*p.event.counts, *p.event.things)]
    taken = {c.what for _, c in mine if is_one(c.what)}
    same = {figure(c) for _, c in mine}
    known = {(p.article.id, figure(c)) for p, c in mine}
    for number, some in enumerate(zip(groups, bare, strict=True)):
        for p in (*some[0], *some[1]) if number != main else ():
            if p.event.polarity == "denied":
                continue
            found[main] += [
                _heard(_alone(p, c), home)
                for c in (*p.event.counts, *p.event.things)
                if (p.article.id, figure(c)) not in known
                and (not is_fate(c.what) or is_of(c.what, home[0].event.type, home[0].family))
                and (c.what not in taken or (_is_telling(c) and figure(c) in same))
            ]
    return found


def _weight(group: Sequence[Passage]) -> tuple[int, int, int]:
    """How much an event is what a story is about: in how many articles it is told at the top."""
    return width(p for p in group if p.lead), width(group), len(group)


def _is_telling(number: Count) -> bool:
    """Whether a figure is hardly that of two things by chance."""
    given = number.what in measured() and number.what not in SHORT and number.low > 1
    return given or number.low >= DISTINCT or isinstance(number.low, float)


def _alone(passage: Passage, thing: Count) -> Passage:
    """A passage as one that counts one thing and tells nothing else."""
    event = structs.replace(
        passage.event, by=THINGS, counts=(), things=(thing,), time=None, place=None
    )
    return structs.replace(passage, event=event)


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


def _homes(groups: Sequence[Sequence[Passage]]) -> dict[Key, int]:
    """By figure the first event it is told of."""
    found: dict[Key, int] = {}
    for number, group in enumerate(groups):
        for p in group:
            for c in (*p.event.counts, *p.event.things):
                found.setdefault(figure(c), number)
    return found


def _figures(one: Passage) -> list[Key]:
    """The figures of a passage that are hardly those of two things by chance."""
    return [figure(c) for c in one.event.things if _is_telling(c)]


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
