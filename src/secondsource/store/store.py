"""One open store: a connection, and every question the product asks of it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple

from secondsource.errors import StoreError
from secondsource.model import Article, Fault, Page, Ruling, Story
from secondsource.store import finding, migrations, packing, showing
from secondsource.store.index import Index, Work

CACHE_KB = 128_000  # pages of the file held in memory
LOG_PAGES = 16_000  # of 4 kB: how long the write-ahead log may grow before it is folded in
BUSY_SECONDS = 30  # how long a writer waits for another


class Added(NamedTuple):
    """What one batch brought: articles never seen, and new revisions of pages seen before."""

    new: int
    revised: int


def open(path: str | Path, *, must_exist: bool = False) -> Store:  # noqa: A001 (`store.open`)
    """The store at a path, made or migrated where needed; raises `StoreError`.

    must_exist: do not make a new one. A store that cannot be written is opened for reading.
    """
    return Store(str(path), must_exist=must_exist)


class Store:
    """An open store; use as a context manager. Writes are one transaction each."""

    def __init__(self, path: str, *, must_exist: bool = False) -> None:
        self.path = path
        if must_exist and not Path(path).is_file():
            raise StoreError(
                "no store here", origin=path, do="make one first: secondsource read FOLDER"
            )
        with _explained(path):
            self._db = _connect(path)
        self._index = Index(self._db)
        self._version = -1  # of the file, as the index knows it

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Folds the write-ahead log into the file where nobody else has it open."""
        self._db.close()

    # ---------------------------------------------------------------- writing

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def known(self, pages: Iterable[str], *, rules: str) -> set[str]:
        """Of these page ids, those kept and annotated by these rules already."""
        ids = list(pages)
        with _explained(self.path):
            return {
                row["page"]
                for row in self._db.execute(
                    "SELECT page FROM articles WHERE rules = ? AND page IN "
                    f"({','.join('?' * len(ids))})",
                    (rules, *ids),
                )
            }

    def add(
        self,
        pairs: Iterable[tuple[Page, Article]],
        faults: Iterable[Fault] = (),
        *,
        rules: str = "",
    ) -> Added:
        """Keeps pages, their articles and faults, all or none; nothing is kept twice."""
        new = revised = 0
        with self._transaction() as db:
            for page, article in pairs:
                db.execute(
                    "INSERT OR IGNORE INTO pages VALUES (?,?,?,?,?,?,?,?,?)", packing.page_row(page)
                )
                was_new, was_revision = _save_article(db, article, rules)
                new += was_new and not was_revision
                revised += was_revision
                db.execute("DELETE FROM faults WHERE origin = ?", (page.origin,))
                # All revisions: the one that was current until now may have to go.
                db.execute(
                    "INSERT OR IGNORE INTO waiting (work, key) "
                    "SELECT ?, id FROM articles WHERE origin = ?",
                    (Work.LINES, article.origin),
                )
            for fault in faults:
                db.execute(
                    "INSERT INTO faults (what, origin, at, remedy) SELECT ?,?,?,? WHERE NOT EXISTS "
                    "(SELECT 1 FROM faults WHERE what = ?1 AND origin = ?2 AND at IS ?3)",
                    (fault.what, fault.where, fault.at, fault.do),
                )
        return Added(new, revised)

    def settle_faults(self, name: str, faults: Iterable[Fault]) -> None:
        """Drops the faults below a name that a whole new reading of it did not meet again."""
        met = {(fault.where, fault.what, fault.at) for fault in faults}
        with self._transaction() as db:
            rows = db.execute(
                "SELECT number, origin, what, at FROM faults WHERE origin = ?1 "
                "OR substr(origin, 1, length(?1) + 1) IN (?1 || '/', ?1 || '#')",
                (name,),
            ).fetchall()
            gone = [(r["number"],) for r in rows if (r["origin"], r["what"], r["at"]) not in met]
            db.executemany("DELETE FROM faults WHERE number = ?", gone)

    @contextlib.contextmanager
    def working(self) -> Iterator[Index]:
        """The index, in one transaction: what is done inside is kept whole or not at all."""
        with self._transaction() as db:
            version = db.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                self._index.forget()
                self._version = version
            try:
                yield self._index
            except BaseException:
                self._index.forget()
                raise

    def fact(self, name: str) -> str:
        """A fact the store keeps of itself; "" where there is none."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row["value"] if row else ""

    def keep_fact(self, name: str, value: str) -> None:
        """Keeps a fact, also inside `working`."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?,?)", (name, value))

    def rule(
        self, kind: Literal["merge", "split"], articles: Iterable[str], others: Iterable[str] = ()
    ) -> Ruling:
        """Keeps a merge or split by hand; the stories it is about wait to be told."""
        with self.working() as index:
            return index.rule(kind, tuple(articles), tuple(others))

    def unrule(self, number: int | None = None) -> Ruling | None:
        """Takes back the last ruling, or that of a number; the ruling, None where there is none."""
        with self.working() as index:
            return index.unrule(number)

    def rulings(self) -> tuple[Ruling, ...]:
        """The merges and splits by hand that are in force, in the order they were made."""
        return self._index.rulings()

    def rulings_on(self, articles: Iterable[str]) -> tuple[Ruling, ...]:
        """Those in force that name one of these articles."""
        asked = set(articles)
        return tuple(
            one for one in self.rulings() if not asked.isdisjoint((*one.articles, *one.others))
        )

    def told(self) -> bool:
        """Whether the stories are those of the articles kept now."""
        query = "SELECT 1 FROM waiting UNION ALL SELECT 1 FROM coming LIMIT 1"
        return self._db.execute(query).fetchone() is None

    def show(self) -> bool:
        """Shows all stories that have come, in one transaction; former ids become redirects.

        False, and nothing is changed, where work still waits.
        """
        with self._transaction() as db:
            if db.execute("SELECT 1 FROM waiting LIMIT 1").fetchone():
                return False
            showing.show(db)
        return True

    # ---------------------------------------------------------------- loading

    def stories(self) -> list[Story]:
        """Every story, the latest first, then by how many sources it has, then by id."""
        with _explained(self.path):
            rows = self._db.execute(
                "SELECT content FROM stories ORDER BY last DESC, sources_high DESC, id"
            )
            return [packing.story(row["content"]) for row in rows]

    def story(self, story: str) -> Story | None:
        """The story of an id, or the one a former id leads to, with the stories next to it."""
        with _explained(self.path):
            row = self._db.execute(
                "SELECT content FROM stories WHERE id = ?1 OR "
                "id = (SELECT story FROM former WHERE former.id = ?1)",
                (story,),
            ).fetchone()
            return showing.with_related(self._db, packing.story(row["content"])) if row else None

    def story_of(self, article: str) -> str | None:
        """The id of the story an article is in."""
        row = self._db.execute("SELECT story FROM members WHERE article = ?", (article,)).fetchone()
        return row["story"] if row else None

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[Article]:
        """Articles with their settled days: all current ones by id, or those asked for."""
        for row in self._article_rows(ids):
            yield packing.article(row["content"], row["dating"])

    def annotated(self) -> Iterator[Article]:
        """The current articles by id, as annotated alone: what stories are made from."""
        for row in self._article_rows(None):
            yield packing.annotated(row["content"])

    def _article_rows(self, ids: Sequence[str] | None) -> Iterator[sqlite3.Row]:
        with _explained(self.path):
            if ids is None:
                yield from self._db.execute(
                    "SELECT content, dating FROM articles WHERE current = 1 ORDER BY id"
                )
                return
            for article in ids:
                yield from self._db.execute(
                    "SELECT content, dating FROM articles WHERE id = ?", (article,)
                )

    def page(self, page: str) -> Page | None:
        """The page as found."""
        row = self._db.execute("SELECT * FROM pages WHERE id = ?", (page,)).fetchone()
        return packing.page(row) if row else None

    def revisions(self, origin: str) -> list[str]:
        """Ids of the articles read from one origin over time, oldest first."""
        rows = self._db.execute(
            "SELECT id FROM articles WHERE origin = ? ORDER BY found, number", (origin,)
        )
        return [row["id"] for row in rows]

    def faults(self) -> list[Fault]:
        """What could not be read, in order of arrival."""
        rows = self._db.execute("SELECT what, origin, at, remedy FROM faults ORDER BY number")
        return [Fault(row["what"], row["origin"], row["at"], row["remedy"]) for row in rows]

    # ---------------------------------------------------------------- finding

    def find(self, prefix: str) -> list[tuple[Literal["story", "article"], str, str]]:
        """What an id or its beginning may mean: (kind, id, headline or ref), stories first."""
        with _explained(self.path):
            return finding.by_prefix(self._db, prefix)

    def search(self, words: str, *, limit: int = 50) -> list[finding.Hit]:
        """Articles that hold all the words, best first; any syntax is safe."""
        with _explained(self.path):
            return finding.search(self._db, words, limit=limit)

    def counts(self) -> dict[str, int]:
        """How many of each thing the store holds."""
        with _explained(self.path):
            return finding.counts(self._db)

    def problems(self) -> list[str]:
        """What SQLite's own check and our invariants find wrong; empty for a whole store."""
        with _explained(self.path):
            return finding.problems(self._db)

    def content_hash(self) -> str:
        """A hash of pages, articles and stories, blind to order of arrival and to faults."""
        with _explained(self.path):
            return finding.content_hash(self._db)


