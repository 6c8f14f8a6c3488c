"""One finding per event and question: versions, verdicts, and the reason in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from msgspec import Struct, structs

from secondsource.model import (
    Account,
    Attribute,
    Cite,
    Count,
    Finding,
    Refusal,
    Span,
    Status,
    Verdict,
    Version,
    When,
    digest,
    words,
)
from secondsource.reconcile.accounts import account, agenda, versions
from secondsource.reconcile.happenings import BETWEEN, is_changed
from secondsource.reconcile.passages import Passage
from secondsource.reconcile.refusals import refusals
from secondsource.text import world
from secondsource.text.patterns import rules
from secondsource.text.when import contains, edtf, overlap
from secondsource.text.words import WORD, fold

ORDER: tuple[Verdict, ...] = (
    "agree", "refine", "complement", "superseded", "inconsistent", "differ", "probable_same",
    "single_source",
)  # fmt: skip
STAGE: dict[Status, str] = {
    "proposed": "open", "tentative": "open", "scheduled": "set", "confirmed": "set",
    "ongoing": "done", "happened": "done", "postponed": "moved", "rescheduled": "moved",
    "cancelled": "off", "did_not_happen": "off",
}  # fmt: skip


class Case(Struct, frozen=True):
    """One event of a story: its id, its passages in text order, and what was refused of it."""

    id: str
    passages: tuple[Passage, ...]
    refused: tuple[Refusal, ...]

    def is_refused(self, passage: Passage) -> bool:
        """Whether the day (or the standing) a passage gives cannot be."""
        return any(r.cite == passage.cite for r in self.refused)


def case(passages: Sequence[Passage]) -> Case:
    """The case of one group of passages."""
    first = min(passages, key=lambda p: (p.article.id, p.event.span, p.event.trigger))
    where = f"{first.event.span.start}-{first.event.trigger.start}"
    return Case(
        digest("event", first.event.type, first.article.id, where),
        tuple(passages),
        tuple(refusals(passages)),
    )


def findings(one: Case) -> list[Finding]:
    """Every finding of an event that has something to say, in a fixed order."""
    found = [_existence(one), _time(one), _place(one), _status(one), _parties(one), _agenda(one)]
    found += _counts(one)
    found.append(_identity(one))
    return [f for f in found if f is not None]


def _say(name: str, **values: object) -> str:
    shown = {key: value if isinstance(value, str) else str(value) for key, value in values.items()}
    return str(rules("en/reasons.toml")[name]).format(**shown)


def _finding(
    one: Case,
    attribute: Attribute,
    given: Iterable[Version],
    verdicts: Iterable[Verdict],
    reasons: Iterable[str],
    about: str = "",
) -> Finding:
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


def _who(accounts: Iterable[Account]) -> str:
    names = list(dict.fromkeys(a.origin.name or _say("unknown") for a in accounts))
    if not names:
        return _say("nobody")
    if len(names) == 1:
        return names[0]
    return _say("and", a=", ".join(names[:-1]), b=names[-1])


def _support(version: Version) -> str:
    low, high = version.sources.low, version.sources.high
    if low != high:
        return _say("between", low=low, high=high)
    return _say("source") if high == 1 else _say("sources", low=low)


def _articles(accounts: Iterable[Account]) -> set[str]:
    return {a.cite.article for a in accounts}


def _plain(one: Case, given: Sequence[Version], silent: bool) -> tuple[list[Verdict], list[str]]:
    """agree, complement or single_source, where no two versions stand against each other."""
    top = given[0]
    accounts = [a for v in given for a in v.accounts]
    origins = {a.origin.key for a in accounts}
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    if (
        len(top.accounts) > 1
        and (top.sources.high > 1 or len(_articles(top.accounts)) > 1)
        and not (silent and len(_articles(top.accounts)) == 1)
    ):
        verdicts.append("agree")
        reasons.append(
            _say("agree", count=len(top.accounts), value=top.value, sources=_support(top))
        )
    if silent:
        verdicts.append("complement")
        every = {p.article.id for p in one.passages}
        reasons.append(
            _say("complement", given=len(_articles(accounts)), articles=len(every), value=top.value)
        )
    if len(origins) == 1 and not silent:
        verdicts.append("single_source")
        reasons.append(_say("single", who=_who(accounts)))
    return verdicts, reasons


# ------------------------------------------------------------------ existence


def _existence(one: Case) -> Finding | None:
    def same(a: Passage, b: Passage) -> bool:
        return a.event.polarity == b.event.polarity

    accounts = []
    for passage in one.passages:
        refused = one.is_refused(passage) and _unsigned(one, passage)
        value = passage.event.polarity if not refused else "affirmed: " + passage.event.status
        accounts.append(account(passage, value, one.passages, fits=same))
    given = versions(accounts)
    refused_signs = [r for r in one.refused if r.attribute == "existence"]
    if refused_signs:
        others = {p.article.id for p in one.passages} - {r.cite.article for r in refused_signs}
        verdicts: list[Verdict] = ["inconsistent"]
        if others:
            verdicts.append("differ")
        return _finding(one, "existence", given, verdicts, (r.why for r in refused_signs))
    by_value = {v.value: v for v in given}
    denied = by_value.get("denied")
    said = [v for v in given if v.value != "denied"]
    if denied and said:
        reason = _say(
            "denied", a=_who(a for v in said for a in v.accounts), b=_who(denied.accounts)
        )
        return _finding(one, "existence", given, ["differ"], [reason])
    plain, reasons = _plain(one, given, False)
    if "alleged" in by_value and len(given) == 1:
        reasons.insert(0, _say("alleged", a=_who(given[0].accounts)))
    if "alleged" in by_value and "affirmed" in by_value:
        plain.append("differ")
        reasons.append(
            _say("differ", a=_who(by_value["alleged"].accounts), x="alleged",
                 b=_who(by_value["affirmed"].accounts), y="affirmed")
        )  # fmt: skip
    return _finding(one, "existence", given, plain or ["agree"], reasons)


def _unsigned(one: Case, passage: Passage) -> bool:
    return any(r.attribute == "existence" and r.cite == passage.cite for r in one.refused)


# ------------------------------------------------------------------ time


def _sayers(one: Case) -> list[Passage]:
    """The passages that do not deny the event, if there are any: who denies it gives it no day."""
    said = [p for p in one.passages if p.event.polarity != "denied"]
    return said or list(one.passages)


def timed(one: Case) -> list[Passage]:
    """The passages that give a day that can be, in text order."""
    return [p for p in one.passages if p.when is not None and not one.is_refused(p)]


def _time(one: Case) -> Finding | None:
    dated = [p for p in _sayers(one) if p.when is not None and not _unsigned(one, p)]
    if not dated:
        return None

    def same(a: Passage, b: Passage) -> bool:
        return b.when is not None and a.when is not None and overlap(a.when, b.when) is not None

    accounts = {p.at: account(p, p.value, _closest(p, dated), fits=same) for p in dated}
    given = versions(accounts.values())
    kept = [p for p in dated if not one.is_refused(p)]
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    if len(kept) < len(dated):
        verdicts.append("inconsistent")
        reasons += [r.why for r in one.refused if r.attribute == "time"]
        if _articles(accounts[p.at] for p in kept) - _articles(
            accounts[p.at] for p in dated if p not in kept
        ):
            verdicts.append("differ")
    for a, b in combinations(kept, 2):
        verdict, reason = _two_days(a, b, accounts[a.at], accounts[b.at])
        if verdict:
            verdicts.append(verdict)
            reasons.append(reason)
    if "inconsistent" in verdicts and "differ" not in verdicts:
        strict = _strict(kept)
        if strict:
            verdicts.append("differ")
            reasons.append(strict)
    left = tuple(v for v in given if any(accounts[p.at].value == v.value for p in kept))
    if left and not {"inconsistent", "differ", "superseded"} & set(verdicts):
        mentioning = {p.article.id for p in one.passages}
        silent = bool(mentioning - _articles(accounts.values()))
        plain, more = _plain(one, left, silent)
        verdicts, reasons = plain + verdicts, more + reasons
    elif left and left[0].sources.high > 1 and "inconsistent" not in verdicts:
        verdicts.append("agree")
    return _finding(one, "time", given, verdicts or ["agree"], reasons)


def _closest(passage: Passage, dated: Sequence[Passage]) -> list[Passage]:
    """The passages whose word an unattributed day may be: those of the same day, else all."""
    equal = [p for p in dated if p.value == passage.value and p.attributed]
    mine = [p for p in equal if p.article.id == passage.article.id]
    return mine or list(dated)


def _two_days(
    a: Passage, b: Passage, first: Account, second: Account
) -> tuple[Verdict | None, str]:
    assert a.when is not None and b.when is not None
    if a.value == b.value:
        return None, ""
    if overlap(a.when, b.when) is not None:
        coarse, fine = (a, b) if contains(a.when, b.when) else (b, a)
        return "refine", _say("refine", coarse=coarse.value, fine=fine.value)
    if a.soft or b.soft:
        return None, ""
    changed = [p for p in (a, b) if is_changed(p)]
    early, late = _in_order(a, b)
    if changed and _later(early, late):
        return "superseded", _say("moved", x=early.value, y=late.value)
    if changed and len(changed) == 1:
        other = b if changed[0] is a else a
        return "superseded", _say("moved", x=other.value, y=changed[0].value)
    if a.article.id == b.article.id and (
        first.origin.key == second.origin.key or not (a.attributed and b.attributed)
    ):
        return "inconsistent", _say("inconsistent", x=a.value, y=b.value)
    reason = _say("differ", a=_who([first]), x=a.value, b=_who([second]), y=b.value)
    return "differ", reason


def _strict(kept: Sequence[Passage]) -> str:
    """Why a loose time, read strictly, leaves out the others; "" where it does not."""
    for loose in kept:
        if not loose.soft or loose.when is None or loose.event.time is None:
            continue
        for other in kept:
            if other.when and not other.soft and not overlap(loose.when, other.when):
                said = words(loose.article, loose.event.time)
                return _say("strict", words=said, value=loose.value, other=other.value)
    return ""


def _in_order(a: Passage, b: Passage) -> tuple[Passage, Passage]:
    return (a, b) if _day(a.as_of) <= _day(b.as_of) else (b, a)


def _later(early: Passage, late: Passage) -> bool:
    return _day(early.as_of) < _day(late.as_of)


def _day(when: When | None) -> str:
    return when.earliest.isoformat() if when and when.earliest else ""


# ------------------------------------------------------------------ place, parties, agenda


def _place(one: Case) -> Finding | None:
    placed = [p for p in _sayers(one) if p.place]
    if not placed:
        return None

    def same(a: Passage, b: Passage) -> bool:
        return a.place == b.place

    accounts = [account(p, _place_name(p), placed, fits=same) for p in placed]
    given = versions(accounts)
    silent = bool({p.article.id for p in one.passages} - _articles(accounts))
    verdicts, reasons = _plain(one, given, silent)
    for a, b in combinations(given, 2):
        if _is_part(one, a.value, b.value):
            verdicts.append("refine")
            reasons.append(_say("refine", coarse=a.value, fine=b.value))
        else:
            verdicts.append("differ")
            reasons.append(
                _say("differ", a=_who(a.accounts), x=a.value, b=_who(b.accounts), y=b.value)
            )
    return _finding(one, "place", given, verdicts or ["agree"], reasons)


def _place_name(passage: Passage) -> str:
    place = passage.event.place
    return " ".join(place.name.split()) if place else ""


def _is_part(one: Case, a: str, b: str) -> bool:
    """Whether two places may be a wider and a narrower one: a country, or both in one sentence."""
    if world.country(a) or world.country(b):
        return True
    low = fold(a), fold(b)
    for passage in one.passages:
        start, end = passage.event.span.start, passage.event.span.end
        near = fold(passage.article.text[max(0, start - 200) : end + 200])
        if all(name in near for name in low):
            return True
    return low[0] in low[1] or low[1] in low[0]


def _parties(one: Case) -> Finding | None:
    named = [p for p in one.passages if p.actors or p.people]
    if len(named) < 2 or named[0].family not in BETWEEN:
        return None

    def same(a: Passage, b: Passage) -> bool:
        return bool(a.actors & b.actors)

    accounts = [account(p, _party_names(p), named, fits=same) for p in named]
    given = versions(accounts)
    verdicts, reasons = _plain(one, given, False)
    sets = {_party_names(p): p.actors | p.people for p in named}
    for a, b in combinations(given, 2):
        if sets[a.value] != sets[b.value] and "complement" not in verdicts:
            verdicts.append("complement")
            more, less = (a, b) if len(sets[a.value]) >= len(sets[b.value]) else (b, a)
            if _who(more.accounts) != _who(less.accounts):
                reasons.append(_say("parties_more", a=_who(more.accounts), b=_who(less.accounts)))
    return _finding(one, "parties", given, verdicts or ["agree"], reasons)


def _party_names(passage: Passage) -> str:
    return ", ".join(sorted(party_label(k) for k in passage.actors | passage.people))


def party_label(key: str) -> str:
    """A name to show for a party's key."""
    kind, _, name = key.partition(":")
    return name.title() if kind in ("name", "person") else world.label(key)


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
    given = versions(accounts)
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    for a, b in combinations(given, 2):
        if _alike(a.value, b.value):
            verdicts.append("agree")
        else:
            verdicts.append("differ")
            reasons.append(
                _say("agendas", a=_who(a.accounts), x=a.value, b=_who(b.accounts), y=b.value)
            )
    if not verdicts:
        silent = bool({p.article.id for p in one.passages} - _articles(accounts))
        verdicts, reasons = _plain(one, given, silent)
    return _finding(one, "agenda", given, verdicts or ["agree"], reasons[:3])


