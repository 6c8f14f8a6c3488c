"""The words by which people are counted, and the few verbs that count without a number's noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from secondsource.text.figures import AGE, measured, units
from secondsource.text.patterns import rules
from secondsource.text.things import EVERY, families_of, lifeless
from secondsource.text.verbs import Token


class Phrase(NamedTuple):
    """Words beside a number and what they say it counts."""

    words: tuple[str, ...]
    what: str
    many: bool  # counts only numbers that a crowd has: "15,000 protest", not "two protest marches"
    loose: bool = False  # says it only of nobody in particular: "police spoke of 4,000"
    behind: tuple[str, ...] = ()  # what belongs to it behind the number: "let 12 men go"


class Toll(NamedTuple):
    """low..high of `what`; scope names a part ("children"), "" is all; tokens, half-open.

    standing: the number is what stands at the time of writing ("the toll rose to 14 on Friday").
    families: of things, the events they are counted of; far: also where the sentence has none;
    apart: of no event its sentence tells ("there were 4,000 of us, says Olm, who called it").
    """

    what: str
    low: int | float
    high: int | float | None
    scope: str
    start: int
    end: int
    standing: bool = False
    families: frozenset[str] = frozenset()
    far: bool = True
    apart: bool = False


@cache
def toll_words() -> dict[str, Any]:
    """The rule file of what is counted."""
    return rules("en/tolls.toml")


@cache
def families(what: str) -> frozenset[str]:
    """The families of events a count can be of."""
    counted = toll_words()["counted"].get(what)
    if counted is None:
        return families_of().get(what, frozenset({"DEATH"} if what == AGE else {EVERY}))
    return frozenset(counted.get("families", toll_words()["words"]["families"]))


@cache
def is_public(what: str) -> bool:
    """Whether anybody who tells of an event knows the number, as of those tried for it."""
    return bool(toll_words()["counted"].get(what, {}).get("public"))


def is_of(what: str, kind: str, family: str) -> bool:
    """Whether a type of events can be counted so."""
    types = toll_words()["counted"].get(what, {}).get("types")
    fits = not families(what).isdisjoint((family, kind, EVERY))
    return fits and (types is None or kind in types)


@cache
def following() -> dict[str, tuple[Phrase, ...]]:
    """What follows a number, by its first word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for what, counted in toll_words()["counted"].items():
        for name in ("after", "after_many"):
            for phrase in counted.get(name, ()):
                words = tuple(phrase.split())
                found.setdefault(words[0], []).append(Phrase(words, what, name != "after"))
    return {
        first: tuple(sorted(some, key=lambda p: -len(p.words))) for first, some in found.items()
    }


@cache
def preceding() -> dict[str, tuple[Phrase, ...]]:
    """What stands right before a number, by its last word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for what, counted in toll_words()["counted"].items():
        for phrase in counted["before"]:
            words = tuple(phrase.split())
            found.setdefault(words[-1], []).append(Phrase(words, what, "crowd" in counted))
        for phrase in counted.get("before_many", ()):
            words = tuple(phrase.split())
            found.setdefault(words[-1], []).append(Phrase(words, what, True, True))
        for phrase in counted.get("around", ()):
            words, behind = (tuple(some.split()) for some in phrase.split(" ... "))
            found.setdefault(words[-1], []).append(Phrase(words, what, False, False, behind))
    return {last: tuple(sorted(some, key=_weight)) for last, some in found.items()}


def _weight(phrase: Phrase) -> tuple[bool, int]:
    """The surest first: what has words on both sides, then the longest; what is loose last."""
    return phrase.loose, -len(phrase.words) - 9 * bool(phrase.behind)


def said_at(
    line: Sequence[Token], at: int, phrases: Mapping[str, tuple[Phrase, ...]]
) -> Iterator[tuple[Phrase, int]]:
    """The phrases, by their first words, that begin at a token, and where each ends."""
    for phrase in phrases.get(line[at].low, ()):
        end = at + len(phrase.words)
        if tuple(t.low for t in line[at:end]) == phrase.words:
            yield phrase, end


@cache
def counting() -> frozenset[str]:
    """The words one of which stands in every sentence that counts somebody."""
    phrases = [p.split() for counted in toll_words()["counted"].values() for p in counted["toll"]]
    phrases += [[*p.words] for some in (*following().values(), *preceding().values()) for p in some]
    words = toll_words()["words"]
    telling = (max(phrase, key=len) for phrase in phrases)  # "hospital" of "in hospital"
    return frozenset((*telling, *words["bodies"], *words["housed"], *units("money")))


def is_found_dead(line: Sequence[Token], at: int) -> bool:
    """ "two bodies had been recovered"; who "found seven bodies" in a house counts no total."""
    near = [t.low for t in line[at + 1 : at + 5]]
    recovered = toll_words()["words"]["recovered"]
    if line[at].low != "bodies":
        return False
    if near[:1] == ["from"] and any(t.low in recovered for t in line[max(0, at - 5) : at]):
        return True  # "pulled 14 bodies from the rubble"
    return not {"been", "were"}.isdisjoint(near) and any(low in recovered for low in near)


def is_laid_out(line: Sequence[Token], at: int) -> bool:
    """ "14 bodies were brought to her morgue"."""
    near = {t.low for t in line[at + 1 : at + 10]}
    return line[at].low == "bodies" and not near.isdisjoint(toll_words()["words"]["morgues"])


def is_housed(line: Sequence[Token], at: int) -> bool:
    """ "120 people had been brought to the sports hall": they had to leave where they live."""
    near = {t.low for t in line[at + 1 : at + 7]}
    return line[at].low in toll_words()["words"]["housed"] and not near.isdisjoint(
        toll_words()["words"]["shelters"]
    )


def everyone() -> Iterable[str]:
    return ("", *toll_words()["words"]["everyone"])


def is_for_people(noun: str) -> bool:
    """Whether a noun is one for people: "farmers", "women"."""
    people = tuple(toll_words()["words"]["people"])
    return noun in everyone() or (noun.endswith(people) and noun not in lifeless())


@cache
def is_one(what: str) -> bool:
    """Whether two numbers of what is counted are of the same: of the dead, of the trucks.

    Two sums of money, or of what no list has, may be of two things.
    """
    return what in toll_words()["counted"] or (what in families_of() and what not in measured())


def is_general(what: str) -> bool:
    """Whether a word tells no more of those counted than that they are people."""
    words = toll_words()["words"]
    return what in words["general"] or (what in words["everyone"] and what not in words["lost"])


def is_fate(what: str) -> bool:
    """Whether what is counted is what became of people or what they did, not who they are."""
    words = toll_words()["words"]
    return what in toll_words()["counted"] and what not in words["of_things"]


def is_of_people(what: str) -> bool:
    """Whether what findings count are people: who they are, or what became of them."""
    if what in toll_words()["counted"]:
        return what not in toll_words()["words"]["of_things"]
    return not is_general(what) and is_for_people(what)


def noun_at(line: Sequence[Token], at: int) -> str:
    """The last word of the noun phrase at a token: "three young soldiers" → soldiers."""
    stops = (*toll_words()["words"]["between"], *toll_words()["words"]["stops"])
    found = ""
    for token in line[at : at + 3]:
        if not token.word or token.low in stops:
            break
        found = token.low
        if found in toll_words()["words"]["everyone"] or found.endswith("s") or found == "children":
            break
    return found if found.endswith(("s", "men", "children", "people")) else ""


def scope_at(line: Sequence[Token], at: int) -> str:
    noun = noun_at(line, at)
    return "" if noun in everyone() else noun
