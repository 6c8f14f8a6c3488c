"""The shelf finds the near articles by their keys: as comparing all with all does."""

from itertools import combinations
from pathlib import Path
from random import Random

from bench.heap import heap
from bench.scale import page_of
from msgspec import structs

from secondsource import store, stories, telling
from secondsource.model import Article, Dating, Fact
from secondsource.store.index import Work
from secondsource.store.shelf import Shelf
from secondsource.stories import profiles
from secondsource.text.when import parse


def spread() -> list[Article]:
    """An invented heap over a year and more, one article in nine undated, one without a word."""
    made = list(heap(160, seed=3))
    days = [f"{2031 + at % 2}-{1 + at % 11:02}-{1 + at % 27:02}" for at in range(len(made))]
    dated = [
        structs.replace(one, facts=(Fact("published", day, "heap"),) if at % 9 else ())
        for at, (one, day) in enumerate(zip(made, days, strict=True))
    ]
    return [*dated, structs.replace(made[0], id="0" * 16, page="0" * 16, origin="", text="\n")]


def near_by_all_pairs(read: list[stories.Profile]) -> set[tuple[str, str]]:
    pairs = [(a.id, b.id) for a, b in combinations(read, 2) if stories.nearness(a, b)]
    return {pair for a, b in pairs for pair in ((a, b), (b, a))}


def near_as_kept(shelf: Shelf, articles: list[Article]) -> set[tuple[str, str]]:
    return {(one.id, other) for one in articles for other in shelf.near(one.id)}


def test_near_articles_are_found_after_some_days_were_settled_otherwise(tmp_path: Path):
    articles, chance = spread(), Random(5)
    with store.open(tmp_path / "s.db") as kept:
        kept.add([(page_of(one), one) for one in articles[:110]])
        telling.tell(kept, "rules")
        for _ in range(3):  # moved, moved back or to where others are, and new ones beside them
            with kept.working() as index:
                moved = [one.id for one in chance.sample(articles[:110], 30)]
                for one in moved:
                    day = parse(f"{2031 + chance.randrange(2)}-{chance.randrange(1, 12):02}-05")
                    assert day is not None
                    index.settle(one, chance.choice((None, Dating(day, "", 1.0, "test"))))
                index.wait(Work.GATHER_SETTLED, moved)
                keys = index.waiting(Work.GATHER_SETTLED)
                telling._gather_settled(index, keys)
                index.done(Work.GATHER_SETTLED, keys)
                read = [index.settled.profile(one.id) for one in articles[:110]]
                assert near_as_kept(index.settled, articles[:110]) == near_by_all_pairs(read)
        kept.add([(page_of(one), one) for one in articles[110:]])
        telling.tell(kept, "rules")
        with kept.working() as index:
            for shelf in (index.alone, index.settled):
                read = [shelf.profile(one.id) for one in articles]
                assert near_as_kept(shelf, articles) == near_by_all_pairs(read)


def test_near_articles_are_found_whatever_their_days(tmp_path: Path):
    articles = spread()
    with store.open(tmp_path / "s.db") as kept:
        kept.add([(page_of(one), one) for one in articles])
        telling.tell(kept, "rules")
        with kept.working() as index:
            read = [index.alone.profile(one.id) for one in articles]
            assert near_as_kept(index.alone, articles) == near_by_all_pairs(read)
    pairs = [(a, b) for a, b in combinations(read, 2) if stories.nearness(a, b)]
    far = [profiles.apart(a, b) > profiles.FAR_DAYS for a, b in pairs]
    undated = [a.days is None or b.days is None for a, b in pairs]
    assert (any(far), all(far), any(undated)) == (True, False, True)
