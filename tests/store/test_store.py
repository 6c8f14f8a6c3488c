"""The store: nothing twice, nothing half, every id findable, every damage said."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from secondsource import store
from secondsource.errors import StoreError
from secondsource.model import (
    Article,
    Dating,
    Fact,
    Fault,
    Page,
    Sources,
    Span,
    Story,
    Time,
    When,
    digest,
)
from secondsource.sources.dates import found
from secondsource.store.migrations import MIGRATIONS
from tests.store.shown import show


def pair(origin: str, text: str, *, day: str = "", title: str = "") -> tuple[Page, Article]:
    """A page and its article, as `read` would make them."""
    page = Page(
        id=digest(origin, text, day),
        origin=origin,
        ref=f"../{origin}",
        media="text/plain",
        body=text.encode(),
        found=found(day) if day else None,
        facts=(Fact("title", title, "row:title"),),
    )
    article = Article(
        id=digest(origin, text),
        page=page.id,
        origin=origin,
        ref=page.ref,
        text=text,
        title=title,
        found=page.found,
        marks=(Time(span=Span(0, 1), by="test", type="DATE", expr="mon"),),
    )
    return page, article


def told(articles: list[Article], *, size: int = 2) -> tuple[list[Story], list[Article]]:
    """Stories of so many articles each, in the order of ids: a stand-in for the pipeline's own."""
    articles = sorted(articles, key=lambda one: one.id)
    groups = [articles[i : i + size] for i in range(0, len(articles), size)]
    when = When(None, None)
    dated = [
        structs.replace(a, published=Dating(when, "2031-03-10", 0.9, "test")) for a in articles
    ]
    return [
        Story(
            id=digest("story", group[0].id),
            headline=group[0].title or group[0].text,
            articles=tuple(article.id for article in group),
            sources=Sources(1, 2),
        )
        for group in groups
    ], dated


PAIRS = [pair(f"heap/{n}.txt", f"Words of page {n} on ferries.", title=f"T{n}") for n in range(5)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.db"


def filled(path: Path, *, size: int = 2) -> store.Store:
    kept = store.open(path)
    kept.add(PAIRS, [Fault("broken", "heap/x.html", 7, "mend it")], rules="r1")
    show(kept, *told(list(kept.annotated()), size=size))
    return kept


def test_what_is_kept_comes_back(path: Path):
    with filled(path) as kept:
        page, article = PAIRS[2]
        assert kept.page(page.id) == page
        (back,) = kept.articles([article.id])
        assert structs.replace(back, published=None) == article
        assert back.published is not None
        assert next(kept.annotated()).published is None
        assert len(kept.stories()) == 3
        assert kept.faults() == [Fault("broken", "heap/x.html", 7, "mend it")]
        story = kept.stories()[0]
        assert {kept.story_of(i) for i in story.articles} == {story.id}
        assert kept.problems() == []


def test_reading_again_changes_nothing(path: Path):
    with filled(path) as kept:
        before, told_before = kept.content_hash(), kept.told()
        assert kept.known([page.id for page, _ in PAIRS], rules="r1") == {p.id for p, _ in PAIRS}
        assert kept.known([PAIRS[0][0].id], rules="r2") == set()
        assert kept.add(PAIRS, kept.faults(), rules="r1") == (0, 0)
        show(kept, *told(list(kept.annotated())))
        assert (kept.content_hash(), told_before, kept.told()) == (before, True, True)
        assert kept.counts()["faults"] == 1


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(PAIRS), cut=st.integers(0, 5))
def test_order_and_batches_do_not_matter(tmp_path_factory: pytest.TempPathFactory, order, cut: int):
    hashes = set()
    for batches in ([PAIRS], [order[:cut], order[cut:]]):
        path = tmp_path_factory.mktemp("order") / "s.db"
        with store.open(path) as kept:
            for batch in batches:
                kept.add(batch, rules="r1")
            show(kept, *told(list(kept.annotated())))
            hashes.add(kept.content_hash())
    assert len(hashes) == 1


def test_a_changed_refetch_is_a_new_revision(path: Path):
    with filled(path) as kept:
        changed = pair("heap/2.txt", "Corrected words.", day="2031-03-12")
        assert kept.add([changed], rules="r1") == (0, 1)
        assert not kept.told()
        assert kept.revisions("heap/2.txt") == [PAIRS[2][1].id, changed[1].id]
        assert PAIRS[2][1].id not in {article.id for article in kept.annotated()}
        # A crawl of an earlier day that is read later does not become the current one.
        kept.add([pair("heap/2.txt", "Older words.", day="2031-03-11")], rules="r1")
        assert changed[1].id in {article.id for article in kept.annotated()}
        assert kept.counts()["articles"] == 5
        assert kept.problems() == []


def test_former_story_ids_lead_on(path: Path):
    with filled(path, size=1) as kept:
        old = [story.id for story in kept.stories()]
        show(kept, *told(list(kept.annotated()), size=5))
        (new,) = kept.stories()
        assert {kept.story(i) for i in old} == {new}
        show(kept, *told(list(kept.annotated()), size=1))
        assert {s.id for i in old if (s := kept.story(i))} == set(old)
        assert kept.problems() == []


def test_stories_are_not_shown_while_an_article_waits(path: Path):
    with filled(path) as kept:
        before = kept.stories()
        kept.add([pair("heap/new.txt", "Added by another process.")], rules="r1")
        assert not kept.told()
        assert not kept.show()
        assert kept.stories() == before


