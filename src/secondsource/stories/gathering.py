"""Where every article stands: gathered anew for what has changed, and only as far as it reaches.

Two articles are *near* when their telling words agree, judged from the two alone. Each article
is then read together with its nearest (their words are lent to it), and near articles are compared
again: *alike*. Clusters are merged from the most alike on. So what an added article can change are
the articles it lends words to or takes words from, and how these and those tied to them are merged
(`standing.py`): all the rest stands as it stood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from secondsource.model import Ruling
from secondsource.stories.drafts import Draft
from secondsource.stories.profiles import CALM_DAYS, Profile, allowance, apart, nearness
from secondsource.stories.shelf import Near, Row, Shelf
from secondsource.stories.standing import stand
from secondsource.text import terms

NEAREST = 7  # articles that lend their words ...
NEAREST_SHARE = 0.7  # ... if at least this near as the nearest is
LENT = 0.7  # weight of lent words beside an article's own ...
LENT_FROM, LENT_FULL = 0.15, 0.3  # ... for the nearest at this distance and beyond
LENT_APART = 0.25  # least nearness of lenders of another week: most of them are near by chance


class Touched(NamedTuple):
    """What a gathering came to, as far as it reached."""

    clusters: tuple[tuple[str, ...], ...]  # that are new, lost or gained articles, or hold changed
    gone: frozenset[str]  # least ids of clusters that are no more


def regather(
    shelf: Shelf, changed: Mapping[str, Profile | None], rulings: Sequence[Ruling] = ()
) -> Touched:
    """Brings the shelf up to changed articles (None: no longer there), however many.

    The shelf then stands as if all its articles had been gathered at once, in any order.
    rulings: all that are in force; those made since the last call have their articles in `changed`.
    Cost: what the changed articles are near to, not what there is.
    """
    rows = Draft(shelf)
    reach = set(changed)
    for one in changed:
        reach |= rows.kept(one).keys()
        rows.clear(one)
    for one, now in changed.items():
        if now is None:
            shelf.drop(one)
        else:
            shelf.put(now)
    for one, now in changed.items():
        if now is None:
            continue
        for other in shelf.beside(now):
            value = nearness(now, other) if other.id != one else 0.0
            if value:
                lends = value >= LENT_APART or apart(now, other) <= CALM_DAYS
                rows.join(one, other.id, Near(value, lends, 0.0))
                reach.add(other.id)
    present = {one for one in reach if changed.get(one, True) is not None}
    lent_anew = {one for one in present if _lent_anew(shelf, rows, one, changed)}
    _compare(shelf, rows, lent_anew)
    gone = changed.keys() - present
    rows.keep(gone)
    found = stand(rows, lent_anew, gone, rulings)
    return _touched(found, rows, changed.keys())


def _touched(found: Sequence[tuple[str, ...]], rows: Draft, changed: Collection[str]) -> Touched:
    """Of clusters whose articles may stand elsewhere now those that are not as they were."""
    were: defaultdict[str, set[str]] = defaultdict(set)
    for one in {one for cluster in found for one in cluster} | set(changed):
        place = rows.before(one)
        if place:
            were[place.cluster].add(one)
    fresh = tuple(
        one for one in found if were.get(one[0]) != set(one) or not set(one).isdisjoint(changed)
    )
    return Touched(fresh, frozenset(were.keys() - {one[0] for one in found}))


# ------------------------------------------------------------------ read with the nearest


def _lenders(row: Row) -> list[tuple[float, str]]:
    """(nearness, id) of those that lend an article their words, the nearest first."""
    ranked = sorted((-pair.near, other) for other, pair in row.items() if pair.lends)[:NEAREST]
    least = NEAREST_SHARE * -ranked[0][0] if ranked else 0.0
    return [(-minus, other) for minus, other in ranked if -minus >= least]


def _lent_anew(shelf: Shelf, rows: Draft, one: str, changed: Collection[str]) -> bool:
    """Whether an article reads otherwise than before, by its own words or by those lent to it."""
    if one in changed:
        return True
    now = _lenders(rows[one])
    return now != _lenders(rows.kept(one)) or any(other in changed for _, other in now)


def _read(shelf: Shelf, one: str, row: Row) -> dict[str, float]:
    """The article's words with those its nearest lend it, of length 1."""
    own = shelf.profile(one).terms
    lent = _lenders(row)
    if not lent:
        return own
    share = LENT * min(1.0, (lent[0][0] - LENT_FROM) / (LENT_FULL - LENT_FROM))
    if share <= 0:
        return own
    theirs = terms.total((value, shelf.profile(o).terms) for value, o in lent)
    return terms.unit(terms.total([(1.0, own), (share / terms.length(theirs), theirs)]))


def _compare(shelf: Shelf, rows: Draft, lent_anew: Collection[str]) -> None:
    """Finds how alike those that read otherwise are to all near them."""
    read: dict[str, dict[str, float]] = {}
    known: dict[str, Row] = {}
    for a in sorted(lent_anew):
        for b in sorted(rows[a]):
            if b in lent_anew and b < a:
                continue
            for one in (a, b):
                if one not in known:
                    known[one] = _known(shelf, one, rows[one])
            pair = known[a].get(b) if known[b] else None
            if pair is None:
                for one in (a, b):
                    if one not in read:
                        read[one] = _read(shelf, one, rows[one])
                worth = allowance(shelf.profile(a), shelf.profile(b))
                near = rows[a][b]
                pair = Near(near.near, near.lends, terms.dot(read[a], read[b]) * worth)
            rows.mine(a)[b] = rows.mine(b)[a] = pair


def _known(shelf: Shelf, one: str, row: Row) -> Row:
    """Its near ones as found elsewhere, if it was read there as it is here; else empty."""
    found = shelf.known(one)
    return found if found and _lenders(found) == _lenders(row) else {}
