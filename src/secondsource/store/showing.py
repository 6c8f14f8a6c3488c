"""Stories that have come become the stories that are shown."""

from __future__ import annotations

import sqlite3

from msgspec import structs

from secondsource.model import Dating, Story
from secondsource.store import packing
from secondsource.store.shelf import Shelf
from secondsource.stories import related
from secondsource.stories.told import id_of


def show(db: sqlite3.Connection) -> None:
    """Replaces the stories by those that have come, and the days of their articles."""
    gone: dict[str, list[str]] = {}
    for row in db.execute("SELECT cluster, content IS NULL AS gone FROM coming").fetchall():
        story = id_of(row["cluster"])
        if row["gone"]:
            gone[story] = _members(db, story)
            db.execute("DELETE FROM stories WHERE id = ?", (story,))
        db.execute("DELETE FROM members WHERE story = ?", (story,))
    for row in db.execute("SELECT content FROM coming WHERE content IS NOT NULL ORDER BY cluster"):
        told = packing.story(row["content"])
        db.executemany(
            "INSERT OR REPLACE INTO members VALUES (?,?)", ((one, told.id) for one in told.articles)
        )
        db.executemany(
            "UPDATE articles SET dating = (SELECT settled FROM profiles WHERE article = id) "
            "WHERE id = ?",
            ((one,) for one in told.articles),
        )
        _save(db, told, row["content"])
        db.execute("DELETE FROM former WHERE id = ?", (told.id,))
    for story, articles in sorted(gone.items()):
        _redirect(db, story, articles)
    db.execute("DELETE FROM coming")


def _members(db: sqlite3.Connection, story: str) -> list[str]:
    rows = db.execute("SELECT article FROM members WHERE story = ? ORDER BY article", (story,))
    return [row["article"] for row in rows]


def _save(db: sqlite3.Connection, story: Story, content: bytes) -> None:
    days = [
        found.when.earliest.isoformat()
        for one in story.articles
        if (found := _dating(db, one)) and found.when.earliest
    ]
    db.execute(
        "INSERT OR REPLACE INTO stories VALUES (?,?,?,?,?,?,?,?)",
        (
            story.id,
            story.headline,
            min(days, default=""),
            max(days, default=""),
            story.sources.high,
            story.sources.low,
            len(story.articles),
            content,
        ),
    )


def _dating(db: sqlite3.Connection, one: str) -> Dating | None:
    row = db.execute("SELECT dating FROM articles WHERE id = ?", (one,)).fetchone()
    return packing.read_dating(row["dating"])


def _redirect(db: sqlite3.Connection, gone: str, articles: list[str]) -> None:
    """Leads an id that vanished, and each that led to it, to where most of its articles went.

    A revision stands for the article it revises.
    """
    heirs = [
        row["story"]
        for one in articles
        for row in db.execute(
            "SELECT story FROM articles CROSS JOIN members ON article = id AND current = 1 "
            "WHERE origin = (SELECT origin FROM articles WHERE id = ?)",
            (one,),
        )
    ]
    if not heirs:
        db.execute("DELETE FROM former WHERE story = ?", (gone,))
        return
    heir = max(sorted(set(heirs)), key=heirs.count)
    db.execute("UPDATE former SET story = ? WHERE story = ?", (heir, gone))
    db.execute("INSERT OR REPLACE INTO former VALUES (?, ?)", (gone, heir))


def with_related(db: sqlite3.Connection, story: Story) -> Story:
    """The story with those next to it, as the index knows them now."""
    shelf = Shelf(db, 2)
    rows = {one: shelf.near(one) for one in story.articles}
    places = {
        one: place.cluster
        for one in {*story.articles, *(other for row in rows.values() for other in row)}
        if (place := shelf.place(one))
    }
    if any(one not in places for one in story.articles):
        return story  # told by an earlier release, and the index is not made yet
    size = {cluster: len(shelf.cluster(cluster)) for cluster in set(places.values())}
    near = {one: {o: p for o, p in row.items() if o in places} for one, row in rows.items()}
    return structs.replace(story, related=related(near, places, size))
