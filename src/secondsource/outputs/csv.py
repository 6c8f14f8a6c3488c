"""Findings as a table: one row for each account of each version."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from secondsource.model import Article, Story, words
from secondsource.text.when import edtf

SUFFIX = "csv"
MEDIA = "text/csv"

COLUMNS = (
    "story", "headline", "event", "attribute", "verdicts", "value", "sources_low", "sources_high",
    "institutions", "carriers", "outlet", "ref", "start", "end", "words", "chain", "origin",
    "as_of", "certainty", "polarity",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """A header, then one line an account; RFC 4180, with formula cells made harmless.

    Source: OWASP, "CSV Injection": a cell beginning with = + - @ tab or return gets an apostrophe.
    """
    by_id = {article.id: article for article in articles}
    yield _line(COLUMNS)
    for story in stories:
        labels = {event.id: event.label or event.type for event in story.events}
        for finding in story.findings:
            for version in finding.versions:
                for account in version.accounts:
                    article = by_id[account.cite.article]
                    yield _line((
                        story.id, story.headline, labels.get(finding.event, finding.event),
                        finding.attribute, " ".join(finding.verdicts), version.value,
                        version.sources.low, version.sources.high, version.sources.institutions,
                        version.sources.carriers, article.outlet, article.ref,
                        account.cite.span.start, account.cite.span.end,
                        words(article, account.cite.span),
                        " ← ".join(teller.name for teller in account.chain), account.origin.name,
                        edtf(account.as_of) if account.as_of else "",
                        account.certainty, account.polarity,
                    ))  # fmt: skip


def _line(cells: Iterable[object]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow([_safe(cell) for cell in cells])
    return buffer.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
