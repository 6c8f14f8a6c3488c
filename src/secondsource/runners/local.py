"""Work in this process, one item after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def map(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:  # noqa: A001 (a runner's verb)
    """The results in the order of the items, each made when it is asked for."""
    for item in items:
        yield work(item)


def group(pairs: Iterable[tuple[bytes, T]]) -> Iterator[tuple[bytes, list[T]]]:
    """The items of each key, keys sorted, items in their order; holds them all in memory."""
    groups: dict[bytes, list[T]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    for key in sorted(groups):
        yield key, groups[key]
