"""Amounts in figures and words, with what loosens them: "at least 12", "two dozen", "10 to 15"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from secondsource.text.patterns import rules
from secondsource.text.verbs import Token

ABOUT = 0.1  # "about 30" is taken for 27 to 33
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_SHORT = re.compile(r"(\d{1,3})(bn|mn|m)")


class Amount(NamedTuple):
    """low <= amount <= high; high None is open. start and end: token numbers, half-open.

    Whole numbers, unless fractions were asked for: "6.1".
    """

    start: int
    end: int
    low: int
    high: int | None


@cache
def _rules() -> dict[str, Any]:
    return rules("en/amounts.toml")


def amounts(line: Sequence[Token]) -> list[Amount]:
    """Every whole amount of a line of tokens, left to right; figures with commas are one."""
    found: list[Amount] = []
    begins = _begins()
    free = 0
    for at, token in enumerate(line):
        low = token.low
        if at < free or not (low in begins or low[0].isdigit() or "-" in low):
            continue
        one = _plain(line, at)
        if one is None:
            continue
        second = _second(line, one.end)
        if second and second.low > one.low:
            least = one.low * _shared_scale(line, one, second)
            one = Amount(one.start, second.end, least, second.high)
        found.append(_loosened(line, one))
        free = one.end
    return found


@cache
def _begins() -> frozenset[str]:
    """The words an amount may begin with, besides figures and "twenty-four"."""
    words = _rules()
    return frozenset((*words["loose"], *words["numbers"], *words["round"], *words["several"]))


def has_number(low: str) -> bool:
    """Whether a folded sentence has a number in it; cheap."""
    return _numbers().search(low) is not None


@cache
def _numbers() -> re.Pattern[str]:
    words = _rules()
    named = (*words["numbers"], *words["round"], *words["several"], *words["loose"])
    return re.compile(r"\d|\b(?:" + "|".join(sorted(set(named) - {"one"})) + r")\b")


def is_number(low: str) -> bool:
    """Whether a word is a number or begins like one: "14", "six"."""
    return low[:1].isdigit() or low in _rules()["numbers"]


def _second(line: Sequence[Token], at: int) -> Amount | None:
    """The upper end of "10 to 15", "10-15", "between 10 and 15"."""
    if at + 1 >= len(line) or line[at].low not in ("to", "and", "-", "or"):
        return None
    if line[at].low == "to" and any(t.low in ("from", "by") for t in line[max(0, at - 2) : at - 1]):
        return None  # "climbed from four to six"
    if line[at].low == "and" and not any(t.low == "between" for t in line[max(0, at - 3) : at]):
        return None
    return _plain(line, at + 1)


def _shared_scale(line: Sequence[Token], one: Amount, second: Amount) -> int:
    """What the scale behind the second number makes of the first: "two to three million"."""
    scale: int = _rules()["scales"].get(line[second.end - 1].low, 1)
    return scale if scale >= 1000 and one.low < 1000 and one.low * scale < second.low else 1


def _plain(line: Sequence[Token], at: int) -> Amount | None:
    """The number that begins at a token: figures ("1,200") or words ("two hundred")."""
    words = _rules()
    low = line[at].low
    if low[0].isdigit():
        return _figures(line, at)
    if low in words["round"]:
        return _round(line, at)
    several = _several(line, at)
    if several:
        return several
    if low in words["loose"]:
        least, most = words["loose"][low]
        return Amount(at, at + 1, least, None if most < 0 else most)
    total, part, end = 0, 0, at
    while end < len(line):
        number = _word(line[end].low)
        if number is not None:
            part += number
        elif line[end].low in words["scales"] and end > at:
            total, part = _scaled(total, part, words["scales"][line[end].low])
        elif line[end].low in ("dozen", "score") and end > at:
            part *= 12 if line[end].low == "dozen" else 20
        elif not (line[end].low == "and" and end > at and line[end - 1].low in words["scales"]):
            break
        end += 1
    if end > at and line[end - 1].low == "and":
        end -= 1
    before = line[at - 1].low if at else ""
    if end == at + 1 and total + part == 1 and before == "no":
        return Amount(at, end, 0, 0)  # "no one was hurt"
    if end == at + 1 and low == "one" and before in words["no_number"]["before"]:
        return None  # "every one of the detained"
    return Amount(at, end, total + part, total + part) if end > at else None


def _round(line: Sequence[Token], at: int) -> Amount | None:
    """ "A hundred and fifty", "half a million": one of a scale, with what is added to it."""
    words = _rules()
    before = line[at - 1].low if at else ""
    if before not in ("a", "the", "this", ""):
        return None
    start, whole, end = at - (before == "a"), words["round"][line[at].low], at + 1
    if before == "a" and at > 1 and line[at - 2].low == "half":
        return Amount(at - 2, end, whole // 2, whole // 2)
    follows = line[end].low if end < len(line) else ""
    if follows in words["round"] and words["round"][follows] > whole:
        whole, end = whole * words["round"][follows], end + 1  # "a hundred thousand"
    more = _plain(line, end + 1) if end + 1 < len(line) and line[end].low == "and" else None
    if more and more.high == more.low < words["round"][line[at].low]:
        whole, end = whole + more.low, more.end
    return Amount(start, end, whole, whole)


def _several(line: Sequence[Token], at: int) -> Amount | None:
    """ "Several hundred", "tens of thousands", "hundreds of thousands": open upwards."""
    words = _rules()
    if line[at].low not in words["several"]:
        return None
    least, end = words["several"][line[at].low], at + 1
    of = line[end].low == "of" if end < len(line) else False
    scale = line[end + of].low if end + of < len(line) else ""
    scales = words["plurals"] if of else words["round"]
    return Amount(at, end + of + 1, least * scales[scale], None) if scale in scales else None


def _figures(line: Sequence[Token], at: int) -> Amount | None:
    digits, end = line[at].low, at + 1
    if at > 1 and line[at - 1].low == "." and line[at - 1].end == line[at].start:
        return None  # the end of "5.6"
    short = _SHORT.fullmatch(digits)
    if short and at and line[at - 1].low in _rules()["sums"]["signs"]:
        value = int(short[1]) * _rules()["scales"][short[2]]
        return Amount(at, end, value, value)  # "€90m"
    end = _grouped(line, at)
    digits = "".join(t.low for t in line[at:end])
    while end + 1 < len(line) and line[end].low == "," and len(line[end + 1].low) == 3:
        if not line[end + 1].low.isdigit() or line[end + 1].start != line[end].end:
            break
        digits, end = digits + line[end + 1].low, end + 2
    if not digits.isascii() or not digits.isdigit() or len(digits) > 10:
        return None
    if (
        end + 1 < len(line)
        and line[end].low == "."
        and line[end + 1].low[0].isdigit()
        and (line[end].end == line[end + 1].start)
    ):
        return _decimal(line, at, end, digits)
    value = int(digits)
    if end < len(line) and line[end].low in _rules()["scales"]:
        value, end = value * _rules()["scales"][line[end].low], end + 1
    return Amount(at, end, value, value)


def _grouped(line: Sequence[Token], at: int) -> int:
    """Where figures end whose thousands stand apart: "2 300", "1 400 000"; never "May 3 200"."""
    before = line[at - 1].low if at else ""
    if len(line[at].low) > 3 or line[at].low[0] == "0" or before in _rules()["no_group"]["before"]:
        return at + 1
    end = at + 1
    while (
        end < len(line)
        and len(line[end].low) == 3
        and line[end].low.isdecimal()
        and line[at].low.isdecimal()
        and line[end].start == line[end - 1].end + 1
    ):
        end += 1
    return end


def _decimal(line: Sequence[Token], at: int, dot: int, whole: str) -> Amount | None:
    """ "3.5 million" and "$3.5m" are numbers; "5.6 magnitude" is a measure."""
    low, end = line[dot + 1].low, dot + 2
    short = _SHORT.fullmatch(low)
    if short and at and line[at - 1].low in _rules()["sums"]["signs"]:
        low, scale = short[1], _rules()["scales"][short[2]]
    else:
        scale = _rules()["scales"].get(line[end].low, 0) if end < len(line) else 0
        end += 1
    if scale < 1000 or not low.isdecimal() or len(low) > 3:
        return None
    value = round(float(f"{whole}.{low}") * scale)
    return Amount(at, end, value, value)


def _word(low: str) -> int | None:
    numbers = _rules()["numbers"]
    if low in numbers:
        return int(numbers[low])
    tens, dash, ones = low.partition("-")
    if dash and tens in numbers and ones in numbers and numbers[tens] >= 20 and numbers[ones] < 10:
        return int(numbers[tens] + numbers[ones])
    return None


def _scaled(total: int, part: int, scale: int) -> tuple[int, int]:
    part = max(part, 1) * scale
    return (total + part, 0) if scale >= 1000 else (total, part)


def _loosened(line: Sequence[Token], one: Amount) -> Amount:
    """The amount with the words before it: "no more than 12" says more than "more than 12"."""
    for start, kind, phrase in _before(line, one.start):
        led = line[start - 1].low if start else ""
        if phrase == "over" and led in _rules()["over"]["verbs"]:
            return one  # "each side handed over 40 men"
        return _bounded(kind, start, one)
    return one


def _before(line: Sequence[Token], at: int) -> Iterator[tuple[int, str, str]]:
    """What loosens the number at a token: its place, kind and words, the longest first."""
    for length, kind, phrase in _loosening().get(line[at - 1].low, ()) if at else ():
        start = at - length
        if start >= 0 and " ".join(t.low for t in line[start:at]) == phrase:
            yield start, kind, phrase


@cache
def _loosening() -> dict[str, tuple[tuple[int, str, str], ...]]:
    """What loosens an amount, by its last word, with its number of words, the longest first."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for kind, phrases in _rules()["before"].items():
        for phrase in phrases:
            words = phrase.split()
            found.setdefault(words[-1], []).append((len(words), kind, phrase))
    return {last: tuple(sorted(some, reverse=True)) for last, some in found.items()}


