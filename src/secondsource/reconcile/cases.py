"""One event with its passages, and what every finding about it is made with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from secondsource.model import Account, Attribute, Finding, Refusal, Verdict, Version, When, digest
from secondsource.origins import is_own
from secondsource.reconcile.passages import Passage
from secondsource.reconcile.refusals import refusals
from secondsource.text.patterns import rules

MAX_TELLING = 120  # passages compared with each other on one question
ORDER: tuple[Verdict, ...] = (
    "agree", "refine", "complement", "superseded", "inconsistent", "differ", "probable_same",
    "single_source",
)  # fmt: skip


class Case(Struct, frozen=True, gc=False):
    """One event of a story: its id, its passages in text order, and what was refused of it."""

    id: str
    passages: tuple[Passage, ...]
    refused: tuple[Refusal, ...]
    dead: tuple[str, ...] = ()  # who is told to have died anywhere in the story; "" for a number
    things: tuple[Passage, ...] = ()  # what only counts things of it: no evidence of anything else
    days: tuple[Passage, ...] = ()  # days told without a word for it: they are of its day alone

    @property
    def named(self) -> frozenset[str]:
        """The articles that name somebody for the event."""
        told = (p for p in self.passages if p.attributed)
        return frozenset(p.article.id for p in told if not is_own(p.origin))

    def is_refused(self, passage: Passage) -> bool:
        """Whether the day (or the standing) a passage gives cannot be."""
        return any(r.cite == passage.cite for r in self.refused)


def case(
    passages: Sequence[Passage],
    dead: Iterable[str] = (),
    things: Iterable[Passage] = (),
    days: Iterable[Passage] = (),
) -> Case:
    """The case of one group of passages."""
    first = min(passages, key=lambda p: (p.article.id, p.event.span, p.event.trigger))
    where = f"{first.event.span.start}-{first.event.trigger.start}"
    return Case(
        digest("event", first.event.type, first.article.id, where),
        tuple(passages),
        tuple(refusals(passages)),
        tuple(dead),
        tuple(things),
        tuple(days),
    )


def say(name: str, **values: object) -> str:
    """A reason of rules/en/reasons.toml, filled in."""
    shown = {key: value if isinstance(value, str) else str(value) for key, value in values.items()}
    return str(rules("en/reasons.toml")[name]).format(**shown)


def finding(
    one: Case,
    attribute: Attribute,
    given: Iterable[Version],
    verdicts: Iterable[Verdict],
    reasons: Iterable[str],
    about: str = "",
) -> Finding:
    """A finding with its id, its verdicts in order, its reasons once each."""
    kept = dict.fromkeys(verdicts)
    return Finding(
        id=digest("finding", one.id, attribute, about),
        event=one.id,
        attribute=attribute,
        verdicts=tuple(v for v in ORDER if v in kept),
        reason=" ".join(dict.fromkeys(r for r in reasons if r)),
        versions=tuple(given),
        about=about,
    )


def who(accounts: Iterable[Account]) -> str:
    """The names behind some accounts: "police, Anton Rusk and AFP"."""
    names = list(dict.fromkeys(a.origin.name or say("unknown") for a in accounts))
    if not names:
        return say("nobody")
    if len(names) == 1:
        return names[0]
    return say("and", a=", ".join(names[:-1]), b=names[-1])


def support(version: Version) -> str:
    """How many sources a version has, in words."""
    low, high = version.sources.low, version.sources.high
    if low != high:
        return say("between", low=low, high=high)
    return say("source") if high == 1 else say("sources", low=low)


def articles(accounts: Iterable[Account]) -> set[str]:
    """The articles some accounts stand in."""
    return {a.cite.article for a in accounts}


def undisputed(
    one: Case, given: Sequence[Version], silent: bool
) -> tuple[list[Verdict], list[str]]:
    """agree, complement or single_source, where no two versions stand against each other."""
    top = given[0]
    accounts = [a for v in given for a in v.accounts]
    origins = {a.origin.key for a in accounts}
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    if (
        len(top.accounts) > 1
        and (top.sources.high > 1 or len(articles(top.accounts)) > 1)
        and not (silent and len(articles(top.accounts)) == 1)
    ):
        verdicts.append("agree")
        reasons.append(say("agree", count=len(top.accounts), value=top.value, sources=support(top)))
    if silent:
        verdicts.append("complement")
        every = {p.article.id for p in one.passages}
        reasons.append(
            say("complement", given=len(articles(accounts)), articles=len(every), value=top.value)
        )
    if len(origins) == 1 and not silent:
        verdicts.append("single_source")
        reasons.append(say("single", who=who(accounts)))
    return verdicts, reasons


def telling(passages: Sequence[Passage]) -> list[Passage]:
    """One passage for each word of one origin as of one day: enough to compare."""
    kept: dict[tuple[object, ...], Passage] = {}
    for p in passages:
        key = (p.value, p.event.status, p.event.polarity, p.origin.key, p.own, day(p.as_of))
        kept.setdefault(key, p)
    return list(kept.values())[:MAX_TELLING]


def sayers(one: Case) -> list[Passage]:
    """The passages that do not deny the event, if there are any: who denies it gives it no day."""
    said = [p for p in one.passages if p.event.polarity != "denied"]
    return said or list(one.passages)


def unsigned(one: Case, passage: Passage) -> bool:
    """Whether a passage tells of a signing that was refused."""
    return any(r.attribute == "existence" and r.cite == passage.cite for r in one.refused)


def day(when: When | None) -> str:
    """A day that sorts; "" is unknown and the earliest."""
    return when.earliest.isoformat() if when and when.earliest else ""


def in_order(a: Passage, b: Passage) -> tuple[Passage, Passage]:
    """Two passages by the day they were said."""
    return (a, b) if day(a.as_of) <= day(b.as_of) else (b, a)


def later(early: Passage, late: Passage) -> bool:
    """Whether the second was said on a later day."""
    return day(early.as_of) < day(late.as_of)
