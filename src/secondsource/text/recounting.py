"""Recounting: whether words tell something as a fact.

"Drivers had been searched four times" and "there are six men down there" do; "we are shocked",
"it must never happen again" and "the clinic will stay" do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from secondsource.text.cues import word_sets
from secondsource.text.patterns import rules
from secondsource.text.words import fold, stems

MAX_TOLD = 2000  # code points of what somebody says
_HAVING = ("had", "has", "have")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*|[^\s\w]")


@lru_cache(maxsize=4096)
def recounts(said: str, *, past: bool) -> bool:
    """Whether some clause of what is said tells something as a fact: "the stuff is in the hall".

    past: whether it must tell of what is past: "the stuff came by boat".
    """
    return any(not past or _is_of_past(clause) for clause in _facts(said))


def responds(verb: str) -> bool:
    """Whether a verb in any tense tells what somebody calls for, feels or holds of a thing."""
    base = verb.removesuffix("s")
    forms = {verb, base + "d", base + "ed", base.removesuffix("ie").removesuffix("y") + "ied"}
    return bool(_lists()["responding"] & forms)


@lru_cache(maxsize=4096)
def negates(said: str) -> bool:
    """Whether words begin by saying that something is not so: "he has not set foot here"."""
    first = next(_clauses(said), [])
    return bool(_lists()["nothing"] & set(first))


@lru_cache(maxsize=4096)
def denies(said: str, *, wholly: bool, of: frozenset[str] = frozenset()) -> bool:
    """Whether words say that something was not: "there was no strike".

    wholly: whether that nobody did it says so too: "no one had met"; of a fire it does not.
    of: stems of the words for it and its short words, one of which the denial must have, or
    "such", "truth": that "nobody threw anything" denies no meeting. None: of whatever it is.
    """
    lists = _lists()
    for clause in _clauses(said):
        there = clause[0] == "there" and lists["nothing"] & set(clause[1:4])
        if not (there or (wholly and clause[0] in lists["nothing"])):
            continue
        if lists["unreal"] & set(clause[:3]):
            continue  # "there would be no talks about talks" tells of what is to come
        if lists["beside"] & set(clause[1:2]):
            continue  # "a bonus for each opened and none for each checked"
        told = stems(" ".join(clause)) | set(clause)
        if not of or (of | lists["meant"]) & told:
            return True
    return False


def _facts(said: str) -> Iterator[list[str]]:
    """The clauses that are neither asked, wished, felt nor still to come."""
    lists = _lists()
    beside = lists["unreal"] | lists["open"] | lists["responding"]
    for sentence in _SENTENCE.findall(fold(said[:MAX_TOLD])):
        if "?" in sentence:
            continue
        for clause in _clauses(sentence):
            if len(clause) < 2 or beside & set(clause) or _is_character(clause):
                continue
            if any(w in lists["feelings"] and one not in _HAVING for one, w in pairwise(clause)):
                continue  # "we were shaken"; who has "shaken hands" has done so
            if any(one in lists["wishing"] and responds(w) for one, w in pairwise(clause)):
                continue  # "we welcome it"; what is "called a welcome step" is no verb
            if not any(word.endswith(tuple(lists["unreal_endings"])) for word in clause):
                yield clause


def _is_character(clause: Sequence[str]) -> bool:
    """ "He was a good man" tells what somebody was like, and "he was hit" what happened to him."""
    lists = _lists()
    if clause[0] not in lists["somebody"] or clause[1] not in lists["finite"]:
        return False
    return not any(_is_past(word) or word.endswith("ing") for word in clause[2:])


def _is_of_past(clause: Sequence[str]) -> bool:
    return any(map(_is_past, clause))


def _is_past(word: str) -> bool:
    if word in word_sets()["past"] or word in _lists()["finite"]:
        return True
    if word in _lists()["participles"]:
        return True
    return word.endswith(("ed", "'ve")) and len(word) > len("need")


def _clauses(said: str) -> Iterator[list[str]]:
    clause: list[str] = []
    joints = _lists()["joints"]
    for word in _WORD.findall(fold(said[:MAX_TOLD])):
        if word[0].isalnum() and word not in joints:
            clause.append(word)
        elif clause:
            yield clause
            clause = []
    if clause:
        yield clause


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in rules("en/recounting.toml").items()}


def tells_of_himself(said: Iterable[str]) -> bool:
    """Whether somebody tells what he did himself, and never speaks of "us": "I signed for three".

    Who speaks for a house says what "we" have done.
    """
    lists, alone = _lists(), False
    for words in said:
        clauses = list(_clauses(words))
        if any(lists["ours"] & set(clause) for clause in clauses):
            return False
        alone = alone or any(
            one == "i" and _is_past(word) for c in clauses for one, word in pairwise(c)
        )
    return alone


def passing() -> frozenset[str]:
    """Verbs by which a body passes on what others told: "the agency reported"."""
    return _lists()["passing"]
