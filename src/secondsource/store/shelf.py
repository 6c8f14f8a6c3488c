"""One gathering as the store keeps it: the shelf that `stories.regather` works on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from secondsource.stories import Near, Place, Profile
from secondsource.stories.profiles import (
    FAR_DAYS,
    FAR_KEYS,
    FAR_NAMED,
    FAR_SHARED,
    MAX_WIDTH,
    SHARED,
    Days,
    heads,
)
from secondsource.stories.shelf import Row

CACHED = 8_000  # profiles held ready, some 15 kB each
AT_ONCE = 500  # values in one question to SQLite
NO_DAY, LAST_DAY = 0, 1 << 31  # in `terms`: an article whose day is unknown, and after all days
WIDER = 1 - 1e-9  # SQLite's sums are rounded otherwise, and `nearness` has the last word


class Words(NamedTuple):
    """A profile without its days, which differ between the gatherings."""

    terms: dict[str, float]
    names: dict[str, float]
    named: float
    keys: dict[str, float]
    gain: float


_rows = msgspec.msgpack.Decoder(dict[str, Near])
_words = msgspec.msgpack.Decoder(Words)
_encode = msgspec.msgpack.Encoder().encode
_NONE = _encode({})


def packed(of: Profile) -> bytes:
    """The profile without its days."""
    return _encode(Words(of.terms, of.names, of.named, of.keys, of.gain))


def unpacked(one: str, words: bytes, days: Days) -> Profile:
    """The profile with its days."""
    read = _words.decode(words)
    return Profile(one, *read, days)


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
                "SELECT number, article, words, first, last "
                "FROM profiles CROSS JOIN places USING (number) "
                f"WHERE gathering = ? AND number IN ({','.join('?' * len(part))})",
                (self._gathering, *part),
            )
            for row in rows:
                days = None if row["first"] is None else (row["first"], row["last"])
                yield self._ready(row["number"], unpacked(row["article"], row["words"], days))

    def _ready(self, number: int, profile: Profile) -> Profile:
        if len(self._profiles) >= CACHED:
            del self._profiles[next(iter(self._profiles))]
        self._profiles[number] = profile
        return profile

    def put(self, profile: Profile) -> None:
        """Keeps days and keys; the words are kept in `profiles` for both gatherings, the keys too
        where the days are the same in both."""
        number = self.number(profile.id)
        self._unlist(number)
        self._ready(number, profile)
        first, last = profile.days or (None, None)
        day = (first or NO_DAY, last or NO_DAY)
        if self._base is None or self._is_moved(profile.id, profile.days):
            rows = ((self._gathering, number, *day, *key) for key in _keys(profile))
            self._db.executemany(
                "INSERT INTO terms (gathering, number, day, last, term, weight, named, head) "
                "VALUES (?,?,?,?,?,?,?,?)",
                rows,
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
        if not of.keys:
            return
        mine = [value for key in _keys(of) for value in key]
        if of.days is None:
            yield from self._in_days(mine, gathering, NO_DAY, LAST_DAY)
            return
        first, last = of.days[0] - FAR_DAYS, of.days[1] + FAR_DAYS
        yield from self._in_days(mine, gathering, NO_DAY, NO_DAY)
        yield from self._in_days(mine, gathering, first, last)
        yield from self._far(mine, gathering, first, last)

    def _in_days(
        self, mine: Sequence[object], gathering: int, first: int, last: int
    ) -> Iterator[int]:
        rows = self._db.execute(
            # CROSS, here and below: in this order; the planner would walk through all terms.
            f"{_mine(mine)} SELECT number FROM mine CROSS JOIN terms "
            "ON gathering = ? AND terms.term = mine.term AND day BETWEEN ? AND ? AND last >= ? "
            "GROUP BY number HAVING sum(mine.weight * terms.weight) >= ?",
            (*mine, gathering, first - MAX_WIDTH, last, first, SHARED * WIDER),
        )
        yield from (row[0] for row in rows)

    def _far(self, mine: Sequence[object], gathering: int, first: int, last: int) -> Iterator[int]:
        """Those of all other days: sought by the heaviest keys, weighed here, and not loaded."""
        rows = self._db.execute(
            f"{_mine(mine)}, far (day, number) AS (SELECT DISTINCT day, number FROM mine "
            "CROSS JOIN terms INDEXED BY terms_by_head "
            "ON gathering = ? AND terms.term = mine.term AND terms.head = 1 "
            "WHERE mine.head AND (last < ? OR day > ?)) "
            "SELECT far.number FROM far CROSS JOIN mine CROSS JOIN terms "
            "ON gathering = ? AND terms.term = mine.term "
            "AND terms.day = far.day AND terms.number = far.number GROUP BY far.number "
            "HAVING sum(mine.weight * terms.weight) >= ? "
            "AND (count(*) >= ? OR sum(mine.named * terms.named) >= ?)",
            (
                *(*mine, gathering, first, last, gathering),
                *(FAR_SHARED * WIDER, FAR_KEYS, FAR_NAMED * WIDER),
            ),
        )
        yield from (row[0] for row in rows)

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


def _keys(of: Profile) -> list[tuple[str, float, float, bool]]:
    """Each key with its weight, its weight among the names, and whether it is one of the heads."""
    first = heads(of)
    return [
        (term, weight, of.names.get(term, 0.0), term in first) for term, weight in of.keys.items()
    ]


def _mine(values: Sequence[object]) -> str:
    """A table of an article's own keys, as a question to SQLite begins."""
    rows = ",".join(["(?,?,?,?)"] * (len(values) // 4))
    return f"WITH mine (term, weight, named, head) AS (VALUES {rows})"
