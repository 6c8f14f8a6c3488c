"""`./dev bench order`: the same stories from a store in any order and any parts.

An invented heap and the bundled one, annotated, are read into new stores in SHUFFLES orders, each
in 1, 2 and 5 parts that are told one after the other. Every store must show what the pure pipeline
tells of all articles at once: the same ids, findings, sources and related stories.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib.resources import files
from itertools import islice
from pathlib import Path
from random import Random

from bench.heap import heap
from secondsource import pipeline, sources, store, telling
from secondsource.model import Article, Page, Story

SHUFFLES = 20
PARTS = (1, 2, 5)
Pairs = list[tuple[Page, Article]]


def pairs(invented: int) -> Pairs:
    """So many articles of the invented heap and all of the bundled one, annotated."""
    pages = [
        Page(a.page, a.origin, a.ref, "text/plain", a.text.encode(), facts=a.facts)
        for a in islice(heap(invented), invented)
    ]
    bundled = files("secondsource").joinpath("demo/heap")
    pages += [page for page in sources.open(str(bundled)) if isinstance(page, Page)]
    made = [(page, pipeline.annotate(page)) for page in pages]
    return [(page, article) for page, article in made if isinstance(article, Article)]


def in_parts(given: Pairs, parts: int) -> list[Story | None]:
    """The stories of a new store that was told after each part, by id."""
    with tempfile.TemporaryDirectory() as folder, store.open(Path(folder) / "s.db") as kept:
        for part in range(parts):
            kept.add(given[part::parts], rules="order")
            telling.tell(kept, "order")
        return [kept.story(one) for one in sorted(story.id for story in kept.stories())]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev bench order", description=__doc__)
    parser.add_argument("--articles", type=int, default=100, help="of the invented heap")
    options = parser.parse_args(arguments)
    given = pairs(options.articles)
    want = list(pipeline.tell(article for _, article in given)[0])
    same = 0
    for seed in range(SHUFFLES):
        shuffled = given[:]
        Random(seed).shuffle(shuffled)
        same += sum(in_parts(shuffled, parts) == want for parts in PARTS)
    print(
        f"{len(given)} articles, {len(want)} stories: {same} of {SHUFFLES * len(PARTS)} stores "
        f"({SHUFFLES} orders, {'/'.join(map(str, PARTS))} parts) as told at once"
    )
    return 0 if same == SHUFFLES * len(PARTS) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
