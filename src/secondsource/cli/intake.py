"""A heap into a store: open, annotate, keep in batches, tell the stories again."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain, islice
from typing import BinaryIO

import msgspec

from secondsource.model import Article, Fault, Page
from secondsource.store import Store

BATCH = 200  # articles a transaction
WORTH_PROCESSES = 40  # pages; fewer are annotated before a second process has started
UNTOLD = ("cli", "demo", "outputs", "runners", "sources", "store", "web")  # say nothing of stories


class Taken(msgspec.Struct):
    """What reading a heap came to."""

    pages: int = 0  # read, kept before or not
    new: int = 0
    revised: int = 0
    again: int = 0  # known pages annotated again because the rules changed
    faults: list[Fault] = msgspec.field(default_factory=list)
    told: bool = False  # whether the stories were made again
    stage: str = "reading"  # then "telling the stories"


def take(
    store: Store,
    paths: Sequence[str],
    *,
    workers: int = 0,
    standard_input: BinaryIO | None = None,
    on_progress: Callable[[Taken], None] | None = None,
) -> Taken:
    """Reads the paths into the store; what is committed stays, whatever ends the reading.

    workers: processes; 0 is one a core for a large heap and none for a small one.
    """
    from secondsource import sources

    taken = Taken()
    rules = rules_hash()
    fresh: deque[Page] = deque()  # pages handed to the runner whose article is not back yet
    waiting: list[Fault] = []

    def unknown() -> Iterator[Page]:
        for path in paths:
            for found in sources.open(path, standard_input=standard_input):
                if isinstance(found, Fault):
                    waiting.append(found)
                    continue
                taken.pages += 1
                if on_progress:
                    on_progress(taken)
                if not store.known([found.id], rules=rules):
                    fresh.append(found)
                    yield found

    def keep(pairs: list[tuple[Page, Article]]) -> None:
        added = store.add(pairs, waiting, rules=rules)
        taken.new += added.new
        taken.revised += added.revised
        taken.again += len(pairs) - added.new - added.revised
        taken.faults += waiting
        waiting.clear()
        pairs.clear()

    batch: list[tuple[Page, Article]] = []
    try:
        for result in _run(unknown(), workers):
            page = fresh.popleft()
            if isinstance(result, Fault):
                waiting.append(result)
            else:
                batch.append((page, result))
            if len(batch) >= BATCH:
                keep(batch)
    except KeyboardInterrupt:
        keep(batch)  # what is done is done; the next run goes on from here
        raise
    keep(batch)
    for path in paths:
        store.settle_faults(sources.name(path), taken.faults)
    if taken.pages and not (store.told() and store.fact("index") == rules):
        tell(store, on_progress=on_progress and (lambda *now: on_progress(_stage(taken, *now))))
        taken.told = True
    return taken


def tell(store: Store, *, on_progress: Callable[[str, int], object] | None = None) -> None:
    """Brings the stories up to every article and ruling kept."""
    from secondsource import telling

    telling.tell(store, rules_hash(), on_progress=on_progress)


def _stage(taken: Taken, what: str, left: int) -> Taken:
    taken.stage = f"{what}, {left:,} left"
    return taken


def annotated(page: Page) -> Article | Fault:
    """The page annotated; a defect of ours costs this page and no other."""
    from secondsource import pipeline

    _log_plainly()
    try:
        return pipeline.annotate(page)
    except Exception as error:  # any defect of a stage: said, logged, and the run goes on
        logging.getLogger(__name__).debug("%s", page.origin, exc_info=True)
        what = f"the page could not be read: {type(error).__name__}: {error}"
        return Fault(what[:300], page.origin, do="this is a defect of secondsource: report it")


@cache
def _log_plainly() -> None:
    """One line a defect on standard error; with $SECONDSOURCE_DEBUG its traceback too.

    Called where the work is, since another process starts without the settings of this one.
    """
    handler = logging.StreamHandler()
    if not os.environ.get("SECONDSOURCE_DEBUG"):
        handler.addFilter(_without_traceback)
    logger = logging.getLogger("secondsource")
    logger.addHandler(handler)
    logger.propagate = False


def _without_traceback(record: logging.LogRecord) -> bool:
    if record.exc_info:
        error = record.exc_info[1]
        record.msg = f"defect: {record.getMessage()} ({type(error).__name__}: {error})"
        record.args = record.exc_info = record.exc_text = None
    return True


def _run(pages: Iterator[Page], workers: int) -> Iterator[Article | Fault]:
    from secondsource.runners import local, processes

    if workers == 1:
        return local.map(annotated, pages)
    first = list(islice(pages, WORTH_PROCESSES))
    if len(first) < WORTH_PROCESSES and not workers:
        return local.map(annotated, first)
    return processes.map(annotated, chain(first, pages), workers=workers)


@cache
def rules_hash() -> str:
    """A hash of every rule and every line of code that marks and stories are made by."""
    state = blake2b(digest_size=8)
    for path, content in sorted(_sources_of(files("secondsource"), "")):
        state.update(f"{path}\0{len(content)}\0".encode())
        state.update(content)
    return state.hexdigest()


def _sources_of(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        below = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name not in UNTOLD and not entry.name.startswith("__"):
                yield from _sources_of(entry, below)
        elif entry.name.endswith((".py", ".toml", ".json", ".weights")):
            yield below, entry.read_bytes()
