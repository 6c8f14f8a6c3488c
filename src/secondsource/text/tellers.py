"""Who a noun phrase is: a person, a body, somebody unnamed, or the channel words came through."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Literal

from msgspec import Struct

from secondsource.model import Span, touches
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
    QUOTE,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_right,
)
from secondsource.text.patterns import rules
from secondsource.text.cues import Range

WhoKind = Literal["pronoun", "person", "unnamed", "body", "channel", "document", "thing"]
ChannelOf = Callable[[Span], str]
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


class Link(Struct, frozen=True):
    """A channel, occasion or document named beside a cue."""

    name: str
    role: str
    span: Span
    first: bool = False  # stands outermost: "as first reported by"


class _Lists(Struct, frozen=True):
    channel_nouns: dict[tuple[str, ...], str]
    platforms: frozenset[str]
    platform_nouns: frozenset[str]
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
        platforms=frozenset(file["platforms"]["names"]),
        platform_nouns=frozenset(file["platforms"]["nouns"]),
        events=frozenset(file["events"]["nouns"]),
        documents=frozenset(file["documents"]["nouns"]),
        unnamed=frozenset(file["anonymous"]["nouns"]),
        persons=frozenset((*file["anonymous"]["persons"], *file["anonymous"]["nouns"])),
        titles=frozenset(file["titles"]["words"]),
        carriers=frozenset(file["documents"]["carriers"]),
        numbers=dict(words["numbers"]),
    )


def who(words: Words, phrase: Range, *, channel: ChannelOf | None = None) -> Who:
    """What the noun phrase names.

    channel: a teller role for a span that the caller knows to be an agency or outlet, else "".
    """
    first, last = phrase
    tags, lows = words.tags, words.lows
    first, last = _trimmed(words, first, last)
    span = words.span(first, last)
    if (
        last - first == 1
        and (tags[first] & SUBJ or lows[first] in ("him", "her", "them"))
        and not lows[first] == "it"
    ):
        return Who("pronoun", _text(words, first, last), span, head=lows[first])
    if last - first == 1 and lows[first] == "it":
        return Who("pronoun", "it", span, head="it")
    for part in _parts(words, first, last):
        found = _channel(words, part, channel)
        if found is not None:
            return found
        break
    document = _document(words, first, last)
    if document is not None:
        return document
    return _speaker(words, first, last, span)


def _text(words: Words, first: int, last: int) -> str:
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


def _bare(words: Words, part: Range) -> Range:
    first, last = part
    while first < last - 1 and (
        words.tags[first] & DET
        or words.lows[first] in ("state-run", "state-owned", "former", "later")
    ):
        first += 1
    return first, last


def channel_role(words: Words, part: Range) -> str:
    """The teller role of a phrase by its words alone; "" where it is no channel."""
    first, last = _bare(words, part)
    table = lists()
    low = tuple(words.lows[first:last])
    if not low:
        return ""
    if last - part[0] <= MAX_NAME and any(words.tags[k] & CAP for k in range(first, last)):
        role = outlet_role(_text(words, part[0], last)) or outlet_role(_text(words, first, last))
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
        if words.tags[last - size] & CAP and (role := outlet_role(_text(words, last - size, last))):
            return role
        if low[size:] in table.channel_nouns and (
            role := outlet_role(_text(words, first, first + size))
        ):
            return role
    return ""


def _channel(words: Words, part: Range, channel: ChannelOf | None) -> Who | None:
    first, last = _bare(words, part)
    span = words.span(first, last)
    role = (channel(span) if channel else "") or channel_role(words, part)
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
        return _text(words, first, last)
    while begin < end and not words.tags[begin] & CAP:
        begin += 1
    nouns = lists().channel_nouns
    while end > begin and not words.tags[end - 1] & CAP:
        if words.lows[end - 1] in ("channel", "podcast", "show"):
            break
        if (words.lows[end - 1],) not in nouns and words.lows[end - 1] != "news":
            return _text(words, first, last)  # "Vostanian state television"
        end -= 1
    if end - begin == 1 and world.demonym(_text(words, begin, end)):
        return _text(words, first, last)
    return _text(words, begin, end) if end > begin else _text(words, first, last)


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
    return Who("document", _text(words, begin, at), words.span(begin, at), role=role, head=head,
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
                _text(words, *_bare(words, rest[0]))
                if rest and _has_person_noun(words, rest[0])
                else ""
            )
        return Who(
            "person", _text(words, *name_range), span, role=office, head=lows[name_range[1] - 1]
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
            "unnamed", _text(words, begin, last), span, head=head, count=count, definite=definite
        )
    if head in table.persons and not tags[core[-1] if core else last - 1] & CAP:
        return Who(
            "unnamed" if not definite else "thing",
            _text(words, begin, last),
            span,
            head=head,
            definite=definite,
        )
    kind: WhoKind = "body" if any(tags[k] & CAP for k in range(begin, last)) else "thing"
    return Who(kind, _text(words, begin, last), span, head=head, count=count, definite=definite)


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
                    _text(words, office_first, begin) if titled and begin > office_first else ""
                )
                best = ((begin, end), office)
                break
        at = max(end, at + 1)
    return best


# ------------------------------------------------------------------ links beside the cue


def links(words: Words, contents: list[Range], *, channel: ChannelOf | None = None) -> list[Link]:
    """Channels, occasions, documents and platforms named outside the contents, outermost first."""
    table = lists()
    lows, tags = words.lows, words.tags
    covered = [False] * len(lows)
    for first, last in contents:
        for k in range(first, last):
            covered[k] = True
    found: list[Link] = []
    inner: list[Link] = []
    at = 0
    count = len(lows)
    while at < count:
        if covered[at] or tags[at] & (QUOTE | STOP):
            at += 1
            continue
        low = lows[at]
        two = f"{lows[at - 1]} {low}" if at else low
        if low in table.events or low in table.documents or low in table.platform_nouns:
            prep = _preposition(words, at, covered)
            if prep is not None:
                begin = at - 1 if two in table.events or two in table.documents else at
                if low in ("address",) and lows[at - 1] in ("televised",):
                    begin = at - 1
                begin = _with_adjectives(words, prep + 1, begin)
                link, extra, at = _occasion(words, begin, at, count, channel)
                inner.append(link)
                found.extend(extra)
                continue
        elif (
            low in table.platforms and at and lows[at - 1] in ("on", "via", "to") and tags[at] & CAP
        ):
            inner.append(Link(_text(words, at, at + 1), "post", words.span(at, at + 1)))
        elif (
            low in ("speaking", "talking")
            and at + 2 < count
            and lows[at + 1] in ("to", "on", "with")
        ):
            last = phrase_right(words, at + 2, count, verbs=frozenset())
            reader = _channel(words, (at + 2, last), channel) if last > at + 2 else None
            if reader is not None:
                found.append(Link(reader.name, reader.role, reader.span))
        elif (
            low == "by"
            and at
            and lows[at - 1]
            in (
                "reported",
                "seen",
                "obtained",
                "reviewed",
                "published",
                "quoted",
                "broadcast",
                "carried",
                "released",
            )
        ):
            last = phrase_right(words, at + 1, count, verbs=frozenset())
            reader = _channel(words, (at + 1, last), channel) if last > at + 1 else None
            if reader is not None:
                found.insert(0, Link(reader.name, reader.role, reader.span))
            elif last > at + 1 and lows[last - 1] in table.carriers:
                found.append(Link(lows[last - 1], "person", words.span(last - 1, last)))
        elif low == "through" and at + 1 < count:
            last = phrase_right(words, at + 1, count, verbs=frozenset(), bare=True)
            if last > at + 1 and lows[last - 1] in table.carriers:
                found.append(Link(lows[last - 1], "person", words.span(last - 1, last)))
        elif low == "on" and at + 1 < count:
            last = phrase_right(words, at + 1, count, verbs=frozenset(), bare=True)
            if last > at + 1:
                role = channel_role(words, (at + 1, last))
                if role in ("broadcast",):
                    begin, end = _bare(words, (at + 1, last))
                    found.append(Link(_text(words, begin, end), role, words.span(begin, end)))
        at += 1
    unique: dict[Span, Link] = {}
    for link in (*found, *inner):
        if not any(touches(link.span, span) for span in unique):
            unique[link.span] = link
    return list(unique.values())


def _preposition(words: Words, at: int, covered: list[bool]) -> int | None:
    """The "in", "at", "on" that governs the noun at `at`, with nothing but adjectives between."""
    k = at - 1
    while k >= 0 and at - k < 8 and not covered[k]:
        if words.lows[k] in ("in", "at", "on", "during", "via", "to", "told", "tells", "by"):
            return k
        if (
            words.tags[k] & (COMMA | STOP | QUOTE | CLAUSE | COORD | PREP)
            and not words.tags[k] & DET
        ):
            return None
        k -= 1
    return None


def _with_adjectives(words: Words, floor: int, begin: int) -> int:
    """Back over "annual", "open", "televised": lower-case words that belong to the noun."""
    keep = (
        "annual",
        "open",
        "televised",
        "joint",
        "written",
        "internal",
        "press",
        "news",
        "written",
        "telephone",
        "phone",
        "daily",
        "weekly",
        "regular",
        "video",
    )
    while begin > floor and words.lows[begin - 1] in keep and words.lows[begin - 1] != "written":
        begin -= 1
    return begin


def _occasion(
    words: Words, begin: int, at: int, count: int, channel: ChannelOf | None
) -> tuple[Link, list[Link], int]:
    table = lists()
    lows = words.lows
    low = lows[at]
    extra: list[Link] = []
    end = at + 1
    name, role = _text(words, begin, at + 1), "document"
    span = words.span(begin, at + 1)
    if low in table.events:
        role = "event"
    elif low in table.platform_nouns and low not in table.documents:
        role = "post"
    platform = None
    for k in range(max(0, at - 3), min(count, at + 6)):
        if (
            lows[k] in table.platforms
            and (words.tags[k] & CAP)
            and (k < at or k == at or any(lows[j] in ("on", "to") for j in range(at, k)))
        ):
            platform = k
    if platform is not None and role in ("post", "document"):
        return (
            Link(_text(words, platform, platform + 1), "post", words.span(platform, platform + 1)),
            extra,
            max(end, platform + 1),
        )
    k = end
    while k < count and lows[k] in (
        "published",
        "aired",
        "broadcast",
        "given",
        "released",
        "posted",
        "dated",
    ):
        k += 1
    if k < count and lows[k] in ("with", "to", "on", "by", "for", "in"):
        last = phrase_right(words, k + 1, count, verbs=frozenset(), bare=True)
        if last > k + 1:
            reader = _channel(words, (k + 1, last), channel)
            if reader is not None:
                extra.append(Link(reader.name, reader.role, reader.span))
                end = last
            elif lows[last - 1] in table.carriers and lows[k] == "by":
                extra.append(Link(lows[last - 1], "person", words.span(last - 1, last)))
                end = last
    return Link(name, role, span), extra, end
