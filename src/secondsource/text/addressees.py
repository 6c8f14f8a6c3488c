"""Who was told, when and in which paper: what stands between a cue and the words it gives."""

from __future__ import annotations

from secondsource.text.clauses import (
    AUX,
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    NUM,
    OBJ,
    PREP,
    QUOTE,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_right,
    skip_time,
)
from secondsource.text.cues import Frame, Lists, Range, lists, word_sets

MAX_OCCASION = 9  # words from "in" to the noun of the occasion


def to_that(words: Words, at: int, limit: int) -> int:
    """Past a phrase of place or matter before "that": "said on the Larn side of the river that"."""
    tags = words.tags
    if at >= limit or not tags[at] & PREP or words.lows[at] == "to":
        return at
    for k in range(at + 1, min(limit, at + MAX_OCCASION)):
        if words.lows[k] == "that":
            return k
        if tags[k] & (COMMA | STOP | QUOTE | AUX | SUBJ | COORD):
            return at
    return at


def is_of_paper(words: Words, at: int, limit: int) -> bool:
    """Whether words behind a paper tell of it: "in a report made public", "that listed them"."""
    lows, tags = words.lows, words.tags
    if at < limit and lows[at] in ("that", "which"):
        at += 1
    elif at < limit and lows[at].endswith("ing"):
        return False  # "in a statement thanking", and what it goes on to say
    if at >= limit or tags[at] & (CAP | DET):
        return False
    return lows[at] in word_sets()["past"] or (len(lows[at]) > 4 and lows[at].endswith("ed"))


def past_addressee(words: Words, frame: Frame, after: int, count: int) -> tuple[int, Range | None]:
    """The token after the addressee, and the addressee: "told Radio Velmar"."""
    tags, lows = words.tags, words.lows
    readers = lists().readers
    if after >= count or (frame.side == "left" and lows[after] != "to"):
        return after, None
    first = after
    if lows[after] == "to" and frame.lemma in readers["to"]:
        first += 1
    elif frame.kind != "verb" or frame.lemma not in readers["direct"]:
        plain = not tags[after] & (COMMA | STOP | QUOTE | PREP)
        if frame.lemma not in readers["that"] or not plain:
            return after, None
    last = _reader_end(
        words, first, phrase_right(words, first, count, verbs=frozenset(), bare=True)
    )
    if last == first:
        return after, None
    if frame.lemma in readers["that"] and (last >= count or lows[last] != "that"):
        return after, None
    return last, (first, last)


def _reader_end(words: Words, first: int, last: int) -> int:
    """Where who was told ends and what was told begins without "that".

    "Told us | nine had drowned", "told the Echo | everybody knew", "told | 640 people were seen".
    """
    tags, lows = words.tags, words.lows
    if last <= first:
        return last
    if lows[first] == "that":
        return first  # "told that women would march"
    if tags[first] & OBJ and not tags[first] & DET:
        return first + 1
    goes_on = last < len(lows) and lows[last] != "that" and not tags[last] & (COMMA | STOP | QUOTE)
    if not goes_on:
        return last
    if tags[first] & NUM and tags[last] & AUX:
        return first
    for k in range(first + 1, last):
        if lows[k] in word_sets()["anybody"]:
            return k
        if tags[k - 1] & CAP and not tags[k] and not tags[k - 1] & DET and tags[last] & AUX:
            return k
    return last


def skip_adjuncts(words: Words, at: int, limit: int) -> int:
    """Past times, occasions, documents, platforms: "on Friday in an interview with X"."""
    known = lists()
    while at < limit:
        moved = skip_time(words, at, limit)
        if moved == at:
            moved = _skip_occasion(words, at, limit, known)
        if moved == at:
            return at
        at = _past_date(words, moved, limit)
    return at


def _past_date(words: Words, at: int, limit: int) -> int:
    """Past the date set off behind a day: "said on Friday, Oct. 12, that"."""
    tags = words.tags
    if at >= limit or not tags[at] & COMMA:
        return at
    end = at + 1
    while end < limit and tags[end] & (TIME | NUM):
        end += 1
    closed = end > at + 1 and end + 1 < limit and tags[end] & COMMA
    return end + 1 if closed and words.lows[end + 1] == "that" else at


def _skip_occasion(words: Words, at: int, limit: int, known: Lists) -> int:
    tags, lows = words.tags, words.lows
    sets = word_sets()
    if lows[at] not in sets["occasion_before"]:
        return at
    last = at + 1
    head = -1
    while last < limit and last - at < MAX_OCCASION:
        if tags[last] & (COMMA | STOP | QUOTE | AUX | CLAUSE) and not tags[last] & DET:
            break
        if lows[last] in known.occasions or lows[last] in known.channels:
            head = last
        elif tags[last] & (PREP | TIME) or (tags[last] & DET and last > at + 1):
            break
        last += 1
    if head < 0:
        return at
    end = head + 1
    if end >= limit or lows[end] not in sets["occasion_after"] | sets["issued"]:
        return end
    timed = skip_time(words, end + (lows[end] in sets["issued"]), limit)
    if timed > end + 1:
        return timed
    issued = lows[end] in sets["issued"] and end + 1 < limit
    begin = end + 1 + (issued and lows[end + 1] in sets["occasion_before"])
    more = phrase_right(words, begin, limit, verbs=frozenset(), bare=True)
    return more if more > begin else end