# -------------------------------------------------------------------- rows


def _save_article(db: sqlite3.Connection, article: Article, rules: str) -> tuple[bool, bool]:
    """Whether the article is new, and whether it is a new revision of a page seen before."""
    found = article.found.earliest.isoformat() if article.found and article.found.earliest else ""
    fields = {
        "page": article.page,
        "ref": article.ref,
        "outlet": article.outlet,
        "title": article.title,
        "language": article.language,
        "found": found,
        "rules": rules,
        "content": packing.pack(article),
    }
    if db.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone():
        db.execute(
            f"UPDATE articles SET {', '.join(f'{name} = ?' for name in fields)} WHERE id = ?",
            (*fields.values(), article.id),
        )
        _choose_current(db, article.origin)
        return False, False
    revision = db.execute(
        "SELECT 1 FROM articles WHERE origin = ? LIMIT 1", (article.origin,)
    ).fetchone()
    number = db.execute(
        f"INSERT INTO articles (id, origin, current, {', '.join(fields)}) "
        f"VALUES (?, ?, 1, {', '.join('?' * len(fields))})",
        (article.id, article.origin, *fields.values()),
    ).lastrowid
    db.execute(
        "INSERT INTO search (rowid, title, outlet, text) VALUES (?,?,?,?)",
        (number, article.title, article.outlet, article.text),
    )
    if revision:
        _choose_current(db, article.origin)
    return True, bool(revision)


