"""Where articles stand, found anew around what has changed.

All articles are thought to be merged in one run, the most alike first (`clusters.merged`). Two
clusters can merge only where a pair of their articles is alike enough, and what comes out as a
cluster would come out of its own articles alone. So it is enough to run the clusters in which
likeness has changed together with those tied to them: if all of the latter come out as they were,
nothing beyond can have changed. Those that do not are run again with *their* neighbours, until all
on the rim come out as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from secondsource.model import Ruling
from secondsource.stories.clusters import ALIKE, joined, merged
from secondsource.stories.drafts import Draft
from secondsource.stories.rulings import ruled
from secondsource.stories.shelf import Place

Core = tuple[str, ...]  # articles merged by mean likeness, sorted


def stand(
    rows: Draft, seeds: Iterable[str], gone: AbstractSet[str], rulings: Sequence[Ruling]
) -> list[tuple[str, ...]]:
    """Puts every article that may stand elsewhere now in its place; the clusters of all of them.

    seeds: of any two articles otherwise alike than before one at least, if it is still there.
    gone: those that are not. rulings: all that are in force.
    """
    standing = _Standing(rows, gone)
    standing.merge(seeds)
    standing.join()
    standing.draw_in(rulings)
    return standing.keep(rulings)


class _Standing:
    """One run."""

    def __init__(self, rows: Draft, gone: AbstractSet[str]) -> None:
        self.rows = rows
        self.gone = gone
        self.inner: set[str] = set()  # articles that may be in another core than before
        self.rim: dict[str, Core] = {}  # cores tied to them that came out as they were
        self.cores: dict[str, Core] = {}  # by article: its core now, of all that were run
        self.crowds: dict[str, list[str]] = {}  # by the least id of the core

    def _stood(self, one: str) -> Core:
        """The core that an article was in, less what is gone; a new one alone."""
        place = self.rows.before(one)
        if place is None:
            return (one,)
        found = self.rows.crowd(place)
        return tuple(o for o in found if (at := self.rows.before(o)) and at.core == place.core)

    def _core(self, one: str) -> Core:
        return self.cores.get(one) or self._stood(one)

    def _tied(self, one: str) -> Iterator[str]:
        """Articles, still there, alike enough to an article now or before."""
        for row in (self.rows[one], self.rows.kept(one)):
            for other, pair in row.items():
                if pair.alike >= ALIKE and other not in self.gone:
                    yield other

    def _alike(self, one: str, among: AbstractSet[str] | None = None) -> dict[str, float]:
        """How alike an article is to those near it, or to some of them."""
        row = self.rows[one].items()
        return {other: pair.alike for other, pair in row if among is None or other in among}

    # ---------------------------------------------------------------- cores

    def merge(self, seeds: Iterable[str]) -> None:
        """Merges what has changed anew, as far as it reaches."""
        drawn = {*self.gone, *seeds}
        drawn.update(*map(self._stood, tuple(drawn)))
        while drawn:
            self.inner |= drawn - self.gone
            for other in {other for one in drawn for other in self._tied(one)} - self.inner:
                core = self._stood(other)
                self.rim[core[0]] = core
            run = self.inner.union(*self.rim.values())
            found = merged({one: self._alike(one, run) for one in run})
            self.cores = {one: core for core in found for one in core}
            moved = [core for core in self.rim.values() if self.cores[core[0]] != core]
            drawn = set().union(*moved)
            for core in moved:
                del self.rim[core[0]]

    # ---------------------------------------------------------------- crowds

    def join(self) -> None:
        """Lets lone articles join the core they are most like, all those that may choose anew."""
        lone = {core[0] for core in self.cores.values() if len(core) == 1}
        anew = self.inner | lone
        for one in sorted(anew | self.gone):
            self._keep_together(self._left(one, anew), anew)
        for one in sorted(anew):
            core = self._chosen(one) if one in lone else self.cores[one]
            self._keep_together(core, anew)
            self.crowds[core[0]].append(one)

    def _keep_together(self, core: Core, anew: AbstractSet[str]) -> None:
        """Begins a crowd with those of it that stay as they were."""
        place = self.rows.before(core[0]) if core else None
        if core and core[0] not in self.crowds:
            stay = self.rows.crowd(place) if place and core[0] not in anew else ()
            self.crowds[core[0]] = [one for one in stay if one not in anew]

    def _chosen(self, one: str) -> Core:
        row = self._alike(one)
        cores = {self._core(other) for other, value in row.items() if value >= ALIKE}
        return joined(row, (core for core in cores if len(core) > 1)) or (one,)

    def _left(self, one: str, anew: AbstractSet[str]) -> Core:
        """The core that a lone article had joined, if that is as it was."""
        place = self.rows.before(one)
        stay = [o for o in self.rows.crowd(place) if o not in anew] if place else []
        return next((core for core in map(self._stood, stay) if len(core) > 1), ())

    # ---------------------------------------------------------------- clusters

    def draw_in(self, rulings: Sequence[Ruling]) -> None:
        """The crowds that rulings tie to those that were touched, as they were."""
        here = set(self.gone).union(*self.crowds.values())
        waiting = [{*ruling.articles, *ruling.others} for ruling in rulings]
        while tied := [named for named in waiting if not named.isdisjoint(here)]:
            waiting = [named for named in waiting if named.isdisjoint(here)]
            for one in sorted(set().union(*tied)):
                place = self.rows.before(one)
                if place and one not in here:
                    self.crowds[one] = list(self.rows.crowd(place))
                    here.update(self.crowds[one])

    def keep(self, rulings: Sequence[Ruling]) -> list[tuple[str, ...]]:
        """Puts the articles of all crowds in their places."""
        crowds = [sorted(crowd) for crowd in self.crowds.values() if crowd]
        crowd_of = {one: crowd[0] for crowd in crowds for one in crowd}
        beside = {one: self._alike(one) for one in crowd_of} if rulings else {}
        clusters = [tuple(cluster) for cluster in ruled(sorted(crowds), rulings, beside)]
        for cluster in clusters:
            for one in cluster:
                place = Place(self._core(one)[0], crowd_of[one], cluster[0])
                if place != self.rows.before(one):
                    self.rows.shelf.keep_place(one, place)
        return clusters
