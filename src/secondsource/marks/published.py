"""Evidence for the publication day in the visible text; what it adds up to is for `dating`.

Three kinds of words are told apart: the page's own date lines, the clock of the page (the day it
was crawled, never the day it appeared), and what the body says of other days.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from secondsource.model import (
    Article,
    Block,
    Line,
    Published,
    Role,
    Span,
    Time,
    inside,
    marks,
    words,
)
from secondsource.text import clocks, datelines
from secondsource.text.datelines import DateLine
from secondsource.text.days import months
from secondsource.text.mastheads import MASTHEAD
from secondsource.text.patterns import rules
from secondsource.text.words import fold


def mark(article: Article) -> Iterator[Published]:
    """Every piece of evidence, in no particular order; spans of different rules may overlap."""
    yield from stamps(article)
    yield from copyrights(article)
    named = []
    for line, features in date_lines(article):
        named.append(date_line(line, features))
    yield from named
    shown = {one.expr for one in named if one.by == "clock"}
    yield from said(article, [one.span for one in named], shown)


# ------------------------------------------------------------------ date lines and clocks


def date_lines(article: Article) -> Iterator[tuple[DateLine, tuple[str, ...]]]:
    """The dates in short lines with everything seen around them, the roles of blocks included."""
    lines = article.lines or _split(article.text)
    roles = _roles(article, lines)
    headlines = _headlines(article, lines, roles)
    is_bare = not any(line.tag for line in lines)
    if is_bare:  # "Archive", "M T W T F S S": what stands over a clock is easily taken for a title
        headlines = tuple(n for n in headlines if clocks.is_title(words(article, lines[n].span)))
    found = datelines.find(
        article.text, lines, headlines, month_first=article.language in ("en", "")
    )
    first_body = next((n for n, role in enumerate(roles) if role == "body"), len(lines))
    pure = [one for one in found if "pure" in one.features]
    titled = any(fact.by == MASTHEAD for fact in article.facts)
    for one in found:
        features = list(one.features)
        role = roles[one.number]
        features.append(f"role-{role}" if role else "role-none")
        if one.weekday is not None:
            features.append("weekday")
            if all(day.weekday() != one.weekday for day in one.date.days):
                features.append("wrong-weekday")
        if is_bare:
            if _is_told(article, lines[one.number], one.date.span):
                continue
            features.append("bare")
            if titled and one.number < first_body <= MAX_TYPED:
                features.append("beside-masthead")
            elif clocks.is_clock(one, features, first_body):
                features.append("is-clock")
            else:
                alone = not any(clocks.rivals(one, other) for other in pure)
                alone = alone and clocks.opens_article(lines, roles, one.number)
                if not clocks.states_the_day(features, alone=alone):
                    if not clocks.is_loose(features):
                        continue
                    features.append("is-loose")
        elif "in-article" not in features and ("label-clock" in features or "weather" in features):
            features.append("is-clock")
        yield one, tuple(features)


def date_line(line: DateLine, features: Sequence[str]) -> Published:
    """The mark for one date line: a day, with the odds its features give it, or a refused clock."""
    day = line.date.days[0].isoformat()
    if "is-clock" in features:
        why = "the page's own clock: the day it was read, not the day it appeared"
        return Published(span=line.date.span, by="clock", expr=day, bound="reject", why=why)
    if "is-loose" in features:
        why = "nothing shows of which article it is the day"
        return Published(span=line.date.span, by="loose-date", expr=day, bound="reject", why=why)
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


def _is_told(article: Article, line: Line, date: Span) -> bool:
    """Whether a date in a short line is a post's or a printed page's: something said of a day."""
    before = article.text[max(line.span.start, date.start - AROUND) : date.start]
    after = article.text[date.end : min(line.span.end, date.end + AROUND)]
    return bool(_pattern("post").search(before) or _is_print(before, after))


def _is_print(before: str, after: str) -> bool:
    """Whether a date stands in a printed page's credit: "(Harbour Daily 03/12/2019 page 4)"."""
    return bool(_pattern("print-before").search(before) and _pattern("print-after").match(after))


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


# ------------------------------------------------------------------ what the body says of days

SAYING: tuple[Role, ...] = ("body", "headline", "dek", "dateline", "caption", "byline", "credit")
_WORDS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"(?:19|20)\d\d-\d\d")
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_DAY = re.compile(r"XXXX-\d\d-\d\d")
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(<<|>>|<|>)?")
MAX_TYPED = 5  # lines above the body of a text somebody typed or pasted
MAX_TIME = 80  # characters of a time that are looked at
OPENING = 60  # characters a dateline may take
AROUND = 70  # characters on either side of a date in which words say what kind it is


