"""Sentences and words as spans; folding of quotes and case for matching."""

from __future__ import annotations

import re
from functools import lru_cache

from secondsource.model import Span
from secondsource.text.patterns import rules

WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
STEM = 4  # code points by which two forms of a word are known as one
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s|$)|\n")
_NEXT = re.compile(r"[\s\"“”‘’'«»(\[–—-]*(\w+(?:[’'.]\w+)*)?")
_LOOK = 40  # code points looked at after a stop, for the word that follows
_HEAD = 120  # code points a dateline may take
_DATELINE = re.compile(  # a place in capitals, or any place with an agency in brackets; then a dash
    r"(?:[^\W\d_a-z][^\W\d_a-z'’.\-]{2,}(?:[ ,/]{1,2}(?:[^\W\d_a-z][\w'’.\-]*|\d{1,4})){0,7}"
    r"(?: \([^()\n]{2,40}\))?"
    r"|[^\W\d_a-z][\w'’.\-]+(?:[ ,/]{1,2}(?:[^\W\d_a-z][\w'’.\-]*|\d{1,4})){0,7}"
    r" \([^()\n]{2,40}\))\s?(?:--?|[–—_])\s"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                       "–": "-", "—": "-", "\u00a0": " "})  # fmt: skip
_PLAIN = tuple((chr(mark), plain) for mark, plain in _FOLD.items())
_SHORT = 50  # code points: shorter texts are translated one by one


def fold(text: str) -> str:
    """The text in lower case, with straight quotes and plain hyphens; its length is kept."""
    if text.isascii():  # most texts, and many times as fast
        return text.lower()
    folded = text.translate(_FOLD) if len(text) < _SHORT else _replaced(text)
    lowered = folded.lower()
    if len(lowered) == len(folded):  # no letter grew: "İ" becomes two
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


def _replaced(text: str) -> str:
    """What `translate` gives, sooner: a search for one code point passes over a text at once."""
    for mark, plain in _PLAIN:
        text = text.replace(mark, plain)
    return text


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    found = rules("en/abbreviations.toml")
    return frozenset(found["before"]), frozenset(found["words"]), frozenset(found["openers"])


def sentences(text: str, within: Span) -> list[Span]:
    """Sentence spans inside a stretch of text, in order, trimmed of white space; O(length).

    A line break always ends a sentence. A dot does not after an initial ("J. Orrin"), a title
    ("Dr. Orrin") or an abbreviation, unless a word follows that opens sentences ("the U.S. The").
    A dateline at the head ("VELMAR, March 4 (Meridian) -") stands alone.
    """
    spans: list[Span] = []
    start = within.start
    if head := _DATELINE.match(text, start, min(within.end, start + _HEAD)):
        _append_trimmed(spans, text, start, head.end())
        start = head.end()
    for end in _END.finditer(text, start, within.end):
        if end.group() != "\n" and not _ends(text, end, start, within.end):
            continue
        _append_trimmed(spans, text, start, end.end())
        start = end.end()
    _append_trimmed(spans, text, start, within.end)
    return spans


def _ends(text: str, stop: re.Match[str], floor: int, limit: int) -> bool:
    """Whether a stop ends its sentence, by the words on both sides of it."""
    after = _NEXT.match(text, stop.end(), min(limit, stop.end() + _LOOK))
    following = (after[1] or "") if after else ""
    if "\n" in text[stop.end() : after.start(1) if following and after else stop.end()]:
        return True
    if following[:1].islower():
        return False
    marks = stop.group()
    if marks != "." or not following:
        return True
    before, either, openers = _lists()
    token = _token(text, stop.start(), floor)
    low = token.lower()
    if low in before:
        # "No." is an answer too: it is a number's sign only before one.
        return low == "no" and not following[0].isdigit()
    if following.lower() in openers:
        return not (len(token) == 1 and following == "I")
    is_initial = len(token) == 1 and token.isupper() and token != "I"
    return not (is_initial or low in either or _INITIALS.fullmatch(token))


def _token(text: str, dot: int, floor: int) -> str:
    """The word a dot stands after, inner dots kept: "U.S", at most twelve code points of it."""
    begin = dot
    while begin > max(floor, dot - 12) and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    return text[begin:dot]


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def stems(text: str, *, numbers: bool = False) -> frozenset[str]:
    """The folded beginnings of a text's words, shorter words left out; numbers: but not those."""
    words = WORD.findall(fold(text))
    return frozenset(w[:STEM] for w in words if len(w) >= STEM or (numbers and w.isdigit()))
