"""Testimony: whether words tell what their speaker saw or went through himself."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondsource.text.patterns import rules
from secondsource.text.words import fold

MAX_TOLD = 2000  # code points of what somebody says


@lru_cache(maxsize=4096)
def testifies(said: str, *, himself: bool) -> bool:
    """Whether somebody tells what he saw: "I saw it skid", "there was a bang", "she jumped".

    himself: whether the words are his own and not told of him.
    """
    low = fold(said[:MAX_TOLD])
    return any(pattern.search(low) for own, pattern in _patterns() if himself or not own)


@cache
def _patterns() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    return tuple(
        (rule["own"], re.compile(rule["pattern"]))
        for rule in rules("en/eyewitness.toml")["testimony"]
    )
