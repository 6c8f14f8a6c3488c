"""One figure told in other words: "90,000 tablets" here are the "90,000 pills" there.

A large number is hardly told twice by chance: what two articles of a story count with it is one
figure, whatever noun each of them has for it. A small one is, where one noun says no more than
that they are people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import structs

from secondsource.model import Count
from secondsource.reconcile.passages import Passage
from secondsource.text.figures import measured
from secondsource.text.things import lifeless, listed
from secondsource.text.tollwords import is_fate, is_general, is_of_people

AILING = ("injured", "patients")  # of an illness they are who has it
DEAD = ("bodies", "killed")
INFECTED = "infected"
FEW = 3  # from which on a number of people told by a general word is another's of the same event
DISTINCT = 10  # from which on a number of people is hardly told twice by chance
RARE = 13  # from which on a number of anything is

Key = tuple[str, int | float, bool]


def figure(number: Count) -> Key:
    """What is counted and the number somebody gave, open or not: "about 14" gave 14."""
    if number.high is None or number.high == number.low:
        return number.what, number.low, number.high is None
    return number.what, (number.low + number.high) // 2, False


def named_alike(
    groups: Sequence[Sequence[Passage]], bare: Sequence[Passage]
) -> tuple[list[list[Passage]], list[Passage]]:
    """The events and what only counts, each large number with one word for what it counts."""
    known = _tellers(p for some in (*groups, bare) for p in some)
    names = {
        number: _names(number, tellers) for number, tellers in known.items() if len(tellers) > 1
    }

    def called(c: Count) -> Count:
        what, number, _ = figure(c)
        return structs.replace(c, what=names.get(number, {}).get(what, what))

    return [[_with(p, called) for p in g] for g in groups], [_with(p, called) for p in bare]


def with_general(
    groups: Sequence[Sequence[Passage]], things: Sequence[Sequence[Passage]]
) -> tuple[list[list[Passage]], list[list[Passage]]]:
    """Each event and what only counts things of it, a few people by what became of them.

    "Six men" of one article are the "six arrested" of the same event in another.
    """
    pairs = [_with_general([*group, *some]) for group, some in zip(groups, things, strict=True)]
    return (
        [one[: len(group)] for one, group in zip(pairs, groups, strict=True)],
        [one[len(group) :] for one, group in zip(pairs, groups, strict=True)],
    )


def _with_general(passages: Sequence[Passage]) -> list[Passage]:
    known = _tellers(passages)

    def called(c: Count) -> Count:
        what, number, _ = figure(c)
        others = known.get(number, {})
        if not (FEW <= number < DISTINCT and is_general(what)):
            return c
        fates = [w for w in sorted(others) if is_fate(w)]
        told = len(fates) == 1 and others[fates[0]] - others[what]
        return structs.replace(c, what=fates[0]) if told else c

    return [_with(p, called) for p in passages]


def _with(passage: Passage, called: Callable[[Count], Count]) -> Passage:
    """A passage with its counts named anew."""
    event = passage.event
    counts, things = tuple(map(called, event.counts)), tuple(map(called, event.things))
    if counts == event.counts and things == event.things:
        return passage
    return structs.replace(passage, event=structs.replace(event, counts=counts, things=things))


def _tellers(passages: Iterable[Passage]) -> dict[int | float, dict[str, set[str]]]:
    """By number what is counted with it, and in which articles; without amounts of a unit."""
    found: dict[int | float, dict[str, set[str]]] = {}
    for p in passages:
        for c in (*p.event.counts, *p.event.things):
            what, number, _ = figure(c)
            if what not in measured() and number >= FEW - 1:
                found.setdefault(number, {}).setdefault(what, set()).add(p.article.id)
    return found


def _names(number: int | float, tellers: dict[str, set[str]]) -> dict[str, str]:
    """What each word for what is counted with one number is called, where not by itself."""
    names: dict[str, str] = {}
    if all(what in tellers for what in DEAD):
        names["bodies"] = "killed"
    if number < DISTINCT:
        return names
    fates = [what for what in tellers if is_fate(what)]
    people = [what for what in tellers if is_general(what) or is_of_people(what)]
    people = [what for what in people if what not in fates and what not in names]
    ill = INFECTED in fates
    alive = fates + people
    if ill:
        names |= dict.fromkeys((w for w in alive if w in people or w in AILING), INFECTED)
    elif len(fates) == 1:
        names |= dict.fromkeys(people, fates[0])
    elif not fates and people:
        better = [w for w in people if not is_general(w)] or people
        names |= dict.fromkeys(people, _usual(better, tellers))
    if number >= RARE:
        free = [w for w in tellers if w not in alive and w not in DEAD and not _is_thing(w)]
        kept = {names.get(w, w) for w in tellers if w not in free}
        known = {w for w in kept if w not in alive} or kept
        if free and len(known) <= 1:
            names |= dict.fromkeys(free, min(known, default=_usual(free, tellers)))
    return {what: name for what, name in names.items() if what != name}


def _is_thing(what: str) -> bool:
    """Whether a word is on the lists of things: "houses" are no "boats"."""
    return what in lifeless() or what in listed()


def _usual(whats: Iterable[str], tellers: dict[str, set[str]]) -> str:
    """The word most articles have."""
    return min(whats, key=lambda what: (-len(tellers[what]), what))
