"""Channels words came through and papers they stand in: agencies, outlets, reports, posts."""

from __future__ import annotations

from secondsource.text import world
from secondsource.text.clauses import (
    CAP,
    CLAUSE,
    COMMA,
    DET,
    NUM,
    PREP,
    STOP,
    Words,
    phrase_right,
)
from secondsource.text.cues import Range, word_sets
from secondsource.text.nouns import lists, outlet_role
from secondsource.text.phrases import MAX_PERSON, Who, bare, is_participle, said_as

MAX_NAME = 7  # words of an outlet's name


def channel_role(words: Words, part: Range) -> str:
    """The teller role of a phrase by its words alone; "" where it is no channel."""
    first, last = bare(words, part)
    if last <= first:
        return ""
    capital = any(words.tags[k] & CAP for k in range(first, last))
    if capital and last - part[0] <= MAX_NAME:
        role = outlet_role(said_as(words, part[0], last))
        role = role or outlet_role(said_as(words, first, last))
        if role:
            return role
    if any(words.tags[k] & PREP for k in range(first, last)):
        return ""
    if any(
        words.lows[k] in lists().persons and not words.tags[k] & CAP for k in range(first, last)
    ):
        return ""  # "agency chief Ivo Tarn"
    return _described_role(words, first, last, capital) or _embedded_role(words, first, last)


def _described_role(words: Words, first: int, last: int, capital: bool) -> str:
    """ "the Larn Courier newspaper", "Radio Velmar", "state media", "several newspapers"."""
    nouns = lists().channel_nouns
    low = tuple(words.lows[first:last])
    aired = {"radio", "television", "tv"} & set(low)
    if low[-1:] == ("station",) and not aired and set(low[-2:-1]) & word_sets()["stations"]:
        return ""  # "the lifeboat station"
    if low[-1:] and low[-1] in word_sets()["paper_names"] and not words.tags[last - 1] & CAP:
        return ""  # "the medical examiner", "an election observer"
    if len(low) == 1 and low[0] not in word_sets()["lone_media"]:
        return ""  # "the agency" is as often an office
    for size in (3, 2, 1):
        role = nouns.get(low[-size:], "") if len(low) >= size else ""
        if role and (len(low) > size or not capital):
            many = not capital and role == "outlet" and low[-1].endswith("s")
            if role == "media" and words.tags[last - 1] & CAP and len(low) > 1:
                return "outlet"  # "the Harlan City Press"
            return "media" if many else role
    while last - first > 2 and low[0] in lists().generic:
        first, low = first + 1, low[1:]  # "local broadcaster Kanal 5"
    for size in (2, 1):
        role = nouns.get(low[:size], "") if len(low) > size else ""
        if (
            role
            and words.tags[last - 1] & (CAP | NUM)
            and (role != "outlet" or len(low) > size + 1)
        ):
            return role
    return ""


def _embedded_role(words: Words, first: int, last: int) -> str:
    """ "Ostrian newswire OTA", "Valdor's vpa": a listed name at the end; not "Larn News host"."""
    nouns = lists().channel_nouns
    if any(words.lows[k] in lists().persons for k in range(first, last - 1)):
        return ""  # "Norvan Foreign Minister Teodar Quint"
    for size in range(min(4, last - first - 1), 0, -1):
        role = ""
        if words.tags[last - size] & CAP:
            role = outlet_role(said_as(words, last - size, last))
        if not role and tuple(words.lows[first + size : last]) in nouns:
            role = outlet_role(said_as(words, first, first + size))
        if role:
            return role
    return ""


def channel(words: Words, part: Range) -> Who | None:
    """The agency, outlet, broadcaster or "state media" a phrase names, if it names one."""
    role = channel_role(words, part)
    if not role:
        return None
    first, last = bare(words, part)
    if words.lows[part[0]] in word_sets()["possessives"] and not words.tags[last - 1] & CAP:
        span = words.span(first, last)
        return Who("document", said_as(words, first, last), span, role="document")  # "its website"
    name = _channel_name(words, first, last, role)
    return Who("channel", name, words.span(first, last), role=role, head=words.lows[last - 1])


