"""One finding per event and question: versions, verdicts, and the reason in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise

from secondsource import origins
from secondsource.model import Account, Finding, Span, Status, Verdict, words
from secondsource.reconcile.accounts import account, agenda, doubted, versions
from secondsource.reconcile.cases import (
    Case,
    articles,
    day,
    finding,
    say,
    sayers,
    telling,
    undisputed,
    unsigned,
    who,
)
from secondsource.reconcile.counts import counts
from secondsource.reconcile.days import time
from secondsource.reconcile.denied import told_besides
from secondsource.reconcile.happenings import BETWEEN
from secondsource.reconcile.hearsay import PAST
from secondsource.reconcile.passages import Passage
from secondsource.reconcile.places import are_told_together, placed, wider
from secondsource.text import world
from secondsource.text.when import edtf, overlap
from secondsource.text.words import WORD, fold

STAGE: dict[Status, str] = {
    "proposed": "open", "tentative": "open", "scheduled": "set", "confirmed": "set",
    "ongoing": "done", "happened": "done", "postponed": "moved", "rescheduled": "moved",
    "cancelled": "off", "did_not_happen": "off", "resumed": "done",
    "suspended": "moved", "adjourned": "moved",
}  # fmt: skip

MAX_TOPICS = 4  # set side by side in one sentence
Place = tuple[str, str, Span, Span]


def findings(one: Case) -> list[Finding]:
    """Every finding of an event that has something to say, in a fixed order."""
    found = [_existence(one), time(one), _place(one), _status(one), _parties(one), _agenda(one)]
    found += counts(one)
    found.append(_identity(one))
    return [f for f in found if f is not None]


def _existence(one: Case) -> Finding | None:
    def same(a: Passage, b: Passage) -> bool:
        return a.event.polarity == b.event.polarity

    accounts = []
    for passage in one.passages:
        refused = one.is_refused(passage) and unsigned(one, passage)
        value = passage.event.polarity if not refused else "affirmed: " + passage.event.status
        told = account(passage, value, one.passages, fits=same, anywhere=True)
        coming = passage.lent and passage.event.status not in PAST
        accounts.append(doubted(told, passage, one.passages) if coming else told)
    given = versions(told_besides(one.passages, accounts), one.named)
    refused_signs = [r for r in one.refused if r.attribute == "existence"]
    if refused_signs:
        others = {p.article.id for p in one.passages} - {r.cite.article for r in refused_signs}
        verdicts: list[Verdict] = ["inconsistent"]
        if others:
            verdicts.append("differ")
        return finding(one, "existence", given, verdicts, (r.why for r in refused_signs))
    by_value = {v.value: v for v in given}
    denied = by_value.get("denied")
    said = [v for v in given if v.value != "denied"]
    if denied and said:
        reason = say("denied", a=who(a for v in said for a in v.accounts), b=who(denied.accounts))
        return finding(one, "existence", given, ["differ"], [reason])
    plain, reasons = undisputed(one, given, False)
    if "alleged" in by_value and len(given) == 1:
        reasons.insert(0, say("alleged", a=who(given[0].accounts)))
    if "alleged" in by_value and "affirmed" in by_value:
        plain.append("differ")
        reasons.append(
            say("differ", a=who(by_value["alleged"].accounts), x="alleged",
                 b=who(by_value["affirmed"].accounts), y="affirmed")
        )  # fmt: skip
    return finding(one, "existence", given, plain or ["agree"], reasons)


def _place(one: Case) -> Finding | None:
    where = placed(sayers(one))
    if not where:
        return None

    def same(a: Passage, b: Passage) -> bool:
        return a.place == b.place

    accounts = [doubted(account(p, _place_name(p), where, fits=same), p, where) for p in where]
    given = versions(accounts, one.named)
    silent = bool({p.article.id for p in one.passages} - articles(accounts))
    verdicts, reasons = undisputed(one, given, silent)
    for a, b in combinations(given, 2):
        if wide := wider(one.passages, a.value, b.value):
            verdicts.append("refine")
            narrow = b.value if wide == a.value else a.value
            reasons.append(say("refine", coarse=wide, fine=narrow))
        elif not are_told_together(one.passages, a.value, b.value):
            verdicts.append("differ")
            reasons.append(
                say("differ", a=who(a.accounts), x=a.value, b=who(b.accounts), y=b.value)
            )
    return finding(one, "place", given, verdicts or ["agree"], reasons)


def _place_name(passage: Passage) -> str:
    place = passage.event.place
    return " ".join(place.name.split()) if place else ""


def _parties(one: Case) -> Finding | None:
    named = [p for p in one.passages if p.actors or p.people]
    if len(named) < 2 or named[0].family not in BETWEEN:
        return None

    def same(a: Passage, b: Passage) -> bool:
        return bool(a.actors & b.actors)

    accounts = [account(p, _party_names(p), named, fits=same) for p in named]
    given = versions(accounts, one.named)
    verdicts, reasons = undisputed(one, given, False)
    sets = {_party_names(p): p.actors | p.people for p in named}
    for a, b in combinations(given, 2):
        if sets[a.value] != sets[b.value] and "complement" not in verdicts:
            verdicts.append("complement")
            more, less = (a, b) if len(sets[a.value]) >= len(sets[b.value]) else (b, a)
            if who(more.accounts) != who(less.accounts):
                reasons.append(say("parties_more", a=who(more.accounts), b=who(less.accounts)))
    return finding(one, "parties", given, verdicts or ["agree"], reasons)


def _party_names(passage: Passage) -> str:
    return ", ".join(sorted(party_label(k) for k in passage.actors | passage.people))


def party_label(key: str) -> str:
    """A name to show for a party's key."""
    kind, _, name = key.partition(":")
    return world.titled(name) if kind in ("name", "person") else world.label(key)


