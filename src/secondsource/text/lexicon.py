"""Tokens of running text, and what the shipped lists say of each."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct

from secondsource.text import world
from secondsource.text.patterns import rules

TOKEN = re.compile(
    r"[a-z]+(?=[ ,])"  # most words: tried first for speed
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]\.(?=\s+[A-Z])"  # J. Smith
    r"|(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Sgt|Lt|Capt|Maj|Sen|Rep|Gov|Rev|Hon|Pvt|Cpl|Adm)\."
    r"|['’]s\b"
    r"|\w+(?:(?!['’]s\b)[-'’.&@/]\w+)*!?(?<!\w!)"
    r"|\S"
)


class Token(NamedTuple):
    start: int
    end: int
    text: str


class Weights(Struct, frozen=True, gc=False):
    """Emission weights by feature, label to label weights, and how common words are in lower case.

    Numbers are hundredths. common: words nearly always written in lower case, most frequent first.
    """

    features: dict[str, tuple[int, ...]]  # a weight for each label
    transitions: list[list[int]]
    common: list[str]


@cache
def weights() -> Weights:
    """The shipped weights; about 20 ms the first time."""
    packed = files("secondsource").joinpath("rules", "en", "names.weights").read_bytes()
    return msgspec.msgpack.decode(zlib.decompress(packed), type=Weights)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of a stretch of text; "Moscow-based" and "Russia's" are two each."""
    found: list[Token] = []
    new, add = tuple.__new__, found.append  # a third of the time of `Token(...)`
    for match in TOKEN.finditer(text, start, end):
        word = match[0]
        begin, stop = match.span()
        if "-" in word and (cut := _lower_tail(word)):
            add(Token(begin, begin + cut, word[:cut]))
            add(Token(begin + cut, stop, word[cut:]))
        else:
            add(new(Token, (begin, stop, word)))
    return found


def _lower_tail(word: str) -> int:
    """Where the lower-case tail of a compound begins ("Moscow|-based"); 0 where there is none."""
    at = word.find("-")
    return at if at > 1 and word[0].isupper() and word[at + 1 :] in _tails() else 0


@cache
def _tails() -> frozenset[str]:
    return frozenset(rules("en/names.toml")["tails"])


class Lexicon(NamedTuple):
    """What the lists say: flags by word, and the names of several words by their first."""

    flags: dict[str, str]  # by word as written
    folded: dict[str, str]  # by lower-case word
    # By the first two words, in lower case; the longest first.
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]


@cache
def lexicon() -> Lexicon:
    """What the shipped lists say of words, for the features of the tagger."""
    flags: dict[str, set[str]] = {}
    folded: dict[str, set[str]] = {}
    phrases: dict[tuple[str, ...], set[tuple[tuple[str, ...], str]]] = {}

    def add(name: str, flag: str) -> None:
        pieces = tuple(token.text.lower() for token in tokens(name, 0, len(name)))
        if len(pieces) == 1:
            flags.setdefault(name, set()).add(flag)
        for variant in {pieces, tuple(p for piece in pieces for p in re.split(r"(-)", piece) if p)}:
            if len(variant) > 1:
                phrases.setdefault(variant[:2], set()).add((variant, flag))

    names = rules("en/names.toml")
    for flag, words in (
        ("x", "organisation"),
        ("y", "place"),
        ("l", "particles"),
        ("m", "calendar"),
        ("z", "openers"),
        ("q", "peoples"),
    ):
        for word in names[words]:
            folded.setdefault(word, set()).add(flag)
    for word in world.titles():
        folded.setdefault(word, set()).add("t")
    for name, flag in world.evidence():
        if flag == "t" or flag == "d":
            folded.setdefault(name.lower(), set()).add(flag)
        else:
            add(name, flag)
    by_two: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for (first, second), listed in sorted(phrases.items()):
        ordered = sorted(listed, key=lambda p: (-len(p[0]), p))
        by_two.setdefault(first, {})[second] = ordered
    return Lexicon(
        {word: "".join(sorted(found)) for word, found in flags.items()},
        {word: "".join(sorted(found)) for word, found in folded.items()},
        by_two,
    )


@cache
def _common() -> dict[str, str]:
    """How common a word is in lower case: a (the commonest thousand), b, c."""
    ranked = weights().common
    return {
        word: "a" if rank < 1000 else "b" if rank < 4000 else "c"
        for rank, word in enumerate(ranked)
    }


@lru_cache(maxsize=1 << 14)
def flags_of(word: str) -> str:
    """What the lists say of one word, a letter each."""
    listed = lexicon()
    low = word.lower()
    own = listed.flags.get(word, "")
    if not own and word.isupper() and len(word) > 3:
        own = listed.flags.get(word.title(), "")
    return own + listed.folded.get(low.rstrip("."), "") + _common().get(low, "")


def gazetteer(sequence: Sequence[Token]) -> list[str]:
    """For each token the place it has in a listed name of several words: "P0", "P1" ... or ""."""
    phrases = lexicon().phrases
    found = [""] * len(sequence)
    lower = [token[2].lower() for token in sequence]
    lower.append("")
    until = 0
    for at in [at for at, word in enumerate(lower) if word in phrases]:
        if at < until:
            continue
        word = lower[at]
        for words, flag in phrases[word].get(lower[at + 1], ()):
            size = len(words)
            if until - at > size:
                break
            if tuple(lower[at : at + size]) == words and _may_be_name(sequence, at, size, flag):
                until = at + size
                for offset in range(size):
                    found[at + offset] += f"{flag}{min(offset, 1)}"
    return found


