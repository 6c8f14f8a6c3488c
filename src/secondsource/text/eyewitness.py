"""Eyewitnesses: what those say who were there, without a word for what happened."""

from __future__ import annotations

import re
from functools import cache

from secondsource.text.patterns import rules


def witnessed(folded: str, start: int, end: int, *, opening: bool) -> tuple[int, int] | None:
    """The first words of a stretch of folded speech that only somebody says who was there.

    opening: whether the stretch is the head of what its speaker said in the writer's words.
    """
    said = folded[start:end]
    found = [match.span() for pattern in _patterns("told") if (match := pattern.search(said))]
    if opening:
        found += [m.span() for pattern in _patterns("opening") if (m := pattern.search(said))]
    first = min(found, default=None)
    return (start + first[0], start + first[1]) if first else None


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in rules("en/eyewitness.toml")[name])
