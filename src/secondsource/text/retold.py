"""Retold: whether the words somebody is quoted with say that he has it from another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from secondsource.text.patterns import rules
from secondsource.text.words import fold


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    direct: bool


def retells(line: str, spoken: Sequence[str] = ()) -> bool:
    """Whether a sentence tells that its speaker was told: "…, citing the police", "I was told".

    spoken: what of it stands in quotation marks.
    """
    whole, direct = line, fold(" ".join(spoken))
    for said in spoken:
        whole = whole.replace(said, " ")
    return any(r.pattern.search(direct if r.direct else fold(whole)) for r in _rules())


@cache
def _rules() -> tuple[_Rule, ...]:
    found = rules("en/witness.toml")["retold"]
    return tuple(_Rule(re.compile(rule["pattern"]), rule.get("form") == "direct") for rule in found)
