"""Speed of reading and of the whole annotation beside trafilatura's extraction alone, in turns.

Processor time of one process: seconds differ from machine to machine and from hour to hour, the
ratio of two means of the same pages hardly does.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
from collections.abc import Callable
from time import process_time

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
    gc.collect()
    gc.freeze()  # as a worker does after its first pages (`runners/processes.py`)
    peer: list[float] = []
    whole: list[float] = []
    stages: dict[str, list[float]] = {name: [] for name in ("read", *STAGES)}
    for source, page in pages:
        peer.append(_timed(lambda source=source: extract(source)))  # type: ignore[misc]
        start = process_time()
        article = read(page)
        stages["read"].append(process_time() - start)
        if not isinstance(article, Article):
            continue
        for name, marker in STAGES.items():
            start = process_time()
            found = list(marker(article))
            stages[name].append(process_time() - start)
            article = with_marks(article, found)
        # Last: what is remembered of a page's markup would make a second reading cheaper.
        whole.append(_timed(lambda page=page: annotate(page)))  # type: ignore[misc]
    unit = statistics.mean(peer)
    print(f"{len(pages)} HTML pages; trafilatura's extraction alone: {1000 * unit:.1f} ms a page")
    reading = statistics.mean(stages["read"]) + statistics.mean(stages["blocks"])
    print(f"read + roles: {unit / reading:.1f} x trafilatura's speed")
    print(f"annotate                 {statistics.mean(whole) / unit:5.2f}x")
    for name, took in stages.items():
        mean = statistics.mean(took)
        print(f"  {name:<22} {mean / unit:5.2f}x  {1000 * mean:6.2f} ms")
    return 0


def _timed(call: Callable[[], object]) -> float:
    start = process_time()
    call()
    return process_time() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
