"""Hearsay: whom an outlet's own words may only repeat.

The lower count of sources rests on it: nobody sees what is still to come, a page of a later day may
repeat what was told before, and who is named in a text may have told it. An article that tells
anywhere what somebody told may have all it tells from him, and he may be whom another names; one
that names nobody for anything, or whose writer was there, knows what has happened by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import structs

from secondsource import origins
from secondsource.model import Article
from secondsource.reconcile.lines import around
from secondsource.reconcile.passages import Passage
from secondsource.reconcile.witness import may_repeat, saw
from secondsource.text.patterns import rules
from secondsource.text.tollwords import is_public
from secondsource.text.words import WORD, fold, stems

PAST = ("happened", "ongoing", "did_not_happen", "resumed")
DECIDED = ("agree", "coerce", "document", "office")  # nobody sees these: they are announced
SPEAKERS = ("anonymous", "body", "person")
RESTATED = 0.3  # share of its words an article may have beyond the other's and still restate it
MAX_RESTATED = 4000  # code points compared for that
SAME_LINE = 0.85  # share of a sentence's words another must have to be the one it was made from
MIN_LINE = 7  # words of a sentence that are enough to tell
MAX_TOLD = 100  # origins of a story or an event looked at


def heard(groups: Iterable[Sequence[Passage]], articles: Sequence[Article]) -> list[list[Passage]]:
    """The events' passages, each outlet's own word with the origins it may repeat."""
    given = [list(group) for group in groups]
    every = [p for group in given for p in group]
    named, cited = _named(articles, every), _cited(every)
    voice = {p.article.id: p.origin.key for p in every if not p.attributed}
    seen = {a.id for a in articles if saw(a)}
    told = {a.id for a in articles if a.id in voice and may_repeat(a, voice[a.id])} - seen
    repeated = [_told(_repeat(group, named, cited, seen), told, seen) for group in given]
    return [[structs.replace(p, seen=p.article.id in seen) for p in group] for group in repeated]


def _told(group: Sequence[Passage], told: Collection[str], seen: Collection[str]) -> list[Passage]:
    """The passages of one event: an article that was told may repeat whom any of them names.

    told: the articles that tell what somebody told, whoever it was. Of what is decided in offices
    any article was told, but one whose writer was there (`seen`).
    """
    attributed = {p.origin.key for p in group if p.attributed and p.quote is not None}
    every = attributed | {p.origin.key for p in group if p.article.id in told}
    if attributed:  # what is still to come any of them has from somebody
        every |= {p.origin.key for p in group if p.event.status not in PAST}
    some_of = [_may_be_of(p, group, attributed, every, told, seen) for p in group]
    sharing = {p.origin.key: some for p, some in zip(group, some_of, strict=True) if some}
    found = []
    for p, some in zip(group, some_of, strict=True):
        # two outlets that may both repeat one man may both be his word
        alike = {key for key, other in sharing.items() if some & other & attributed}
        besides = {*p.besides, *sorted(some | alike)[:MAX_TOLD]} - {p.origin.key}
        found.append(structs.replace(p, besides=tuple(sorted(besides))) if some else p)
    return found


def _may_be_of(
    p: Passage,
    group: Sequence[Passage],
    attributed: set[str],
    every: set[str],
    told: Collection[str],
    seen: Collection[str],
) -> set[str]:
    """Whom an outlet's own word of an event may only repeat; nobody, where it knows by itself."""
    if p.attributed or not origins.is_own(p.origin):
        return set()
    if p.assumed:  # "the strike planned for 26 May"
        return every if p.article.id in told else attributed
    if p.doer:  # his word, and that of who speaks for him elsewhere
        return {q.origin.key for q in group if q.attributed and p.doer.key in q.origin.maybe}
    if p.is_played:
        return {q.origin.key for q in group if q.attributed and _repeats(p, q)}
    if p.article.id in told:
        return every
    if p.family in DECIDED and (p.article.id not in seen or _is_ruled(p)):
        return attributed
    copied = {q.origin.key for q in group if q.attributed and _repeats(p, q)}
    if copied:
        return copied
    if p.event.status not in PAST:
        return every if attributed else set()
    if p.article.id in seen:
        return set()
    if not all(is_public(c.what) for c in p.event.counts):
        return attributed  # no outlet counts the dead: it has the number from somebody
    return {q.origin.key for q in group if q.attributed and _restates(p, q)}


def _is_ruled(passage: Passage) -> bool:
    """Whether what is decided is a rule or a payment: nobody sees a ban, as he may an arrest."""
    event = passage.event.span
    said = WORD.findall(fold(passage.article.text[event.start : event.end]))
    return any(word.startswith(_ruled()) for word in said)


