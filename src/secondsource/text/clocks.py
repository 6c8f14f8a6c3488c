"""In a bare text, without markup: which date lines are the page's clock, and which state the day.

Works on the features of date lines (`datelines`) and on the roles of lines. When nothing but a
place above or between titles speaks for a date, it is refused: a wrong day is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Line, Role
from secondsource.text.datelines import DateLine

BARE_TOP = 14  # lines of a bare text above its headline in which the page's own clock stands
TITLE = 3  # words of three letters and more in the shortest headline
WRITTEN_OUT = 120  # characters from which a line is no furniture
OPENING = 60  # characters from which a line of the body can open an article
WORDS = re.compile(r"[^\W\d_]+")


def is_clock(line: DateLine, features: Sequence[str], first_body: int) -> bool:
    """Whether a date line of a bare text is the page's clock.

    Without markup a lone date above the article, most of all with its weekday, looks just like the
    day the page was fetched; only a label or a byline's company can make it a day.
    """
    if "label-clock" in features:
        return True
    above = line.number < first_body and line.number < BARE_TOP
    small = "alone" in features or "short" in features
    titled = "just-below" in features or "in-headline" in features
    furniture = not {"role-widget", "role-nav", "role-ad"}.isdisjoint(features)
    if "label-published" in features:
        return False
    if "label-updated" in features:
        # "Last updated" under the headline is the article's; anywhere else the whole site's.
        return small and not titled
    if furniture or "weather" in features:
        return small or "role-ad" in features
    return small and above and not titled


def states_the_day(features: Sequence[str], *, alone: bool) -> bool:
    """Whether a date of a bare text is a date line at all, not a teaser's or a sentence's.

    alone: no other article's day stands by itself on the page, and the article begins below it.
    """
    if "second-in-line" in features or "prose" in features or "long" in features:
        return False
    if "label-published" in features or "label-updated" in features:
        return "role-teaser" not in features and "role-caption" not in features
    if "role-byline" in features or "role-stamp" in features:
        return True
    placed = "just-below" in features or ("below" in features and "role-dateline" in features)
    return placed and alone and ("pure" in features or "clock-time" in features)


def rivals(line: DateLine, other: DateLine) -> bool:
    """Whether another date that stands by itself makes it a list: teasers have several, or one day
    again and again; one over the headline is the page's clock."""
    if other is line:
        return False
    above = {"above", "far-above"}
    return other.date.days == line.date.days or above.isdisjoint(other.features)


def opens_article(lines: Sequence[Line], roles: Sequence[Role | None], number: int) -> bool:
    """Whether what follows a line is an article's opening: prose, or a byline."""
    if number + 1 >= len(lines):
        return False
    below = lines[number + 1].span
    length = below.end - below.start
    role = roles[number + 1]
    return (
        role in ("byline", "dek") or length >= WRITTEN_OUT or (role == "body" and length >= OPENING)
    )


def is_title(line: str) -> bool:
    """Whether a line is long enough for a headline: "Archive" and "M T W T F S S" are not."""
    return sum(len(word) > 2 for word in WORDS.findall(line)) >= TITLE


def is_loose(features: Sequence[str]) -> bool:
    """Whether a date that states nothing is furniture, not part of what the article says."""
    return "alone" in features and ("pure" in features or "role-body" not in features)
