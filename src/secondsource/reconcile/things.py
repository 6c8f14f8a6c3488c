"""What counts things and nothing else: which event it is of. It is evidence of nothing besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import structs

from secondsource.model import Account, Count, Finding
from secondsource.reconcile.dated import DAY_COMING, DAY_SAID, DAY_TOLD
from secondsource.reconcile.passages import Passage, width
from secondsource.text.counted import ASTRAY, THINGS
from secondsource.text.figures import measured
from secondsource.text.pointing import NUMBER
from secondsource.text.tollwords import is_fate, is_general, is_of, is_of_people, is_one, toll_words

AILING = ("injured", "patients")  # of an illness they are who has it
SHORT = ("days", "hours", "minutes", "seconds", "weeks")
FEW = 3  # from which on a number of people told by a general word is another's of the same event
DISTINCT = 10  # from which on a number is hardly told twice by chance


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
        known: dict[int | float, dict[str, set[str]]] = {}
        for p in (*group, *some):
            for c in (*p.event.counts, *p.event.things):
                if not c.scope:
                    by_what = known.setdefault(figure(c)[1], {})
                    by_what.setdefault(c.what, set()).add(p.article.id)
        for p in numbers:
            for c in p.event.things:
                whats = known.get(c.low, {})
                if len(whats) == 1:
                    what, tellers = next(iter(whats.items()))
                    if p.origin.kind == "person" and p.article.id not in tellers:
                        some.append(_heard(_alone(p, structs.replace(c, what=what)), group))
    return found


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
            here = {p.article.id for number, p, _ in tellers if number == home}
            found[home] += [
                _alone(p, c)
                for number, p, c in tellers
                if number != home and p.article.id not in here
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
                and (c.what not in taken or (_is_telling(c) and figure(c) in same))
            ]
    return found


def _weight(group: Sequence[Passage]) -> tuple[int, int, int]:
    """How much an event is what a story is about: in how many articles it is told at the top."""
    return width(p for p in group if p.lead), width(group), len(group)


def named_alike(
    groups: Sequence[Sequence[Passage]], bare: Sequence[Sequence[Passage]]
) -> tuple[list[list[Passage]], list[list[Passage]]]:
    """The groups and what only counts things, with people counted by one word where they can be.

    "412 patients" of one article are the "412 cases" of another, "38 men" the "38 miners".
    """
    pairs = [_named_alike([*group, *some]) for group, some in zip(groups, bare, strict=True)]
    return (
        [one[: len(group)] for one, group in zip(pairs, groups, strict=True)],
        [one[len(group) :] for one, group in zip(pairs, groups, strict=True)],
    )


def _named_alike(passages: Sequence[Passage]) -> list[Passage]:
    known: dict[tuple[int | float, bool], dict[str, set[str]]] = {}
    for p in passages:
        for c in (*p.event.counts, *p.event.things):
            _, number, is_open = figure(c)
            tellers = known.setdefault((number, is_open), {})
            tellers.setdefault(c.what, set()).add(p.article.id)

    def called(c: Count) -> Count:
        what, number, is_open = figure(c)
        others = known.get((number, is_open), {})
        if len(others) < 2 or number < FEW or not (is_of_people(what) or is_general(what)):
            return c
        if number < DISTINCT:
            fates = [w for w in sorted(others) if is_fate(w)]
            told = is_general(what) and len(fates) == 1 and others[fates[0]] - others[what]
            return structs.replace(c, what=fates[0]) if told else c
        if (is_general(what) or what in AILING) and "infected" in others:
            return structs.replace(c, what="infected")
        better = [w for w in sorted(others) if w not in AILING and is_of_people(w)]
        if is_general(what) and len(better) == 1:
            return structs.replace(c, what=better[0])
        return c

    return [
        structs.replace(
            p,
            event=structs.replace(
                p.event,
                counts=tuple(map(called, p.event.counts)),
                things=tuple(map(called, p.event.things)),
            ),
        )
        if any(called(c) is not c for c in (*p.event.counts, *p.event.things))
        else p
        for p in passages
    ]


Key = tuple[str, int | float, bool]


def figure(number: Count) -> Key:
    """What is counted and the number somebody gave, open or not: "about 14" gave 14."""
    if number.high is None or number.high == number.low:
        return number.what, number.low, number.high is None
    return number.what, (number.low + number.high) // 2, False


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
