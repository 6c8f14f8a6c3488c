"""Scores of matches: "Orvane 27, Serla Town 24", "2-1 over Serla"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Span
from secondsource.text.beside import is_score
from secondsource.text.eventwords import Head, kinds
from secondsource.text.verbs import Token

_NAME = r"[A-Z][\w'’&-]*\.?(?: (?:[A-Z][\w'’&-]*\.?|de|of|and|al))*"
_SIDES = re.compile(
    rf"(?:[\w ]{{1,12}}: )?{_NAME} (?P<mine>\d{{1,3}})(?: \([^()]*\))?,? "
    rf"{_NAME} (?P<theirs>\d{{1,3}})(?![\w%])"
)
_PAIR = re.compile(r"(?<![\w-])(\d{1,3})[-–](\d{1,3})(?![\w-])")
BEHIND = frozenset(("over", "against", "at", "win", "up", "down", "ahead", "after"))
AHEAD = frozenset(("it", "finished", "ended", "was", "final"))  # "made it 2-1"
SPORT = "sport"


def scored(
    text: str, span: Span, line: Sequence[Token], about: frozenset[str], taken: Sequence[int]
) -> Head | None:
    """The match a sentence tells by its score alone, on a page about sport."""
    if SPORT not in about:
        return None
    kind = kinds()["FIXTURE"]._replace(needs="")
    match = _SIDES.match(text, span.start, span.end)
    if match:
        end = next((n for n, t in enumerate(line) if t.start >= match.end()), len(line))
        if not any(n < end for n in taken):
            return Head("noun", 0, end, kind, status="happened", told=True)
    for at, token in enumerate(line):
        if at in taken or not is_score(token.low):
            continue
        after = line[at + 1].low if at + 1 < len(line) else "."
        before = line[at - 1].low if at else ""
        if after in BEHIND or before in AHEAD:
            return Head("noun", at, at + 1, kind, status="happened", told=True)
    return None


def scores(words: str) -> frozenset[tuple[int, int]]:
    """The scores some words give, the greater number first, however they are written."""
    pairs = [(int(m[1]), int(m[2])) for m in _PAIR.finditer(words)]
    pairs += [(int(m["mine"]), int(m["theirs"])) for m in _SIDES.finditer(words)]
    return frozenset((max(pair), min(pair)) for pair in pairs if pair[0] != pair[1] or pair[0] < 9)
