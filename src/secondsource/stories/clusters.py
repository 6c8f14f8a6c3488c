"""Clusters inside one connected group of alike articles."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping

ALIKE = 0.36
CROWD = 0.7  # a lone article joins a cluster of n by its sum of likeness over n

Rows = Mapping[str, Mapping[str, float]]  # for each article how alike the others near it are


def clusters(beside: Rows) -> list[list[str]]:
    """The clusters of a group, each sorted, in the order of their least ids. Order-free.

    beside: for each article of the group those of the group it is near to. O(pairs · log pairs).
    """
    return _join(_merge({one: dict(beside[one]) for one in sorted(beside)}), beside)


def _merge(sums: dict[str, dict[str, float]]) -> dict[str, list[str]]:
    """Clusters by mean likeness, the best pair first, ties by id; a pair that is not near counts
    as 0.

    sums: for each article the others it is near to; taken over and changed.
    """
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
    return members


def _join(members: dict[str, list[str]], beside: Rows) -> list[list[str]]:
    """The clusters, sorted, after each lone article has joined the cluster it is most like, if any.

    All lone articles look at the clusters as merged, so their order does not matter.
    """
    of = {one: at for at, ids in members.items() for one in ids}
    found = {at: list(ids) for at, ids in members.items()}
    for at, ids in members.items():
        if len(ids) > 1:
            continue
        sums: defaultdict[str, float] = defaultdict(float)
        for other, value in sorted(beside[at].items()):
            sums[of[other]] += value
        ranked = [(-value / len(members[c]) ** CROWD, c) for c, value in sums.items()]
        best, chosen = min(ranked, default=(0.0, ""))
        if -best >= ALIKE and len(members[chosen]) > 1:
            found[chosen] += found.pop(at)
    return sorted(sorted(ids) for ids in found.values())


def _mean(
    sums: dict[str, dict[str, float]], members: dict[str, list[str]], a: str, b: str
) -> float:
    return sums[a].get(b, 0.0) / (len(members[a]) * len(members[b]))
