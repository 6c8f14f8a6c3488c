"""Clusters of alike articles."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

ALIKE = 0.36
CROWD = 0.7  # a lone article joins a cluster of n by its sum of likeness over n

Rows = Mapping[str, Mapping[str, float]]  # for each article how alike the others near it are


def merged(beside: Rows) -> list[tuple[str, ...]]:
    """Clusters by mean likeness, the best pair first, ties by id; a pair that is not near counts
    as 0. Each sorted; order-free.

    beside: for each article those of the others it is near to. O(pairs · log pairs).
    """
    sums = {one: dict(beside[one]) for one in sorted(beside)}
    members = {one: [one] for one in sums}
    waiting = [
        (-value, a, b)
        for a, row in sums.items()
        for b, value in row.items()
        if a < b and value >= ALIKE
    ]
    heapq.heapify(waiting)
    while waiting:
        minus, a, b = heapq.heappop(waiting)
        if a not in members or b not in members or _mean(sums, members, a, b) != -minus:
            continue  # one of the two has grown since
        members[a] += members.pop(b)
        row = sums.pop(b)
        del row[a], sums[a][b]
        for other in sorted(row):
            del sums[other][b]
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + row[other]
        for other in sums[a]:
            mean = _mean(sums, members, a, other)
            if mean >= ALIKE:
                heapq.heappush(waiting, (-mean, min(a, other), max(a, other)))
    return [tuple(sorted(ids)) for ids in members.values()]


def joined(row: Mapping[str, float], cores: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The cluster that a lone article joins: the one it is most like; None if it is not enough.

    row: how alike the others near it are. All lone articles look at the clusters as merged, so
    their order does not matter.
    """
    ranked = [
        (-sum(row.get(other, 0.0) for other in core) / len(core) ** CROWD, core) for core in cores
    ]
    best, chosen = min(ranked, default=(0.0, None))
    return chosen if -best >= ALIKE else None


def _mean(
    sums: dict[str, dict[str, float]], members: dict[str, list[str]], a: str, b: str
) -> float:
    return sums[a].get(b, 0.0) / (len(members[a]) * len(members[b]))
