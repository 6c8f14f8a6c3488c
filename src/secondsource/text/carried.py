"""The speech frames of one sentence with channels folded into those who speak through them."""

from __future__ import annotations

from itertools import chain

from msgspec import Struct, structs

from secondsource.model import Span, Speaker, Teller, TellerRole, inside
from secondsource.text import world
from secondsource.text.antecedents import media_key, resolve
from secondsource.text.clauses import QUOTE, SCARE, Words
from secondsource.text.contents import frames
from secondsource.text.cues import Frame, word_sets
from secondsource.text.links import Link, links
from secondsource.text.memory import Memory
from secondsource.text.nouns import lists
from secondsource.text.phrases import Who, unowned
from secondsource.text.tellers import bodies, who

_ROLES: dict[str, TellerRole] = {"unnamed": "person", "body": "body", "thing": "body"}
INNER = frozenset(("attitude", "intention", "pledge", "decision", "thought"))
_OPEN_TAIL = 12  # words between a cue and the colon that ends its sentence


class Said(Struct, frozen=True, gc=False):
    """One cue of a sentence: what is said, by whom, and the channels named in this sentence.

    content is empty where the words follow in the next paragraph ("She said:"), and where they
    stand in the sentence before ("The figure comes from her").
    """

    frame: Frame
    cue: Span
    content: tuple[Span, ...]
    who: Who | None
    speaker: Speaker | None
    via: tuple[Teller, ...]
    to: Teller | None


def said(words: Words, memory: Memory) -> list[Said]:
    """Who says what in one sentence; O(tokens) but for the few frames among themselves."""
    found = frames(words)
    if not found:
        return []
    memory.begin(words.starts[0])
    speakers = _speakers(words, found)
    spoken = found[0].contents and words.tags[found[0].contents[0][0]] & (QUOTE | SCARE)
    if found[0].kind == "label" and not _is_label(speakers[0], memory, bool(spoken)):
        return []
    tellers: list[list[Teller]] = [
        [_teller(one) for one in _channels(words, f) if one.kind != "pronoun"] for f in found
    ]
    dropped = _fold(words, found, speakers, tellers)
    dropped |= _asides(found, speakers, dropped)
    covered = [c for f in found for c in f.contents]
    covered += [f.region for f in found if f.lemma == "turn"]  # "by her account" names no post
    beside = links(words, covered)
    return [
        _one(words, frame, speakers[n], tellers[n], beside=beside, memory=memory)
        for n, frame in enumerate(found)
        if n not in dropped
        and not _is_nobody(words, frame)
        and (frame.contents or frame.kind == "back" or _opens(words, frame))
    ]


def _is_nobody(words: Words, frame: Frame) -> bool:
    """Whether it is told that nobody spoke: "no group has claimed it", "nobody told them"."""
    return frame.source is not None and words.lows[frame.source[0]] in word_sets()["nobody"]


def _channels(words: Words, frame: Frame) -> list[Who]:
    """Who quotes somebody "as saying"; "it" names nobody and is left out by the caller."""
    return [who(words, frame.channel)] if frame.channel else []


def _is_label(found: Who | None, memory: Memory, spoken: bool) -> bool:
    """Whether a name set off by a colon or a dash is that of somebody who can speak."""
    if found is None or found.kind in ("channel", "pronoun"):
        return False
    if found.kind == "document":
        return found.head in word_sets()["told_papers"]
    if spoken and found.kind in ("person", "body"):
        return True
    if found.kind == "unnamed" or found.head in lists().persons:
        return True
    whole = memory.text[found.span.start : found.span.end]
    if found.kind == "person" and (found.role or len(whole) > len(found.name) + 3):
        return True  # "DPO Marsk: it was a grenade"
    if found.head in word_sets()["labels"]:
        return True
    speaker = resolve(found, memory)
    if speaker is None or found.kind == "thing":
        return False
    if " " not in found.name and f" in {found.name}" in memory.text:
        return False  # a place: "Larn: nine die"
    known = any(speaker.key and one.speaker.key == speaker.key for one in memory.known)
    given = found.kind == "person" and " " in found.name and world.given(found.name.split()[0])
    house = any(  # "Front: our sons will come home", of the Mountain Front
        n.type == "organisation"
        and memory.text[n.span.start : n.span.end].endswith(" " + found.name)
        for n in memory.names
    )
    return known or house or bool(given) or found.name in memory.said


def _speakers(words: Words, found: list[Frame]) -> list[Who | None]:
    """Each frame's source read; a frame without a subject takes that of the outer one before it."""
    speakers = [_source(words, f) for f in found]
    for n, frame in enumerate(found):
        if frame.shared and speakers[n] is None:
            outer = None
            for k in range(n):
                inner = any(c[0] <= found[k].cue[0] < c[1] for f in found[:k] for c in f.contents)
                if speakers[k] is not None and found[k].kind not in ("citing", "passive"):
                    outer = outer if inner and outer is not None else k
            if outer is not None:
                speakers[n] = speakers[outer]
            elif frame.region[0]:
                speakers[n] = _opening(words, frame)
            else:  # "Announcing the vote, the chair promised"
                speakers[n] = next((s for s in speakers[n + 1 : n + 2] if s is not None), None)
    return speakers


