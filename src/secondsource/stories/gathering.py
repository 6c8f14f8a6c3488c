"""Where every article stands: gathered anew for what has changed, and only as far as it reaches.

Two articles are *near* when their telling words agree, judged from the two alone. Each article
is then read together with its nearest (their words are lent to it), and near articles are compared
again: *alike*. Pairs alike enough tie articles into groups; inside a group clusters are merged from
the most alike on. So what an added article can change are the articles it lends words to or takes
words from, and the groups these are or were in: all the rest stands as it stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from secondsource.model import Ruling
from secondsource.stories.clusters import ALIKE, clusters
from secondsource.stories.profiles import Profile, allowance, nearness
from secondsource.stories.rulings import ruled
from secondsource.text import terms

NEAREST = 7  # articles that lend their words ...
NEAREST_SHARE = 0.7  # ... if at least this near as the nearest is
LENT = 0.7  # weight of lent words beside an article's own ...
LENT_FROM, LENT_FULL = 0.15, 0.3  # ... for the nearest at this distance and beyond


class Near(NamedTuple):
    """How near two articles are, and how alike when each is read with its nearest."""

    near: float
    alike: float


class Place(NamedTuple):
    """Where an article stands: the least ids of its group and of its cluster."""

    group: str
    cluster: str


Row = dict[str, Near]


class Shelf(Protocol):
    """One gathering as it stands: every article's profile, near ones and place."""

    def knows(self, one: str) -> bool:
        """Whether the article is here."""

    def profile(self, one: str) -> Profile:
        """The profile put last."""

    def put(self, profile: Profile) -> None:
        """Keeps a profile, new or changed."""

    def drop(self, one: str) -> None:
        """Forgets an article: profile, near ones and place."""

    def beside(self, of: Profile) -> Iterable[Profile]:
        """All that may be near: more is no harm. Their keys agree enough."""

    def near(self, one: str) -> Row:
        """The near ones as kept; empty for an unknown article."""

    def keep_near(self, one: str, row: Row) -> None:
        """Keeps the near ones of an article."""

    def known(self, one: str) -> Row:
        """Its near ones as found elsewhere, of the same words and days; empty if they were not."""

    def place(self, one: str) -> Place | None:
        """Where an article stands; None for an unknown one."""

    def keep_place(self, one: str, place: Place) -> None:
        """Keeps where an article stands."""

    def group(self, group: str) -> Iterable[str]:
        """The articles that stand in a group."""


class Touched(NamedTuple):
    """What a gathering came to, for the groups that it reached."""

    clusters: tuple[tuple[str, ...], ...]  # that are new, lost or gained articles, or hold changed
    gone: frozenset[str]  # least ids of clusters that are no more


def regather(
    shelf: Shelf, changed: Mapping[str, Profile | None], rulings: Sequence[Ruling] = ()
) -> Touched:
    """Brings the shelf up to changed articles (None: no longer there), however many.

    The shelf then stands as if all its articles had been gathered at once, in any order.
    rulings: all that are in force; those made since the last call have their articles in `changed`.
    Cost: what the changed articles are near to, not what there is.
    """
    rows = _Rows(shelf)
    reach = set(changed)
    for one in changed:
        reach |= shelf.near(one).keys()
        rows.clear(one)
    for one, now in changed.items():
        if now is None:
            shelf.drop(one)
        else:
            shelf.put(now)
    for one, now in changed.items():
        if now is None:
            continue
        for other in shelf.beside(now):
            value = nearness(now, other) if other.id != one else 0.0
            if value:
                rows.join(one, other.id, value)
                reach.add(other.id)
    present = {one for one in reach if changed.get(one, True) is not None}
    lent_anew = {one for one in present if _lent_anew(shelf, rows, one, changed)}
    before = {place for one in {*changed, *lent_anew} if (place := rows.before(one))}
    _compare(shelf, rows, lent_anew)
    stood = {one for place in before for one in shelf.group(place.group)}
    rows.keep(present)
    found = _regrouped(shelf, rows, lent_anew | stood, rulings)
    return _touched(found, rows.places, changed.keys())