def _alike(a: str, b: str) -> bool:
    mine = {w for w in WORD.findall(fold(a)) if len(w) > 3}
    theirs = {w for w in WORD.findall(fold(b)) if len(w) > 3}
    return bool(mine & theirs)


# ------------------------------------------------------------------ status


def _status(one: Case) -> Finding | None:
    told = [
        p
        for p in one.passages
        if (p.told or p.event.polarity == "denied") and not _unsigned(one, p)
    ]
    if not told:
        return None

    def value(passage: Passage) -> str:
        return "denied" if passage.event.polarity == "denied" else passage.event.status

    def same(a: Passage, b: Passage) -> bool:
        return value(a) == value(b)

    accounts = {p.at: account(p, value(p), told, fits=same) for p in told}
    given = versions(accounts.values())
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    for a, b in sorted(combinations(told, 2), key=lambda two: _freshness(accounts, two)):
        if _stage(value(a)) == _stage(value(b)):
            continue
        verdict, reason = _two_stands(a, b, accounts[a.at], accounts[b.at])
        if a.article.id == b.article.id and a.own and b.own and verdict == "differ":
            verdict, reason = "inconsistent", _say("inconsistent", x=value(a), y=value(b))
        if verdict not in verdicts:
            verdicts.append(verdict)
            reasons.append(reason)
    if not verdicts:
        verdicts, reasons = _plain(one, given, False)
    return _finding(one, "status", given, verdicts or ["agree"], reasons)


