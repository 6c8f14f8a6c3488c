"""The shelf finds the near articles by their keys: as comparing all with all does."""

from itertools import combinations
from pathlib import Path

from bench.heap import heap
from bench.scale import page_of
from msgspec import structs

from secondsource import store, stories, telling
from secondsource.model import Article, Fact
from secondsource.stories import profiles


def spread() -> list[Article]:
    """An invented heap over a year and more, one article in nine undated, one without a word."""
    made = list(heap(160, seed=3))
    days = [f"{2031 + at % 2}-{1 + at % 11:02}-{1 + at % 27:02}" for at in range(len(made))]
    dated = [
        structs.replace(one, facts=(Fact("published", day, "heap"),) if at % 9 else ())
        for at, (one, day) in enumerate(zip(made, days, strict=True))
    ]
    return [*dated, structs.replace(made[0], id="0" * 16, page="0" * 16, origin="", text="\n")]


def test_near_articles_are_found_whatever_their_days(tmp_path: Path):
    articles = spread()
    with store.open(tmp_path / "s.db") as kept:
        kept.add([(page_of(one), one) for one in articles])
        telling.tell(kept, "rules")
        with kept.working() as index:
            rows = {one.id: index.alone.near(one.id) for one in articles}
            read = [index.alone.profile(one.id) for one in articles]
    found = {(a, b) for a, row in rows.items() for b in row}
    pairs = [(a, b) for a, b in combinations(read, 2) if stories.nearness(a, b)]
    assert found == {(x.id, y.id) for a, b in pairs for x, y in ((a, b), (b, a))}
    far = [profiles.apart(a, b) > profiles.FAR_DAYS for a, b in pairs]
    undated = [a.days is None or b.days is None for a, b in pairs]
    assert (any(far), all(far), any(undated)) == (True, False, True)
