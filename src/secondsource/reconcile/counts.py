"""How many: totals, parts, ranges, and figures that grow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from msgspec import structs

from secondsource.model import (
    Account,
    Cite,
    Count,
    Finding,
    Origin,
    Quote,
    Span,
    Verdict,
    inside,
    marks,
    words,
)
from secondsource.origins import is_own
from secondsource.reconcile.accounts import account, doubted, unsure, versions
from secondsource.reconcile.cases import (
    MAX_TELLING,
    Case,
    day,
    finding,
    say,
    undisputed,
    who,
)
from secondsource.reconcile.happenings import is_changed
from secondsource.reconcile.leads import is_said
from secondsource.reconcile.passages import MAX_QUOTES, Passage
from secondsource.reconcile.victims import are_several, counted, told_of, unnumbered
from secondsource.text.counted import THINGS
from secondsource.text.figures import AGE, MAGNITUDE, PERCENT, moneys
from secondsource.text.groups import LISTED
from secondsource.text.patterns import rules
from secondsource.text.tollwords import is_one, toll_words
from secondsource.text.victims import OTHERS
from secondsource.text.when import edtf
from secondsource.text.words import WORD, fold

PART = "part"  # the scope of "four of them"
OFFICIAL = ("seats", "votes")  # what no writer counts, whether he was there or not
UNSEEN = moneys() | {AGE, MAGNITUDE, PERCENT}  # nor these
CROWDS = ("entrants", "participants", "spectators")
MANY = 10  # things of which more are not counted at a glance
FRACTION = 2  # less than one in so many is a part


def counts(one: Case) -> list[Finding]:
    """The counts of an event: people first, then figures by how many tell them."""
    found = [f for what in counted(one) if (f := _count(one, what)) is not None]
    return sorted(found, key=_place)


def _place(found: Finding) -> tuple[bool, int]:
    tellers = max(len({a.cite.article for a in v.accounts}) for v in found.versions)
    people = found.about in toll_words()["counted"]
    return not people, 0 if people else -tellers


def _count(one: Case, what: str) -> Finding | None:
    said = told_of(one, what)
    most = max((c for _, c in said), key=lambda c: (c.low, not c.scope), default=None)
    if most is None:
        return None
    wholes = _alone(said, most) - unnumbered(said)
    apart = unnumbered(said) if are_several(said) else frozenset()

    def whole(number: Count) -> Count:
        listed = (number.scope, number.low) in apart
        return number if listed else _whole(number, most, wholes)

    told = [(p, whole(c)) for p, c in said]
    by_passage: dict[Cite, list[Count]] = {p.cite: [] for p, _ in told}
    for p, c in told:
        by_passage[p.cite].append(c)
    accounts: list[tuple[Passage, Count, Account]] = []
    bodies = {shown(c) for p, c in told if c.high == c.low and not p.headline}
    floors = {shown(c) for _, c in told if c.high is None}
    asides = {p.article.id for p, c in told if what == AGE and _is_aside(p, c)}
    for passage, number in told:

        def same(a: Passage, b: Passage, number: Count = number) -> bool:
            return any(c.scope == number.scope and _fits(c, number) for c in by_passage[b.cite])

        among = [p for p, _ in told]
        one_word = account(
            passage,
            _counted_as(_rounded(passage, number), bodies, floors),
            among,
            fits=same,
            scope=number.scope,
            span=number.span,
        )
        one_word = doubted(_led(one_word, passage, one.passages), passage, among)
        one_word = _counted_by(one_word, passage, among, what)
        if passage.article.id in asides:
            one_word = unsure(one_word, among)
        accounts.append((passage, number, one_word))
    if _is_had(what, one):
        accounts = _passed_on(accounts)
    given = versions((a for _, _, a in accounts), one.named)
    verdicts: list[Verdict] = []
    reasons: list[str] = []
    distinct = _distinct(accounts)
    for (p, c, a), (q, d, b) in combinations(distinct if is_one(what) else (), 2):
        if shown(c) == shown(d) or a.value == b.value:
            continue
        verdict, reason = _two_counts((p, c, a), (q, d, b))
        if verdict == "superseded" and _is_passed_by(c, a, b, distinct):
            continue  # from 12 to 19 and from 19 to 23 is said, from 12 to 23 is not
        verdicts.append(verdict)
        reasons.append(reason)
    if not {"differ", "inconsistent", "superseded"} & set(verdicts):
        silent = bool({p.article.id for p in one.passages} - {p.article.id for p, _ in told})
        plain, more = undisputed(one, given, silent)
        verdicts, reasons = plain + verdicts, more + reasons
    return finding(one, "count", given, verdicts or ["agree"], reasons, about=what)


def _counted_as(number: Count, exact: Collection[str], floors: Collection[str]) -> str:
    """A count as a value: "at least 14" goes with 14 where a text counts 14.

    Where only headlines do, they have left out "at least".
    """
    floor = shown(structs.replace(number, high=None))
    whole = shown(structs.replace(number, high=number.low))
    if number.high is None:
        return whole if whole in exact else floor
    return (
        floor
        if number.high == number.low and whole not in exact and floor in floors
        else shown(number)
    )


def _rounded(passage: Passage, number: Count) -> Count:
    """A count told as "about 20" as 20: that is the number somebody gave."""
    if number.high is None or number.high == number.low:
        return number
    said = f" {fold(words(passage.article, number.span))} "
    if not any(f" {about} " in said for about in rules("en/amounts.toml")["before"]["about"]):
        return number
    middle = (number.low + number.high) // 2
    return structs.replace(number, low=middle, high=middle)


def _led(told: Account, passage: Passage, among: Sequence[Passage]) -> Account:
    """ "They nabbed three men": a lead that only counts has it from who alone tells the rest."""
    if passage.event.by != THINGS or passage.attributed or not passage.lead:
        return told
    mine = [p for p in among if p.article.id == passage.article.id and p.attributed]
    if told.origin.kind != "outlet" or len({p.origin.key for p in mine}) != 1:
        return told
    return structs.replace(told, origin=mine[0].origin, chain=mine[0].chain)


def _counted_by(one: Account, passage: Passage, among: Sequence[Passage], what: str) -> Account:
    """A number nobody is named for may be that of whoever counts: no outlet counts the dead.

    So may a figure that opens the text of a sole speaker, who does not tell it.
    """
    figure = what not in toll_words()["counted"]
    seen = passage.seen and what not in OFFICIAL and what not in UNSEEN
    attributed = passage.attributed and not (
        passage.event.by == THINGS and one.origin.kind == "outlet"  # it has it from somebody
    )
    own = not attributed and is_own(one.origin)
    lent = figure and passage.adopted and not is_said(passage.article, one.cite.span)
    if seen or not (own or (lent and one.origin == passage.origin)):
        return one
    told = {p.origin.key for p in among if p.attributed and (own or not (p.adopted and p.lead))}
    maybe = tuple(sorted({*one.origin.maybe, *sorted(told - {one.origin.key})[:MAX_TELLING]}))
    return structs.replace(one, origin=structs.replace(one.origin, maybe=maybe))


def _is_had(what: str, one: Case) -> bool:
    """Whether who tells so many of something mostly has it from who counted: things, crowds.

    Of aid both know, who sends it and who unloads it.
    """
    counted_so = what not in toll_words()["counted"] or what in CROWDS
    return counted_so and not any(p.family == "aid" for p in one.passages)


def _passed_on(given: Sequence[Told]) -> list[Told]:
    """The accounts of things; a figure in nobody's own mouth may be that of whoever else gives it.

    "The organisers put it at 900", "900 came, said the mayor": one had it from the other.
    """
    voiced = {a.origin.key for p, _, a in given if _is_voiced(p, a.cite.span, a.origin)}
    tellers = {a.origin.key for p, _, a in given if p.attributed} - voiced
    found = []
    for passage, number, one in given:
        origin = one.origin
        if number.low >= MANY and origin.key not in voiced:
            maybe = {*origin.maybe, *sorted(tellers - {origin.key})[:MAX_TELLING]}
            one = structs.replace(one, origin=structs.replace(origin, maybe=tuple(sorted(maybe))))
        found.append((passage, number, one))
    return found


def _is_voiced(passage: Passage, at: Span, teller: Origin) -> bool:
    """Whether somebody gives a number in words of his own: there, or again elsewhere."""
    text = passage.article.text
    number = {w for w in WORD.findall(fold(text[at.start : at.end])) if w[0].isdigit()}
    for quote in marks(passage.article, Quote)[:MAX_QUOTES]:
        if quote.speaker is None or quote.form == "indirect":
            continue
        for said in quote.content:
            if inside(at, said):
                return True
            his = quote.speaker.name.split()[-1:] == teller.name.split()[-1:]
            if his and number & {*WORD.findall(fold(text[said.start : said.end]))}:
                return True
    return False


def _is_aside(passage: Passage, number: Count) -> bool:
    """ "Ada Kern, 88, died here, the doctor said": the writer tells how old she was."""
    if passage.quote is None or passage.quote.form == "direct":
        return False
    text, span = passage.article.text, number.span
    return text.endswith(", ", 0, span.start) and text.startswith(",", span.end)


def _distinct(accounts: Sequence[Told]) -> list[Told]:
    """One for each of the same number by the same origin as of the same day."""
    kept: dict[tuple[object, ...], Told] = {}
    for told in accounts:
        key = (shown(told[1]), told[2].origin.key, day(told[2].as_of), told[0].article.id)
        kept.setdefault(key, told)
    return list(kept.values())[:MAX_TELLING]


def _is_passed_by(number: Count, a: Account, b: Account, among: Sequence[Told]) -> bool:
    """Whether between the days of two accounts a third number for the same was told."""
    early, late = sorted((day(a.as_of), day(b.as_of)))
    return any(
        early < day(one.as_of) < late
        and count.scope == number.scope
        and one.value not in (a.value, b.value)
        for _, count, one in among
    )


def _alone(
    said: Sequence[tuple[Passage, Count]], most: Count
) -> frozenset[tuple[str, int | float]]:
    """The counts of some ("five miners" against "seven men") that are another account's whole.

    Nobody who gives one of them gives more, and it is no mere fraction of the most.
    """
    highest: dict[tuple[str, str], int | float] = {}
    for passage, count in said:
        teller = (passage.article.id, passage.origin.key)
        highest[teller] = max(count.low, highest.get(teller, 0))
    parts = {(c.scope, c.low) for p, c in said if c.low < highest[p.article.id, p.origin.key]}
    scoped = {(c.scope, c.low) for _, c in said if c.scope not in ("", PART, OTHERS, LISTED)}
    return frozenset(s for s in scoped - parts if FRACTION * s[1] >= most.low)


def _whole(number: Count, most: Count, alone: Collection[tuple[str, int | float]]) -> Count:
    """A count of some ("three soldiers") is the whole where no account gives more of others."""
    if number.scope and number.high == 0:
        return number  # "none of the children was hurt"
    is_part = number.scope and number.scope != most.scope and number.low < most.low
    is_part = is_part and (number.scope, number.low) not in alone
    return number if is_part else structs.replace(number, scope="")


def _fits(a: Count, b: Count) -> bool:
    return a.low <= (b.high if b.high is not None else a.low) and b.low <= (
        a.high if a.high is not None else b.low
    )


def shown(number: Count) -> str:
    """A count as a value: "12", "12..", "..12", "10..15", "3 (children)"."""
    if number.high is None:
        value = f"{number.low}.."
    elif number.low == 0 < number.high:
        value = f"..{number.high}"
    else:
        value = str(number.low) if number.low == number.high else f"{number.low}..{number.high}"
    return f"{value} ({number.scope})" if number.scope else value


Told = tuple[Passage, Count, Account]


def _two_counts(one: Told, two: Told) -> tuple[Verdict, str]:
    (p, c, a), (q, d, b) = one, two
    if c.scope != d.scope:
        part, whole = (c, d) if c.scope and not d.scope else (d, c)
        return "complement", say("part", x=shown(part), scope=part.scope or whole.scope)
    if day(a.as_of) > day(b.as_of) or (p.article.id == q.article.id and c.span > d.span):
        (p, c, a), (q, d, b) = two, one
    x, y = shown(c), shown(d)
    same_article = p.article.id == q.article.id
    later = day(a.as_of) < day(b.as_of)
    if later and a.as_of and b.as_of and (not _fits(c, d) or d.low > c.low):
        name = "rose" if d.low >= c.low else "fell"
        return "superseded", say(name, x=x, y=y, early=edtf(a.as_of), late=edtf(b.as_of))
    if _fits(c, d):
        return "refine", say("refine", coarse=x, fine=y)
    changed = is_changed(p) or is_changed(q)
    if changed and (not same_article or d.low != c.low):
        return "superseded", say("corrected", x=x, y=y)
    two_tell = a.origin.key != b.origin.key and not (is_own(a.origin) and is_own(b.origin))
    if same_article and not two_tell:
        return "inconsistent", say("inconsistent", x=x, y=y)
    return "differ", say("differ", a=who([a]), x=x, b=who([b]), y=y)
