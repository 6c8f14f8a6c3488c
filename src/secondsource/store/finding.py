"""Questions to the store: by id, by words, counts, wholeness."""

from __future__ import annotations

import re
import sqlite3
import time
from hashlib import blake2b
from typing import Literal, NamedTuple

from secondsource.errors import StoreError

MAX_CANDIDATES = 20  # listed for an id that begins several
MAX_WORDS = 32  # of one search
SEARCH_SECONDS = 1.0
_STEPS = 10_000  # SQLite instructions between looks at the clock
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")


class Hit(NamedTuple):
    """An article that a search found, and the story it is in ("" while stories wait)."""

    article: str
    story: str


def by_prefix(
    db: sqlite3.Connection, prefix: str
) -> list[tuple[Literal["story", "article"], str, str]]:
    """(kind, id, headline or ref) of what begins so; a whole id names one thing alone."""
    if not re.fullmatch(r"[0-9a-z]+", prefix):
        return []
    high = prefix + "{"  # sorts after every letter and digit
    found: list[tuple[Literal["story", "article"], str, str]] = [
        ("story", row["id"], row["label"])
        for row in db.execute(
            "SELECT id, headline AS label FROM stories WHERE id >= ?1 AND id < ?2 UNION "
            "SELECT former.id, headline FROM former JOIN stories ON stories.id = former.story "
            "WHERE former.id >= ?1 AND former.id < ?2 ORDER BY 1 LIMIT ?3",
            (prefix, high, MAX_CANDIDATES),
        )
    ]
    found += [
        ("article", row["id"], row["ref"])
        for row in db.execute(
            "SELECT id, ref FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (prefix, high, MAX_CANDIDATES),
        )
    ]
    exact = [candidate for candidate in found if candidate[1] == prefix]
    return exact[:1] or found


def search(db: sqlite3.Connection, words: str, *, limit: int) -> list[Hit]:
    """Articles holding every word or "phrase", best first; `word*` finds what begins so."""
    query = _query(words)
    if not query:
        return []
    deadline = time.monotonic() + SEARCH_SECONDS
    db.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    try:
        rows = db.execute(
            "SELECT articles.id, members.story FROM search "
            "JOIN articles ON articles.number = search.rowid AND articles.current = 1 "
            "LEFT JOIN members ON members.article = articles.id "
            "WHERE search MATCH ? ORDER BY bm25(search, 4.0, 1.0, 1.0), articles.id LIMIT ?",
            (query, limit),
        ).fetchall()
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise StoreError(
                f"the search took longer than {SEARCH_SECONDS:.0f} s", do="give more telling words"
            ) from error
        raise
    finally:
        db.set_progress_handler(None, 0)
    return [Hit(row["id"], row["story"] or "") for row in rows]


def _query(words: str) -> str:
    """What the user wrote as an FTS5 query in which nothing of theirs is syntax."""
    terms = []
    for phrase, word in _TERM.findall(words.replace("\0", " ")):
        # The tokenizer would split "don't" or "3-year-old" anyway: each becomes a phrase.
        found = _WORD.findall(phrase or word)
        if found:
            terms.append(f'"{" ".join(found)}"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms[:MAX_WORDS])


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many of each thing there are."""
    return {
        name: int(db.execute(f"SELECT count(*) FROM {source}").fetchone()[0])
        for name, source in (
            ("pages", "pages"),
            ("articles", "articles WHERE current = 1"),
            ("earlier revisions", "articles WHERE current = 0"),
            ("stories", "stories"),
            ("faults", "faults"),
        )
    }


_INVARIANTS = (
    ("articles without their page", "articles WHERE page NOT IN (SELECT id FROM pages)"),
    ("members of no story", "members WHERE story NOT IN (SELECT id FROM stories)"),
    ("members that are no articles", "members WHERE article NOT IN (SELECT id FROM articles)"),
    ("redirects to no story", "former WHERE story NOT IN (SELECT id FROM stories)"),
    (
        "origins without one current revision",
        "(SELECT origin FROM articles GROUP BY origin HAVING sum(current) <> 1)",
    ),
)


def problems(db: sqlite3.Connection) -> list[str]:
    """What is wrong with the file or between its tables."""
    wrong = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
    for words, source in _INVARIANTS:
        number = db.execute(f"SELECT count(*) FROM {source}").fetchone()[0]
        if number:
            wrong.append(f"{number} {words}")
    return wrong


def content_hash(db: sqlite3.Connection) -> str:
    """32 hex digits over pages, articles and stories in the order of their ids."""
    state = blake2b(digest_size=16)
    for query in (
        "SELECT id FROM pages ORDER BY id",
        "SELECT id, page, current, rules, content, dating FROM articles ORDER BY id",
        "SELECT id, content FROM stories ORDER BY id",
        "SELECT article, story FROM members ORDER BY article",
    ):
        for row in db.execute(query):
            for value in row:
                raw = value if isinstance(value, bytes) else str(value).encode()
                state.update(len(raw).to_bytes(8, "big"))
                state.update(raw)
    return state.hexdigest()
