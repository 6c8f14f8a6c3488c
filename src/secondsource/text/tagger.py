"""Tokens of capitalised stretches to labels: a linear-chain model with shipped weights.

Only chains of candidate tokens (capitals, and the little words between them) are looked at; every
other token is outside. The weights are made by `bench/train_names.py`.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import add
from typing import NamedTuple

from secondsource.text.lexicon import Token, flags_of, may_be_name, shape, weights
from secondsource.text.patterns import rules

EVERYDAY = "a"  # the flags of the commonest words that no list holds
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
INSIDE = tuple(at for at, label in enumerate(LABELS) if label[0] == "I")  # each after its B- label

# ------------------------------------------------------------------ candidates


@cache
def _links() -> frozenset[str]:
    names = rules("en/names.toml")
    return frozenset((*names["links"], *names["particles"]))


def chains(sequence: Sequence[Token], gaz: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of tokens that may hold names: capitalised ones and the little words between them."""
    size = len(sequence)
    links = _links()
    may = [
        bool(phrase) or may_be_name(token[2]) for token, phrase in zip(sequence, gaz, strict=True)
    ]
    free = 0
    for at in [at for at, here in enumerate(may) if here]:
        if at < free:
            continue
        last = at
        look = at + 1
        while look < size and look - last <= 3:
            if may[look]:
                last = look
            else:
                word = sequence[look][2]
                if word in ("'s", "’s"):
                    last = look
                elif not (word.lower() in links or word.isdigit() or word in ",'.-&+/"):
                    break
            look += 1
        free = last + 1
        yield at, free


# ------------------------------------------------------------------ features


class Words(NamedTuple):
    """One sentence ready for features."""

    lower: list[str]
    shapes: list[str]
    flags: list[str]
    capitals: bool  # all its letters are capitals


def words_of(sequence: Sequence[Token], gaz: Sequence[str]) -> Words:
    """What the features need to know of each token of a sentence."""
    listed = [token[2] for token in sequence]
    lower = [word.lower() for word in listed]
    flags = list(map(add, map(flags_of, listed), gaz))
    capitals = all(word.isupper() for word in listed if len(word) > 1 and word[0].isalpha())
    if capitals:
        capitals = sum(1 for word in listed if len(word) > 1 and word[0].isalpha()) > 2
    return Words(lower, list(map(shape, listed)), flags, capitals)


def own_features(low: str, look: str, flag: str, place: str) -> list[str]:
    """The features of a token that hang on itself: its word, its shape, what the lists say.

    place: "s" at the start of a sentence, "f" and "l" first and last of its chain, "C" in capitals.
    """
    start = "s" if "s" in place else ""
    edge = place.replace("s", "").replace("C", "")
    found = [
        "b",
        "w" + low,
        "h" + look + start,
        "f" + flag,
        "f" + flag + look + start + edge,
        "3" + low[-3:],
        "2" + low[-2:],
        "p" + low[:3],
        "e" + edge + look,
    ]
    found.extend("." + c for c in flag)
    if "C" in place:
        found += ("C", "Cf" + flag)
    return found


def near_features(near: str, flag: str, look: str, side: str) -> list[str]:
    """The features of a token's neighbour: the one before ("-") or after ("+") it."""
    return [side + near, side + "g" + flag, side + "^" + near + "|" + look]


def place_of(words: Words, at: int, first: int, last: int) -> str:
    return (
        ("s" if at == 0 else "")
        + ("f" if at == first else "")
        + ("l" if at + 1 == last else "")
        + ("C" if words.capitals else "")
    )


def pair_features(words: Words, at: int, first: int, last: int) -> list[str]:
    """The features of a token that hang on more than one other token, or on its chain."""
    lower, shapes, flags, _ = words
    size = len(lower)
    low, look, flag = lower[at], shapes[at], flags[at]
    more = at + 1 < size
    long = last - first > 1
    edge = ("f" if at == first else "") + ("l" if at + 1 == last else "")
    return [
        "=" + (lower[at - 2] if at > 1 else "^"),
        "#" + (lower[at + 2] if at + 2 < size else "$"),
        "<" + (lower[at - 1] if at else "^") + "|" + low,
        ">" + low + "|" + (lower[at + 1] if more else "$"),
        "[" + (flags[at - 1] if at else "^") + "|" + flag,
        "]" + flag + "|" + (flags[at + 1] if more else "$"),
        "{"
        + (shapes[at - 1] if at else "^")
        + "|"
        + look
        + "|"
        + (shapes[at + 1] if more else "$"),
        "L" + (lower[last - 1] if long else "1"),
        "M" + (flags[last - 1] if long else "1"),
        "N" + (lower[last] if last < size else "$"),
        "O" + (lower[first - 1] if first else "^"),
        "n" + str(min(last - first, 4)) + edge,
    ]


def features(words: Words, at: int, first: int, last: int) -> list[str]:
    """All features of one token of a chain first..last (last excluded), for training."""
    lower, shapes, flags, _ = words
    look = shapes[at]
    found = own_features(lower[at], look, flags[at], place_of(words, at, first, last))
    found += near_features(lower[at - 1], flags[at - 1], look, "-") if at else ["-^"]
    more = at + 1 < len(lower)
    found += near_features(lower[at + 1], flags[at + 1], look, "+") if more else ["+$"]
    return found + pair_features(words, at, first, last)


# ------------------------------------------------------------------ decoding


class Tagged(NamedTuple):
    """One name: tokens first..last (last excluded), its type, and how sure the model is, 0..1."""

    first: int
    last: int
    type: str
    score: float


