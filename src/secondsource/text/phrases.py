"""A noun phrase read: its parts, its words as written, and what it names."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from secondsource.model import Span
from secondsource.text.clauses import (
    ADV,
    CAP,
    COMMA,
    COORD,
    DET,
    STOP,
    Words,
)
from secondsource.text.cues import Range, word_sets

MAX_PERSON = 4  # words of a person's name
WhoKind = Literal["pronoun", "person", "unnamed", "body", "channel", "document", "thing"]


class Who(Struct, frozen=True, gc=False):
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


def unowned(words: Words, at: int) -> Words:
    """The words without the sign of possession at a token: "by Marsk's count" names Marsk."""
    low = words.lows[at]
    if not low.endswith("'s") or low == "'s":
        return words
    ends, lows = list(words.ends), list(words.lows)
    ends[at] -= 2
    lows[at] = low[:-2]
    return Words(words.text, words.starts, ends, lows, words.tags)


def said_as(words: Words, first: int, last: int) -> str:
    """The words of a phrase as written, with single blanks."""
    return " ".join(words.text[words.starts[first] : words.ends[last - 1]].split())


def trimmed(words: Words, first: int, last: int) -> Range:
    pointing = word_sets()["pointing"]
    while last > first + 1 and (
        words.tags[last - 1] & (COMMA | STOP) or words.lows[last - 1] in pointing
    ):
        last -= 1  # "state television there"
    while first < last - 1 and (
        words.tags[first] & (COMMA | STOP | COORD)
        or (words.tags[first] & ADV and not words.tags[first] & CAP)
    ):
        first += 1
    return first, last


def parts_of(words: Words, first: int, last: int) -> list[Range]:
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
    skipped = word_sets()["skipped"]
    while first < last - 1 and (words.tags[first] & DET or words.lows[first] in skipped):
        first += 1
    return first, last


def is_participle(words: Words, at: int) -> bool:
    """Whether a word in small letters is a past participle by its shape: "nailed", "made"."""
    low = words.lows[at]
    shaped = low in word_sets()["past"] or (len(low) > 4 and low.endswith("ed"))
    return shaped and not words.tags[at] & (CAP | ADV)
