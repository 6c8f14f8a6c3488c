"""Offices beside a person's name, and the body each speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from secondsource.text import world
from secondsource.text.lexicon import Token

OFFICE_WORDS = 7  # how many words an office beside a name may have
_OF_COUNTRY = re.compile(r"(?P<body>.+) of (?:the )?(?P<place>[A-Z][\w. ]+)")


def beside(text: str, tokens: Sequence[Token], first: int, last: int) -> tuple[str, str]:
    """The office words beside a person, and the body they say the person speaks for."""
    start = first
    while start > 0 and first - start < OFFICE_WORDS and _in_phrase(tokens[start - 1]):
        start -= 1
    for begin in range(start, first):
        words = text[tokens[begin].start : tokens[first - 1].end]
        suffix = world.office(words)
        if suffix is not None:
            around = [*tokens[start:begin], *_after_of(tokens[last : last + 4])]
            return words, _body(text, around, suffix)
    return _after(text, tokens, last)


def _in_phrase(token: Token) -> bool:
    return token.text[0].isalnum() or token.text[0] in "-&'’."


def _after(text: str, tokens: Sequence[Token], last: int) -> tuple[str, str]:
    """An office in apposition: ", the deputy minister," or ", a spokesman for the council"."""
    if last + 1 >= len(tokens) or tokens[last].text not in (",", "("):
        return "", ""
    begin = last + 1
    end = begin
    while end < len(tokens) and end - begin < 2 * OFFICE_WORDS and _in_phrase(tokens[end]):
        end += 1
    while begin < end and tokens[begin].text.lower() in ("the", "a", "an", "who", "is"):
        begin += 1
    best: tuple[str, str] = ("", "")
    for office_from in range(begin, min(end, begin + 5)):
        for office_to in range(min(end, office_from + OFFICE_WORDS), office_from, -1):
            words = text[tokens[office_from].start : tokens[office_to - 1].end]
            suffix = world.office(words)
            if suffix is None:
                continue
            around = [*tokens[begin:office_from], *_after_of(tokens[office_to:end])]
            return words, _body(text, around, suffix)
    return best


def _after_of(tokens: Sequence[Token]) -> list[Token]:
    """The words after "of", "for", "at" or "to": whom an office in apposition serves."""
    if tokens and tokens[0].text.lower() in ("of", "for", "at", "to", "with", "from"):
        return [t for t in tokens[1:] if t.text.lower() != "the" or t is not tokens[1]]
    return []


def _body(text: str, around: Sequence[Token], suffix: str) -> str:
    """The key of the body: a named one, else the office's own body in a named country."""
    while around and around[0].text.lower() in ("the", "a", "an", "former", "then"):
        around = around[1:]
    size = len(around)
    place = ""
    for begin in range(size):
        for end in range(size, begin, -1):
            words = text[around[begin].start : around[end - 1].end]
            key = body_key(words)
            if key is not None and key.startswith("organisation:"):
                return key
            if not place:
                place = key or world.demonym(words) or ""
                place = place if world.is_country(place) else ""
    place = place or world.only(suffix) or ""
    if place and suffix:
        return world.of_country(suffix, place)
    return f"/{suffix}" if suffix else ""


@lru_cache(maxsize=4096)
def body_key(words: str) -> str | None:
    """The key of a country or body: "Russian Foreign Ministry", "Ministry of Defence", "NATO"."""
    key = world.known(words)
    if key is not None:
        return key
    head, _, rest = world.plain(words).partition(" ")
    for head_size in (1, 2):
        pieces = world.plain(words).split(" ")
        head, rest = " ".join(pieces[:head_size]), " ".join(pieces[head_size:])
        place = world.demonym(head) or world.country(head) or world.capital(head)
        if place and rest:
            suffix = world.ministry(rest)
            if suffix:
                return world.of_country(suffix, place)
            seat = world.seat(rest)
            if seat and seat.startswith(f"organisation:{place.removeprefix('place:')}/"):
                return seat
    match = _OF_COUNTRY.fullmatch(world.plain(words))
    if match is not None and (place := world.country(match["place"])):
        suffix = world.ministry(match["body"])
        return world.of_country(suffix, place) if suffix else None
    return None