def _agenda(one: Case) -> Finding | None:
    if one.passages[0].family != "consult":
        return None
    told = [(p, found) for p in one.passages if (found := agenda(p)) is not None]
    if not told:
        return None
    topics = {p.at: found[0] for p, found in told}
    among = [p for p, _ in told]

    def same(a: Passage, b: Passage) -> bool:
        return b.at in topics and a.at in topics and fold(topics[a.at]) == fold(topics[b.at])

    accounts = [account(p, what, among, fits=same, span=at) for p, (what, at) in told]
    given = versions(accounts, one.named)
    pairs = [(a, b) for a, b in combinations(given, 2) if not _alike(a.value, b.value)]
    verdicts: list[Verdict] = ["differ"] if pairs else []
    if len(pairs) < len(given) * (len(given) - 1) // 2:
        verdicts.append("agree")
    reasons: list[str] = []
    if pairs:
        first, *others = [v for v in given if any(v in pair for pair in pairs)][:MAX_TOPICS]
        rest = "; ".join(say("agenda", who=who(v.accounts), topic=v.value) for v in others)
        reasons = [say("agendas", who=who(first.accounts), topic=first.value, others=rest)]
    if not verdicts:
        silent = bool({p.article.id for p in one.passages} - articles(accounts))
        verdicts, reasons = undisputed(one, given, silent)
    return finding(one, "agenda", given, verdicts or ["agree"], reasons)


def _alike(a: str, b: str) -> bool:
    mine = {w for w in WORD.findall(fold(a)) if len(w) > 3}
    theirs = {w for w in WORD.findall(fold(b)) if len(w) > 3}
    return bool(mine & theirs)


