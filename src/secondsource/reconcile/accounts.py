"""What each passage says on one question, with whose word it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

from msgspec import structs

from secondsource.model import Account, Cite, Origin, Polarity, Span, Version
from secondsource.origins import count, is_own, outlet
from secondsource.reconcile.leads import is_hollow, presupposes
from secondsource.reconcile.passages import OPEN, Passage
from secondsource.text.eventwords import standing
from secondsource.text.when import overlap
from secondsource.text.words import fold

Fits = Callable[[Passage, Passage], bool]
MAX_TOLD = 100  # origins an account may be another's word of
NEAR = 200  # code points around an event word in which its agenda may stand


def account(
    passage: Passage,
    value: str,
    among: Sequence[Passage],
    *,
    fits: Fits,
    scope: str = "",
    polarity: Polarity | None = None,
    span: Span | None = None,
    anywhere: bool = False,
    others: Sequence[Passage] = (),
) -> Account:
    """One passage's word; what nobody is named for inherits the chain of what says the same.

    among: the passages of the event; fits(passage, other): whether another says the same.
    anywhere: whether words further down than the lead inherit too.
    others: the passages any of whose tellers may have told what he is given (default: `among`).
    """
    known = (passage.attributed and not passage.vague) or passage.is_played
    heir = None if known else _heir(passage, among, fits)
    if heir is None and not passage.attributed and not known:
        heir = _heir(passage, among, fits, loosely=True)
    inherits = heir is not None and (anywhere or passage.lead or passage.quote is not None)
    teller = heir if heir is not None and inherits else passage
    origin = teller.origin
    if heir is not None and not inherits:  # the outlet may only repeat what it was told
        origin = structs.replace(origin, maybe=tuple(sorted({*origin.maybe, heir.origin.key})))
    besides = {*teller.besides} - {origin.key}
    if besides and is_own(origin):
        origin = structs.replace(origin, maybe=tuple(sorted({*origin.maybe, *besides})))
    told = Account(
        cite=Cite(passage.article.id, span or passage.event.span),
        value=value,
        chain=teller.chain,
        origin=origin,
        as_of=teller.as_of,
        scope=scope,
        certainty=passage.event.certainty,
        polarity=polarity or passage.event.polarity,
    )
    goes = teller.quote is None and teller.family == "office"  # who resigns says so himself
    seen = value == "affirmed" and passage.family in OPEN and passage.is_done
    if not (goes or seen) and is_hollow(passage.article, told.cite.span, told.origin):
        told = unsure(told, others or among)
    holds = teller.quote is not None and presupposes(teller.quote, teller.article)
    return unsure(told, among) if holds or _is_retold(teller, among) else told


def _heir(
    passage: Passage, among: Iterable[Passage], fits: Fits, *, loosely: bool = False
) -> Passage | None:
    """The attributed passage of the article that says the same: the next one, else the last.

    A copy may have cut who said it: the texts it is joined with tell.

    loosely: also the headline that names its source only as "union says".
    """
    mine = [
        p
        for p in among
        if p.text == passage.text
        and p.attributed
        and (not p.vague or loosely)
        and p.event.polarity == passage.event.polarity
        and fits(passage, p)
    ]
    mine = [p for p in mine if p.article.id == passage.article.id] or mine
    later = [p for p in mine if p.event.span >= passage.event.span]
    return (later or mine[::-1] or [None])[0]  # type: ignore[list-item]


def _is_retold(teller: Passage, among: Iterable[Passage]) -> bool:
    """Whether who tells something has it from another: so the words or, of a title, those below."""
    if not teller.attributed or not teller.title:
        return teller.attributed and teller.retold
    below = (p for p in among if p.article.id == teller.article.id)
    return teller.retold or any(p.retold and p.origin.key == teller.origin.key for p in below)


def doubted(given: Account, passage: Passage, among: Iterable[Passage]) -> Account:
    """A value that opens the text of a sole speaker whose words have nothing of its event.

    He may have told it; so may anyone who tells the same. So may a day that only tells which event
    is meant.
    """
    told = given.origin.key == passage.origin.key
    return unsure(given, among) if told and (passage.lent or passage.assumed) else given


def unsure(given: Account, among: Iterable[Passage]) -> Account:
    """An account that may be the word of whoever else tells the same."""
    others = {p.origin.key for p in among if p.attributed} - {given.origin.key}
    maybe = tuple(sorted({*given.origin.maybe, *sorted(others)[:MAX_TOLD]}))
    return structs.replace(given, origin=structs.replace(given.origin, maybe=maybe))


def versions(accounts: Iterable[Account], named: Collection[str] = ()) -> tuple[Version, ...]:
    """Accounts grouped by value, the best supported first.

    named: the articles that name somebody for the event.
    """
    by_value: dict[str, list[Account]] = {}
    known: set[tuple[str, Cite, Origin]] = set()
    for one in sorted(accounts, key=lambda a: (a.cite, a.value)):
        if (one.value, one.cite, one.origin) not in known:
            known.add((one.value, one.cite, one.origin))
            by_value.setdefault(one.value, []).append(one)
    by_value = {value: _traced(some) for value, some in by_value.items()}
    found = [
        Version(value, tuple(some), count(some, named=named)) for value, some in by_value.items()
    ]
    return tuple(
        sorted(found, key=lambda v: (-v.sources.low, -v.sources.high, -len(v.accounts), v.value))
    )


def _traced(given: Sequence[Account]) -> list[Account]:
    """The accounts of one value; what an outlet is cited for is the word of whom its page names.

    "The Larn Post reports" is the mayor's word where the Larn Post has it from the mayor alone.
    """
    told: dict[str, dict[str, Origin]] = {}
    for one in given:
        told.setdefault(_printed_by(one), {})[one.origin.key] = one.origin
    found = []
    for one in given:
        key = one.origin.key
        behind = {k: o for k, o in told.get(key, {}).items() if k != key}
        cited = one.origin.kind == "outlet" and _printed_by(one) != key
        if cited and len(behind) == 1 and key not in told[key]:
            found.append(structs.replace(one, origin=next(iter(behind.values()))))
        elif cited and told.get(key):
            own = told[key].get(key, one.origin)  # in doubt here as on its own page
            maybe = tuple(sorted({*one.origin.maybe, *own.maybe, *behind}))
            found.append(structs.replace(one, origin=structs.replace(one.origin, maybe=maybe)))
        else:
            found.append(one)
    return found


def _printed_by(one: Account) -> str:
    """The key of the outlet an account stands in."""
    first = one.chain[0] if one.chain and one.chain[0].role == "outlet" else None
    return outlet(first.name).key if first else ""


def adopted(groups: Iterable[Sequence[Passage]]) -> list[list[Passage]]:
    """The groups, where what "it was reported" of several events is one teller's word for all.

    A passage in such words that has no heir of its own takes the one of its neighbour in them.
    """
    given = [list(group) for group in groups]
    heirs: dict[tuple[str, Span], Passage] = {}
    for group in given:
        for passage in group:
            if passage.quote is not None and not passage.attributed:
                heir = _heir(passage, group, _affirms)
                if heir is not None:
                    heirs.setdefault((passage.article.id, passage.quote.span), heir)
    return [[_adopt(p, heirs) for p in group] for group in given]


def _affirms(a: Passage, b: Passage) -> bool:
    return a.when is None or b.when is None or overlap(a.when, b.when) is not None


def _adopt(passage: Passage, heirs: Mapping[tuple[str, Span], Passage]) -> Passage:
    if passage.quote is None or passage.attributed:
        return passage
    heir = heirs.get((passage.article.id, passage.quote.span))
    if heir is None:
        return passage
    return structs.replace(
        passage,
        chain=heir.chain,
        origin=heir.origin,
        attributed=True,
        adopted=True,
        as_of=heir.as_of,
    )


# ------------------------------------------------------------------ agenda


@cache
def _agenda() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in standing()["agenda"])


def agenda(passage: Passage) -> tuple[str, Span] | None:
    """What is to be talked about, by the words around the event, and where they stand."""
    text = fold(passage.article.text)
    start = max(0, passage.event.span.start - NEAR // 2)
    end = min(len(text), passage.event.span.end + NEAR)
    for pattern in _agenda():
        for match in pattern.finditer(text, start, end):
            if match.start() <= passage.event.span.end and passage.event.span.start <= match.end():
                at = Span(*match.span("what"))
                return passage.article.text[at.start : at.end], at
    return None
