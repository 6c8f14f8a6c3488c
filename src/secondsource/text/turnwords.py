"""The lists of turns.toml, and what all rules on turns of phrase share."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct, structs

from secondsource.text.clauses import (
    ADV,
    AUX,
    CAP,
    DET,
    SUBJ,
    Words,
)
from secondsource.text.cues import Sense, verb_forms, word_sets
from secondsource.text.paperwords import paper_words
from secondsource.text.patterns import rules
from secondsource.text.subjects import persons


class Turns(Struct, frozen=True, gc=False):
    """The lists of turns.toml as sets, phrases as tuples by their first word."""

    reckoning: dict[str, frozenset[str]]
    given: frozenset[str]
    clauses: dict[str, tuple[tuple[str, ...], ...]]
    figures: frozenset[str]
    passive: frozenset[str]
    before: frozenset[str]
    roughly: frozenset[str]
    called: frozenset[str]
    changing: frozenset[str]
    counting: frozenset[str]
    sums: frozenset[str]
    told: frozenset[str]
    let: frozenset[str]
    know: str
    heard: frozenset[str]
    pointing: dict[str, frozenset[str]]
    closing: dict[str, frozenset[str]]
    openings: tuple[tuple[str, ...], ...]
    marks: frozenset[str]
    telling: frozenset[str]  # words with one of which every turn begins


@cache
def turn_lists() -> Turns:
    file: dict[str, Any] = rules("en/quotes/turns.toml")
    pointing = {
        name: frozenset(words)
        for name, words in file["pointing"].items()
        if name not in ("yes", "no", "openings")
    }
    openings = tuple(tuple(phrase.split()) for phrase in file["pointing"]["openings"])
    pointing["all"] = frozenset().union(
        *(
            pointing[name]
            for name in ("being", "coming", "having", "giving", "saying", "said", "held")
        )
    )
    clauses = {
        opener: tuple(tuple(phrase.split()) for phrase in file["clauses"][opener])
        for opener in ("as", "from", "hear", "if")
    }
    clauses["how"] = clauses["as"]
    lists = Turns(
        reckoning={word: frozenset(file["reckoning"][word]) for word in ("by", "in", "on")},
        given=frozenset(file["reckoning"]["given"]),
        clauses=clauses,
        figures=frozenset(file["figures"]["verbs"]),
        passive=frozenset(file["figures"]["passive"]),
        before=frozenset(file["figures"]["before"]),
        roughly=frozenset(file["figures"]["roughly"]),
        called=frozenset(file["figures"]["called"]),
        changing=frozenset(file["figures"]["changing"]),
        counting=frozenset(file["figures"]["counting"]),
        sums=frozenset(file["figures"]["sums"]),
        told=frozenset(file["told"]["from"]),
        let=frozenset(file["told"]["let"]),
        know=file["told"]["know"],
        heard=frozenset(file["told"]["heard"]),
        pointing=pointing,
        closing={name: frozenset(file["closing"][name]) for name in ("pointing", "words")},
        openings=openings,
        marks=frozenset(file["within"]["marks"]),
        telling=frozenset(),
    )
    telling = (
        lists.figures
        | lists.passive
        | lists.changing
        | lists.counting
        | lists.told
        | lists.heard
        | lists.let
        | set(clauses)
        | set(lists.reckoning)
        | pointing["facts"]
        | paper_words()
    )
    return structs.replace(lists, telling=telling)


def speech() -> Sense:
    return verb_forms()["said"].senses[0]


def is_subject(words: Words, at: int) -> bool:
    """Whether who speaks may begin here: a name, "the", "she", "police", "witnesses"."""
    low, tag = words.lows[at], words.tags[at]
    return bool(tag & (CAP | DET | SUBJ)) or low in word_sets()["plural"] or low[:-1] in persons()


def verb_begins(words: Words, at: int) -> int:
    """The token before a verb and the auxiliaries and adverbs that go with it."""
    at -= 1
    while at > 0 and words.tags[at] & (ADV | AUX):
        at -= 1
    return at
