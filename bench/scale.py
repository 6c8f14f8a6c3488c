"""Growth: what adding articles costs as the heap grows, and how much memory a heap takes.

`python -m bench.scale [SIZE ...]`, default 3,000 and 10,000; ADDED articles are added to each.
The heap is invented (`bench/heap.py`); a longer one covers more days, not more events a day.
"""

from __future__ import annotations

import math
import resource
import sys
import time
from collections import defaultdict
from itertools import islice

from bench.heap import heap
from secondsource import copies, stories
from secondsource.model import Article

ADDED = 200
AT_ONCE = 50


def adding(size: int) -> float:
    """Seconds to find links and stories of ADDED articles in a heap that holds `size` others."""
    articles = list(islice(heap(size + ADDED), size + ADDED))
    step = len(articles) // ADDED  # added all over the heap, not at its end
    new = articles[::step][:ADDED]
    known = {one.id for one in new}
    by_word: defaultdict[str, list[Article]] = defaultdict(list)
    by_print: defaultdict[int, list[Article]] = defaultdict(list)
    for one in articles:
        if one.id not in known:
            _index(one, by_word, by_print)
    began = time.perf_counter()
    for start in range(0, len(new), AT_ONCE):
        added = new[start : start + AT_ONCE]
        beside: dict[str, Article] = {}
        for one in added:
            _index(one, by_word, by_print)
            beside |= {other.id: other for key in copies.keys(one) for other in by_print[key]}
        links = copies.find(beside.values())
        _, needed = stories.affected(added, lambda key: by_word[key])
        stories.gather(needed, links)
    return time.perf_counter() - began


def _index(
    one: Article, by_word: dict[str, list[Article]], by_print: dict[int, list[Article]]
) -> None:
    for word in stories.keys(one):
        by_word[word].append(one)
    for number in copies.keys(one):
        by_print[number].append(one)


def whole(size: int) -> tuple[float, float]:
    """Seconds for the whole heap at once, and the peak memory so far in MB."""
    articles = list(heap(size))
    began = time.perf_counter()
    stories.gather(articles, copies.find(articles))
    seconds = time.perf_counter() - began
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> int:
    sizes = sorted(int(argument) for argument in arguments) or [3_000, 10_000]
    costs = []
    for size in sizes:
        seconds, megabytes = whole(size)
        costs.append(adding(size))
        print(
            f"{size:7} articles: all at once {seconds:.1f} s, peak {megabytes:.0f} MB; "
            f"adding {ADDED} {costs[-1]:.2f} s",
            flush=True,
        )
    if len(sizes) > 1:
        exponent = math.log(costs[-1] / costs[0]) / math.log(sizes[-1] / sizes[0])
        print(f"adding costs {costs[-1] / costs[0]:.2f} times as much; exponent {exponent:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