def tag(sequence: Sequence[Token], gaz: Sequence[str]) -> list[Tagged]:
    """The names of one sentence, in order; linear in its length."""
    words: Words | None = None
    found: list[Tagged] = []
    for first, last in chains(sequence, gaz):
        if last - first == 1 and flags_of(sequence[first].text) == EVERYDAY and not gaz[first]:
            continue  # "The", "He", "But": half of all capitals, never a name alone
        words = words or words_of(sequence, gaz)
        emissions = [_emission(words, at, first, last) for at in range(first, last)]
        labels = _best(emissions)
        found.extend(_names(labels, emissions, first))
    return found


# The weights of a feature, one a label, stand side by side in one number, 32 bits each, so that
# one addition adds them all; `LIFT` makes every sum positive before the number is taken apart.
# All labels of a token are lifted alike, which changes no comparison.
_APART = struct.Struct(f"<{len(LABELS)}I")
LIFT = sum(1 << (32 * at + 24) for at in range(len(LABELS)))


@cache
def _table() -> dict[str, int]:
    """The weights of every feature as one number each."""
    places = [32 * at for at in range(len(LABELS))]
    return {
        name: sum([weight << place for weight, place in zip(row, places, strict=True) if weight])
        for name, row in weights().features.items()
    }


def _sum(names: list[str]) -> int:
    """The weights of some features together."""
    return sum(filter(None, map(_table().get, names)))


@lru_cache(maxsize=1 << 15)
def _own(low: str, look: str, flag: str, place: str) -> int:
    return _sum(own_features(low, look, flag, place))


@lru_cache(maxsize=1 << 15)
def _near(near: str, flag: str, look: str, side: str) -> int:
    return _sum(near_features(near, flag, look, side))


def _emission(words: Words, at: int, first: int, last: int) -> tuple[int, ...]:
    """The weights of all features of one token; what repeats from text to text is remembered."""
    lower, shapes, flags, _ = words
    look = shapes[at]
    more = at + 1 < len(lower)
    total = (
        _sum(pair_features(words, at, first, last))
        + _own(lower[at], look, flags[at], place_of(words, at, first, last))
        + (_near(lower[at - 1], flags[at - 1], look, "-") if at else _edge("-^"))
        + (_near(lower[at + 1], flags[at + 1], look, "+") if more else _edge("+$"))
        + LIFT
    )
    return _APART.unpack(total.to_bytes(_APART.size, "little"))


def _edge(name: str) -> int:
    return _table().get(name, 0)


@cache
def _spread() -> int:
    """How much more one step into a label may weigh than another, at the most."""
    moves = weights().transitions
    columns = [[row[label] for row in moves] for label in range(len(LABELS))]
    return max(max(column) - min(column) for column in columns)


def _may_follow(before: int, label: int) -> bool:
    """An I- label needs its own kind before it."""
    return not LABELS[label].startswith("I-") or LABELS[before][2:] == LABELS[label][2:]


@cache
def _start() -> list[int]:
    """For each label what it weighs to begin a chain with it."""
    moves = weights().transitions[0]
    return [moves[label] if _may_follow(0, label) else -(10**9) for label in range(len(LABELS))]


def _best(emissions: Sequence[Sequence[int]]) -> list[int]:
    """The best label path through a chain, which starts after an outside token."""
    scores = [value + first for value, first in zip(emissions[0], _start(), strict=True)]
    if len(emissions) == 1:
        return [scores.index(max(scores))]
    moves = weights().transitions
    trails: list[list[int]] = []
    for row in emissions[1:]:
        # Labels far below the best one cannot come before any label that may follow them all.
        top = max(scores)
        floor = top - _spread()
        first, *others = [label for label, score in enumerate(scores) if score >= floor]
        fresh = [scores[first] + move for move in moves[first]]
        trail = [first] * len(LABELS)
        for before in others:
            score = scores[before]
            for label, move in enumerate(moves[before]):
                if score + move > fresh[label]:
                    fresh[label] = score + move
                    trail[label] = before
        for label in INSIDE:  # an I- label needs its own kind before it
            begun = scores[label - 1] + moves[label - 1][label]
            goes_on = scores[label] + moves[label][label]
            fresh[label], trail[label] = (
                (begun, label - 1) if begun >= goes_on else (goes_on, label)
            )
        scores = list(map(add, fresh, row))
        trails.append(trail)
    label = scores.index(max(scores))
    path = [label]
    for trail in reversed(trails):
        label = trail[label]
        path.append(label)
    return path[::-1]


def _names(labels: list[int], emissions: Sequence[Sequence[int]], offset: int) -> Iterator[Tagged]:
    at = 0
    while at < len(labels):
        name = LABELS[labels[at]]
        if name[0] != "B":
            at += 1
            continue
        last = at + 1
        while last < len(labels) and LABELS[labels[last]] == "I-" + name[2:]:
            last += 1
        yield Tagged(offset + at, offset + last, name[2:], _certainty(labels, emissions, at, last))
        at = last


def _certainty(
    labels: list[int], emissions: Sequence[Sequence[int]], first: int, last: int
) -> float:
    """The odds of the name against no name there, squeezed into 0..1."""
    moves = weights().transitions
    gain = sum(emissions[at][labels[at]] - emissions[at][0] for at in range(first, last))
    before = labels[first - 1] if first else 0
    steps = [before, *labels[first:last]]
    gain += sum(moves[a][b] for a, b in pairwise(steps))
    gain -= moves[before][0] + moves[0][0] * (last - first - 1)
    if last < len(labels):
        gain += moves[labels[last - 1]][labels[last]] - moves[0][labels[last]]
    return round(1 / (1 + math.exp(-max(-2000, min(2000, gain)) / 100)), 2)
