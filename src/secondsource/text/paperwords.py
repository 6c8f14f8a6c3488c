"""Words for papers, numbers and messages, for who makes them, and what all rules on them share."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

from secondsource.text.clauses import (
    CAP,
    COMMA,
    DET,
    PREP,
    REL,
    STOP,
    TIME,
    Words,
)
from secondsource.text.cues import Frame, Range, inflected, word_sets
from secondsource.text.patterns import rules
from secondsource.text.subjects import persons

Phrases = dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]


class Papers(Struct, frozen=True, gc=False):
    """The lists of papers.toml; verbs by their first word, with what follows it and its forms."""

    papers: frozenset[str]
    words: frozenset[str]
    spoken: frozenset[str]
    held: frozenset[str]
    counted: frozenset[str]
    shown: frozenset[str]
    plain: frozenset[str]
    stating: Phrases
    recording: Phrases
    reaching: Phrases
    arriving: Phrases
    arrived: frozenset[str]
    issuing: Phrases
    knowing: Phrases
    being: frozenset[str]
    opening: frozenset[str]
    holding: frozenset[str]
    counting: frozenset[str]
    nouns: frozenset[str]
    known: tuple[tuple[str, ...], ...]
    closing: frozenset[str]  # last words of `known`
    aware: frozenset[str]
    sure: frozenset[str]
    particles: frozenset[str]
    negated: frozenset[str]
    no_more: frozenset[str]
    open: frozenset[str]
    houses: frozenset[str]


@cache
def paper_lists() -> Papers:
    file: dict[str, Any] = rules("en/quotes/papers.toml")
    origins: dict[str, Any] = rules("en/origins.toml")
    houses = {phrase.split()[-1] for phrase in (*origins["bodies"], *origins["firms"])}
    return Papers(
        papers=frozenset(file["nouns"]["papers"]),
        words=frozenset(file["nouns"]["words"]),
        spoken=frozenset(file["nouns"]["spoken"]),
        held=frozenset(file["nouns"]["held"]),
        counted=frozenset(file["nouns"]["counted"]),
        shown=frozenset(file["nouns"]["shown"]),
        plain=frozenset(file["nouns"]["plain"]),
        stating=_forms(file["stating"]["verbs"]),
        recording=_forms(file["stating"]["recording"]),
        reaching=_forms(file["stating"]["reaching"]),
        arriving=_forms(file["arriving"]["verbs"]),
        arrived=frozenset(file["arriving"]["nouns"]),
        issuing=_forms(file["issuing"]["verbs"]),
        knowing=_forms(file["knowing"]["verbs"]),
        being=frozenset(file["stating"]["being"]),
        opening=frozenset(file["opening"]["words"]),
        holding=frozenset(file["issuing"]["holding"]),
        counting=frozenset(file["issuing"]["counting"]),
        nouns=frozenset(file["knowing"]["nouns"]),
        closing=frozenset(phrase.split()[-1] for phrase in file["knowing"]["known"]),
        known=tuple(tuple(phrase.split()) for phrase in file["knowing"]["known"]),
        aware=frozenset(file["knowing"]["aware"]),
        sure=frozenset(file["knowing"]["sure"]),
        particles=frozenset(file["stating"]["particles"]),
        negated=frozenset(file["knowing"]["negated"]),
        no_more=frozenset(file["knowing"]["no_more"]),
        open=frozenset(file["knowing"]["open"]),
        houses=frozenset(houses) | word_sets()["labels"],
    )


def _forms(lemmas: list[str]) -> Phrases:
    """Verbs by each form of their first word: what follows it, and which forms it may be."""
    found: dict[str, dict[tuple[str, ...], set[str]]] = {}
    for lemma in lemmas:
        head, *rest = lemma.split()
        for form, word in inflected(head).items():
            found.setdefault(word, {}).setdefault(tuple(rest), set()).add(form)
    return {
        word: tuple((rest, frozenset(forms)) for rest, forms in sorted(some.items(), reverse=True))
        for word, some in found.items()
    }


def houses() -> frozenset[str]:
    """Nouns for bodies."""
    return paper_lists().houses


@cache
def paper_words() -> frozenset[str]:
    """Words with one of which every turn of this module has its say."""
    lists = paper_lists()
    nouns = lists.papers | lists.words | lists.held | lists.nouns
    return nouns | lists.sure | lists.closing | frozenset(lists.recording)


def framed(words: Words, region: Range, source: Range, contents: tuple[Range, ...]) -> Frame:
    return Frame("according", (source[1], region[1]) if source[1] < region[1] else region, region,
                 source, contents, lemma="turn", score=0.85)  # fmt: skip


def end_of(words: Words, at: int) -> int:
    """Where what is stated ends: at a semicolon or the end of the sentence."""
    tags, lows = words.tags, words.lows
    return next(
        (n for n in range(at, len(lows)) if tags[n] & STOP and lows[n][0] in ".;!?…"), len(lows)
    )


def piece(words: Words, first: int, last: int) -> tuple[Range, ...]:
    while first < last and (
        words.tags[first] & (COMMA | STOP) or words.lows[first] in ("that", "as")
    ):
        first += 1
    while first < last and words.tags[last - 1] & (COMMA | STOP):
        last -= 1
    return ((first, last),) if first < last else ()


def is_somebody(words: Words, first: int, last: int) -> bool:
    """Whether a phrase is about a body or people: "the labour federation", "director Eva Lunn"."""
    lists = paper_lists()
    lows, tags = words.lows, words.tags
    if lows[first] in word_sets()["pronouns"]:
        return last == first + 1
    if lows[last - 1] == "which":
        return False
    end = next((k for k in range(first + 1, last) if tags[k] & (PREP | COMMA | REL)), last)
    head, tag = lows[end - 1], tags[end - 1]
    named = tag & CAP and not tag & (TIME | DET) and (end - 1 > first or end == last or first)
    plural = head.endswith("s") and head[:-1] in persons()
    return bool(named) or head in lists.houses or head in persons() or plural


def is_house(words: Words, first: int, last: int) -> bool:
    """Whether a phrase has a word for a body, or a name."""
    houses = paper_lists().houses
    return any(
        words.lows[k] in houses or (words.tags[k] & CAP and not words.tags[k] & TIME)
        for k in range(first, last)
    )


def is_lone(words: Words, at: int) -> bool:
    """Whether a noun for a paper or number stands here, not "the Washington Post"."""
    lists = paper_lists()
    low, tags = words.lows[at], words.tags
    named = tags[at] & CAP and at
    named = named or (at and at + 1 < len(tags) and tags[at + 1] & CAP)
    return not named and (low in lists.papers or low in lists.words or low in lists.held)


def owns(words: Words, at: int) -> bool:
    """Whether a token is told to own what follows: "the union's", "the doctors'"."""
    low, end = words.lows[at], words.ends[at]
    return low.endswith("'s") or (low.endswith("s") and words.text[end : end + 1] in ("'", "’"))