def _freshness(accounts: Mapping[Place, Account], two: tuple[Passage, Passage]) -> tuple[str, bool]:
    """The pairs with the newest word first, and those of two articles before those of one."""
    newest = max(_day(accounts[p.at].as_of) for p in two)
    turned = "".join(chr(0xFFFF - ord(c)) for c in newest)
    return turned, two[0].article.id == two[1].article.id


def _stage(value: str) -> str:
    return STAGE.get(value, value)  # type: ignore[call-overload,no-any-return]


def _two_stands(a: Passage, b: Passage, first: Account, second: Account) -> tuple[Verdict, str]:
    if _day(first.as_of) > _day(second.as_of):
        a, b, first, second = b, a, second, first
    x, y = first.value, second.value
    if (
        "denied" not in (x, y)
        and _day(first.as_of) < _day(second.as_of)
        and first.as_of
        and second.as_of
    ):
        early, late = edtf(first.as_of), edtf(second.as_of)
        return "superseded", _say("superseded", x=x, y=y, early=early, late=late)
    if first.origin.key == second.origin.key and a.article.id != b.article.id:
        return "differ", _say(
            "differ_same",
            a=first.origin.name,
            x=x,
            y=y,
            via=_carrier(first),
            other=_carrier(second),
        )
    return "differ", _say("differ", a=_who([first]), x=x, b=_who([second]), y=y)


