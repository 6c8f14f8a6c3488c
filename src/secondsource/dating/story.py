"""The days of a story's articles, each by its own evidence and by its neighbours'."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import structs

from secondsource.dating.gathered import Gathered, gather
from secondsource.dating.reckoned import near_odds, said_days, table, told_days, weighed
from secondsource.model import Article, Block, Dating, Evidence, Link, Published, marks, words
from secondsource.text.odds import Spread, flat, mixed, narrowest, shares
from secondsource.text.when import edtf, of_day, of_days

MAX_EVIDENCE = 12  # reasons kept of each kind
NOTHING = 0.0  # log odds of "none of the named days", which every named day must beat
SURE = 0.6  # share from which a named day stands without its neighbours
LENDS = 0.4  # confidence from which a day is lent to neighbours
MASS = 0.7  # share of the chances an interval is made to hold in a story
SPARE = 0.4  # what is left out holds the day less often than its share: measured on stories
TELLS = 0.2  # chance from which one day is told as the best value of an interval
BODY_MASS = 0.96  # the same, where a body alone is asked
WIDEST = 370  # days of the widest interval that is still an answer
REACH = 45  # days around the neighbours' that are looked at
BEFORE, AFTER = 1, 31  # days around the latest day of a body that are looked at
ANSWERS = 0.5  # chance of having appeared near that day from which it is an answer
NEAREST = ("day-file", "day-plain", "day-shown", "day-post", "day-with-weekday", "day-labelled")
OUTSIDE = 0.05  # chance that none of it holds
FLOOR = 1e-5  # chance of a day no neighbour speaks for
UNNAMED = 0.3  # what a neighbour dated by neighbours is worth beside one that names its day
TOLD = 0.55  # how much of what a neighbour lends goes by the days it speaks of
BESIDE = 0.8  # weight of weekday words in a story: its neighbours speak of the same days
PASSES = 2
DAY = timedelta(days=1)


class Found(NamedTuple):
    """A dating in the making: chances of days, and the dating as it would be told."""

    chances: Mapping[int, float]  # ordinal → chance
    dating: Dating
    named: bool  # by something that names the day outright
    told: Mapping[int, float]  # ordinal → chance: past days its words speak of


def settle(articles: Sequence[Article], links: Sequence[Link]) -> tuple[Article, ...]:
    """The articles of one story, each with its publication day, or None where there is no evidence.

    The order of articles and links does not matter; a single article is a story of one. What stood
    in `published` before is not evidence: it is made anew.
    """
    by_id = {article.id: article for article in articles}
    gathered = {name: gather(by_id[name]) for name in sorted(by_id)}
    found: dict[str, Found | None] = {
        name: _named(one) or _alone(by_id[name], one) for name, one in gathered.items()
    }
    shared = _shared(links)
    for number in range(PASSES if len(gathered) > 1 else 0):
        known = found
        if number == 0 and any(one and one.named for one in found.values()):
            # What a body alone makes likely is asked again before it is lent to others.
            known = {name: one if one and one.named else None for name, one in found.items()}
        found = {
            name: _by_neighbours(
                by_id[name], gathered[name], found[name], known=known, shared=shared
            )
            for name in gathered
        }
    return tuple(
        structs.replace(article, published=one.dating if (one := found[article.id]) else None)
        for article in articles
    )


# ------------------------------------------------------------------ one article


def _named(gathered: Gathered) -> Found | None:
    """The best of the days that something names outright, if it is likely enough to stand alone."""
    if not gathered.odds:
        return None
    top = max(NOTHING, *gathered.odds.values())
    raw = {day: math.exp(odds - top) for day, odds in gathered.odds.items()}
    whole = sum(raw.values()) + math.exp(NOTHING - top)
    best = max(raw, key=lambda day: (raw[day], -day.toordinal()))
    share = raw[best] / whole
    chances = {day.toordinal(): one / whole for day, one in raw.items()}
    evidence = gathered.reasons.get(best, [])
    dating = _dating(gathered, best, best, best=best, confidence=share, evidence=evidence)
    return Found(chances, dating, True, told_days(gathered, best))


def _alone(article: Article, gathered: Gathered) -> Found | None:
    """The day by what the body says of other days; None where no year can be known."""
    stamped = [day for days, _ in gathered.stamps for day in days]
    evidence = [evidence for _, evidence in gathered.stamps]
    evidence += [claim.evidence for claim in gathered.ranges]
    if stamped or gathered.ranges:
        first = min(stamped) if stamped else max(claim.first for claim in gathered.ranges)
        last = max(stamped) if stamped else min(claim.last for claim in gathered.ranges)
        if gathered.ceiling:
            last = min(last, gathered.ceiling)
        if first > last:
            return None
        spread = weighed(gathered, flat(first, last))
        return _told(article, gathered, spread, evidence, trust=1 - OUTSIDE)
    past = [
        (day, mark)
        for mark, day in said_days(gathered)
        if mark.by != "day-to-come" and not (gathered.ceiling and day > gathered.ceiling)
    ]
    if not past:
        return None
    latest, mark = max(past, key=lambda pair: (pair[0], NEAREST.index(pair[1].by), pair[1].span))
    bodies = [block.span for block in marks(article, Block) if block.role == "body"]
    start, end = (bodies[0].start, bodies[-1].end) if bodies else (0, len(article.text))
    early = (mark.span.start - start) * 10 < end - start
    odds = near_odds(gathered, latest, mark.by, early=early)
    trust = 1 / (1 + math.exp(-odds))
    if trust < ANSWERS:
        return None
    last = latest + timedelta(days=AFTER)
    if gathered.ceiling:
        last = min(last, gathered.ceiling)
    spread = weighed(gathered, flat(latest - timedelta(days=BEFORE), last))
    return _told(
        article, gathered, spread, evidence, trust=trust, share=BODY_MASS, floor=latest - DAY
    )


def _told(
    article: Article,
    gathered: Gathered,
    spread: Spread,
    evidence: list[Evidence],
    *,
    trust: float = 1 - OUTSIDE,
    share: float = MASS,
    floor: date | None = None,
    spare: float = 1.0,
) -> Found | None:
    """A spread as a dating: the narrowest days that hold enough, None where they are no answer.

    trust: the chance that the true day is among the spread's at all.
    spare: how often what the interval leaves out holds the day, beside its share.
    floor: the interval begins no later, and ends at least a day after the likeliest day.
    """
    first, last, mass = narrowest(spread, share)
    if (last - first).days >= WIDEST:
        return None
    chances = {spread.first + n: one for n, one in enumerate(shares(spread)) if one > 1e-4}
    likeliest = max(chances, key=lambda day: (chances[day], -day))
    if floor:
        # A body names days by its own clock: the same moment is another day across the world.
        middle = date.fromordinal(likeliest)
        first = min(first, floor)
        last = max(last, middle + DAY)
    inside = [*evidence, *_cited(article, gathered.body)]
    best = date.fromordinal(likeliest) if chances[likeliest] >= TELLS else None
    dating = _dating(
        gathered,
        first,
        last,
        best=best,
        confidence=(1 - spare * (1 - mass)) * trust,
        evidence=inside,
    )
    return Found(chances, dating, False, told_days(gathered, date.fromordinal(likeliest)))


def _cited(article: Article, body: Sequence[Published]) -> list[Evidence]:
    return [
        Evidence(by=mark.by, words=words(article, mark.span), span=mark.span, why=mark.why)
        for mark in body
    ]


def _dating(
    gathered: Gathered,
    first: date,
    last: date,
    *,
    best: date | None,
    confidence: float,
    evidence: Sequence[Evidence],
) -> Dating:
    rejected = list(gathered.rejected)
    for day, some in sorted(gathered.reasons.items()):
        if not first <= day <= last:
            rejected.extend(
                Evidence(one.by, one.words, one.span, one.article, "another day has more for it")
                for one in some
            )
    when = of_day(first) if first == last else of_days(first, last)
    return Dating(
        when=when,
        value=edtf(of_day(best) if best else when),
        confidence=round(min(confidence, 0.99), 3),
        by=evidence[0].by if evidence else "",
        evidence=tuple(dict.fromkeys(evidence))[:MAX_EVIDENCE],
        rejected=tuple(dict.fromkeys(rejected))[:MAX_EVIDENCE],
    )


# ------------------------------------------------------------------ the story


def _shared(links: Sequence[Link]) -> dict[tuple[str, str], float]:
    """The share of words two articles have in common, both ways round."""
    found: dict[tuple[str, str], float] = {}
    for link in links:
        for pair in ((link.copy, link.original), (link.original, link.copy)):
            found[pair] = max(found.get(pair, 0.0), link.share)
    return found


def _by_neighbours(
    article: Article,
    gathered: Gathered,
    own: Found | None,
    *,
    known: Mapping[str, Found | None],
    shared: Mapping[tuple[str, str], float],
) -> Found | None:
    """The dating of one article with what the others of the story know."""
    if own is not None and own.named and own.dating.confidence >= SURE:
        return own
    others = [
        (name, one)
        for name, one in sorted(known.items())
        if name != article.id and one is not None and one.dating.confidence >= LENDS
    ]
    if not any(one.named for _, one in others) and not gathered.stamps:
        others = [(name, one) for name, one in others if len(one.chances) < REACH]
    if not others:
        return own
    days = [day for _, one in others if one.named for day in likely(one.chances)]
    days = days or [day for _, one in others for day in likely(one.chances)]
    first = date.fromordinal(min(days) - REACH)
    last = date.fromordinal(max(days) + REACH)
    if gathered.ceiling:
        last = min(last, gathered.ceiling)
    if first > last:
        return own
    parts = []
    for name, one in others:
        share = shared.get((article.id, name), 0.0)
        kind = "copy" if share >= 0.5 else "neighbour"
        weight = (1.0 + 4 * share) * (1.0 if one.named else UNNAMED)
        parts.append((weight * (1 - TOLD), _blurred(one.chances, kind)))
        if one.told:
            parts.append((weight * TOLD, _blurred(one.told, "told")))
    whole = sum(weight for weight, _ in parts)
    spread = mixed(
        flat(first, last), [(weight / whole, chances) for weight, chances in parts], FLOOR
    )
    spread = weighed(gathered, spread, weekdays=BESIDE)
    lent = [
        Evidence(
            by="neighbour", words=one.dating.value, article=name, why="dated, of the same story"
        )
        for name, one in sorted(others, key=lambda pair: (not pair[1].named, pair[0]))[:4]
    ]
    stamps = [evidence for _, evidence in gathered.stamps]
    return _told(article, gathered, spread, [*stamps, *lent], spare=SPARE)


def likely(chances: Mapping[int, float]) -> list[int]:
    """The days worth looking around."""
    top = max(chances.values(), default=0.0)
    return [day for day, chance in chances.items() if chance >= top / 10]


def _blurred(chances: Mapping[int, float], kind: str) -> dict[int, float]:
    """Chances of one article's day as chances of its neighbour's."""
    found: dict[int, float] = {}
    for day, chance in chances.items():
        if chance < 0.02:
            continue
        for start, end, log in table(kind):
            each = chance * math.exp(log)
            for offset in range(start, end + 1):
                found[day + offset] = found.get(day + offset, 0.0) + each
    return found
