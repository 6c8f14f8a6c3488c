"""Work in several processes of this machine; results in order, memory bounded."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import islice
from typing import TypeVar

from secondsource.model import Fault
from secondsource.runners.local import group

__all__ = ["group", "map"]

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 4  # items handed over at once: a page takes some 20 ms, a hand-over under 1
AHEAD = 3  # chunks in flight for each worker


def map(  # noqa: A001 (a runner's verb)
    work: Callable[[T], R], items: Iterable[T], *, workers: int = 0
) -> Iterator[R | Fault]:
    """The results in the order of the items; `work` must be a function of a module.

    workers: 0 is one a core. An item whose process dies (out of memory) becomes a `Fault`; those
    that were in flight beside it are done again.
    """
    workers = workers or os.cpu_count() or 1
    source = iter(items)
    pool = _pool(workers)
    flying: deque[tuple[list[T], Future[list[R]]]] = deque()
    try:
        while True:
            while len(flying) < workers * AHEAD and (chunk := list(islice(source, CHUNK))):
                flying.append((chunk, pool.submit(partial(_all, work), chunk)))
            if not flying:
                return
            try:
                results = flying[0][1].result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                broken = [item for chunk, _ in flying for item in chunk]
                flying.clear()
                yield from _one_by_one(work, broken)
                pool = _pool(workers)
                continue
            flying.popleft()
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _all(work: Callable[[T], R], chunk: list[T]) -> list[R]:
    found = [work(item) for item in chunk]
    _settle()
    return found


@cache
def _settle() -> None:
    """Once a worker has done its first chunk its rules are loaded, and stay: from here on the
    collector of garbage need not look through them, which costs a tenth of reading."""
    gc.collect()
    gc.freeze()


def _one_by_one(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Fault]:
    """Each item in a process that it can only take down alone."""
    pool = _pool(1)
    for item in items:
        try:
            yield pool.submit(work, item).result()
        except BrokenProcessPool:
            pool.shutdown(wait=False)
            pool = _pool(1)
            where = str(getattr(item, "origin", ""))
            yield Fault("the process reading it died", where, do="out of memory? read it alone")
    pool.shutdown()


def _pool(workers: int) -> ProcessPoolExecutor:
    # Forked from a clean server process: a fork of this one would copy the progress bar's thread.
    methods = multiprocessing.get_all_start_methods()
    method = "forkserver" if "forkserver" in methods else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    """Ctrl-C is for the process that owns the work; it ends the others in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
