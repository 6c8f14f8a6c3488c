"""Where an event is: the place its words name, and the wider or narrower ones beside it.

"In Orvane, Larn district" names a town and a district, and "at the Harrow stadium in Velm" a ground
and a town: each is an account of the place, at its own grain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import structs

from secondsource.model import Article, Mention, Name, Span, inside, marks, touches, words
from secondsource.reconcile.passages import Passage
from secondsource.text import world
from secondsource.text.eventwords import standing
from secondsource.text.words import fold

MAX_BEFORE = 60  # code points before a place in which the town in it stands
MAX_BETWEEN = 60  # from a place to the end of the wider one behind it
NEAR = 200  # around an event in which its places stand
MAX_GRAINS = 3  # places named one in another: a ground, its town, its country
# What stands between two places of which one lies in the other.
_WITHIN = re.compile(r"(?:,| in| near|, in|, near|,? in the \w+ of)\s+(?:the\s+)?")
_CAPITALS = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*"
_TOWN = re.compile(rf"\b(?:at|from|in|near|to|outside) ({_CAPITALS}) in (?:the )?$")
_NOUN = re.compile(r" ([a-z]+)\b")


def placed(passages: Iterable[Passage]) -> list[Passage]:
    """The passages that tell a place, once for each grain of it."""
    return [one for p in passages if p.place for one in (p, *_grains(p))]


def told_at(one: Passage, places: Mapping[str, str]) -> Passage:
    """What somebody tells of an event, with the place of it that he names: "the lamps at Halm".

    places: those others put the event in, by their keys without the kind of name.
    """
    if one.quote is None or one.place:
        return one
    for name in marks(one.article, Name):
        key = places.get(name.key.partition(":")[2])
        if key and any(inside(name.span, c) for c in one.quote.content):
            mention = Mention(words(one.article, name.span), key, name.span, "place")
            event = structs.replace(one.event, place=mention)
            return structs.replace(one, event=event, place=key)
    return one


def places_of(passages: Iterable[Passage]) -> dict[str, str]:
    """The places some passages put their event in, by their keys without the kind of name."""
    return {p.place.partition(":")[2] or p.place: p.place for p in placed(passages)}


def _grains(passage: Passage) -> Iterator[Passage]:
    """A passage once more for each further place its words put the event in."""
    at = passage.event.place.span if passage.event.place else None
    if at is None:
        return
    names = [n for n in marks(passage.article, Name) if n.type == "place"]
    for span, key in [*_behind(passage.article, at, names), *_before(passage.article, at, names)]:
        name = words(passage.article, span)
        mention = Mention(name=name, key=key, span=span, role="place")
        event = structs.replace(passage.event, place=mention)
        yield structs.replace(passage, event=event, place=key)
    site = _site(passage.article, at)
    if site is not None:
        name = words(passage.article, site)
        key = "place:" + fold(name)
        event = structs.replace(passage.event, place=Mention(name, key, site, "place"))
        yield structs.replace(passage, event=event, place=key)


def _behind(article: Article, at: Span, names: Sequence[Name]) -> Iterator[tuple[Span, str]]:
    """The places in which a place lies: "Halm in Orvane, Estmark"."""
    end = at.end
    for _ in range(MAX_GRAINS):
        after = next((n for n in names if n.span.start > end), None)
        if after is None or not _WITHIN.fullmatch(article.text[end : after.span.start]):
            return
        yield after.span, after.key
        end = after.span.end


def _before(article: Article, at: Span, names: Sequence[Name]) -> Iterator[tuple[Span, str]]:
    """The places that lie in a place: of "to Halm in Orvane" Halm, where Orvane was read."""
    start = at.start
    for _ in range(MAX_GRAINS):
        before = next((n for n in reversed(names) if n.span.end < start), None)
        if before is None or not _WITHIN.fullmatch(article.text[before.span.end : start]):
            yield from _unmarked(article, start)
            return
        yield before.span, before.key
        start = before.span.start


def _unmarked(article: Article, start: int) -> Iterator[tuple[Span, str]]:
    """The town no list knows that lies in a place: "flown to Halm in Orvane"."""
    line = article.text[max(0, start - MAX_BEFORE) : start]
    found = _TOWN.search(line)
    if found is None:
        return
    first = start - len(line) + found.start(1)
    span = Span(first, first + len(found[1]))
    if not any(touches(span, n.span) and n.span != span for n in marks(article, Name)):
        yield span, "place:" + fold(found[1])


def _site(article: Article, at: Span) -> Span | None:
    """The bridge or the station that bears a place's name: "on the Halm bridge"."""
    noun = _NOUN.match(article.text, at.end)
    if noun is None or noun[1] not in _sites():
        return None
    return Span(at.start, noun.end())


@cache
def _sites() -> frozenset[str]:
    places = standing()["places"]
    return frozenset(places["roads"]) | frozenset(places["grounds"])


def wider(passages: Iterable[Passage], a: str, b: str) -> str:
    """Which of two places is the wider one: a country, the part of a name, "Halm in Orvane".

    "" where nothing tells: "moved from Velm to Karst" are two.
    """
    for wide, other in ((a, b), (b, a)):
        if world.country(wide) or (fold(wide) in fold(other) and wide != other):
            return wide
    for near in _nearby(passages):
        for wide, other in ((a, b), (b, a)):
            if _stands_in(near, fold(other), fold(wide)):
                return wide
    return ""


def are_told_together(passages: Iterable[Passage], a: str, b: str) -> bool:
    """Whether somebody names both places of an event: then they are no dispute."""
    return any(fold(a) in near and fold(b) in near for near in _nearby(passages))


def _nearby(passages: Iterable[Passage]) -> Iterator[str]:
    """The folded text around each passage."""
    for passage in passages:
        start, end = passage.event.span.start, passage.event.span.end
        yield fold(passage.article.text[max(0, start - NEAR) : end + NEAR])


def _stands_in(text: str, narrow: str, wide: str) -> bool:
    """Whether a text has a place right before a wider one: "Halm, Orvane", "Halm near Orvane"."""
    at = text.find(narrow)
    while at >= 0:
        behind = at + len(narrow)
        between, found, _ = text[behind : behind + MAX_BETWEEN].partition(wide)
        if found and _WITHIN.fullmatch(between):
            return True
        at = text.find(narrow, behind)
    return False
