"""How many independent origins a set of accounts has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from secondsource.model import (
    Account,
    Origin,
    OriginKind,
    Sources,
)
from secondsource.origins.houses import is_tail, plain

_RANK: dict[OriginKind, int] = {
    "person": 0, "body": 1, "document": 2, "outlet": 3, "anonymous": 4, "unknown": 5,
}  # fmt: skip


def count(
    accounts: Iterable[Account], *, whole: bool = False, named: Collection[str] = ()
) -> Sources:
    """How many independent origins accounts have, in how many institutions, by how many carriers.

    high: origins with different keys, but for an outlet's own word that may be another's where its
    article names somebody for it. low: as few as remain when all that may be the same is, where no
    two that cannot be the same are put together.

    whole: the accounts are those of a whole story, not of one question.
    named: the articles that name somebody for what the accounts tell.
    """
    given = list(accounts)
    return summed(given, grouped(given, whole=whole), named)


def summed(
    given: Sequence[Account], groups: Sequence[Sequence[Origin]], named: Collection[str]
) -> Sources:
    """The same, of accounts whose origins are grouped already."""
    origins = [one for group in groups for one in group]
    told = {o.institution for o in origins if o.institution}
    houses = {h for h in told if not any(is_tail(h, other) for other in told)}
    carriers = {_carried_by(account) for account in given}
    keys = {o.key for o in origins}
    high = {a.origin.key for a in given if not _repeats(a, named, keys)}
    return Sources(len(groups), max(len(groups), len(high)), len(houses), len(carriers))


def grouped(accounts: Iterable[Account], *, whole: bool = False) -> list[list[Origin]]:
    """The origins of accounts, one a key; those of a group may all be the same.

    whole: as above.
    """
    by_key: dict[str, Origin] = {}
    for account in accounts:
        one = account.origin
        same = by_key.get(one.key)
        if same is None or set(one.maybe) < set(same.maybe):
            by_key[one.key] = one  # the passage that is least in doubt decides
    ordered = sorted(by_key.values(), key=lambda o: (_RANK[o.kind], o.key))
    # who may be fewest is placed first: the others have more places left
    strict = sorted(ordered, key=lambda o: (_RANK[o.kind], len(by_key.keys() & set(o.maybe))))
    return min((_placed(some, whole=whole) for some in (ordered, strict)), key=len)


def _repeats(account: Account, named: Collection[str], keys: Collection[str]) -> bool:
    """Whether an outlet's own word stands in an article that names its source, and may be his."""
    one = account.origin
    if not is_own(one) or account.cite.article not in named:
        return False
    return any(key in keys for key in one.maybe if key != one.key)


def is_own(one: Origin) -> bool:
    """Whether an origin is an outlet's own voice, or one of which nobody tells whose it is."""
    return one.kind in ("outlet", "unknown")


def _placed(ordered: Iterable[Origin], *, whole: bool) -> list[list[Origin]]:
    """Each origin with the first of those it may all be the same as."""
    groups: list[list[Origin]] = []
    for one in ordered:
        for group in groups:
            if _is_of(one, group, whole=whole):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _is_of(one: Origin, group: Sequence[Origin], *, whole: bool) -> bool:
    """Whether an origin may be all of a group.

    On one question an outlet may also only repeat one of those who may all be one; over a whole
    story it may have one thing from one and the next from another.
    """
    may_be = [o.key in one.maybe or one.key in o.maybe for o in group]
    if whole or one.kind != "outlet" or not any(may_be):
        return all(may_be)
    return all(o.kind != "outlet" or same for o, same in zip(group, may_be, strict=True))


def _carried_by(account: Account) -> str:
    first = account.chain[0] if account.chain else None
    if first is not None and first.role in ("outlet", "relay", "agency"):
        return first.key or plain(first.name)
    return account.cite.article
