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
from statistics import linear_regression

from bench.heap import heap
from secondsource import copies, stories
from secondsource.model import Article

ADDED = 200
AT_ONCE = 50


def adding(size: int) -> float:
    """Processor seconds for links and stories of ADDED articles in a heap of `size` others."""
    articles = list(islice(heap(size + ADDED), size + ADDED))
    step = len(articles) // ADDED  # added all over the heap, not at its end
    new = articles[::step][:ADDED]
    known = {one.id for one in new}
    by_word: defaultdict[str, list[Article]] = defaultdict(list)
    by_print: defaultdict[int, list[Article]] = defaultdict(list)
    for one in articles:
        if one.id not in known:
            _index(one, by_word, by_print)
    began = time.process_time()
    for start in range(0, len(new), AT_ONCE):
        added = new[start : start + AT_ONCE]
        beside: dict[str, Article] = {}
        for one in added:
            _index(one, by_word, by_print)
            beside |= {other.id: other for key in copies.keys(one) for other in by_print[key]}
        links = copies.find(beside.values())
        _, needed = stories.affected(added, lambda key: by_word[key])
        stories.gather(needed, links)
    return time.process_time() - began


def _index(
    one: Article, by_word: dict[str, list[Article]], by_print: dict[int, list[Article]]
) -> None:
    for word in stories.keys(one):
        by_word[word].append(one)
    for number in copies.keys(one):
        by_print[number].append(one)


def whole(size: int) -> tuple[float, float]:
    """Processor seconds for the whole heap at once, and the peak memory so far in MB."""
    articles = list(heap(size))
    began = time.process_time()
    stories.gather(articles, copies.find(articles))
    seconds = time.process_time() - began
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Of the power of the size that fits the seconds best: least squares of the logarithms."""
    return linear_regression([math.log(n) for n in sizes], [math.log(s) for s in seconds]).slope


def main(arguments: list[str]) -> int:
    sizes = sorted(int(argument) for argument in arguments) or [3_000, 10_000]
    costs: list[float] = []
    wholes: list[float] = []
    for size in sizes:
        seconds, megabytes = whole(size)
        wholes.append(seconds)
        costs.append(adding(size))
        print(
            f"{size:7} articles: all at once {seconds:.1f} s, peak {megabytes:.0f} MB; "
            f"adding {ADDED} {costs[-1]:.2f} s",
            flush=True,
        )
    if len(sizes) > 1:
        print(
            f"adding costs {costs[-1] / costs[0]:.2f} times as much; exponents: "
            f"all at once {exponent(sizes, wholes):.2f}, adding {exponent(sizes, costs):.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