def _bounded(kind: str, start: int, one: Amount) -> Amount:
    low, high = one.low, one.high
    if kind in ("at_least", "more_than"):
        high = None  # "more than 3,000" and "at least 3,000" are one figure somebody gave
    elif kind == "less_than":
        low, high = 0, low - 1
    elif kind == "at_most":
        low, high = 0, low
    elif high is not None:
        spread = max(1, round(low * ABOUT)) if low >= 10 else 0
        low, high = low - spread, high + spread
    return Amount(start, one.end, max(low, 0), None if high is None else max(high, 0))


def worded(low: str) -> int | None:
    """The number one word tells: "18", "eighteen"."""
    return int(low) if low.isascii() and low.isdigit() and len(low) < 10 else _word(low)


def is_in_figures(line: Sequence[Token], at: int) -> bool:
    """Whether a comma stands inside figures: "1,200"."""
    near = line[at - 1 : at + 2]
    figures = len(near) == 3 and near[0].low.isdigit() and near[2].low.isdigit()
    return figures and near[0].end == near[1].start and near[1].end == near[2].start


def loosened(line: Sequence[Token], at: int) -> tuple[int, bool]:
    """Where the words begin that loosen the number at a token, and whether they leave it open."""
    for start, kind, _ in _before(line, at):
        return start, kind in ("at_least", "more_than")
    return at, False