def _touched(
    found: Sequence[tuple[str, ...]], places: Mapping[str, Place | None], changed: Collection[str]
) -> Touched:
    """The clusters that are not as they were.

    places: where the articles of the groups reached, and those that left them, stood before.
    """
    were: defaultdict[str, set[str]] = defaultdict(set)
    for one, place in places.items():
        if place:
            were[place.cluster].add(one)
    fresh = tuple(
        one for one in found if were.get(one[0]) != set(one) or not set(one).isdisjoint(changed)
    )
    return Touched(fresh, frozenset(were.keys() - {one[0] for one in found}))


class _Rows:
    """The near ones of articles, as changed so far; places are read as they were before."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.changed: dict[str, Row] = {}
        self.old: dict[str, Row] = {}
        self.places: dict[str, Place | None] = {}

    def __getitem__(self, one: str) -> Row:
        found = self.changed.get(one)
        return self.kept(one) if found is None else found

    def kept(self, one: str) -> Row:
        """The row as it was before."""
        if one not in self.old:
            self.old[one] = self.shelf.near(one)
        return self.old[one]

    def before(self, one: str) -> Place | None:
        if one not in self.places:
            self.places[one] = self.shelf.place(one)
        return self.places[one]

    def mine(self, one: str) -> Row:
        """The row, to be changed."""
        if one not in self.changed:
            self.changed[one] = dict(self.kept(one))
        return self.changed[one]

    def clear(self, one: str) -> None:
        """Takes an article out of its own row and all others."""
        self.before(one)
        for other in self.kept(one):
            self.mine(other).pop(one, None)
        self.changed[one] = {}

    def join(self, one: str, other: str, value: float) -> None:
        pair = Near(value, 0.0)
        self.mine(one)[other] = self.mine(other)[one] = pair

    def keep(self, present: Collection[str]) -> None:
        """Hands the changed rows of articles that are there to the shelf."""
        for one in sorted(self.changed.keys() & present):
            self.shelf.keep_near(one, self.changed[one])


# ------------------------------------------------------------------ read with the nearest


def _lenders(row: Row) -> list[tuple[float, str]]:
    """(nearness, id) of those that lend an article their words, the nearest first."""
    ranked = sorted((-pair.near, other) for other, pair in row.items())[:NEAREST]
    least = NEAREST_SHARE * -ranked[0][0] if ranked else 0.0
    return [(-minus, other) for minus, other in ranked if -minus >= least]


def _lent_anew(shelf: Shelf, rows: _Rows, one: str, changed: Collection[str]) -> bool:
    """Whether an article reads otherwise than before, by its own words or by those lent to it."""
    if one in changed:
        return True
    now = _lenders(rows[one])
    return now != _lenders(rows.kept(one)) or any(other in changed for _, other in now)


def _read(shelf: Shelf, one: str, row: Row) -> dict[str, float]:
    """The article's words with those its nearest lend it, of length 1."""
    own = shelf.profile(one).terms
    lent = _lenders(row)
    if not lent:
        return own
    share = LENT * min(1.0, (lent[0][0] - LENT_FROM) / (LENT_FULL - LENT_FROM))
    if share <= 0:
        return own
    theirs = terms.total((value, shelf.profile(o).terms) for value, o in lent)
    return terms.unit(terms.total([(1.0, own), (share / terms.length(theirs), theirs)]))


def _compare(shelf: Shelf, rows: _Rows, lent_anew: Collection[str]) -> None:
    """Finds how alike those that read otherwise are to all near them."""
    read: dict[str, dict[str, float]] = {}
    known: dict[str, Row] = {}
    for a in sorted(lent_anew):
        for b in sorted(rows[a]):
            if b in lent_anew and b < a:
                continue
            for one in (a, b):
                if one not in known:
                    known[one] = _known(shelf, one, rows[one])
            pair = known[a].get(b) if known[b] else None
            if pair is None:
                for one in (a, b):
                    if one not in read:
                        read[one] = _read(shelf, one, rows[one])
                worth = allowance(shelf.profile(a), shelf.profile(b))
                pair = Near(rows[a][b].near, terms.dot(read[a], read[b]) * worth)
            rows.mine(a)[b] = rows.mine(b)[a] = pair


