"""Merges and splits by hand, laid over clusters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from secondsource.model import Ruling
from secondsource.stories.clusters import Rows


def ruled(found: list[list[str]], rulings: Sequence[Ruling], beside: Rows) -> list[list[str]]:
    """The clusters as the rulings want them, each sorted, in the order of their least ids.

    beside: for each article how alike the others near it are.
    """
    for ruling in sorted(rulings):
        meant = set(ruling.articles)
        if ruling.kind == "merge":
            held = [one for one in found if not meant.isdisjoint(one)]
            rest = [one for one in found if meant.isdisjoint(one)]
            found = [*rest, [one for cluster in held for one in cluster]] if held else rest
        else:
            found = [part for one in found for part in _parts(one, ruling, beside)]
    return sorted(sorted(one) for one in found)


def _parts(cluster: list[str], ruling: Ruling, beside: Rows) -> Iterable[list[str]]:
    out = set(ruling.articles).intersection(cluster)
    stay = set(ruling.others).intersection(cluster)
    if not out or not stay:
        return [cluster]
    free = set(cluster) - out - stay
    follow = {
        one for one in free if _mean(beside, one, out) > _mean(beside, one, stay)
    }  # judged by those named alone, so their order does not matter
    out |= follow
    return [sorted(out), [one for one in cluster if one not in out]]


def _mean(beside: Rows, one: str, side: Collection[str]) -> float:
    return sum(beside[one].get(other, 0.0) for other in sorted(side)) / len(side)
