"""Who a sentence speaks of is kept, so that the next one may say "she", "it" or "the diplomat"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from secondsource.model import Speaker, touches
from secondsource.text import world
from secondsource.text.antecedents import listed, resolve
from secondsource.text.clauses import (
    ADV,
    AUX,
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
    phrase_left,
)
from secondsource.text.cues import word_sets
from secondsource.text.issuing import issued
from secondsource.text.memory import Kind, Memory
from secondsource.text.nouns import lists, outlet_role
from secondsource.text.paperwords import houses
from secondsource.text.phrases import Who
from secondsource.text.tellers import who
from secondsource.text.words import fold

_DATELINE = re.compile(r"(?:, [^\n(]{1,30})? ?(?:\([^)\n]{1,30}\))? ?(?:[-–—]|--) ")
_NO_NAME = ADV | AUX | CLAUSE | COORD | DET | NUM | PREP | STOP | SUBJ | TIME


def remember(words: Words, memory: Memory, speakers: Sequence[tuple[Who | None, Speaker]]) -> None:
    """Keep who a sentence speaks of, so that the next one may say "she"."""
    for found, speaker in speakers:
        if found is None or found.kind in ("pronoun", "channel", "document") or not speaker.name:
            continue
        kind: Kind = "body"
        if found.kind == "person":
            is_body = found.head in word_sets()["labels"]  # "Police said. They …"
            kind = "person" if speaker.key.startswith("person:") and not is_body else "body"
        elif found.kind == "unnamed" or found.head in lists().persons:
            plural = found.count > 1 or found.head.endswith("s") or found.head == "people"
            kind = "many" if plural else "person"
        memory.add(speaker, kind)
    if speakers:
        return
    known = len(memory.known)
    if memory.names:
        _from_names(words, memory)
    else:
        _from_capitals(words, memory)
    _from_opening(words, memory)
    made = issued(words)
    if len(memory.known) == known:
        _subject_house(words, memory)
    if len(memory.known) > known:
        memory.spoke = None  # the text has turned to somebody else
    if made is not None:
        maker = resolve(who(words, made[1]), memory)
        if maker is not None and maker.name:
            memory.papers[made[0]] = maker
    if (
        not memory.known
        and words.lows[:1] == ["the"]
        and len(words.lows) > 2
        and words.lows[1] in lists().persons
    ):
        span = words.span(0, 2)
        memory.add(Speaker(words.text[words.starts[1] : words.ends[1]], span), "person")


def _from_names(words: Words, memory: Memory) -> None:
    start, end = words.starts[0], words.ends[-1]
    names = memory.names
    memory.begin(start)
    opening = words.starts[min(2, len(words.starts) - 1)]
    while memory.at < len(names) and names[memory.at].span.start < end:
        name = names[memory.at]
        memory.at += 1
        said = memory.text[name.span.start : name.span.end]
        if name.type == "person":
            full = memory.full.get(name.key) or said
            one = Speaker(full, name.span, key=name.key, role=name.role, body=name.body)
            memory.add(one, "person")
        elif said.isupper() and _DATELINE.match(memory.text, name.span.end):
            continue
        elif name.span.start <= opening and not outlet_role(said):
            memory.add(Speaker(said, name.span, key=name.key), "body")


def _from_opening(words: Words, memory: Memory) -> None:
    """The person a sentence is about, where no mark or only a later one names him.

    "Hosne Tarn sells eggs", "The injured man, plasterer Ivo Marsk, was", "Yee, who had".
    """
    lows, tags = words.lows, words.tags
    first = _past_calling(words, 0)
    if first and first < len(lows) and tags[first] & COMMA and lows[first - 1] in lists().persons:
        first = _past_calling(words, first + 1)
    end = first
    while end < len(lows) and end < first + 4 and tags[end] & CAP and not tags[end] & _NO_NAME:
        end += 1
    opening = first
    while first < end and lows[first] in lists().before_name:
        first += 1
    titled = first > opening
    if end == first or lows[end - 1] in word_sets()["labels"]:
        return
    said = " ".join(words.text[words.starts[first] : words.ends[end - 1]].split())
    office = any(lows[k] in lists().persons for k in range(first, min(len(lows), end + 1)))
    short = [w for w in said.split() if w.isupper() and len(w) > 1]
    office = office or 0 < len(short) < end - first  # "Tarn CEO Marsk"
    if office or any(lows[k].endswith("'s") for k in range(first, end)):
        return  # "Tarn boss Ivo Marsk visited"
    bearer = _surnamed(said, memory)
    if bearer is not None:
        memory.add(structs.replace(bearer, span=words.span(first, end)), "person")
        return
    told = first > 0 and lows[first - 1] in lists().persons
    given = world.given(said.split()[0])
    lone = (end - first == 1 and not titled) or said.isupper() or listed(said)
    if lone or not (told or given or titled or (first == 0 and not said.endswith("s"))):
        return
    span = words.span(first, end)
    if any(touches(n.span, span) for n in memory.names):
        return
    role = words.text[words.starts[first - 1] : words.ends[first - 1]] if told else ""
    memory.add(Speaker(said, span, key="person:" + fold(said), role=role), "person")


def _past_calling(words: Words, first: int) -> int:
    """Past "Storekeeper", "the injured man", "plasterer" where a name may follow them."""
    lows, tags = words.lows, words.tags
    end = first
    while end < len(lows) and end < first + 5:
        named = tags[end] & CAP and not tags[end] & DET and lows[end] not in lists().before_name
        if named or tags[end] & _NO_NAME & ~DET or tags[end] & COMMA:
            break
        end += 1
    return end if end > first and lows[end - 1] in lists().persons else first


def _surnamed(said: str, memory: Memory) -> Speaker | None:
    """Who was named before in full with this name as the last, or as the whole."""
    for one in reversed(memory.known):
        whole = one.speaker.name
        if one.kind == "person" and (whole == said or whole.endswith(" " + said)):
            return one.speaker
    return None


def _from_capitals(words: Words, memory: Memory) -> None:
    """Names of two words or more, where nobody has marked names."""
    count = len(words.lows)
    for at in range(count):
        if words.tags[at] & CAP and (at + 1 >= count or not words.tags[at + 1] & CAP):
            first = phrase_left(words, at, verbs=frozenset())
            if first < at and any(words.tags[k] & CAP for k in range(first, at)):
                found = who(words, (first, at + 1))
                if (
                    found.kind == "person"
                    and len(found.name.split()) >= 2
                    and not listed(found.name)
                ):
                    memory.add(
                        Speaker(
                            found.name,
                            found.span,
                            key="person:" + fold(found.name),
                            role=found.role,
                        ),
                        "person",
                    )
    if count and words.tags[0] & (CAP | DET):
        _subject_body(words, memory)


def _subject_body(words: Words, memory: Memory) -> None:
    """The body a sentence begins with, for the "it" of the next: "The commission met." """
    at = 0
    while at < len(words.lows) and at < 6 and not words.tags[at] & (AUX | COMMA | STOP | SUBJ):
        at += 1
    for end in range(min(at, 4), 0, -1):
        name = " ".join(words.text[words.starts[0] : words.ends[end - 1]].split())
        if (key := listed(name)) and not outlet_role(name):
            memory.add(Speaker(world.plain(name), words.span(0, end), key=key), "body")
            return


def _subject_house(words: Words, memory: Memory) -> None:
    """The body in small letters a sentence begins with: "The hospital issued a statement. It"."""
    lows, tags = words.lows, words.tags
    if len(lows) < 4 or lows[0] not in word_sets()["articles"]:
        return
    labels = houses()
    end = next((k for k in range(1, 5) if k >= len(lows) or tags[k]), 5)
    head = min(end, len(lows)) - 1
    while head > 1 and lows[head] not in labels:
        head -= 1  # "The hospital | opened"
    if head and lows[head] in labels:
        said = " ".join(words.text[words.starts[1] : words.ends[head]].split())
        memory.add(Speaker(said, words.span(1, head + 1)), "body")
