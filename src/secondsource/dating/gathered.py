"""All that one article says of its day, added up per candidate day, for and against."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from secondsource.dating import declared
from secondsource.dating.declared import Claim
from secondsource.model import Article, Evidence, Published, marks, words
from secondsource.text.patterns import rules
from secondsource.text.when import last_day, parse

FAR = (
    10  # years after all else from which a day is not yet come, where nobody says when it was read
)
STAMP = 5.0  # log odds of the day a relay stamps in full


class Gathered(NamedTuple):
    """What speaks for each day. `odds` are natural logs, of single days that something names."""

    odds: dict[date, float]
    reasons: dict[date, list[Evidence]]
    ranges: list[Claim]  # months and years an address names
    stamps: list[tuple[tuple[date, ...], Evidence]]  # relay stamps: the days one may mean
    body: list[Published]  # soft and one-sided evidence of the text
    ceiling: date | None  # the crawl day, an upper bound only
    rejected: list[Evidence]


def gather(article: Article) -> Gathered:
    """Everything the article's facts, address and marks say, not yet weighed against each other."""
    odds: dict[date, float] = defaultdict(float)
    reasons: dict[date, list[Evidence]] = defaultdict(list)
    rejected: list[Evidence] = []
    published = sorted(marks(article, Published), key=lambda mark: (mark.span, mark.by))
    ceiling = _ceiling(article, published)
    used: dict[date, dict[str, None]] = defaultdict(dict)
    ranges = []
    for claim in declared.claims(article):
        if not isinstance(claim, Claim):
            rejected.append(claim.evidence)
        elif claim.first != claim.last:
            ranges.append(claim)
        elif ceiling and claim.first > ceiling:
            rejected.append(_because(claim.evidence, "later than the day the page was read"))
        else:
            used[claim.first].update(dict.fromkeys(claim.features))
            reasons[claim.first].append(claim.evidence)
    lines: dict[date, float] = {}
    stamps = []
    body = []
    for mark in published:
        evidence = Evidence(
            by=mark.by, words=words(article, mark.span), span=mark.span, why=mark.why
        )
        if mark.bound == "reject":
            rejected.append(evidence)
        elif mark.by == "date-line":
            for rank, day in enumerate(_days(mark.expr)):
                if ceiling and day > ceiling:
                    rejected.append(_because(evidence, "later than the day the page was read"))
                    continue
                score = logit(mark.score) + (weights().get("other-reading", 0.0) if rank else 0.0)
                lines[day] = max(lines.get(day, score), score)
                reasons[day].append(_because(evidence, ""))
        elif mark.by == "relay-stamp":
            days = tuple(day for day in stamp_days(mark.expr) if not ceiling or day <= ceiling)
            if len(days) == 1:
                lines[days[0]] = lines.get(days[0], 0.0) + STAMP
                reasons[days[0]].insert(0, evidence)
            else:
                stamps.append((days, evidence))
        else:
            body.append(mark)
    for day, features in used.items():
        odds[day] += sum(weights().get(feature, 0.0) for feature in features)
    for day, score in lines.items():
        both = agreement(used.get(day, ()))
        odds[day] += score + (weights().get(both, 0.0) if both else 0.0)
    for claim in ranges:
        for day in odds:
            if claim.first <= day <= claim.last:
                odds[day] += sum(weights().get(feature, 0.0) for feature in claim.features)
    if article.found is None:
        for day in _to_come(reasons, published):
            odds.pop(day, None)
            late = "years later than all else the page names"
            rejected.extend(_because(one, late) for one in reasons.pop(day))
    return Gathered(dict(odds), dict(reasons), ranges, stamps, body, ceiling, rejected)


def _to_come(reasons: Mapping[date, list[Evidence]], published: list[Published]) -> list[date]:
    """The days that lie years after all else the page names, on one word alone: not yet come."""
    years = [int(mark.expr[:4]) for mark in published if mark.by in ("copyright", "clock")]
    found = []
    for day, some in reasons.items():
        others = [
            other.year for other in reasons if other != day
        ]  # old footers alone prove nothing
        if len(some) == 1 and others and day.year - max(others + years) >= FAR:
            found.append(day)
    return found


def agreement(features: Iterable[str]) -> str:
    """The feature of a day that a date line and a declaration name; "" without a declaration."""
    declared_ = list(features)
    if not declared_:
        return ""
    only_modified = all("modified" in one or one.startswith("time") for one in declared_)
    return "line-and-modified" if only_modified else "line-and-declared"


@cache
def weights() -> dict[str, float]:
    """What each feature is worth, as natural log of odds."""
    found: dict[str, float] = rules("world/datelines.toml")["weights"]
    return found


def logit(score: float) -> float:
    """A probability as natural log of odds."""
    bound = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(bound / (1 - bound))


def _because(evidence: Evidence, why: str) -> Evidence:
    return Evidence(evidence.by, evidence.words, evidence.span, evidence.article, why)


def _days(expr: str) -> Iterator[date]:
    """The readings of a date line's expression: "2023-11-01|2023-01-11"."""
    for iso in expr.split("|"):
        try:
            yield date.fromisoformat(iso)
        except ValueError:
            continue


def stamp_days(expr: str) -> tuple[date, ...]:
    """The days a stamp may mean: one, or one a month where the month is lost ("2021-XX-28")."""
    year, month, rest = expr.split("T")[0].split("-")
    found = []
    for number in range(1, 13) if month == "XX" else (int(month),):
        try:
            found.append(date(int(year), number, int(rest)))
        except ValueError:
            continue
    return tuple(found)


def _ceiling(article: Article, published: list[Published]) -> date | None:
    """The last day the article can be of: when it was found, or what the page's clock shows.

    A clock that is behind what the page declares of itself is not its clock.
    """
    ends = [last_day(article.found)]
    declared_ = [
        claim.first
        for claim in declared.claims(article)
        if isinstance(claim, Claim) and not any("modified" in one for one in claim.features)
    ]
    for mark in published:
        if mark.by == "clock":
            end = last_day(parse(mark.expr))
            if end and not any(day > end for day in declared_):
                ends.append(end)
    return min((end for end in ends if end), default=None)