def _choose_current(db: sqlite3.Connection, origin: str) -> None:
    """Marks the revision found last; where no day of finding is known, the one read last."""
    db.execute(
        "UPDATE articles SET current = (number = (SELECT number FROM articles WHERE origin = ?1 "
        "ORDER BY found DESC, number DESC LIMIT 1)) WHERE origin = ?1",
        (origin,),
    )


# -------------------------------------------------------------------- connecting


def _connect(path: str) -> sqlite3.Connection:
    try:
        db = _configured(sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS))
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        migrations.migrate(db, path)
        return db
    except sqlite3.OperationalError as error:
        unwritable = "readonly" in str(error) or "unable to open" in str(error)
        if not unwritable or not Path(path).is_file() or not Path(path).stat().st_size:
            raise
    # A store on a medium or in a folder that cannot be written can still be looked at.
    uri = Path(path).absolute().as_uri()
    db = _configured(sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None))
    if migrations.version(db) != len(migrations.MIGRATIONS):
        raise StoreError("an older store that cannot be migrated here", origin=path, do="copy it")
    return db


def _configured(db: sqlite3.Connection) -> sqlite3.Connection:
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    return db


_REMEDIES = (  # words of SQLite's message → what to do
    ("full", "the disk is full", "free some space and run the same command again"),
    ("readonly", "it cannot be written", "choose another place with --store"),
    ("unable to open", "it cannot be opened or made here", "check the folder, or choose --store"),
    ("locked", "another process is writing to it", "wait for it to end and run this again"),
    ("not a database", "not a store", "name another file with --store"),
    (
        "malformed",
        "the store is damaged",
        "run secondsource doctor; read the heap into a new store",
    ),
    ("disk i/o", "the disk reports an error", "check the disk; what was committed is kept"),
)


@contextlib.contextmanager
def _explained(path: str) -> Iterator[None]:
    """Turns SQLite's errors into `StoreError`s that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        message = str(error).lower()
        for words, what, do in _REMEDIES:
            if words in message:
                raise StoreError(what, origin=path, do=do) from error
        raise StoreError(f"SQLite: {error}", origin=path, do="run secondsource doctor") from error