def _carrier(one: Account) -> str:
    tellers = [t for t in one.chain[:-1] if t.role in ("agency", "broadcast", "outlet")]
    return tellers[-1].name if tellers else _say("nobody")


# ------------------------------------------------------------------ counts


def _counts(one: Case) -> list[Finding]:
    whats = sorted({c.what for p in one.passages for c in p.event.counts})
    return [f for what in whats if (f := _count(one, what)) is not None]


def _count(one: Case, what: str) -> Finding | None:
    said = [(p, c) for p in _sayers(one) for c in p.event.counts if c.what == what]
    most = max((c.low for _, c in said if not c.scope), default=0)
    told = [(p, _whole(c, most)) for p, c in said]
    accounts: list[tuple[Passage, Count, Account]] = []
    for passage, number in told:

        def same(a: Passage, b: Passage, number: Count = number) -> bool:
            counts = [_whole(c, most) for c in b.event.counts if c.what == what]
            return any(c.scope == number.scope and _fits(c, number) for c in counts)

        among = [p for p, _ in told]
        accounts.append(
            (
                passage,
                number,
                account(
                    passage, shown(number), among, fits=same, scope=number.scope, span=number.span
                ),
            )
        )
    given = versions(a for _, _, a in accounts)
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    for (p, c, a), (q, d, b) in combinations(accounts, 2):
        if shown(c) == shown(d):
            continue
        verdict, reason = _two_counts((p, c, a), (q, d, b))
        verdicts.append(verdict)
        reasons.append(reason)
    if not {"differ", "inconsistent", "superseded"} & set(verdicts):
        silent = bool({p.article.id for p in one.passages} - {p.article.id for p, _ in told})
        plain, more = _plain(one, given, silent)
        verdicts, reasons = plain + verdicts, more + reasons
    return _finding(one, "count", given, verdicts or ["agree"], reasons, about=what)


