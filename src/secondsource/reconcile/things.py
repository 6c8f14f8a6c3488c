"""What counts things and nothing else: which event it is of. It is evidence of nothing besides."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from secondsource.model import Account, Finding
from secondsource.reconcile.dated import DAY_COMING, DAY_SAID, DAY_TOLD
from secondsource.reconcile.passages import Passage
from secondsource.text.counted import ASTRAY, THINGS
from secondsource.text.tollwords import is_of, toll_words


def parted(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages that tell an event, and those that only count things or tell a day."""
    bare = [p.event.by in (THINGS, DAY_TOLD, DAY_SAID, DAY_COMING) for p in passages]
    found = list(zip(passages, bare, strict=True))
    return [p for p, is_bare in found if not is_bare], [p for p, is_bare in found if is_bare]


def told_with(groups: Sequence[Sequence[Passage]], bare: Sequence[Passage]) -> list[list[Passage]]:
    """For each group of passages what only counts things of it: of the nearest event before."""
    found: list[list[Passage]] = [[] for _ in groups]
    for one in (p for p in bare if p.event.by == THINGS):
        near = [
            (other.event.span > one.event.span, _apart(one, other), number)
            for number, group in enumerate(groups)
            for other in group
            if other.article.id == one.article.id and other.event.type == one.event.type
        ]
        lone = _lone(one, groups) if one.event.type == ASTRAY else None
        if near or lone is not None:
            number = min(near)[2] if near else lone or 0
            found[number].append(_heard(one, groups[number]))
    return found


def _heard(one: Passage, group: Sequence[Passage]) -> Passage:
    """An outlet's own number may be the word of whom it may repeat for the event itself."""
    told = {p.origin.key for p in group if p.attributed}
    for p in group:
        if p.article.id == one.article.id and not p.attributed:
            told.update(p.besides)
    return structs.replace(one, besides=tuple(sorted({*one.besides, *told} - {one.origin.key})))


def _lone(one: Passage, groups: Sequence[Sequence[Passage]]) -> int | None:
    """The only event of the story that can be counted so, for an article that tells of none."""
    what = one.event.things[0].what
    fits = [
        number
        for number, group in enumerate(groups)
        if any(is_of(what, p.event.type, p.family) for p in group)
    ]
    return fits[0] if len(fits) == 1 else None


def _apart(one: Passage, other: Passage) -> int:
    return abs(one.event.span.start - other.event.span.start)


def telling(found: Sequence[Finding], bare: Sequence[Passage]) -> list[Account]:
    """The accounts of an event without those that only count: they are no sources of the story."""
    counted = {(p.article.id, c.span) for p in bare for c in p.event.things}
    return [
        a
        for f in found
        if f.attribute != "count" or f.about in toll_words()["counted"]
        for v in f.versions
        for a in v.accounts
        if (a.cite.article, a.cite.span) not in counted
    ]
