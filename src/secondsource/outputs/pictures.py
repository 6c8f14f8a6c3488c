"""Where the bars and arcs of the reader's small pictures stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from secondsource.model import Article, Story
from secondsource.outputs import json
from secondsource.text.when import first_day, last_day

MOST_BARS = 60  # days a sparkline shows
MOST_ROWS = 40  # pages the picture of copies shows; the list beneath it has them all
ROW = 34  # pixels a page


def sparkline(members: Iterable[Article]) -> json.Json | None:
    """Pages a day as bars, in pixels of a 20 high picture; None with fewer than two days."""
    days: Counter[date] = Counter()
    for article in members:
        found = article.published
        first = first_day(found.when) if found else None
        if found and first and first == last_day(found.when):
            days[first] += 1
    if len(days) < 2 or max(days) - min(days) > timedelta(days=MOST_BARS):
        return None
    most = max(days.values())
    span = (max(days) - min(days)).days + 1
    bars = [
        {
            "x": 6 * number,
            "y": round(20 - 18 * days[day] / most, 1),
            "height": round(18 * days[day] / most, 1),
            "label": f"{day}: {days[day]}",
        }
        for number in range(span)
        if days[day := min(days) + timedelta(days=number)]
    ]
    return {"width": 6 * span, "bars": bars, "first": min(days), "last": max(days)}


def copies(one: Story, articles: Mapping[str, Article]) -> json.Json | None:
    """Rows of pages by day and arcs from copies to originals; None where nothing was copied."""
    linked = {i for link in one.links for i in (link.copy, link.original)}
    if not linked or len(linked) > MOST_ROWS:
        return None
    order = sorted(linked, key=lambda i: (day_of(articles[i]), i))
    row = {i: 24 + ROW * number for number, i in enumerate(order)}
    arcs = [
        {
            "from": row[link.copy],
            "to": row[link.original],
            "bend": 12 + 10 * (n % 5),
            "decided": link.decided,
            "why": link.why,
        }
        for n, link in enumerate(one.links)
    ]
    rows = [
        {"y": row[i], "id": i, "name": json.carrier(articles[i]), "day": day_of(articles[i])}
        for i in order
    ]
    return {"height": 24 + ROW * len(order), "rows": rows, "arcs": arcs}


def day_of(article: Article) -> str:
    """The publication day as written in outputs; "" where it is not known."""
    return article.published.value if article.published else ""
