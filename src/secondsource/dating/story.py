"""The days of a story's articles, each by its own evidence and by its neighbours'."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from msgspec import structs

from secondsource.dating.gathered import Gathered, gather
from secondsource.model import Article, Dating, Evidence, Link
from secondsource.text.when import edtf, of_day

MAX_EVIDENCE = 12  # reasons kept of each kind
NOTHING = 0.0  # log odds of "none of the named days", which every named day must beat


def settle(articles: Sequence[Article], links: Sequence[Link]) -> tuple[Article, ...]:
    """The articles of one story, each with its publication day, or None where nothing speaks for one.

    The order of articles and links does not matter; a single article is a story of one. What stood
    in `published` before is not evidence: it is made anew.
    """
    gathered = {article.id: gather(article) for article in articles}
    found = {name: _named(one) for name, one in gathered.items()}
    return tuple(structs.replace(article, published=found[article.id]) for article in articles)


def _named(gathered: Gathered) -> Dating | None:
    """The best of the days that something names outright."""
    if not gathered.odds:
        return None
    top = max(NOTHING, *gathered.odds.values())
    raw = {day: math.exp(odds - top) for day, odds in gathered.odds.items()}
    whole = sum(raw.values()) + math.exp(NOTHING - top)
    best = max(raw, key=lambda day: (raw[day], -day.toordinal()))
    return _dating(gathered, best, raw[best] / whole)


def _dating(gathered: Gathered, best: date, confidence: float) -> Dating:
    evidence = gathered.reasons.get(best, [])
    rejected = list(gathered.rejected)
    for day, some in sorted(gathered.reasons.items()):
        if day != best:
            rejected.extend(
                Evidence(one.by, one.words, one.span, one.article, "another day has more for it")
                for one in some
            )
    return Dating(
        when=of_day(best),
        value=edtf(of_day(best)),
        confidence=round(confidence, 3),
        by=evidence[0].by if evidence else "",
        evidence=tuple(dict.fromkeys(evidence))[:MAX_EVIDENCE],
        rejected=tuple(dict.fromkeys(rejected))[:MAX_EVIDENCE],
    )
