"""What a page declares of its day outside the visible text: metadata and the address → claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from secondsource.model import Article, Evidence
from secondsource.text.days import FIRST_YEAR, read
from secondsource.text.patterns import rules

_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([-/._])(\d\d?)\2(\d\d?)|/?([01]\d)/?([0-3]\d))(?!\d)"
)
_URL_BACKWARD = re.compile(r"(?<!\d)(\d\d?)([-/._])(\d\d?)\2((?:19|20)\d\d)(?!\d)")
_URL_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](\d\d)(?=/|$)")
_URL_YEAR = re.compile(r"(?<=/)((?:19|20)\d\d)(?=/|$)")
_URL_SHORT = re.compile(r"(?<![\d-])(\d\d)([01]\d)([0-3]\d)(?!\d)")  # /26/220126_press.html


WEAK = ("time@aside", "time")  # places whose "published" may be another page's


class Claim(NamedTuple):
    """Somebody's word that the article appeared within [first, last]; `features` have weights."""

    first: date
    last: date
    features: tuple[str, ...]
    evidence: Evidence


class Refused(NamedTuple):
    """A declared value that is no day."""

    evidence: Evidence


def claims(article: Article) -> Iterator[Claim | Refused]:
    """Every claim of the article's facts and address, as declared first."""
    yield from _facts(article)
    yield from address(article.url)


def _facts(article: Article) -> Iterator[Claim | Refused]:
    times = 0
    is_published = any(fact.name == "published" and fact.by not in WEAK for fact in article.facts)
    for fact in article.facts:
        if fact.name not in ("published", "modified"):
            continue
        days = read(fact.value, month_first=article.language == "en")
        evidence = Evidence(by=fact.by, words=fact.value)
        if not days:
            yield Refused(Evidence(by=fact.by, words=fact.value, why="not a day of the calendar"))
            continue
        features = [group(fact.by, fact.name)]
        if fact.by.startswith("time"):
            times += 1
            features.append("time-first" if times == 1 else "time-later")
        if fact.name == "modified" and is_published:
            features.append("modified-beside-published")
        yield Claim(days[0], days[0], tuple(features), evidence)
        for other in days[1:]:
            yield Claim(other, other, (features[0], "other-reading"), evidence)


def group(by: str, name: str) -> str:
    """The weight class of a declaration: "row", "json-ld", "meta-modified" ..."""
    for kind, starts in rules("world/datelines.toml")["declared"].items():
        if any(by.startswith(start) for start in starts):
            return f"{kind}-modified" if name == "modified" else kind
    return "declared-modified" if name == "modified" else "declared"


@cache
def address(url: str) -> tuple[Claim, ...]:
    """The days, months and years an address names in its path."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": no address
        return ()
    path = unquote(parts.path + ("?" + parts.query if parts.query else ""))[:2000]
    # "web.archive.org/web/20140226054445/http://...": the day of the crawl, not of the page.
    path = re.sub(r"/web/\d{8,14}(?:[a-z]{2}_)?/", "/", path)
    found = []
    for match in _URL_DAY.finditer(path):
        year, _, month, day, month_, day_ = match.groups()
        found.append((_day(year, month or month_, day or day_), "url-day", match[0]))
    for match in _URL_BACKWARD.finditer(path):
        found.append((_day(match[4], match[3], match[1]), "url-day", match[0]))
    for match in _URL_SHORT.finditer(path):
        found.append((_day("20" + match[1], match[2], match[3]), "url-short", match[0]))
    days = [
        Claim(day, day, (feature,), Evidence(by="url", words=words))
        for day, feature, words in found
        if day is not None
    ]
    if days:
        return tuple(days)
    for match in _URL_MONTH.finditer(path):
        first = _day(match[1], match[2], "1")
        if first:
            evidence = Evidence(by="url", words=match[0])
            return (Claim(first, month_end(first), ("url-month",), evidence),)
    for match in _URL_YEAR.finditer(path):
        year_ = int(match[1])
        evidence = Evidence(by="url", words=match[0])
        return (Claim(date(year_, 1, 1), date(year_, 12, 31), ("url-year",), evidence),)
    return ()


def month_end(first: date) -> date:
    """The last day of a month, given its first."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None