def _channel_name(words: Words, first: int, last: int, role: str) -> str:
    """Its proper name: "AFP" of "news agency AFP", "Larn Courier" of "Larn Courier newspaper"."""
    table = lists()
    sets = word_sets()
    tags, lows = words.tags, words.lows
    if role == "media" or not any(tags[k] & CAP for k in range(first, last)):
        while first and tags[first - 1] & DET and lows[first - 1] not in sets["articles"]:
            first -= 1  # "several newspapers"
        return said_as(words, first, last)
    begin, end = first, last
    while begin < end and (not tags[begin] & CAP or lows[begin] in table.generic):
        begin += 1
    while end > begin and not tags[end - 1] & (CAP | NUM) and lows[end - 1] not in sets["sound"]:
        if (lows[end - 1],) not in table.channel_nouns:
            return said_as(words, first, last)  # "Vostanian state television"
        end -= 1
    if end == begin or (end - begin == 1 and world.demonym(said_as(words, begin, end))):
        return said_as(words, first, last)
    return said_as(words, begin, end)


def document(words: Words, first: int, last: int) -> Who | None:
    """ "a report by the Orl Institute", "internal report", "a post by governor Lena Marsk"."""
    table = lists()
    sets = word_sets()
    tags, lows = words.tags, words.lows
    begin = first
    while begin < last - 1 and tags[begin] & DET:
        begin += 1
    end = begin
    while end < last and not tags[end] & (PREP | COMMA | CLAUSE | STOP):
        if lows[end] in sets["issued"] | sets["read_by"]:
            break
        if lows[end - 1] in table.documents and end > begin and is_participle(words, end):
            break  # "a notice nailed to the rail"
        end += 1
    if end == begin:
        return None
    head = lows[end - 1]
    post = head in sets["posts"]
    pair = " ".join(lows[max(begin, end - 2) : end])
    made = end + 1 < last and lows[end] in sets["issued"] and lows[end + 1] == "by"
    if not post and not made and head not in table.documents and pair not in table.documents:
        return None  # any thing "released by the council" is its paper
    if tags[end - 1] & CAP and any(tags[k] & CAP and k for k in range(begin, end)):
        return None  # the Larch Report, a body
    owner = next((k for k in range(end - 2, first - 1, -1) if lows[k].endswith("'s")), None)
    behind = None if owner is None else (first, owner + 1)  # "the army's statement"
    for k in range(end, min(last - 1, end + 6)):
        made = lows[k] == "of" and (
            any(tags[n] & CAP for n in range(k + 1, min(last, k + 3)))
            or any(lows[n] in sets["labels"] for n in range(k + 1, min(last, k + 5)))
            or (lows[last - 1] in table.persons and k + 1 < last)
        )  # "the bulletin of the health ministry"
        if (made or lows[k] in sets["made_by"]) and lows[k - 1] not in sets["read_by"]:
            maker = (k + 1, phrase_right(words, k + 1, last, verbs=frozenset(), bare=True))
            cut = (n for n in range(k + 2, maker[1]) if is_participle(words, n))
            maker = (k + 1, next(cut, maker[1]))  # "the board | placed before the house"
            named = range(maker[1] + 1, last)
            told = 1 < len(named) < MAX_PERSON and tags[maker[1]] & COMMA
            if told and all(tags[n] & CAP for n in named):  # "by the registrar, Mr Ivo Marsk"
                maker = (k + 1, last)
            behind = maker if maker[1] > maker[0] else None
            break
    return Who(
        "document",
        said_as(words, begin, end),
        words.span(begin, end),
        role="post" if post else "document",
        head=head,
        behind=behind,
    )
