"""Recounting: whether words give an account of something past.

"Drivers had been searched four times on the way" is an account; "we are shocked", "it must never
happen again" and "the clinic will stay" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from secondsource.text.cues import word_sets
from secondsource.text.patterns import rules
from secondsource.text.words import fold

MAX_TOLD = 2000  # code points of what somebody says
NEAR = 3  # words before a verb that tell its mood
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*|[^\s\w]")


@lru_cache(maxsize=4096)
def recounts(said: str) -> bool:
    """Whether some clause of what is said tells what has happened: "the case had been closed".

    A word must hang on to what was told before: "a lorry was hit and trains stayed in Karst"
    may be another event.
    """
    clauses = list(_clauses(said))
    linked = any(_lists()["linking"] & set(clause) for clause in clauses)
    return linked and any(_at(clause) is not None for clause in clauses)


@lru_cache(maxsize=4096)
def denies(said: str, *, wholly: bool) -> bool:
    """Whether words say that something was not: "there was no strike".

    wholly: whether that nobody did it says so too: "no one had met"; of a fire it does not.
    """
    nothing = _lists()["nothing"]
    for clause in _clauses(said):
        if clause[0] == "there" and nothing & set(clause[1:4]):
            return True
        if wholly and clause[0] in nothing:
            return True
    return False


def _at(clause: Sequence[str]) -> int | None:
    """Where the verb of a clause stands that tells what has happened; None: it tells nothing."""
    lists = _lists()
    if (lists["nothing"] | lists["feelings"] | lists["open"]) & set(clause):
        return None
    for at, word in enumerate(clause):
        before = clause[max(0, at - NEAR) : at]
        if before and before[-1] in lists["determiners"]:
            continue  # "the leaked data", "his called-off wedding"
        if _is_past(word) and not lists["unreal"] & set(before) and word not in lists["states"]:
            if word in lists["finite"] and not _is_done(clause, at):
                continue  # "he was a good boy", "the pilot had a license"
            if lists["responding"] & set(clause[at : at + NEAR]):
                return None
            return at
    return None


def _is_done(clause: Sequence[str], at: int) -> bool:
    """Whether a verb of doing follows an auxiliary: "has not yet been found", "were running"."""
    finite, states = _lists()["finite"], _lists()["states"]
    behind = [w for w in clause[at + 1 : at + 1 + NEAR] if w not in finite and w not in states]
    if any(map(_is_past, behind)):
        return True
    verb = next((w for w in behind if w not in _lists()["between"]), "")
    return verb.endswith("ing") and len(verb) > len("being")


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


def passing() -> frozenset[str]:
    """Verbs by which a body passes on what others told: "the agency reported"."""
    return _lists()["passing"]
