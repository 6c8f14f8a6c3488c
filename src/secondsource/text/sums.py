"""Sums of money paid for something: "for about 90 million marks", "a fee of $3.5m"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from secondsource.text.amounts import Amount
from secondsource.text.patterns import rules
from secondsource.text.verbs import Token

MAX_TO_VERB = 3  # tokens from "for" or "paid" to a sum: "paid the group a record 9 million crowns"


class Sum(NamedTuple):
    """A sum somebody pays; tokens, half-open."""

    start: int
    end: int


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = rules("en/amounts.toml")["sums"]
    return found


@cache
def money() -> frozenset[str]:
    """The signs and names of currencies."""
    return frozenset((*_rules()["signs"], *_rules()["currencies"]))


def price(line: Sequence[Token], amount: Amount) -> Sum | None:
    """Where an amount is money that is paid: a currency beside it, a word of paying before it."""
    start, end = amount.start, amount.end
    behind = line[end].low if end < len(line) else ""
    ahead = line[start - 1].low if start else ""
    if behind in _rules()["currencies"]:
        end += 1
    elif ahead in _rules()["signs"]:
        start -= 1
    else:
        return None
    before = [t.low for t in line[max(0, start - MAX_TO_VERB) : start]]
    return Sum(start, end) if any(low in _rules()["paying"] for low in before) else None
