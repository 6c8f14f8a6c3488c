"""Invented news for a heap of any size: events, reports, copies, cuts, site chrome, look-alikes.

All of it follows from the seed and the event's number, so that a heap of 10,000 is the beginning of
the heap of 100,000. No place, person, body or outlet exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from secondsource.model import Article, Block, Fact, Span, digest, with_marks

FIRST_DAY = date(2031, 1, 1)
EVENTS_A_DAY = 40
SITES = 120
BODIES = ("Council", "Union", "Works", "Bank", "Ministry")
KINDS = ("quake", "talks", "fire", "strike", "vote", "flood", "trial", "merger")
_SYLLABLES = (  # noqa: SIM905
    "ba be bo da de do fa fe ga go ha he ka ke ko la le lo ma me mo na ne no pa pe po ra re ro "
    "sa se so ta te to va ve vo za ze zo mar tel vin dor kas lun bri gor fen hal jun ost pel rud"
).split()
_ENDS = ("burg", "vale", "ton", "stead", "grad", "mouth", "ia", "ov", "sk", "field", "more", "ana")
_MATTER = {
    "quake": ("earthquake", "tremor", "the ground shook", "aftershocks", "rescue teams", "rubble"),
    "talks": ("talks", "the delegations", "an agreement", "the negotiators", "the draft", "envoys"),
    "fire": ("fire", "the blaze", "firefighters", "smoke", "the warehouse", "the evacuation"),
    "strike": ("strike", "the walkout", "union leaders", "wages", "the depot", "pickets"),
    "vote": ("vote", "the ballot", "turnout", "the recount", "the opposition", "polling stations"),
    "flood": ("flood", "the river", "sandbags", "the dam", "rising water", "the low districts"),
    "trial": ("trial", "the jury", "the verdict", "prosecutors", "the defence", "the appeal"),
    "merger": ("merger", "the takeover", "shareholders", "regulators", "the bid", "the board"),
}
_OPEN = (
    "on {weekday}", "late in the evening", "in the early hours", "by nightfall", "at noon",
    "at dawn",
    "according to officials", "in a statement", "as the day went on", "after hours of waiting",
    "despite earlier doubts", "for the second time this year", "to the surprise of many",
    "with little warning", "under heavy rain", "before a packed hall", "as expected",
)  # fmt: skip
_WHO = (
    "{person}", "the mayor of {place}", "a spokesman for {body}", "residents of {place}",
    "{body}",
    "two people close to {person}", "{second}", "the governor, {second},",
    "shopkeepers near {street}",
    "the head of {body}", "a witness on {street}", "aides of {person}", "workers from {other}",
)  # fmt: skip
_DID = (
    "described", "put off", "defended", "played down", "recognised", "promised to look into",
    "criticised", "asked for help with", "organised", "spoke at length about", "refused to discuss",
    "welcomed", "analysed", "prepared for", "had warned of", "drew up a programme for",
    "apologised for",
    "took charge of", "summarised", "set aside {number} crowns for",
)  # fmt: skip
_TAIL = (
    "near {street}", "in {place}", "in the neighbouring town of {other}",
    "beside the harbour centre",
    "where {number} people had gathered", "and {number} more are thought to be affected",
    "while {body} kept silent", "at a cost of {number} crowns", "as neighbours looked on",
    "with colour and some humour", "for the labour of many months", "and no favour was asked",
    "until the last light", "at the old theatre", "as the licence of {body} ran out",
    "behind the grey tower on {street}", "a few metres from {street}", "though {second} disagreed",
)  # fmt: skip
_UK_US = {
    "recognised": "recognized", "criticised": "criticized", "organised": "organized",
    "analysed": "analyzed", "programme": "program", "apologised": "apologized",
    "summarised": "summarized", "neighbouring": "neighboring", "harbour": "harbor",
    "centre": "center", "neighbours": "neighbors", "colour": "color", "humour": "humor",
    "labour": "labor", "favour": "favor", "theatre": "theater", "licence": "license",
    "grey": "gray", "metres": "meters", "defence": "defense",
}  # fmt: skip
_OTHER_WORDS = {
    "described": "depicted", "near": "close to", "promised": "pledged", "asked": "called",
    "refused": "declined", "welcomed": "hailed", "people": "persons", "more": "others",
    "while": "as", "gathered": "assembled", "residents": "inhabitants", "warned": "cautioned",
    "despite": "notwithstanding", "officials": "authorities", "statement": "communique",
    "many": "most observers", "evening": "nightfall", "silent": "quiet", "cost": "price",
    "spoke": "talked", "town": "city", "witness": "bystander", "head": "chief", "hall": "room",
}  # fmt: skip
_CHROME = (
    "Sign up for our evening letter and never miss a story from the {site} newsroom",
    "You have three free articles left this month, become a friend of the {site} today",
    "The {site} is written and printed in {town} by people who love their town",
)


class Event:
    """One invented happening and the words that are its own."""

    def __init__(self, seed: int, number: int) -> None:
        dice = Random(f"{seed}/{number}")
        self.number = number
        # Every tenth event is a look-alike of the one before: same kind, other place and people.
        alike = number % 10 == 9
        self.kind = KINDS[(number - alike) * 7 % len(KINDS)]
        self.day = FIRST_DAY + timedelta(days=(number - alike) // EVENTS_A_DAY)
        self.words = {
            "place": _name(dice) + dice.choice(_ENDS),
            "other": _name(dice) + dice.choice(_ENDS),
            "person": f"{_name(dice)} {_name(dice)}{dice.choice(['', 'n', 'ck'])}",
            "second": f"{_name(dice)} {_name(dice)}{dice.choice(('r', 'sen', 'l'))}",
            "body": f"{_name(dice)} {dice.choice(BODIES)}",
            "street": f"{_name(dice)} {dice.choice(('Street', 'Square', 'Bridge', 'Lane'))}",
            "weekday": self.day.strftime("%A"),
        }
        # What an event is about is mostly said in words that few others share.
        self.things = [
            _name(dice).lower() + dice.choice(("er", "ing", "ock", "")) for _ in range(30)
        ]

    def headline(self, dice: Random) -> str:
        matter = dice.choice(_MATTER[self.kind])
        shape = dice.choice(
            ("{place}: {m} and what {person} says", "{m} in {place} as {body} looks on",
             "{person} on {m} in {place}", "After {m}, {place} waits for {body}")
        )  # fmt: skip
        text = shape.format(m=matter, **self.words)
        return text[0].upper() + text[1:]

    def report(self, dice: Random, sentences: int) -> list[str]:
        return [self._sentence(dice) for _ in range(sentences)]

    def _sentence(self, dice: Random) -> str:
        parts = [
            dice.choice(_OPEN) + ",", dice.choice(_WHO), dice.choice(_DID),
            dice.choice(_MATTER[self.kind]), "over the " + dice.choice(self.things),
            "and the " + dice.choice(self.things), dice.choice(_TAIL),
        ]  # fmt: skip
        filled = " ".join(p for p in parts if p).format(
            number=dice.randrange(2, 4000), **self.words
        )
        return filled[0].upper() + filled[1:] + "."


def _name(dice: Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.choice((2, 2, 3)))).capitalize()


# ------------------------------------------------------------------ copies


def cut(sentences: list[str], dice: Random) -> list[str]:
    return sentences[: max(4, int(len(sentences) * dice.uniform(0.3, 0.7)))]


def extended(sentences: list[str], event: Event, dice: Random) -> list[str]:
    own = event.report(dice, max(3, len(sentences) // 2))
    return own[:2] + sentences + own[2:]


def reworded(sentences: list[str]) -> list[str]:
    """Every word that has another word changed, in two sentences of three."""
    return [
        _swapped(sentence, _OTHER_WORDS) if at % 3 else sentence
        for at, sentence in enumerate(sentences)
    ]


def respelled(sentences: list[str]) -> list[str]:
    return [_swapped(sentence, _UK_US) for sentence in sentences]


def _swapped(sentence: str, words: dict[str, str]) -> str:
    return re.sub(r"\w+", lambda found: words.get(found.group(), found.group()), sentence)


# ------------------------------------------------------------------ articles


def article(
    headline: str,
    sentences: list[str],
    *,
    site: int,
    day: date | None,
    ref: str,
    chrome: bool = True,
) -> Article:
    """A marked article: headline, body of three sentences a line, and the site's own chrome."""
    lines = [(headline, "headline")] if headline else []
    lines += [(" ".join(sentences[n : n + 3]), "body") for n in range(0, len(sentences), 3)]
    if chrome:
        name = f"{_name(Random(f'site {site}'))} Post"
        lines += [(line.format(site=name, town=name[:4]), "nav") for line in _CHROME]
    text, blocks = "", []
    for line, role in lines:
        blocks.append(Block(span=Span(len(text), len(text) + len(line)), by="heap", role=role))  # type: ignore[arg-type]
        text += line + "\n"
    made = Article(
        id=digest(ref, text),
        page=digest(ref),
        origin=ref,
        ref=ref,
        text=text,
        outlet=f"site{site}.example",
        language="en",
        facts=(Fact("published", day.isoformat(), "heap"),) if day else (),
    )
    return with_marks(made, blocks)


def _taken(way: str, source: list[str], event: Event, dice: Random) -> list[str]:
    if way == "cut":
        return cut(source, dice)
    return extended(source, event, dice) if way == "extended" else source


def heap(size: int, *, seed: int = 1) -> Iterator[Article]:
    """Articles of as many events as it takes: reports of their own, copies and cuts of them."""
    made = number = 0
    while made < size:
        event = Event(seed, number)
        dice = Random(f"{seed}/{number}/articles")
        written: list[list[str]] = []
        for at in range(dice.choice((1, 1, 2, 3, 5, 9))):
            way = dice.choice(("own", "own", "same", "cut", "extended")) if written else "own"
            if way == "own":
                written.append(event.report(dice, dice.randrange(8, 22)))
                sentences = written[-1]
            else:
                source = dice.choice(written)
                sentences = _taken(way, source, event, dice)
            yield article(
                event.headline(dice),
                sentences,
                site=dice.randrange(SITES),
                day=event.day + timedelta(days=dice.choice((0, 0, 0, 1))),
                ref=f"heap/{number}-{at}",
            )
            made += 1
            if made == size:
                return
        number += 1
