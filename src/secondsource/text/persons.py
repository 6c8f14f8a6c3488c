"""The phrase that names one person beside a verb: "a 15-year-old boy", "Ada Kern, 13,"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.tollwords import toll_words
from secondsource.text.verbs import Token

MAX_ASIDE = 14  # tokens between commas behind a person: ", identified as Ada Kern of Larn,"
MAX_PHRASE = 6  # tokens of the phrase: "a young off-duty police officer"
OPPOSED = (("men", "women"), ("young", "grown"), ("attackers", "victims"), ("attackers", "young"))
GROWN = 16  # years
MAX_STEPS = 3  # phrases a person has behind it: "the driver of a car from Larn"
_AGE = re.compile(r"([\w-]+?)-(?:year|month|week|day)s?-olds?")


class Person(NamedTuple):
    """One person in a sentence; label tells who. bare: no verb of being stands behind it.

    several: another person is joined to it.
    """

    label: str
    start: int
    end: int
    bare: bool = False
    several: bool = False


@cache
def single() -> dict[str, frozenset[str]]:
    """The words of one victim."""
    return {name: frozenset(words) for name, words in toll_words()["single"].items()}


@cache
def nouns() -> frozenset[str]:
    """The nouns of one person."""
    many = {n for n in lists().persons if n.endswith("s")} | {*toll_words()["words"]["everyone"]}
    return frozenset((*single()["persons"], *(lists().persons - many)))


def _is_person(line: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(line) and (line[at].low in nouns() or bool(_AGE.fullmatch(line[at].low)))


def before(
    line: Sequence[Token], at: int, names: Sequence[tuple[int, int]], *, headline: bool
) -> Person | None:
    """The one person a verb at a token is about: "a boy, 13, was shot and" killed."""
    back, low = at - 1, line[at].low if at < len(line) else ""
    telling = single()["passive" if low in single()["acting"] else "told"]
    told = low in single()["dying"]
    while back >= 0 and line[back].low in (*single()["between"], "who"):
        told = told or line[back].low in telling
        if line[back].low in single()["told"] and not told and low in single()["acting"]:
            return None  # "an officer has killed his wife"
        back -= 1
    if not (told or headline):
        return None
    for _ in range(MAX_STEPS):
        age = ""
        if back >= 0 and line[back].low in (",", ")"):
            opened = _aside(line, back)
            if opened < 0:
                return None
            if opened + 2 == back and line[opened + 1].low.isdigit():
                age = line[opened + 1].low
            back = opened - 1
        elif back > 1 and line[back].low.isdigit() and line[back - 1].low == ",":
            age, back = line[back].low, back - 2  # "Boy, 14 killed"
        start, found = _phrase_to(line, back, names)
        if found:
            joined = start > 0 and line[start - 1].low == "and"
            if joined and not told:
                return None
            if not (start > 0 and line[start - 1].low in single()["prepositions"]):
                return Person(_aged(found, age), start, back + 1, bare=not told)
        step = _step(line, back)
        if step < 0:
            return None
        back = _who(line, step)
    return None


def _who(line: Sequence[Token], back: int) -> int:
    """ "The girl who was shot in a flat" has died: the token before a relative clause."""
    at = back
    while at > 0 and line[at].low in single()["between"]:
        at -= 1
    return at - 1 if at > 0 and line[at].low == "who" else back


def _aside(line: Sequence[Token], close: int) -> int:
    """The comma or bracket that opens what one closes; -1 if there is none near."""
    sign = "(" if line[close].low == ")" else ","
    for at in range(close - 1, max(-1, close - MAX_ASIDE), -1):
        if line[at].low == sign:
            return at
        if not line[at].word and line[at].low not in ".'-’":
            return -1
    return -1


def _step(line: Sequence[Token], back: int) -> int:
    """The token before the preposition of a phrase that ends at one; -1 if there is none."""
    for at in range(back, max(-1, back - MAX_PHRASE), -1):
        if line[at].low in single()["prepositions"]:
            return at - 1
        if not line[at].word and line[at].low != "'s":
            return -1
    return -1


def _phrase_to(
    line: Sequence[Token], last: int, names: Sequence[tuple[int, int]]
) -> tuple[int, str]:
    """Where the phrase of one person that ends at a token begins, and who it is; "" if none."""
    if last < 0:
        return 0, ""
    for start, end in names:
        if end == last + 1:
            label = " ".join(t.low for t in line[start:end]).title()
            while start > 0 and _is_person(line, start - 1):
                start -= 1
                age = _AGE.fullmatch(line[start].low)
                label = _aged(label, age[1]) if age else label
            while start > 0 and line[start - 1].low in single()["determiners"]:
                start -= 1
            return start, label
    if not _is_person(line, last):
        return 0, ""
    first = last
    for at in range(last - 1, max(-2, last - MAX_PHRASE), -1):
        first = at + 1
        if at < 0 or not (line[at].word or line[at].low == "'s"):
            return first, _label(line, first, last)
        low = line[at].low
        if low in single()["determiners"]:
            return at, _label(line, at, last)
        if low in single()["prepositions"] or low in ("and", "no", "each", "every", "of"):
            return first, _label(line, first, last) if low not in ("no", "each", "every") else ""
    return 0, ""


def behind(line: Sequence[Token], at: int, names: Sequence[tuple[int, int]]) -> Person | None:
    """The one person whose phrase begins at a token: "killed" a 15-year-old boy and ..."""
    head, label = -1, ""
    for to in range(at, min(len(line), at + MAX_PHRASE)):
        name = next((n for n in names if n[0] == to), None)
        if name:
            label = " ".join(t.low for t in line[name[0] : name[1]]).title()
            head = name[1] - 1
            age = next((m for t in line[at:to] if (m := _AGE.fullmatch(t.low))), None)
            label = _aged(label, age[1]) if age else label
            break
        if _is_person(line, to):
            head, label = to, _label(line, at, to)
        elif not line[to].word or line[to].low in (*single()["prepositions"], "and", "who", "was"):
            break
    if head < 0 or not _begins(line, at, names):
        return None
    end = head + 1
    if end < len(line) and line[end].low == "'s":
        return None  # "killed the man's dog"
    if end + 2 < len(line) and line[end].low == "," and line[end + 1].low.isdigit():
        label, end = _aged(label, line[end + 1].low), end + 2
    return Person(label, at, end, several=_is_joined(line, end, names))


def _begins(line: Sequence[Token], at: int, names: Sequence[tuple[int, int]]) -> bool:
    """Whether a phrase of one person may begin at a token."""
    named = any(start == at for start, _ in names)
    return named or line[at].low in single()["determiners"] or _is_person(line, at)


def _is_joined(line: Sequence[Token], end: int, names: Sequence[tuple[int, int]]) -> bool:
    """ "killed a boy and his mother", but "killed a boy and wounded two"."""
    at = end
    while at < len(line) and line[at].low in (",", "and"):
        at += 1
    if at == end or at == len(line):
        return False
    more = line[at].low.isdigit() or line[at].low in rules("en/amounts.toml")["numbers"]
    joined = "and" in [t.low for t in line[end : end + MAX_PHRASE]]
    return joined and (more or _begins(line, at, names))


def _label(line: Sequence[Token], start: int, last: int) -> str:
    """ "15-year-old boy" of "the 15-year-old boy"."""
    said = [t.low for t in line[start : last + 1]]
    ages = [low for low in said[:-1] if _AGE.fullmatch(low)]
    further = [low for low in said[:-1] if low in single()["further"]]
    return " ".join((*further[:1], *ages[:1], said[-1]))


def _aged(label: str, age: str) -> str:
    return f"{label}, {age}" if age and not label[:1].isdigit() else label


# ------------------------------------------------------------------ who cannot be whom


def apart(one: str, other: str) -> bool:
    """Whether two labels cannot be of one person: a boy and a woman, one of 13 and one of 40."""
    if {label.partition(" ")[0] for label in (one, other)} & {*single()["ordinals"]}:
        return True
    a, b = _Traits.of(one), _Traits.of(other)
    if a.age >= 0 and b.age >= 0 and abs(a.age - b.age) > 1:
        return True
    if a.name and b.name and a.name.isdisjoint(b.name):
        return True
    return any(
        {first, second} <= a.kinds | b.kinds and (first in a.kinds) != (first in b.kinds)
        for first, second in OPPOSED
    )


def is_further(label: str) -> bool:
    """ "A fourth person", "another boy": somebody besides others."""
    return label.partition(" ")[0] in single()["further"]


class _Traits(NamedTuple):
    name: frozenset[str]
    age: int
    kinds: frozenset[str]

    @classmethod
    def of(cls, label: str) -> _Traits:
        who, _, age = label.partition(", ")
        named = who[:1].isupper()
        said = who.split()
        old = _AGE.fullmatch(said[0]) if said else None
        if old:
            age = old[1] if "-year" in said[0] else "0"
        kinds = {
            kind
            for kind in ("men", "women", "young", "grown", "attackers", "victims")
            if not named and said and said[-1] in single()[kind]
        }
        years = int(age) if age.isdigit() else _spelled(age)
        if years >= GROWN:
            kinds -= {"young", "grown"}  # "a 17-year-old boy" is "the man" of others
        return cls(frozenset(said) if named else frozenset(), years, frozenset(kinds))


def _spelled(age: str) -> int:
    """The years of "six", "twenty-one"; -1 for what tells none."""
    tens, _, ones = age.partition("-")
    numbers = rules("en/amounts.toml")["numbers"]
    return int(numbers.get(tens, -1)) + int(numbers.get(ones, 0)) if age else -1