@cache
def _ruled() -> tuple[str, ...]:
    return tuple(rules("en/witness.toml")["ruled"])


def _restates(own: Passage, told: Passage) -> bool:
    """Whether an article in its own words tells nothing that another has from somebody.

    What it tells besides (the choir on the steps) it has seen for itself.
    """
    mine, theirs = _stems(own.article.text), _stems(told.article.text)
    return own.text != told.text and len(mine - theirs) <= RESTATED * len(mine)


def _repeats(own: Passage, told: Passage) -> bool:
    """Whether a sentence stands in another article, there with who said it.

    Whoever cuts "the hospital said" from a sentence leaves its words.
    """
    if own.text == told.text:
        return False
    mine, theirs = (_stems(_line(p)) for p in (own, told))
    return len(mine) >= MIN_LINE and len(mine - theirs) <= (1 - SAME_LINE) * len(mine)


def _line(passage: Passage) -> str:
    """The sentence a passage stands in."""
    block, line = around(passage.article, passage.event.trigger)
    at = line or (block.span if block else passage.event.trigger)
    return passage.article.text[at.start : at.end]


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    return stems(text[:MAX_RESTATED], numbers=True)


def _repeat(
    group: Sequence[Passage],
    named: Mapping[str, tuple[str, ...]],
    cited: Mapping[str, tuple[str, ...]],
    seen: Collection[str],
) -> list[Passage]:
    """Where a party speaks in the article, its doings are its own word: "X resigned", "I go".

    seen: the articles whose writer was there; what has happened he had from nobody.
    """
    first: dict[str, str] = {}
    doers: dict[str, set[str]] = {}
    for p in group:
        if p.attributed and p.origin.kind in SPEAKERS:
            day = _day(p)
            first[p.origin.key] = min(first.get(p.origin.key, day), day)
        if p.doer and origins.is_own(p.origin):
            doers.setdefault(p.article.id, set()).add(p.doer.key)
    told = sorted(first.items())[:MAX_TOLD]
    found = []
    for p in group:
        besides: set[str] = set()
        own = not p.attributed or p.quote is None
        if (p.article.id in seen and p.event.status in PAST and own) or p.is_played:
            pass
        elif origins.is_own(p.origin):
            besides = {*cited.get(p.origin.key, ())}
            besides |= doers.get(p.article.id) or {*named.get(p.origin.key, ()), *_before(p, told)}
        found.append(structs.replace(p, besides=tuple(sorted(besides))) if besides else p)
    return found


def _before(passage: Passage, told: Iterable[tuple[str, str]]) -> set[str]:
    """The origins that told what is still to come, or that told it on a day before."""
    coming, today = passage.event.status not in PAST, _day(passage)
    return {key for key, day in told if coming or day < today}


def _day(passage: Passage) -> str:
    return passage.article.published.value[:10] if passage.article.published else "9999"


def _named(articles: Iterable[Article], found: Iterable[Passage]) -> dict[str, tuple[str, ...]]:
    """Of the persons and bodies that some attribute words to, those each voice names too."""
    told = {
        p.origin.key: p.origin
        for p in found
        if p.attributed and p.origin.kind in ("person", "body") and "?" not in p.origin.key
    }
    keys = sorted(told)[:MAX_TOLD]
    last = {key: WORD.findall(fold(told[key].name))[-1:] for key in keys}
    house = {key: told[key].institution.rpartition(":")[2].rpartition("/")[2] for key in keys}
    voice = {p.article.id: p.origin.key for p in found if not p.attributed}
    by_voice: dict[str, set[str]] = {}
    for article in articles:
        text = fold(article.text)
        said = set(WORD.findall(text))
        by_voice.setdefault(voice.get(article.id, ""), set()).update(
            key
            for key in keys
            if (last[key] and last[key][0] in said)
            or (house[key].split()[-1:] and house[key].split()[-1] in said and house[key] in text)
        )
    return {key: tuple(sorted(some)) for key, some in by_voice.items()}


def _cited(found: Iterable[Passage]) -> dict[str, tuple[str, ...]]:
    """Whom each agency or outlet had its words from, as others tell: its own may be theirs."""
    known: dict[str, set[str]] = {}
    for p in found:
        if p.attributed and p.quote and p.origin.kind in SPEAKERS:
            for teller in p.quote.via:
                if teller.role in origins.CHANNELS:
                    known.setdefault(origins.outlet(teller.name).key, set()).add(p.origin.key)
    return {key: tuple(sorted(some)[:MAX_TOLD]) for key, some in known.items()}
