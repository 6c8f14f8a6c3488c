"""Where articles stand after any changes and rulings: as if gathered all at once."""

from __future__ import annotations

from random import Random

import pytest

from secondsource import stories
from secondsource.model import Ruling
from secondsource.stories.profiles import Keys
from secondsource.text import terms

Profiles = dict[str, stories.Profile]
DAY = 743_000


def invented(one: str, chance: Random) -> stories.Profile:
    """One of eight events told with common words, so that chance ties run through all of them."""
    event = chance.randrange(8)
    told = [f"event {event} {chance.randrange(6)}" for _ in range(6)]
    common = [f"common {chance.randrange(14)}" for _ in range(5)]
    words = terms.unit({word: 1 + chance.random() for word in (*told, *common)})
    day = DAY + chance.choice((0, 3, 40, 90))
    days = (day, day) if chance.random() < 0.9 else None
    return stories.Profile(one, words, {}, 0.0, Keys(words, {}), 1.0, days)


class Desk:
    """Adds, changes, drops and rules as chance will have it."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.live: Profiles = {}
        self.rulings: list[Ruling] = []
        self.made = 0

    def step(self) -> dict[str, stories.Profile | None]:
        changed: dict[str, stories.Profile | None] = {}
        for _ in range(self.chance.choice((1, 2, 5))):
            self.made += 1
            one = f"a{self.chance.randrange(1_000):03}"
            changed[one] = invented(one, self.chance)
        for one in self.chance.sample(sorted(self.live), len(self.live) // 12):
            changed[one] = None if self.chance.random() < 0.7 else invented(one, self.chance)
        for one in self._rule() & self.live.keys():
            changed.setdefault(one, self.live[one])
        for one, now in changed.items():
            if now:
                self.live[one] = now
            else:
                self.live.pop(one, None)
        return changed

    def _rule(self) -> set[str]:
        """The articles of a ruling that was made or taken back."""
        if len(self.live) < 5 or self.chance.random() < 0.6:
            return set()
        if self.rulings and self.chance.random() < 0.5:
            ruling = self.rulings.pop(self.chance.randrange(len(self.rulings)))
        else:
            a, b = self.chance.sample(sorted(self.live), 2)
            merge = self.chance.random() < 0.5
            ruling = (
                Ruling(self.made, "merge", tuple(sorted((a, b))))
                if merge
                else Ruling(self.made, "split", (a,), (b,))
            )
            self.rulings.append(ruling)
        return {*ruling.articles, *ruling.others}


def clusters(shelf: stories.Memory) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, place in shelf.places.items():
        found.setdefault(place.cluster, set()).add(one)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_whatever_changes_all_stand_as_if_gathered_at_once(seed: int):
    desk, shelf = Desk(seed), stories.Memory()
    for _ in range(16):
        before = clusters(shelf)
        changed = desk.step()
        touched = stories.regather(shelf, changed, desk.rulings)
        whole = stories.Memory()
        stories.regather(whole, desk.live, desk.rulings)
        assert (shelf.places, shelf.rows) == (whole.places, whole.rows)
        after = clusters(whole)
        assert touched.gone == before.keys() - after.keys()
        told = {cluster[0]: set(cluster) for cluster in touched.clusters}
        assert told == {one: after[one] for one in told}
        assert told.keys() >= {one for one in after if after[one] != before.get(one)}


def test_some_of_them_join_and_some_are_ruled():
    places: list[stories.Place] = []
    for seed in range(6):
        desk, shelf = Desk(seed), stories.Memory()
        for _ in range(16):
            stories.regather(shelf, desk.step(), desk.rulings)
        places += shelf.places.values()
    assert any(place.core != place.crowd for place in places)
    assert any(place.crowd != place.cluster for place in places)
