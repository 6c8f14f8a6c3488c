"""Amounts with a unit: money, shares, lengths of time, measures, ages: "$58m", "31.4 per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from secondsource.text.amounts import amounts, has_number, is_number, loosened
from secondsource.text.patterns import rules
from secondsource.text.verbs import Token

AGE = "age"
MAGNITUDE = "magnitude"
PERCENT = "percent"
MAX_TO_SCALE = 4  # tokens from a number to "on the Richter scale"
MAX_TO_QUAKE = 6  # tokens between a fraction and the word for the earthquake
MAX_TO_VOTE = 3  # tokens between two numbers and the word for the vote
STRONGEST = 10  # no earthquake was stronger
OLDEST = 125
LEAST_WON = 100  # "six won medals"
_GLUED = re.compile(r"([a-z]{2,3})(\d[\w-]*)")
_FIGURES = re.compile(r"(\d+)-?([a-z][a-z-]*)")
_SCORE = re.compile(r"\d{1,4}-\d{1,4}")
_BEHIND = re.compile(r"([a-z]+)-(\d+)")


class Figure(NamedTuple):
    """low..high of a unit; tokens, half-open. high None is open."""

    what: str
    low: int | float
    high: int | float | None
    start: int
    end: int


class _Word(NamedTuple):
    """A word as amounts are read: "58-million" has two; it is in the tokens from first to last."""

    token: Token
    first: int
    last: int


@cache
def _rules() -> dict[str, Any]:
    return rules("en/units.toml")


@cache
def units(name: str) -> dict[str, str]:
    """The spellings of the units of a kind, each with what findings call it."""
    found: dict[str, str] = {}
    for entry in _rules()[name]:
        what, _, others = entry.partition(" < ")
        found.update(dict.fromkeys((what, *others.split()), what))
    return found


@cache
def measured() -> frozenset[str]:
    """What findings call the units: numbers of these are no rivals, they measure many things."""
    names = ("money", "times", "measures")
    plain = {what for name in names for what in units(name).values()}
    powers = {f"{power} {what}" for power in _rules()["powers"] for what in plain}
    return frozenset(plain | powers | {AGE, MAGNITUDE, PERCENT, "percentage points"})


@cache
def moneys() -> frozenset[str]:
    """What findings call the currencies."""
    return frozenset(units("money").values())


def is_sum(word: str) -> bool:
    """Whether a word is one for a sum in whatever money: "price"."""
    return word in _rules()["sums"]


def figures(line: Sequence[Token], taken: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """The amounts with a unit of a line, left to right, without tokens that are taken."""
    if not any(_opens(t.low) for t in line):
        return []
    words = _parts(line)
    parts = [w.token for w in words]
    busy = {at for start, end in taken for at in range(start, end)}
    found = []
    given = _numbers(parts)
    told = [_measured(parts, *number) for number in given]
    for one in (*told, *_ballot(parts, given)):
        if one is None:
            continue
        first, last = words[one.start].first, words[one.end - 1].last
        if busy.isdisjoint(range(first, last + 1)):
            found.append(one._replace(start=first, end=last + 1))
    return sorted(found, key=lambda one: one.start)


def _opens(low: str) -> bool:
    return any(map(str.isdigit, low)) or has_number(low)


def _parts(line: Sequence[Token]) -> list[_Word]:
    """The words of a line with compounds and fractions as amounts are read: "58m", "6.1"."""
    found: list[_Word] = []
    for at, token in enumerate(line):
        for part in _split(token):
            if _is_fraction([*(w.token for w in found[-2:]), part]):
                whole = found[-2]
                del found[-2:]
                low = f"{whole.token.low}.{part.low}"
                found.append(_Word(Token(whole.token.start, part.end, low, True), whole.first, at))
            else:
                found.append(_Word(part, at, at))
    return found


def _is_fraction(last: Sequence[Token]) -> bool:
    """ "6", ".", "1" with nothing between."""
    if len(last) < 3 or last[1].low != "." or not (last[0].low + last[2].low).isdecimal():
        return False
    return last[0].end == last[1].start and last[1].end == last[2].start


def _split(token: Token) -> list[Token]:
    """ "58m", "58-million-dollar", "three-year", "rs88": what is number, what is unit."""
    low = token.low
    glued = _GLUED.fullmatch(low)
    if glued and glued[1] in units("money"):
        head = Token(token.start, token.start + len(glued[1]), glued[1], True)
        return [head, *_split(Token(head.end, token.end, glued[2], True))]
    figures = _FIGURES.fullmatch(low)
    behind = _BEHIND.fullmatch(low)
    if figures:
        pieces = [figures[1], *figures[2].split("-")]
    elif behind and behind[1] in _rules()["magnitude"]:
        pieces = [behind[1], behind[2]]
    elif _SCORE.fullmatch(low):
        pieces = low.split("-")  # "a 5-2 vote"
    elif low.partition("-")[0] in rules("en/amounts.toml")["scales"] and "-" in low:
        pieces = low.split("-")  # "a 2.2 million-mark fine"
    elif "-" in low and is_number(low.partition("-")[0]):
        pieces = low.split("-")
        if len(pieces) > 1 and is_number(pieces[1]):
            pieces[:2] = ["-".join(pieces[:2])]  # "twenty-four"
    else:
        return [token]
    found, at = [], token.start
    for piece in pieces:
        at = token.start + low.index(piece, at - token.start)
        if piece:
            found.append(Token(at, at + len(piece), piece, True))
        at += len(piece)
    return found


def _numbers(line: Sequence[Token]) -> list[tuple[int | float, int | float | None, int, int]]:
    """Every amount, whole or not: low, high, and where it stands."""
    found: list[tuple[int | float, int | float | None, int, int]] = []
    for a in amounts(line):
        if [t.low for t in line[a.end : a.end + 3]] == ["and", "a", "half"] and a.high == a.low:
            found.append((a.low + 0.5, a.low + 0.5, a.start, a.end + 3))
        else:
            found.append((a.low, a.high, a.start, a.end))
    scales = rules("en/amounts.toml")["scales"]
    for at, token in enumerate(line):
        if "." not in token.low or not token.low[0].isdigit():
            continue
        scale = scales.get(line[at + 1].low, 1) if at + 1 < len(line) else 1
        value = float(token.low) * scale
        whole = round(value) if scale > 1 or value.is_integer() else value
        start, is_open = loosened(line, at)
        found.append((whole, None if is_open else whole, start, at + 1 + (scale > 1)))
    return sorted(found, key=lambda one: one[2])


def _ballot(
    line: Sequence[Token], given: Sequence[tuple[int | float, int | float | None, int, int]]
) -> Iterator[Figure]:
    """The votes of those who won one: "by a 5-2 vote", "nine for, six against"."""
    for one, two in pairwise(given):
        gap = [t.low for t in line[one[3] : two[2]]]
        near = {t.low for t in line[max(0, one[2] - MAX_TO_VOTE) : two[3] + MAX_TO_VOTE]}
        told = gap in (["-"], ["to"], ["–"], []) and not near.isdisjoint(_rules()["votes"])
        sides = gap in (["votes", "to"], ["for", ","], ["for", "and"], ["in", "favour", ","])
        if one[0] > two[0] and one[0] == one[1] and (told or sides):
            yield Figure("votes", one[0], one[1], one[2], two[3])


def _measured(
    line: Sequence[Token], low: int | float, high: int | float | None, start: int, end: int
) -> Figure | None:
    """An amount with its unit, if it has one."""

    def given(what: str, first: int, last: int) -> Figure:
        return Figure(what, low, high, first, last)

    def word(at: int) -> str:
        return line[at].low if 0 <= at < len(line) else ""

    ahead = start - 1
    number = next((n for n in range(start, end) if line[n].low[0].isdigit()), start)
    if number > start and word(number - 1) in units("money"):
        ahead = number - 1  # "more than $58m"
    if word(ahead) in units("money") and (not word(ahead).isalpha() or len(word(ahead)) < 4):
        state = word(ahead - 1) in _rules()["states"] and line[ahead - 1].end == line[ahead].start
        first, is_open = loosened(line, ahead - state)
        high = None if is_open else high  # "more than $58m"
        return Figure(units("money")[word(ahead)], low, high, min(start, first), end)
    if word(end) in _rules()["shares"] or (word(end), word(end + 1)) == ("per", "cent"):
        return given(PERCENT, start, end + 1 + (word(end) == "per"))
    for skipped in (0, 1):
        if skipped and not (word(end).isalpha() and _describes(word(end))):
            break  # "58 million US dollars"
        behind = word(end + skipped)
        name = units("money").get(behind) or units("singular").get(behind)
        if name and behind.isalpha() and not (behind == "won" and low < LEAST_WON):
            return given(name, start, end + skipped + 1)
    if word(end) == "percentage" and word(end + 1) in ("point", "points"):
        return given("percentage points", start, end + 2)
    if word(end - 1) == "m" and end - start > 1 and not _is_many(word(end)):
        low, high = _less(low), _less(high) if high is not None else None
        return Figure(_rules()["metre"], low, high, start, end)
    power = word(end) if word(end) in _rules()["powers"] else ""
    measure = units("measures").get(word(end + bool(power)))
    if measure:
        return given(f"{power} {measure}".strip(), start, end + bool(power) + 1)
    return _strength(line, low, high, start, end) or _lasting(line, low, high, start, end)


def _less(value: int | float) -> int | float:
    return value // 10**6 if value % 10**6 == 0 else value / 10**6


def _is_many(low: str) -> bool:
    """Whether a word is something millions are counted of: "2m people", "3m cubic metres"."""
    known = low in _rules()["powers"] or low in units("measures")
    return known or low.endswith(("s", "people", "men", "women", "children"))


def _describes(low: str) -> bool:
    """Whether a word may stand between a number and its money: "Australian", "old"."""
    verbs = rules("en/verbs.toml")
    return low not in verbs["prepositions"] and low not in verbs["determiners"] and low != "and"


def _strength(
    line: Sequence[Token], low: int | float, high: int | float | None, start: int, end: int
) -> Figure | None:
    """ "A magnitude of 6.1", "a 6.1-magnitude quake", "6.1 on the Richter scale"."""
    if low >= STRONGEST:
        return None
    before = [t.low for t in line[max(0, start - 2) : start]]
    behind = [t.low for t in line[end : end + MAX_TO_SCALE]]
    near = {t.low for t in line[max(0, start - MAX_TO_QUAKE) : end + MAX_TO_QUAKE]}
    named = not {*before, *behind[:1]}.isdisjoint(_rules()["magnitude"]) or "richter" in behind
    bare = isinstance(low, float) and not near.isdisjoint(_rules()["quakes"])
    return Figure(MAGNITUDE, low, high, start, end) if named or bare else None


def _lasting(
    line: Sequence[Token], low: int | float, high: int | float | None, start: int, end: int
) -> Figure | None:
    """How long something lasts, or how old somebody is."""
    before = line[start - 1].low if start else ""
    unit = units("times").get(line[end].low) if end < len(line) else None
    behind = line[end + 1].low if end + 1 < len(line) else ""
    closes = end == len(line) or not line[end].word or line[end].low in ("and", "after", "on")
    alone = unit is None and closes and isinstance(low, int) and low == high and 0 < low < OLDEST
    if before in _rules()["aged"] and unit is None and isinstance(low, int):
        return Figure(AGE, low, high, start, end)
    if before == "of" and start > 1 and line[start - 2].low in _rules()["aged"]:
        return Figure(AGE, low, high, start, end)
    if alone and (before in _rules()["lived"] or (before == "," and line[end : end + 1])):
        listed = before == "," and line[end].low != ","
        figures = line[start].low[0].isdigit()
        return None if listed or not figures else Figure(AGE, low, high, start, end)
    if unit is None:
        return None
    if unit == "years" and (behind in _rules()["old"] or behind == "of"):
        of_age = [t.low for t in line[end + 1 : end + 3]] == ["of", "age"]
        if of_age or behind in _rules()["old"]:
            return Figure(AGE, low, high, start, end + 2 + of_age)
    if behind in _rules()["behind"] or before in _rules()["ahead"] or line[start].low == "one":
        return None
    return Figure(unit, low, high, start, end + 1)
