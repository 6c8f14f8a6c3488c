"""From the passages of a story to its events, findings and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from secondsource.model import (
    Account,
    Article,
    Block,
    Cite,
    Finding,
    Mention,
    Origin,
    Polarity,
    Span,
    Standing,
    Status,
    Story,
    StoryEvent,
    When,
    marks,
    words,
)
from secondsource.origins import copied, count, grouped, is_own, related, summed, voices
from secondsource.reconcile.accounts import adopted
from secondsource.reconcile.cases import Case, case
from secondsource.reconcile.days import time, timed
from secondsource.reconcile.denied import tied
from secondsource.reconcile.gathered import gather
from secondsource.reconcile.happenings import groups, is_changed
from secondsource.reconcile.hearsay import heard
from secondsource.reconcile.openings import opened
from secondsource.reconcile.passages import Passage
from secondsource.reconcile.sameday import coming, dated_with, undated
from secondsource.reconcile.samefigure import named_alike, with_general
from secondsource.reconcile.testimony import spread
from secondsource.reconcile.things import (
    brought_together,
    named,
    parted,
    telling,
    told_with,
    with_numbers,
)
from secondsource.reconcile.verdicts import findings as _findings
from secondsource.reconcile.verdicts import party_label
from secondsource.reconcile.victims import fallen
from secondsource.reconcile.witness import may_repeat, saw
from secondsource.text.eventwords import names_of
from secondsource.text.when import contains, edtf
from secondsource.text.words import fold

# Passages that do not say what happened: it is told elsewhere.
POINTING = ("events/counted only",)
MAX_LABEL = 70  # code points


def findings(story: Story, articles: Sequence[Article]) -> Story:
    """The story with its events, findings and sources; `articles` are its own, in any order."""
    ordered = sorted(articles, key=lambda a: a.id)
    own = voices(ordered, story.links)
    texts = copied(ordered, story.links)
    passages, bare = parted(gather(ordered, own, texts))
    bare, numbers = named(bare)
    placed = adopted(spread(opened(tied(groups(passages)))))
    told_of, days = undated(heard(dated_with(placed, bare), ordered))
    later = heard(coming(placed, bare), ordered)
    dead = fallen([p for group in told_of for p in group])
    told_of, bare = named_alike(told_of, bare)
    told_of, things = with_general(told_of, told_with(told_of, bare))
    things = with_numbers(told_of, brought_together(told_of, things), numbers)
    whole = zip(told_of, things, days, strict=True)
    cases = [case(g, dead, t, d) for g, t, d in whole if _is_worth(g)]
    told = [(one, _findings(one)) for one in cases]
    accounts = _without_asides([telling(found, bare) for _, found in told])
    told += [(one, [found]) for one in map(case, later) if (found := time(one))]
    if not accounts:
        accounts = list(_own_words(ordered, own))
    who = grouped(accounts, whole=True)
    return structs.replace(
        story,
        events=tuple(_event(one, found) for one, found in told),
        findings=tuple(f for _, found in told for f in found),
        sources=summed(accounts, who, _naming(accounts)),
        origins=tuple(map(tuple, who)),
    )


def _without_asides(told: Sequence[Sequence[Account]]) -> list[Account]:
    """The accounts of all events, without what an outlet tells besides, alone and in its own words.

    "He is known for opening every season with a swim": whoever may have from others what they all
    tell is no source of the story for what nobody else tells.
    """
    shared = [some for some in told if len({a.cite.article for a in some}) > 1]
    doubted = {a.origin.key for some in shared for a in some if is_own(a.origin) and a.origin.maybe}
    asides = [some for some in told if len({a.cite.article for a in some}) == 1]
    kept = [a for some in asides for a in some if a.origin.key not in doubted]
    return [a for some in shared for a in some] + kept


def _naming(accounts: Iterable[Account]) -> frozenset[str]:
    """The articles that name somebody for anything they tell."""
    told = (a for a in accounts if not is_own(a.origin))
    return frozenset(a.cite.article for a in told)


def _is_worth(group: Sequence[Passage]) -> bool:
    """Whether a group says more than that a word was used."""
    return len(group) > 2 or any(
        p.when or p.place or p.actors or p.people or p.event.counts
        or p.event.polarity != "affirmed" or (p.lead and (p.family == "harm" or p.attributed))
        for p in group
    )  # fmt: skip


def _own_words(articles: Iterable[Article], own: dict[str, Origin]) -> Iterable[Account]:
    """One account per article, in its own voice, for a story without events.

    Articles that tell what they were told may all have it from one.
    """
    unified = related(o for o in own.values())
    given = list(articles)
    told = [a.id for a in given if may_repeat(a, own[a.id].key) and not saw(a)]
    keys = {own[i].key for i in told}
    for article in given:
        blocks = [b.span for b in marks(article, Block) if b.role in ("headline", "body")]
        span = blocks[0] if blocks else Span(0, min(len(article.text), MAX_LABEL))
        origin = unified[own[article.id]]
        if article.id in told:
            maybe = {*origin.maybe, *keys} - {origin.key}
            origin = structs.replace(origin, maybe=tuple(sorted(maybe)))
        yield Account(Cite(article.id, span), "", (), origin)


# ------------------------------------------------------------------ story events


def _event(one: Case, found: Sequence[Finding]) -> StoryEvent:
    dated = _dated(one)
    history = _history(found)
    place = next((p.event.place for p in _by_support(one, found, "place") if p.event.place), None)
    return StoryEvent(
        id=one.id,
        type=_type(one),
        label=_label(one),
        parties=_parties(one),
        place=place,
        when=dated.when if dated else None,
        value=dated.value if dated else "",
        status=_standing(one, history),
        polarity=_polarity(one),
        history=history,
        mentions=tuple(p.cite for p in one.passages),
        rejected=one.refused,
    )


def _type(one: Case) -> str:
    """The type most passages give; a bare death gives way to what caused it."""
    named = [p.event.type for p in one.passages if p.event.by not in POINTING]
    types = [p.event.type for p in one.passages]
    telling = [t for t in named if t != "DEATH"] or [t for t in types if t != "DEATH"] or types
    if 2 * telling.count("ASSAULT") >= max(map(telling.count, telling)):
        return "ASSAULT"  # a blast or a fire leaves open whether anybody did it
    if 2 * telling.count("TRANSPORT") >= max(map(telling.count, telling)):
        return "TRANSPORT"  # a landslip or a fog is what brought it about
    usual = min(telling, key=lambda t: (-telling.count(t), telling.index(t)))
    return "DISASTER" if usual == "DEATH" and _is_of_several(one) else usual


def _is_of_several(one: Case) -> bool:
    """Whether more than one died: what nobody says did it was a disaster, no one's death."""
    return any(c.what == "killed" and c.low > 1 for p in one.passages for c in p.event.counts)


