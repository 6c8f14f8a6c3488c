"""Titles: whose word a headline is whose event the text tells in other words.

"Talland sends aid" over "Talland has sent 40 tonnes of food, the ministry said" is the ministry's.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from secondsource import origins
from secondsource.model import Article, Block, Origin, Quote, inside, marks
from secondsource.reconcile.passages import SAID, Passage, chain
from secondsource.text.words import stems

LEADS = 2  # body blocks a headline sums up
SHARED = 2  # words of the headline that a sentence must have; the opening one of them


def adopting(found: Sequence[Passage], article: Article, own: Origin) -> list[Passage]:
    """The passages of an article; a title whose event nothing below tells takes the lead's word."""
    below = {p.family for p in found if not p.title}
    return [
        _adopted(p, article, own)
        if p.title and not p.attributed and p.quote is None and p.family not in below
        else p
        for p in found
    ]


def _adopted(passage: Passage, article: Article, own: Origin) -> Passage:
    title = next(
        (b.span for b in marks(article, Block) if inside(passage.event.span, b.span)),
        passage.event.span,
    )
    quote = _summed_up(article, article.text[title.start : title.end], own)
    if quote is None:
        return passage
    return structs.replace(
        passage,
        quote=quote,
        chain=chain(article, quote, own),
        origin=origins.origin(quote, own, article),
        attributed=True,
        adopted=True,
    )


def _summed_up(article: Article, title: str, own: Origin) -> Quote | None:
    """The first attributed words of the lead that say what the title says."""
    said = stems(title)
    blocks = [b.span for b in marks(article, Block) if b.role == "body"][:LEADS]
    for quote in marks(article, Quote):
        if quote.act not in SAID or not origins.attributes(quote, own):
            continue
        if not any(inside(c, b) for c in quote.content for b in blocks):
            continue
        words = stems(" ".join(article.text[c.start : c.end] for c in quote.content))
        opens = quote.content[0].start == blocks[0].start
        if len(said & words) >= (1 if opens else SHARED):
            return quote
    return None
