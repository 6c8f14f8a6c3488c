"""What of an article counts for its story, and how near two articles are by that alone."""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from secondsource.model import Article, Block, marks, words
from secondsource.text import terms
from secondsource.text.interval import Days, days_apart, days_of

NEAR = 0.13
KEYS = 12  # heaviest terms: near articles share one at least
CALM_DAYS = 7  # apart without loss
FADE_DAYS = 60
FADED = 0.9  # however far apart: months later it may still be the same story ...
FAR_DAYS = 30  # ... but from here on two articles must be nearer
FAR_NEAR = 0.18
SHARED = 0.02  # what the keys of near articles agree in, a sum of products of weights ...
FAR_SHARED = 0.08  # ... and of those months apart, which must have one of so many heaviest keys ...
HEADS = 5
FAR_KEYS = 3  # ... and so many keys in all in common ...
FAR_NAMED = 0.25  # ... or agree so far in those that are names: one rare word is mostly chance
UNDATED = 0.7  # a pair one of which has no day must agree in words the more
STRANGE = 0.3  # two texts of other people, places and bodies: look-alikes ...
ACQUAINTED = 0.06  # ... and from this likeness of names on there is no loss
FEW_NAMES = 4  # below which names cannot tell
SHORT, FULL = 10, 60  # terms: a bare headline, a whole text
SHORT_GAIN = 2.2  # two bare headlines need half the agreement of two texts
# Two short reports of one event tell another side each: the tent blown over, who pegged it down.
CLOSE_DAYS = 3  # apart at most
CLOSE_SHORT, CLOSE_FULL = 50, 110  # terms from the shortest on to those that gain nothing
CLOSE_GAIN = 1.75  # how much less agreement two of the shortest need


class Keys(NamedTuple):
    """An article's heaviest terms, the heaviest first."""

    weights: dict[str, float]  # times the article's gain
    names: dict[str, float]  # of those that are names: their weights among the names

    @property
    def heads(self) -> set[str]:
        """The very heaviest."""
        return set(islice(self.weights, HEADS))

    def agree(self, others: Keys, *, far: bool) -> bool:
        """Whether two articles may be near: their keys agree, the more so months apart.

        What is months apart is not sought by all keys: there would be the more to look at the
        longer the heap.
        """
        if far:  # what is said of most pairs first: they have one key in common, by chance
            common = len(self.weights.keys() & others.weights.keys())
            if common < FAR_KEYS and terms.dot(self.names, others.names) < FAR_NAMED:
                return False
            if self.heads.isdisjoint(others.heads):
                return False
        agreed = terms.dot(self.weights, others.weights)
        return agreed >= (FAR_SHARED if far else SHARED)


class Profile(Struct, frozen=True, gc=False):
    """What of an article counts for its story."""

    id: str
    terms: dict[str, float]
    names: dict[str, float]
    named: float  # the length of that part of the terms that are names
    keys: Keys
    gain: float
    days: Days


def profile(article: Article) -> Profile:
    """The article's telling words, keys and days."""
    title, body = _title(article), _body(article)
    read = terms.terms(title, body, title_counts=3 if body.strip() else 1, slug=article.url)
    found = read.all
    heaviest = sorted(found, key=lambda term: (-found[term], term))[:KEYS]
    gain = _gain(len(found), SHORT, FULL, SHORT_GAIN)
    names = read.names
    keys = Keys(
        {term: found[term] * gain for term in heaviest},
        {term: names[term] for term in heaviest if term in names},
    )
    named = terms.length({name: found[name] for name in names})
    return Profile(article.id, found, names, named, keys, gain, days(article))