@lru_cache(maxsize=1 << 14)
def may_be_name(word: str) -> bool:
    """Whether a word may be of a name for its capitals: "Moscow", "iPad", "2Pac"."""
    return word[0].isupper() or (
        word[0].isalnum() and not word.islower() and any(c.isupper() for c in word)
    )


def is_word(word: str) -> bool:
    """Whether a word is an everyday one, whatever its case: "Thanks", "Monday", "Phone"."""
    low = word.lower()
    return low in _common() or bool(set("mz") & set(lexicon().folded.get(low, "")))


@lru_cache(maxsize=1 << 13)
def pieces_of(name: str) -> tuple[str, ...]:
    """The tokens of a name, in lower case."""
    return tuple(token.text.lower() for token in tokens(name, 0, len(name)))


def is_organisation(name: str) -> bool:
    """Whether the lists hold a name as an organisation's and as no family name."""
    pieces = pieces_of(name)
    if len(pieces) == 1:
        flags = lexicon().flags.get(name, "")
        return "o" in flags and "g" not in flags
    return any(flag in "oa" for flag in _entries(pieces))


def is_place(name: str) -> bool:
    """Whether the lists hold a name of several words as a place's."""
    pieces = pieces_of(name)
    return any(flag in "cp" for flag in _entries(pieces))


@cache
def _states() -> frozenset[str]:
    places = rules("world/places.toml")
    short = {form for name in places["postal"] for form in (name, name.title())}
    countries = rules("world/countries.toml")["countries"].values()
    return frozenset((*places["american"], *short, *(entry["name"] for entry in countries)))


def is_state(word: str) -> bool:
    """Whether a word after a town says which it is: a state, a country, a short form."""
    return word in _states()


def is_kind_word(word: str) -> bool:
    """Whether a word says what kind of place or organisation a name is: "Street", "Council"."""
    return bool(set("xy") & set(lexicon().folded.get(word.lower().rstrip("."), "")))


def is_listed(word: str) -> bool:
    """Whether a list holds the word as a name of its own."""
    return word in lexicon().flags


def listed_type(
    sequence: Sequence[Token], first: int, last: int, gaz: Sequence[str]
) -> Literal["organisation", "place"] | None:
    """What the lists alone say of a stretch: a country, capital, agency; None for the rest."""
    if last - first > 1:
        flags = gaz[first]
        if "c" in flags:
            return "place"
        capital = sequence[first].text[0].isupper() and sequence[last - 1].text[0].isupper()
        if "a" in flags and capital:
            return "organisation"
        return "organisation" if {"a", "o"} & set(flags) and is_careless(sequence) else None
    kind = _listed_alone(sequence[first].text)
    if kind == "town":
        return "place" if _is_where(sequence, first) else None
    return kind


@lru_cache(maxsize=1 << 14)
def _listed_alone(word: str) -> Literal["organisation", "place", "town"] | None:
    """What the lists say of one word; "town" for a place's name written in lower case."""
    flags = lexicon().flags.get(word, "")
    if "c" in flags and not {"g", "s"} & set(flags):
        return "place"
    if "a" in flags and word.isupper() and len(word) > 1:
        return "organisation"
    if "o" in flags and not set("gshp") & set(flags) and not is_word(word):
        return "organisation"
    if word.islower() and len(word) > 3 and word not in _common():
        flags = lexicon().flags.get(word.title(), "")
        if ("c" in flags or "p" in flags) and not {"g", "s", "h"} & set(flags):
            return "town"
    return None


def _is_where(sequence: Sequence[Token], at: int) -> bool:
    """Whether a place in lower case may stand here: in a careless line, or after "in" or "to"."""
    if is_careless(sequence):
        return True
    return at > 0 and sequence[at - 1].text in _towards() and not sequence[at].text.endswith("ing")


@cache
def _towards() -> frozenset[str]:
    return frozenset(rules("en/names.toml")["towards"])


def is_careless(sequence: Sequence[Token]) -> bool:
    """Whether a sentence is written without capitals, but for its first word and "I"."""
    for token in islice(sequence, 1, None):
        word = token[2]
        if word[0].isupper() and word != "I":
            return False
    return True


def _may_be_name(sequence: Sequence[Token], first: int, size: int, flag: str) -> bool:
    """Whether a listed name may stand here: in lower case only a place's, or in a careless line."""
    stretch = sequence[first : first + size]
    return (
        flag in "pc" or any(token.text[0].isupper() for token in stretch) or is_careless(sequence)
    )


def _entries(pieces: tuple[str, ...]) -> Iterator[str]:
    """The flags of a listed name of several words."""
    if len(pieces) > 1:
        listed = lexicon().phrases.get(pieces[0], {}).get(pieces[1], ())
        yield from (flag for words, flag in listed if words == pieces)


@lru_cache(maxsize=1 << 14)
def shape(word: str) -> str:
    """What a word looks like: "Xx", "XX", "X.", "x", "9" ..."""
    if word.isalpha():
        if word.isupper():
            return "X" if len(word) == 1 else "XX" if len(word) < 6 else "XXX"
        if word[0].isupper():
            return "Xx" if word[1:].islower() else "XxX"
        return "x" if word.islower() else "xX"
    if word.isdigit():
        return "9999" if len(word) == 4 else "9"
    if not any(c.isalnum() for c in word):
        return word if len(word) == 1 else "p"
    kinds = "".join(
        "X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c for c in word
    )
    return re.sub(r"(.)\1+", r"\1", kinds)[:6]
