"""Growth: what adding articles to a store costs as the heap grows, and how much memory it takes.

`./dev bench scale [SIZE ...]`, default 3,000 and 10,000. A store is filled to each size in turn;
then ADDED articles that lie all over the heap are added at once, and told. Counted is everything
between marked articles and shown stories (furniture, copies, both gatherings, days, findings), in
processor time; marking costs the same whatever the heap. The heap is invented (`bench/heap.py`): a
longer one covers more days, not more events a day.
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


def parted(sizes: list[int]) -> Iterator[tuple[int, list[Article], list[Article]]]:
    """(size, articles to fill up to it, ADDED further ones all over the heap), streaming."""
    waiting: dict[int, list[Article]] = {size: [] for size in sizes}
    source = enumerate(heap(sizes[-1] + ADDED * len(sizes)))
    count = 0
    for size in sizes:
        fill: list[Article] = []
        while count < size:
            at, one = next(source)
            held = next((s for s in sizes if s >= size and _is_held(at, s, waiting[s])), 0)
            if held:
                waiting[held].append(one)
                continue
            fill.append(one)
            count += 1
            if len(fill) == FILL and count < size:
                yield 0, fill, []
                fill = []
        missing = max(0, ADDED - len(waiting[size]))
        yield size, fill, waiting[size] + [one for _, one in islice(source, missing)]
        count += ADDED


def _is_held(at: int, size: int, held: list[Article]) -> bool:
    every = size // ADDED + 1
    return len(held) < ADDED and at % every == every // 2


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Of the power of the size that fits the seconds best: least squares of the logarithms."""
    return linear_regression([math.log(n) for n in sizes], [math.log(s) for s in seconds]).slope


def main(arguments: list[str]) -> int:
    sizes = sorted(int(argument) for argument in arguments) or [3_000, 10_000]
    costs: list[float] = []
    wholes: list[float] = []
    total = 0.0
    with tempfile.TemporaryDirectory() as folder, store.open(Path(folder) / "s.db") as kept:
        for size, fill, more in parted(sizes):
            total += add(kept, fill)
            if not size:
                continue
            wholes.append(total)
            costs.append(add(kept, more))
            total += costs[-1]
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            megabytes = Path(kept.path).stat().st_size / 1e6
            print(
                f"{size:7} articles: filled in {wholes[-1]:.0f} s; adding {len(more)} takes "
                f"{costs[-1]:.1f} s; peak {peak:.0f} MB, store {megabytes:.0f} MB",
                flush=True,
            )
    if len(sizes) > 1:
        print(
            f"adding costs {costs[-1] / costs[0]:.2f} times as much; exponents: "
            f"filling {exponent(sizes, wholes):.2f}, adding {exponent(sizes, costs):.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
