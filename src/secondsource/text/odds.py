"""Chances spread over days: soft evidence adds to them, hard evidence cuts them off.

A spread is natural logs of odds over consecutive days; only differences between days count.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

MAX_DAYS = 1200  # of one spread; beyond that nothing is known but the year

NEVER = -60.0  # log odds of what hard evidence excludes


class Spread(NamedTuple):
    """Log odds of the days from `first` on."""

    first: int  # ordinal of the first day
    logs: tuple[float, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.logs) - 1


class Bump(NamedTuple):
    """Log odds for the days from first to last (ordinals, both counted)."""

    first: int
    last: int
    log: float


def flat(first: date, last: date) -> Spread:
    """The same odds for every day from first to last, at most MAX_DAYS of them, the latest kept."""
    start = max(first.toordinal(), last.toordinal() - MAX_DAYS + 1)
    return Spread(start, (0.0,) * (last.toordinal() - start + 1))


def added(spread: Spread, bumps: Iterable[Bump]) -> Spread:
    """The spread with the bumps added; O(days + bumps)."""
    size = len(spread.logs)
    steps = [0.0] * (size + 1)
    for bump in bumps:
        start = max(bump.first - spread.first, 0)
        end = min(bump.last - spread.first + 1, size)
        if start < end:
            steps[start] += bump.log
            steps[end] -= bump.log
    logs = []
    level = 0.0
    for log, step in zip(spread.logs, steps, strict=False):
        level += step
        logs.append(log + level)
    return Spread(spread.first, tuple(logs))


def shares(spread: Spread) -> list[float]:
    """The chance of each day; they add up to 1."""
    top = max(spread.logs, default=0.0)
    raw = [math.exp(max(log - top, NEVER)) for log in spread.logs]
    whole = sum(raw)
    return [one / whole for one in raw]


def mixed(spread: Spread, parts: Sequence[tuple[float, dict[int, float]]], floor: float) -> Spread:
    """The spread times a mixture of parts (weight, day → chance), with a floor for every day."""
    logs = []
    for number, log in enumerate(spread.logs):
        day = spread.first + number
        chance = floor + sum(weight * chances.get(day, 0.0) for weight, chances in parts)
        logs.append(log + math.log(chance) if chance > 0 else log + NEVER)
    return Spread(spread.first, tuple(logs))


def narrowest(spread: Spread, mass: float) -> tuple[date, date, float]:
    """The fewest consecutive days that hold at least `mass`, and what they hold.

    Of equal widths the one that holds most counts, then the earliest.
    """
    chances = shares(spread)
    best = (len(chances) + 1, 0.0, 0)
    start = 0
    held = 0.0
    for end, chance in enumerate(chances):
        held += chance
        while held - chances[start] >= mass and start < end:
            held -= chances[start]
            start += 1
        if held >= mass:
            best = min(best, (end - start + 1, -held, start))
    width, held, start = best
    if width > len(chances):
        width, held, start = len(chances), -1.0, 0
    first = date.fromordinal(spread.first + start)
    return first, date.fromordinal(spread.first + start + width - 1), -held