def _source(words: Words, frame: Frame) -> Who | None:
    """Who a frame's source is; "by Marsk's count" names Marsk."""
    if frame.source is None:
        return None
    named = unowned(words, frame.source[1] - 1) if frame.kind in ("according", "back") else words
    return who(named, frame.source)


def _opening(words: Words, frame: Frame) -> Who | None:
    """The subject a sentence opens with: "Protesters interrupted her, shouting: …" """
    from secondsource.text.clauses import (
        ADV,
        AUX,
        CAP,
        COMMA,
        COORD,
        DET,
        PREP,
        QUOTE,
        STOP,
        SUBJ,
        TIME,
        phrase_right,
    )  # fmt: skip

    tags = words.tags
    at = 0
    limit = frame.region[0]
    while at < limit and tags[at] & (ADV | COORD):
        at += 1
    asked = at < limit and words.lows[at] in word_sets()["parted"]  # "Asked whether …, she …"
    asked = asked or (at < limit and words.lows[at].endswith("ing"))
    if at < limit and (asked or tags[at] & (PREP | TIME)) and not tags[at] & DET:
        at = _past_opening(words, at, limit)
    if at >= limit or tags[at] & (QUOTE | STOP | COMMA | AUX):
        return None
    if tags[at] & SUBJ:
        return who(words, (at, at + 1))
    end = phrase_right(words, at, limit, verbs=frozenset(), bare=True)
    later = end
    while later < limit and tags[later] & ADV:
        later += 1
    if later < limit and tags[later] & SUBJ and not tags[later - 1] & PREP:
        return who(words, (later, later + 1))  # "A few minutes later they left and said"
    for k in range(at + 1, end):  # "Jon Hale | ran to the yard and told"
        past = words.lows[k] in word_sets()["past"] or words.lows[k].endswith("ed")
        if past and not tags[k] & CAP and not tags[k - 1] & DET:
            end = k
            break
    if end - at > 1 and words.lows[end - 1].endswith("ed") and not tags[end - 1] & CAP:
        end -= 1
    return who(words, (at, end)) if end > at else None


def _past_opening(words: Words, at: int, limit: int) -> int:
    """Past "On Monday,", "In Larn, on 3 May 2021,", "On Friday" before the subject."""
    from secondsource.text.clauses import CAP, COMMA, DET, NUM, QUOTE, STOP, SUBJ, TIME

    tags = words.tags
    first = at
    while True:
        comma = at
        while comma < limit and not tags[comma] & (COMMA | QUOTE | STOP):
            comma += 1
        if comma >= limit:
            break
        at = comma + 1
        if at < limit and not tags[at] & (NUM | TIME):
            return at
    if at > first:
        return at
    while at < limit and not (tags[at] & (DET | SUBJ) and at and tags[at - 1] & (TIME | CAP)):
        at += 1
    return at


# ------------------------------------------------------------------ folding


def _fold(
    words: Words, found: list[Frame], speakers: list[Who | None], tellers: list[list[Teller]]
) -> set[int]:
    """Move channels from being speakers to being tellers; returns the frames that are used up."""
    dropped: set[int] = set()
    for n, frame in enumerate(found):
        if frame.kind != "citing":
            continue
        dropped.add(n)
        host = _host(found, n, dropped)
        cited = speakers[n]
        if host is None or cited is None:
            continue
        carrier = speakers[host]
        if carrier is None:
            speakers[host] = cited
        elif carrier.kind == "channel":
            tellers[host].append(_teller(carrier))
            speakers[host] = cited
        elif _relays(carrier, found[host], cited):
            told = _teller(carrier)
            tellers[host].append(structs.replace(told, role="agency"))
            speakers[host] = cited
        elif _passes_on(carrier, found[host], cited) and not _is_direct(words, found[host]):
            tellers[host].append(_teller(carrier))
            speakers[host] = cited
    for n in range(len(found)):
        carrier = speakers[n]
        if n in dropped or carrier is None or carrier.kind != "channel":
            continue
        for deeper, whole in _deeper(found, n, speakers, dropped):
            tellers[deeper][:0] = [*tellers[n], _teller(carrier)]
            if whole:
                dropped.add(n)
    return dropped


def _relays(carrier: Who, frame: Frame, cited: Who) -> bool:
    """ "The Orl Press Bureau reported, quoting the mayor": a name nobody lists that reports."""
    named = carrier.kind in ("body", "person") and not carrier.role and carrier.name[:1].isupper()
    return (
        named and frame.lemma == "report" and cited.kind in ("person", "body", "thing", "unnamed")
    )