def _by_support(one: Case, found: Sequence[Finding], attribute: str) -> list[Passage]:
    """Passages in the order of the versions of one finding."""
    versions = [v for f in found if f.attribute == attribute for v in f.versions]
    cites = [a.cite for v in versions for a in v.accounts]
    return sorted(
        (p for p in one.passages if p.cite in cites), key=lambda p: (cites.index(p.cite), p.at)
    )


def _dated(one: Case) -> Passage | None:
    """The passage whose day is the event's: the newest if changed, else the best supported."""
    dated = timed(one)
    if not dated:
        return None
    changed = [p for p in dated if is_changed(p) and not _is_old(p)]
    if changed and len({p.value for p in dated}) > 1:
        return max(changed, key=lambda p: (_day(p.as_of), p.at))
    weight: dict[str, int] = {}
    for value in {p.value for p in dated}:
        when = next(p.when for p in dated if p.value == value)
        backing = [p for p in dated if p.when and when and contains(p.when, when)]
        weight[value] = len({p.origin.key for p in backing})
    return min(
        dated, key=lambda p: (p.soft, -weight[p.value], _width(p.when), -_votes(dated, p), p.at)
    )


def _is_old(passage: Passage) -> bool:
    return passage.event.status == "cancelled"


def _votes(dated: Sequence[Passage], passage: Passage) -> int:
    return sum(p.value == passage.value for p in dated)


def _width(when: When | None) -> float:
    if when is None or when.earliest is None or when.latest is None:
        return float("inf")
    return (when.latest - when.earliest).total_seconds()


def _day(when: When | None) -> str:
    return when.earliest.isoformat() if when and when.earliest else ""


def _history(found: Sequence[Finding]) -> tuple[Standing, ...]:
    """The standing as of each day, the earliest first."""
    stands: dict[tuple[str, str], list[Account]] = {}
    for finding in found:
        if finding.attribute == "status":
            for version in finding.versions:
                for one in version.accounts:
                    stands.setdefault((_day(one.as_of), version.value), []).append(one)
    return tuple(
        Standing(some[0].as_of, status, tuple(some))  # type: ignore[arg-type]
        for (_, status), some in sorted(stands.items())
        if status != "denied"
    )


def _standing(one: Case, history: Sequence[Standing]) -> Status:
    """The newest standing; of several on one day the one most origins give."""
    if not history:
        usual = [p.event.status for p in one.passages]
        return max(usual, key=lambda s: (usual.count(s), s))
    if any(s.status == "rescheduled" for s in history):
        history = [s for s in history if s.status != "postponed"]
    last = max(_day(s.as_of) for s in history)
    newest = [s for s in history if _day(s.as_of) == last]
    return max(newest, key=lambda s: (count(s.accounts).high, len(s.accounts), s.status)).status


def _polarity(one: Case) -> Polarity:
    given = {p.event.polarity for p in one.passages}
    order: tuple[Polarity, ...] = ("affirmed", "alleged", "denied")
    return next(p for p in order if p in given)


def _parties(one: Case) -> tuple[Mention, ...]:
    """States, bodies and people by one name each; a capital may stand for its state."""
    found: dict[str, Mention] = {}
    for passage in one.passages:
        role = passage.event.parties[0].role if passage.event.parties else ""
        for key in sorted(passage.actors) + sorted(passage.people):
            found.setdefault(key, Mention(party_label(key), key, role=role))
    return tuple(found[key] for key in sorted(found))


def _label(one: Case) -> str:
    """The fullest noun phrase that names the event, else the words of its first passage."""
    named = [p for p in one.passages if " " in p.event.label and _is_noun(p)]
    if named:
        return max(
            named, key=lambda p: (len(p.actors) > 1, -abs(len(p.event.label) - 30), p.at)
        ).event.label
    first = max(one.passages, key=lambda p: (bool(p.actors) + bool(p.when), bool(p.place)))
    said = " ".join(words(first.article, first.event.span).split())
    return said if len(said) <= MAX_LABEL else said[:MAX_LABEL].rsplit(" ", 1)[0] + "…"


def _is_noun(passage: Passage) -> bool:
    """Whether a label is a noun phrase: "Lindholt meeting", not "visit Lindholt for talks"."""
    nouns, verbs = names_of(passage.event.type)
    said = fold(passage.event.label).split()
    return said[-1] in nouns and said[0] not in verbs


__all__ = ["edtf", "findings"]
