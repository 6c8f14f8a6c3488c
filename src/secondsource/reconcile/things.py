"""What counts things and nothing else: which event it is of. It is evidence of nothing besides."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.model import Account, Finding
from secondsource.reconcile.passages import Passage
from secondsource.text.counted import THINGS
from secondsource.text.tollwords import toll_words


def parted(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages that tell an event, and those that only count things."""
    telling = [p for p in passages if p.event.by != THINGS]
    return telling, [p for p in passages if p.event.by == THINGS]


def told_with(groups: Sequence[Sequence[Passage]], bare: Sequence[Passage]) -> list[list[Passage]]:
    """For each group of passages what only counts things of it: of the nearest event before."""
    found: list[list[Passage]] = [[] for _ in groups]
    for one in bare:
        near = [
            (other.event.span > one.event.span, _apart(one, other), number)
            for number, group in enumerate(groups)
            for other in group
            if other.article.id == one.article.id and other.event.type == one.event.type
        ]
        if near:
            found[min(near)[2]].append(one)
    return found


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
