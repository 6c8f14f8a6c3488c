"""People told in a list: "two women and a man were killed", "killing his wife and four sons"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from secondsource.text.amounts import amounts, is_number
from secondsource.text.persons import behind, single
from secondsource.text.shots import is_people
from secondsource.text.tollwords import Toll, following, said_at, toll_words
from secondsource.text.verbs import Token
from secondsource.text.victims import taking

HARMED = ("killed", "injured")
LISTED = "listed"  # the scope: the whole where nobody tells of more
MAX_NOUN = 4  # tokens from a number to its noun: "four young Larn women"
MAX_PARTS = 5  # members of a list
PLURAL = ("were", "are", "have")


class Group(NamedTuple):
    """Several members of a list with how many they are together."""

    many: int
    start: int
    end: int
    parts: int


def grouped(line: Sequence[Token], names: Sequence[tuple[int, int]]) -> list[Toll]:
    """Every list of people that is told to be dead or hurt, with their number."""
    if "and" not in {token.low for token in line}:
        return []
    found: list[Toll] = []
    for group in _groups(line, names):
        told = _befell(line, group) or _doing(line, group)
        if told:
            found.append(told)
    return found


def _groups(line: Sequence[Token], names: Sequence[tuple[int, int]]) -> Iterator[Group]:
    last = max(at for at, token in enumerate(line) if token.low == "and")
    at = 0
    while at < last:
        group = _group(line, at, names)
        if group:
            yield group
        at = group.end if group else at + 1


def _group(line: Sequence[Token], start: int, names: Sequence[tuple[int, int]]) -> Group | None:
    """The list that begins at a token, if the last two of it are joined by "and"."""
    many, parts, at, joined = 0, 0, start, False
    if start and line[start - 1].low in (*single()["among"], *single()["determiners"]):
        return None  # "four people, including a man and a boy, were hurt"
    while parts < MAX_PARTS:
        size, end = _member(line, at, names)
        if not size:
            return None
        many, parts, at = many + size, parts + 1, end
        if joined:
            break
        if line[at : at + 1] and line[at].low == "," and line[at + 1 : at + 2]:
            at += 1
        if line[at : at + 1] and line[at].low == "and":
            if line[at - 1].low == "," and parts == 1 and not line[at - 2].low.isdigit():
                return None  # "including the suspect, and four people were hurt"
            joined, at = True, at + 1
        elif not (at and line[at - 1].low == ","):
            return None
    return Group(many, start, at, parts) if joined and parts > 1 else None


def _member(line: Sequence[Token], at: int, names: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """How many one member of a list is, and where it ends: "a man", "four sons", "Ada Kern, 13"."""
    if at >= len(line):
        return 0, at
    numbered = at + 1 if line[at].low in single()["determiners"] else at
    found = amounts(line[numbered : numbered + 3]) if _is_counted(line, numbered) else []
    number = next((a for a in found if a.start == 0), None)
    if number and number.low == number.high and number.low:
        start = numbered + number.end
        for end in range(start, min(len(line), start + MAX_NOUN)):
            if is_people(line[end].low) or (number.low == 1 and _is_one(line, end)):
                return number.low, end + 1
            if not line[end].word:
                break
        return 0, at
    who = behind(line, at, names)
    return (1, who.end) if who else (0, at)


def _is_counted(line: Sequence[Token], at: int) -> bool:
    return at < len(line) and is_number(line[at].low)


def _is_one(line: Sequence[Token], at: int) -> bool:
    return behind(line, at, ()) is not None


def _befell(line: Sequence[Token], group: Group) -> Toll | None:
    """ "A man and a woman were found shot dead"."""
    before = line[group.start - 1].low if group.start else ""
    if before in (*single()["prepositions"], "and", ","):
        return None
    at, told = group.end, False
    if line[at : at + 1] and line[at].low == ",":
        at += 1  # "Ada Kern, 13, and Ivo Marsk, 14, were"
    while at < len(line) and line[at].low in (*single()["between"], *PLURAL, "both", "all"):
        told = told or line[at].low in PLURAL
        if _phrase(line, at)[0] and told:
            break
        at += 1
    what, end = _phrase(line, at)
    state = {t.low for t in line[group.end : end]} & {*toll_words()["words"]["state"]}
    if what == "injured" and state:
        return None  # "the woman and the man were in a critical condition"
    return Toll(what, group.many, group.many, LISTED, group.start, end) if what and told else None


def _phrase(line: Sequence[Token], at: int) -> tuple[str, int]:
    if at >= len(line):
        return "", at
    for phrase, end in said_at(line, at, following()):
        if phrase.what in HARMED:
            return phrase.what, end
    return "", at


def _doing(line: Sequence[Token], group: Group) -> Toll | None:
    """ "Killed his wife and four sons"."""
    last = line[group.start - 1].low if group.start else ""
    for words, harm in taking().get(last, ()):
        start = group.start - len(words)
        if start < 0 or tuple(t.low for t in line[start : group.start]) != words:
            continue
        if line[start - 1 : start] and line[start - 1].low in ("was", "were", *single()["unsure"]):
            return None
        return Toll(harm, group.many, group.many, LISTED, start, group.end)
    return None
