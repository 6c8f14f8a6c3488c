"""When an event is: the days given, those that stand against each other, those that cannot be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from msgspec import structs

from secondsource.model import Account, Finding, Verdict, words
from secondsource.reconcile.accounts import account, doubted, versions
from secondsource.reconcile.cases import (
    Case,
    articles,
    finding,
    in_order,
    later,
    say,
    sayers,
    telling,
    undisputed,
    unsigned,
    who,
)
from secondsource.reconcile.dated import DAY
from secondsource.reconcile.happenings import is_changed
from secondsource.reconcile.hearsay import PAST
from secondsource.reconcile.passages import Passage
from secondsource.text.when import contains, overlap

HOUR = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+")


def timed(one: Case) -> list[Passage]:
    """The passages that give a day that can be, in text order."""
    return [p for p in one.passages if p.when is not None and not one.is_refused(p)]


def time(one: Case) -> Finding | None:
    dated = [p for p in sayers(one) if p.when is not None and not unsigned(one, p)]
    dated = sorted([*dated, *one.days], key=lambda p: p.at)
    if not dated:
        return None

    def same(a: Passage, b: Passage) -> bool:
        return b.when is not None and a.when is not None and overlap(a.when, b.when) is not None

    accounts = {
        p.at: account(p, p.value, _closest(p, dated), fits=same, others=dated) for p in dated
    }
    coming = (p for p in dated if p.event.status not in PAST)  # who was there knows what day it was
    accounts |= {p.at: doubted(accounts[p.at], p, dated) for p in coming}
    given = versions([*accounts.values(), *_of_days(accounts.values())], one.named)
    kept = [p for p in dated if not one.is_refused(p)]
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    if len(kept) < len(dated):
        verdicts.append("inconsistent")
        reasons += [r.why for r in one.refused if r.attribute == "time"]
        if articles(accounts[p.at] for p in kept) - articles(
            accounts[p.at] for p in dated if p not in kept
        ):
            verdicts.append("differ")
    for a, b in combinations(telling(kept), 2):
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
        silent = bool(mentioning - articles(accounts.values()))
        plain, more = undisputed(one, left, silent)
        verdicts, reasons = plain + verdicts, more + reasons
    elif left and left[0].sources.high > 1 and "inconsistent" not in verdicts:
        verdicts.append("agree")
    return finding(one, "time", given, verdicts or ["agree"], reasons)


def _of_days(given: Collection[Account]) -> Iterator[Account]:
    """The accounts of an hour as accounts of its day, where others give the day or another hour.

    Who says that it was at 3.12 on Wednesday says that it was on Wednesday.
    """
    values = {a.value for a in given}
    for one in given:
        day = one.value[:DAY]
        if HOUR.fullmatch(one.value) and any(v.startswith(day) for v in values - {one.value}):
            yield structs.replace(one, value=day)


def _closest(passage: Passage, dated: Sequence[Passage]) -> list[Passage]:
    """The passages whose word an unattributed day may be: those of the same day, else all."""
    equal = [p for p in dated if p.value == passage.value and p.attributed]
    mine = [p for p in equal if p.article.id == passage.article.id]
    return mine or list(dated)


def _two_days(
    a: Passage, b: Passage, first: Account, second: Account
) -> tuple[Verdict | None, str]:
    if a.when is None or b.when is None:
        return None, ""
    if a.value == b.value:
        return None, ""
    if overlap(a.when, b.when) is not None:
        coarse, fine = (a, b) if contains(a.when, b.when) else (b, a)
        return "refine", say("refine", coarse=coarse.value, fine=fine.value)
    if a.soft or b.soft:
        return None, ""
    changed = [p for p in (a, b) if is_changed(p)]
    early, late = in_order(a, b)
    if changed and later(early, late):
        return "superseded", say("moved", x=early.value, y=late.value)
    if changed and len(changed) == 1:
        other = b if changed[0] is a else a
        return "superseded", say("moved", x=other.value, y=changed[0].value)
    if a.article.id == b.article.id and (
        first.origin.key == second.origin.key or not (a.attributed and b.attributed)
    ):
        return "inconsistent", say("inconsistent", x=a.value, y=b.value)
    reason = say("differ", a=who([first]), x=a.value, b=who([second]), y=b.value)
    return "differ", reason


def _strict(kept: Sequence[Passage]) -> str:
    """Why a loose time, read strictly, leaves out the others; "" where it does not."""
    for loose in kept:
        if not loose.soft or loose.when is None or loose.event.time is None:
            continue
        for other in kept:
            if other.when and not other.soft and not overlap(loose.when, other.when):
                said = words(loose.article, loose.event.time)
                return say("strict", words=said, value=loose.value, other=other.value)
    return ""