def nearness(a: Profile, b: Profile) -> float:
    """How near two articles are, by their own words, days and lengths; 0.0 if they are not.

    Judged from the two alone, and the same both ways round. Near articles agree in their keys, and
    share two of them where they have no name in common.
    """
    far = apart(a, b) > FAR_DAYS
    if not a.keys.agree(b.keys, far=far):
        return 0.0
    if len(a.keys.weights.keys() & b.keys.weights.keys()) == 1 and _are_strangers(a, b):
        return 0.0
    agreed, least = terms.dot(a.terms, b.terms), FAR_NEAR if far else NEAR
    if agreed * _gains(a, b) < least:  # names and days only take away
        return 0.0
    value = agreed * allowance(a, b)
    return value if value >= least else 0.0


def _are_strangers(a: Profile, b: Profile) -> bool:
    """Whether both name enough, and nobody in common."""
    return min(len(a.names), len(b.names)) >= FEW_NAMES and not _acquaintances(a, b)


def _acquaintances(a: Profile, b: Profile) -> set[str]:
    """Terms in common that are a name in one of the two: what one text names in a headline or at
    the beginning of its sentences only is not seen to be a name there."""
    return (a.names.keys() & b.terms.keys()) | (b.names.keys() & a.terms.keys())


def _acquainted(a: Profile, b: Profile) -> float:
    """The part of their names that two articles have in common: a cosine, of those with names."""
    common = _acquaintances(a, b)
    if not common:
        return 0.0
    agreed = math.fsum(a.terms[term] * b.terms[term] for term in common)
    return agreed / (a.named * b.named)


def allowance(a: Profile, b: Profile) -> float:
    """What the agreement in words of two articles is worth, by their lengths, names and days."""
    gain = _gains(a, b)
    if min(len(a.names), len(b.names)) >= FEW_NAMES:
        gain *= STRANGE + (1 - STRANGE) * min(1.0, _acquainted(a, b) / ACQUAINTED)
    if a.days is None or b.days is None:
        return gain * UNDATED
    gap = apart(a, b)
    if gap <= CALM_DAYS:
        return gain
    return gain * max(FADED, math.exp(-(gap - CALM_DAYS) / FADE_DAYS))


def _gains(a: Profile, b: Profile) -> float:
    """What two texts gain by being short, the more so where they appeared at the same time."""
    if a.days is None or b.days is None or apart(a, b) > CLOSE_DAYS:
        return a.gain * b.gain
    return _close_gain(a) * _close_gain(b)


def _close_gain(one: Profile) -> float:
    """A text's gain beside one of the same days; bare headlines gain more anyway."""
    return max(one.gain, _gain(len(one.terms), CLOSE_SHORT, CLOSE_FULL, CLOSE_GAIN))


@lru_cache(maxsize=512)
def _gain(size: int, short: int, full: int, most: float) -> float:
    """What a text of so many terms gains: nothing (1.0) from `full` on, √most up to `short`."""
    shortness = math.log(full / max(size, 1)) / math.log(full / short)
    return math.pow(most, 0.5 * min(1.0, max(0.0, shortness)))


def apart(a: Profile, b: Profile) -> int:
    """Days between two articles at least; 0 where a day is unknown."""
    return days_apart(a.days, b.days)


def days(article: Article) -> Days:
    """The days on which it may have appeared, settled or declared; None if unknown."""
    if article.published is not None:
        return days_of(article.published.when)
    for fact in article.facts:
        if fact.name == "published":
            try:
                day = date.fromisoformat(fact.value[:10]).toordinal()
            except ValueError:
                continue
            return day, day
    return None


def _title(article: Article) -> str:
    """The declared title, else the headline on the page."""
    return article.title if article.title.strip() else _headline_on_page(article)


def _headline_on_page(article: Article) -> str:
    return next((words(article, b.span) for b in marks(article, Block) if b.role == "headline"), "")


def _body(article: Article) -> str:
    """Headline, dek and body; the whole text where no block is a body and no title is known."""
    blocks = marks(article, Block)
    if any(b.role == "body" for b in blocks) or (blocks and _title(article).strip()):
        return "\n".join(
            words(article, b.span) for b in blocks if b.role in ("headline", "dek", "body")
        )
    return article.text
