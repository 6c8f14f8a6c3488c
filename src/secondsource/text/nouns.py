"""The nouns that name a channel, a document, an occasion, or somebody without a name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from secondsource.text import world
from secondsource.text.cues import word_sets
from secondsource.text.patterns import rules


class _Lists(Struct, frozen=True, gc=False):
    channel_nouns: dict[tuple[str, ...], str]
    generic: frozenset[str]  # "local", "state": no part of a channel's own name
    platforms: frozenset[str]
    platform_nouns: frozenset[str]
    tweets: str  # the platform "tweeted" names
    events: frozenset[str]
    documents: frozenset[str]
    unnamed: frozenset[str]
    persons: frozenset[str]
    callings: frozenset[str]  # of those who speak for themselves: "farmer", "sister"
    titles: frozenset[str]  # before a name, telling no office: "Dr", "Ms"
    before_name: frozenset[str]  # offices and titles that may stand before a name
    carriers: frozenset[str]
    numbers: dict[str, int]


@lru_cache(maxsize=8192)
def outlet_role(name: str) -> str:
    """agency, broadcast or outlet for a name the shipped lists know; "" for others."""
    if world.agency(name) is not None:
        return "agency"
    key = world.outlet(name)
    if key is None or world.is_ordinary(name):
        return ""
    outlets: dict[str, Any] = rules("world/outlets.toml")["outlets"]
    kind = outlets.get(key.removeprefix("organisation:"), {}).get("kind", "")
    return "broadcast" if kind == "broadcaster" else "outlet"


@cache
def lists() -> _Lists:
    """The teller nouns of the rule files, ready for lookup."""
    file: dict[str, Any] = rules("en/quotes/tellers.toml")
    words: dict[str, Any] = rules("en/quotes/words.toml")
    nouns = {tuple(n.split()): role for role, group in file["channels"].items() for n in group}
    callings = frozenset(file["anonymous"]["callings"])
    return _Lists(
        channel_nouns=nouns,
        generic=frozenset(file["generic"]["words"]),
        platforms=frozenset(file["platforms"]["names"]),
        platform_nouns=frozenset(file["platforms"]["nouns"]),
        tweets=file["platforms"]["tweets"],
        events=frozenset(file["events"]["nouns"]),
        documents=frozenset(file["documents"]["nouns"]),
        unnamed=frozenset(file["anonymous"]["nouns"]),
        persons=frozenset((*file["anonymous"]["persons"], *file["anonymous"]["nouns"], *callings)),
        callings=callings,
        titles=frozenset(file["titles"]["words"]),
        before_name=frozenset(
            (
                *file["anonymous"]["persons"],
                *file["anonymous"]["nouns"],
                *callings,
                *file["titles"]["words"],
                *word_sets()["ranks"],
            )
        ),
        carriers=frozenset(file["documents"]["carriers"]),
        numbers=dict(words["numbers"]),
    )
