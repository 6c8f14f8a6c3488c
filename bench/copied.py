"""Invented copies: how many of them are found, by what was done to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from bench.heap import Event, article, cut, extended, respelled, reworded
from secondsource import copies
from secondsource.model import Article

WAYS = ("same", "re-headlined", "cut", "extended", "reworded", "respelled", "cut and reworded")


def cases(events: int = 8, *, seed: int = 7) -> Iterator[tuple[str, Article, Article]]:
    """(what was done, original, copy); each event also gives a report of another hand, no copy."""
    for number in range(events):
        event = Event(seed, number)
        dice = Random(f"copies {seed}/{number}")
        told = event.report(dice, 15)
        original = article(
            event.headline(dice), told, site=1, day=event.day, ref=f"original/{number}"
        )
        head = event.headline(dice)
        for way, text in (
            ("same", told),
            ("re-headlined", told),
            ("cut", cut(told, dice)),
            ("extended", extended(told, event, dice)),
            ("reworded", reworded(told)),
            ("respelled", respelled(told)),
            ("cut and reworded", cut(reworded(told), dice)),
            ("of another hand", event.report(dice, 15)),
        ):
            title = head if way != "same" else original.text.split("\n", 1)[0]
            yield way, original, article(title, text, site=2, day=event.day, ref=f"{way}/{number}")


def report() -> None:
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for way, original, copy in cases():
        links = copies.find([original, copy])
        tried[way] += 1
        found[way] += bool(links) and links[0].share >= copies.MIN_SHARE
    made = sum(tried[way] for way in WAYS)
    print(f"invented copies: {sum(found[way] for way in WAYS)} of {made} found; ", end="")
    print(", ".join(f"{way} {found[way]}/{tried[way]}" for way in tried))
