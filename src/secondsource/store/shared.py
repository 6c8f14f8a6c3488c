"""Keys that articles share: short lines of one outlet, fingerprints, keys of near twins."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from enum import IntEnum

from secondsource import copies

SHARED = ("shared", "fresh")  # the tables: the second is small, and what is new comes into it first
FRESH = 250_000  # rows


class Kind(IntEnum):
    """What a key is of."""

    LINE = 0  # a short line, with its outlet
    PRINT = 1  # a fingerprint of a text ...
    TWIN = 2  # least runs of a text, with its outlet
    BRIEF = 3  # ... that has few: one in common is enough to be compared


def kind_of(prints: Sequence[int]) -> Kind:
    """How the fingerprints of a text are filed."""
    return Kind.BRIEF if len(prints) <= copies.BRIEF else Kind.PRINT


class Shared:
    """The tables `shared` and `fresh`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, kind: Kind, number: int, keys: Iterable[int]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO fresh VALUES (?,?,?)", ((key, kind, number) for key in keys)
        )

    def drop(self, kind: Kind, number: int, keys: Sequence[int]) -> None:
        for table in SHARED:
            self._db.executemany(
                f"DELETE FROM {table} WHERE key = ? AND kind = ? AND number = ?",
                ((key, kind, number) for key in keys),
            )

    def merge(self) -> None:
        """Moves fresh keys to the others where they are many, all at once and in their order.

        Written there one by one each would touch a page of the file of its own.
        Source: O'Neil and others 1996, "The log-structured merge-tree".
        """
        if self._db.execute("SELECT count(*) FROM fresh").fetchone()[0] >= FRESH:
            self._db.execute("INSERT OR IGNORE INTO shared SELECT * FROM fresh ORDER BY 1, 2, 3")
            self._db.execute("DELETE FROM fresh")

    def holders(self, line: int, limit: int) -> set[str]:
        """So many of the articles that have a line, by id."""
        each = (f"SELECT number FROM {table} WHERE key = ?1 AND kind = ?2" for table in SHARED)
        rows = self._db.execute(
            f"SELECT article FROM ({' UNION ALL '.join(each)} LIMIT ?3) "
            "CROSS JOIN profiles USING (number)",
            (line, Kind.LINE, limit),
        )
        return {row["article"] for row in rows}

    def common(self, kinds: tuple[Kind, ...], keys: array[int]) -> Iterable[sqlite3.Row]:
        """Who has how many of the keys in common, how many fingerprints in all, and which day.

        Who shares but one of many fingerprints is left out: see `copies.worth`.
        """
        sought = ",".join(str(int(kind)) for kind in kinds)
        each = (
            # CROSS, here and below: in this order; the planner would walk through a whole table.
            f"SELECT number, kind FROM json_each(?1) AS mine CROSS JOIN {table} "
            f"ON {table}.key = mine.value AND kind IN ({sought})"
            for table in SHARED
        )
        return self._db.execute(
            "SELECT article, outlet, alone, length(prints) / 8 AS prints, common FROM "
            f"(SELECT number, count(*) AS common FROM ({' UNION ALL '.join(each)}) "
            "GROUP BY number HAVING common > 1 OR kind != ?2 OR ?3) "
            "CROSS JOIN profiles USING (number)",
            (str(keys.tolist()), Kind.PRINT, len(keys) <= copies.BRIEF),
        )