def said(article: Article, named: Sequence[Span], shown: Set[str]) -> Iterator[Published]:
    """Days, weekdays and months of the body: none is the day, each says something about it.

    named: the spans of date lines and clocks, whose dates are no part of what is said.
    shown: the days of the page's clocks; such a day counts only in a written-out line.
    """
    taken = {span.end for span in named}
    core = _core(article)
    blocks = iter(marks(article, Block))
    block = next(blocks, None)
    months_to_come: dict[str, Time] = {}
    next_month: Time | None = None
    for time in marks(article, Time):
        while block is not None and block.span.end <= time.span.start:
            block = next(blocks, None)
        if block is None:
            break
        if time.impossible or time.anchor or not block.span.start <= time.span.start:
            continue
        if time.by.startswith("times:holiday"):
            continue
        if not _says(block, core) and not _printed(article, time):
            continue
        last = min(time.span.end, time.span.start + MAX_TIME) + 1
        if taken and not taken.isdisjoint(range(time.span.start + 1, last + 1)):
            continue
        expr = time.expr.partition("T")[0]
        if "@" in expr or "/" in expr:
            continue
        kind = _kind(article, time, block)
        if _WEEKDAY.fullmatch(expr):
            by = "weekday-" + _weekday_kind(article, time, expr)
            yield Published(span=time.span, by=by, expr=expr, bound="near", score=0.4)
        elif _MONTH_DAY.match(expr):
            if kind == "to-come":
                months_to_come.setdefault(expr[5:7], time)
            yield Published(
                span=time.span, by=f"month-day-{kind}", expr=expr[:10], bound="near", score=0.4
            )
        elif _FULL.match(expr):
            if expr[:10] in shown and block.span.end - block.span.start < clocks.WRITTEN_OUT:
                continue
            yield Published(
                span=time.span,
                by=f"day-{kind}",
                expr=expr[:10],
                bound="near" if kind == "to-come" else "not_before",
                score=0.4,
            )
        elif expr == "month+1":
            next_month = next_month or time
        elif _MONTH.fullmatch(expr) and kind != "to-come":
            yield Published(span=time.span, by="month", expr=expr, bound="not_before", score=0.2)
        elif _YEAR.fullmatch(expr) and kind != "to-come" and block.role != "credit":
            yield Published(span=time.span, by="year", expr=expr, bound="not_before", score=0.2)
    if next_month is not None and len(months_to_come) == 1:
        # "will meet next month" and one day to come, "January 10": this is December.
        month = (int(next(iter(months_to_come))) + 10) % 12 + 1
        why = f"next month holds {words(article, next(iter(months_to_come.values())).span)}"
        yield Published(
            span=next_month.span,
            by="next-month",
            expr=f"XXXX-{month:02d}",
            bound="near",
            score=0.9,
            why=why,
        )


def _says(block: Block, core: Span | None) -> bool:
    """Whether the article speaks in this block; what is written out in full is no widget."""
    if block.role in SAYING or (core is not None and inside(block.span, core)):
        return True
    is_long = block.span.end - block.span.start >= clocks.WRITTEN_OUT
    return core is not None and is_long and block.role in ("widget", "nav", "ad")


def _core(article: Article) -> Span | None:
    """In bare text all from the first body line to the last: what looks like a teaser in between is
    mostly a caption or a quoted post. HTML tells teasers by their tags."""
    if any(line.tag for line in article.lines):
        return None
    body = [block.span for block in marks(article, Block) if block.role == "body"]
    return Span(body[0].start, body[-1].end) if body else None


def _weekday_kind(article: Article, time: Time, expr: str) -> str:
    """How a weekday is told: "said Tuesday" is nearly always today, "Sunday night" yesterday."""
    if ">" in expr:
        return "to-come"
    if set(fold(words(article, time.span)).split()) & _body_words("late"):
        return "night"
    before = fold(article.text[max(0, time.span.start - AROUND) : time.span.start])
    after = fold(article.text[time.span.end : time.span.end + AROUND])
    near = _WORDS.findall(before)[-3:] + _WORDS.findall(after)[:1]
    if set(near) & _body_words("said"):
        return "said"
    return "past" if "<" in expr else "plain"


def _kind(article: Article, time: Time, block: Block) -> str:
    """What the words around a date make of it: a post's, a file picture's, a plan's, a past day."""
    text = article.text
    start = max(block.span.start, time.span.start - AROUND)
    before = fold(text[start : time.span.start])
    after = fold(text[time.span.end : min(block.span.end, time.span.end + AROUND)])
    if _pattern("post").search(before):
        return "post"
    if _is_print(before, after) or _ran(before):
        return "labelled"
    if any(word in before[-60:] or word in after[:40] for word in _body_words("file")):
        return "file"
    if datelines.kind_of_label(before[-20:]) in ("published", "updated") and before.endswith(": "):
        return "labelled"
    if time.span.start - block.span.start <= OPENING and _opens(article, time, block):
        return "labelled"
    opening = fold(words(article, time.span)).split()[:2]  # "this Thursday, Dec. 28"
    with_weekday = any(word.strip(".,") in datelines.weekdays() for word in opening)
    near = re.split(r"[.!?]\s", before)[-1].split()
    if with_weekday and set(near[-3:]) & _body_words("said"):
        return "with-weekday"  # "said Friday, Dec. 29, 2017, that it will": the day is the saying's
    if set(near + re.split(r"[.!?]\s", after)[0].split()[:6]) & _body_words("future"):
        return "to-come"
    if with_weekday:
        return "with-weekday"
    shown = block.role == "caption" or _pattern("picture").match(text, time.span.end)
    return "shown" if shown else "plain"


def _printed(article: Article, time: Time) -> bool:
    start, end = time.span.start, time.span.end
    text = article.text
    return _is_print(text[max(0, start - AROUND) : start], text[end : end + AROUND])


def _ran(before: str) -> bool:
    """Whether the words before a date say where a piece ran first: "first appeared on NAME on"."""
    near = before[-AROUND:]
    return near.rstrip().endswith(" on") and any(
        words in near for words in _body_words("first_run")
    )


def _opens(article: Article, time: Time, block: Block) -> bool:
    """Whether a date stands in a dateline: "GENEVA, Dec 28 (Reuters) -"."""
    before = article.text[block.span.start : time.span.start]
    after = article.text[time.span.end : min(time.span.end + OPENING, block.span.end)]
    return bool(_pattern("place").fullmatch(before) and _pattern("carrier").match(after))


@cache
def _body_words(name: str) -> frozenset[str]:
    return frozenset(rules("en/published.toml")["body"][name])
