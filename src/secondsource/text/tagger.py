"""Tokens of capitalised stretches to labels: a linear-chain model with shipped weights.

Only chains of candidate tokens (capitals, and the little words between them) are looked at; every
other token is outside. The weights are made by `bench/train_names.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from secondsource.text.lexicon import Token, flags_of, shape, weights
from secondsource.text.patterns import rules

EVERYDAY = "a"  # the flags of the commonest words that no list holds
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")

# ------------------------------------------------------------------ candidates


@cache
def _links() -> frozenset[str]:
    names = rules("en/names.toml")
    return frozenset((*names["links"], *names["particles"]))


def _is_candidate(word: str) -> bool:
    return word[0].isupper() or (
        word[0].isalnum() and not word.islower() and any(c.isupper() for c in word)
    )


def chains(sequence: Sequence[Token], gaz: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of tokens that may hold names: capitalised ones and the little words between them."""
    size = len(sequence)
    at = 0
    while at < size:
        if not (_is_candidate(sequence[at].text) or gaz[at]):
            at += 1
            continue
        last = at
        look = at + 1
        while look < size and look - last <= 3:
            word = sequence[look].text
            if _is_candidate(word) or gaz[look] or word in ("'s", "’s"):
                last = look
            elif not (word.lower() in _links() or word.isdigit() or word in ",'.-&+/"):
                break
            look += 1
        yield at, last + 1
        at = last + 1


# ------------------------------------------------------------------ features


class Words(NamedTuple):
    """One sentence ready for features."""

    lower: list[str]
    shapes: list[str]
    flags: list[str]
    capitals: bool  # all its letters are capitals


def words_of(sequence: Sequence[Token], gaz: Sequence[str]) -> Words:
    """What the features need to know of each token of a sentence."""
    listed = [token.text for token in sequence]
    lower = [word.lower() for word in listed]
    flags = [flags_of(word) + phrase for word, phrase in zip(listed, gaz, strict=True)]
    letters = [word for word in listed if word[0].isalpha() and len(word) > 1]
    capitals = len(letters) > 2 and all(word.isupper() for word in letters)
    return Words(lower, [shape(word) for word in listed], flags, capitals)


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


Row = tuple[int, ...]
NOTHING: Row = (0,) * len(LABELS)


def _sum(names: list[str]) -> Row:
    """The weights of some features together, a number a label."""
    table = weights().features
    rows = [row for name in names if (row := table.get(name)) is not None]
    return tuple(map(sum, zip(*rows, strict=True))) if rows else NOTHING


@lru_cache(maxsize=1 << 15)
def _own(low: str, look: str, flag: str, place: str) -> Row:
    return _sum(own_features(low, look, flag, place))


@lru_cache(maxsize=1 << 15)
def _near(near: str, flag: str, look: str, side: str) -> Row:
    return _sum(near_features(near, flag, look, side))


def _emission(words: Words, at: int, first: int, last: int) -> list[int]:
    """The weights of all features of one token; what repeats from text to text is remembered."""
    lower, shapes, flags, _ = words
    look = shapes[at]
    table = weights().features
    rows = [row for name in pair_features(words, at, first, last) if (row := table.get(name))]
    rows.append(_own(lower[at], look, flags[at], place_of(words, at, first, last)))
    rows.append(_near(lower[at - 1], flags[at - 1], look, "-") if at else table.get("-^", NOTHING))
    more = at + 1 < len(lower)
    rows.append(
        _near(lower[at + 1], flags[at + 1], look, "+") if more else table.get("+$", NOTHING)
    )
    return list(map(sum, zip(*rows, strict=True)))


@cache
def _into() -> list[list[tuple[int, int]]]:
    """For each label, the labels that may come before it and what the step weighs."""
    moves = weights().transitions
    return [
        [
            (before, moves[before][label])
            for before in range(len(LABELS))
            if _may_follow(before, label)
        ]
        for label in range(len(LABELS))
    ]


def _may_follow(before: int, label: int) -> bool:
    """An I- label needs its own kind before it."""
    return not LABELS[label].startswith("I-") or LABELS[before][2:] == LABELS[label][2:]


@cache
def _start() -> list[int]:
    """For each label what it weighs to begin a chain with it."""
    moves = weights().transitions[0]
    return [moves[label] if _may_follow(0, label) else -(10**9) for label in range(len(LABELS))]


def _best(emissions: list[list[int]]) -> list[int]:
    """The best label path through a chain, which starts after an outside token."""
    if len(emissions) == 1:
        alone = [value + first for value, first in zip(emissions[0], _start(), strict=True)]
        return [alone.index(max(alone))]
    low = -(10**9)
    scores = [value + first for value, first in zip(emissions[0], _start(), strict=True)]
    trails: list[list[int]] = []
    into = _into()
    for row in emissions[1:]:
        trail = []
        fresh = []
        for label, value in enumerate(row):
            best, origin = low * 2, 0
            for before, weight in into[label]:
                score = scores[before] + weight
                if score > best:
                    best, origin = score, before
            fresh.append(best + value)
            trail.append(origin)
        trails.append(trail)
        scores = fresh
    label = max(range(len(LABELS)), key=scores.__getitem__)
    path = [label]
    for trail in reversed(trails):
        label = trail[label]
        path.append(label)
    return path[::-1]


def _names(labels: list[int], emissions: list[list[int]], offset: int) -> Iterator[Tagged]:
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


def _certainty(labels: list[int], emissions: list[list[int]], first: int, last: int) -> float:
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
