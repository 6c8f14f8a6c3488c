"""Numbers that count nobody: measures, ages, numbers of pictures and of emergency calls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from secondsource.text.amounts import Amount, is_number
from secondsource.text.figures import units
from secondsource.text.tollwords import toll_words
from secondsource.text.verbs import Token

LISTING = (",", "-", "–", "and", "between", "both", "from", "of", "or", "through", "to")
MAX_AGES = 9  # tokens of a list of ages: "ages four, six and 13"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(toll_words()["words"][name])


@cache
def _units() -> frozenset[str]:
    return frozenset((*units("money"), *units("measures"), *units("times"))) - {"won"}


def is_measure(line: Sequence[Token], amount: Amount) -> bool:
    """ "5.6 magnitude", "12 %", "$3": numbers that count nobody; years and days of a month."""
    right = line[amount.end].low if amount.end < len(line) else ""
    left = line[amount.start - 1].low if amount.start else ""
    after = line[amount.end + 1].low[:1] if amount.end + 1 < len(line) else ""
    if right == ".":
        return after.isdigit()
    if left == "of" and amount.start > 1 and line[amount.start - 2].low in _words("persons"):
        return True  # "a man of 34 was arrested"
    unit = right in _units() or (left in _units() and left in units("money"))
    return unit or right in _words("measures") or left in _words("no_count")


def is_label(line: Sequence[Token], amount: Amount) -> bool:
    """Whether a number only names something: "Image 3 of 16", "a 911 call", "ages 11 to 15"."""
    return (
        _is_picture(line, amount)
        or _is_clock(line, amount)
        or _is_call(line, amount)
        or _is_age(line, amount)
        or _is_numbered(line, amount)
    )


def _is_numbered(line: Sequence[Token], amount: Amount) -> bool:
    """ "No. 4 shaft", "number 12": a name."""
    before = [t.low for t in line[max(0, amount.start - 2) : amount.start]]
    digits = line[amount.start].low[0].isdigit()
    return digits and (before in (["no", "."], ["nos", "."]) or before[-1:] in (["number"], ["#"]))


def _is_clock(line: Sequence[Token], amount: Amount) -> bool:
    """ "0:27 Father of man killed", the length of a film."""
    for first in (amount.start - 2, amount.end - 1):
        near = line[max(0, first) : first + 3]
        if (
            len(near) == 3
            and near[1].low == ":"
            and near[0].low.isdigit()
            and near[2].low.isdigit()
        ):
            return near[0].end == near[1].start and near[1].end == near[2].start
    return False


def _is_picture(line: Sequence[Token], amount: Amount) -> bool:
    """ "Image 1 of 16", "Photo 3 of / 11", "16 Caption"."""
    at = amount.start - 1
    while at > 0 and (line[at].low in ("/", "of", "#") or line[at].low.isdigit()):
        at -= 1
    if at >= 0 and line[at].low in _words("pictures") and line[amount.start].low.isdigit():
        return True
    right = line[amount.end].low if amount.end < len(line) else ""
    return at < amount.start - 1 and right in _words("pictures")


def _is_call(line: Sequence[Token], amount: Amount) -> bool:
    """ "Called 911", "a 911 dispatcher"; "911 people called" counts."""
    if line[amount.start].low not in _words("emergency"):
        return False
    near = [t.low for t in line[max(0, amount.start - 2) : amount.start]]
    near += [t.low for t in line[amount.end : amount.end + 1]]
    return not _words("calls").isdisjoint(near)


def _is_age(line: Sequence[Token], amount: Amount) -> bool:
    """ "Ages four, six and 13", "a man, 18, was shot"."""
    at = amount.start - 1
    stop = max(-1, at - MAX_AGES)
    while at > stop and (line[at].low in LISTING or is_number(line[at].low)):
        at -= 1
    if at >= 0 and line[at].low in ("age", "aged", "ages"):
        return True
    told = amount.start > 1 and line[amount.start - 1].low == ","
    return told and line[amount.start - 2].low in _words("persons")
