"""What stories are reckoned from, kept beside the articles: questions and changes, one at a time.

Everything here is called inside one transaction of `Store.working`.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from functools import partial
from typing import Literal

import msgspec

from secondsource.copies import Held, are_far, worth
from secondsource.model import Article, Dating, Link, Ruling, Story
from secondsource.store import packing
from secondsource.store.shared import SHARED, Kind, Shared, kind_of
from secondsource.store.shelf import Shelf, packed, unpacked
from secondsource.stories import Profile
from secondsource.text.interval import Days

TABLES = ("waiting", "profiles", *SHARED, "terms", "keys", "places", "links", "coming")
_rulings = msgspec.json.Decoder(Ruling)


class Work(IntEnum):
    """What an article or a story waits for, in the order in which it is done: see `telling`."""

    LINES = 0
    MARKS = 1
    WORDS = 2
    GATHER_ALONE = 3
    SETTLE_DAYS = 4
    GATHER_SETTLED = 5
    TELL = 6


class Index:
    """The tables of index.sql."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.alone = Shelf(db, 1)  # gathered with the days that articles tell themselves
        self.settled = Shelf(db, 2, self.alone)  # gathered with the days their stories lend them
        self._shared = Shared(db)

    def forget(self) -> None:
        """Holds nothing ready any more: another process may have written since."""
        self.alone.forget()
        self.settled.forget()

    # ---------------------------------------------------------------- work that waits

    def wait(self, work: Work, keys: Iterable[str]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO waiting (work, key) VALUES (?,?)", ((work, key) for key in keys)
        )

    def waiting(self, work: Work, *, limit: int = -1) -> list[str]:
        """So many keys of the work that waits, the oldest first."""
        rows = self._db.execute(
            "SELECT key FROM waiting WHERE work = ? ORDER BY number LIMIT ?", (work, limit)
        )
        return [row["key"] for row in rows]

    def done(self, work: Work, keys: Iterable[str]) -> None:
        self._db.executemany(
            "DELETE FROM waiting WHERE work = ? AND key = ?", ((work, key) for key in keys)
        )

    def left(self) -> dict[Work, int]:
        """How much waits for each kind of work."""
        rows = self._db.execute("SELECT work, count(*) AS n FROM waiting GROUP BY work")
        return {Work(row["work"]): row["n"] for row in rows}

    def restart(self) -> None:
        """Drops the index and lets every article wait: other rules made what is here."""
        for table in TABLES:
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute(
            "INSERT INTO waiting (work, key) SELECT ?, id FROM articles WHERE current = 1 "
            "ORDER BY number",
            (Work.LINES,),
        )
        self.forget()

    # ---------------------------------------------------------------- articles

    def article(self, one: str) -> Article | None:
        """The current article as annotated alone, before any day was settled; else None."""
        row = self._db.execute(
            "SELECT content FROM articles WHERE id = ? AND current = 1", (one,)
        ).fetchone()
        return packing.annotated(row["content"]) if row else None

    def dated(self, one: str, *, settled: bool) -> Article:
        """The article with the day it tells itself, or with the one its story settled."""
        row = self._db.execute(
            f"SELECT content, {'settled' if settled else 'alone'} AS dating FROM articles "
            "JOIN profiles ON article = id WHERE id = ?",
            (one,),
        ).fetchone()
        return packing.article(row["content"], row["dating"])

    def remark(self, article: Article) -> None:
        """Keeps other marks of an article: its heap told more than it did alone."""
        self._db.execute(
            "UPDATE articles SET content = ? WHERE id = ?", (packing.pack(article), article.id)
        )

    def tidy(self) -> None:
        """To be called where a lot is done: see `Shared.merge`."""
        self._shared.merge()

    # ---------------------------------------------------------------- lines of an outlet

    def keep_lines(self, one: str, lines: Collection[int], *, many: int) -> set[str]:
        """Keeps an article's lines; gives the articles one of whose lines is now, or is no longer,
        shared by so many. `lines` is empty for an article that is no longer there."""
        number = self.alone.number(one)
        row = self._db.execute("SELECT lines FROM profiles WHERE number = ?", (number,)).fetchone()
        old, new = set(_numbers(row["lines"]) if row else ()), set(lines)
        self._db.execute(
            "INSERT INTO profiles (number, article, lines, repeated, outlet, prints, twins) "
            "VALUES (?1, ?2, ?3, x'', '', x'', x'') ON CONFLICT (number) DO UPDATE "
            "SET lines = ?3, repeated = x''",
            (number, one, _blob(new)),
        )
        touched: set[str] = set()
        self._shared.drop(Kind.LINE, number, sorted(old - new))
        for line in sorted(old - new):
            if len(holders := self._shared.holders(line, many)) == many - 1:
                touched |= holders
        self._shared.add(Kind.LINE, number, sorted(new - old))
        for line in sorted(new - old):
            if len(holders := self._shared.holders(line, many + 1)) == many:
                touched |= holders
        return touched

    def repeated(self, one: str, *, many: int) -> tuple[set[int], set[int]]:
        """The article's lines that so many share, and those its marks were made with."""
        row = self._db.execute(
            "SELECT lines, repeated FROM profiles WHERE article = ?", (one,)
        ).fetchone()
        return (
            {n for n in _numbers(row["lines"]) if len(self._shared.holders(n, many)) == many},
            set(_numbers(row["repeated"])),
        )

    def keep_repeated(self, one: str, lines: Iterable[int]) -> None:
        self._db.execute(
            "UPDATE profiles SET repeated = ? WHERE article = ?",
            (_blob(lines), one),
        )

    # ---------------------------------------------------------------- words and copies

    def keep_words(self, profile: Profile, held: Held, alone: Dating | None) -> None:
        """Keeps what an article is gathered by, and what its copies are found by."""
        number = self.alone.number(profile.id)
        self._drop_copies(number)
        prints, twins = _signed(held.prints), _signed(held.twins)
        words, keys = packed(profile)
        self._db.execute("INSERT OR REPLACE INTO keys VALUES (?,?)", (number, keys))
        self._db.execute(
            "UPDATE profiles SET outlet = ?, prints = ?, twins = ?, alone = ?, words = ? "
            "WHERE number = ?",
            (
                held.outlet,
                prints.tobytes(),
                twins.tobytes(),
                packing.dating(alone),
                words,
                number,
            ),
        )
        self._shared.add(kind_of(prints), number, prints)
        self._shared.add(Kind.TWIN, number, twins)

    def drop_words(self, one: str) -> None:
        """Forgets an article that is no longer there, but for its places."""
        number = self.alone.number(one)
        self._drop_copies(number)
        self.keep_links(one, ())
        self._db.execute("UPDATE profiles SET words = NULL WHERE number = ?", (number,))
        self._db.execute("DELETE FROM keys WHERE number = ?", (number,))

    def _drop_copies(self, number: int) -> None:
        row = self._db.execute(
            "SELECT prints, twins FROM profiles WHERE number = ?", (number,)
        ).fetchone()
        prints = _numbers(row["prints"])
        self._shared.drop(kind_of(prints), number, prints)
        self._shared.drop(Kind.TWIN, number, _numbers(row["twins"]))

    def profile(self, one: str, days: Days) -> Profile | None:
        """What an article is gathered by, with these days; None if it is no longer there."""
        row = self._db.execute(
            "SELECT words, keys FROM profiles JOIN keys USING (number) WHERE article = ?", (one,)
        ).fetchone()
        return unpacked(one, row["words"], row["keys"], days) if row and row["words"] else None

    def published(self, one: str, *, settled: bool) -> Dating | None:
        """The day an article tells itself, or the one its story settled."""
        row = self._db.execute(
            "SELECT alone, settled FROM profiles WHERE article = ?", (one,)
        ).fetchone()
        return packing.read_dating(row["settled" if settled else "alone"]) if row else None

    def candidates(self, one: str) -> list[str]:
        """The articles that may be copies of one or it of them, by id."""
        mine = self._db.execute(
            "SELECT number, outlet, prints, twins, alone FROM profiles WHERE article = ?", (one,)
        ).fetchone()
        prints, twins = _numbers(mine["prints"]), _numbers(mine["twins"])
        found = {row["article"] for row in self._shared.common((Kind.TWIN,), twins)}
        for row in self._shared.common((Kind.PRINT, Kind.BRIEF), prints):
            others = row["outlet"] != mine["outlet"] or not row["outlet"]
            if others and worth(
                row["common"],
                min(len(prints), row["prints"]),
                far=partial(_are_far, mine["alone"], row["alone"]),
            ):
                found.add(row["article"])
        return sorted(found - {one})

    def keep_links(self, one: str, links: Iterable[Link]) -> None:
        """Replaces the links of an article."""
        self._db.execute("DELETE FROM links WHERE copy = ?1 OR original = ?1", (one,))
        self._db.executemany(
            "INSERT INTO links VALUES (?,?,?)",
            ((link.copy, link.original, packing.pack(link)) for link in links),
        )

    def links_among(self, articles: Sequence[str]) -> list[Link]:
        """The links between these articles, sorted."""
        inside = set(articles)
        return sorted(
            packing.link(row["content"])
            for one in articles
            for row in self._db.execute(
                "SELECT original, content FROM links WHERE copy = ?", (one,)
            )
            if row["original"] in inside
        )

    # ---------------------------------------------------------------- days and stories

    def settle(self, one: str, dating: Dating | None) -> bool:
        """Keeps the day a story settled; whether it is another than before."""
        changed = self._db.execute(
            "UPDATE profiles SET settled = ?1 WHERE article = ?2 AND settled IS NOT ?1",
            (packing.dating(dating), one),
        )
        return changed.rowcount > 0

    def come(self, cluster: str, story: Story | None) -> None:
        """Keeps a story until all are told and `Store.show` shows them together."""
        self._db.execute(
            "INSERT OR REPLACE INTO coming VALUES (?,?)",
            (cluster, None if story is None else packing.pack(story)),
        )

    # ---------------------------------------------------------------- rulings by hand

    def rulings(self) -> tuple[Ruling, ...]:
        """Merges and splits by hand that are in force, in the order they were made."""
        rows = self._db.execute("SELECT content FROM rulings ORDER BY number")
        return tuple(_rulings.decode(row["content"]) for row in rows)

    def rule(
        self, kind: Literal["merge", "split"], articles: tuple[str, ...], others: tuple[str, ...]
    ) -> Ruling:
        last = self._db.execute("SELECT max(number) FROM rulings").fetchone()[0] or 0
        made = Ruling(last + 1, kind, articles, others)
        self._db.execute(
            "INSERT INTO rulings VALUES (?,?)", (made.number, msgspec.json.encode(made).decode())
        )
        self._gather_anew(made)
        return made

    def unrule(self, number: int | None) -> Ruling | None:
        found = [one for one in self.rulings() if number in (None, one.number)]
        if not found:
            return None
        self._db.execute("DELETE FROM rulings WHERE number = ?", (found[-1].number,))
        self._gather_anew(found[-1])
        return found[-1]

    def _gather_anew(self, ruling: Ruling) -> None:
        self.wait(Work.GATHER_SETTLED, (*ruling.articles, *ruling.others))


def _are_far(a: bytes | None, b: bytes | None) -> bool:
    return are_far(packing.read_dating(a), packing.read_dating(b))


def _numbers(packed: bytes) -> array[int]:
    found = array("q")
    found.frombytes(packed)
    return found


def _blob(numbers: Iterable[int]) -> bytes:
    return array("q", sorted(numbers)).tobytes()


def _signed(numbers: array[int]) -> array[int]:
    """uint64 as the int64 of the same bits: SQLite has no others."""
    return _numbers(numbers.tobytes())
