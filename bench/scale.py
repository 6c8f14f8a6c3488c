"""Growth: what adding articles to a store costs as the heap grows, and how much memory it takes.

`./dev bench scale [SIZE ...]`, default 3,000 and 10,000. A store is filled to each size in turn;
then ADDED articles are added and told twice: the news of the next days, and articles that lie all
over the heap. Counted is everything between marked articles and shown stories (furniture, copies,
both gatherings, days, findings), in processor time; marking costs the same whatever the heap. The
heap is invented (`bench/heap.py`): a longer one covers more days, not more events a day. Sizes are
thousands, at most six.
"""

from __future__ import annotations

import math
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import linear_regression

from bench.heap import heap
from secondsource import store, telling
from secondsource.model import Article, Page
from secondsource.store import Store

ADDED = 1_000
LOT = 200  # articles a transaction of reading
FILL = 5_000  # articles read before stories are told
TENTH = 10


def page_of(article: Article) -> Page:
    return Page(
        id=article.page,
        origin=article.origin,
        ref=article.ref,
        media="text/plain",
        body=article.text.encode(),
    )


def add(kept: Store, articles: Iterable[Article]) -> float:
    """Keeps the articles and tells their stories; processor seconds."""
    began = time.process_time()
    source = iter(articles)
    while lot := list(islice(source, LOT)):
        kept.add([(page_of(one), one) for one in lot])
    telling.tell(kept, "bench")
    return time.process_time() - began


class News:
    """The invented heap in its order, less what is held back: a tenth of it for each size.

    It is held back all along the heap, wherever it ends, so that articles have as many neighbours
    at each size; ADDED of each tenth, spread evenly, are given out when its size is reached.
    """

    def __init__(self, sizes: list[int]) -> None:
        self._sizes = sizes
        self._source = enumerate(heap(2 * (sizes[-1] + ADDED * len(sizes))))
        self._held: dict[int, list[Article]] = {size: [] for size in sizes}

    def next(self, count: int) -> Iterator[list[Article]]:
        """So many articles, in parts."""
        while count > 0:
            part: list[Article] = []
            while len(part) < min(FILL, count):
                at, one = next(self._source)
                if at % TENTH >= len(self._sizes):
                    part.append(one)
                else:
                    self._hold(self._sizes[at % TENTH], at // TENTH, one)
            count -= len(part)
            yield part

    def _hold(self, size: int, number: int, one: Article) -> None:
        reached = size // (TENTH - len(self._sizes))  # of its tenth when the size is reached
        held = self._held.get(size, [])
        if number % (reached // ADDED) == 0 and len(held) < ADDED:
            held.append(one)

    def scattered(self, size: int) -> list[Article]:
        """The articles held back for a size that is reached."""
        return self._held.pop(size)


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Of the power of the size that fits the seconds best: least squares of the logarithms."""
    return linear_regression([math.log(n) for n in sizes], [math.log(s) for s in seconds]).slope


def main(arguments: list[str]) -> int:
    sizes = sorted(int(argument) for argument in arguments) or [3_000, 10_000]
    costs: dict[str, list[float]] = {"filling": [], "the next": [], "scattered": []}
    news, filled, total = News(sizes), 0, 0.0
    with tempfile.TemporaryDirectory() as folder, store.open(Path(folder) / "s.db") as kept:
        for size in sizes:
            total += sum(add(kept, part) for part in news.next(size - filled))
            costs["filling"].append(total)
            costs["the next"].append(sum(add(kept, part) for part in news.next(ADDED)))
            costs["scattered"].append(add(kept, news.scattered(size)))
            filled = size + 2 * ADDED
            total += costs["the next"][-1] + costs["scattered"][-1]
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            megabytes = Path(kept.path).stat().st_size / 1e6
            print(
                f"{size:7} articles: filled in {costs['filling'][-1]:.0f} s; adding the next "
                f"{ADDED:,} {costs['the next'][-1]:.1f} s, {ADDED:,} scattered ones "
                f"{costs['scattered'][-1]:.1f} s; peak {peak:.0f} MB, store {megabytes:.0f} MB",
                flush=True,
            )
    if len(sizes) > 1:
        for name, seconds in costs.items():
            print(
                f"{name}: {seconds[-1] / seconds[0]:.2f} times as much at {sizes[-1]:,} as at "
                f"{sizes[0]:,}, exponent {exponent(sizes, seconds):.2f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
