"""Growth: what adding articles to a store costs as the heap grows, and how much memory it takes.

`./dev bench scale [SIZE ...]`, default 10,000 and 20,000. A store is filled to each size in turn
and copied there. Then each copy is opened and ADDED articles are added and told, as a later reading
does: the news of the next days, and articles that lie all over the heap. That is done for all
sizes in turn, ROUNDS times, and the least of each is taken: a machine that is slower now than an
hour ago is so for all. Counted is everything between marked articles and shown stories (furniture,
copies, both gatherings, days, findings), in processor time; marking costs the same whatever the
heap. The heap is invented (`bench/heap.py`): a longer one covers more days, not more events a day.
Sizes are thousands, ten at least, and no more than six of them.
"""

from __future__ import annotations

import math
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import linear_regression
from typing import NamedTuple

from bench.heap import heap
from secondsource import store, telling
from secondsource.model import Article, Page
from secondsource.store import Store

ADDED = 1_000
ROUNDS = 2
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


class Kept(NamedTuple):
    """A store at one size, and what is added to copies of it."""

    path: Path
    added: dict[str, list[Article]]


def fill(folder: Path, sizes: list[int]) -> list[Kept]:
    """A copy of the store at each size, with what comes next and what lies all over the heap."""
    news, filled, found = News(sizes), 0, []
    coming: list[Article] = []
    spent: list[float] = []
    path = folder / "filled.db"
    for size in sizes:
        with store.open(path) as kept:
            spent.append(add(kept, coming))
            for part in news.next(size - filled - len(coming)):
                spent.append(add(kept, part))
        filled, coming = size, [one for part in news.next(ADDED) for one in part]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:7} articles: filled in {sum(spent):.0f} s, peak {peak:.0f} MB, store "
            f"{path.stat().st_size / 1e6:.0f} MB",
            flush=True,
        )
        copy = Path(shutil.copy(path, folder / f"{size}.db"))
        found.append(Kept(copy, {"the next": coming, "scattered": news.scattered(size)}))
    return found


def adding(of: Kept, name: str) -> float:
    """Processor seconds of adding articles to a copy of a store, opened anew."""
    path = of.path.with_name("copy.db")
    shutil.copy(of.path, path)
    with store.open(path) as kept:
        seconds = add(kept, of.added[name])
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    return seconds


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Of the power of the size that fits the seconds best: least squares of the logarithms."""
    return linear_regression([math.log(n) for n in sizes], [math.log(s) for s in seconds]).slope


def main(arguments: list[str]) -> int:
    sizes = sorted(int(argument) for argument in arguments) or [10_000, 20_000]
    if sizes[0] < ADDED * TENTH:
        raise SystemExit(f"./dev bench scale: sizes from {ADDED * TENTH:,} on")
    with tempfile.TemporaryDirectory() as folder:
        kept = fill(Path(folder), sizes)
        for name in ("the next", "scattered"):
            rounds = [[adding(one, name) for one in kept] for _ in range(ROUNDS)]
            seconds = [min(some) for some in zip(*rounds, strict=True)]
            told = ", ".join(
                f"{s:.1f} s at {size:,}" for s, size in zip(seconds, sizes, strict=True)
            )
            print(f"adding {ADDED:,}, {name}: {told}")
            if len(sizes) > 1:
                print(
                    f"  {seconds[-1] / seconds[0]:.2f} times as much at {sizes[-1]:,} as at "
                    f"{sizes[0]:,}, exponent {exponent(sizes, seconds):.2f}",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
