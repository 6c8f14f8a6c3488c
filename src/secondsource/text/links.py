"""Channels, occasions, documents and platforms named beside a cue, outside what is said."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from secondsource.model import Span, TellerRole, touches
from secondsource.text.channels import channel, channel_role
from secondsource.text.clauses import (
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    PREP,
    QUOTE,
    STOP,
    Words,
    phrase_right,
)
from secondsource.text.cues import Range, word_sets
from secondsource.text.nouns import lists
from secondsource.text.phrases import said_as

MAX_BEFORE = 8  # words between "in" and the noun of an occasion
MAX_AFTER = 6  # words after a post in which its platform is named


class Link(Struct, frozen=True, gc=False):
    """A teller named beside a cue. first: it stands outermost ("as first reported by")."""

    name: str
    role: TellerRole
    span: Span
    first: bool = False


def links(words: Words, contents: list[Range]) -> list[Link]:
    """Those named outside the contents, outermost first, each place once; O(tokens)."""
    covered = bytearray(len(words.lows))
    for first, last in contents:
        covered[first:last] = b"\1" * (last - first)
    found: list[Link] = []
    for link in sorted(_found(words, covered), key=lambda k: (_DEPTH[k.role], k.span)):
        if not any(touches(link.span, other.span) for other in found):
            found.append(link)
    return found


# Who reports stands outside what was read out: outlet, then occasion, then post or letter.
_DEPTH: dict[TellerRole, int] = {
    "relay": 0, "outlet": 1, "agency": 1, "broadcast": 1, "media": 1, "person": 2, "event": 3,
    "document": 4, "post": 4, "body": 2,
}  # fmt: skip


def _found(words: Words, covered: bytearray) -> Iterator[Link]:
    table = lists()
    sets = word_sets()
    lows, tags = words.lows, words.tags
    count = len(lows)
    at = 0
    while at < count:
        low = lows[at]
        following = at + 1
        if covered[at] or tags[at] & (QUOTE | STOP):
            at += 1
            continue
        if low in table.events or low in table.documents or low in table.platform_nouns:
            found = _occasion(words, at, covered)
            if found is not None:
                links_here, at = found
                yield from links_here
                continue
        elif (
            low in table.platforms and tags[at] & CAP and at and lows[at - 1] in ("on", "via", "to")
        ):
            yield Link(said_as(words, at, following), "post", words.span(at, following))
        elif low in sets["tweeted"]:
            yield Link(table.tweets, "post", words.span(at, following))
        elif low in sets["speaking"] and at + 2 < count and lows[following] in ("to", "on", "with"):
            yield from _channel_at(words, at + 2)
        elif low == "by" and at and lows[at - 1] in sets["carried_by"]:
            yield from _channel_at(words, following, first=True)
        elif low == "on" and following < count:
            last = phrase_right(words, following, count, verbs=frozenset(), bare=True)
            if last > following and channel_role(words, (following, last)) == "broadcast":
                yield from _channel_at(words, following)
        elif low == "through" and following < count:
            yield from _carrier(words, following)
        at += 1


def _channel_at(words: Words, at: int, *, first: bool = False) -> Iterator[Link]:
    """The channel or go-between whose phrase begins at a token, if one does."""
    last = phrase_right(words, at, len(words.lows), verbs=frozenset(), bare=True)
    reader = channel(words, (at, last)) if last > at else None
    if reader is not None:
        yield Link(reader.name, reader.role, reader.span, first)  # type: ignore[arg-type]
    else:
        yield from _carrier(words, at)


def _carrier(words: Words, at: int) -> Iterator[Link]:
    """ "through his lawyer", "released by a spokesman": a person who passes the words on."""
    last = phrase_right(words, at, len(words.lows), verbs=frozenset(), bare=True)
    if last > at and words.lows[last - 1] in lists().carriers:
        yield Link(words.lows[last - 1], "person", words.span(last - 1, last))


def _occasion(words: Words, at: int, covered: bytearray) -> tuple[list[Link], int] | None:
    """The links of "in an interview with Radio Velmar", "in a post on X", and where they end."""
    prep = _preposition(words, at, covered)
    if prep is None:
        return None
    table = lists()
    lows = words.lows
    low = lows[at]
    begin = at
    if f"{lows[at - 1]} {low}" in table.events | table.documents:
        begin -= 1
    while begin > prep + 1 and lows[begin - 1] in word_sets()["kept_adjectives"]:
        begin -= 1
    role: TellerRole = "document"
    if lows[prep] in word_sets()["told"] and low not in table.events and prep == at - 2:
        own = Link(said_as(words, at - 1, at + 1), "outlet", words.span(at - 1, at + 1))
        if lows[at - 1] == "the":
            own = Link(said_as(words, at, at + 1), "outlet", words.span(at, at + 1))
        return [own], at + 1  # "told the Post", "told this paper"
    if low in table.events:
        role = "event"
    elif low in table.platform_nouns and low not in table.documents:
        role = "post"
    platform = _platform(words, at) if role != "event" else None
    if platform is not None:
        span = words.span(platform, platform + 1)
        return [Link(said_as(words, platform, platform + 1), "post", span)], max(at, platform) + 1
    own = Link(said_as(words, begin, at + 1), role, words.span(begin, at + 1))
    more = _after(words, at + 1)
    return [own, *more[0]], more[1]


def _after(words: Words, at: int) -> tuple[list[Link], int]:
    """The channel or carrier after an occasion: "with Radio Velmar", "released by her lawyer"."""
    lows = words.lows
    sets = word_sets()
    k = at
    while k < len(lows) and lows[k] in sets["issued"]:
        k += 1
    if k >= len(lows) or lows[k] not in sets["occasion_after"]:
        return [], at
    found = list(_channel_at(words, k + 1)) if k + 1 < len(lows) else []
    if found and found[0].role == "person" and lows[k] != "by":
        found = []
    return found, k + 2 if found else at


def _preposition(words: Words, at: int, covered: bytearray) -> int | None:
    """The "in", "at", "told" that governs the noun at `at`, with nothing but adjectives between."""
    governors = word_sets()["governors"]
    k = at - 1
    while k >= 0 and at - k < MAX_BEFORE and not covered[k]:
        if words.lows[k] in governors:
            # "was the first to report that" is a verb
            return None if words.lows[k] == "to" and k == at - 1 else k
        tag = words.tags[k]
        if tag & (COMMA | STOP | QUOTE | CLAUSE | COORD | PREP) and not tag & DET:
            return None
        k -= 1
    return None


def _platform(words: Words, at: int) -> int | None:
    """The platform of a post: before it ("Facebook post") or after ("a post by him on X")."""
    table = lists()
    lows = words.lows
    for k in range(max(0, at - 3), min(len(lows), at + MAX_AFTER)):
        if (
            lows[k] in table.platforms
            and words.tags[k] & CAP
            and (k <= at or lows[k - 1] in ("on", "to"))
        ):
            return k
    return None
