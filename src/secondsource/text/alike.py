"""Word runs of a text, how much of one text another contains, and the passages they share.

A run is five words in a row, as one 64-bit number. All here is exact but for equal numbers of
different runs, of which a pair of texts has one chance in 10**12.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct

from secondsource.model import Span
from secondsource.text.patterns import rules

RUN = 5  # words
KEY_RUN = 12  # words of a run that fingerprints are taken from: fewer are in common by chance
WINDOW = 8  # such runs: two texts with 19 words in a row in common share at least one fingerprint
MIN_PASSAGE = 8  # words in a row worth showing
_MASK = (1 << 64) - 1
_BASE = 0x9E3779B97F4A7C15
_WORD = re.compile(r"\w+")
_STEM = 3  # letters a word keeps before a folded ending


class Words(Struct, frozen=True, gc=False):
    """The words of a text in order: where each stands, and a number for it (uint64)."""

    numbers: array[int]
    starts: array[int]
    ends: array[int]


def words(text: str, within: Iterable[Span] | None = None) -> Words:
    """The words of the given stretches (default: the whole text), spelling and case folded."""
    numbers, starts, ends = array("Q"), array("I"), array("I")
    for part in within if within is not None else (Span(0, len(text)),):
        for match in _WORD.finditer(text, part.start, part.end):
            numbers.append(_number(match.group()))
            starts.append(match.start())
            ends.append(match.end())
    return Words(numbers, starts, ends)


def runs(numbers: Sequence[int], length: int = RUN) -> array[int]:
    """One number a run of so many words, in text order (uint64); none in a shorter text."""
    found = array("Q")
    top = pow(_BASE, length, 1 << 64)
    rolled = 0
    for at, number in enumerate(numbers):
        rolled = (rolled * _BASE + number) & _MASK
        if at >= length:
            rolled = (rolled - numbers[at - length] * top) & _MASK
        if at >= length - 1:
            found.append(_mix(rolled))
    return found


def fingerprints(numbers: Sequence[int]) -> set[int]:
    """The least run of every window: two texts that share a window share its least run.

    numbers: of the words. About two runs in nine are chosen.
    Source: Schleimer, Wilkerson, Aiken 2003, "Winnowing", §3.
    """
    run_numbers = runs(numbers, KEY_RUN)
    chosen: set[int] = set()
    count = len(run_numbers)
    least_at = -1
    for start in range(max(1, count - WINDOW + 1)):
        stop = min(start + WINDOW, count)
        if least_at < start:
            if start >= stop:
                break
            least_at = min(range(start, stop), key=run_numbers.__getitem__)
        elif run_numbers[stop - 1] < run_numbers[least_at]:
            least_at = stop - 1
        chosen.add(run_numbers[least_at])
    return chosen


def containment(a: frozenset[int] | set[int], b: frozenset[int] | set[int]) -> float:
    """Share of the smaller set that stands in the other, 0.0 to 1.0; 0.0 where one is empty.

    Source: Broder 1997, "On the resemblance and containment of documents", §2.
    """
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def passages(
    a: Words,
    b: Words,
    *,
    least: int = MIN_PASSAGE,
    in_order: tuple[Sequence[int], Sequence[int]] | None = None,
) -> tuple[tuple[Span, Span], ...]:
    """Stretches with the same words, as (span in a, span in b), in a's order, disjoint in a.

    least: words in a stretch. in_order: `runs` of both, where they are known already.
    Longest first among those that begin at one word. O(len(a) + len(b)) but for texts that repeat
    themselves, where only the first 8 places of a run are tried.
    """
    places: dict[int, list[int]] = {}
    a_runs, b_runs = in_order or (runs(a.numbers), runs(b.numbers))
    for at, number in enumerate(b_runs):
        known = places.setdefault(number, [])
        if len(known) < 8:
            known.append(at)
    found: list[tuple[Span, Span]] = []
    at = 0
    while at < len(a_runs):
        best, where = 0, 0
        for start in places.get(a_runs[at], ()):
            length = _common(a.numbers, b.numbers, at, start)
            if length > best:
                best, where = length, start
        if best >= least:
            found.append((_cover(a, at, best), _cover(b, where, best)))
            at += best
        else:
            at += 1
    return tuple(found)


def _common(a: Sequence[int], b: Sequence[int], i: int, j: int) -> int:
    length = 0
    stop = min(len(a) - i, len(b) - j)
    while length < stop and a[i + length] == b[j + length]:
        length += 1
    return length


def _cover(of: Words, first: int, count: int) -> Span:
    return Span(of.starts[first], of.ends[first + count - 1])


def joined(numbers: Iterable[int]) -> int:
    """One number for several in this order (uint64)."""
    rolled = 0
    for number in numbers:
        rolled = (rolled * _BASE + number) & _MASK
    return _mix(rolled)


def _mix(number: int) -> int:
    """The number with its bits spread, so that the least of several is no matter of one word."""
    number = ((number ^ (number >> 31)) * 0xBF58476D1CE4E5B9) & _MASK
    return number ^ (number >> 29)


@lru_cache(maxsize=1 << 17)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(spelling(word).encode(), digest_size=8).digest(), "big")


def spelling(word: str) -> str:
    """One spelling for a word that has two: "Organisation" → "organization"."""
    lowered = word.lower()
    whole, endings = _spellings()
    if lowered in whole:
        return whole[lowered]
    for length in range(min(7, len(lowered) - _STEM), 2, -1):
        folded = endings.get(lowered[-length:])
        if folded is not None:
            return lowered[:-length] + folded
    return lowered


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    listed = rules("en/spellings.toml")
    return dict(listed["words"]), dict(listed["endings"])