def _status(one: Case) -> Finding | None:
    told = [
        p for p in one.passages if (p.told or p.event.polarity == "denied") and not unsigned(one, p)
    ]
    if not told:
        return None

    def value(passage: Passage) -> str:
        return "denied" if passage.event.polarity == "denied" else passage.event.status

    def same(a: Passage, b: Passage) -> bool:
        return value(a) == value(b)

    accounts = {p.at: account(p, value(p), told, fits=same) for p in told}
    given = versions(accounts.values(), one.named)
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    for a, b in sorted(combinations(telling(told), 2), key=lambda two: _freshness(accounts, two)):
        if _stage(value(a)) == _stage(value(b)):
            continue
        stages = {_stage(value(a)), _stage(value(b))}
        own = a.article.id == b.article.id and a.own and b.own
        if own and stages != {"open", "set"}:
            continue  # one voice telling a story in several tenses
        verdict, reason = _two_stands(a, b, accounts[a.at], accounts[b.at])
        if own and verdict == "differ":
            verdict, reason = "inconsistent", say("inconsistent", x=value(a), y=value(b))
        if verdict not in verdicts:
            verdicts.append(verdict)
            reasons.append(reason)
    if not verdicts:
        verdicts, reasons = undisputed(one, given, False)
    return finding(one, "status", given, verdicts or ["agree"], reasons)


def _freshness(accounts: Mapping[Place, Account], two: tuple[Passage, Passage]) -> tuple[str, bool]:
    """The pairs with the newest word first, and those of two articles before those of one."""
    newest = max(day(accounts[p.at].as_of) for p in two)
    turned = "".join(chr(0xFFFF - ord(c)) for c in newest)
    return turned, two[0].article.id == two[1].article.id


def _stage(value: str) -> str:
    return STAGE.get(value, value)  # type: ignore[call-overload,no-any-return]


def _two_stands(a: Passage, b: Passage, first: Account, second: Account) -> tuple[Verdict, str]:
    if day(first.as_of) > day(second.as_of):
        a, b, first, second = b, a, second, first
    x, y = first.value, second.value
    if (
        "denied" not in (x, y)
        and day(first.as_of) < day(second.as_of)
        and first.as_of
        and second.as_of
    ):
        early, late = edtf(first.as_of), edtf(second.as_of)
        return "superseded", say("superseded", x=x, y=y, early=early, late=late)
    if first.origin.key == second.origin.key and a.article.id != b.article.id:
        return "differ", say(
            "differ_same",
            a=first.origin.name,
            x=x,
            y=y,
            via=_carrier(first),
            other=_carrier(second),
        )
    return "differ", say("differ", a=who([first]), x=x, b=who([second]), y=y)


def _carrier(one: Account) -> str:
    tellers = [t for t in one.chain[:-1] if t.role in origins.CHANNELS]
    return tellers[-1].name if tellers else say("nobody")


def _identity(one: Case) -> Finding | None:
    """A finding where articles name the event otherwise and only its parties tie them together."""
    if one.passages[0].family not in ("consult", "fixture"):
        return None
    by_article: dict[str, list[Passage]] = {}
    for passage in one.passages:
        by_article.setdefault(passage.article.id, []).append(passage)
    if len(by_article) < 2:
        return None
    accounts, reasons = [], []
    for mine, theirs in pairwise(by_article.values()):
        if any(_proven(a, b) for a in mine for b in theirs):
            continue
        a, b = mine[0], theirs[0]
        if _head(a) == _head(b):
            continue
        accounts += [account(p, _named(p), one.passages, fits=lambda x, y: True) for p in (a, b)]
        reasons.append(say("same_event", a=_named(a), b=_named(b)))
    if not accounts:
        return None
    return finding(one, "identity", versions(accounts, one.named), ["probable_same"], reasons)


def _proven(a: Passage, b: Passage) -> bool:
    days = a.when is not None and b.when is not None and not (a.doubtful or b.doubtful)
    if days and a.when and b.when and overlap(a.when, b.when):
        return len(a.actors & b.actors) > 1 or a.value == b.value
    return bool(a.place) and a.place == b.place and bool(a.actors & b.actors)


def _head(passage: Passage) -> str:
    return fold(words(passage.article, passage.event.trigger)).split()[-1]


def _named(passage: Passage) -> str:
    return passage.event.label or words(passage.article, passage.event.trigger)
