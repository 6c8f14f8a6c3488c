"""Event words of two senses: which of them an article has, by the words around."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from secondsource.text.patterns import rules

MARGIN = 2  # words by which an article must speak of the other thing


class Sense(NamedTuple):
    """Triggers that belong to another type where an article speaks of other things."""

    kind: str
    other: str
    triggers: frozenset[str]
    words: frozenset[str]
    against: frozenset[str]


@cache
def _senses() -> tuple[Sense, ...]:
    return tuple(
        Sense(
            rule["from"],
            rule["to"],
            frozenset(rule["triggers"]),
            frozenset(rule["words"]),
            frozenset(rule["against"]),
        )
        for rule in rules("en/senses.toml")["sense"]
    )


def meant(kind: str, trigger: Collection[str], text: frozenset[str]) -> str:
    """The type a mark has on its page: "a strike on Darrow" is no strike of workers.

    "" where it tells no event there: a launch that sinks is a boat.

    trigger: the folded words of the trigger; text: those of the article.
    """
    for sense in _senses():
        if kind != sense.kind or sense.triggers.isdisjoint(trigger):
            continue  # "raid on" has the word raid
        if len(text & sense.words) - len(text & sense.against) >= MARGIN:
            return sense.other
    return kind


class _Page(NamedTuple):
    """What an article may be about: the words that tell it, how many, and what speaks against."""

    name: str
    words: frozenset[str]
    against: frozenset[str]
    least: int


@cache
def _pages() -> tuple[_Page, ...]:
    return tuple(
        _Page(r["name"], frozenset(r["words"]), frozenset(r.get("against", ())), r["least"])
        for r in rules("en/senses.toml")["page"]
    )


def pages(text: frozenset[str]) -> frozenset[str]:
    """What an article with these folded words is about: "sport", "rocket"."""
    return frozenset(
        page.name
        for page in _pages()
        if len(text & page.words) - len(text & page.against) >= page.least
    )


def are_senses(trigger: Collection[str], kind: str, other: str) -> bool:
    """Whether a word means one type on some pages and another on others, as "strike" does."""
    return any(
        {kind, other} == {sense.kind, sense.other} and not sense.triggers.isdisjoint(trigger)
        for sense in _senses()
    )
