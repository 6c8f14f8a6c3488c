"""Which event a denial denies: whoever says that nothing was gives neither day nor place."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from secondsource.model import Account, words
from secondsource.reconcile.cases import day
from secondsource.reconcile.passages import Passage
from secondsource.text.senses import are_senses
from secondsource.text.when import overlap
from secondsource.text.words import STEM, WORD, fold

SEVERAL = ("COERCE",)  # of many doings: who denies an arrest denies no raid


def tied(groups: Sequence[list[Passage]]) -> list[list[Passage]]:
    """The groups, those that only deny put to the event others tell where it is plain which."""
    parts = [part for group in groups for part in _apart(group)]
    denials = [g for g in parts if all(p.event.polarity == "denied" for p in g)]
    told = [g for g in parts if g not in denials]
    left = []
    for denial in denials:
        event = _denied(denial, told)
        if event is None:
            left.append(denial)
            continue
        first = event[0]
        event += [
            structs.replace(
                p, family=first.family, event=structs.replace(p.event, type=first.event.type)
            )
            for p in denial
        ]
        event.sort(key=lambda p: p.at)
    return sorted([*told, *left], key=lambda g: g[0].at)


def _apart(group: list[Passage]) -> list[list[Passage]]:
    """The group without denials of something else: of charges, where arrests are told."""
    told = [p for p in group if p.event.polarity != "denied"]
    if not told or group[0].event.type not in SEVERAL:
        return [group]
    others = [p for p in group if p not in told and not any(_is_kind(p, q) for q in told)]
    return [[p for p in group if p not in others], others] if others else [group]


def _denied(denial: Sequence[Passage], told: Sequence[list[Passage]]) -> list[Passage] | None:
    """The event a denial is of: the only one of its kind, else the one most articles tell."""
    fits = [g for g in told if _may_be(denial, g)]
    ranked = sorted(fits, key=lambda g: _weight(denial, g), reverse=True)
    if len(ranked) > 1 and _weight(denial, ranked[0]) == _weight(denial, ranked[1]):
        return None
    return ranked[0] if ranked else None


def _weight(denial: Sequence[Passage], event: Sequence[Passage]) -> tuple[int, int]:
    shared = {k for p in denial for k in p.actors | p.people}
    shared &= {k for p in event for k in p.actors | p.people}
    return len(shared), len({p.article.id for p in event})


def _may_be(denial: Sequence[Passage], event: Sequence[Passage]) -> bool:
    told = [p for p in event if p.event.polarity != "denied"]
    if not any(_is_kind(p, q) for p in denial for q in told):
        return False
    places = {p.place for p in denial if p.place}, {p.place for p in told if p.place}
    if all(places) and places[0].isdisjoint(places[1]):
        return False
    days = [p.when for p in denial if p.when], [p.when for p in told if p.when]
    return not all(days) or any(overlap(a, b) for a in days[0] for b in days[1])


def _is_kind(denial: Passage, told: Passage) -> bool:
    """Whether both are of one kind, as far as the word tells: a strike may be from the air."""
    kinds = denial.event.type, told.event.type
    if kinds[0] == kinds[1]:
        return kinds[0] not in SEVERAL or _is_word(denial, told)
    return are_senses(_said(denial), *kinds)


def _is_word(a: Passage, b: Passage) -> bool:
    """Whether two passages tell their event in one word: "arrested" and "arrests"."""
    return not {w[:STEM] for w in _said(a)}.isdisjoint(w[:STEM] for w in _said(b))


def _said(passage: Passage) -> frozenset[str]:
    return frozenset(WORD.findall(fold(words(passage.article, passage.event.trigger))))


def told_besides(passages: Sequence[Passage], accounts: Sequence[Account]) -> list[Account]:
    """The accounts of an event without what those say of it who deny it: "the alleged raid".

    Who denied it first and told it later tells it.
    """
    denials = [
        (p, a)
        for p, a in zip(passages, accounts, strict=True)
        if a.value == "denied" and a.origin.kind != "outlet"
    ]
    return [
        a
        for p, a in zip(passages, accounts, strict=True)
        if a.value == "denied"
        or not any(
            d.origin.key == a.origin.key and _is_kind(q, p) and day(d.as_of) >= day(a.as_of)
            for q, d in denials
        )
    ]