def _known(shelf: Shelf, one: str, row: Row) -> Row:
    """Its near ones as found elsewhere, if it was read there as it is here; else empty."""
    found = shelf.known(one)
    return found if found and _lenders(found) == _lenders(row) else {}


# ------------------------------------------------------------------ groups


def _regrouped(
    shelf: Shelf, rows: _Rows, seeds: Iterable[str], rulings: Sequence[Ruling]
) -> list[tuple[str, ...]]:
    """The clusters of all groups that hold a seed; each of their articles is put in its place."""
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for ruling in rulings:
        both = {*ruling.articles, *ruling.others}
        for one in both:
            tied[one] |= both - {one}
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for seed in sorted(seeds):
        if seed in done:
            continue
        group = _group(shelf, rows, seed, tied)
        done |= group
        for one in group:
            rows.before(one)  # noted, as it is overwritten now
        beside = {
            one: {o: pair.alike for o, pair in rows[one].items() if o in group}
            for one in sorted(group)
        }
        least = min(group)
        for members in ruled(clusters(beside), rulings, beside):
            found.append(tuple(members))
            for one in members:
                shelf.keep_place(one, Place(least, members[0]))
    return found


def _group(shelf: Shelf, rows: _Rows, seed: str, tied: Mapping[str, Collection[str]]) -> set[str]:
    """All articles tied to one by alike pairs and by rulings."""
    found, waiting = {seed}, [seed]
    while waiting:
        one = waiting.pop()
        for other in _tied(rows[one], tied.get(one, ())):
            if other not in found and (other in rows[one] or shelf.knows(other)):
                found.add(other)
                waiting.append(other)
    return found


def _tied(row: Row, by_hand: Iterable[str]) -> Iterator[str]:
    yield from (other for other, pair in row.items() if pair.alike >= ALIKE)
    yield from by_hand


# ------------------------------------------------------------------ in memory


class Memory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self.rows: dict[str, Row] = {}
        self.places: dict[str, Place] = {}
        self.holders: defaultdict[str, set[str]] = defaultdict(set)
        self.groups: defaultdict[str, set[str]] = defaultdict(set)

    def knows(self, one: str) -> bool:
        return one in self.profiles

    def profile(self, one: str) -> Profile:
        return self.profiles[one]

    def put(self, profile: Profile) -> None:
        self._unlist(profile.id)
        self.profiles[profile.id] = profile
        for key in profile.keys:
            self.holders[key].add(profile.id)

    def _unlist(self, one: str) -> None:
        known = self.profiles.pop(one, None)
        for key in known.keys if known else ():
            self.holders[key].discard(one)

    def drop(self, one: str) -> None:
        self._unlist(one)
        self.rows.pop(one, None)
        place = self.places.pop(one, None)
        if place:
            self.groups[place.group].discard(one)

    def beside(self, of: Profile) -> Iterable[Profile]:
        found = set().union(*(self.holders[key] for key in of.keys))
        return (self.profiles[one] for one in found)

    def near(self, one: str) -> Row:
        return self.rows.get(one, {})

    def keep_near(self, one: str, row: Row) -> None:
        self.rows[one] = row

    def known(self, one: str) -> Row:
        return {}

    def place(self, one: str) -> Place | None:
        return self.places.get(one)

    def keep_place(self, one: str, place: Place) -> None:
        known = self.places.get(one)
        if known:
            self.groups[known.group].discard(one)
        self.places[one] = place
        self.groups[place.group].add(one)

    def group(self, group: str) -> Iterable[str]:
        return tuple(self.groups[group])
