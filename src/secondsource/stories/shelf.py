"""What a gathering keeps of every article: profile, near ones, place. The shelf it is kept on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from msgspec import Struct

from secondsource.stories.profiles import Profile


class Near(Struct, frozen=True, gc=False, array_like=True):
    """How near two articles are, whether they lend each other words, and how alike they are when
    each is read with those lent to it."""

    near: float
    lends: bool
    alike: float


class Place(NamedTuple):
    """Where an article stands, by least ids."""

    core: str  # of the cluster as merged from the most alike on
    crowd: str  # of that with the lone articles that joined it
    cluster: str  # of what rulings made of it


Row = dict[str, Near]


class Shelf(Protocol):
    """One gathering as it stands: every article's profile, near ones and place."""

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

    def crowd(self, crowd: str) -> Mapping[str, Place]:
        """The articles that stand in a crowd."""


class Memory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self.rows: dict[str, Row] = {}
        self.places: dict[str, Place] = {}
        self.holders: defaultdict[str, set[str]] = defaultdict(set)
        self.crowds: defaultdict[str, set[str]] = defaultdict(set)

    def profile(self, one: str) -> Profile:
        return self.profiles[one]

    def put(self, profile: Profile) -> None:
        self._unlist(profile.id)
        self.profiles[profile.id] = profile
        for key in profile.keys.weights:
            self.holders[key].add(profile.id)

    def _unlist(self, one: str) -> None:
        known = self.profiles.pop(one, None)
        for key in known.keys.weights if known else ():
            self.holders[key].discard(one)

    def drop(self, one: str) -> None:
        self._unlist(one)
        self.rows.pop(one, None)
        place = self.places.pop(one, None)
        if place:
            self.crowds[place.crowd].discard(one)

    def beside(self, of: Profile) -> Iterable[Profile]:
        found = set().union(*(self.holders[key] for key in of.keys.weights))
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
            self.crowds[known.crowd].discard(one)
        self.places[one] = place
        self.crowds[place.crowd].add(one)

    def crowd(self, crowd: str) -> Mapping[str, Place]:
        return {one: self.places[one] for one in self.crowds[crowd]}
