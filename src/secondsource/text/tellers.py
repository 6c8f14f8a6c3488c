"""Who a noun phrase is: a person, a body, somebody unnamed, or the channel words came through."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Literal

from msgspec import Struct

from secondsource.model import Span
from secondsource.text import world
from secondsource.text.clauses import (
    ADV,
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    NUM,
    PREP,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_right,
)
from secondsource.text.cues import Range
from secondsource.text.patterns import rules

WhoKind = Literal["pronoun", "person", "unnamed", "body", "channel", "document", "thing"]
MAX_NAME = 7  # words of an outlet's name


_READ_BY = frozenset(("seen", "obtained", "reviewed", "quoted", "leaked", "cited", "viewed"))


_READ_BY = frozenset(("seen", "obtained", "reviewed", "quoted", "leaked", "cited", "viewed"))


class Who(Struct, frozen=True):
    """A noun phrase read: name as written without office or article, and what it is.

    role: an office for people, a teller role for channels and documents.
    behind: who stands behind a document or post: "the Orl Institute" of "a report by …".
    """

    kind: WhoKind
    name: str
    span: Span
    role: str = ""
    head: str = ""
    count: int = 1
    behind: Range | None = None
    definite: bool = False


class _Lists(Struct, frozen=True):
    channel_nouns: dict[tuple[str, ...], str]
    generic: frozenset[str]  # "local", "state": no part of a channel's own name
    platforms: frozenset[str]
    platform_nouns: frozenset[str]
    tweets: str  # the platform "tweeted" names
    events: frozenset[str]
    documents: frozenset[str]
    unnamed: frozenset[str]
    persons: frozenset[str]
    titles: frozenset[str]
    carriers: frozenset[str]
    numbers: dict[str, int]


@lru_cache(maxsize=8192)
def outlet_role(name: str) -> str:
    """agency, broadcast or outlet for a name the shipped lists know; "" for others."""
    if world.agency(name) is not None:
        return "agency"
    key = world.outlet(name)
    if key is None or world.is_ordinary(name):
        return ""
    outlets: dict[str, Any] = rules("world/outlets.toml")["outlets"]
    kind = outlets.get(key.removeprefix("organisation:"), {}).get("kind", "")
    return "broadcast" if kind == "broadcaster" else "outlet"


@cache
def lists() -> _Lists:
    """The teller nouns of the rule files, ready for lookup."""
    file: dict[str, Any] = rules("en/quotes/tellers.toml")
    words: dict[str, Any] = rules("en/quotes/words.toml")
    nouns = {tuple(n.split()): role for role, group in file["channels"].items() for n in group}
    return _Lists(
        channel_nouns=nouns,
        generic=frozenset(file["generic"]["words"]),
        platforms=frozenset(file["platforms"]["names"]),
        platform_nouns=frozenset(file["platforms"]["nouns"]),
        tweets=file["platforms"]["tweets"],
        events=frozenset(file["events"]["nouns"]),
        documents=frozenset(file["documents"]["nouns"]),
        unnamed=frozenset(file["anonymous"]["nouns"]),
        persons=frozenset((*file["anonymous"]["persons"], *file["anonymous"]["nouns"])),
        titles=frozenset(file["titles"]["words"]),
        carriers=frozenset(file["documents"]["carriers"]),
        numbers=dict(words["numbers"]),
    )


def who(words: Words, phrase: Range) -> Who:
    """What the noun phrase names."""
    first, last = phrase
    tags, lows = words.tags, words.lows
    first, last = _trimmed(words, first, last)
    span = words.span(first, last)
    if (
        last - first == 1
        and (tags[first] & SUBJ or lows[first] in ("him", "her", "them"))
        and not lows[first] == "it"
    ):
        return Who("pronoun", said_as(words, first, last), span, head=lows[first])
    if last - first == 1 and lows[first] == "it":
        return Who("pronoun", "it", span, head="it")
    for part in _parts(words, first, last):
        found = channel(words, part)
        if found is not None:
            return found
        break
    document = _document(words, first, last)
    if document is not None:
        return document
    return _speaker(words, first, last, span)


def said_as(words: Words, first: int, last: int) -> str:
    """The words of a phrase as written, with single blanks."""
    return " ".join(words.text[words.starts[first] : words.ends[last - 1]].split())


def _trimmed(words: Words, first: int, last: int) -> Range:
    while last > first + 1 and words.tags[last - 1] & (COMMA | STOP):
        last -= 1
    while first < last - 1 and (
        words.tags[first] & (COMMA | STOP | COORD)
        or (words.tags[first] & ADV and not words.tags[first] & CAP)
    ):
        first += 1
    return first, last


def _parts(words: Words, first: int, last: int) -> list[Range]:
    """The phrase cut at its commas."""
    parts: list[Range] = []
    begin = first
    for at in range(first, last):
        if words.tags[at] & (COMMA | STOP):
            if at > begin:
                parts.append((begin, at))
            begin = at + 1
    if begin < last:
        parts.append((begin, last))
    return parts


def bare(words: Words, part: Range) -> Range:
    """A phrase without its articles."""
    first, last = part
    while first < last - 1 and (
        words.tags[first] & DET
        or words.lows[first] in ("state-run", "state-owned", "former", "later")
    ):
        first += 1
    return first, last


def channel_role(words: Words, part: Range) -> str:
    """The teller role of a phrase by its words alone; "" where it is no channel."""
    first, last = bare(words, part)
    table = lists()
    low = tuple(words.lows[first:last])
    if not low:
        return ""
    if last - part[0] <= MAX_NAME and any(words.tags[k] & CAP for k in range(first, last)):
        role = outlet_role(said_as(words, part[0], last)) or outlet_role(
            said_as(words, first, last)
        )
        if role:
            return role
    capital = any(words.tags[k] & CAP for k in range(first, last))
    if len(low) == 1 and words.tags[first] & CAP:
        return table.channel_nouns.get(low, "") if low[0] in ("television", "media") else ""
    if any(words.tags[k] & PREP for k in range(first, last)):
        return ""
    for size in (3, 2, 1):
        role = table.channel_nouns.get(low[-size:]) if len(low) >= size else None
        if role and (len(low) > size or not capital):
            return (
                "media"
                if role == "media" or (not capital and role == "outlet" and low[-1].endswith("s"))
                else role
            )
    for size in (2, 1):
        role = table.channel_nouns.get(low[:size]) if len(low) > size else None
        if role and words.tags[last - 1] & CAP and role != "outlet":
            return role
    for size in range(min(4, len(low) - 1), 0, -1):
        # "Russian news agency TASS", "Germany's dpa", "Fox News host": only the first two are channels
        if words.tags[last - size] & CAP and (
            role := outlet_role(said_as(words, last - size, last))
        ):
            return role
        if low[size:] in table.channel_nouns and (
            role := outlet_role(said_as(words, first, first + size))
        ):
            return role
    return ""


def channel(words: Words, part: Range) -> Who | None:
    """The agency, outlet, broadcaster or "state media" a phrase names, if it names one."""
    first, last = bare(words, part)
    span = words.span(first, last)
    role = channel_role(words, part)
    if not role:
        return None
    name = _channel_name(words, first, last, role)
    return Who("channel", name, span, role=role, head=words.lows[last - 1])


def _channel_name(words: Words, first: int, last: int, role: str) -> str:
    """Its proper name: "AFP" of "news agency AFP", "Larn Courier" of "Larn Courier newspaper"."""
    begin, end = first, last
    if role == "media" or not any(words.tags[k] & CAP for k in range(first, last)):
        while (
            first
            and words.tags[first - 1] & DET
            and words.lows[first - 1] not in ("the", "a", "an")
        ):
            first -= 1  # "several newspapers"
        return said_as(words, first, last)
    while begin < end and (not words.tags[begin] & CAP or words.lows[begin] in lists().generic):
        begin += 1
    nouns = lists().channel_nouns
    while end > begin and not words.tags[end - 1] & CAP:
        if words.lows[end - 1] in ("channel", "podcast", "show"):
            break
        if (words.lows[end - 1],) not in nouns and words.lows[end - 1] != "news":
            return said_as(words, first, last)  # "Vostanian state television"
        end -= 1
    if end - begin == 1 and world.demonym(said_as(words, begin, end)):
        return said_as(words, first, last)
    return said_as(words, begin, end) if end > begin else said_as(words, first, last)


def _document(words: Words, first: int, last: int) -> Who | None:
    """ "a report by the Orl Institute", "internal report", "a post by governor Lena Marsk"."""
    table = lists()
    tags, lows = words.tags, words.lows
    begin = first
    while begin < last - 1 and tags[begin] & DET:
        begin += 1
    at = begin
    while (
        at < last
        and not tags[at] & (PREP | COMMA | CLAUSE | STOP)
        and lows[at] not in ("published", "released", "seen", "obtained", "issued")
    ):
        at += 1
    if at == begin:
        return None
    head = lows[at - 1]
    two = " ".join(lows[max(begin, at - 2) : at])
    if (
        head not in table.documents
        and two not in table.documents
        and head not in ("post", "posts", "tweet")
    ):
        return None
    if any(tags[k] & CAP and k for k in range(begin, at)) and tags[at - 1] & CAP:
        return None
    role = "post" if head in ("post", "posts", "tweet") else "document"
    behind = None
    k = at
    while k < last - 1 and k - at < 6:
        if lows[k] in ("by", "from") and lows[k - 1] not in _READ_BY:
            behind = (k + 1, phrase_right(words, k + 1, last, verbs=frozenset()))
            break
        k += 1
    return Who("document", said_as(words, begin, at), words.span(begin, at), role=role, head=head,
               behind=behind if behind and behind[1] > behind[0] else None)  # fmt: skip


def _speaker(words: Words, first: int, last: int, span: Span) -> Who:
    table = lists()
    tags, lows = words.tags, words.lows
    parts = _parts(words, first, last)
    named = None
    for part in parts:
        named = _person(words, part)
        if named is not None:
            break
    if named is not None:
        name_range, office = named
        if not office and len(parts) > 1:
            rest = [p for p in parts if not (p[0] <= name_range[0] < p[1])]
            office = (
                said_as(words, *bare(words, rest[0]))
                if rest and _has_person_noun(words, rest[0])
                else ""
            )
        return Who(
            "person", said_as(words, *name_range), span, role=office, head=lows[name_range[1] - 1]
        )
    first, last = parts[0] if parts else (first, last)
    count = 1
    definite = lows[first] in ("the", "this", "that", "his", "her", "their", "its")
    begin = first
    while begin < last - 1 and (tags[begin] & (DET | NUM) or lows[begin] in table.numbers):
        count = max(count, table.numbers.get(lows[begin], 1))
        begin += 1
    end = begin
    while end < last and not tags[end] & (PREP | CLAUSE | COORD):
        end += 1
    core = [k for k in range(begin, max(end, begin + 1)) if not tags[k] & TIME]
    head = lows[core[-1]] if core else lows[last - 1]
    if (
        head in table.unnamed
        or head == "person"
        or any(lows[k] in table.unnamed and (not tags[k] & CAP or k == 0) for k in core)
    ):
        return Who(
            "unnamed", said_as(words, begin, last), span, head=head, count=count, definite=definite
        )
    if head in table.persons and not tags[core[-1] if core else last - 1] & CAP:
        return Who(
            "unnamed" if not definite else "thing",
            said_as(words, begin, last),
            span,
            head=head,
            definite=definite,
        )
    kind: WhoKind = "body" if any(tags[k] & CAP for k in range(begin, last)) else "thing"
    return Who(kind, said_as(words, begin, last), span, head=head, count=count, definite=definite)


def _has_person_noun(words: Words, part: Range) -> bool:
    table = lists()
    return any(
        words.lows[k] in table.persons or words.lows[k] in ("head", "member", "leader")
        for k in range(*part)
    )


def _person(words: Words, part: Range) -> tuple[Range, str] | None:
    """The capitalised name at the end of a phrase, past titles and offices, and the office."""
    table = lists()
    tags, lows = words.tags, words.lows
    first, last = part
    at = first
    best: tuple[Range, str] | None = None
    while at < last:
        if not tags[at] & CAP or tags[at] & DET:
            at += 1
            continue
        end = at
        while (
            end < last
            and (
                tags[end] & CAP or lows[end] in ("al", "de", "bin", "van", "von", "der", "la", "di")
            )
            and not tags[end] & DET
        ):
            end += 1
        begin = at
        for k in range(at, end):
            if (
                lows[k] in table.persons
                or lows[k] in table.titles
                or lows[k]
                in ("colonel", "major", "captain", "lieutenant", "prime", "foreign", "deputy")
            ):
                begin = k + 1
        lower_office = at > first and lows[at - 1] in table.persons and not tags[at - 1] & CAP
        titled = begin > at or lower_office
        lone_det = at > first and tags[at - 1] & DET and not titled
        size = end - begin
        if (
            0 < size <= 4
            and not lone_det
            and lows[end - 1].removesuffix("'s") == lows[end - 1]
            and (at == first or titled or tags[first] & DET == 0)
        ):
            if not (at > first and tags[at - 1] & PREP and not titled):
                following = lows[end] if end < last else ""
                if following in ("official", "officials", "spokesman", "spokeswoman") or (
                    end < last and not tags[end] & (PREP | COORD | ADV | CLAUSE)
                ):
                    at = end
                    continue
                office_first = first
                while office_first < begin and tags[office_first] & DET:
                    office_first += 1
                office = (
                    said_as(words, office_first, begin) if titled and begin > office_first else ""
                )
                best = ((begin, end), office)
                break
        at = max(end, at + 1)
    return best
