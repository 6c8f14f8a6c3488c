"""One article as a TimeML document: its text with TIMEX3 tags around its times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from secondsource.model import Article, Story, Time, marks
from secondsource.text import when as times

SUFFIX = "tml"
MEDIA = "application/xml"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """Each article as a document of its own."""
    for article in articles:
        yield document(article)


def document(article: Article) -> str:
    """The article's text, code point for code point but for what XML cannot hold."""
    values = times.values(article)
    day = article.published.value if article.published else ""
    created = f'type="DATE" functionInDocument="CREATION_TIME" value={_attribute(day)}'
    pieces = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n<DOCID>{_text(article.ref)}</DOCID>\n',
        f'<DCT><TIMEX3 tid="t0" {created}>{_text(day)}</TIMEX3></DCT>\n<TEXT>',
    ]
    at = 0
    numbers = {mark.span: number for number, mark in enumerate(marks(article, Time), 1)}
    for number, mark in enumerate(marks(article, Time), 1):
        if mark.span.start < at:
            continue  # a time inside another: TIMEX3 tags do not nest
        mod = f" mod={_attribute(mark.mod)}" if mark.mod else ""
        anchor = numbers.get(mark.anchor) if mark.anchor else None
        mod += f' anchorTimeID="t{anchor}"' if anchor else ""
        value = _attribute(values.get(mark.span, ""))
        pieces += [
            _text(article.text[at : mark.span.start]),
            f'<TIMEX3 tid="t{number}" type="{mark.type}" value={value}{mod}>',
            _text(article.text[mark.span.start : mark.span.end]),
            "</TIMEX3>",
        ]
        at = mark.span.end
    return "".join([*pieces, _text(article.text[at:]), "</TEXT>\n</TimeML>\n"])


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", value))
