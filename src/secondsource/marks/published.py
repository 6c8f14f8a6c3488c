"""Evidence for the publication day in the visible text; what it adds up to is for `dating`.

Three kinds of words are told apart: the page's own date lines, the clock of the page (the day it was
crawled, never the day it appeared), and what the body says of other days.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache

from secondsource.model import Article, Block, Line, Published, Role, Span, marks
from secondsource.text import datelines
from secondsource.text.datelines import DateLine
from secondsource.text.days import months
from secondsource.text.patterns import rules
from secondsource.text.words import fold

BARE_TOP = 14  # lines of a bare text above its headline in which the page's own clock stands


def mark(article: Article) -> Iterator[Published]:
    """Every piece of evidence, in no particular order; spans of different rules may overlap."""
    yield from stamps(article)
    yield from copyrights(article)
    for line, features in date_lines(article):
        yield date_line(line, features)


# ------------------------------------------------------------------ date lines and clocks


def date_lines(article: Article) -> Iterator[tuple[DateLine, tuple[str, ...]]]:
    """The dates in short lines with everything seen around them, the roles of blocks included."""
    lines = article.lines or _split(article.text)
    roles = _roles(article, lines)
    headlines = _headlines(article, lines, roles)
    found = datelines.find(
        article.text, lines, headlines, month_first=article.language in ("en", "")
    )
    is_bare = not any(line.tag for line in lines)
    first_body = next((n for n, role in enumerate(roles) if role == "body"), len(lines))
    for one in found:
        features = list(one.features)
        role = roles[one.number]
        features.append(f"role-{role}" if role else "role-none")
        if one.weekday is not None:
            features.append("weekday")
            if all(day.weekday() != one.weekday for day in one.date.days):
                features.append("wrong-weekday")
        if is_bare:
            features.append("bare")
            if _is_clock(one, features, first_body):
                features.append("is-clock")
        elif "label-clock" in features or "weather" in features:
            features.append("is-clock")
        yield one, tuple(features)


def date_line(line: DateLine, features: Sequence[str]) -> Published:
    """The mark for one date line: a day, with the odds its features give it, or a refused clock."""
    day = line.date.days[0].isoformat()
    if "is-clock" in features:
        why = "the page's own clock: the day it was read, not the day it appeared"
        return Published(span=line.date.span, by="clock", expr=day, bound="reject", why=why)
    other = "".join(f"|{reading.isoformat()}" for reading in line.date.days[1:])
    return Published(
        span=line.date.span,
        by="date-line",
        score=odds_to_score(sum(weights().get(feature, 0.0) for feature in features)),
        expr=day + other,
        bound="day",
        why=" ".join(features),
    )


def odds_to_score(odds: float) -> float:
    """Natural log of odds to a probability, kept off 0 and 1."""
    return round(1 / (1 + math.exp(-max(-8.0, min(8.0, odds)))), 4)


@cache
def weights() -> dict[str, float]:
    """What each feature is worth, as natural log of odds."""
    found: dict[str, float] = rules("world/datelines.toml")["weights"]
    return found


def _is_clock(line: DateLine, features: Sequence[str], first_body: int) -> bool:
    """Whether a date line of a bare text is the page's clock.

    Without markup a lone date above the article, most of all with its weekday, looks just like the
    day the page was fetched; only a label or a byline's company can make it a day.
    """
    if "label-clock" in features or "weather" in features:
        return True
    if "label-published" in features or "label-updated" in features:
        return False
    above = line.number < first_body and line.number < BARE_TOP
    if "role-widget" in features or "role-nav" in features or "role-ad" in features:
        return True
    if "alone" not in features and "short" not in features:
        return False
    return above and "just-below" not in features and "in-headline" not in features


def _split(text: str) -> tuple[Line, ...]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if start < end:
            found.append(Line(span=Span(start, end)))
    return tuple(found)


def _roles(article: Article, lines: Sequence[Line]) -> list[Role | None]:
    """The role of the block each line begins in."""
    blocks = marks(article, Block)
    found: list[Role | None] = []
    at = 0
    for line in lines:
        while at < len(blocks) and blocks[at].span.end <= line.span.start:
            at += 1
        inside = at < len(blocks) and blocks[at].span.start <= line.span.start
        found.append(blocks[at].role if inside else None)
    return found


def _headlines(
    article: Article, lines: Sequence[Line], roles: Sequence[Role | None]
) -> tuple[int, ...]:
    """Numbers of the headline lines: by role, else by tag, else by the declared title."""
    by_role = tuple(number for number, role in enumerate(roles) if role == "headline")
    if by_role:
        return by_role
    by_tag = tuple(number for number, line in enumerate(lines) if line.tag == "h1")
    if by_tag or not article.title:
        return by_tag
    title = fold(article.title)
    return tuple(
        number
        for number, line in enumerate(lines)
        if 20 <= line.span.end - line.span.start <= 300
        and title.startswith(fold(article.text[line.span.start : line.span.end]))
    )[:1]


# ------------------------------------------------------------------ stamps, copyright lines


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rules("world/published.toml")["patterns"][name])


def stamps(article: Article) -> Iterator[Published]:
    """The stamps of relays: a link, then the minute the relay took the page on."""
    for match in _pattern("stamp").finditer(article.text):
        month = months().get((match["month"] or "").lower())
        if match["month"] and not month:
            continue
        hour = int(match["hour"]) % 12 + (12 if match["half"] in "Pp" else 0)
        if not 1 <= int(match["day"]) <= 31 or hour > 23 or int(match["minute"]) > 59:
            continue
        expr = f"{match['year']}-{month:02d}" if month else f"{match['year']}-XX"
        expr += f"-{int(match['day']):02d}T{hour:02d}:{match['minute']}"
        why = "" if month else "the relay's link swallowed the month"
        span = Span(match.start(), match.end())
        yield Published(span=span, by="relay-stamp", score=0.95, expr=expr, bound="day", why=why)


def copyrights(article: Article) -> Iterator[Published]:
    """Copyright years: the year the page was served, at most a bound."""
    why = "a copyright line names the year the page was served"
    for match in re.finditer(_pattern("copyright").pattern, article.text, re.IGNORECASE):
        span = Span(*match.span("year"))
        yield Published(span=span, by="copyright", expr=match["year"], bound="reject", why=why)
