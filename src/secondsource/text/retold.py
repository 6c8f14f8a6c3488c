"""Retold: whether the words somebody is quoted with say that he has it from another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold

MAX_BETWEEN = 6  # words from the participle to the day


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    form: str  # "direct": within quotation marks alone, "outside": not there, "": anywhere


def retells(line: str, spoken: Sequence[str] = ()) -> bool:
    """Whether a sentence tells that its speaker was told: "…, citing the police", "I was told".

    spoken: what of it stands in quotation marks.
    """
    outside = line
    for said in spoken:
        outside = outside.replace(said, " ")
    texts = {"": fold(line), "direct": fold(" ".join(spoken)), "outside": fold(outside)}
    return any(rule.pattern.search(texts[rule.form]) for rule in _rules())


def is_assumed(before: str, event: str) -> bool:
    """Whether what stands before a day only tells which event is meant: "the vote set for | May".

    event: the event's own words, which may stand between: "due to open on".
    """
    said = WORD.findall(fold(before))
    lists = rules("en/witness.toml")["assumed"]
    between = {*lists["between"], *WORD.findall(fold(event))}
    at = len(said) - 1
    while at > 0 and said[at] in between and said[at] not in lists["planned"]:
        at -= 1
    if at < 1 or said[at] not in lists["planned"] or len(said) - at > MAX_BETWEEN:
        return False
    at -= 1
    while at > 0 and (said[at] in lists["adverbs"] or said[at].endswith("ly")):
        at -= 1
    return said[at] not in lists["verbs"] and not said[at].endswith("'s")


@cache
def _rules() -> tuple[_Rule, ...]:
    found = rules("en/witness.toml")["retold"]
    return tuple(_Rule(re.compile(rule["pattern"]), rule.get("form", "")) for rule in found)