def test_any_unique_prefix_finds(path: Path):
    with filled(path) as kept:
        for kind, ids in (
            ("story", [story.id for story in kept.stories()]),
            ("article", [article.id for _, article in PAIRS]),
        ):
            for i in ids:
                assert [(k, found) for k, found, _ in kept.find(i)] == [(kind, i)]
                assert (kind, i) in [(k, found) for k, found, _ in kept.find(i[:2])]
        assert kept.find("zz") == kept.find("%") == kept.find("") == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ferry", 5),  # "ferries": any form of a word
        ("page 3", 1),
        ('"words of page"', 5),
        ('"page words"', 0),
        ("ferr*", 5),
        ("T4", 1),  # titles too
        ("absent", 0),
        ("", 0),
        ("AND OR NOT NEAR( ) * ^ : - + { } \" ' ; --", 0),
    ],
)
def test_search(path: Path, words: str, number: int):
    with filled(path) as kept:
        assert len(kept.search(words)) == number


def test_no_search_is_an_error(path: Path):
    with filled(path) as kept:

        @settings(max_examples=50, deadline=None)
        @given(words=st.text(max_size=60))
        def any_words(words: str):
            kept.search(words)
            kept.find(words)

        any_words()


def test_faults_that_are_mended_go(path: Path):
    with filled(path) as kept:
        kept.settle_faults("other", [])
        assert kept.counts()["faults"] == 1
        kept.settle_faults("heap", [])
        assert kept.faults() == []


# ------------------------------------------------------------------ what goes wrong


def test_a_full_disk_leaves_the_store_whole(path: Path):
    with filled(path) as kept:
        before = kept.content_hash()
        pages = kept._db.execute("PRAGMA page_count").fetchone()[0]
        kept._db.execute(f"PRAGMA max_page_count = {pages}")
        big = [pair(f"heap/big{n}.txt", os.urandom(50_000).hex()) for n in range(9)]
        with pytest.raises(StoreError, match="the disk is full; free some space"):
            kept.add(big, rules="r1")
        assert (kept.content_hash(), kept.problems()) == (before, [])


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (
            lambda path: path.write_text("no database, but long enough to be looked at " * 99),
            "not a store",
        ),
        (lambda path: sqlite3.connect(path).execute("CREATE TABLE other (x)"), "no store of ours"),
        (lambda path: path.mkdir(), "cannot be opened"),
        (lambda path: None, "no store here"),
    ],
)
def test_what_is_no_store_is_said(path: Path, prepare, words: str):
    prepare(path)
    with pytest.raises(StoreError, match=words):
        store.open(path, must_exist=words == "no store here")


def test_a_newer_store_is_not_touched(path: Path):
    filled(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="newer secondsource"):
        store.open(path)


def test_how_things_are_looked_up_does_not_change_with_what_is_kept(path: Path):
    filled(path).close()
    with filled(path) as kept:  # the planner's counts of rows would make other plans of the same
        assert kept._db.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] == 0


def test_damage_is_found(path: Path):
    with filled(path) as kept:
        kept._db.execute("DELETE FROM pages WHERE id = ?", (PAIRS[0][0].id,))
        assert kept.problems() == ["1 articles without their page"]


def test_every_column_is_explained():
    folder = Path(store.__file__).parent
    schema = [line for path in folder.glob("*.sql") for line in path.read_text().splitlines()]
    columns = [
        line
        for line in schema
        if line.startswith("    ") and not line.strip().startswith(("UNIQUE (", "PRIMARY KEY ("))
    ]
    assert [line for line in columns if "--" not in line and "tokenize" not in line] == []


def test_a_reader_sees_whole_batches_while_another_writes(path: Path):
    filled(path).close()
    with store.open(path) as writer, store.open(path) as reader:
        more = [pair(f"heap/more{n}.txt", f"More {n}.") for n in range(9)]

        def watched() -> Iterator[tuple[Page, Article]]:
            for one in more:
                assert reader.counts()["articles"] == 5
                yield one

        writer.add(watched(), rules="r1")
        assert reader.counts()["articles"] == 14


CHILD = """
import sys
from secondsource import store
from tests.store.test_store import pair, told
from tests.store.shown import show
with store.open(sys.argv[1]) as kept:
    for batch in range(20):
        pairs = [pair(f"heap/{n}.txt", f"Words {n} " * 50) for n in range(batch * 5, batch * 5 + 5)]
        kept.add(pairs, rules="r1")
        print(batch, flush=True)
    show(kept, *told(list(kept.annotated())))
"""


def test_a_killed_writer_loses_nothing_acknowledged(path: Path):
    root = Path(__file__).parents[2]
    call = [sys.executable, "-c", CHILD, str(path)]
    for moment in (0.0, 0.02):
        child = subprocess.Popen(call, stdout=subprocess.PIPE, cwd=root, text=True)
        assert child.stdout is not None
        acknowledged = int(child.stdout.readline() or -1)
        time.sleep(moment)
        child.send_signal(signal.SIGKILL)
        rest = [int(line) for line in child.stdout.read().split()]
        child.wait()
        acknowledged = max([acknowledged, *rest])
        with store.open(path) as kept:
            assert kept.problems() == []
            assert kept.counts()["articles"] >= 5 * (acknowledged + 1)
    subprocess.run(call, cwd=root, check=True, stdout=subprocess.DEVNULL)
    undisturbed = path.with_name("u.db")
    subprocess.run([*call[:3], str(undisturbed)], cwd=root, check=True, stdout=subprocess.DEVNULL)
    with store.open(path) as kept, store.open(undisturbed) as other:
        assert kept.content_hash() == other.content_hash()


def test_stories_come_latest_first(path: Path):
    with filled(path) as kept:
        rows = kept._db.execute("SELECT last, sources_high, id FROM stories").fetchall()
        by_id = {row["id"]: (row["last"], row["sources_high"]) for row in rows}
        assert all(by_id[a.id] >= by_id[b.id] for a, b in pairwise(kept.stories()))
