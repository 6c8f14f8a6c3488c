"""How many of whom: "at least 12 people were killed", "killing four", "the toll rose to 14"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from secondsource.text.amounts import Amount, amounts
from secondsource.text.patterns import rules
from secondsource.text.verbs import Token

MAX_BETWEEN = 9  # tokens between a number and the word it counts


class Toll(NamedTuple):
    """low..high of `what`; scope names a part ("children"), "" is all; tokens, half-open."""

    what: str
    low: int
    high: int | None
    scope: str
    start: int
    end: int


@cache
def _rules() -> dict[str, Any]:
    return rules("en/tolls.toml")


@cache
def _after() -> dict[str, str]:
    return {w: what for what, c in _rules()["counted"].items() for w in c["after"]}


@cache
def _pairs() -> frozenset[str]:
    """The first words of what is counted by two: "crushed to death", "took part"."""
    return frozenset(phrase.split()[0] for phrase in _after() if " " in phrase)


@cache
def _before() -> dict[str, str]:
    return {w: what for what, c in _rules()["counted"].items() for w in c["before"]}


@cache
def counting() -> frozenset[str]:
    """The words one of which stands in every sentence that counts somebody."""
    phrases = [p for counted in _rules()["counted"].values() for p in counted["toll"]]
    bodies = _rules()["words"]["bodies"]
    after = (phrase.split()[-1] for phrase in _after())
    return frozenset((*after, *_before(), *bodies, *(p.split()[0] for p in phrases)))


def tolls(line: Sequence[Token]) -> list[Toll]:
    """The counts of one sentence, left to right; a number counts once."""
    found: list[Toll] = []
    last: Toll | None = None
    if counting().isdisjoint([token.low for token in line]):
        return found
    for amount in amounts(line):
        toll = _toll(line, amount)
        part = _part(line, amount)
        if part and last and (toll is None or toll.what == last.what or not toll.scope):
            scope = _noun(line, amount.end) or "part"
            toll = Toll(last.what, amount.low, amount.high, scope, amount.start, amount.end + 1)
        elif toll is None and last and _goes_on(line, last, amount):
            toll = _second(line, amount)
        if toll and not part:
            last = toll
        if toll:
            found.append(toll)
    return found


def _toll(line: Sequence[Token], amount: Amount) -> Toll | None:
    """What one number counts: by the words before it, else by the words after it."""
    before = _by_toll(line, amount)
    if before:
        return Toll(before[0], amount.low, amount.high, "", before[1], amount.end)
    if _is_measure(line, amount):
        return None
    acting = _acting(line, amount)
    if acting:
        return Toll(
            acting[0], amount.low, amount.high, _scope(line, amount.end), acting[1], amount.end
        )
    return _suffering(line, amount)


def _by_toll(line: Sequence[Token], amount: Amount) -> tuple[str, int] | None:
    """ "the death toll rose to 31": the phrase, then a word of rising, then the number."""
    rises = _rules()["words"]["rise"]
    left = [t.low for t in line[max(0, amount.start - 4) : amount.start]]
    if not any(left[-len(r.split()) :] == r.split() for r in rises):
        return None
    for what, counted in _rules()["counted"].items():
        for phrase in counted["toll"]:
            words = phrase.split()
            for at in range(amount.start - len(words), max(-1, amount.start - 22), -1):
                if [t.low for t in line[at : at + len(words)]] == words:
                    return what, at
    return None


def _acting(line: Sequence[Token], amount: Amount) -> tuple[str, int] | None:
    """ "killed 12 people", "killing at least four"; not "12 people were killed"."""
    at = amount.start - 1
    for _ in range(2):
        if at < 0:
            return None
        low = line[at].low
        if low in _before() and not (
            at and line[at - 1].low in ("were", "was", "been", "be", "people")
        ):
            return _before()[low], at
        if low == "of" and at and line[at - 1].low in _rules()["words"]["bodies"]:
            saved = any(t.low in _rules()["words"]["saved"] for t in line[max(0, at - 4) : at])
            return None if saved else ("killed", at - 1)  # "found the bodies of 27 people"
        if low not in ("all", "as", "the", "and"):
            return None  # "killing all four aboard"
        at -= 1
    return None


def _suffering(line: Sequence[Token], amount: Amount) -> Toll | None:
    """ "12 people were killed", "six dead", "four soldiers have died"."""
    noun = ""
    for at in range(amount.end, min(len(line), amount.end + MAX_BETWEEN)):
        low = line[at].low
        what = _after().get(f"{line[at - 1].low} {low}") or _after().get(low)
        if what and not (low.startswith("dr") and at > amount.end + 2):
            scope = (
                ""
                if noun in _everyone() or what in ("drafts", "households without power")
                else noun
            )
            return Toll(what, amount.low, amount.high, scope, amount.start, at + 1)
        if low in _pairs() and at + 1 < len(line):
            continue  # the first word of two: "took part", "to death"
        if low in ("when", "after", "in", "by", "as", "that", "who", "and", "to", "on") or (
            not line[at].word and low not in "-'s"
        ):
            return None
        if low not in _rules()["words"]["between"] and low not in ("among", "the"):
            noun = low
    return None


def _everyone() -> Iterable[str]:
    return ("", *_rules()["words"]["everyone"])


def _scope(line: Sequence[Token], at: int) -> str:
    noun = _noun(line, at)
    return "" if noun in _everyone() else noun


def _noun(line: Sequence[Token], at: int) -> str:
    """The last word of the noun phrase at a token: "three young soldiers" → soldiers."""
    stops = (*_rules()["words"]["between"], *_rules()["words"]["stops"])
    found = ""
    for token in line[at : at + 3]:
        if not token.word or token.low in stops:
            break
        found = token.low
        if found in _rules()["words"]["everyone"] or found.endswith("s") or found == "children":
            break
    return found if found.endswith(("s", "men", "children", "people")) else ""


def _part(line: Sequence[Token], amount: Amount) -> bool:
    """Whether the number counts only a part: "including three children", "two of them children"."""
    left = " ".join(t.low for t in line[max(0, amount.start - 3) : amount.start])
    right = " ".join(t.low for t in line[amount.end : amount.end + 2])
    return any(left.endswith(p) or right.startswith(p) for p in _rules()["words"]["part"])


def _goes_on(line: Sequence[Token], last: Toll, amount: Amount) -> bool:
    return amount.start - last.end <= 4


def _second(line: Sequence[Token], amount: Amount) -> Toll | None:
    """ "killed 12 and injured 30": the second verb stands right before its number."""
    acting = _acting(line, amount)
    return Toll(acting[0], amount.low, amount.high, "", acting[1], amount.end) if acting else None


def _is_measure(line: Sequence[Token], amount: Amount) -> bool:
    """ "5.6 magnitude", "12 %", "$3": numbers that count nobody; years and days of a month."""
    right = line[amount.end].low if amount.end < len(line) else ""
    left = line[amount.start - 1].low if amount.start else ""
    after = line[amount.end + 1].low[:1] if amount.end + 1 < len(line) else ""
    if right == ".":
        return after.isdigit()
    return right in _rules()["words"]["measures"] or left in _rules()["words"]["no_count"]
