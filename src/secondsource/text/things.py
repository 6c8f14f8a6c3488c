"""Things counted: "18 trucks", "a 12-page report", "30 houses burned", "nine years in prison"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from secondsource.text.amounts import Amount, worded
from secondsource.text.figures import units
from secondsource.text.patterns import rules
from secondsource.text.verbs import Token

MAX_NOUN = 4  # tokens from a number to the noun it counts: "40 heavily loaded aid trucks"
MAX_EFFECT = 6  # tokens from a thing to the verb that says what was done with it
MAX_TERM = 5  # tokens from "sentenced" to the years
BESIDE = ("are", "be", "been", "being", "was", "were")
DEFINITE = ("both", "the", "these", "those", "its", "their", "his", "her", "our", "other", "all")
EVERY = "every"  # the family of what any event may count, in its own clause
LEADING = ("for", "him", "her", "is", "them", "to", "was", "of", "a", "each")
MEASURED = ("kilograms", "litres", "tonnes")
TERMS = {"year": "years", "years": "years", "month": "months", "months": "months"}


class Thing(NamedTuple):
    """A counted noun as findings name it, the events it is counted of, and whether it tells so."""

    what: str
    families: frozenset[str]
    far: bool


class Counted(NamedTuple):
    """low..high of some things; tokens, half-open. far: counted of an event told elsewhere too."""

    thing: Thing
    amount: Amount
    end: int
    far: bool
    scope: str = ""


@cache
def thing_words() -> dict[str, Any]:
    """The rule file of counted things."""
    return rules("en/things.toml")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(thing_words()["words"][name])


@cache
def listed() -> dict[str, Thing]:
    """Every noun of the lists and what it is counted as."""
    found: dict[str, Thing] = {}
    for one in thing_words()["classes"]:
        for entry in one["nouns"]:
            what, _, others = entry.partition(" < ")
            thing = Thing(what, frozenset(one["families"]), one["far"])
            found.update(dict.fromkeys((what, *others.split()), thing))
    return found


@cache
def lifeless() -> frozenset[str]:
    """The nouns of what is no people: "12 cows were killed" counts no dead."""
    return frozenset(
        noun
        for one in thing_words()["classes"]
        if not one.get("people")
        for noun in " ".join(one["nouns"]).split()
    ) - {"<", "parties", "papers", "stations", "crew", "members"}


@cache
def families_of() -> dict[str, frozenset[str]]:
    """The families each thing is counted of."""
    return {thing.what: thing.families for thing in listed().values()} | dict.fromkeys(
        TERMS.values(), frozenset({"coerce"})
    )


def things(line: Sequence[Token], given: Sequence[Amount]) -> list[Counted]:
    """The things a sentence counts with some of its numbers, left to right."""
    found = [one for amount in given if (one := _thing(line, amount))]
    found += [one for at in range(len(line)) if "-" in line[at].low and (one := _joined(line, at))]
    return sorted(found, key=lambda one: one.amount.start)


def _thing(line: Sequence[Token], amount: Amount) -> Counted | None:
    term = _term(line, amount)
    if term:
        return term
    if amount.high is not None and amount.high < 2:
        return None
    at, scope = _past_of(line, amount.end), ""
    if at > amount.end:
        scope = "part"  # "18 of the 40 trucks"
    end = noun_end(line, at)
    if not end:
        return None
    noun = line[end - 1].low
    two = f"{line[end - 2].low} {noun}"
    thing = listed().get(two) or listed().get(noun)
    follows = line[end].low if end < len(line) else ""
    before = line[amount.start - 1].low if amount.start else ""
    if follows in _words("later") or (thing and thing.what in MEASURED and _is_noun(follows)):
        return None  # "three plays later", "a 425 kg satellite"
    if before in ("/", "first", "last", "next", "past", "previous") or follows == "/":
        return None  # "the first eight pages", "picture 4/8"
    if follows in _words("speaking") or (follows == "'" or follows == "'s"):
        return None  # "two officers said", "three days' talks"
    if before in ("another", "further") or line[amount.end].low in ("more", "other", "further"):
        scope = scope or "others"
    if thing is None and (noun in units("measures") or noun in units("times")):
        return None
    if thing is None or not thing.families:
        return Counted(Thing(noun, frozenset({EVERY}), True), amount, end, True)
    alive = thing.what not in lifeless()
    far = thing.far or _is_affected(line, amount, end, alive=alive)
    far = far and before not in DEFINITE
    return Counted(thing, amount, end, far, scope)


def _past_of(line: Sequence[Token], at: int) -> int:
    """Behind "of the" in "18 of the trucks"."""
    if at + 1 < len(line) and line[at].low == "of" and line[at + 1].low in DEFINITE:
        return at + 2
    return at


def noun_end(line: Sequence[Token], at: int) -> int:
    """Where the first plural noun behind a number ends; 0 if there is none it counts."""
    for end in range(at + 1, min(len(line), at + MAX_NOUN) + 1):
        token = line[end - 1]
        if not token.word or token.low in _stops() or token.low in units("money"):
            return 0
        if not _is_plural(token.low):
            continue
        behind = line[end].low if end < len(line) else ""
        if _is_plural(behind) and (token.low in _words("describing") or _is_compound(behind)):
            continue  # "22 communications satellites"
        return 0 if token.low in _words("no_things") else end
    return 0


def _is_compound(behind: str) -> bool:
    """Whether a plural behind a plural is the noun: a verb of many has no -s."""
    return behind.endswith("s") and behind not in _stops() and behind not in _words("no_things")


def _is_plural(low: str) -> bool:
    if low in _words("plurals") or low in listed() or low.endswith(_endings()):
        return True
    return low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3


@cache
def _endings() -> tuple[str, ...]:
    return tuple(thing_words()["words"]["endings"])


@cache
def _stops() -> frozenset[str]:
    verbs = rules("en/verbs.toml")
    lists = (
        "prepositions",
        "clauses",
        "be",
        "have",
        "do",
        "future",
        "possible",
        "would",
        "determiners",
    )
    return frozenset(("and", "or", "than", *(low for name in lists for low in verbs[name])))


def _is_noun(low: str) -> bool:
    """Whether a word may be one that a measure describes: "a 500 tonne ship"."""
    return low.isalpha() and low not in _stops() and low not in _words("effects")


def _is_affected(line: Sequence[Token], amount: Amount, end: int, *, alive: bool) -> bool:
    """ "Destroyed 30 houses", "30 houses in the valley were destroyed".

    alive: people do what the verb says, unless it is done to them: "two employees launched".
    """
    done = not alive
    before = [t.low for t in line[max(0, amount.start - 3) : amount.start]]
    if any(low in _words("effects") for low in before):
        return True
    for token in line[end : end + MAX_EFFECT]:
        if not token.word:
            return False
        done = done or token.low in BESIDE
        if done and token.low in _words("effects"):
            return True
    return False


def _joined(line: Sequence[Token], at: int) -> Counted | None:
    """ "An 18-truck convoy", "a nine-year sentence"."""
    number, _, noun = line[at].low.partition("-")
    value = worded(number)
    if value is None or value < 2 or at + 1 == len(line):
        return None
    amount = Amount(at, at + 1, value, value)
    if noun in TERMS:
        behind = {t.low for t in line[at + 1 : at + 4]}
        judged = not behind.isdisjoint(_words("terms")) and not _is_asked(line, at)
        return Counted(_served(TERMS[noun]), amount, at + 1, True) if judged else None
    for plural in (f"{noun}s", f"{noun}es", noun):
        thing = listed().get(plural)
        if thing and thing.what not in (*MEASURED, "cars", "carriages", "aeroplanes"):
            return Counted(thing, amount, at + 1, thing.far)  # "a two-car tram" is one
    return None


def _served(unit: str) -> Thing:
    return Thing(unit, frozenset({"coerce"}), False)


def _term(line: Sequence[Token], amount: Amount) -> Counted | None:
    """ "Sentenced to nine years", "18 months in prison": time somebody has to serve."""
    if amount.end >= len(line) or line[amount.end].low not in TERMS:
        return None
    end = amount.end + 1
    before = [t.low for t in line[max(0, amount.start - MAX_TERM) : amount.start]]
    behind = " ".join(t.low for t in line[end : end + 3])
    if "ago" in behind or "old" in behind or _is_asked(line, amount.start):
        return None
    led = bool(before) and before[-1] in (*LEADING, *_words("judged"))
    told = led and any(low in _words("judged") for low in before)
    served = any(f"{behind} ".startswith(f"{led} ") for led in _served_words())
    first = "".join(t.low for t in line[: amount.start]) in ("", '"')
    spoken = (
        first and end < len(line) and line[end].low in (",", "is", "are", "was", "for", "means")
    )
    if not (told or served or spoken):
        return None
    return Counted(_served(TERMS[line[amount.end].low]), amount, end, True)


@cache
def _served_words() -> tuple[str, ...]:
    return (*thing_words()["words"]["terms"], "' imprisonment", "' jail", "' prison", "of prison")


def _is_asked(line: Sequence[Token], at: int) -> bool:
    """ "Faces up to nine years", "the prosecutor asked for nine": nobody has to serve them."""
    return any(t.low in _words("asked") for t in line[max(0, at - MAX_TERM) : at])
