"""Victims told one by one, with no number: who may be whom, and who of the hurt died."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from msgspec import structs

from secondsource.model import Count, words
from secondsource.reconcile.cases import Case, sayers
from secondsource.reconcile.passages import Passage
from secondsource.text.persons import apart, is_further
from secondsource.text.shots import SHOT
from secondsource.text.words import WORD, fold

MAX_TOLD = 40  # victims of one event that are compared
NUMBERED = {"1", "one", "single", "only", "lone"}


def fallen(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Who is told to have died: "15-year-old boy"; "" for those a number counts."""
    dead = [
        c.scope if is_unnumbered(p, c) else ""
        for p in passages
        for c in p.event.counts
        if c.what == "killed" and c.low and p.event.polarity != "denied"
    ]
    return tuple(sorted(set(dead))[:MAX_TOLD])


def counted(one: Case) -> list[str]:
    """What is counted of an event; whoever was shot where nobody died was hurt."""
    whats = {c.what for p in one.passages for c in p.event.counts}
    whats |= {c.what for p in (*one.passages, *one.things) for c in p.event.things}
    return sorted(whats if one.dead else {"injured" if w == SHOT else w for w in whats})


def told_of(one: Case, what: str) -> list[tuple[Passage, Count]]:
    """Who gives which count; without those told to be hurt who died or may have.

    "Five people were shot": where nobody died, five were hurt. "A boy was wounded" of one article
    is "the boy, 13, died" of the next one's.
    """
    said = [(p, c) for p in sayers(one) for c in (*p.event.counts, *p.event.things)]
    known = {(p.article.id, c.what, c.low) for p, c in said}
    said += [
        (p, c)
        for p in one.things
        for c in p.event.things
        if p.attributed or (p.article.id, c.what, c.low) not in known
    ]
    if what == "injured" and not one.dead:
        return [(p, c if c.what == what else _hurt(c)) for p, c in said if c.what in (what, SHOT)]
    given = [(p, c) for p, c in said if c.what == what]
    if what != "injured":
        return given
    return [
        (p, c)
        for p, c in given
        if not is_unnumbered(p, c)
        or is_further(c.scope)
        or all(d and apart(c.scope, d) for d in one.dead)
    ]


def _hurt(number: Count) -> Count:
    return structs.replace(number, what="injured")


def is_unnumbered(passage: Passage, number: Count) -> bool:
    """Whether a count of one is told with no number: "a boy was shot dead"."""
    if not (number.scope and number.low == number.high == 1):
        return False
    said = WORD.findall(fold(words(passage.article, number.span)))
    return NUMBERED.isdisjoint(said)


def unnumbered(said: Sequence[tuple[Passage, Count]]) -> frozenset[tuple[str, int | float]]:
    """The counts of one that are told with no number."""
    return frozenset((c.scope, c.low) for p, c in said if is_unnumbered(p, c))


def are_several(said: Sequence[tuple[Passage, Count]]) -> bool:
    """Whether those told one by one cannot all be the same one: a boy here, a woman there."""
    labels = sorted(scope for scope, _ in unnumbered(said))[:MAX_TOLD]
    return any(apart(a, b) for a, b in combinations(labels, 2))
