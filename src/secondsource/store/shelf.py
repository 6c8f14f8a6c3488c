"""One gathering as the store keeps it: the shelf that `stories.regather` works on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from secondsource.stories import Near, Place, Profile
from secondsource.stories.profiles import FAR_DAYS, SHARED, Keys
from secondsource.stories.shelf import Row
from secondsource.text.interval import MAX_WIDTH, Days

CACHED = 8_000  # profiles held ready, some 15 kB each
AT_ONCE = 500  # values in one question to SQLite
NO_DAY, LAST_DAY = 0, 1 << 31  # in `terms`: an article whose day is unknown, and after all days
WIDER = 1 - 1e-9  # SQLite's sums are rounded otherwise, and `nearness` has the last word


class Words(NamedTuple):
    """A profile without its keys, which are kept apart, and its days, which differ between the
    gatherings."""

    terms: dict[str, float]
    names: dict[str, float]
    named: float
    gain: float


_rows = msgspec.msgpack.Decoder(dict[str, Near])
_words = msgspec.msgpack.Decoder(Words)
_keys = msgspec.msgpack.Decoder(Keys)
_encode = msgspec.msgpack.Encoder().encode
_NONE = _encode({})


def packed(of: Profile) -> tuple[bytes, bytes]:
    """The words of a profile and its keys."""
    return _encode(Words(of.terms, of.names, of.named, of.gain)), _encode(of.keys)


def unpacked(one: str, words: bytes, keys: bytes, days: Days) -> Profile:
    """The profile with its days."""
    read = _words.decode(words)
    return Profile(one, read.terms, read.names, read.named, _keys.decode(keys), read.gain, days)


class Shelf:
    """A gathering in the tables `terms` and `places`. What is held ready must be forgotten when
    another process may have written.

    base: a gathering of the same articles, up to date, whose days are mostly the same: what it
    found out about two articles with the days they have here is not found out again.
    """

    def __init__(self, db: sqlite3.Connection, gathering: int, base: Shelf | None = None) -> None:
        self._db = db
        self._gathering = gathering
        self._base = base
        self._numbers: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._profiles: dict[int, Profile] = {}

    def forget(self) -> None:
        """Holds nothing ready any more."""
        self._profiles.clear()

    # ---------------------------------------------------------------- profiles

    def number(self, one: str) -> int:
        found = self._numbers.get(one)
        if found is None:
            row = self._db.execute("SELECT number FROM articles WHERE id = ?", (one,)).fetchone()
            found = self._numbers[one] = row["number"]
            self._ids[found] = one
        return found

    def _id(self, number: int) -> str:
        found = self._ids.get(number)
        if found is None:
            row = self._db.execute("SELECT id FROM articles WHERE number = ?", (number,)).fetchone()
            found = self._ids[number] = row["id"]
            self._numbers[found] = number
        return found

    def profile(self, one: str) -> Profile:
        (found,) = self._loaded([self.number(one)])
        return found

    def _loaded(self, numbers: Iterable[int]) -> Iterator[Profile]:
        missing = []
        for number in numbers:
            found = self._profiles.get(number)
            if found is not None:
                yield found
            else:
                missing.append(number)
        for start in range(0, len(missing), AT_ONCE):
            part = missing[start : start + AT_ONCE]
            rows = self._db.execute(
                # CROSS: in this order; the planner would walk through all places.
                "SELECT number, article, words, keys, first, last FROM profiles "
                "CROSS JOIN keys USING (number) CROSS JOIN places USING (number) "
                f"WHERE gathering = ? AND number IN ({','.join('?' * len(part))})",
                (self._gathering, *part),
            )
            for row in rows:
                days = None if row["first"] is None else (row["first"], row["last"])
                profile = unpacked(row["article"], row["words"], row["keys"], days)
                yield self._ready(row["number"], profile)

    def _ready(self, number: int, profile: Profile) -> Profile:
        if len(self._profiles) >= CACHED:
            del self._profiles[next(iter(self._profiles))]
        self._profiles[number] = profile
        return profile

    def put(self, profile: Profile) -> None:
        """Keeps the days, and lists the article by them and its keys where the days are not the
        same in both gatherings; words and keys are kept for both."""
        number = self.number(profile.id)
        self._unlist(number)
        self._ready(number, profile)
        first, last = profile.days or (None, None)
        day = (first or NO_DAY, last or NO_DAY)
        if self._base is None or self._is_moved(profile.id, profile.days):
            heads = profile.keys.heads
            self._db.executemany(
                "INSERT INTO terms (gathering, number, day, last, term, weight, head) "
                "VALUES (?,?,?,?,?,?,?)",
                (
                    (self._gathering, number, *day, term, weight, term in heads)
                    for term, weight in profile.keys.weights.items()
                ),
            )
        self._db.execute(
            "INSERT INTO places VALUES (?1,?2,?3,?4,NULL,NULL,NULL,?5) "
            "ON CONFLICT DO UPDATE SET first = ?3, last = ?4",
            (self._gathering, number, first, last, _NONE),
        )

    def drop(self, one: str) -> None:
        number = self.number(one)
        self._unlist(number)
        self._db.execute(
            "DELETE FROM places WHERE gathering = ? AND number = ?", (self._gathering, number)
        )

    def _unlist(self, number: int) -> None:
        self._profiles.pop(number, None)
        self._db.execute(
            "DELETE FROM terms WHERE gathering = ? AND number = ?", (self._gathering, number)
        )

    # ---------------------------------------------------------------- who is near

    def beside(self, of: Profile) -> Iterable[Profile]:
        numbers = set(self._agreeing(of, self._gathering))
        if self._base and self._is_moved(of.id, of.days):
            numbers.update(self._agreeing(of, self._base._gathering))
        elif self._base:
            numbers.update(map(self.number, self._base.near(of.id)))
        return list(self._loaded(sorted(numbers)))

    def _agreeing(self, of: Profile, gathering: int) -> Iterator[int]:
        """Numbers of the articles whose keys agree enough, with the days of a gathering."""
        keys = of.keys
        if of.days is None:
            yield from self._in_days(keys, gathering, NO_DAY, LAST_DAY)
            return
        first, last = of.days[0] - FAR_DAYS, of.days[1] + FAR_DAYS
        yield from self._in_days(keys, gathering, NO_DAY, NO_DAY)
        yield from self._in_days(keys, gathering, first, last)
        yield from self._far(keys, gathering, first, last)

    def _in_days(self, keys: Keys, gathering: int, first: int, last: int) -> Iterator[int]:
        rows = self._db.execute(
            # CROSS, here and below: in this order; the planner would walk through all terms.
            "SELECT number FROM json_each(?) AS mine CROSS JOIN terms "
            "ON gathering = ? AND term = mine.key AND day BETWEEN ? AND ? AND last >= ? "
            "GROUP BY number HAVING sum(mine.value * weight) >= ?",
            (
                *(msgspec.json.encode(keys.weights).decode(), gathering),
                *(first - MAX_WIDTH, last, first, SHARED * WIDER),
            ),
        )
        yield from (row[0] for row in rows)

    def _far(self, keys: Keys, gathering: int, first: int, last: int) -> Iterator[int]:
        """Those of all other days: sought by the heaviest keys, weighed by all, and not loaded."""
        rows = self._db.execute(
            "SELECT number, keys FROM (SELECT DISTINCT number FROM json_each(?) AS mine "
            "CROSS JOIN terms INDEXED BY terms_by_head "
            "ON gathering = ? AND term = mine.value AND head = 1 WHERE last < ? OR day > ?) "
            "CROSS JOIN keys USING (number)",
            (msgspec.json.encode(sorted(keys.heads)).decode(), gathering, first, last),
        )
        yield from (row[0] for row in rows if keys.agree(_keys.decode(row[1]), far=True))

    def known(self, one: str) -> Row:
        if self._base is None or self._is_moved(one, self._days(one)):
            return {}
        return self._base.near(one)

    def _is_moved(self, one: str, days: Days) -> bool:
        return self._base is not None and self._base._days(one) != days

    def _days(self, one: str) -> Days:
        """The days of an article, without its words."""
        row = self._db.execute(
            "SELECT first, last FROM places WHERE gathering = ? AND number = ?",
            (self._gathering, self.number(one)),
        ).fetchone()
        return None if row["first"] is None else (row["first"], row["last"])

    def near(self, one: str) -> Row:
        row = self._db.execute(
            "SELECT near FROM places WHERE gathering = ? AND number = ?",
            (self._gathering, self.number(one)),
        ).fetchone()
        return _rows.decode(row["near"]) if row else {}

    def keep_near(self, one: str, row: Row) -> None:
        self._db.execute(
            "UPDATE places SET near = ? WHERE gathering = ? AND number = ?",
            (_encode(row), self._gathering, self.number(one)),
        )

    # ---------------------------------------------------------------- where it stands

    def place(self, one: str) -> Place | None:
        row = self._db.execute(
            "SELECT core, crowd, cluster FROM places WHERE gathering = ? AND number = ?",
            (self._gathering, self.number(one)),
        ).fetchone()
        return Place(*map(self._id, row)) if row and row["core"] else None

    def keep_place(self, one: str, place: Place) -> None:
        self._db.execute(
            "UPDATE places SET core = ?, crowd = ?, cluster = ? WHERE gathering = ? AND number = ?",
            (*map(self.number, place), self._gathering, self.number(one)),
        )

    def crowd(self, crowd: str) -> dict[str, Place]:
        rows = self._db.execute(
            # INDEXED: the planner would walk through all places.
            "SELECT number, core, crowd, cluster FROM places INDEXED BY places_by_crowd "
            "WHERE gathering = ? AND crowd = ?",
            (self._gathering, self.number(crowd)),
        )
        return {self._id(number): Place(*map(self._id, place)) for number, *place in rows}

    def cluster(self, cluster: str) -> list[str]:
        """The articles of a cluster, by id."""
        rows = self._db.execute(
            "SELECT number FROM places WHERE gathering = ? AND cluster = ?",
            (self._gathering, self.number(cluster)),
        )
        return sorted(self._id(row["number"]) for row in rows)