def _passes_on(carrier: Who, frame: Frame, cited: Who) -> bool:
    """ "The minister told parliament, citing the marine police": who is cited knows it."""
    told = frame.sense.group in ("speech", "telling") and carrier.kind != "document"
    house = cited.kind in ("body", "thing", "unnamed") and cited.head in bodies()
    return told and (house or cited.kind == "person")


def _is_direct(words: Words, frame: Frame) -> bool:
    """Whether somebody's own words are given, whomever he cites."""
    return any(words.tags[k] & QUOTE for c in frame.contents for k in range(*c))


def _asides(found: list[Frame], speakers: list[Who | None], dropped: set[int]) -> set[int]:
    """Wants, beliefs and attitudes told inside what somebody else says: part of it, no quotes.

    "He said he hoped to win" is one quote; "he said she had denied it" is two. So are numbers
    that he himself gives: "she told the Courier she had counted nine".
    """
    own = {n for n, one in enumerate(speakers) if one is not None and one.kind == "pronoun"}
    outer = [c for n, f in enumerate(found) if n not in dropped for c in f.contents]
    return {
        n
        for n, f in enumerate(found)
        if (f.sense.group in INNER or (f.lemma == "give" and n in own))
        and any(a <= f.cue[0] < b for a, b in outer)
    }


def _host(found: list[Frame], number: int, dropped: set[int]) -> int | None:
    """The frame a "citing …" belongs to: the one before it, else the one after."""
    for n in chain(range(number - 1, -1, -1), range(number + 1, len(found))):
        if n not in dropped and found[n].kind != "citing":
            return n
    return None


def _deeper(
    found: list[Frame], number: int, speakers: list[Who | None], dropped: set[int]
) -> list[tuple[int, bool]]:
    """The frames of those who speak through the channel of frame `number`.

    The flag: theirs is all the channel says, so that it says nothing of its own.
    """
    mine = found[number]
    deeper: list[tuple[int, bool]] = []
    for n, other in enumerate(found):
        speaker = speakers[n]
        if n == number or n in dropped or not other.contents or speaker is None:
            continue
        if (speaker.kind == "channel" and n < number) or other.kind in ("raising", "passive"):
            continue
        for a in mine.contents:
            shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for b in other.contents)
            if shared:
                deeper.append((n, other.region[0] <= a[0] + 1 or 2 * shared >= a[1] - a[0]))
                break
    if not mine.contents:
        # “…,” governor Lena Marsk said, according to the Vestra news agency.
        for n in range(number - 1, -1, -1):
            host = speakers[n]
            if n not in dropped and found[n].contents and host and host.kind != "channel":
                return [(n, True)]
    return deeper


def _opens(words: Words, frame: Frame) -> bool:
    """Whether a cue without content ends its sentence with a colon: the next paragraph is meant."""
    if words.lows[-1] != ":" or frame.kind != "verb":
        return False
    return frame.region[1] >= len(words.lows) - _OPEN_TAIL


# ------------------------------------------------------------------ one frame


def _teller(told: Who) -> Teller:
    role: TellerRole = _ROLES.get(told.kind, "person")
    if told.kind in ("channel", "document"):
        role = told.role  # type: ignore[assignment]
    return Teller(told.name, role, told.span, key=media_key(told.name))


def _one(
    words: Words,
    frame: Frame,
    speaker: Who | None,
    tellers: list[Teller],
    *,
    beside: list[Link],
    memory: Memory,
) -> Said:
    via = list(tellers)
    inner: list[Teller] = []
    to = None
    if speaker is not None and speaker.kind == "document" and speaker.behind:
        if speaker.role != "post" or not any(link.role == "post" for link in beside):
            inner.append(_teller(structs.replace(speaker, behind=None)))
        speaker = who(unowned(words, speaker.behind[1] - 1), speaker.behind)
    if frame.to is not None:
        reader = who(words, frame.to)
        to = _teller(reader)
        if reader.kind == "channel":
            via.append(to)
    for link in beside:
        if any(t.span and inside(link.span, t.span) for t in (*via, *inner)):
            continue
        within = speaker is not None and inside(link.span, speaker.span)
        if within and (link.role in ("event", "document") or speaker.kind == "channel"):  # type: ignore[union-attr]
            continue  # "Marsk, quoted by Radio Velmar, said": a channel may stand inside a speaker
        told = Teller(link.name, link.role, link.span, key=media_key(link.name))
        if link.first:
            via.insert(0, told)
        else:
            via.append(told)
    content = tuple(words.span(*c) for c in frame.contents)
    cue = words.span(*frame.cue)
    fronted = bool(content) and content[0].start < cue.start
    found = resolve(speaker, memory, fronted=fronted)
    return Said(frame, cue, content, speaker, found, (*via, *inner), to)
