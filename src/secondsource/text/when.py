"""Time expressions and what they mean: `resolve(expr, anchor)`; the algebra is in `interval`.

The grammar of expressions is in docs/times.md. In short: `2021-12-17`, `XXXX-01-10`, `thu<`,
`month+1`, `-P1Y`, `XXXX-Q3`, `easter`, each with an optional clock (`T14:00`, `TMO`) and an
optional `@expr`, the expression it is reckoned from.
"""

from __future__ import annotations

from secondsource.model import Article, Span, Time, When, marks
from secondsource.text.expressions import WEEKDAYS, impossible, settle
from secondsource.text.interval import (
    contains,
    day,
    edtf,
    first_day,
    hull,
    last_day,
    of_day,
    of_days,
    overlap,
    parse,
)

__all__ = [
    "WEEKDAYS",
    "contains",
    "day",
    "edtf",
    "first_day",
    "hull",
    "impossible",
    "last_day",
    "moments",
    "of_day",
    "of_days",
    "overlap",
    "parse",
    "resolve",
    "value",
    "values",
]


def resolve(expr: str, anchor: When | None) -> When | None:
    """The stretch an expression means, reckoned from the anchor; None when it cannot be known.

    The anchor is a whole context (a day, a month, a year), not an uncertain one: see `moments`.
    """
    return settle(expr, anchor)[1]


def value(expr: str, anchor: When | None) -> str:
    """The TIMEX3 value of an expression: "2022-01-10", "2022-W02", "P3D", "PAST_REF".

    What the anchor leaves unknown stays X: "XXXX-01-10".
    """
    return settle(expr, anchor)[0]


def moments(article: Article) -> dict[Span, When | None]:
    """Every Time of an article resolved, through the times it hangs on, else the publication day.

    Where the publication day is known only as an interval, a time is resolved from both its ends:
    if they differ the stretch covers both.
    """
    published = article.published.when if article.published else None
    first, last = first_day(published), last_day(published)
    if published is None or first is None or last is None or first == last:
        return {span: found[1] for span, found in _settled(article, published).items()}
    low = _settled(article, of_day(first))
    high = _settled(article, of_day(last))
    return {span: _between(low[span][1], high[span][1]) for span in low}


def _between(a: When | None, b: When | None) -> When | None:
    return None if a is None or b is None else hull(a, b)


def values(article: Article) -> dict[Span, str]:
    """The TIMEX3 value of every Time of an article; of an unsure day the last counts."""
    published = article.published.when if article.published else None
    last = last_day(published)
    return {
        span: found[0] for span, found in _settled(article, of_day(last) if last else None).items()
    }


def _settled(article: Article, published: When | None) -> dict[Span, tuple[str, When | None]]:
    """Times by span. An anchor mostly stands earlier in the text; a circle ends in publication."""
    by_span = {mark.span: mark for mark in marks(article, Time)}
    found: dict[Span, tuple[str, When | None]] = {}
    hung: dict[Span, When | None] = {}
    for mark in by_span.values():
        chain: list[Time] = []
        at: Time | None = mark
        while at is not None and at.span not in found and at not in chain:
            chain.append(at)
            at = by_span.get(at.anchor) if at.anchor else None
        for link in reversed(chain):
            base = link.anchor if link.anchor in found else None
            # A time that cannot be known passes on what it hung on itself.
            anchor = (found[base][1] or hung[base]) if base else published
            hung[link.span] = anchor
            # What comes again has no one place in time.
            again = link.type == "SET"
            found[link.span] = (link.expr, None) if again else settle(link.expr, anchor)
    return found
