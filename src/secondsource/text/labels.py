"""Speakers set off by a colon or a dash: "Marsk: we will not pay", "Talks to resume - minister"."""

from __future__ import annotations

from secondsource.text.clauses import (
    AUX,
    CAP,
    COMMA,
    NUM,
    PREP,
    QUOTE,
    STOP,
    SUBJ,
    TIME,
    Words,
)
from secondsource.text.cues import Frame, lists, word_sets

MAX_LABEL = 4  # words of a speaker set off by a colon or a dash


def labels(words: Words) -> list[Frame]:
    """ "Marsk: “We will not pay”", "Talks to resume in May – minister": a name before or after.

    Whether the label is a speaker is for the reader of the phrase to say.
    """
    count = end_of_words(words)
    lows, tags = words.lows, words.tags
    first = 0
    while first < count and tags[first] & STOP:
        first += 1  # the bullet of a list
    clocked = _past_clock(words, first, count)
    if clocked > first and (live := _live(words, clocked, count)) is not None:
        return [live]
    first = clocked
    for at in range(first + 1, min(count - 1, first + MAX_LABEL + 1)):
        apart = any(tags[k] & (QUOTE | STOP | AUX | PREP | TIME) for k in range(first, at))
        if lows[at] == ":" and not apart:
            said = (at + 1, count)
            left = at - first > 1 and lows[at - 1] in word_sets()["leaving"]
            source = (first, at - left)  # "Marsk quits: …"
            return [Frame("label", (at, at + 1), (first, at + 1), source, (said,), score=0.6)]
    if count == len(lows):
        for at in range(count - 2, max(2, count - 2 - MAX_LABEL), -1):
            if tags[at] & STOP and lows[at][0] in "–—-":
                if any(tags[k] & (STOP | AUX | PREP) for k in range(at + 1, count)):
                    return []
                said = (0, at)
                source = (at + 1, count)
                return [Frame("label", (at, at + 1), (at, count), source, (said,), score=0.6)]
    return []


def _live(words: Words, first: int, limit: int) -> Frame | None:
    """ "5:30 p.m. - Mayor Marsk on the loudhailer at the gym: one case a family"."""
    tags, lows = words.tags, words.lows
    colon = next((k for k in range(first, min(limit - 1, first + 12)) if lows[k] == ":"), 0)
    end = next((k for k in range(first, colon) if tags[k] & PREP), 0)
    if not first < end < colon or not tags[first] & CAP:
        return None
    if any(tags[k] & (QUOTE | STOP | AUX | COMMA | SUBJ) for k in range(first, colon)):
        return None
    source = (first, end)
    if lows[end - 1] in lists().occasions | word_sets()["posts"]:  # "Post from the coastguard: …"
        source = (end + 1, colon)
    said = (colon + 1, limit)
    return Frame("label", (colon, colon + 1), (first, colon + 1), source, (said,), score=0.6)


def _past_clock(words: Words, first: int, limit: int) -> int:
    """Past the hour a live report puts before its lines: "18:40", "5:30 p.m. -", "7.33am -"."""
    lows, tags = words.lows, words.tags
    if first + 3 >= limit or not tags[first] & NUM:
        return first
    at = first + 1
    if lows[at] == ":" and tags[at + 1] & NUM:
        at += 2
    elif not ("." in lows[first] and lows[first].rstrip("apm.").replace(".", "").isdigit()):
        return first
    while at < limit and (lows[at] in ("am", "pm", "a.m", "p.m", ".") or tags[at] & STOP):
        at += 1
    return at if at + 2 < limit else first


def end_of_words(words: Words) -> int:
    """One past the last token that is not the sentence's final stop."""
    count = len(words.lows)
    while count and words.tags[count - 1] & STOP and words.lows[count - 1][0] in ".!?…":
        count -= 1
    return count
