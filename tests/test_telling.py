"""A store's stories are those of its articles, however they came in and whatever cut in between."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from msgspec import structs

from secondsource import pipeline, sources, store, telling
from secondsource.model import Article, Block, Dating, Fact, Page, Ruling, Story, digest, marks
from secondsource.store import Store, migrations, shared

Pairs = Sequence[tuple[Page, Article]]
RULES = "rules"


@cache
def bundled() -> Pairs:
    heap = files("secondsource").joinpath("demo/heap")
    return annotated(page for page in sources.open(str(heap)) if isinstance(page, Page))


def annotated(pages: Iterable[Page]) -> Pairs:
    made = ((page, pipeline.annotate(page)) for page in pages)
    return [(page, article) for page, article in made if isinstance(article, Article)]


def page(name: str, text: str, *, outlet: str) -> Page:
    facts = (Fact("outlet", outlet, "row:outlet"),)
    return Page(digest(name, text), name, name, "text/plain", text.encode(), facts=facts)


def tell(kept: Store, pairs: Pairs) -> None:
    kept.add(pairs, rules=RULES)
    telling.tell(kept, RULES)


def shown(kept: Store) -> tuple[dict[str, Story], dict[str, Dating | None]]:
    stories = {story.id: kept.story(story.id) for story in kept.stories()}
    assert kept.told()
    assert kept.problems() == []
    return (
        {name: story for name, story in stories.items() if story},
        {article.id: article.published for article in kept.articles()},
    )


def at_once(
    pairs: Pairs, rulings: Sequence[Ruling] = ()
) -> tuple[dict[str, Story], dict[str, Dating | None]]:
    """What the pure pipeline says of the same articles."""
    stories, articles = pipeline.tell([article for _, article in pairs], rulings)
    return (
        {story.id: story for story in stories},
        {article.id: article.published for article in articles},
    )


@pytest.fixture
def kept(tmp_path: Path):
    with store.open(tmp_path / "s.db") as opened:
        yield opened


@pytest.mark.parametrize(
    ("parts", "seed", "fresh"),
    [
        *[(1, 1, shared.FRESH), (2, 2, shared.FRESH), (2, 3, shared.FRESH), (5, 4, shared.FRESH)],
        *[(5, 5, 1), (33, 6, shared.FRESH), (33, 7, 200)],
    ],
)
def test_parts_in_any_order_are_told_as_all_at_once(
    kept: Store, monkeypatch: pytest.MonkeyPatch, parts: int, seed: int, fresh: int
):
    monkeypatch.setattr(shared, "FRESH", fresh)  # shared keys in one table or two
    pairs = list(bundled())
    Random(seed).shuffle(pairs)
    for part in range(parts):
        tell(kept, pairs[part::parts])
    assert shown(kept) == at_once(pairs)


def test_a_telling_that_is_cut_short_goes_on_where_it_stopped(kept: Store):
    pairs = bundled()
    kept.add(pairs, rules=RULES)
    dice, cuts = Random(7), 0

    def cut(_: str, __: int) -> None:
        if dice.random() < 0.5:
            raise KeyboardInterrupt

    while True:
        try:
            telling.tell(kept, RULES, on_progress=cut)
        except KeyboardInterrupt:
            cuts += 1
            assert not kept.told()
            assert kept.stories() == []  # all or none
            continue
        break
    assert cuts > 3
    assert shown(kept) == at_once(pairs)


def test_other_rules_make_the_index_anew(kept: Store):
    pairs = bundled()
    tell(kept, pairs)
    before = shown(kept)
    telling.tell(kept, "other rules")
    assert shown(kept) == before


def test_a_revision_takes_the_place_of_what_it_revises(kept: Store):
    pairs = list(bundled())
    tell(kept, pairs)
    old = pairs[0][0]
    new = annotated(
        [structs.replace(old, id=digest("new"), body=old.body + b"\n<p>Corrected.</p>")]
    )
    tell(kept, new)
    assert shown(kept) == at_once([*pairs[1:], *new])


def test_the_id_of_a_story_leads_on_to_the_revision_of_its_only_page(kept: Store):
    text = "Ferry of Osterholm stopped\n\nThe ferry was stopped by Ilse Torvald on Monday."
    (pair,) = annotated([page("p", text, outlet="Osterholm Post")])
    tell(kept, [pair])
    (before,) = kept.stories()
    tell(kept, annotated([page("p", text + " It sails again.", outlet="Osterholm Post")]))
    (after,) = kept.stories()
    assert (before.id != after.id, kept.story(before.id)) == (True, kept.story(after.id))
    assert kept.problems() == []


def test_a_store_of_an_earlier_release_is_told_anew(tmp_path: Path):
    pairs = bundled()
    path = tmp_path / "old.db"
    with store.open(path) as opened:
        tell(opened, pairs)
    with sqlite3.connect(path) as db:  # as the first release left it: no index
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('waiting', "
            "'profiles', 'shared', 'fresh', 'terms', 'keys', 'places', 'links', 'coming', "
            "'rulings')"
        ).fetchall():
            db.execute(f"DROP TABLE {name}")
        db.execute("DELETE FROM facts")
        db.execute("PRAGMA user_version = 1")
    with store.open(path) as opened:
        assert {s.id for s in opened.stories()} == set(at_once(pairs)[0])
        assert opened.story(opened.stories()[0].id) == opened.stories()[0]
        telling.tell(opened, RULES)
        assert shown(opened) == at_once(pairs)
    backup = migrations.backup_of(str(path), 1)
    with closing(sqlite3.connect(backup)) as db:
        assert migrations.version(db) == 1
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (len(pairs),)
    assert not backup.with_name(backup.name + ".part").exists()


def test_lines_that_five_pages_of_an_outlet_share_are_furniture_until_they_are_four(kept: Store):
    line = "Stay with us for the stories that the Osterholm valley talks about every single day."
    texts = [
        f"Ferry {n} of Osterholm stopped\n\nThe ferry number {n} was stopped by Ilse Torvald after "
        f"a bolt sheared on Monday at pier {n}, the harbour office of Osterholm said.\n\n{line}\n"
        for n in range(5)
    ]
    pages = [page(f"p{n}", text, outlet="Osterholm Post") for n, text in enumerate(texts)]
    pairs = annotated(pages)

    def bodies() -> list[bool]:
        roles = [marks(a, Block) for a in kept.annotated()]
        return [any(b.role == "body" and b.span.end >= 230 for b in blocks) for blocks in roles]

    tell(kept, pairs[:4])
    alone = bodies()
    tell(kept, pairs[4:])
    assert shown(kept) == at_once(pairs)
    assert sum(bodies()) < sum(alone)
    gone = annotated([page("p4", "Another page, with other words.", outlet="Osterholm Post")])
    tell(kept, gone)
    assert shown(kept) == at_once([*pairs[:4], *gone])
    assert sum(bodies()) == sum(alone)


def test_a_merge_and_a_split_by_hand_are_kept_on_reading_on(kept: Store):
    pairs = list(bundled())
    tell(kept, pairs[::2])
    first, second = kept.stories()[:2]
    merged = kept.rule("merge", [*first.articles, *second.articles])
    telling.tell(kept, RULES)
    tell(kept, pairs[1::2])
    assert shown(kept) == at_once(pairs, [merged])
    assert kept.story(first.id) == kept.story(second.id)
    whole = kept.story(first.id)
    assert whole
    split = kept.rule("split", whole.articles[:1], whole.articles[1:])
    telling.tell(kept, RULES)
    assert shown(kept) == at_once(pairs, [merged, split])
    assert kept.rulings() == (merged, split)
    assert kept.unrule() == split
    assert kept.unrule() == merged
    telling.tell(kept, RULES)
    assert shown(kept) == at_once(pairs)
    assert kept.unrule() is None


def test_a_ruling_on_a_page_that_was_revised_can_be_taken_back(kept: Store):
    """Its article is no longer there, and an index made anew has never heard of it."""
    pairs = list(bundled())
    tell(kept, pairs)
    (first, second) = kept.stories()[:2]
    kept.rule("merge", [*first.articles, *second.articles])
    telling.tell(kept, RULES)
    (old,) = [page for page, article in pairs if article.id == first.articles[0]]
    body = old.body + b"\n<p>Corrected.</p>"
    new = annotated([structs.replace(old, id=digest("new"), body=body)])
    tell(kept, new)
    telling.tell(kept, "other rules")
    assert kept.unrule() is not None
    telling.tell(kept, "other rules")
    assert shown(kept) == at_once([*(pair for pair in pairs if pair[0] is not old), *new])