def _whole(number: Count, most: int) -> Count:
    """A count of some ("three soldiers") is the whole where no account gives more."""
    is_part = number.scope and number.low < most
    return number if is_part else structs.replace(number, scope="")


def _fits(a: Count, b: Count) -> bool:
    return a.low <= (b.high if b.high is not None else a.low) and b.low <= (
        a.high if a.high is not None else b.low
    )


def shown(number: Count) -> str:
    """A count as a value: "12", "12..", "10..15", "3 (children)"."""
    if number.high is None:
        value = f"{number.low}.."
    else:
        value = str(number.low) if number.low == number.high else f"{number.low}..{number.high}"
    return f"{value} ({number.scope})" if number.scope else value


Place = tuple[str, str, Span, Span]
Told = tuple[Passage, Count, Account]


def _two_counts(one: Told, two: Told) -> tuple[Verdict, str]:
    (p, c, a), (q, d, b) = one, two
    if c.scope != d.scope:
        part, whole = (c, d) if c.scope and not d.scope else (d, c)
        return "complement", _say("part", x=shown(part), scope=part.scope or whole.scope)
    if _day(a.as_of) > _day(b.as_of) or (p.article.id == q.article.id and c.span > d.span):
        (p, c, a), (q, d, b) = two, one
    x, y = shown(c), shown(d)
    same_article = p.article.id == q.article.id
    later = _day(a.as_of) < _day(b.as_of)
    if later and a.as_of and b.as_of and (not _fits(c, d) or d.low > c.low):
        name = "rose" if d.low >= c.low else "fell"
        return "superseded", _say(name, x=x, y=y, early=edtf(a.as_of), late=edtf(b.as_of))
    if _fits(c, d):
        return "refine", _say("refine", coarse=x, fine=y)
    changed = is_changed(p) or is_changed(q)
    if changed and (not same_article or d.low != c.low):
        return "superseded", _say("moved", x=x, y=y)
    if same_article and (a.origin.key == b.origin.key or not (p.attributed and q.attributed)):
        return "inconsistent", _say("inconsistent", x=x, y=y)
    return "differ", _say("differ", a=_who([a]), x=x, b=_who([b]), y=y)


# ------------------------------------------------------------------ identity


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
        reasons.append(_say("same_event", a=_named(a), b=_named(b)))
    if not accounts:
        return None
    return _finding(one, "identity", versions(accounts), ["probable_same"], reasons)


def _proven(a: Passage, b: Passage) -> bool:
    days = a.when is not None and b.when is not None and not (a.doubtful or b.doubtful)
    if days and a.when and b.when and overlap(a.when, b.when):
        return len(a.actors & b.actors) > 1 or a.value == b.value
    return bool(a.place) and a.place == b.place and bool(a.actors & b.actors)


def _head(passage: Passage) -> str:
    return fold(words(passage.article, passage.event.trigger)).split()[-1]


def _named(passage: Passage) -> str:
    return passage.event.label or words(passage.article, passage.event.trigger)


Test = Callable[[Passage, Passage], bool]
__all__ = ["Case", "Cite", "case", "findings", "party_label", "shown", "timed"]
