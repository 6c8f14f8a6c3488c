"""Speed of the whole annotation as a ratio to trafilatura's extraction alone, interleaved.

Seconds differ from machine to machine; the ratio of two medians in one process does not.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from time import perf_counter

from bench.sets import rows
from secondsource.marks import blocks
from secondsource.model import Article, Page, digest, with_marks
from secondsource.pipeline import ENGLISH, EVERY_LANGUAGE, LAST, annotate
from secondsource.read import read

STAGES = {
    marker.__module__.rpartition(".")[2]: marker
    for marker in (blocks.mark, *EVERY_LANGUAGE, *ENGLISH, *LAST)
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev bench speed", description=__doc__)
    parser.add_argument("--pages", type=int, default=120, help="how many pages to time")
    options = parser.parse_args(arguments)
    from trafilatura import extract

    pages = [
        (row["html"], Page(digest(row["id"]), row["id"], row["id"], "text/html",
                           row["html"].encode("utf-8", "replace"), url=row["url"]))
        for row, _ in zip(rows("pages_wcxb_dev"), range(options.pages), strict=False)
    ]  # fmt: skip
    for source, page in pages[:3]:  # both sides load their rules and models before the clock runs
        extract(source)
        annotate(page)
    peer: list[float] = []
    whole: list[float] = []
    stages: dict[str, list[float]] = {name: [] for name in ("read", *STAGES)}
    for source, page in pages:
        peer.append(_timed(lambda source=source: extract(source)))  # type: ignore[misc]
        whole.append(_timed(lambda page=page: annotate(page)))  # type: ignore[misc]
        start = perf_counter()
        article = read(page)
        stages["read"].append(perf_counter() - start)
        if not isinstance(article, Article):
            continue
        for name, marker in STAGES.items():
            start = perf_counter()
            found = list(marker(article))
            stages[name].append(perf_counter() - start)
            article = with_marks(article, found)
    unit = statistics.mean(peer)
    print(f"{len(pages)} HTML pages; trafilatura's extraction alone: {1000 * unit:.1f} ms a page")
    print(f"annotate                 {statistics.mean(whole) / unit:5.2f}x")
    for name, took in stages.items():
        mean = statistics.mean(took)
        print(f"  {name:<22} {mean / unit:5.2f}x  {1000 * mean:6.2f} ms")
    return 0


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
