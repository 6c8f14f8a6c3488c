"""The append-only list of migrations; one that was released is never edited."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from secondsource.errors import StoreError

# In this folder, in their order.
MIGRATIONS = ("schema.sql", "index.sql", "gathering.sql", "days.sql", "keys.sql")


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the store has gone through; 0 for a new file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, origin: str) -> None:
    """Brings the store to the newest schema, in one transaction; raises on a newer one.

    A store that an earlier release wrote is copied first, to a file beside it: see `backup_of`.
    """
    if version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    done = version(connection)  # again: another process may have migrated while we waited
    try:
        _check(connection, done, origin)
        if 0 < done < len(MIGRATIONS):
            _back_up(origin, done)
        for script in MIGRATIONS[done:]:
            _run(connection, files("secondsource").joinpath("store", script).read_text("utf-8"))
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def backup_of(origin: str, done: int) -> Path:
    """Where a store of a schema is copied to before it is migrated."""
    return Path(f"{origin}.schema-{done}")


def _back_up(origin: str, done: int) -> None:
    """Copies what is committed; a copy that was cut short does not bear the name."""
    kept = backup_of(origin, done)
    part = kept.with_name(kept.name + ".part")
    part.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(origin)) as source,
        closing(sqlite3.connect(part)) as copy,
    ):
        source.backup(copy)
    part.replace(kept)


def _check(connection: sqlite3.Connection, done: int, origin: str) -> None:
    if done > len(MIGRATIONS):
        raise StoreError(
            f"written by a newer secondsource (schema {done}, this one knows {len(MIGRATIONS)})",
            origin=origin,
            do="update secondsource",
        )
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if done == 0 and tables:
        raise StoreError(
            "an SQLite database, but no store of ours", origin=origin, do="name another file"
        )


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Each statement in turn; `executescript` would commit the transaction it is in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
