"""Second speakers without a verb of their own: "the Front speaks of 22, the army of four"."""

from __future__ import annotations

from msgspec import structs

from secondsource.text.amounts import is_number
from secondsource.text.clauses import (
    ADV,
    AUX,
    COMMA,
    COORD,
    NUM,
    PREP,
    QUOTE,
    STOP,
    SUBJ,
    Words,
)
from secondsource.text.cues import Frame

MAX_GAPPED = 6  # words from a comma to the "of" or "at" of a second speaker
_GAPPED = frozenset(("as", "at", "of"))


def gapped(words: Words, frame: Frame) -> Frame | None:
    """A second speaker to whom the verb is not said again.

    "The Front speaks of 22, the commission of 61", "Police put it at 90, organisers at 400".
    """
    tags, lows = words.tags, words.lows
    if frame.kind != "verb" or len(frame.contents) != 1:
        return None
    begin, end = frame.contents[0]
    word = lows[begin - 1] if lows[begin - 1] in _GAPPED else ""
    word = word or next((lows[k] for k in range(begin, end) if lows[k] in _GAPPED), "")
    comma = next((k for k in range(begin, len(lows)) if tags[k] & (COMMA | STOP)), len(lows))
    if not word or not any(tags[k] & NUM or is_number(lows[k]) for k in range(begin, comma)):
        return None
    first = comma + 1
    while first < len(lows) and tags[first] & (COORD | ADV):
        first += 1
    last = next((k for k in range(first, min(len(lows), first + MAX_GAPPED)) if lows[k] == word), 0)
    if last <= first or last + 1 >= len(lows) or lows[first] in ("a", "an"):
        return None
    plain = not any(tags[k] & (COMMA | STOP | QUOTE | AUX | SUBJ) for k in range(first, last))
    number = last + 1
    while number < len(lows) - 1 and tags[number] & (ADV | PREP):
        number += 1
    if not plain or not (tags[number] & NUM or is_number(lows[number])):
        return None
    until = next((k for k in range(number, len(lows)) if tags[k] & (COMMA | STOP)), len(lows))
    told = structs.replace(frame, cue=(last, last + 1), region=(first, last + 1), to=None)
    return structs.replace(told, source=(first, last), contents=((last + 1, until),), shared=False)
