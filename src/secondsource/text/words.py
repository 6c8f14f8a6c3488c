"""Sentences and words as spans; folding of quotes and case for matching."""

from __future__ import annotations

import re
from functools import lru_cache

from secondsource.model import Span
from secondsource.text.patterns import rules

WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s|$)|\n")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                       "–": "-", "—": "-", "\u00a0": " "})  # fmt: skip


def fold(text: str) -> str:
    """The text in lower case, with straight quotes and plain hyphens; its length is kept."""
    folded = text.translate(_FOLD)
    lowered = folded.lower()
    if len(lowered) == len(folded):  # no letter grew: "İ" becomes two
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(rules("en/abbreviations.toml")["words"])


def sentences(text: str, within: Span) -> list[Span]:
    """Sentence spans inside a stretch of text, in order, trimmed of white space; O(length)."""
    spans: list[Span] = []
    start = within.start
    for end in _END.finditer(text, within.start, within.end):
        if text[end.start()] == "." and _is_abbreviation(text, end.start(), start):
            continue
        if end.group() != "\n" and _continues(text, end.end(), within.end):
            continue
        _append_trimmed(spans, text, start, end.end())
        start = end.end()
    _append_trimmed(spans, text, start, within.end)
    return spans


def _is_abbreviation(text: str, dot: int, floor: int) -> bool:
    begin = dot
    while begin > floor and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    token = text[begin:dot]
    return token.lower() in _abbreviations() or (len(token) == 1 and token.isupper())


def _continues(text: str, at: int, end: int) -> bool:
    """Whether the next letter is lower case: no sentence begins there."""
    while at < end and text[at] in " \t\u00a0":
        at += 1
    return at < end and text[at].islower()


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
